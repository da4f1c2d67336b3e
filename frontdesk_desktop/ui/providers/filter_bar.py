"""The filters of providers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from frontdesk_desktop.ui.pages.filter_bar import FilterBar
from frontdesk_desktop.ui.providers.table_model import sector_text
from frontdesk_desktop.ui.toolkit.editors import ComboBox


class ProviderFilterBar(FilterBar):
    """Sector, active or not, and text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sector = ComboBox()
        self.sector.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        self.active = ComboBox([(None, self.tr("All")), (True, self.tr("Active")), (False, self.tr("Inactive"))])
        self.sectors: tuple[str, ...] = ()
        self._offer()
        self.search.setPlaceholderText(self.tr("name, phone, sector, address…"))
        self.add(self.tr("&Search"), self.search)
        self.add(self.tr("Sec&tor"), self.sector)
        self.add(self.tr("S&how"), self.active)
        self.sector.changed.connect(self.apply_now)
        self.active.changed.connect(self.apply_now)

    def set_sectors(self, sectors: Sequence[str]) -> None:
        """Offer these sectors. The chosen one stays, also where no provider has it any more."""
        chosen = self.sector.value()
        sectors = tuple(sectors if chosen is None or chosen in sectors else [*sectors, chosen])
        if sectors != self.sectors:
            self.sectors = sectors
            blocked = self.sector.blockSignals(True)
            self._offer()
            self.sector.set_value(chosen)
            self.sector.blockSignals(blocked)

    def where(self) -> dict[str, Any]:
        return {**super().where(), "sector": self.sector.value(), "is_active": self.active.value()}

    def clear(self) -> None:
        super().clear()
        self.sector.set_value(None)
        self.active.set_value(None)
        self.apply_now()

    def _offer(self) -> None:
        known = sorted(((key, sector_text(key)) for key in self.sectors), key=lambda choice: choice[1].casefold())
        self.sector.set_choices([(None, self.tr("All")), *known])
