"""Makes the dictionaries with which kept objects are packed (`sync/streams/packing.py`), of what simulated shops answer.

    .venv/bin/python tools/kept_words.py 2          orders-2.zdict and objects-2.zdict, in some minutes

An installation of its own is connected to simulated shops of ten markets, reads every stream of two months of their lives,
and what it kept is what the dictionaries learn from: no shop of anybody is in them. A dictionary that objects were packed
with is never made anew; what this writes is used once packing.py names it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import tempfile
import urllib.request
from pathlib import Path

import zstandard

from shoplatch.app import Platform
from shoplatch.store import cursors, schema, streams
from shoplatch.store.engine import driver
from shoplatch.sync.backfill import Backfill
from shoplatch.sync.streams import packing
from shoplatch.testing.bench.backfill_place import backfill_of, installation
from shoplatch.testing.bench.consenting import connect
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.load import loop_factory

HERE = Path(packing.__file__).parent
MARKETS = "DE,ID,TH,VN,MY,BR,MX,JP"
DAYS = 60
A_DAY = 50  # orders of all shops together; a sample, not a load
ROUNDS_MAX = 60
OF_A_KIND = 1500  # so many samples of each table at the most
SIZES = {"orders": 16 * 1024, "objects": 32 * 1024}
NUMBERS = {"orders": 40_000, "objects": 50_000}  # and the edition added; below 32,768 the format's registry gives them out


def main() -> None:
    """Fill an installation, learn, write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("edition", type=int, help="the next number; what is there is never written over")
    edition: int = parser.parse_args().edition
    targets = {family: HERE / f"{family}-{edition}.zdict" for family in SIZES}
    if any(path.exists() for path in targets.values()):
        raise SystemExit(f"edition {edition} is there: objects are packed with it")
    with (
        tempfile.TemporaryDirectory(prefix="shoplatch-words-") as folder,
        desk(Path(folder), world="demo", arguments=("--markets", MARKETS)) as shop,
        asyncio.Runner(loop_factory=loop_factory()) as runner,
    ):
        _live(shop)
        samples = runner.run(_kept(Path(folder) / "home", shop))
    for family, path in targets.items():
        found = [raw for table, raws in samples.items() if (table == "orders") == (family == "orders") for raw in raws]
        number = NUMBERS[family] + edition
        made = zstandard.train_dictionary(SIZES[family], found, dict_id=number, level=packing.LEVEL).as_bytes()
        path.write_bytes(made)
        print(f"{path.name}: number {number}, {len(made):,} bytes, learned from {len(found):,} objects")


def _live(shop: Desk) -> None:
    """Two months in which buyers buy, return and write."""
    for _ in range(DAYS):
        _tell(shop, "traffic", {"burst": A_DAY})
        _tell(shop, "clock", {"advance_s": 86_400, "wait": False})


def _tell(shop: Desk, path: str, body: dict[str, object]) -> None:
    request = urllib.request.Request(
        f"{shop.base_url}/_sim/{path}", json.dumps(body).encode(), {"content-type": "application/json"}
    )
    urllib.request.urlopen(request, timeout=600).close()


async def _kept(home: Path, shop: Desk) -> dict[str, list[bytes]]:
    """What an installation keeps of these shops, by table, unpacked."""
    async with installation(home) as platform:
        shops = [one.id for one in (await connect(platform, shop)).shops]
        backfill = backfill_of(platform, days=None, rows_max=5_000)
        for shop_id in shops:
            await _read(platform, backfill, shop_id)
        async with platform.store.begin() as conn:
            raw = await driver(conn)
            found: dict[str, list[bytes]] = {}
            for table in schema.metadata.sorted_tables:
                if "raw" in table.columns:
                    kept = await raw.execute(f"SELECT raw FROM {table.name} WHERE raw IS NOT NULL".encode())
                    rows = [packing.unpacked(row[0]) for row in await kept.fetchall()]
                    found[table.name] = random.Random(1).sample(rows, min(OF_A_KIND, len(rows)))
        return found


async def _read(platform: Platform, backfill: Backfill, shop_id: str) -> None:
    await backfill.plan(shop_id)
    async with platform.store.begin() as conn:
        slices = await cursors.slices(conn, shop_id)
    for one in slices:
        await backfill.run(one.id)
    await platform.sync.read_changes(shop_id)
    await platform.sync.read_streams(shop_id)
    for _ in range(ROUNDS_MAX):
        async with platform.store.begin() as conn:
            waiting = [one.stream for one in await streams.states(conn, [shop_id]) if one.waiting and not one.refused]
        if not waiting:
            return
        await platform.sync.read_streams(shop_id, only=waiting)


if __name__ == "__main__":
    main()
