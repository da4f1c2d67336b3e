"""`frontdesk demo`: a server on this computer with made-up data, and a desk on it."""

import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from frontdesk_desktop.cli.call import AsJson, Url, call_of
from frontdesk_desktop.domain.errors import RuleViolation
from frontdesk_desktop.settings import data_folder

if TYPE_CHECKING:
    from rich.console import Console

    from frontdesk_desktop.bootstrap import Services

Reset = Annotated[bool, typer.Option("--reset", help="Drop what is in the demo's database and start over.")]


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("demo")(demo)


def demo(context: typer.Context, reset: Reset = False, database_url: Url = None, as_json: AsJson = False) -> None:
    """Open a desk on a server of its own with made-up data; books one appointment unseen where there is no display."""
    from rich.console import Console

    from frontdesk_desktop.bootstrap import open_services

    call = call_of(context, database_url, as_json)
    url = call.database_url or _demo_url()
    console = Console(highlight=False, soft_wrap=True)
    console.print("Starting the server …", markup=False)
    with open_services(url) as services:
        if reset:
            services.database.downgrade("base")
        services.database.upgrade()
        _load(services, console)
        unseen = not has_display()
        if unseen:
            console.print("There is no display here: the desk runs unseen and books one appointment by key events.")
        else:
            console.print("Opening a desk. Close its window to end; run the same again for a second desk.")
        code = call.open_window(url, rehearse=unseen)
    if code:
        raise typer.Exit(code)


def _demo_url() -> str:
    folder = (data_folder() / "demo").as_posix().replace("%", "%25")
    return f"embedded://{'' if folder.startswith('/') else '/'}{folder}"


def _load(services: "Services", console: "Console") -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    try:
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("Making the demo data", total=None)
            counts = services.demo.load(lambda done, total: progress.update(task, completed=done, total=total))
    except RuleViolation as error:
        if error.code != "demo.not_empty":
            raise
        console.print("The demo data is there already; it is kept.")
        return
    console.print(f"Made {counts.providers} providers, {counts.clients:,} clients and {counts.bookings:,} bookings.")


def has_display() -> bool:
    """Whether a window can be shown: on Windows and macOS always, elsewhere where Wayland or X answers."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform or sys.platform in ("win32", "darwin"):
        return platform not in ("offscreen", "minimal")
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    host, _, number = os.environ.get("DISPLAY", "").rpartition(":")
    number = number.partition(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        return _answers(f"/tmp/.X11-unix/X{number}") or _answers(f"\0/tmp/.X11-unix/X{number}")  # noqa: S108 - X's own
    # Another computer's display: believe it.
    return True


def _answers(path: str) -> bool:
    if not path.startswith("\0") and not Path(path).exists():
        return False
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True
