"""The page of the schedule."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from frontdesk_desktop.domain.clock import Clock, system_clock
from frontdesk_desktop.domain.status import BookingStatus
from frontdesk_desktop.schemas.bookings import BookingRead
from frontdesk_desktop.schemas.change import ChangeSet
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.details import DetailsPane
from frontdesk_desktop.ui.schedule.bar import ScheduleBar
from frontdesk_desktop.ui.schedule.details import describe, field_title
from frontdesk_desktop.ui.schedule.editing import Editing
from frontdesk_desktop.ui.schedule.key_buffer import KeyBuffer
from frontdesk_desktop.ui.schedule.model import SLOTS, SlotModel
from frontdesk_desktop.ui.schedule.named_views import NamedView, load_views, save_views
from frontdesk_desktop.ui.schedule.pane import SchedulePane
from frontdesk_desktop.ui.schedule.plan import Plan
from frontdesk_desktop.ui.schedule.shown import Shown, clamped
from frontdesk_desktop.ui.schedule.view import ScheduleView
from frontdesk_desktop.ui.schedule.views_dialog import ViewsDialog
from frontdesk_desktop.ui.toolkit.banner import Offer
from frontdesk_desktop.ui.wording import error_text

_NAME = "schedule"
_SLOT, _VIEW = "schedule-slot", "schedule-view"
_WATCHED = frozenset({"bookings", "clients", "providers"})
_BEAT = 20_000  # ms between two looks at the clock
_REST = 120  # ms that the cursor rests before the details follow it
_MORNING = 8 * 60  # where another day than today opens


class SchedulePage(QWidget):
    """`view` is the surface of the context "schedule".

    `booking_wanted(provider_id, start, text)`: somebody types at a free slot; `start` is naive wall time of the
    provider. `booking_opened(booking)`; `client_search_wanted`; `provider_wanted`: there is none yet.
    """

    booking_wanted = Signal(object, object, str)
    booking_opened = Signal(object)
    client_search_wanted = Signal()
    provider_wanted = Signal()

    def __init__(self, desk: Desk, clock: Clock = system_clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._zone = ZoneInfo(desk.services.settings.time_zone)
        slot = desk.state.data(_SLOT)
        self.slots = SlotModel(slot if slot in SLOTS else 15, self._zone.key, self)
        self.view = ScheduleView(self.slots)
        self.bar = ScheduleBar()
        self.editing = Editing(desk, self.view, self)
        self.details: DetailsPane[BookingRead] = DetailsPane(desk, "bookings", describe, field_title)
        self.pane = SchedulePane(self.view)
        self.views = load_views(desk.state)
        place = desk.state.data(_VIEW)
        self._view_place = place if place in range(len(self.views)) else -1
        self.shown = Shown(self.today, self._chosen())
        self._placed: Shown | None = None  # what the plan in the view is of
        self._wanted_id: int | None = None  # the booking to go to, once it is read
        self._buffer = KeyBuffer(self.view)
        self._loading = self._again = self._stale = False
        self._lay_out()
        self._connect()

    @property
    def today(self) -> date:
        """Today, at this desk."""
        return self._clock().astimezone(self._zone).date()

    @property
    def plan(self) -> Plan:
        """What the view shows."""
        return self.slots.plan

    @property
    def is_settled(self) -> bool:
        """Whether what shall be shown is read and shown."""
        return self._placed == self.shown and not self._loading

    # --- what is shown ----------------------------------------------------------------------------

    def go_to(self, day: date) -> None:
        """Show a day, or its week."""
        self._turn(replace(self.shown, day=clamped(day, 0)))

    def step(self, by: int) -> None:
        """Show the next day or week, or the one before."""
        self.go_to(clamped(self.shown.day, by * (7 if self.shown.week_of is not None else 1)))

    def go_to_today(self) -> None:
        """Show today, at the present time."""
        self.view.set_now(self._clock().astimezone(self._zone))
        self.go_to(self.today)
        self._to_opening()

    def show_week(self, week: bool) -> None:
        """The week of the cursor's provider, or the cursor's day of all."""
        index = self.view.currentIndex()
        provider_id = self.slots.column(index).provider.id if week and index.isValid() else None
        self._turn(replace(self.shown, week_of=provider_id))

    def show_view(self, place: int) -> None:
        """The named view in this place; -1 for all providers."""
        if place < len(self.views):
            self._view_place = place
            self._desk.state.save_data(_VIEW, place)
            self._turn(Shown(self.shown.day, self._chosen(), cancelled=self.shown.cancelled))
        self.bar.show_views(self.views, self._view_place)

    def _chosen(self) -> tuple[int, ...] | None:
        return self.views[self._view_place].provider_ids if self._view_place >= 0 else None

    def show_sector(self, sector: str | None) -> None:
        """Only the providers of a sector; None for all."""
        self._turn(replace(self.shown, sector=sector, week_of=None))

    def show_cancelled(self, shown: bool) -> None:
        """Cancelled bookings, too."""
        self._turn(replace(self.shown, cancelled=shown))

    def show_booking(self, booking: BookingRead) -> None:
        """Go to a booking, wherever it is."""
        day = booking.scheduled_at.date()
        self._wanted_id = booking.id
        if (booking.provider_id, day) in self.plan.keys and self._placed == self.shown:
            self._turn(self.shown)
            return
        week_of = booking.provider_id if self.shown.week_of is not None else None
        chosen, sector = self.shown.chosen, self.shown.sector
        if week_of is None and (booking.provider_id not in (chosen or (booking.provider_id,)) or sector is not None):
            chosen, sector, self._view_place = None, None, -1
            self.bar.show_views(self.views, -1)
        self._turn(Shown(clamped(day, 0), chosen, sector, week_of, self.shown.cancelled))

    def zoom(self, steps: int) -> None:
        """Finer rows, or with a negative number coarser ones."""
        place = SLOTS.index(self.slots.slot) - steps
        self.set_slot(SLOTS[min(max(place, 0), len(SLOTS) - 1)])

    def set_slot(self, minutes: int) -> None:
        """Another length of the rows."""
        if minutes != self.slots.slot:
            self.view.set_slot(minutes)
            self._desk.state.save_data(_SLOT, minutes)
        self.bar.show_slot(minutes)

    def edit_views(self) -> None:
        """A dialog for the named views."""
        dialog = ViewsDialog(self.views, self.plan.providers, self)
        dialog.saved.connect(self._take_views)
        dialog.finished.connect(lambda _: self.bar.show_views(self.views, self._view_place))
        dialog.open()

    # --- what is done -----------------------------------------------------------------------------

    def open_or_book(self) -> None:
        """Store a move that is under way; open the booking under the cursor; or book the free slot."""
        if self.editing.apply():
            return
        booking = self.editing.booking()
        if booking is not None:
            self.booking_opened.emit(booking)
        else:
            self._book("")

    def _book(self, text: str) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            provider_id = self.slots.column(index).provider.id
            self.booking_wanted.emit(provider_id, self.slots.start(index), text)

    # --- as other pages ---------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read what is shown anew; while hidden, as soon as it is shown. Cursor and scroll position stay."""
        if not self.isVisible():
            self._stale = True
        elif self._loading:
            self._again = True
        else:
            self._load()
            self.details.refresh()

    def apply_changes(self, change: ChangeSet) -> None:
        """Something in the database changed."""
        if change.table in _WATCHED:
            self.refresh()

    def focus_view(self) -> None:
        """Go to the schedule itself."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_search(self) -> None:
        """Clients are found by whoever listens."""
        self.client_search_wanted.emit()

    def focus_date(self) -> None:
        """Go to the date."""
        self.bar.date.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.bar.date.selectAll()

    def focus_history(self) -> None:
        """Go to the history of the booking under the cursor."""
        self.details.history.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- reading ----------------------------------------------------------------------------------

    def _turn(self, shown: Shown) -> None:
        """Show something else. What is typed until it is there waits for it."""
        self.shown = shown
        self.bar.date.today = self.today
        self.bar.date.show_day(shown.day)
        self.bar.show_week(shown.week_of is not None)
        if self.isVisible():
            self._buffer.hold()
            self._load()
        else:
            self._stale = True

    def _load(self) -> None:
        self._loading, self._again = True, False
        self.pane.wait()
        shown, read = self.shown, self._desk.services.schedule.read
        self._desk.jobs.query(
            "schedule:plan",
            lambda: shown.read(read),
            lambda plan: self._place(shown, plan),
            lambda error: self._failed(shown, error),
            owner=self,
        )

    def _place(self, shown: Shown, plan: Plan) -> None:
        self._loading = False
        turned, first = shown != self._placed, self._placed is None
        self._placed = shown
        index = self.view.currentIndex()
        prefer = (self.slots.column(index).provider.id, shown.day) if turned and index.isValid() else None
        self.view.show_plan(plan, prefer)
        if first or not self.view.currentIndex().isValid():
            self._to_opening()
        if self._wanted_id is not None and self.view.go_to_booking(self._wanted_id):
            self._wanted_id = None
        self.editing.plan_shown()
        self._say_counts()
        self._show_state()
        self._buffer.release()
        if self._again:
            self._load()

    def _failed(self, shown: Shown, error: Exception) -> None:
        self._loading = False
        self._buffer.drop()
        if self._placed is not None and shown != self._placed:  # what is shown is what it is said to be
            self.shown = self._placed
            self.bar.date.show_day(self.shown.day)
            self.bar.show_week(self.shown.week_of is not None)
        self.pane.show_error(error_text(error), lambda: self._turn(shown), kept=self._placed is not None)

    def _show_state(self) -> None:
        if self.plan.columns:
            self.pane.show_view()
        elif not self.plan.providers:
            first = Offer(self.tr("Add &provider"), self.provider_wanted.emit)
            self.pane.show_empty("provider", self.tr("No providers yet. Add the first."), first)
        else:
            every = Offer(self.tr("Show a&ll providers"), self._show_all)
            self.pane.show_empty("filter", self.tr("No active provider is in this view."), every)

    def _show_all(self) -> None:
        self._view_place = -1
        self.bar.show_views(self.views, -1)
        self._turn(Shown(self.shown.day, cancelled=self.shown.cancelled))

    def _say_counts(self) -> None:
        if self.slots.is_week:
            name, offset = self.plan.columns[0].provider.name, self.slots.offset(0)
            self.bar.whose.setText("  ".join(filter(None, (name, offset))))
        pending = self.plan.count(BookingStatus.PENDING)
        self.bar.counts.setText(self.tr("{count} pending").format(count=pending) if pending else "")
        self.bar.show_sectors(sorted({provider.sector for provider in self.plan.providers}), self.shown.sector)

    def _to_opening(self) -> None:
        """Now, or in the morning of another day."""
        now = self._clock().astimezone(self._zone)
        minute = now.hour * 60 + now.minute if self.shown.day == now.date() else _MORNING
        self.view.go_to(max(0, self.view.currentIndex().column()), minute)
        self.view.scroll_to_minute(minute)

    def _take_views(self, views: tuple[NamedView, ...]) -> None:
        chosen = self.views[self._view_place].name if self._view_place >= 0 else None
        self.views = views
        save_views(self._desk.state, views)
        self.show_view(next((place for place, view in enumerate(views) if view.name == chosen), -1))

    def _follow_cursor(self) -> None:
        self._rest.start()
        index = self.view.currentIndex()
        if self.shown.week_of is not None and index.isValid() and self._placed == self.shown:
            self.shown = self._placed = replace(self.shown, day=self.slots.column(index).day)
            if not self.bar.date.hasFocus():
                self.bar.date.show_day(self.shown.day)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.set_now(self._clock().astimezone(self._zone))
        if self._placed is None:
            self._turn(self.shown)
        elif self._stale:
            self._load()
        self._stale = False

    # --- building ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.view.setAccessibleName(self.tr("Schedule"))
        self.view.setMinimumWidth(400)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self.pane)
        self._splitter.addWidget(self.details)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setCollapsible(0, False)
        self._splitter.setSizes([960, 280])
        self._desk.state.restore_splitter(_NAME, self._splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self._splitter, 1)
        self.bar.show_views(self.views, self._view_place)
        self.bar.show_sectors([], None)
        self.bar.show_slot(self.slots.slot)
        self.bar.show_week(False)

    def _connect(self) -> None:
        view, bar = self.view, self.bar
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(lambda: self.details.show_row(self.editing.booking()))
        self._beat = QTimer(self, interval=_BEAT)
        self._beat.timeout.connect(lambda: view.set_now(self._clock().astimezone(self._zone)))
        self._beat.start()
        self._splitter.splitterMoved.connect(lambda: self._desk.state.save_splitter(_NAME, self._splitter))
        view.cursor_moved.connect(self._follow_cursor)
        view.typed.connect(self._book)
        view.pressed_twice.connect(self.open_or_book)
        view.zoomed.connect(self.zoom)
        self.editing.moved_to.connect(self._follow_booking)
        bar.stepped.connect(self.step)
        bar.today_wanted.connect(self.go_to_today)
        bar.view_chosen.connect(self.show_view)
        bar.edit_views_wanted.connect(self.edit_views)
        bar.sector_chosen.connect(self.show_sector)
        bar.week_chosen.connect(self.show_week)
        bar.slot_chosen.connect(self.set_slot)
        bar.date.entered.connect(self.go_to)
        bar.date.left.connect(self.focus_view)

    def _follow_booking(self, booking: BookingRead) -> None:
        if (booking.provider_id, booking.scheduled_at.date()) not in self.plan.keys:
            self.show_booking(booking)
