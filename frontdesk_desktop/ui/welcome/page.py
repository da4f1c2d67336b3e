"""The first page of a desk without a server: try it here, or connect to one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from frontdesk_desktop.schemas.server_address import ServerAddress
from frontdesk_desktop.ui.toolkit.banner import Banner, IconLabel, plain_label
from frontdesk_desktop.ui.toolkit.editors import ComboBox, LineEdit
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.icons import accent_tint
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.toolkit.validation import validate_with


class WelcomePage(QWidget):
    """`local_chosen(with_demo)`: a server on this computer. `server_chosen(ServerAddress)`: test it, then save it.

    Answer `server_chosen` with `show_failure`, or by showing another page.
    """

    local_chosen = Signal(bool)
    server_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.demo_box = QCheckBox(self.tr("With &demo data: four sectors, 14 providers, ten weeks of bookings"))
        self.demo_box.setChecked(True)
        self.local_button = QPushButton(self.tr("&Try it on this computer"))
        self.connect_button = QPushButton(self.tr("&Connect"))
        self.banner = Banner()
        self.form = Form(validate_with(ServerAddress))
        self.form.add("host", self.tr("&Host"), LineEdit())
        self.form.add("port", self.tr("&Port"), LineEdit())
        self.form.add("database", self.tr("Data&base"), LineEdit())
        self.form.add("account", self.tr("&Account"), LineEdit())
        password = LineEdit()
        password.setEchoMode(LineEdit.EchoMode.Password)
        self.form.add("password", self.tr("Pass&word"), password)
        self.form.add("tls", self.tr("T&LS"), ComboBox(self._tls_choices()))
        self.set_url("postgresql://localhost:5432/frontdesk?sslmode=verify-full")
        self._lay_out()
        self.local_button.clicked.connect(lambda: self.local_chosen.emit(self.demo_box.isChecked()))
        self.connect_button.clicked.connect(self._connect)
        for name in ("host", "port", "database", "account", "password"):
            editor = self.form.editor(name)
            if isinstance(editor, LineEdit):
                editor.returnPressed.connect(self._connect)

    def set_url(self, url: str) -> None:
        """Fill the address in; the focus goes to what is missing."""
        parts = {name: str(value) for name, value in ServerAddress.parts_of(url).items()}
        self.form.set_values({"tls": "verify-full", **parts, "password": ""})
        if parts.get("account"):
            self.form.editor("password").setFocus()

    def show_failure(self, text: str) -> None:
        """The server could not be used: say why. What was typed stays."""
        self._set_busy(False)
        self.banner.say(text, "error")

    def _connect(self) -> None:
        if self.form.attempt():
            self.banner.clear()
            self._set_busy(True)
            self.server_chosen.emit(ServerAddress.model_validate(self.form.values()))

    def _set_busy(self, busy: bool) -> None:
        self.form.setEnabled(not busy)
        self.local_button.setEnabled(not busy)
        self.connect_button.setEnabled(not busy)
        self.connect_button.setText(self.tr("Connecting…") if busy else self.tr("&Connect"))

    def _tls_choices(self) -> list[tuple[str, str]]:
        return [
            ("verify-full", self.tr("Required, and the server's certificate is checked")),
            ("require", self.tr("Required, whoever the server is")),
            ("prefer", self.tr("Where the server offers it")),
            ("disable", self.tr("Off: only for a server on this computer")),
        ]

    def _lay_out(self) -> None:
        symbol = IconLabel(12 * STEP)
        symbol.show_icon("frontdesk", accent_tint)
        left_card, left = self._card(self.tr("Try it on this computer"))
        left.addWidget(
            plain_label(
                self.tr(
                    "Frontdesk starts a database of its own, for this computer and this user alone. Nothing to set up."
                )
            )
        )
        left.addWidget(self.demo_box)
        left.addStretch()
        left.addWidget(self.local_button)
        right_card, right = self._card(self.tr("Connect to a server"))
        right.addWidget(
            plain_label(self.tr("For several desks: the PostgreSQL server that they share. The password is not saved."))
        )
        right.addWidget(self.banner)
        right.addWidget(self.form)
        right.addStretch()
        right.addWidget(self.connect_button)
        cards = QHBoxLayout()
        cards.setSpacing(6 * STEP)
        cards.addWidget(left_card, 1)
        cards.addWidget(right_card, 1)
        column = QWidget()
        column.setMaximumWidth(240 * STEP)
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = QVBoxLayout(column)
        inner.setSpacing(6 * STEP)
        inner.addWidget(symbol, 0, Qt.AlignmentFlag.AlignHCenter)
        title = plain_label(self.tr("Welcome to Frontdesk. Where is your data?"), name="title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inner.addWidget(title)
        inner.addLayout(cards)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(column, 8)
        line.addStretch(1)
        layout.addLayout(line)
        layout.addStretch(2)

    def _card(self, title: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame()
        card.setObjectName("card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(6 * STEP, 5 * STEP, 6 * STEP, 5 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(plain_label(title, name="heading"))
        return card, layout
