"""The columns of an export: those of the kind, what was sealed as `personal`, and last `_deleted` and `_run`.

The description of a kind goes beside its files: what each column holds, what names a row, and how the newest is found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from shoplatch.exports.asked import Opener
from shoplatch.store.read.flow import Portion, columns_of, place_of
from shoplatch.store.read.kinds import Kind, Shape

DELETED, RUN = Shape("_deleted", "boolean", nullable=False), Shape("_run", "integer", nullable=False)
SCALE = 10  # digits behind the point that Parquet keeps; TikTok Shop states at most eight


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind's export."""

    kind: Kind
    personal: bool

    @property
    def shapes(self) -> list[Shape]:
        """All of them, in order. Everything may be null but the key: of a row that is gone only that is known."""
        found = [Shape(one.name, one.type, nullable=one.name not in self._key) for one in self._flow if one.type != "bytes"]
        sealed = [Shape("personal", "json", nullable=True)] if self._sealed else []
        return [*found, *sealed, DELETED, RUN]

    def rows(self, portion: Portion, run: int, opener: Opener | None) -> Iterator[tuple[Any, ...]]:
        """The rows of a portion under those columns."""
        place = place_of(self.kind) if self._sealed else None
        names = [one.name for one in self._flow]
        at = [names.index(name) for name in place.key] if place is not None else []
        for row in portion.rows:
            if place is None or opener is None:
                yield (*row, run)
                continue
            sealed, gone = row[-2], row[-1]
            text = opener(place, [row[n] for n in at], bytes(sealed)) if sealed is not None else None
            yield (*row[:-2], text, gone, run)

    def described(self) -> dict[str, object]:
        """What a reader of the files needs to know."""
        return {
            "kind": self.kind.name,
            "key": ["shop_id", *self.kind.key],
            "newest": self.newest,
            "columns": [
                {"name": one.name, "type": _SAID.get(one.type, one.type), "nullable": one.nullable} for one in self.shapes
            ],
        }

    @property
    def newest(self) -> list[str]:
        """The newest rows are those of the greatest `_run` for each value of these columns; none: of the whole kind."""
        return [] if self.kind.feed is None else ["shop_id", *self.kind.of]

    @property
    def _flow(self) -> Sequence[Shape]:
        return columns_of(self.kind, personal=self.personal)

    @property
    def _key(self) -> set[str]:
        return {"shop_id", *self.kind.of}

    @property
    def _sealed(self) -> bool:
        return self.personal and place_of(self.kind) is not None


_SAID = {
    "decimal": f"decimal(38,{SCALE})", "moment": "timestamp UTC", "day": "date", "json": "JSON text",
    "texts": "list of text",
}  # fmt: skip
