"""What the tests of the booking line may speak of."""

from frontdesk_desktop.domain.booking_line import Provider, Vocabulary

_SERVICES = (
    *("consultation", "follow-up", "check-up", "blood test", "ECG", "cleaning", "oil change", "first consultation"),
    *("first meeting", "will", "crown fitting", "massage", "massage 60 min", "X1", "***"),
)
_PROVIDERS = (
    Provider(1, "City Medical", ("consultation", "check-up", "cleaning")),
    Provider(2, "Harbour Homes", ("viewing", "handover")),
    Provider(3, "St. Mary's", ("consultation",)),
    Provider(4, "Old City Garage", ("tyre change", "May special", "Tue deal")),
    Provider(5, "Twin"),
    Provider(6, "Twin"),
    Provider(7, "Harbour"),
    Provider(8, "***"),
)
_GERMAN_DAYS = (
    *(("Montag", "Mo."), ("Dienstag", "Di."), ("Mittwoch", "Mi."), ("Donnerstag", "Do.")),
    *(("Freitag", "Fr."), ("Samstag", "Sa."), ("Sonntag", "So.")),
)
_GERMAN_MONTHS = (
    *(("Januar", "Jan."), ("Februar", "Feb."), ("März",), ("April", "Apr."), ("Mai",), ("Juni",)),
    *(("Juli",), ("August", "Aug."), ("September", "Sept."), ("Oktober", "Okt."), ("November", "Nov.")),
    ("Dezember", "Dez."),
)
_FRENCH_DAYS = (
    *(("lundi", "lun."), ("mardi", "mar."), ("mercredi", "mer."), ("jeudi", "jeu.")),
    *(("vendredi", "ven."), ("samedi", "sam."), ("dimanche", "dim.")),
)
_FRENCH_MONTHS = (
    *(("janvier", "janv."), ("février", "févr."), ("mars",), ("avril", "avr."), ("mai",), ("juin",)),
    *(("juillet", "juil."), ("août",), ("septembre", "sept."), ("octobre", "oct."), ("novembre", "nov.")),
    ("décembre", "déc."),
)

ENGLISH = Vocabulary(_SERVICES, _PROVIDERS, day_first=True)
AMERICAN = Vocabulary(_SERVICES, _PROVIDERS, day_first=False)
GERMAN = Vocabulary(_SERVICES, _PROVIDERS, day_first=True, day_names=_GERMAN_DAYS, month_names=_GERMAN_MONTHS)
FRENCH = Vocabulary(_SERVICES, _PROVIDERS, day_first=True, day_names=_FRENCH_DAYS, month_names=_FRENCH_MONTHS)
