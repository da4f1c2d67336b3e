"""What a page gets to work with."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.schemas.operation import Table
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.messages import Messages
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.toolkit.window_state import WindowState
from frontdesk_desktop.ui.undo import UndoStack


@dataclass(frozen=True)
class Desk:
    """Made by the shell, handed to each feature's constructor."""

    services: Services
    jobs: Jobs
    messages: Messages
    state: WindowState
    undo: UndoStack

    def tell_done(
        self, text: str, table: Table, row_id: int, version: int | None, *, before: int | None = None
    ) -> None:
        """Says what was done to a row, offers to undo it, and keeps it for Ctrl+Z. The versions are UndoStack's."""
        self.undo.record(text, table, row_id, version, before=before)
        offer = Offer(QCoreApplication.translate("Desk", "Undo"), self.undo.undo)
        self.messages.toast(text, offer if self.undo.undo_title == text else None)
