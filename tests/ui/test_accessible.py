"""Every page and dialog, walked as a screen reader and a keyboard do."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.bookings import BookingCreate, BookingFilter
from frontdesk_desktop.schemas.providers import ProviderCreate
from frontdesk_desktop.ui.bookings.commands import BookingCommands
from frontdesk_desktop.ui.bookings.page import BookingsPage
from frontdesk_desktop.ui.clients.commands import ClientCommands
from frontdesk_desktop.ui.clients.page import ClientsPage
from frontdesk_desktop.ui.providers.commands import ProviderCommands
from frontdesk_desktop.ui.providers.page import ProvidersPage
from tests.ui.desk_window import DeskWindow, Hands

FEATURES: dict[str, tuple[Any, Any]] = {
    "bookings": (BookingsPage, BookingCommands),
    "providers": (ProvidersPage, ProviderCommands),
    "clients": (ClientsPage, ClientCommands),
}
_INPUTS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView)
_LIMIT = 60  # presses of Tab


@pytest.fixture(params=FEATURES)
def page(request: pytest.FixtureRequest, window: DeskWindow, services: Services) -> Any:  # of any feature
    """Each page in turn, with one row, which is selected."""
    provider = services.providers.create(ProviderCreate(name="City Medical", sector="medical"))
    booking = {
        "provider_id": provider.id,
        "client_name": "John Doe",
        "service_type": "check-up",
        "scheduled_at": "2099-01-15T10:00:00",
    }
    services.bookings.create(BookingCreate.model_validate(booking))
    assert services.bookings.list(BookingFilter()).total == 1
    make_page, make_commands = FEATURES[request.param]
    made = make_page(window.desk)
    window.show_page(made, make_commands(window.desk, made))
    made.list.filter_bar.clear()
    return made


def inputs(root: QWidget) -> Iterator[QWidget]:
    """What can be seen and takes the focus, without the inner parts of what is one input to a person."""
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parent(), QComboBox | QLineEdit) or widget.focusProxy() is not None
        tabbed = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if isinstance(widget, _INPUTS) and tabbed and widget.isVisible() and widget.isEnabled() and not inner:
            yield widget


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def tabbed(key: Qt.Key, root: QWidget) -> list[QWidget]:
    """The widgets that get the focus one after the other."""
    reached: list[QWidget] = []
    for _ in range(_LIMIT):
        widget = QApplication.focusWidget()
        if widget is None or widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, key)
    return [widget for widget in reached if root.isAncestorOf(widget)]


def mnemonics(root: QWidget) -> Counter[str]:
    """How often each Alt+letter is taken, by labels and buttons that can be seen."""
    found: Counter[str] = Counter()
    for widget in root.findChildren(QWidget):
        labelled = isinstance(widget, QLabel) and widget.buddy() is not None
        if (labelled or isinstance(widget, QAbstractButton)) and widget.isVisible():
            text: str = widget.text().replace("&&", "")  # type: ignore[attr-defined]
            found.update(text[text.index("&") + 1].lower() for _ in range("&" in text))
    return found


def check(root: QWidget) -> None:
    """Names, the way round by Tab and back, and one Alt+letter for one thing."""
    wanted = set(inputs(root))
    assert wanted
    nameless = [widget for widget in wanted if not name_of(widget)]
    assert not nameless
    assert not wanted - set(tabbed(Qt.Key.Key_Tab, root))
    assert not wanted - set(tabbed(Qt.Key.Key_Backtab, root))
    assert not [letter for letter, times in mnemonics(root).items() if times > 1]


def select_first(page: Any, hands: Hands) -> None:
    hands.wait(lambda: page.list.model.rowCount() == 1 and page.list.model.row(page.list.model.index(0, 0)))
    page.list.table.setFocus()
    hands.press(Qt.Key.Key_Home)
    hands.wait(lambda: page.list.current_row() is not None)


def test_pages(page: Any, hands: Hands) -> None:
    select_first(page, hands)
    check(page)


@pytest.mark.parametrize("open_it", [lambda page: page.open_new(), lambda page: page.open_row(page.list.current_row())])
def test_dialogs(page: Any, hands: Hands, open_it: Callable[[Any], None]) -> None:
    select_first(page, hands)
    open_it(page)
    dialog = hands.dialog()
    assert dialog.windowTitle()
    check(dialog)
    for label in dialog.findChildren(QLabel):
        if label.buddy() is not None:
            assert "&" in label.text(), label.text()


def test_a_dialog_with_faults_is_found_out(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    for place in range(2):
        QLineEdit(dialog).setObjectName(str(place))
    with qtbot.waitActive(dialog):
        dialog.show()
    with pytest.raises(AssertionError):
        check(dialog)
