"""Asks the simulator what was asked of the real platform: the same reads, with ids that exist there.

Ids are found by asking the simulator's own listings: which operation lists the objects of an id is read off the catalog
(`order_id` is the `id` of what stands in `orders`). Writes are never repeated.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.client import Client
from shoplatch.errors import NotFound, ShoplatchError
from shoplatch.testing.recorder.against import Pair
from shoplatch.testing.recorder.tape import Exchange
from shoplatch.transport import HttpRequest, HttpResponse, HttpTransport

ASKED_MAX = 25  # different questions of one operation
BROAD_PAGES = 3
POOL_MAX = 60
_TIMES = ("_ge", "_gt", "_lt", "_le")


class Mirror:
    """One simulated shop that is asked. `client` calls it; `tap` is the transport the client was made with."""

    def __init__(self, client: Client, tap: Tap) -> None:
        self._client = client
        self._tap = tap
        self._pools: dict[str, list[str]] = {}

    def pairs(self, operation: Operation, exchanges: list[Exchange]) -> list[Pair]:
        """Each different recorded question, asked here too."""
        found = []
        asked: dict[str, tuple[bool, HttpResponse | None]] = {}
        for one in exchanges:
            question, exact = self._question(operation, one)
            key = json.dumps(question, sort_keys=True)
            if key not in asked:
                if len(asked) >= ASKED_MAX:
                    continue
                asked[key] = exact, self._ask(operation, question)
            exact, reply = asked[key]
            status, envelope = _opened(reply)
            if envelope is not None:
                found.append(
                    Pair(one.n, exact, one.status, one.code, one.data, status, envelope.get("code"), envelope.get("data"))
                )
        return found

    def broad(self, operation: Operation) -> list[Any]:
        """Answers to the same operation without filters, where it lists."""
        page = operation.pagination
        if page is None:
            return []
        params = self._required(operation, {}) | ({page.size_param: page.max_size or 20} if page.size_param else {})
        found: list[Any] = []
        while len(found) < BROAD_PAGES:
            _, envelope = _opened(self._ask(operation, params))
            data = envelope.get("data") if envelope is not None and envelope.get("code") == 0 else None
            if not isinstance(data, dict):
                break
            found.append(data)
            token = data.get((page.next or "").rpartition(".")[2]) if page.token_param else None
            if not token:
                break
            params = params | {str(page.token_param): token}
        return found

    def _ask(self, operation: Operation, params: Mapping[str, Any]) -> HttpResponse | None:
        """The bytes that came, whatever the client makes of them."""
        self._tap.last = None
        with contextlib.suppress(ShoplatchError, TypeError):  # the envelope of a refusal is an answer as well
            self._client.call(operation.stable_key, **params)
        return self._tap.last

    def _question(self, operation: Operation, one: Exchange) -> tuple[dict[str, Any], bool]:
        """The parameters of a recorded call, with ids of this world; and whether they are exactly those."""
        given: dict[str, Any] = dict(one.body) if isinstance(one.body, dict) else {}
        nodes = {node.name: node for node in operation.query}
        for name, value in one.query:
            given[name] = _typed(value, nodes.get(name))
        given |= {name: unquote(value) for name, value in reader.match(one.method, one.path).path_params.items()}
        known = {node.name for node in (*operation.query, *operation.path_params)}
        known |= set(operation.body.properties if operation.body else {})
        exact = given.keys() <= known
        asked = {}
        for name, value in given.items():
            if name not in known or name.endswith("page_token"):
                exact = False
            elif is_id(name):
                asked[name], same = self._id(operation, name, value)
                exact = exact and same
            elif name.endswith(_TIMES) and not _must(operation, name):
                exact = False  # another world has other times
            else:
                asked[name] = value
        return self._required(operation, asked), exact

    def _id(self, operation: Operation, name: str, value: Any) -> tuple[Any, bool]:
        pool = self.pool(of_what(operation, name))
        wanted = value if isinstance(value, list) else [value]
        if not pool or all(str(one) in pool for one in wanted):
            return value, bool(pool)
        if isinstance(value, list):
            return pool[: max(len(value), 1)], False
        return pool[sum(str(value).encode()) % len(pool)], False

    def pool(self, what: str) -> list[str]:
        """Ids of a kind of object ("order") that exist here."""
        if what not in self._pools:
            self._pools[what] = []  # asked once, and a ring of questions ends
            for source in sources_of(what):
                found: list[str] = []
                for data in self.broad(source):
                    found += _ids(data, what)
                if found:
                    self._pools[what] = list(dict.fromkeys(found))[:POOL_MAX]
                    break
        return self._pools[what]

    def _required(self, operation: Operation, given: Mapping[str, Any]) -> dict[str, Any]:
        """What is given, with what the operation cannot be called without."""
        made = dict(given)
        must = [(node, node.name) for node in operation.query if node.is_required]
        must += [(node, node.name) for node in operation.path_params]
        if (body := operation.body) is not None:
            must += [(body.properties[name], name) for name in body.required_names if name in body.properties]
        for node, name in must:
            if name not in made and name not in ("access_token", "shop_cipher"):
                if is_id(name):
                    pool = self.pool(of_what(operation, name))
                    made[name] = pool[:1] if node.type == "array" else (pool or ["0"])[0]
                else:
                    made[name] = _some(node)
        return made


class Tap:
    """A transport that keeps the last answer, so that refusals are seen whole."""

    def __init__(self) -> None:
        self._transport = HttpTransport()
        self.last: HttpResponse | None = None

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send, and remember what came."""
        self.last = self._transport.send(request, timeout_s=timeout_s)
        return self.last

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()


