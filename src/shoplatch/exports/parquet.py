"""Rows as Parquet: decimals exact (decimal128), times as UTC microseconds, nested values as JSON text. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

try:
    import pyarrow as pa
    import pyarrow.parquet as pq
except ModuleNotFoundError:  # an extra of its own
    pa = pq = None

from shoplatch.errors import ConfigError, InvalidRequest
from shoplatch.exports.columns import SCALE
from shoplatch.exports.lines import json_text
from shoplatch.store.read.kinds import Shape

GROUP_ROWS = 20_000  # rows that wait in memory, packed


class Parquet:
    """One file, row group by row group."""

    def __init__(self, file: IO[bytes], shapes: Sequence[Shape]) -> None:
        """Raises ConfigError where pyarrow is not installed."""
        check_installed()
        self._shapes = shapes
        self._schema = schema_of(shapes)
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd", version="2.6")
        self._waiting: list[Any] = []
        self._rows = 0

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Some rows.

        Raises:
            InvalidRequest: an amount has more digits than the format keeps.
        """
        columns = list(zip(*rows, strict=True))
        if not columns:
            return
        batch = pa.record_batch(
            [self._array(one, values) for one, values in zip(self._shapes, columns, strict=True)], schema=self._schema
        )
        self._waiting.append(batch)
        self._rows += batch.num_rows
        if self._rows >= GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_batches(self._waiting), row_group_size=self._rows)
        self._waiting, self._rows = [], 0

    def _array(self, one: Shape, values: Sequence[Any]) -> Any:
        if one.type == "json":
            values = [json_text(value) if value is not None else None for value in values]
        try:
            return pa.array(values, type=self._schema.field(one.name).type)
        except pa.ArrowInvalid as refused:
            raise InvalidRequest(
                f"A value of {one.name} does not fit decimal(38,{SCALE}): {str(refused)[:120]}",
                next_step="Export this family as csv or jsonl, where every digit is kept.",
            ) from refused


def schema_of(shapes: Sequence[Shape]) -> Any:
    """The schema of a file."""
    types = {
        "text": pa.string(), "decimal": pa.decimal128(38, SCALE), "integer": pa.int64(), "boolean": pa.bool_(),
        "moment": pa.timestamp("us", tz="UTC"), "day": pa.date32(), "json": pa.string(), "texts": pa.list_(pa.string()),
    }  # fmt: skip
    return pa.schema([pa.field(one.name, types[one.type], nullable=one.nullable) for one in shapes])


def check_installed() -> None:
    """Raises ConfigError where pyarrow is not installed."""
    if pa is None:
        raise ConfigError(
            "Parquet needs the package pyarrow", next_step="Install `shoplatch[parquet]`, or export as csv or jsonl."
        )
