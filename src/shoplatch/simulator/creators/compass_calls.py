"""Files of figures about creators that the seller orders and fetches later (Compass, 202603)."""

from __future__ import annotations

import base64
import csv
import io
from datetime import UTC, datetime
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators.earnings import Earned, Earning, earned_by
from shoplatch.simulator.creators.lists import INVALID
from shoplatch.simulator.creators.open_calls import INVALID_PARAMETER
from shoplatch.simulator.creators.people import known
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import ExportTask
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

READY_AFTER_S, KEPT_MAX, DAY_S = 60, 100, 86_400
_DAYS = {"PAST_24H": 1, "PAST_7_DAYS": 7, "PAST_30_DAYS": 30}


def create_compass_offline_export_task(world: World, ask: Ask) -> dict[str, Any]:
    """Order a file; it is there a minute later. `end_day` is YYYYMMDD, in UTC; yesterday where it is left out."""
    body, tasks = ask.body, ask.own_shop.affiliate.exports
    yesterday = datetime.fromtimestamp(world.clock.now() - DAY_S, UTC)
    end_day = body.get("end_day") or int(yesterday.strftime("%Y%m%d"))
    _end_of(end_day)
    made = ExportTask(
        id=world.new_id("7591"),
        module=body.get("module_type") or "BASE",
        plan=body.get("plan_type") or "ALL",
        end_day=end_day,
        days=_DAYS[body.get("window_type") or "PAST_7_DAYS"],
        ready_at=world.clock.now() + READY_AFTER_S,
    )
    tasks[made.id] = made
    while len(tasks) > KEPT_MAX:
        del tasks[next(iter(tasks))]
    return {"task": {"id": made.id}}


def get_compass_task_list(world: World, ask: Ask) -> dict[str, Any]:
    """The files that were ordered, the latest first."""
    now = world.clock.now()
    told = [
        {
            "id": one.id,
            "module_type": one.module,
            "file_name": _name(one),
            "status": "SUCCESS" if now >= one.ready_at else "PROCESSING",
        }
        for one in reversed(ask.own_shop.affiliate.exports.values())
    ]
    return {"tasks": told}


def download_compass_task_file(world: World, ask: Ask) -> dict[str, Any]:
    """A file: CSV in base64, a line for each day (BASE) or each creator (CREATOR)."""
    shop, task = ask.own_shop, ask.own_shop.affiliate.exports.get(ask.path["task_id"])
    if task is None:
        raise Refused(INVALID_PARAMETER, "There is no such task.")
    if world.clock.now() < task.ready_at:
        raise Refused(INVALID_PARAMETER, "The file is not ready yet.")
    return {"file": {"base64": base64.b64encode(_csv(world, shop, task).encode()).decode()}}


def _name(task: ExportTask) -> str:
    return f"affiliate_{task.module.lower()}_{task.end_day}_{task.days}d.csv"


def _csv(world: World, shop: Shop, task: ExportTask) -> str:
    end = _end_of(task.end_day)
    rows: dict[str, list[tuple[Earned, Earning]]] = {}
    for one in earned_by(shop, since=end - task.days * DAY_S, until=end):
        for sku in one.skus:
            if one.order.paid_time and task.plan in ("ALL", _plan(sku)):
                rows.setdefault(_key(world, task, one), []).append((one, sku))
    out, profile = io.StringIO(), market(shop.region)
    table = csv.writer(out, lineterminator="\n")
    table.writerow(
        ["creator" if task.module == "CREATOR" else "date", "orders", "units", "gmv", "est_commission", "currency"]
    )
    for key in sorted(rows):
        pairs = rows[key]
        table.writerow(
            [
                key,
                len({one.order.id for one, _ in pairs}),
                sum(sku.quantity for _, sku in pairs),
                profile.text(sum(sku.estimated.base for _, sku in pairs)),
                profile.text(sum(sku.estimated.standard + sku.estimated.ads for _, sku in pairs)),
                profile.currency,
            ]
        )
    return out.getvalue()


def _key(world: World, task: ExportTask, one: Earned) -> str:
    if task.module == "CREATOR":
        return known(world, one.attribution.creator).username
    return datetime.fromtimestamp(one.order.create_time, UTC).date().isoformat()


def _plan(sku: Earning) -> str:
    if sku.share.campaign_id:
        return "PARTNER"
    return "TARGET" if sku.share.target_collaboration_id else "OPEN"


def _end_of(day: int) -> int:
    """When a day YYYYMMDD is over, UTC."""
    try:
        return int(datetime.strptime(str(day), "%Y%m%d").replace(tzinfo=UTC).timestamp()) + DAY_S
    except ValueError:
        raise Refused(INVALID, "Invalid request parameter. 'end_day' is written YYYYMMDD.") from None


HANDLERS: dict[str, Handler] = {
    "affiliate_seller.create_compass_offline_export_task": create_compass_offline_export_task,
    "affiliate_seller.get_compass_task_list": get_compass_task_list,
    "affiliate_seller.download_compass_task_file": download_compass_task_file,
}
