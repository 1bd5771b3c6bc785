"""The simulated world as a whole: what is true in it, what time it is, who sells, how busily buyers buy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import click

from shoplatch.cli.show import Column, as_json, cell, fields, json_option, table
from shoplatch.cli.sim.control import Control, part, url_option
from shoplatch.clock import from_seconds

_SPAN = re.compile(r"(\d+(?:\.\d+)?)([smhd]?)")
MOMENTS = frozenset({"now", "wall", "next_due"})  # Unix seconds
_UNIT_S = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}


class Span(click.ParamType[int]):
    """A span of time: 90, 90s, 15m, 3h, 2d. Gives whole seconds."""

    name = "span"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        found = _SPAN.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"{value!r} is not a span such as 90s, 15m, 3h or 2d.", param, ctx)
        return round(float(found[1]) * _UNIT_S[found[2]])


SPAN = Span()
Moments = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ"])


@click.command(
    help="What is true in the simulated world, counted.\n\n"
    "\b\nExample:\n  shoplatch sim truth --url http://127.0.0.1:8765 --json"
)
@url_option
@json_option
def truth(url: str, *, json: bool) -> None:
    with Control(url) as control:
        counted = control.get("truth")
    as_json(counted) if json else fields(readable(counted))


@click.command(
    help="Show the simulator's clock, or move it forward. What falls due on the way is delivered before it answers.\n\n"
    "\b\nExamples:\n  shoplatch sim clock\n  shoplatch sim clock --advance 3h\n  shoplatch sim clock --advance 7d --no-wait"
)
@click.option("--advance", type=SPAN, help="Move forward by 90s, 15m, 3h, 2d.")
@click.option("--to", "moment", type=Moments, help="Move forward to this moment, UTC, for example 2026-12-01T09:00:00.")
@click.option("--no-wait", is_flag=True, help="Do not wait for the webhooks that fall due.")
@url_option
@json_option
def clock(advance: int | None, moment: datetime | None, url: str, *, no_wait: bool, json: bool) -> None:
    if advance is not None and moment is not None:
        raise click.UsageError("Give --advance or --to, not both.")
    with Control(url) as control:
        if advance is None and moment is None:
            shown = control.get("clock")
        else:
            to = int(moment.replace(tzinfo=UTC).timestamp()) if moment is not None else None
            shown = control.post("clock", {"advance_s": advance, "now": to, "wait": not no_wait})
    as_json(shown) if json else fields(readable(shown))


@click.command(
    help="Show the buyers, or change how busily they buy.\n\n"
    "\b\nExamples:\n  shoplatch sim traffic\n  shoplatch sim traffic --rate 120 --start\n"
    "  shoplatch sim traffic --burst 500\n  shoplatch sim traffic --rate 30 --profile daily --start\n"
    "  shoplatch sim traffic --profile spike --for 20s --start\n  shoplatch sim traffic --stop"
)
@click.option("--rate", type=click.FloatRange(0, 60_000), help="Orders a minute.")
@click.option("--burst", type=click.IntRange(0, 100_000), help="So many orders at once, now.")
@click.option("--profile", type=click.Choice(["steady", "daily", "flash_sale", "spike", "live"]),
              help="How the rate bends: by the hour, 20 times fading away, 500 a second, or a LIVE session.")  # fmt: skip
@click.option("--for", "profile_s", type=SPAN, help="How long a flash sale or a spike lasts.")
@click.option("--start/--stop", "running", default=None, help="Let buyers buy, or stop them.")
@url_option
@json_option
def traffic(
    rate: float | None,
    burst: int | None,
    profile: str | None,
    profile_s: int | None,
    running: bool | None,
    url: str,
    *,
    json: bool,
) -> None:
    wanted = {
        "orders_per_minute": rate,
        "burst": burst,
        "profile": profile,
        "profile_s": profile_s,
        "running": running,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    with Control(url) as control:
        shown = control.post("traffic", given) if given else control.get("traffic")
    as_json(shown) if json else fields(readable(shown))


@click.command(help="The shops of the simulated world.\n\n\b\nExample:\n  shoplatch sim shops")
@url_option
@json_option
def shops(url: str, *, json: bool) -> None:
    with Control(url) as control:
        listed = rows_of(control.get("shops"), "shops")
    if json:
        as_json(listed)
        return
    columns = [
        Column("shop", whole=True),
        Column("name"),
        Column("region"),
        Column("products", figures=True),
        Column("orders", figures=True),
    ]
    rows = [tuple(shop.get(name) for name in ("id", "name", "region", "products", "orders")) for shop in listed]
    table(columns, rows, empty="This world has no shops. Start one with --world demo.")


@click.command(
    help="The apps of the simulated world, or change one: its webhook and redirect address.\n\n"
    "\b\nExamples:\n  shoplatch sim apps\n"
    "  shoplatch sim apps KEY --redirect-url http://127.0.0.1:8400/oauth/callback"
)
@click.argument("app_key", required=False)
@click.option("--webhook-url", help="Where its webhooks go.")
@click.option("--redirect-url", help="Where consent returns to.")
@url_option
@json_option
def apps(app_key: str | None, webhook_url: str | None, redirect_url: str | None, url: str, *, json: bool) -> None:
    given = {k: v for k, v in {"webhook_url": webhook_url, "redirect_url": redirect_url}.items() if v is not None}
    if given and app_key is None:
        raise click.UsageError("Name the app to change: shoplatch sim apps KEY --webhook-url ...")
    with Control(url) as control:
        if app_key is not None and given:
            control.post(f"apps/{part(app_key)}", given)
        listed = [app for app in rows_of(control.get("apps"), "apps") if app_key in (None, app.get("app_key"))]
    if json:
        as_json(listed)
        return
    columns = [Column("app key", whole=True), Column("name"), Column("redirect"), Column("webhook")]
    rows = [(app.get("app_key"), app.get("name"), app.get("redirect_url"), app.get("webhook_url")) for app in listed]
    table(columns, rows, empty="There is no such app in this world.")


def rows_of(answer: object, member: str) -> list[dict[str, object]]:
    """A list, whether it came bare or inside an object."""
    inner = answer.get(member, []) if isinstance(answer, dict) else answer
    return [row for row in inner if isinstance(row, dict)] if isinstance(inner, list) else []


def readable(value: object) -> dict[str, object]:
    """An answer as names and values, one line each: words instead of underscores, moments as times, nested ones indented."""
    return dict(_lines(value if isinstance(value, Mapping) else {"answer": value}, ""))


def _lines(members: Mapping[str, object], before: str) -> Iterator[tuple[str, object]]:
    for name, inner in members.items():
        label = before + str(name).replace("_", " ")
        if isinstance(inner, Mapping) and any(isinstance(one, Mapping) for one in inner.values()):
            yield from _lines(inner, f"{label} · ")
        elif isinstance(inner, Mapping) and before == "" and "region" not in inner:
            yield label, ", ".join(f"{key} {cell(one)}" for key, one in inner.items()) or "none"
        elif isinstance(inner, Mapping) and all(isinstance(one, int) for one in inner.values()):
            yield label, ", ".join(f"{key} {one:,}" for key, one in inner.items()) or "none"
        elif isinstance(inner, Mapping):
            yield from _lines(inner, f"{label} · ")
        elif name in MOMENTS and isinstance(inner, int) and not isinstance(inner, bool):
            yield label, from_seconds(inner)
        else:
            yield label, inner
