"""A server's address in parts, for people to fill in, and as a URL."""

from typing import Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from pydantic import Field

from frontdesk_desktop.schemas.base import Schema
from frontdesk_desktop.schemas.fields import Password, ShortText

#: libpq's sslmode.
TlsMode = Literal["verify-full", "require", "prefer", "disable"]


class ServerAddress(Schema):
    """Where a server is and who signs in. The password is no part of what is saved."""

    host: ShortText = "localhost"
    port: int = Field(default=5432, ge=1, le=65535)
    database: ShortText = "frontdesk"
    account: ShortText
    password: Password = ""
    tls: TlsMode = "verify-full"

    def url(self, *, with_password: bool) -> str:
        """The URL; with verify-full the system's own authorities are trusted."""
        secret = f":{quote(self.password, safe='')}" if with_password and self.password else ""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        trusted = "&sslrootcert=system" if self.tls == "verify-full" else ""
        return (
            f"postgresql://{quote(self.account, safe='')}{secret}@{host}:{self.port}"
            f"/{quote(self.database, safe='')}?sslmode={self.tls}{trusted}"
        )

    @classmethod
    def parts_of(cls, url: str) -> dict[str, object]:
        """What a URL tells of the parts, for filling a form; nothing where it is no PostgreSQL URL."""
        try:
            parsed = urlsplit(url)
            port = parsed.port
        except ValueError:
            return {}
        if not parsed.scheme.startswith("postgres"):
            return {}
        parts = {
            "host": parsed.hostname,
            "port": port,
            "database": unquote(parsed.path.removeprefix("/")),
            "account": unquote(parsed.username or ""),
            "tls": parse_qs(parsed.query).get("sslmode", ["prefer"])[0],
        }
        return {name: value for name, value in parts.items() if value}
