"""The dialog of a provider."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from frontdesk_desktop.domain.zones import zone_names
from frontdesk_desktop.schemas.providers import ProviderCreate, ProviderRead, ProviderUpdate
from frontdesk_desktop.schemas.sectors import sectors
from frontdesk_desktop.ui.pages.desk import Desk
from frontdesk_desktop.ui.pages.row_dialog import RowDialog, Store
from frontdesk_desktop.ui.providers.table_model import sector_text
from frontdesk_desktop.ui.toolkit.editors import CheckBox, LineEdit, PlainTextEdit
from frontdesk_desktop.ui.toolkit.form import Form
from frontdesk_desktop.ui.toolkit.suggestions import SuggestionBox
from frontdesk_desktop.ui.toolkit.validation import validate_with


class ProviderDialog(RowDialog[ProviderRead]):
    """A new provider (`row` None), or one to change. `used` are the sectors to suggest beside those shipped."""

    def __init__(
        self, desk: Desk, used: Iterable[str], row: ProviderRead | None = None, parent: QWidget | None = None
    ) -> None:
        providers = desk.services.providers
        store = Store(
            create=lambda values: providers.create(ProviderCreate(**values)),
            update=lambda row_id, values: providers.update(row_id, ProviderUpdate(**values)),
            get=providers.get,
        )
        new = QCoreApplication.translate("ProviderDialog", "New provider")
        title = new if row is None else QCoreApplication.translate("ProviderDialog", "Edit provider")
        form = _form(used, desk.services.settings.time_zone)
        super().__init__(desk, name="provider-dialog", title=title, form=form, store=store, row=row, parent=parent)


def _form(used: Iterable[str], time_zone: str) -> Form:
    form = Form(validate_with(ProviderCreate))
    keys = {sector.key for sector in sectors()} | set(used)
    known = sorted(((key, sector_text(key)) for key in keys), key=lambda choice: choice[1].casefold())
    address = PlainTextEdit()
    address.setFixedHeight(address.fontMetrics().lineSpacing() * 3 + 12)
    form.add("name", QCoreApplication.translate("ProviderDialog", "&Name"), LineEdit())
    form.add("sector", QCoreApplication.translate("ProviderDialog", "&Sector"), SuggestionBox(known))
    form.add("phone", QCoreApplication.translate("ProviderDialog", "&Phone"), LineEdit())
    form.add("email", QCoreApplication.translate("ProviderDialog", "&E-mail"), LineEdit())
    form.add("address", QCoreApplication.translate("ProviderDialog", "A&ddress"), address)
    zones = SuggestionBox([(name, name) for name in sorted(zone_names())])
    form.add("time_zone", QCoreApplication.translate("ProviderDialog", "&Time zone"), zones)
    form.add("is_active", QCoreApplication.translate("ProviderDialog", "&Active: takes new bookings"), CheckBox())
    form.set_values({"time_zone": time_zone, "is_active": True})
    return form
