"""Steps that expect of the store: rows by field, how many, what is gone, stock, money, freshness, and that nothing differs.

They are judged once nothing is on its way any more. Played without a platform they are not looked at, and it is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from shoplatch.testing.scenarios.exhibits import Unmet
from shoplatch.testing.scenarios.given import available
from shoplatch.testing.scenarios.settled import settlement_of
from shoplatch.testing.scenarios.stage import Stage, at
from shoplatch.testing.scenarios.steps import Table, step
from shoplatch.testing.scenarios.store_side import Facts, Rows, unseen
from shoplatch.testing.scenarios.then import same

# What a scenario calls a thing, and which kind of row that is. Its id was noted under the same name.
THINGS: Mapping[str, str] = {
    "order": "orders",
    "product": "products",
    "SKU": "skus",
    "return": "returns",
    "cancellation": "cancellations",
    "package": "packages",
    "statement": "statements",
    "payment": "payments",
}
# By which column rows of another kind belong to a thing.
_LINKS: Mapping[str, str] = {
    "order": "order_id",
    "product": "product_id",
    "SKU": "sku_id",
    "return": "return_id",
    "cancellation": "cancellation_id",
    "statement": "statement_id",
    "payment": "payment_id",
}
_SPOKEN = {"lines": "order_lines", "transactions": "statement_transactions", "settlements": "order_settlements"}
_THING = "|".join(THINGS)
_NUMBERED = frozenset({"packages"})  # rows that name their orders in a list


@step("then", rf"the store has the (?P<thing>{_THING})", store=True)
def a_row(stage: Stage, table: Table, thing: str) -> None:
    kind, key = THINGS[thing], _id(stage, thing)

    def judge(row: Facts) -> None:
        if row is None or row.get("deleted_at"):
            raise unseen(f"{thing} {key}")
        _says(stage, table, row, f"{kind} {key}")

    stage.held((kind, key), lambda rows: rows.one(kind, key), judge)


@step("then", rf"the store no longer shows the (?P<thing>{_THING})", store=True)
def a_tombstone(stage: Stage, table: Table, thing: str) -> None:
    kind, key = THINGS[thing], _id(stage, thing)

    def judge(row: Facts) -> None:
        if row is None:
            raise unseen(f"{thing} {key}, not even as one that is gone")
        if not row.get("deleted_at"):
            raise Unmet(
                f"the store still shows {thing} {key}",
                expected="a moment in deleted_at",
                found="nothing",
                where=f"{kind} {key}: deleted_at",
                next_step="What is gone is found when the list is read to its end: `shoplatch sync status`.",
            )
        _says(stage, table, row, f"{kind} {key}")

    stage.held((kind, key), lambda rows: rows.one(kind, key), judge)


@step("then", rf"the store has {{count:n}} {{rows:text}} of the (?P<thing>{_THING})", store=True)
def so_many_rows(stage: Stage, table: Table, count: str, rows: str, thing: str) -> None:
    kind, key = _kind(rows), _id(stage, thing)
    link = "order_ids" if kind in _NUMBERED else _LINKS.get(thing, "id")

    def judge(found: Facts) -> None:
        same(f"the store's {rows} of the {thing}", count, len(found), f"{kind} where {link} is {key}")
        for row in found:
            _says(stage, table, row, f"{kind} {row.get('id', '')}".rstrip())

    stage.held((kind, link, key), lambda held: held.many(kind, **{link: key}), judge)


@step("then", r"in the store {count:n} can be sold", store=True)
def stock_is(stage: Stage, _: Table, count: str) -> None:
    _stock(stage, lambda found: same("what can be sold in the store", count, found, _STOCK))


@step("then", r"in the store {less:n} units? less can be sold than before", store=True)
def stock_is_less(stage: Stage, _: Table, less: str) -> None:
    before = int(stage.named("available before"))
    _stock(stage, lambda found: same("what can be sold less in the store", less, before - found, _STOCK))


_STOCK = "stock_levels, available_quantity of all warehouses"


def _stock(stage: Stage, judge: Any) -> None:
    sku = str(stage.named("sku"))

    def added(levels: Facts) -> None:
        if not levels:
            raise unseen(f"stock of SKU {sku}")
        judge(sum(int(level["available_quantity"] or 0) for level in levels))

    stage.held(("stock_levels", sku), lambda rows: rows.many("stock_levels", sku_id=sku), added)


@step("then", r"the store's stock is {off:n} units? off the platform's", store=True)
def stock_agrees(stage: Stage, _: Table, off: str) -> None:
    sku = str(stage.named("sku"))

    async def both(rows: Rows) -> Facts:
        return {"store": await rows.many("stock_levels", sku_id=sku), "platform": theirs}

    def judge(facts: Facts) -> None:
        ours = sum(int(level["available_quantity"] or 0) for level in facts["store"])
        theirs = int(facts["platform"])
        same(f"the store's stock ({ours}) and the platform's ({theirs}), units apart", off, abs(ours - theirs), _STOCK)

    theirs = stage.known(lambda: available(stage))
    stage.held(("stock_levels and the platform", sku), both, judge)


@step("then", r"the store has what the order is settled with, to {off:n} cents?", store=True)
def settlement_agrees(stage: Stage, _: Table, off: str) -> None:
    order = _id(stage, "order")
    theirs = stage.known(lambda: str(settlement_of(stage)["settlement_amount"]))

    async def both(rows: Rows) -> Facts:
        return {"store": await rows.many("statement_transactions", order_id=order), "platform": theirs}

    def judge(facts: Facts) -> None:
        if not facts["store"]:
            raise unseen(f"a transaction of a statement for order {order}")
        ours = sum((Decimal(row["settlement_amount"] or 0) for row in facts["store"]), Decimal(0))
        cents = int(abs(ours - Decimal(facts["platform"])) * 100)
        same(f"the store's settlement ({ours}) and the platform's ({facts['platform']}), cents apart", off, cents)

    stage.held(("statement_transactions and the platform", order), both, judge)


@step("then", rf"the store learned of the (?P<thing>{_THING}) by {{cause:word}}", store=True)
def learned(stage: Stage, _: Table, thing: str, cause: str) -> None:
    kind, key = THINGS[thing], _id(stage, thing)

    def judge(changes: Facts) -> None:
        if not changes:
            raise unseen(f"a change of {thing} {key}")
        same(f"what brought the last change of the {thing}", cause, changes[-1]["cause"], f"changes of {kind} {key}")

    stage.held(("changes", kind, key), lambda rows: rows.changes(kind, key), judge)


@step("then", r"the store's grant is {state:word}", store=True)
def grant(stage: Stage, table: Table, state: str) -> None:
    def judge(row: Facts) -> None:
        same("the grant in the store", state, row["state"], "connections: state")
        _says(stage, table, row, "connections")

    stage.held(("connections",), lambda rows: rows.connection(), judge)


@step("then", r"the store's {stream:text} (are|is) (?P<state>fresh|late)", store=True)
def fresh(stage: Stage, _: Table, stream: str, state: str) -> None:
    name = stream.replace(" ", "_")

    def judge(row: Facts) -> None:
        if row is None:
            raise unseen(f"a stream {name}")
        for part in ("refused", "error"):
            if row[part]:
                raise Unmet(f"{stream} cannot be read: {row[part]}", where=f"stream_states {name}: {part}")
        same(f"the store's {stream}", state, "late" if row["late"] else "fresh", f"stream_states {name}: read_at")

    stage.held(("stream", name), lambda rows: rows.stream(name), judge)


@step("then", r"the store and TikTok Shop differ about it in {count:n} fields?", store=True)
def agree(stage: Stage, _: Table, count: str) -> None:
    ids = frozenset(str(value) for name, value in stage.noted.items() if name in {*map(str.lower, THINGS), "line"})

    def judge(found: Facts) -> None:
        same("what differs", count, len(found), "; ".join(found[:3]) or "the comparison with TikTok Shop")

    stage.held(("differences", *sorted(ids)), lambda rows: rows.differences(ids), judge)


def _id(stage: Stage, thing: str) -> str:
    return str(stage.named("sku" if thing == "SKU" else thing))


def _kind(words: str) -> str:
    """The kind of row that words mean: `lines` of an order, `stock levels`, one `external order`."""
    name = words.replace(" ", "_")
    name = name if name.endswith("s") else f"{name}s"
    return _SPOKEN.get(name, name)


def _says(stage: Stage, table: Table | Sequence[tuple[str, str]], row: Mapping[str, Any], where: str) -> None:
    for path, value in table:
        wanted, found = stage.filled(value), at(row, path)
        if not (isinstance(found, Decimal) and _number(wanted) == found):  # 19.9 is 19.90
            same(path, wanted, found, f"{where}: {path}")


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except ArithmeticError:
        return None
