"""A desk in a real window on an X server, and the keys for it."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tenacity import retry, retry_if_result, stop_after_delay, wait_fixed

SECONDS = 60
T = TypeVar("T")


def until(look: Callable[[], T]) -> T:
    """What `look` gives as soon as it is true. Raises tenacity.RetryError after a minute."""
    again = retry(retry=retry_if_result(lambda found: not found), stop=stop_after_delay(SECONDS), wait=wait_fixed(0.1))
    return again(look)()


@dataclass
class Desk:
    """A running desk."""

    name: str
    process: "subprocess.Popen[bytes]"
    display: str

    def xdotool(self, *arguments: str) -> str:
        """What xdotool prints; "" where it finds nothing."""
        environment = os.environ | {"DISPLAY": self.display}
        done = subprocess.run(["xdotool", *arguments], env=environment, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    def window(self, title: str) -> str:
        """The number of this desk's window with that title, as soon as it is there and has the focus."""

        def look() -> str:
            assert self.process.poll() is None, "the desk has ended"
            for found in self.xdotool("search", "--onlyvisible", "--name", title).split():
                if self.xdotool("getwindowpid", found) == str(self.process.pid):
                    self.xdotool("windowfocus", "--sync", found)
                    return found if self.xdotool("getwindowfocus") == found else ""
            return ""

        return until(look)

    def press(self, *keys: str) -> None:
        """Keys, as the keyboard sends them."""
        self.xdotool("key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """A text, letter by letter."""
        self.xdotool("type", "--delay", "10", text)
