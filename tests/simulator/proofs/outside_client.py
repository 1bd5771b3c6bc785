"""Somebody else's generated client, driven through every operation it has, against the simulator in memory.

An operation that needs a state is called in its scene (`outside_stage`), the others with arguments from our catalog. Both
are bent into that client's own types; signing, sending and parsing are all its own.
"""

from __future__ import annotations

import asyncio
import enum
import importlib
import inspect
import json
import re
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import httpx
from tiktok_shop_api import TikTokShop, TikTokShopError
from tiktok_shop_api.generated import _meta
from tiktok_shop_api.generated.types import File, Unset

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.clock import SystemClock
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import granted
from tests.simulator.proofs import (
    outside_creators,
    outside_fbt,
    outside_goods,
    outside_money,
    outside_numbers,
    outside_scenes,
)
from tests.simulator.proofs.made_requests import Maker
from tests.simulator.proofs.outside_stage import SCENES, Said, Stage
from tests.simulator.proofs.test_fuzz import ids_of

TRIES = 60
CREATORS_FIGURES = ("/analytics/202502/live_rooms/", "/analytics/202403/videos/")  # platform.md section 16
ACTS = (outside_creators, outside_fbt, outside_goods, outside_money, outside_numbers, outside_scenes)  # they fill SCENES


@dataclass(frozen=True)
class Outcome:
    """What became of one operation."""

    operation_id: str
    answer: str  # stateful | in-shape
    parsed: bool
    has_fields: bool  # whether its model of `data` has any field at all
    field: str = ""  # a documented field that came back in its declared type
    refused: str = ""  # the code, where every try was refused


class InMemory(httpx.BaseTransport):
    """Hands requests of that client to a site without a socket."""

    def __init__(self, desk: ControlDesk) -> None:
        self._desk = desk
        self.answered, self.content = "", b""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        path, _, query = request.url.raw_path.partition(b"?")
        scope = {
            "type": "http",
            "method": request.method,
            "path": httpx.URL("http://x" + path.decode()).path,
            "query_string": query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "client": ("127.0.0.1", 1),
        }
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def take(message: Any) -> None:
            sent.append(message)

        asyncio.run(self._desk.site(scope, receive, take))
        self.answered = dict(sent[0]["headers"]).get(b"x-simulator-answer", b"").decode()
        self.content = sent[1]["body"]
        return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=self.content)


