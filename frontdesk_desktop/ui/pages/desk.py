"""What a page gets to work with."""

from dataclasses import dataclass

from frontdesk_desktop.bootstrap import Services
from frontdesk_desktop.ui.jobs import Jobs
from frontdesk_desktop.ui.messages import Messages
from frontdesk_desktop.ui.toolkit.window_state import WindowState


@dataclass(frozen=True)
class Desk:
    """Made by the shell, handed to each feature's constructor."""

    services: Services
    jobs: Jobs
    messages: Messages
    state: WindowState
