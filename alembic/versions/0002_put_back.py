"""An undo may put a booking back beside the overbooked ones that it stood beside before."""

from pathlib import Path

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SQL = Path(__file__).parent.parent / "sql"


def _run(script: str) -> None:
    # The driver's own cursor: the scripts hold % and : that are no parameters.
    op.get_bind().exec_driver_sql(script.replace("%", "%%"))


def upgrade() -> None:
    _run((_SQL / "0002_put_back.sql").read_text("utf-8"))


def downgrade() -> None:
    before = (_SQL / "0001_triggers.sql").read_text("utf-8")
    _, name, rest = before.partition("FUNCTION frontdesk_booking_before()")
    _run(f"CREATE OR REPLACE {name}{rest[: rest.index('END $$;')]}END $$;")
