"""The program's own icons: SVG drawings, tinted to the palette at the moment they are painted."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer

from frontdesk_desktop.resources import folder
from frontdesk_desktop.ui.toolkit.theme import colours, is_dark, status_colour

Tint = Callable[[bool], QColor]


def icon(name: str, tint: Tint | None = None) -> QIcon:
    """The icon of a file stem in `resources/icons`.

    It takes the colour of the text beside it, or `tint(dark)`; it follows theme and scaling by itself. Don't
    add pixmaps to it. Raises FileNotFoundError for a name without a drawing.
    """
    return QIcon(_Engine(name, _drawing(name), tint))


def status_icon(status: str) -> QIcon:
    """The icon of a booking status, in its colour. Raises FileNotFoundError for an unknown status."""
    return icon(f"status-{status}", lambda dark: status_colour(status, dark))


def error_tint(dark: bool) -> QColor:
    """The colour of what failed."""
    return QColor(colours(dark).error)


def warning_tint(dark: bool) -> QColor:
    """The colour of what needs attention."""
    return QColor(colours(dark).warning)


def success_tint(dark: bool) -> QColor:
    """The colour of what is well."""
    return QColor(colours(dark).success)


def accent_tint(dark: bool) -> QColor:
    """The one accent colour."""
    return QColor(colours(dark).accent)


def muted_tint(dark: bool) -> QColor:
    """The colour of secondary text."""
    return QColor(colours(dark).muted)


@cache
def _drawing(name: str) -> str:
    return (folder("icons") / f"{name}.svg").read_text(encoding="utf-8")


class _Engine(QIconEngine):
    def __init__(self, name: str, drawing: str, tint: Tint | None) -> None:
        super().__init__()
        self._name = name
        self._drawing = drawing
        self._tint = tint

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._drawing, self._tint)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        painter.drawPixmap(rect, self.pixmap(rect.size() * painter.device().devicePixelRatioF(), mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        colour = self._colour(mode).name()
        key = f"frontdesk/{self._name}/{colour}/{size.width()}x{size.height()}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer = QSvgRenderer(QByteArray(self._drawing.replace("currentColor", colour).encode()))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(QRect(QPoint(), size)))
        painter.end()
        QPixmapCache.insert(key, pixmap)
        return pixmap

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette()
        if mode is QIcon.Mode.Disabled:
            return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        if self._tint is not None:
            return self._tint(is_dark(palette))
        return palette.color(QPalette.ColorRole.WindowText)
