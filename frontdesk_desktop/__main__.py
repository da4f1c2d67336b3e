"""Where the program begins: the desk's window, or a command."""

import os
import sys

from frontdesk_desktop.cli.app import run


def main() -> None:
    """Ends the process with the exit code of the window or the command."""
    sys.exit(run(sys.argv[1:], _open_window))


def _open_window(database_url: str | None, *, rehearse: bool = False) -> int:
    """The window's exit code; 1 where what it needs is not installed. `rehearse`: unseen, with a booking of its own."""
    if rehearse:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Only now: no command needs Qt.
    try:
        if rehearse:
            from frontdesk_desktop.ui.shell.rehearsal import run_rehearsal as open_desk
        else:
            from frontdesk_desktop.ui.shell.application import run_desk as open_desk
    except ImportError as error:
        sys.stderr.write(f"error: the window needs PySide6 and the libraries that it uses: {error}\n")
        return 1
    return open_desk(database_url)


if __name__ == "__main__":
    main()
