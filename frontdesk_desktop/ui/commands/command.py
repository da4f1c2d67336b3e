"""A command is a method of a feature's controller, declared with a title, keys and where they act."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Context = Literal["global", "table", "schedule"]
_MARK = "__frontdesk_command__"

Controller = TypeVar("Controller")
Method = Callable[[Controller], None]


@dataclass(frozen=True)
class Command:
    """What is known of a command before there is a window.

    `title` and `menu` are the texts to translate, in the context "Commands". `keys` are the default ones, the first
    is the one shown. `when(controller)` returns why it can't run now, translated, or "" if it can. In the context
    "global" the keys act anywhere in the window; in "table" and "schedule" only with one of those focused.
    """

    id: str
    title: str
    keys: tuple[str, ...]
    when: Callable[[Any], str] | None
    context: Context
    icon: str
    menu: str


def command(
    id: str,
    *,
    title: object,
    keys: tuple[str, ...] = (),
    when: Callable[[Any], str] | None = None,
    context: Context = "global",
    icon: str = "",
    menu: object = "",
) -> Callable[[Method[Controller]], Method[Controller]]:
    """Declare a method without arguments as the command `id` ("booking.new").

    Give `title` and `menu` as QT_TRANSLATE_NOOP("Commands", "…"). For the rest see `Command`.
    """
    declared = Command(id, str(title), keys, when, context, icon, str(menu))

    def mark(method: Method[Controller]) -> Method[Controller]:
        setattr(method, _MARK, declared)
        return method

    return mark


def declared_in(controller: object) -> list[tuple[Command, Callable[[], None]]]:
    """The commands of a controller, each with its bound method, in the order they were written."""
    names = dict.fromkeys(name for kind in reversed(type(controller).__mro__) for name in vars(kind))
    found = []
    for name in names:
        declared = getattr(getattr(type(controller), name), _MARK, None)
        if isinstance(declared, Command):
            found.append((declared, getattr(controller, name)))
    return found
