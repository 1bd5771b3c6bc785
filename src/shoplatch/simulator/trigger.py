"""One webhook on demand: the reference's example of a topic, filled with what is in the world, changed as asked.

It says what it filled and to whom it went. The state of the world does not change: for that, make the thing happen.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Topic
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import Event, World

_STEP = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)((?:\[\d+\])*)")
_ELEMENTS_MAX = 100
_TIMES = (
    "update_time",
    "create_time",
    "cancel_time",
    "aftersales_request_create_time",
    "aftersales_request_update_time",
    "rma_request_create_time",
    "rma_request_update_time",
)


class Wanted(msgspec.Struct, forbid_unknown_fields=True):
    """Which topic, of whose shop, with which fields changed (`order_status`, `skus[0].status`, with or without `data.`)."""

    topic: int | str
    shop_id: str | None = None  # the first one unless said otherwise
    set: dict[str, Any] = {}
    anyway: bool = False  # also to apps that did not ask for the topic: a test push


@dataclass(slots=True)
class Made:
    """An event ready to be told, and which of its fields came from the world."""

    event: Event
    filled: list[str] = field(default_factory=list)


def make(world: World, wanted: Wanted) -> Made:
    """The event.

    Raises:
        NotFound: there is no such topic or shop.
        InvalidRequest: a path is not one of the topic's, or a value has the wrong kind.
    """
    topic = topic_of(wanted.topic)
    shop = _shop(world, wanted.shop_id)
    data = copy.deepcopy(topic.example.get("data") or {})
    filled: list[str] = []
    _fill(data, "", _facts(world, shop), filled)
    paths = frozenset(_declared(topic.data_fields, "")) | frozenset(_paths(data, ""))
    owner = None
    for path, value in wanted.set.items():
        name = path.removeprefix("data.")
        if name == topic.entity_key:
            owner = str(value)
            continue
        if re.sub(r"\[\d+\]", "[]", name) not in paths:
            near = reader.nearest(name, tuple(sorted(paths)))
            known = ", ".join(sorted(path for path in paths if not path.endswith("[]")))
            raise InvalidRequest(
                f"Topic {topic.type} ({topic.name}) has no field {name!r}",
                next_step=f"Did you mean {' or '.join(near)}?" if near else f"It has: {known}.",
            )
        _put(data, name, value, topic)
    if owner is None and topic.entity_key == "creator_open_id":
        owner = _creator(world) or str(topic.example.get("creator_open_id") or "")
    return Made(Event(topic.type, shop.id, data, world.clock.now(), owner=owner), filled)


def topic_of(wanted: int | str) -> Topic:
    """A topic by number or name. Raises NotFound naming near ones."""
    topics = reader.topics()
    text = str(wanted).strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
    found = topics.get(number) if number is not None else next((t for t in topics.values() if t.name == text.upper()), None)
    if found is None:
        near = reader.nearest(text.upper(), tuple(t.name for t in topics.values()))
        known = f"Did you mean {' or '.join(near)}?" if near else f"Numbers: {', '.join(map(str, sorted(topics)))}."
        raise NotFound(f"There is no webhook topic {text!r}", next_step=known)
    return found


def _shop(world: World, shop_id: str | None) -> Shop:
    if shop_id is None:
        first = next(iter(world.shops.values()), None)
        if first is None:
            raise NotFound("There is no shop in this world")
        return first
    if shop_id not in world.shops:
        raise NotFound(f"There is no shop {shop_id}", next_step="GET /_sim/shops lists them.")
    return world.shops[shop_id]


def _creator(world: World) -> str | None:
    return next((account.open_id for account in world.sellers.values() if account.user_type == 1), None)


def _facts(world: World, shop: Shop) -> dict[str, Any]:
    """Field name -> the value this world has for it. A name that is missing keeps what the example says."""
    now = world.clock.now()
    facts: dict[str, Any] = dict.fromkeys(_TIMES, now)
    facts |= {"shop_id": shop.id, "tts_shop_id": shop.id, "seller_open_id": shop.seller_open_id, "occurred_at": now}
    if (creator := _creator(world)) is not None:
        facts["creator_open_id"] = creator
    order_id = _newest(shop.orders)
    if order_id:
        facts |= dict.fromkeys(("order_id", "main_order_id", "order_id_list", "order_ids"), order_id)
    if package_id := _newest(shop.packages):
        facts["package_id"] = package_id
    if cancel_id := _newest(shop.cancellations):
        facts["cancel_id"] = cancel_id
    product = next((each for each in shop.products.values() if each.status == "ACTIVATE" and each.skus), None)
    if product is not None:
        facts |= {"product_id": product.id, "source_product_id": product.id, "product_ids": product.id}
        facts |= {"sku_id": product.skus[0].id, "sku_ids": product.skus[0].id}
    return facts


def _newest(book: Any) -> str:
    marks: Iterator[tuple[int, str]] = book.marks("create_time", None, None, descending=True)
    return next((thing_id for _, thing_id in marks), "")


def _fill(held: Any, where: str, facts: Mapping[str, Any], filled: list[str]) -> None:
    """Put the facts in the places of their names, in the type the example has there."""
    if isinstance(held, list):
        for element in held:
            _fill(element, f"{where}[]", facts, filled)
        return
    if not isinstance(held, dict):
        return
    for name, value in held.items():
        path = f"{where}.{name}" if where else name
        if isinstance(value, list) and value and not isinstance(value[0], dict):
            if name in facts:
                held[name] = [_like(value[0], facts[name])]
                filled.append(path)
        elif isinstance(value, dict | list):
            _fill(value, path, facts, filled)
        elif name in facts:
            held[name] = _like(value, facts[name])
            filled.append(path)


def _like(shown: Any, fact: Any) -> Any:
    """The fact in the type of the example: some topics write ids as numbers and times as text."""
    if isinstance(shown, int) and not isinstance(shown, bool):
        return int(fact)
    if isinstance(shown, str) and "T" in shown and shown.endswith("Z") and isinstance(fact, int):
        fraction = "." + "0" * len(shown.partition(".")[2].rstrip("Z")) if "." in shown else ""
        return datetime.fromtimestamp(fact, UTC).strftime("%Y-%m-%dT%H:%M:%S") + fraction + "Z"
    return str(fact)


def _declared(fields: Mapping[str, Any], where: str) -> Iterator[str]:
    """The paths of the reference's description, with [] for the elements of a list."""
    for name, kind in fields.items():
        path = f"{where}.{name}" if where else name
        yield path
        if isinstance(kind, list) and kind and isinstance(kind[0], dict):
            yield f"{path}[]"
            yield from _declared(kind[0], f"{path}[]")
        elif isinstance(kind, dict) and not isinstance(kind.get("type"), str):
            yield from _declared(kind, path)
        elif _kind(kind).startswith("array"):
            yield f"{path}[]"


