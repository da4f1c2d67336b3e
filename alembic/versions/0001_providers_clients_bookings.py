"""Providers, clients, bookings and the audit log, with what the database itself guarantees."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _stamps() -> list[sa.Column[object]]:
    instant = sa.DateTime(timezone=True)
    return [
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", instant, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", instant, server_default=sa.text("now()"), nullable=False),
        sa.Column("version", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
    ]


def _text(name: str, default: str | None = None) -> sa.Column[str]:
    server_default = None if default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.Text(), server_default=server_default, nullable=False)


def _search_text(expression: str) -> sa.Column[str]:
    computed = sa.Computed(f"frontdesk_search_text({expression})", persisted=True)
    return sa.Column("search_text", sa.Text(collation="C"), computed, nullable=False)


def _people() -> None:
    op.create_table(
        "providers",
        *_stamps(),
        _text("name"),
        _text("sector"),
        _text("phone", ""),
        _text("phone_digits", ""),
        _text("email", ""),
        _text("address", ""),
        sa.Column("is_active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        _text("time_zone"),
        _search_text("name, phone_digits, email, sector, address"),
        sa.PrimaryKeyConstraint("id", name="pk_providers"),
        sa.UniqueConstraint("request_id", name="uq_providers_request_id"),
    )
    op.create_table(
        "clients",
        *_stamps(),
        _text("name"),
        _text("phone", ""),
        _text("phone_digits", ""),
        _text("email", ""),
        _text("notes", ""),
        _search_text("name, phone_digits, email"),
        sa.PrimaryKeyConstraint("id", name="pk_clients"),
        sa.UniqueConstraint("request_id", name="uq_clients_request_id"),
    )
    given = sa.text("phone_digits <> ''")
    op.create_index("ix_clients_phone_digits", "clients", ["phone_digits"], postgresql_where=given)
    given = sa.text("email <> ''")
    op.create_index("ix_clients_email", "clients", [sa.text("lower(email)")], postgresql_where=given)
    op.create_index("ix_clients_search_text", "clients", ["search_text", "id"])


def _bookings() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "bookings",
        *_stamps(),
        sa.Column("provider_id", sa.BigInteger(), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        _text("service_type"),
        sa.Column("scheduled_at", instant, nullable=False),
        sa.Column("ends_at", instant, nullable=False),
        sa.Column(
            "during",
            postgresql.TSTZRANGE(),
            sa.Computed("tstzrange(scheduled_at, ends_at, '[)')", persisted=True),
            nullable=False,
        ),
        _text("status", "pending"),
        _text("notes", ""),
        sa.Column("overbook_reason", sa.Text(), nullable=True),
        sa.Column("cancelled_at", instant, nullable=True),
        sa.Column("search_text", sa.Text(collation="C"), server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bookings"),
        sa.UniqueConstraint("request_id", name="uq_bookings_request_id"),
        sa.ForeignKeyConstraint(["provider_id"], ["providers.id"], name="fk_bookings_provider_id_providers"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_bookings_client_id_clients"),
        sa.CheckConstraint(
            "status IN ('pending', 'confirmed', 'arrived', 'completed', 'cancelled', 'no_show')",
            name=op.f("ck_bookings_status"),
        ),
        sa.CheckConstraint("ends_at > scheduled_at", name=op.f("ck_bookings_length")),
        sa.CheckConstraint(
            "scheduled_at >= '0001-01-03 00:00:00+00' AND ends_at <= '9999-12-29 00:00:00+00'",
            name=op.f("ck_bookings_range"),
        ),
        sa.CheckConstraint("overbook_reason <> ''", name=op.f("ck_bookings_overbook_reason")),
        postgresql.ExcludeConstraint(
            (sa.text("provider_id"), "="),
            (sa.text("during"), "&&"),
            name="ex_bookings_provider_id_during",
            using="gist",
            where=sa.text("status NOT IN ('cancelled', 'no_show') AND overbook_reason IS NULL"),
        ),
    )
    op.create_index("ix_bookings_provider_id_scheduled_at", "bookings", ["provider_id", "scheduled_at"])
    op.create_index("ix_bookings_client_id_scheduled_at", "bookings", ["client_id", "scheduled_at"])
    op.create_index("ix_bookings_scheduled_at_id", "bookings", ["scheduled_at", "id"])


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
        _text("account"),
        _text("desk"),
        _text("action"),
        _text("table_name"),
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("before", postgresql.JSONB(), nullable=True),
        sa.Column("after", postgresql.JSONB(), nullable=True),
        sa.Column("transaction_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_table_name_row_id_id", "audit_log", ["table_name", "row_id", "id"])
    op.create_index("ix_audit_log_at", "audit_log", ["at"])


def _run(script: str) -> None:
    # The driver's own cursor: the scripts hold % and : that are no parameters.
    path = Path(__file__).parent.parent / "sql" / script
    op.get_bind().exec_driver_sql(path.read_text("utf-8").replace("%", "%%"))


def upgrade() -> None:
    for extension in ("btree_gist", "unaccent"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension} WITH SCHEMA public")
    _run("0001_search.sql")
    _people()
    _bookings()
    _audit_log()
    for table in ("clients", "bookings"):
        keys = sa.text("frontdesk_search_keys(search_text)")
        op.create_index(f"ix_{table}_search_keys", table, [keys], postgresql_using="gin")
    _run("0001_triggers.sql")


def downgrade() -> None:
    for table in ("audit_log", "bookings", "clients", "providers"):
        op.drop_table(table)
    for function in (
        "booking_before()",
        "client_renamed()",
        "touch()",
        "audit()",
        "notify()",
        "audit_guard()",
        "search_text(text[])",
        "search_keys(text)",
        "query_keys(text)",
        "query_patterns(text)",
        "query_fragments(text)",
        "fold(text)",
    ):
        op.execute(f"DROP FUNCTION frontdesk_{function}")