def is_id(name: str) -> bool:
    """Whether a parameter names an object by its id."""
    return name in ("id", "ids") or name.endswith(("_id", "_ids"))


def of_what(operation: Operation, name: str) -> str:
    """What kind of object an id is of: "order" for `order_id`, and for `ids` of a path that ends in orders."""
    stem = name.removesuffix("s").removesuffix("_id") if name not in ("id", "ids") else ""
    if stem:
        return stem
    words = [part for part in operation.path.split("/") if part and not part.startswith("{") and not part[0].isdigit()]
    return _one(words[-1])


def sources_of(what: str) -> list[Operation]:
    """The listings that show such objects: those that list them first, then those that mention them."""
    own, others = [], []
    for head in reader.heads():
        if not head.latest:
            continue
        operation = reader.operation(head.id)
        page = operation.pagination
        if page is None or not operation.read or operation.path_params or operation.response is None:
            continue
        if any(is_id(node.name) and node.is_required for node in operation.query):
            continue
        items = _node(operation.response, page.items)
        fields = items.properties if items is not None else {}
        if _one(page.items.rpartition(".")[2]) == what and ("id" in fields or f"{what}_id" in fields):
            own.append(operation)
        elif f"{what}_id" in fields:
            others.append(operation)
    own.sort(key=lambda one: (one.area != what, one.shop_cipher == "none", one.id))
    return (own + others)[:4]


def _node(response: Node, items: str) -> Node | None:
    node: Node | None = response
    for name in items.split("."):
        node = node.properties.get(name.removesuffix("[]")) if node is not None else None
    return node.items if node is not None else None


def _ids(data: Any, what: str) -> list[str]:
    """The ids of a kind of object anywhere in an answer."""
    found: list[str] = []

    def walk(value: Any, holder: str) -> None:
        if isinstance(value, dict):
            for name, held in value.items():
                if isinstance(held, str) and held and (name == f"{what}_id" or (name == "id" and _one(holder) == what)):
                    found.append(held)
                walk(held, name)
        elif isinstance(value, list):
            for held in value:
                walk(held, holder)

    walk(data, "")
    return found


def _one(plural: str) -> str:
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural.removesuffix("s")


def _must(operation: Operation, name: str) -> bool:
    body = operation.body
    return any(node.name == name and node.is_required for node in operation.query) or bool(
        body is not None and name in body.required_names
    )


def _some(node: Node) -> Any:
    """A value that a parameter may have."""
    if node.example is not None and node.type != "array":
        return node.example
    if node.default is not None:
        return node.default
    if node.enum:
        return [node.enum[0]] if node.type == "array" else node.enum[0]
    plain: dict[str, Any] = {
        "integer": int(node.min or 1),
        "number": node.min or 1,
        "boolean": True,
        "array": [],
        "object": {},
    }
    return plain.get(node.type, "1")


def _typed(value: str, node: Node | None) -> Any:
    """A parameter of a query as the catalog has it."""
    if node is None:
        return value
    if node.type == "array":
        return value.split(reader.array_join())
    if node.type == "integer" and value.removeprefix("-").isdecimal():
        return int(value)
    return value == "true" if node.type == "boolean" and value in ("true", "false") else value


def _opened(reply: HttpResponse | None) -> tuple[int | None, dict[str, Any] | None]:
    if reply is None:
        return None, None
    try:
        envelope = json.loads(reply.body)
    except ValueError:
        return reply.status, None
    return reply.status, envelope if isinstance(envelope, dict) else None


def operation_of(exchange: Exchange) -> Operation | None:
    """The operation of a recorded call, None for what is in no catalog."""
    try:
        return reader.operation(exchange.operation) if exchange.operation else None
    except NotFound:
        return reader.match(exchange.method, exchange.path).operation
