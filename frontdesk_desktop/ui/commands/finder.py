"""What the palette finds: commands at once, and what its sources find in the background."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal

from frontdesk_desktop.ui.commands.registry import BoundCommand, Registry
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from frontdesk_desktop.ui.wording import error_text

_NAME = "palette"
_REMEMBERED = 20  # things that were chosen last
_FROM_EACH = 8  # hits of a source
_LONGEST = 200  # characters that are searched for


@dataclass(frozen=True)
class Hit:
    """One line of the palette. `key` names it for ever ("client:12"); `detail` stands at the right.

    `why_not` says why `run` would do nothing now; "" if it would.
    """

    key: str
    icon: str
    title: str
    detail: str
    run: Callable[[], None]
    why_not: str = ""


@dataclass(frozen=True)
class Source:
    """Hits that are looked up in the background; both calls may raise, and run on a thread of their own.

    `find(text, limit)` gives the best hits; their keys are "name:number". `get(number)` gives one again.
    """

    name: str
    find: Callable[[str, int], Sequence[Hit]]
    get: Callable[[int], Hit]


class Finder(QObject):
    """Looks for what was typed, and remembers what was chosen.

    `changed()`: there are other hits. `dates(text)` gives the hit for a typed date, or None.
    """

    changed = Signal()

    def __init__(
        self,
        registry: Registry,
        jobs: Jobs,
        state: WindowState,
        *,
        dates: Callable[[str], Hit | None],
        sources: Sequence[Source],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self.problem = ""  # why a source found nothing
        self._registry = registry
        self._jobs = jobs
        self._state = state
        self._dates = dates
        self._sources = {source.name: source for source in sources}
        self._text = ""
        self._waiting: set[str] = set()
        self._found: dict[str, tuple[Hit, ...]] = {}
        self._coming: dict[str, tuple[Hit, ...]] = {}  # for the present text, until all sources have answered
        remembered = state.data(_NAME)
        self._recent = [key for key in remembered if isinstance(key, str)] if isinstance(remembered, list) else []
        self._known: dict[str, Hit] = {}  # of those chosen last, what is no command
        self._recall()

    @property
    def searching(self) -> bool:
        """Whether a source is still looking."""
        return bool(self._waiting)

    def look_for(self, text: str) -> None:
        """Find what fits a text: commands at once, the rest as it comes."""
        self._text = text[:_LONGEST]
        self.problem = ""
        self._waiting.clear()
        self._coming.clear()
        words = self._text.strip()
        # What no longer fits goes now; what comes in its place is added in one go, and moves nothing above it.
        self._found = {name: tuple(h for h in hits if words and _fit(h, words)) for name, hits in self._found.items()}
        for name, source in self._sources.items() if words else ():
            self._waiting.add(name)
            self._jobs.query(
                f"{_NAME}:{name}",
                partial(source.find, words, _FROM_EACH),
                partial(self._arrived, name, self._text),
                partial(self._failed, name, self._text),
                owner=self,
            )
        self._gather()

    def chosen(self, hit: Hit) -> None:
        """Remember that a hit was chosen; dates are typed anew."""
        kind = hit.key.partition(":")[0]
        if kind in self._sources:
            self._known[hit.key] = hit
        elif kind != "command":
            return
        self._recent = [hit.key, *(key for key in self._recent if key != hit.key)][:_REMEMBERED]
        self._state.save_data(_NAME, self._recent)

    def _gather(self) -> None:
        words = self._text.strip()
        ranked = [(_fit(hit, words), hit) for hit in [*self._commands(), *self._known_recent()]]
        last = len(self._recent)
        places = {key: place for place, key in enumerate(self._recent)}
        fitting = [(fit, bool(hit.why_not), places.get(hit.key, last), hit) for fit, hit in ranked if fit]
        fitting.sort(key=lambda each: (-each[0], each[1], each[2]))
        date = self._dates(words) if words else None
        found = [hit for name in self._sources for hit in self._found.get(name, ())]
        unique: dict[str, Hit] = {}
        for hit in [*(each[-1] for each in fitting), *([date] if date else []), *found]:
            unique.setdefault(hit.key, hit)
        self.hits = tuple(unique.values())
        self.changed.emit()

    def _commands(self) -> Iterable[Hit]:
        """A hit for each title: what has it twice, with different keys in different places, does the same."""
        by_title: dict[str, list[BoundCommand]] = {}
        for bound in self._registry.commands():
            by_title.setdefault(bound.plain_title, []).append(bound)
        for title, same in by_title.items():
            reasons = [bound.why_not() for bound in same]
            best = same[reasons.index("") if "" in reasons else 0].command.id
            keys = ", ".join(bound.shown_keys for bound in same if bound.keys)
            why_not = "" if "" in reasons else reasons[0]
            yield Hit(
                f"command:{same[0].command.id}", "command", title, keys, partial(self._registry.run, best), why_not
            )

    def _known_recent(self) -> Iterable[Hit]:
        return (self._known[key] for key in self._recent if key in self._known)

    # --- sources ----------------------------------------------------------------------------------

    def _arrived(self, name: str, text: str, hits: Sequence[Hit]) -> None:
        if text != self._text:
            return
        self._waiting.discard(name)
        self._coming[name] = tuple(hits)
        self._known.update({hit.key: hit for hit in hits if hit.key in self._known})
        if not self._waiting:
            self._found = dict(self._coming)
            self._gather()

    def _failed(self, name: str, text: str, error: Exception) -> None:
        self.problem = error_text(error)
        self._arrived(name, text, ())

    def _recall(self) -> None:
        """Look up what was chosen last, before anybody asks."""
        for key in self._recent:
            name, _, number = key.partition(":")
            if name in self._sources and number.isdecimal():
                get = partial(self._sources[name].get, int(number))
                # what is gone, or can't be reached, is left out
                self._jobs.query(f"{_NAME}:{key}", get, self._recalled, lambda _error: None, owner=self)

    def _recalled(self, hit: Hit) -> None:
        self._known[hit.key] = hit


def _fit(hit: Hit, text: str) -> int:
    """How well a text fits: 2 where each of its parts begins a word, 1 where some stand inside one, 0 not at all."""
    words = f" {_folded(hit.title)} {_folded(hit.detail)}"
    parts = _folded(text).split()
    if text and not parts:  # signs alone
        return int(text in hit.detail)
    if all(f" {part}" in words for part in parts):
        return 2
    return int(all(len(part) > 2 and part in words for part in parts))


def _folded(text: str) -> str:
    """Without case and accents; signs between words count as spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() or c == "+" else " " for c in plain)


def spoken(hit: Hit) -> str:
    """A hit as a screen reader says it."""
    if hit.why_not:
        words = QCoreApplication.translate("Palette", "{title}, can't run now: {reason}")
        return words.format(title=hit.title, reason=hit.why_not)
    return ", ".join(filter(None, (hit.title, hit.detail)))
