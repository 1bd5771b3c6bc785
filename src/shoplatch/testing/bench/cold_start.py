"""Seconds from nothing to a first signed order search on a simulated shop, as a test suite pays them once: a new process,
the imports, a world, the client, one call. Set against the three seconds that a test suite is promised.
"""

from __future__ import annotations

import resource
import subprocess
import sys

from shoplatch.clock import SystemClock
from shoplatch.testing.bench.result import Result, percentile

PROMISED_S = 3.0
RUNS, SHORT_RUNS = 9, 3
SOURCE = """
from shoplatch.testing.desk.playground import playground
with playground() as running:
    shop = running.fresh()
    from shoplatch.client import Client
    with Client(shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher) as c:
        assert c.call("order.get_order_list", page_size=1).code == 0
"""


def run(*, short: bool = False) -> Result:
    """Start so many, one after the other; the middle one counts."""
    clock, took = SystemClock(), []
    for _ in range(SHORT_RUNS if short else RUNS):
        began = clock.monotonic()
        subprocess.run([sys.executable, "-c", SOURCE], check=True, timeout=120)
        took.append(clock.monotonic() - began)
    middle = round(percentile(took, 0.5), 3)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = round((spent.ru_utime + spent.ru_stime) / len(took), 3)
    worst = {"runs": len(took), "slowest_s": round(max(took), 3), "cpu_s": cpu_s}
    return Result(
        "cold-start", "seconds to the first answer", middle, {"promised": PROMISED_S}, round(PROMISED_S / middle, 2), worst
    )
