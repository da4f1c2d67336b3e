"""The tables, and nothing else. Importing this package registers all of them on `Base.metadata`."""

from frontdesk_desktop.models.audit_log import AuditLog
from frontdesk_desktop.models.base import Base
from frontdesk_desktop.models.bookings import Booking
from frontdesk_desktop.models.clients import Client
from frontdesk_desktop.models.providers import Provider

__all__ = ["AuditLog", "Base", "Booking", "Client", "Provider"]
