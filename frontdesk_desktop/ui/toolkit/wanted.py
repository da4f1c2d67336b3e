"""Which pages of a list are to be asked for next."""

from collections import OrderedDict

UNDER_WAY = 2  # requests at once: a fast scroll asks no quicker than the server answers
REMEMBERED = 4  # older wishes are dropped; a page still on the screen is wished for again


class WantedPages:
    """The pages that are wished for and those under way, newest wish first."""

    def __init__(self) -> None:
        self._wishes: OrderedDict[int, None] = OrderedDict()
        self._under_way: dict[int, bool] = {}  # page: whether its answer is out of date already
        self._failed: set[int] = set()

    @property
    def busy(self) -> bool:
        """Whether an answer is due."""
        return bool(self._under_way or self._wishes)

    def clear(self) -> None:
        """Forget everything, for another list."""
        self._wishes.clear()
        self._under_way.clear()
        self._failed.clear()

    def want(self, page: int) -> bool:
        """Wish for a page. False where it is under way, or failed and wasn't called for again."""
        if page in self._under_way or page in self._failed:
            return False
        self._wishes[page] = None
        self._wishes.move_to_end(page)
        while len(self._wishes) > REMEMBERED:
            self._wishes.popitem(last=False)
        return True

    def take(self) -> list[int]:
        """The pages to ask for now; they count as under way."""
        pages = []
        while self._wishes and len(self._under_way) < UNDER_WAY:
            page, _ = self._wishes.popitem(last=True)
            self._under_way[page] = False
            pages.append(page)
        return pages

    def again_all(self) -> None:
        """The data changed: answers under way are out of date, and failed pages are worth another try."""
        self._under_way = dict.fromkeys(self._under_way, True)
        self._failed.clear()

    def arrived(self, page: int) -> bool:
        """The page's answer is here. True where it is out of date, and is to be asked for again."""
        return self._under_way.pop(page, False)

    def failed(self, page: int) -> None:
        """The page's answer won't come."""
        self._under_way.pop(page, None)
        self._failed.add(page)
