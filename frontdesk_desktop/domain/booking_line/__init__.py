"""The booking line: `sm jo cleaning tue 14:30 45m @city // brings X-ray`, read into chips.

`parse(line, known, today)` gives a ParsedLine. It is a pure function of these three: what was chosen stands in the line
itself. An ambiguous chip offers choices, each with the text that is certain; `choose` writes it into the line, which is
then parsed again. So a line can be typed on, parked and taken up again; `ParsedLine.written` is its form that means the
same tomorrow. What the line doesn't say is absent. A day is always its full date in the chip's value, to be shown.
Times are wall times of the provider: whether its clocks skip or repeat one is for the service to say.

| written | read as |
|---|---|
| `sm jo`, `0170 123`, `jo.smith@`, `x` | the client: all words that are nothing else; single letters too |
| `"may"`, `"sun yi"` | the client, whatever the words mean |
| `cleaning`, `oil change`, `check up` | a service type, by its whole name; the provider's own where one is written |
| `clean`, `oil`, `first cons` | ambiguous: 4 letters, or a whole word of 3, that begin a service type; or the client |
| `#cle`, `#change`, `#"beard trim"` | a service type by the beginning of its words; in quotes any text |
| `@city`, `@"city med"`, `@#12` | a provider: its name, else words that begin so, else parts of words; by id |
| `// text` | the note, to the end; not inside quotes |
| `tue`, `tues`, `tuesday`, `tue.`, `on tue` | the next one, today included |
| `next fri`, `fri next week` | the Friday of next week, weeks beginning on Monday. `next week` alone: a problem |
| `today`, `tomorrow`, `tmrw`, `tmw`, `yesterday`, `day after tomorrow`, `+3d`, `-2w` | that day |
| `sun`, `sat`, `thu`, `monday`, `tom` (`names.py`), two letters (`di`) | also names: see below |
| `satu`, `frida`, `tomor` | ambiguous: neither the whole word nor its short form |
| `may`, `nov` without a number | the client: a month is no day |
| `27 nov`, `nov 27`, `27. nov`, `27th of nov`, `27nov`, `nov 27, 2026` | the next such date, 29 Feb the next there is |
| `may 14`, `14 may`, `jan 3` | also names: see below; with `14.`, `14th`, `on` or a year it is a date |
| `12 may 14` | ambiguous: the 12th or the 14th |
| `27 nov 2030` | ambiguous: the year or half past eight; 2031 is a year, 1430 a time |
| `fri 27 nov`, `fri 27` | where the next such date is no Friday: both dates to choose from; with a year: a problem |
| `fri 14`, `fri 30` | ambiguous: Friday the 14th, Friday at two; the 30th, 30 minutes |
| `27.`, `27th`, `on 27`, `27.11.`, `27.11.26`, `2026-11-27`, `2026/11/27` | a date; dots have the day first |
| `3/4`, `3/4/26` | a date in the locale's order; where a number over 12 leaves one order, that one |
| `3-4` | ambiguous: as 3/4, or the client |
| `14.3`, `9.10` | ambiguous: 14 March or 14:30, 9 October or 9:10; `14.30` is a time, `25.12` a date |
| `14:30`, `0730`, `14h30`, `14 uhr`, `2pm`, `2:30 p.m.`, `at 14` | a time |
| `2:30`, `4.30`, `at 7`, `at 11` | ambiguous: 1:00 to 6:59, and an hour alone: then, or 12 hours later |
| `02:30`, `at 07`, `7:30` | a time, of the 24-hour clock |
| `12`, `930`, `120`, `0151` | ambiguous: a time, a day of the month, 5, 10 to 240 minutes, the client: what it can be |
| `47`, `0170`, `123456` | the client: a number that can be nothing else |
| `1430 45` | beside other digits 1430 may be the client's, too: ambiguous |
| `0170 123` | the client: beside what can be nothing else, even 1:23 is not meant |
| `30m`, `45 min`, `1h`, `1h30`, `1:30h`, `1.5h`, `1h 30m`, `2 hours`, `90'`, `for 45` | a length |
| `1h 30` | ambiguous: an hour and a half, or an hour and a number |
| `8h`, `8h30` | ambiguous from 6 to 12: a time or a length; `14h` is a time |
| `+3`, `+15m` | ambiguous: days or the client; months or minutes |
| `31 apr`, `25:00`, `0m`, `14:3`, `14:30-15:00`, a second day or time | a problem |

Words for days that are also names (with `sun.` and `on sun` they are days): a day where the client stands elsewhere in
the line and none of the client's words is next to it, as in `sm jo 14:30 sun`; ambiguous anywhere else.
"""

from frontdesk_desktop.domain.booking_line.chips import Chip, Choice, Kind, ParsedLine, Problem, choose
from frontdesk_desktop.domain.booking_line.parser import parse
from frontdesk_desktop.domain.booking_line.vocabulary import Provider, Vocabulary

__all__ = ["Chip", "Choice", "Kind", "ParsedLine", "Problem", "Provider", "Vocabulary", "choose", "parse"]