def _paths(held: Any, where: str) -> Iterator[str]:
    """The paths of an example."""
    if isinstance(held, dict):
        for name, value in held.items():
            path = f"{where}.{name}" if where else name
            yield path
            yield from _paths(value, path)
    elif isinstance(held, list):
        yield f"{where}[]"
        for element in held:
            yield from _paths(element, f"{where}[]")


def _put(data: dict[str, Any], path: str, value: Any, topic: Topic) -> None:
    """Set one field, making what lies on the way; text is read in the type the field has."""
    steps: list[str | int] = []
    for part in path.split("."):
        found = _STEP.fullmatch(part)
        if found is None:
            raise InvalidRequest(f"{path!r} is not a path such as order_status or skus[0].status")
        steps += [found[1], *(int(number) for number in re.findall(r"\d+", found[2]))]
    held: Any = data
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        new: Callable[[], Any] = list if isinstance(following, int) else dict
        if isinstance(step, int):
            if not isinstance(held, list) or step > min(len(held), _ELEMENTS_MAX):
                raise InvalidRequest(f"{path!r} leaves a gap in the list", next_step="Set the elements one after the other.")
            if step == len(held):
                held.append(copy.deepcopy(held[0]) if held else new())
        elif following is not None and not isinstance(held.get(step), dict | list):
            held[step] = new()
        if following is None:
            held[step] = _typed(
                value, _shape(topic.data_fields, path), held[step] if step in held or isinstance(step, int) else None
            )
        else:
            held = held[step]


def _shape(fields: Any, path: str) -> str:
    """The type word the reference has for a path, or ""."""
    held: Any = fields
    for part in path.split("."):
        held = held.get(part.partition("[")[0]) if isinstance(held, dict) else None
        if isinstance(held, list):
            held = held[0] if held else None
    return _kind(held)


def _kind(declared: Any) -> str:
    kind = declared.get("type") if isinstance(declared, dict) else declared
    return kind if isinstance(kind, str) else ""


def _typed(value: Any, kind: str, before: Any) -> Any:
    if not isinstance(value, str):
        return value
    whole = (isinstance(before, int) and not isinstance(before, bool)) or kind.startswith("integer")
    if whole and "|" not in kind:
        try:
            return int(value)
        except ValueError:
            raise InvalidRequest(f"{value!r} is not a whole number") from None
    if isinstance(before, bool) or kind == "boolean":
        if value not in ("true", "false"):
            raise InvalidRequest(f"{value!r} is neither true nor false")
        return value == "true"
    if isinstance(before, list | dict) or kind.startswith("array"):
        try:
            return msgspec.json.decode(value)
        except (msgspec.DecodeError, RecursionError):
            return value.split(",") if kind.startswith("array") or isinstance(before, list) else value
    return value


def topics_told() -> list[dict[str, Any]]:
    """Every topic with what can be set."""
    return [
        {
            "type": topic.type,
            "name": topic.name,
            "entity_key": topic.entity_key,
            "event_type": topic.subscribable_event_type,
            "fields": sorted(set(_declared(topic.data_fields, ""))),
            "example": topic.example,
        }
        for topic in reader.topics().values()
    ]
