"""The base of all schemas, pages of lists and sort orders."""

from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

MAX_PAGE = 1000
MAX_ID = 2**63 - 1


class Schema(BaseModel):
    """Immutable; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Update(Schema):
    """A partial update: only the fields given are changed.

    Null is an error for fields that can't be empty. `version` is the version that the editor read; with it, a save
    that meets another one is merged or refused, without it the save applies to whatever stands.
    """

    NULLABLE: ClassVar[frozenset[str]] = frozenset()

    version: int | None = Field(default=None, ge=1, le=MAX_ID)

    @model_validator(mode="before")
    @classmethod
    def _refuse_null(cls, data: Any) -> Any:
        if isinstance(data, dict):
            for name, value in data.items():
                if value is None and name in cls.model_fields and name not in {*cls.NULLABLE, "version"}:
                    raise PydanticCustomError("null", "{field} can't be null", {"field": name})
        return data

    def changes(self) -> dict[str, Any]:
        """The fields that were given, without the version."""
        return {name: getattr(self, name) for name in self.model_fields_set if name != "version"}


class Filter(Schema):
    """A page of a list: at most `limit` rows from `offset` on, ordered by `sort`.

    `sort` is names separated by commas, each with a leading minus for descending.
    """

    SORTABLE: ClassVar[tuple[str, ...]] = ()

    limit: int = Field(default=50, ge=1, le=MAX_PAGE)
    offset: int = Field(default=0, ge=0, le=MAX_ID)
    sort: str = ""

    @field_validator("sort")
    @classmethod
    def _known_names(cls, value: str) -> str:
        names = [name.strip().removeprefix("-") for name in value.split(",")] if value.strip() else []
        for name in names:
            if name not in cls.SORTABLE:
                allowed = ", ".join(cls.SORTABLE)
                raise PydanticCustomError(
                    "sort", "can't sort by “{name}”; use {allowed}", {"name": name, "allowed": allowed}
                )
        if len(set(names)) < len(names):
            raise PydanticCustomError("sort_twice", "a name stands twice in the sort order")
        return value

    def sort_keys(self) -> tuple[tuple[str, bool], ...]:
        """The names to sort by, each with whether it is descending."""
        keys = [key.strip() for key in self.sort.split(",") if key.strip()]
        return tuple((key.removeprefix("-"), key.startswith("-")) for key in keys)


T = TypeVar("T")


class Page(Schema, Generic[T]):
    """A part of a list, and how many rows the whole has."""

    items: tuple[T, ...]
    total: int
    limit: int
    offset: int

    @classmethod
    def of(cls, items: list[T], total: int, where: Filter) -> "Page[T]":
        """The page that the filter asked for."""
        return cls.model_construct(items=tuple(items), total=total, limit=where.limit, offset=where.offset)
