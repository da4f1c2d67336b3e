"""The dialog of a client."""

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QWidget

from frontdesk_desktop.schemas.clients import ClientCreate, ClientRead, ClientUpdate
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.row_dialog import RowDialog, Store
from frontdesk_desktop.ui.toolkit.banner import Banner, Offer
from frontdesk_desktop.ui.toolkit.editors import LineEdit, PlainTextEdit
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.validation import validate_with

#: ms after the last key before likely duplicates are looked for.
TYPING_PAUSE = 200
_IDENTITY = ("name", "phone", "email")


class ClientDialog(RowDialog[ClientRead]):
    """A new client (`row` None), or one to change.

    A bar warns of a client who is likely the same person. `known_wanted(client)`: the person wants to open that one;
    this dialog stays.
    """

    known_wanted = Signal(object)

    def __init__(self, desk: Desk, row: ClientRead | None = None, parent: QWidget | None = None) -> None:
        clients = desk.services.clients
        store = Store(
            create=lambda values: clients.create(ClientCreate(**values)),
            update=lambda row_id, values: clients.update(row_id, ClientUpdate(**values)),
            get=clients.get,
        )
        new = QCoreApplication.translate("ClientDialog", "New client")
        title = new if row is None else QCoreApplication.translate("ClientDialog", "Edit client")
        super().__init__(desk, name="client-dialog", title=title, form=_form(), store=store, row=row, parent=parent)
        self.duplicate = Banner()
        self.body.addWidget(self.duplicate)
        self._own_id = row.id if row is not None else None
        self._looked_for = self._identity()
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(self._look)
        self.form.changed.connect(self._pause.start)

    def _identity(self) -> tuple[str, str, str]:
        values = self.form.values()
        return values["name"], values["phone"], values["email"]

    def _look(self) -> None:
        identity = self._identity()
        if identity == self._looked_for or any(self.form.error_text(name) for name in _IDENTITY):
            return
        self._looked_for = identity
        clients = self._desk.services.clients
        self._desk.jobs.query(
            f"similar:{id(self)}",
            lambda: clients.find_similar(*identity),
            self._warn,
            lambda _error: self.duplicate.clear(),  # only a help: saving says what is wrong
            owner=self,
        )

    def _warn(self, similar: tuple[ClientRead, ...]) -> None:
        others = [client for client in similar if client.id != self._own_id]
        if not others:
            self.duplicate.clear()
            return
        known = others[0]
        who = ", ".join(filter(None, (known.name, known.phone, known.email)))
        words = self.tr("There is a client like this: {who}").format(who=who)
        offer = Offer(self.tr("&Open that client"), lambda: self.known_wanted.emit(known))
        if self.duplicate.text != words:
            self.duplicate.say(words, "warning", [offer])


def _form() -> Form:
    form = Form(validate_with(ClientCreate))
    form.add("name", QCoreApplication.translate("ClientDialog", "&Name"), LineEdit())
    form.add("phone", QCoreApplication.translate("ClientDialog", "&Phone"), LineEdit())
    form.add("email", QCoreApplication.translate("ClientDialog", "&E-mail"), LineEdit())
    form.add("notes", QCoreApplication.translate("ClientDialog", "No&tes"), PlainTextEdit())
    return form
