"""What somebody asks an export for, and which kinds there are to ask for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shoplatch.errors import InvalidRequest
from shoplatch.store.read.kinds import KIND_OF, KINDS, RECIPIENTS, Kind
from shoplatch.store.sealed import Place

Format = Literal["parquet", "csv", "jsonl"]
FORMATS: tuple[Format, ...] = ("parquet", "csv", "jsonl")
# Opens what is sealed: its place, the key of its row, the bytes.
Opener = Callable[[Place, Sequence[str], bytes], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """Kinds, shops and a stretch of the kind's time. `open_sealed`: personal data too, opened by this."""

    kinds: tuple[Kind, ...]
    shop_ids: tuple[str, ...]
    since: datetime | None = None
    until: datetime | None = None
    as_of: datetime | None = None
    open_sealed: Opener | None = None

    @property
    def personal(self) -> bool:
        """Whether personal data is wanted."""
        return self.open_sealed is not None


def kinds_named(names: Sequence[str], *, personal: bool = False) -> tuple[Kind, ...]:
    """The kinds of these names; of `all` (or none), every one.

    Raises:
        InvalidRequest: there is none of a name, or it is personal data and that was not asked for.
    """
    every = {**KIND_OF, RECIPIENTS.name: RECIPIENTS}
    if not names or "all" in names:
        return (*KINDS, RECIPIENTS) if personal else tuple(KINDS)
    if unknown := [name for name in names if name not in every]:
        raise InvalidRequest(f"There is no family {unknown[0][:60]!r}", next_step=f"One of: all, {', '.join(every)}.")
    if RECIPIENTS.name in names and not personal:
        raise InvalidRequest(
            "Recipients are personal data", next_step="Ask for them with --personal, and say why with --reason."
        )
    return tuple(every[name] for name in dict.fromkeys(names))
