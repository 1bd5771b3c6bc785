"""The SQL of the pages runs: against tables of ours, or against files as an export leaves them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from shoplatch.store.engine import Store
from tests.docs.pages import Block, all_blocks

QUERIES = all_blocks("sql")


@pytest.mark.parametrize("block", QUERIES, ids=str)
async def test_the_queries_of_a_page_run(
    block: Block, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "read_parquet" not in block.text:
        async with store.raw() as conn:
            assert await (await conn.execute(block.text.encode())).fetchall() == []
        return
    lines = tmp_path / "exports/order_lines"
    lines.mkdir(parents=True)
    for run, id_ in ((1, "old"), (2, "new")):
        row = {"shop_id": ["1"], "order_id": ["5"], "id": [id_], "_run": [run], "_deleted": [False]}
        pq.write_table(pa.table(row), lines / f"{run:06}.parquet")
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as db:
        assert [row[2] for row in db.execute(block.text).fetchall()] == ["new"]
