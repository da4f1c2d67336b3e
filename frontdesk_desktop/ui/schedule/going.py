"""Commands that lead about the schedule: days, views, zoom."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject

from frontdesk_desktop.ui.commands.command import command
from frontdesk_desktop.ui.schedule.page import SchedulePage

MENU = QT_TRANSLATE_NOOP("Commands", "&Schedule")


def here(controller: "GoCommands") -> str:
    """Why nothing on the schedule can be done; "" where it is shown."""
    return controller.why_not_here()


def _view(number: int, title: object) -> "Callable[[GoCommands], None]":
    def show(self: "GoCommands") -> None:
        self.page.show_view(number - 1)

    def why_not(self: Any) -> str:
        return here(self) or self.why_no_view(number)

    show.__doc__ = f"Show the view {number}."
    return command(f"schedule.view_{number}", title=title, keys=(f"Alt+{number}",), when=why_not, context="schedule")(
        show
    )


class GoCommands(QObject):
    """Days, weeks, views and zoom."""

    def __init__(self, page: SchedulePage) -> None:
        super().__init__(page)
        self.page = page

    def why_not_here(self) -> str:
        """Why nothing on the schedule can be done; "" where it is shown."""
        return "" if self.page.isVisible() else self.tr("Go to the schedule first.")

    def why_no_view(self, number: int) -> str:
        """Why there is no view to show."""
        if number <= len(self.page.views):
            return ""
        return self.tr("There is no view {number} yet. Make one with “Edit views”.").format(number=number)

    @command(
        "schedule.previous_day",
        title=QT_TRANSLATE_NOOP("Commands", "&Earlier day"),
        keys=("PgUp",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def previous_day(self) -> None:
        """Show the day before, or the week."""
        self.page.step(-1)

    @command(
        "schedule.next_day",
        title=QT_TRANSLATE_NOOP("Commands", "&Later day"),
        keys=("PgDown",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def next_day(self) -> None:
        """Show the next day, or week."""
        self.page.step(1)

    @command(
        "schedule.today",
        title=QT_TRANSLATE_NOOP("Commands", "&Today"),
        keys=("Ctrl+T",),
        when=here,
        context="schedule",
        icon="calendar",
        menu=MENU,
    )
    def today(self) -> None:
        """Show today, at the present time."""
        self.page.go_to_today()

    @command(
        "schedule.go_to_date",
        title=QT_TRANSLATE_NOOP("Commands", "&Go to a date"),
        keys=("Ctrl+G",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def go_to_date(self) -> None:
        """Type a date."""
        self.page.focus_date()

    @command(
        "schedule.day",
        title=QT_TRANSLATE_NOOP("Commands", "&Day of all providers"),
        keys=("Ctrl+1",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def day(self) -> None:
        """Show a day of all providers."""
        self.page.show_week(False)

    @command(
        "schedule.week",
        title=QT_TRANSLATE_NOOP("Commands", "&Week of this provider"),
        keys=("Ctrl+2",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def week(self) -> None:
        """Show the week of the cursor's provider."""
        self.page.show_week(True)

    @command(
        "schedule.next_change",
        title=QT_TRANSLATE_NOOP("Commands", "Next booking or gap"),
        keys=("Ctrl+Down",),
        when=here,
        context="schedule",
    )
    def next_change(self) -> None:
        """Go to the next start of a booking or a gap."""
        self.page.view.go_to_change(True)

    @command(
        "schedule.previous_change",
        title=QT_TRANSLATE_NOOP("Commands", "Previous booking or gap"),
        keys=("Ctrl+Up",),
        when=here,
        context="schedule",
    )
    def previous_change(self) -> None:
        """Go to the one before."""
        self.page.view.go_to_change(False)

    @command(
        "schedule.zoom_in",
        title=QT_TRANSLATE_NOOP("Commands", "&Finer rows"),
        keys=(
            "Ctrl++",
            "Ctrl+=",
        ),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def zoom_in(self) -> None:
        """Shorter slots."""
        self.page.zoom(1)

    @command(
        "schedule.zoom_out",
        title=QT_TRANSLATE_NOOP("Commands", "Coar&ser rows"),
        keys=("Ctrl+-",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def zoom_out(self) -> None:
        """Longer slots."""
        self.page.zoom(-1)

    @command(
        "schedule.cancelled",
        title=QT_TRANSLATE_NOOP("Commands", "Show or &hide cancelled bookings"),
        keys=("Ctrl+Shift+H",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def cancelled(self) -> None:
        """Show cancelled bookings, too, or hide them."""
        self.page.show_cancelled(not self.page.shown.cancelled)

    @command(
        "schedule.view_all",
        title=QT_TRANSLATE_NOOP("Commands", "&All providers"),
        keys=("Alt+0",),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def view_all(self) -> None:
        """Show every active provider."""
        self.page.show_view(-1)

    @command(
        "schedule.edit_views",
        title=QT_TRANSLATE_NOOP("Commands", "Edit &views…"),
        when=here,
        context="schedule",
        menu=MENU,
    )
    def edit_views(self) -> None:
        """Choose providers, their order and names for it."""
        self.page.edit_views()

    view_1 = _view(1, QT_TRANSLATE_NOOP("Commands", "View 1"))
    view_2 = _view(2, QT_TRANSLATE_NOOP("Commands", "View 2"))
    view_3 = _view(3, QT_TRANSLATE_NOOP("Commands", "View 3"))
    view_4 = _view(4, QT_TRANSLATE_NOOP("Commands", "View 4"))
    view_5 = _view(5, QT_TRANSLATE_NOOP("Commands", "View 5"))
    view_6 = _view(6, QT_TRANSLATE_NOOP("Commands", "View 6"))
    view_7 = _view(7, QT_TRANSLATE_NOOP("Commands", "View 7"))
    view_8 = _view(8, QT_TRANSLATE_NOOP("Commands", "View 8"))
    view_9 = _view(9, QT_TRANSLATE_NOOP("Commands", "View 9"))
