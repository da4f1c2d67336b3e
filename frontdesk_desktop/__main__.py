"""Where the program begins: the desk's window, or a command."""

import os
import sys

from frontdesk_desktop.cli.app import run


def main() -> None:
    """Ends the process with the exit code of the window or the command."""
    sys.exit(run(sys.argv[1:], _open_window))


def _open_window(database_url: str | None, *, rehearse: bool = False) -> int:
    """The window's exit code; 1 where what it needs is not installed. `rehearse`: unseen, with a booking of its own."""
    # Only now: no command needs Qt.
    if rehearse:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        sys.stderr.write(f"error: the window needs PySide6 and the libraries that it uses: {error}\n")
        return 1
    if rehearse:
        from frontdesk_desktop.ui.shell.rehearsal import run_rehearsal

        return run_rehearsal(database_url)
    from frontdesk_desktop.ui.shell.application import run_desk

    return run_desk(database_url)


if __name__ == "__main__":
    main()