class Outside:
    """The client with the tokens of a seller, a creator and a partner."""

    def __init__(self, world: str = "demo") -> None:
        self.desk = ControlDesk(world, clock=SystemClock())
        self.desk.site.switches.set("unexpected_cipher", "ignore")
        self.desk.site.switches.set("scopes_enforced", "none")
        self.wire = InMemory(self.desk)
        kinds = {"seller": 0, "creator": 1, "partner": 3}
        accounts = self.desk.world.sellers.values()
        self.accounts = {name: next(one for one in accounts if one.user_type == kind) for name, kind in kinds.items()}
        key = self.desk.app.key
        self.tokens = {name: granted(self.desk.world, key, one.open_id) for name, one in self.accounts.items()}
        shops = list(self.desk.world.shops.values())
        self.shops = {shop.id: Maker(4, ids_of(shop)) for shop in shops}
        self.maker, self.shop = self.shops[shops[0].id], shops[0]
        self.modules = _all_modules()

    def operations(self) -> list[Operation]:
        """Ours for each of theirs."""
        found = []
        for theirs in _meta.OPERATIONS:
            match = reader.match(theirs["method"].upper(), re.sub(r"{\w+}", "1", theirs["path"]))
            if match.operation is None:
                raise AssertionError(f"the catalog lacks {theirs['method']} {theirs['path']}")
            found.append(match.operation)
        return found

    def outcome(self, operation: Operation) -> Outcome:
        """Call it in its scene, where it has one; else up to TRIES times, with other values each time."""
        module = self.modules[operation.method, operation.path]
        model = _data_model(module)
        if operation.id in SCENES:
            return _in_scene(operation, module, model)
        codes: list[str] = []
        for turn in range(TRIES):
            self.shop = list(self.desk.world.shops.values())[turn % 2]
            self.maker = self.shops[self.shop.id]
            try:
                reply = self._call(operation, module)
            except TikTokShopError as refused:
                if refused.code == -1:
                    return Outcome(
                        operation.id, self.wire.answered, parsed=False, has_fields=bool(model), refused=str(refused)
                    )
                codes.append(str(refused.code))
                continue
            except ValueError:  # their model knows fewer values than the catalog: other ones next time
                continue
            name = _typed_field(getattr(reply, "data", None), model)
            if name or not model:
                return Outcome(operation.id, self.wire.answered, parsed=True, has_fields=bool(model), field=name)
            codes.append("0")
        most = max(set(codes), key=codes.count) if codes else "no values fit their model"
        return Outcome(operation.id, "", parsed=bool(codes), has_fields=bool(model), refused=most)

    def told(self, operation_id: str, what: Said) -> dict[str, Any]:
        """The data of a call that has to succeed: a step of a scene."""
        operation = reader.operation(operation_id)
        self.ask(operation, what)
        data: dict[str, Any] = json.loads(self.wire.content)["data"] or {}
        return data

    def ask(self, operation: Operation, what: Said) -> Any:
        """That client's reply to a call that says just this. Raises TikTokShopError."""
        return self._call(operation, self.modules[operation.method, operation.path], what)

    def _call(self, operation: Operation, module: Any, what: Said | None = None) -> Any:
        desk = self.desk
        user = next((kind for kind in ("creator", "partner") if operation.domain == f"affiliate_{kind}"), "seller")
        if operation.path.startswith(CREATORS_FIGURES):
            user = "creator"
        if "category_assets" in operation.path or (what is not None and "category_asset_cipher" in what.values):
            user = "partner"
        account = self.accounts[user]
        token = self.tokens[user]
        asset = account.assets[0].cipher if account.assets else ""
        with TikTokShop(
            desk.app.key, desk.app.secret, token, self.shop.cipher, base_url="http://simulator", transport=self.wire
        ) as client:
            group = client.orders
            made = self._arguments(operation, module, asset) if what is None else _given(operation, module, what)
            return group._run(module.sync_detailed, **made)

    def _arguments(self, operation: Operation, module: Any, asset: str) -> dict[str, Any]:
        nodes = {_snake(node.name): node for node in (*operation.path_params, *operation.query)}
        made: dict[str, Any] = {}
        for name, parameter in inspect.signature(module.sync_detailed).parameters.items():
            declared = parameter.annotation
            kinds = _kinds(declared)
            if name == "client":
                continue
            if name == "category_asset_cipher":
                made[name] = asset
            elif name == "body":
                made[name] = self._body(operation, kinds[0])
            elif parameter.default is inspect.Parameter.empty or (name in nodes and nodes[name].is_required):
                made[name] = self._value(nodes.get(name, Node("string")), name, kinds[0])
        return made

    def _body(self, operation: Operation, kind: Any) -> Any:
        if operation.content_type == "multipart":
            return _form(operation, kind)
        body = self.maker.value(operation.body, "") if operation.body is not None else {}
        return kind.from_dict(body)

    def _value(self, node: Node, name: str, kind: Any) -> Any:
        if typing.get_origin(kind) is list:
            return [self._value(node.items or Node("string"), name, typing.get_args(kind)[0])]
        if kind is date:
            return date(2026, 1, 1)
        value = self.maker.value(node, node.name or name)
        if inspect.isclass(kind) and issubclass(kind, enum.Enum):
            known = [member for member in kind if member.value == value]
            return known[0] if known else next(iter(kind))
        if kind is int:
            return int(value) if str(value).lstrip("-").isdigit() else 1
        return value


def _in_scene(operation: Operation, module: Any, model: Any) -> Outcome:
    """What comes of a call in a world that was made ready for it."""
    region, world, play = SCENES[operation.id]
    outside = Outside(world)
    stage = Stage(outside.desk, outside.told, region)
    outside.shop = stage.shop
    try:
        reply = outside.ask(operation, play(stage))
    except TikTokShopError as refused:
        parsed = refused.code != -1
        return Outcome(operation.id, outside.wire.answered, parsed=parsed, has_fields=bool(model), refused=str(refused.code))
    name = _typed_field(getattr(reply, "data", None), model)
    return Outcome(operation.id, outside.wire.answered, parsed=True, has_fields=bool(model), field=name)


