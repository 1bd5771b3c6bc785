"""What the console's lists and objects show, kind by kind: a new kind is an entry here and no new page."""

from shoplatch.console.pages.lists.figures import FIGURES
from shoplatch.console.pages.lists.goods import GOODS
from shoplatch.console.pages.lists.money import MONEY
from shoplatch.console.pages.lists.shape import Cell, Inside, ListOf
from shoplatch.console.pages.lists.trade import TRADE

LISTS: tuple[ListOf, ...] = (*TRADE, *GOODS, *MONEY, *FIGURES)

__all__ = ["LISTS", "Cell", "Inside", "ListOf"]
