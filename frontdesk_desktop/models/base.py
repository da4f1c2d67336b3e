"""What every table has: names for its constraints, stamps, a version and the id of the request that made the row."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, FetchedValue, Identity, MetaData, Text, Uuid, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    """Constraint names are fixed, since errors are told apart by them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text(),
        int: BigInteger(),
        datetime: DateTime(timezone=True),
        UUID: Uuid(),
    }


class Versioned:
    """A row that people edit.

    Triggers set `version` and `updated_at`, so that a change made with psql counts too; SQLAlchemy puts the version it
    read into the WHERE of its UPDATE. `request_id` is unique: a create that is tried again makes no second row.
    """

    id: Mapped[int] = mapped_column(Identity(), primary_key=True)
    request_id: Mapped[UUID | None] = mapped_column(unique=True)
    created_at: Mapped[datetime] = mapped_column(server_default=text("now()"))
    updated_at: Mapped[datetime] = mapped_column(server_default=text("now()"), server_onupdate=FetchedValue())
    version: Mapped[int] = mapped_column(server_default=text("1"), server_onupdate=FetchedValue())

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version, "version_id_generator": False, "eager_defaults": True}
