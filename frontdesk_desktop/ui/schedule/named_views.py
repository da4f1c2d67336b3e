"""Which providers are shown, in which order: views with a name, kept at this desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from frontdesk_desktop.ui.toolkit.window_state import WindowState

MOST = 9  # as many as there are digits for Alt+1…9
_NAME = "schedule-views"


@dataclass(frozen=True)
class NamedView:
    """Providers by id, from left to right."""

    name: str
    provider_ids: tuple[int, ...]


def load_views(state: WindowState) -> tuple[NamedView, ...]:
    """The views of this desk; none where nothing usable was saved."""
    saved = state.data(_NAME)
    return tuple(_view(each) for each in saved[:MOST] if _usable(each)) if isinstance(saved, list) else ()


def save_views(state: WindowState, views: Sequence[NamedView]) -> None:
    """Keep them."""
    state.save_data(_NAME, [{"name": view.name, "providers": list(view.provider_ids)} for view in views])


def _usable(saved: Any) -> bool:
    return (
        isinstance(saved, dict)
        and isinstance(saved.get("name"), str)
        and isinstance(saved.get("providers"), list)
        and all(isinstance(provider_id, int) for provider_id in saved["providers"])
    )


def _view(saved: Any) -> NamedView:
    return NamedView(saved["name"], tuple(dict.fromkeys(saved["providers"])))
