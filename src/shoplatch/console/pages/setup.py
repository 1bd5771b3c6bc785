"""Setup guide: which step is next, what it needs, and whether it worked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shoplatch.accounts import permissions
from shoplatch.accounts.guide import facts
from shoplatch.accounts.guide.standing import Status
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.errors import NotFound
from shoplatch.store import read

CHOOSE, REPORT = "path", "report"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A scope to switch on, with the draft of its reason."""

    scope: str
    name: str
    area: str
    sensitive: bool
    at_once: bool
    reason: str


async def setup(desk: Desk, ask: Ask) -> Shown:
    """The guide at a step: the one in the address, or the one to do next."""
    return await shown(desk, ask)


async def shown(
    desk: Desk, ask: Ask, *, wrong: Mapping[str, str] | None = None, given: Mapping[str, str] | None = None
) -> Shown:
    """The page; `wrong` says what is the matter with a field that was sent, `given` what it held (never a secret)."""
    asked = ask.parts.get("step", "")
    fields = {"wrong": wrong or {}, "given": given or {}}
    try:
        status = await desk.house.guide.status()
    except NotFound:
        return await _choose(desk, ask, None, fields)
    if asked == CHOOSE:
        return await _choose(desk, ask, status, fields)
    if asked == REPORT:
        async with desk.reading(ask) as (_, frame):
            return Shown("setup_report.html", {"frame": frame, "status": status, **_path_words(status)})
    step = facts.step(asked) if asked else status.current.step
    if not wrong:
        status = await desk.house.guide.freshen(step.id)
    async with desk.reading(ask) as (conn, frame):
        apps = [one for one in await read.apps(conn) if one.environment == status.path.environment]
    there = await desk.house.guide.developers() if step.id == "account" and status.path.environment == "simulator" else []
    kind, market = status.path.kind, status.path.market
    one = status.step(step.id)
    return Shown(
        "setup.html",
        {
            "frame": frame, "status": status, "one": one, "step": step, "apps": apps,
            "lead": facts.told(step.lead, kind, market), "needed": facts.told(step.needed, kind, market),
            "fixed": facts.told(step.fixed, kind, market), "waits": facts.told(step.waits, kind, market),
            "troubles": [t for t in step.troubles if t.holds_for(kind, market)],
            "documents": _documents(status) if step.id == "verification" else (),
            "notes": facts.told(facts.market(market).notes, kind, market) if step.id == "account" else (),
            "limits": facts.kinds()[kind].limits if step.id == "account" else (),
            "developers": there,
            "wanted": wanted() if step.id == "permissions" else (),
            "portal": facts.portals()[facts.market(market).portal], "there": _there(status, step),
            "addresses": desk.house.guide.addresses, "titles": {c: facts.check_title(c) for c in step.checks},
            "results": {r.check: r for r in one.results}, "now": desk.house.clock.now(),
            **_path_words(status), **fields,
        },
    )  # fmt: skip


async def _choose(desk: Desk, ask: Ask, status: Status | None, fields: Mapping[str, object]) -> Shown:
    async with desk.reading(ask) as (conn, frame):
        apps = await read.apps(conn)
    simulators = sorted({one.api_url for one in apps if one.environment == "simulator"})
    values = {
        "frame": frame, "status": status, "kinds": facts.kinds(), "markets": facts.markets(), "portals": facts.portals(),
        "simulator": (status.path.base_url if status else None) or (simulators or ["http://127.0.0.1:8090"])[0],
        "has_apps": bool(apps), **fields,
    }  # fmt: skip
    return Shown("setup_path.html", values)


def wanted() -> tuple[Wanted, ...]:
    """The scopes that this installation needs, as they are applied for."""
    known = permissions.scope_facts()
    return tuple(
        Wanted(
            scope,
            known[scope].name,
            permissions.AREAS.get(permissions.area_of_scope(scope), "Always"),
            known[scope].sensitive,
            (known[scope].application or "").startswith("public"),
            permissions.reason_for(scope),
        )
        for scope in permissions.needed_here().scopes
    )


def _documents(status: Status) -> tuple[facts.Point, ...]:
    market = facts.market(status.path.market)
    mine = market.seller_documents if status.path.kind == facts.SELLER_DEVELOPER else ()
    return (*facts.told(mine, status.path.kind, status.path.market),
            *facts.told(market.developer_documents, status.path.kind, status.path.market))  # fmt: skip


def _there(status: Status, step: facts.Step) -> str:
    """Where to click: the real site, or the simulator's."""
    portal = facts.market(status.path.market).portal
    if status.path.environment == "simulator":
        return f"{status.path.base_url}{step.where.simulated.format(portal=portal)}" if step.where.simulated else ""
    return facts.portals()[portal].url if step.where.place == "portal" else ""


def _path_words(status: Status) -> dict[str, object]:
    return {
        "kind_name": facts.kinds()[status.path.kind].name,
        "market_name": facts.market(status.path.market).name,
    }
