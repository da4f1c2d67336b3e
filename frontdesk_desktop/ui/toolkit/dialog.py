"""The one kind of dialog for making and changing a thing."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from frontdesk_desktop.ui.toolkit.banner import Banner, Offer, plain_label
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.theme import STEP
from frontdesk_desktop.ui.toolkit.window_state import WindowState

PATIENCE = 150  # ms of saving before it is mentioned


class EditDialog(QDialog):
    """A form with Save (Ctrl+Enter, Ctrl+S) and Cancel (Esc). Open it with `open()`; it deletes itself at the end.

    `save_requested(values)` is emitted with values that the form's check lets through. Answer it with `saved()` or
    `show_failure()`; until then the fields can't be changed. Esc leaves at any time: with unsaved typing it asks
    once, while saving it hides the dialog, which comes back if the save fails.
    """

    save_requested = Signal(object)

    def __init__(self, name: str, title: str, form: Form, state: WindowState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self.banner = Banner()  # errors that belong to no field
        self.question = Banner()
        self.save_button = QPushButton(self.tr("Save"))  # no mnemonics: they are the fields'
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.body = QVBoxLayout()  # for what a feature adds below the form
        self._layout = QVBoxLayout(self)
        self._name = name
        self._state = state
        self._saving = False
        self._focus: QWidget | None = None
        self._saving_label = plain_label(name="muted")
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(lambda: self._saving_label.setText(self.tr("Saving…")))
        self.setWindowTitle(title)
        self._lay_out()
        self._connect()
        if not state.restore_window(name, self):
            self.resize(QSize(120 * STEP, self.sizeHint().height()))

    @property
    def saving(self) -> bool:
        """Whether an answer to `save_requested` is due."""
        return self._saving

    def save(self) -> None:
        """Check the form and ask for the save, unless one is under way."""
        if self._saving:
            return
        self.question.clear()
        if not self.form.attempt():
            self._say("", self.form.errors())
            return
        self.banner.clear()
        self._focus = self.focusWidget()
        self._set_saving(True)
        self.save_requested.emit(self.form.values())

    def saved(self) -> None:
        """It is stored: close."""
        self._set_saving(False)
        self.accept()

    def show_failure(self, text: str, fields: Mapping[str, str] | None = None) -> None:
        """It is not stored: say why, at the fields where it belongs. Everything typed is still there."""
        self._set_saving(False)
        if self.isHidden():
            self.open()
        if self._focus is not None:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(text, self.form.set_errors(fields or {}))

    def reject(self) -> None:
        """Leave; asks once where something typed would be lost."""
        if self._saving:
            self.hide()
        elif self.form.is_dirty() and self.question.isHidden():
            self._focus = self.focusWidget()
            keep = Offer(self.tr("Keep editing"), self._keep_editing)
            discard = Offer(self.tr("Discard"), super().reject)
            self.question.say(self.tr("Leave without saving what you typed?"), "warning", [keep, discard])
            self.question.buttons[0].setFocus()
        else:
            super().reject()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            # Qt's minimum leaves out what wrapped texts need: an error would squeeze the fields
            needed = self._layout.minimumHeightForWidth(self.width())
            if needed > self.height():
                self.resize(self.width(), needed)
        return handled

    def hideEvent(self, event: QHideEvent) -> None:
        self._state.save_window(self._name, self)
        super().hideEvent(event)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox()
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        self.save_button.setDefault(True)
        self.save_button.setToolTip(self.tr("Ctrl+Enter"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.setToolTip(self.tr("Esc"))
        layout = self._layout
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.question)
        layout.addWidget(self.banner)
        layout.addWidget(self.form)
        layout.addLayout(self.body)
        layout.addStretch()
        layout.addWidget(self._saving_label)
        layout.addWidget(buttons)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.form.changed.connect(self.question.clear)
        self.finished.connect(self.deleteLater)

    def _say(self, text: str, errors: Mapping[str, str]) -> None:
        """Show in the banner what no field shows."""
        unplaced = [words for name, words in errors.items() if name == "" or not self.form.has(name)]
        lines = "\n".join(filter(None, [text, *unplaced]))
        if lines:
            self.banner.say(lines, "error")
        else:
            self.banner.clear()

    def _keep_editing(self) -> None:
        self.question.clear()
        if self._focus is not None:
            self._focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.form.setEnabled(not saving)
        self.save_button.setEnabled(not saving)
        self._saving_label.setText("")
        if saving:
            self._patience.start()
        else:
            self._patience.stop()
