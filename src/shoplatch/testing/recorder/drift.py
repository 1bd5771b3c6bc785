"""The drift report: where recorded answers of a platform differ from the catalog, and from the simulator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.client import Client
from shoplatch.testing.recorder import against
from shoplatch.testing.recorder.against import Difference, Pair
from shoplatch.testing.recorder.mirror import Mirror, Tap, operation_of
from shoplatch.testing.recorder.tape import Exchange, Recording

_CURRENCY = {"GBP": "GB", "USD": "US", "EUR": "DE", "IDR": "ID", "THB": "TH", "VND": "VN", "MYR": "MY", "PHP": "PH",
             "SGD": "SG", "BRL": "BR", "MXN": "MX", "JPY": "JP"}  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One operation of a recording. `asked` answers of the simulator were set beside; `why_not` says why none were."""

    operation: str
    calls: int
    asked: int
    unsure: int
    why_not: str = ""


@dataclass(frozen=True)
class Drift:
    """What the comparison gave."""

    upstream: str
    calls: int
    operations: tuple[Compared, ...]
    differences: tuple[Difference, ...]
    unknown: tuple[str, ...]  # calls of no operation of the catalog, as method and path
    cut: int = 0

    @property
    def differs(self) -> bool:
        """Whether anything was found."""
        return bool(self.differences or self.unknown)


def drift(recording: Recording, ready: Mapping[str, Any] | None = None) -> Drift:
    """Set a recording against the catalog, and against the simulator whose ready file is given."""
    by_operation: dict[str, tuple[Operation, list[Exchange]]] = {}
    unknown: dict[str, None] = {}
    for one in recording.exchanges:
        operation = operation_of(one)
        if operation is not None:
            by_operation.setdefault(operation.id, (operation, []))[1].append(one)
        elif not one.path.startswith(("/api/", "/oauth/", "/open/")):
            unknown[f"{one.method} {one.path}"] = None
    compared: list[Compared] = []
    found: list[Difference] = []
    with _mirrors(ready, recording.exchanges) as mirrors:
        for operation, exchanges in by_operation.values():
            answered = [(one.n, one.data) for one in exchanges if one.code == 0 and one.data is not None]
            of_catalog = against.catalog(operation, answered)
            told, of_simulator = _beside(operation, exchanges, mirrors)
            compared.append(told)
            found += [*of_catalog, *_without_doubles(of_simulator, of_catalog)]
    host = recording.head.upstream
    return Drift(host, len(recording.exchanges), tuple(compared), tuple(found), tuple(unknown), recording.cut)


def _without_doubles(found: Sequence[Difference], told: Sequence[Difference]) -> Iterator[Difference]:
    """A field or a type that the catalog does not know either is told once."""
    places = {(one.kind, one.place) for one in told}
    return (one for one in found if one.kind not in ("field", "type") or (one.kind, one.place) not in places)


def _beside(
    operation: Operation, exchanges: list[Exchange], mirrors: Mapping[int, Mirror]
) -> tuple[Compared, list[Difference]]:
    calls = len(exchanges)
    if not mirrors:
        return Compared(operation.id, calls, 0, 0, "no simulator was asked"), []
    if not operation.read:
        return Compared(operation.id, calls, 0, 0, "a write is not repeated"), []
    pairs: list[Pair] = []
    broad: list[Any] = []
    for shop in sorted({one.shop for one in exchanges}):
        mirror = mirrors.get(shop) or next(iter(mirrors.values()))
        pairs += mirror.pairs(operation, [one for one in exchanges if one.shop == shop and one.status is not None])
        broad += mirror.broad(operation)
    found, unsure = against.simulator(operation.id, pairs, broad)
    asked = sum(pair.sim_code == 0 for pair in pairs)
    why = "" if asked else "the simulator has no object to ask for" if pairs else "nothing was answered"
    return Compared(operation.id, calls, asked, unsure, why), found


@contextmanager
def _mirrors(ready: Mapping[str, Any] | None, exchanges: Sequence[Exchange]) -> Iterator[Mapping[int, Mirror]]:
    """A mirror for each recorded shop: the simulated shop that trades in the same currency, else the first."""
    if ready is None:
        yield {}
        return
    taps: list[Tap] = []
    mirrors: dict[int, Mirror] = {}
    made: dict[str, Mirror] = {}
    try:
        for shop in sorted({one.shop for one in exchanges}):
            chosen = _like(ready["shops"], _regions(exchanges, shop))
            if chosen["id"] not in made:
                taps.append(Tap())
                made[chosen["id"]] = Mirror(_client(ready, chosen, taps[-1]), taps[-1])
            mirrors[shop] = made[chosen["id"]]
        yield mirrors
    finally:
        for tap in taps:
            tap.close()


def _client(ready: Mapping[str, Any], shop: Mapping[str, Any], tap: Tap) -> Client:
    return Client(
        str(ready["app_key"]),
        str(ready["app_secret"]),
        str(ready["access_token"]),
        base_url=str(ready["base_url"]),
        shop_cipher=str(shop["cipher"]),
        transport=tap,
        attempts_max=1,
    )


def _like(shops: Sequence[Mapping[str, Any]], regions: Sequence[str]) -> Mapping[str, Any]:
    for region in regions:
        for shop in shops:
            if shop.get("region") == region:
                return shop
    return shops[0]


def _regions(exchanges: Sequence[Exchange], shop: int) -> list[str]:
    """The markets a recorded shop may be in, by the currencies in its answers, the most frequent first."""
    counts: dict[str, int] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for name, held in value.items():
                if name == "currency" and isinstance(held, str):
                    counts[held] = counts.get(held, 0) + 1
                walk(held)
        elif isinstance(value, list):
            for held in value:
                walk(held)

    for one in exchanges:
        if one.shop == shop or not shop:
            walk(one.data)
    return [_CURRENCY[name] for name, _ in sorted(counts.items(), key=lambda item: -item[1]) if name in _CURRENCY]
