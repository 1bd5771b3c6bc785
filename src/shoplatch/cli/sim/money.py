"""Money of the simulated world: where it is, on which terms, what is adjusted and withdrawn, and faults of the accounts."""

from __future__ import annotations

import click
import msgspec

from shoplatch.cli.show import Column, as_json, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.cli.sim.named import named_value
from shoplatch.cli.sim.world import rows_of


@click.group(
    help="Money of the simulated world: statements, payments, terms, and faults planted in the accounts.\n\n"
    "\b\nExamples:\n"
    "  shoplatch sim money show\n"
    "  shoplatch sim money terms 7495... settle_days=3\n"
    "  shoplatch sim money plant doubled_fee\n"
    "  shoplatch sim money faults --json\n"
    "  shoplatch sim money adjust PLATFORM_PENALTY -12.50"
)
def money() -> None:
    pass


@money.command(
    help="Where every shop's money is, and whether its accounts close.\n\n\b\nExample:\n  shoplatch sim money show --json"
)
@url_option
@json_option
def show(url: str, *, json: bool) -> None:
    with Control(url) as control:
        shops = rows_of(control.get("money"), "shops")
    if json:
        as_json(shops)
        return
    columns = [
        *(Column("shop", whole=True), Column("currency"), Column("statements"), Column("payments"), Column("unsettled")),
        *(Column("settled"), Column("held back"), Column("balance"), Column("closes")),
    ]
    names = ("shop_id", "currency", "statements", "payments", "unsettled", "settled_amount", "held_amount", "balance")
    rows = [(*(str(shop[name]) for name in names), "yes" if shop["closes"] else "no") for shop in shops]
    table(columns, rows, empty="No shops.")


@money.command(
    help="The terms a shop is settled on; NAME=VALUE changes one, NAME=null takes a change back.\n\n"
    "\b\nExamples:\n  shoplatch sim money terms 7495...\n  shoplatch sim money terms 7495... settle_days=3 reserve_days=7"
)
@click.argument("shop_id")
@click.argument("changes", nargs=-1, metavar="[NAME=VALUE]...")
@url_option
@json_option
def terms(shop_id: str, changes: tuple[str, ...], url: str, *, json: bool) -> None:
    wanted = dict(named_value(change) for change in changes)
    with Control(url) as control:
        path = f"money/terms/{part(shop_id)}"
        told = control.post(path, wanted) if wanted else control.get(path)
    if json:
        as_json(told)
        return
    own = told["overrides"]
    rows = [
        (name, _short(own.get(name, fact["value"])), fact["confidence"], fact["source"])
        for name, fact in told["terms"].items()
    ]
    rows += [(name, _short(value), "of this shop", "") for name, value in own.items() if name not in told["terms"]]
    table([Column("term", whole=True), Column("value", spare=True), Column("how sure"), Column("source", spare=True)], rows,
          empty="No terms.")  # fmt: skip


@money.command(
    help="Plant faults in the accounts; each strikes when a day closes that has something for it. Without KIND: the kinds."
    "\n\n\b\nExamples:\n  shoplatch sim money plant\n  shoplatch sim money plant doubled_fee --count 3\n"
    "  shoplatch sim money plant transaction_missing --order 5765..."
)
@click.argument("kind", required=False)
@click.option("--shop", "shop_id", help="In this shop; the first one unless said.")
@click.option("--order", "order_id", default="", help="Strike this order and no other.")
@click.option("--size", type=click.IntRange(0), default=0, help="How large; what it means hangs on the kind.")
@click.option("--count", type=click.IntRange(1, 1_000), default=1, show_default=True)
@url_option
@json_option
def plant(kind: str | None, shop_id: str | None, order_id: str, size: int, count: int, url: str, *, json: bool) -> None:
    with Control(url) as control:
        if kind is None:
            _kinds(rows_of(control.get("money/kinds"), "kinds"), json=json)
            return
        wish = {"kind": kind, "order_id": order_id, "size": size, "count": count, "shop_id": shop_id}
        told = control.post("money/faults", wish)
    _faults(rows_of(told, "planted"), json=json)


@money.command(
    help="The planted faults and the truth about each.\n\n\b\nExample:\n  shoplatch sim money faults --state struck --json"
)
@click.option("--state", type=click.Choice(["armed", "struck"]), help="Only these.")
@click.option("--shop", "shop_id", help="Of this shop.")
@click.option("--clear", is_flag=True, help="Take those away that have not struck yet.")
@url_option
@json_option
def faults(state: str | None, shop_id: str | None, url: str, *, clear: bool, json: bool) -> None:
    with Control(url) as control:
        if clear:
            control.delete("money/faults")
        listed = rows_of(control.get("money/faults", state=state, shop_id=shop_id), "faults")
    _faults(listed, json=json)


@money.command(
    help="Something on or off with the next statement; AMOUNT is negative for what the seller is charged.\n\n"
    "\b\nExample:\n  shoplatch sim money adjust LOGISTICS_REIMBURSEMENT 4.20 --order 5765...",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("kind", metavar="TYPE")
@click.argument("amount")
@click.option("--shop", "shop_id", help="In this shop; the first one unless said.")
@click.option("--order", "order_id", default="", help="About this order.")
@url_option
@json_option
def adjust(kind: str, amount: str, shop_id: str | None, order_id: str, url: str, *, json: bool) -> None:
    with Control(url) as control:
        notice = {"type": kind, "amount": amount, "shop_id": shop_id, "order_id": order_id}
        told = control.post("money/adjustments", notice)
    if json:
        as_json(told)
    else:
        click.echo(f"{told['type']} {told['amount']} comes with the next statement of shop {told['shop_id']}.")


@money.command(
    help="The seller sends the balance, or AMOUNT of it, to the bank.\n\n"
    "\b\nExamples:\n  shoplatch sim money withdraw\n  shoplatch sim money withdraw 25.00 --refused"
)
@click.argument("amount", default="")
@click.option("--shop", "shop_id", help="Of this shop; the first one unless said.")
@click.option("--refused", is_flag=True, help="The bank will refuse it, and it comes back.")
@url_option
@json_option
def withdraw(amount: str, shop_id: str | None, url: str, *, refused: bool, json: bool) -> None:
    with Control(url) as control:
        told = control.post("money/withdrawals", {"amount": amount, "shop_id": shop_id, "fails": refused})
    if json:
        as_json(told)
    else:
        click.echo(f"{told['amount']} is on its way: {told['status']}.")


def _short(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _kinds(kinds: list[dict[str, object]], *, json: bool) -> None:
    if json:
        as_json(kinds)
        return
    columns = [
        Column("kind", whole=True),
        Column("does", spare=True),
        Column("should be found as"),
        Column("size", spare=True),
    ]
    table(
        columns,
        [tuple(str(one.get(name) or "") for name in ("kind", "does", "check", "size")) for one in kinds],
        empty="No kinds.",
    )


def _faults(listed: list[dict[str, object]], *, json: bool) -> None:
    if json:
        as_json(listed)
        return
    columns = [
        *(Column("kind", whole=True), Column("state"), Column("order"), Column("statement"), Column("field", spare=True)),
        *(Column("true"), Column("shown"), Column("effect"), Column("should be found as")),
    ]
    names = ("kind", "state", "order_id", "statement_id", "field", "true", "shown", "effect", "check")
    table(columns, [tuple(str(one.get(name) or "") for name in names) for one in listed], empty="No faults are planted.")