def _given(operation: Operation, module: Any, what: Said) -> dict[str, Any]:
    """What is said, in that client's types."""
    made: dict[str, Any] = {}
    for name, parameter in inspect.signature(module.sync_detailed).parameters.items():
        kind = _kinds(parameter.annotation)[0]
        if name == "body" and operation.content_type == "multipart":
            made[name] = kind(**{part: _part(value) for part, value in (what.form or {}).items()})
        elif name == "body":
            made[name] = kind.from_dict(dict(what.body or {}))
        elif name in what.values:
            made[name] = _typed(what.values[name], kind)
    return made


def _part(value: Any) -> Any:
    return File(BytesIO(value[1]), value[0], value[2]) if isinstance(value, tuple) else value


def _typed(value: Any, kind: Any) -> Any:
    if typing.get_origin(kind) is list:
        return [_typed(one, typing.get_args(kind)[0]) for one in value]
    if kind is date:
        return date.fromisoformat(value)
    if inspect.isclass(kind) and issubclass(kind, enum.Enum):
        return kind(value)
    return value


def _kinds(declared: Any) -> list[Any]:
    """The types a parameter may have, lists of values first."""
    options = (declared,) if typing.get_origin(declared) is list else typing.get_args(declared) or (declared,)
    kinds = [kind for kind in options if kind is not Unset]
    kinds.sort(key=lambda kind: not (inspect.isclass(kind) and issubclass(kind, enum.Enum)))
    return kinds


def _form(operation: Operation, kind: Any) -> Any:
    from tests.journeys.pictures import png

    parts: dict[str, Any] = {}
    for name, node in (operation.body.properties if operation.body else {}).items():
        if node.type == "file":
            parts[name] = File(BytesIO(png(600)), "a.png", "image/png")
        elif name in operation.body.required_names if operation.body else False:
            parts[name] = "a.png" if name == "name" else str((node.enum or (node.example or "x",))[0])
    return kind(**parts)


@cache
def _all_modules() -> dict[tuple[str, str], Any]:
    return dict(_modules())


def _modules() -> Iterator[tuple[tuple[str, str], Any]]:
    import pkgutil

    from tiktok_shop_api.generated import api

    for area in pkgutil.iter_modules(api.__path__):
        package = importlib.import_module(f"{api.__name__}.{area.name}")
        for one in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{one.name}")
            source = inspect.getsource(module._get_kwargs)
            url = re.search(r'"url": "([^"]+)"', source)
            method = re.search(r'"method": "(\w+)"', source)
            if url and method:
                match = reader.match(method[1].upper(), re.sub(r"{\w+}", "1", url[1]))
                if match.operation is not None:
                    yield (match.operation.method, match.operation.path), module


def _data_model(module: Any) -> Any:
    """Their class of `data`, if it has fields of its own."""
    returns = inspect.signature(module.sync_detailed).return_annotation
    (reply,) = typing.get_args(returns)
    declared = reply.__annotations__.get("data", "")
    named = re.search(r"(\w+Data)\b", declared)
    if not named:
        return None
    from tiktok_shop_api.generated import models

    model = getattr(models, named[1], None) or getattr(
        importlib.import_module(f"{models.__name__}.{_snake(named[1])}"), named[1]
    )
    fields = [name for name in model.__annotations__ if name != "additional_properties"]
    return model if fields else None


def _typed_field(data: Any, model: Any) -> str:
    """A documented field that came back, in its declared type."""
    if data is None or model is None or isinstance(data, Unset):
        return ""
    for name, declared in model.__annotations__.items():
        value = getattr(data, name, None)
        if name == "additional_properties" or value is None or isinstance(value, Unset):
            continue
        if type(value).__name__ in re.findall(r"\w+", declared):
            return str(name)
    return ""


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
