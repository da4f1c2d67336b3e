"""The look: one Fusion style on every system, with a light and a dark palette and one accent colour."""

from dataclasses import asdict, dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from frontdesk_desktop.resources import folder

STEP = 4  # every distance is a multiple of it, in px at 100 %
ROW = 28  # a table row, in px at 100 %


@dataclass(frozen=True)
class Colours:
    """The tokens that palettes and style sheets are made of, as #rrggbb."""

    window: str
    base: str
    alternate: str
    button: str
    text: str
    muted: str
    border: str
    field: str  # around what can be typed into: 3 : 1 on window and base
    accent: str
    on_accent: str
    selection: str
    error: str
    warning: str
    success: str
    error_back: str
    warning_back: str
    info_back: str


LIGHT = Colours(
    window="#f3f4f6",
    base="#ffffff",
    alternate="#f7f8fa",
    button="#fbfbfc",
    text="#1c2128",
    muted="#59626e",
    border="#cfd4dc",
    field="#858e9b",
    accent="#17609f",
    on_accent="#ffffff",
    selection="#d9e8f7",
    error="#b3261e",
    warning="#845000",
    success="#1b6b3a",
    error_back="#fdecea",
    warning_back="#fdf3dc",
    info_back="#e6f0fa",
)
DARK = Colours(
    window="#1d2026",
    base="#23272e",
    alternate="#282c34",
    button="#2e333c",
    text="#e7eaef",
    muted="#a9b2be",
    border="#434a56",
    field="#79828f",
    accent="#6fb1f2",
    on_accent="#0d1a26",
    selection="#25405d",
    error="#ff9a90",
    warning="#f0c060",
    success="#7bd39a",
    error_back="#45262a",
    warning_back="#41351d",
    info_back="#223a52",
)
_STATUS = {  # status: (light, dark); all at least 4.5 : 1 on base, alternate and selection
    "pending": (LIGHT.warning, DARK.warning),
    "confirmed": (LIGHT.accent, "#7fb9f5"),
    "arrived": ("#6a3fb5", "#c7adff"),
    "completed": (LIGHT.success, DARK.success),
    "cancelled": (LIGHT.muted, "#b3bbc6"),
    "no_show": (LIGHT.error, DARK.error),
}


def colours(dark: bool) -> Colours:
    """The tokens of the light or the dark look."""
    return DARK if dark else LIGHT


def is_dark(palette: QPalette) -> bool:
    """Whether a palette is the dark one."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def status_colour(status: str, dark: bool) -> QColor:
    """The colour of a booking status ("pending", …). An unknown status is written like plain text."""
    light_and_dark = _STATUS.get(status)
    return QColor(light_and_dark[dark] if light_and_dark else colours(dark).text)


def row_height(metrics: QFontMetrics) -> int:
    """The height of a table row in px: 28, more where the system's font needs it."""
    return max(ROW, metrics.height() + 2 * STEP)


class Theme(QObject):
    """Dresses the application and follows the system between light and dark.

    `changed(dark)` is emitted after each change. Keep the object alive as long as the application.
    """

    changed = Signal(bool)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._follow(hints.colorScheme())

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self.apply(scheme is Qt.ColorScheme.Dark)

    def apply(self, dark: bool) -> None:
        """Show the light or the dark look until the system changes its own."""
        tokens = colours(dark)
        self._app.setPalette(_palette(tokens))
        self._app.setStyleSheet(_style_sheet(tokens))
        self.changed.emit(dark)


def _palette(tokens: Colours) -> QPalette:
    role = QPalette.ColorRole
    by_role = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.base,
        role.AlternateBase: tokens.alternate,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.button,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.error,
        role.ToolTipBase: tokens.base,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.base,
        role.Midlight: tokens.alternate,
        role.Mid: tokens.border,
        role.Dark: tokens.border,
    }
    palette = QPalette()
    for each, colour in by_role.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.muted))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(tokens.window))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.border))
    return palette


def _style_sheet(tokens: Colours) -> str:
    styles = folder("styles")
    sheet = (styles / "frontdesk.qss").read_text(encoding="utf-8")
    for drawing in ("check", "arrow"):
        path = styles / f"{drawing}-{'dark' if tokens is DARK else 'light'}.svg"
        sheet = sheet.replace(f"@{drawing}", path.as_posix())
    for name, colour in sorted(asdict(tokens).items(), reverse=True):  # @error_back before @error
        sheet = sheet.replace(f"@{name}", colour)
    return sheet
