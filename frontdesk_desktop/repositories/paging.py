"""What all lists share: sort orders, pages, totals and search by fragments."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, all_, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from frontdesk_desktop.schemas.base import Filter

Sortable = Mapping[str, ColumnElement[Any] | InstrumentedAttribute[Any]]


def page(
    session: Session,
    query: Select[Any],
    where: Filter,
    sortable: Sortable,
    id_column: InstrumentedAttribute[int],
) -> tuple[Sequence[Row[Any]], int]:
    """The rows of the page and the total, in two statements. The id settles ties, so that pages never overlap."""
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    order = [sortable[name].desc() if descending else sortable[name].asc() for name, descending in where.sort_keys()]
    rows = session.execute(query.order_by(*order, id_column.asc()).limit(where.limit).offset(where.offset)).all()
    return rows, total


def contains_fragments(search_text: InstrumentedAttribute[str], query: str) -> ColumnElement[bool]:
    """Whether every fragment of the query stands in the text, in any order. The keys serve the index."""
    keys = func.frontdesk_search_keys(search_text).op("@>")(func.frontdesk_query_keys(query))
    return and_(keys, search_text.like(all_(func.frontdesk_query_patterns(query))))
