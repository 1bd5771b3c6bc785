"""Every operation in every version, both clients, against the simulator: the request it admits, the answer we read.

The arguments are made from the catalog's nodes. The simulator judges the requests with its own reading of the catalog, and
the same judge looks at its answers here; what it has no behaviour for, it answers in shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.client import AsyncClient, Client, Upload
from shoplatch.client.budget import Unlimited
from shoplatch.errors import ShoplatchError
from shoplatch.simulator import schema
from shoplatch.simulator.grantees import OF_A_CREATOR, opened_by
from shoplatch.simulator.routes import HANDLERS
from shoplatch.transport import HttpRequest
from tests.client.in_process import InLoop, InProcess, Shops

pytestmark = pytest.mark.filterwarnings("ignore::shoplatch.client.notices.VersionEnding")
GATE = re.compile(r"36009\d{3}|10[156]\d{3}")  # codes of the gate: a request of ours must not earn one
_USER_TYPES = {"seller": 0, "creator": 1, "partner": 3}
_TEXTS = {"decimal": "1.00", "int_str": "1", "ts_str": "1767225600", "date": "2026-01-01", "currency": "GBP", "json": "{}"}


def value(node: Node) -> Any:
    """Something that fits a node."""
    match node.type:
        case "object":
            return {name: value(child) for name, child in node.properties.items() if name in node.required_names}
        case "array":
            return [value(node.items)] if node.items is not None else []
        case "boolean":
            return False
        case "file":
            return Upload("a.png", b"not looked into", "image/png")
    if node.enum:
        return node.enum[0]
    if node.type == "integer":
        least = int(node.min or 0) + 1
        return min(least, int(node.max)) if node.max is not None else least
    text = node.example if isinstance(node.example, str) and node.example else _TEXTS.get(node.hint or "", "1")
    if node.min is not None or node.max is not None:
        text = str(node.min if node.min is not None else node.max)
    return text.ljust(node.min_length or 0, "0")[: node.max_length]


def arguments(operation: Operation) -> dict[str, Any]:
    """What an operation cannot do without; the page size where it takes one."""
    given = {node.name: value(node) for node in operation.path_params}
    given = {name: re.sub(r"[^A-Za-z0-9]", "1", str(one)) for name, one in given.items()}
    given |= {node.name: value(node) for node in operation.query if node.is_required}
    if operation.body is not None:
        must = set(operation.body.required_names)
        files = {name for name, node in operation.body.properties.items() if node.type == "file"}
        given |= {name: value(node) for name, node in operation.body.properties.items() if name in must | files}
    if "category_asset_cipher" in operation.other_ciphers:
        given["category_asset_cipher"] = "asset"
    return given


def judged(operation: Operation, raw: bytes) -> None:
    """An answer that fits its node and has no field the catalog does not know."""
    data = msgspec.json.decode(raw)
    if operation.response is None:
        assert data in (None, {}), operation.id
        return
    schema.check(operation.response, data, "data")
    assert not list(_unknown(operation.response, data, "data")), operation.id


def _unknown(node: Node, found: Any, where: str) -> Iterator[str]:
    if isinstance(found, dict) and node.properties:
        for name, inner in found.items():
            if name in node.properties:
                yield from _unknown(node.properties[name], inner, f"{where}.{name}")
            else:
                yield f"{where}.{name}"
    if isinstance(found, list) and node.items is not None:
        for inner in found:
            yield from _unknown(node.items, inner, f"{where}[]")


@pytest.fixture(scope="module")
def shops() -> Shops:
    return Shops()


def settings(shops: Shops, operation: Operation) -> dict[str, Any]:
    """Who calls: a seller with a shop, or a creator or a partner where the operation is theirs."""
    unsettled = "creator" if operation.capability.partition(".")[0] in OF_A_CREATOR else "seller"
    allowed = [_USER_TYPES[name] for name in opened_by(operation.id) or {unsettled}]
    kind = 3 if operation.other_ciphers else 0 if 0 in allowed else allowed[0]
    return {
        "access_token": shops.token(kind),
        "shop_cipher": shops.shops[0].cipher if kind == 0 else None,
        "clock": shops.clock,
        "budget": Unlimited(),
        "attempts_max": 1,
    }


def accepted(operation: Operation, failure: ShoplatchError, sent: HttpRequest) -> None:
    """A refusal has to come from a behaviour (there is no such order), never from the gate.

    A behaviour also refuses with the gate's 36009004 what it needs and no source documents as required: then the request
    itself has to be right.
    """
    assert operation.capability in HANDLERS, f"{operation.id}: {failure}"
    assert failure.code is not None
    if failure.code == 36009004:
        parts = urlsplit(sent.url)
        schema.check_query(operation.query, dict(parse_qsl(parts.query)))
        if operation.content_type == "json":
            schema.check_body(operation.body, msgspec.json.decode(sent.body or b"{}"))
        assert "Missing credentials" not in failure.what
        assert "Invalid credentials" not in failure.what
    else:
        assert not GATE.fullmatch(str(failure.code)), f"{operation.id}: {failure}"


@pytest.mark.parametrize("id_", reader.operation_ids())
def test_an_operation_is_admitted_and_its_answer_fits(id_: str, shops: Shops) -> None:
    operation = reader.operation(id_)
    wire = InProcess(shops)
    client = Client(shops.app.key, shops.app.secret, transport=wire, **settings(shops, operation))
    area, _, name = operation.capability.partition(".")
    version = operation.stable_key.partition("@")[2]
    try:
        reply = getattr(getattr(client, area), name)(version=version, **arguments(operation))
    except ShoplatchError as failure:
        accepted(operation, failure, wire.requests[-1])
        return
    assert reply.operation is operation
    judged(operation, reply.raw)
    whole = reply.typed()
    assert set(whole.__struct_fields__) or operation.response is None or not operation.response.properties


@pytest.mark.long
@pytest.mark.parametrize("id_", reader.operation_ids())
async def test_the_asynchronous_client_sends_the_same(id_: str, shops: Shops) -> None:
    operation = reader.operation(id_)
    wire, loop_wire = InProcess(shops), InLoop(shops)
    given, version = arguments(operation), operation.stable_key.partition("@")[2]
    other = AsyncClient(shops.app.key, shops.app.secret, transport=loop_wire, **settings(shops, operation))
    try:
        reply = await other.call(operation.capability, version=version, **given)
        judged(operation, reply.raw)
    except ShoplatchError as failure:
        accepted(operation, failure, loop_wire.requests[-1])
    one = Client(shops.app.key, shops.app.secret, transport=wire, **settings(shops, operation))
    try:
        one.call(operation.capability, version=version, **given)
    except ShoplatchError as failure:
        accepted(operation, failure, wire.requests[-1])
    keyless = [re.sub(r"sign=\w+|idempotency_key=\w+", "", made.requests[0].url) for made in (wire, loop_wire)]
    assert keyless[0] == keyless[1]
