"""The shapes of the facts: frozen records, read from the packaged files as they are.

Fields carry the names of the files, in snake case. Nothing here opens a file (`reader`) and nothing judges a value against
a node: the client judges what it sends and the simulator what it receives, each by its own code.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

Json = Any  # a value as it stands in a JSON file: the wire ends here


class Node(
    msgspec.Struct,
    frozen=True,
    gc=False,
    omit_defaults=True,
    rename={
        "exclusive_min": "exclusiveMin",
        "exclusive_max": "exclusiveMax",
        "min_length": "minLength",
        "max_length": "maxLength",
        "max_items": "maxItems",
    },
):
    """One field of a request or an answer: close to JSON Schema, with the extra keys of the catalog.

    `min` and `max` bound the number, also the number a string spells; `also` lists values allowed beside that range
    (-1 for unlimited). `open` means the documented example contradicts the list or the range: do not enforce it.
    `hint` guesses the meaning: id, decimal, int_str, ts (Unix seconds), ts_ms, ts_str, date, datetime, currency, region,
    locale, url, json. `required` is a flag on a query node and a list of property names on an object.
    """

    type: str
    name: str = ""
    format: str | None = None
    properties: dict[str, Node] = {}
    items: Node | None = None
    required: bool | tuple[str, ...] = ()
    enum: tuple[str | int | float | bool, ...] = ()
    default: Json = None
    example: Json = None
    min: int | float | None = None
    max: int | float | None = None
    exclusive_min: bool = False
    exclusive_max: bool = False
    also: tuple[str | int | float, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    max_items: int | None = None
    open: bool = False
    hint: str | None = None
    src: str | None = None
    alt_type: str | None = None

    @property
    def is_required(self) -> bool:
        """Whether a query parameter has to be sent."""
        return self.required is True

    @property
    def required_names(self) -> tuple[str, ...]:
        """The properties an object has to carry, where the sources say so."""
        return self.required if isinstance(self.required, tuple) else ()


class Pagination(msgspec.Struct, frozen=True, gc=False, rename={"in_": "in"}):
    """How an operation pages. `next`, `items` and `total` are dotted names inside `data`; sizes count items."""

    style: str  # page_token | page_number
    in_: str  # query | body
    items: str
    size_param: str | None = None
    token_param: str | None = None
    page_param: str | None = None
    next: str | None = None
    total: str | None = None
    more: str | None = None
    max_size: int | None = None
    default_size: int | str | None = None


class Head(msgspec.Struct, frozen=True, gc=False):
    """The cheap part of an operation: enough to list, to search and to route."""

    id: str
    capability: str
    name: str
    domain: str
    area: str
    version: str
    method: str
    path: str
    latest: bool
    shop_cipher: str  # required | optional (means: taken) | none
    stage: str | None = None  # preview | beta

    @property
    def stable_key(self) -> str:
        """As `Operation.stable_key`."""
        return f"{self.capability}@{self.version}" + (f"-{self.stage}" if self.stage else "")


class Operation(msgspec.Struct, frozen=True, gc=False):
    """One operation in one version. `response` describes the `data` member alone (platform.md section 5).

    `shop_cipher`, `sign`, `app_key`, `timestamp` and headers are not in `query`; `read` and `idempotent` are guesses from
    method, path and verb.
    """

    id: str
    capability: str
    name: str
    domain: str
    area: str
    version: str
    method: str
    path: str
    source: str  # official | community | both
    latest: bool
    shop_cipher: str
    content_type: str  # json | multipart | none
    read: bool
    idempotent: bool
    pagination: Pagination | None
    query: tuple[Node, ...]
    body: Node | None
    response: Node | None
    path_params: tuple[Node, ...] = ()
    supersedes: tuple[str, ...] = ()  # paths of the older versions
    stage: str | None = None  # preview | beta
    deprecated: bool = False
    other_ciphers: tuple[str, ...] = ()
    idempotency_key: str | None = None  # query | body

    @property
    def stable_key(self) -> str:
        """The key that stays when a newer version takes over the bare id; corrections are filed under it."""
        return f"{self.capability}@{self.version}" + (f"-{self.stage}" if self.stage else "")


class Match(msgspec.Struct, frozen=True, gc=False):
    """What a method and a path lead to.

    Found: `operation` and `path_params`. Known path, wrong method: `operation` is None and `allowed` lists the methods.
    Unknown path: both are empty.
    """

    operation: Operation | None
    path_params: Mapping[str, str]
    allowed: tuple[str, ...] = ()

    @property
    def path_known(self) -> bool:
        """Whether any method leads anywhere on this path."""
        return bool(self.allowed)


class Topic(msgspec.Struct, frozen=True, gc=False):
    """One webhook type. `example` is a whole body; `data_fields` names types in the words of the reference."""

    type: int
    name: str
    entity_key: str  # shop_id | seller_open_id | creator_open_id | seller_id: which envelope member names the owner
    area: str
    trigger: str
    data_fields: dict[str, Json]
    example: dict[str, Json]
    schema: str | None = None
    subscribable_event_type: str | None = None  # None: a switch of Partner Center only
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Scope(msgspec.Struct, frozen=True, gc=False):
    """One scope as it appears in `granted_scopes`."""

    scope: str
    name: str
    areas: tuple[str, ...]
    description: str
    confidence: str
    grantee: str | None = None  # seller | creator | partner
    sensitive: bool = False
    application: str | None = None
    operations_documented: tuple[str, ...] = ()
    note: str | None = None


class ScopeRule(msgspec.Struct, frozen=True, gc=False):
    """The scopes that open an operation: any one is enough. Confidence: high, medium, low, inferred or unknown."""

    scopes: tuple[str, ...]
    confidence: str
    basis: str | None = None
    note: str | None = None


class ErrorFact(msgspec.Struct, frozen=True, gc=False):
    """One code of the platform. `recovery` is the class of the error tree that cures it, or "Unclear" (see corrections)."""

    code: int
    name: str
    area: str
    when: str
    remedy: str
    retryable: bool
    confidence: str
    recovery: str
    http_status: int | None  # None where the sources disagree or nobody could check
    http_statuses: tuple[int, ...]  # every status claimed, likeliest first
    message_prefix: str | None = None
    message_variants: tuple[str, ...] = ()
    example_operations: tuple[str, ...] = ()
    documented_on: int = 0  # how many operations list it
    renew_token: bool = False  # ask once for another token and repeat the call

    @property
    def kind(self) -> str | None:
        """The machine-derived kind ("missing", "limit", ...), where the record has no text of its own."""
        return self.when.split()[1] if self.when.startswith("kind:") else None


class SigningVector(msgspec.Struct, frozen=True, gc=False):
    """A request and the signature it has to carry (platform.md section 4)."""

    id: str
    description: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    content_type: str | None
    body: str | None
    app_secret: str
    string_to_sign: str
    expected_sign: str


class NegativeVector(msgspec.Struct, frozen=True, gc=False):
    """A signature that a usual mistake gives for the vector `of`; nobody may accept it."""

    id: str
    description: str
    of: str
    wrong_sign: str


class WebhookVector(msgspec.Struct, frozen=True, gc=False):
    """A webhook body and the `Authorization` header it arrives with (platform.md section 19)."""

    id: str
    description: str
    app_key: str
    app_secret: str
    raw_body: str
    raw_body_bytes: int
    string_to_sign: str
    expected_authorization_header: str
