"""Measurements: each sets ours against a peer or a ceiling in the same run, as a ratio where larger is better.

This machine and yours are noisy, so no figure stands alone and none is part of the test suite.
"""

from __future__ import annotations

from importlib import import_module

from shoplatch.errors import NotFound
from shoplatch.testing.bench.result import Result

BENCHES = {
    "ingest": "durable webhooks a second, against a door that answers and writes nothing",
    "webhook-storm": "500 webhooks a second for ten minutes beside workers, then 20,000 at once: milliseconds to the answer",
    "storm": "500 orders a second at the simulator for a minute, every webhook sent over HTTP",
    "worlds": "a million orders up, fresh worlds for tests, copies of 10,000 orders, 90 days of them",
    "simulator": "order reads a second, against Prism where it is installed, and a server that does nothing",
    "convergence": "90 days of orders under lost webhooks, failing calls and killed processes: is the store true?",
    "backfill": "CPU seconds per 1,000 orders in the database, against a loop over another client",
    "refresh-race": "refreshes that 100 processes make which want one expired token at once",
    "vault-rotation": "calls that fail while 10,000 secrets are sealed anew under two new master keys",
    "planted-faults": "faults of a sample integration that `shoplatch verify` finds with the right cause",
    "cold-start": "seconds from a new process to the first answer of a simulated shop, against three",
    "explainer": "wrong and right requests that the sign explainer judges rightly",
    "client": "microseconds for a page of 20 orders, against another client",
}


def run(name: str, *, short: bool = False, **settings: object) -> Result:
    """Run one bench. `short` takes a tenth of the work: enough to see that it runs, not to quote. `settings` are its own.

    Raises:
        NotFound: there is no bench of that name.
    """
    if name not in BENCHES:
        raise NotFound(f"There is no bench {name!r}", next_step=f"Choose one of: {', '.join(BENCHES)}.")
    result = import_module(f"shoplatch.testing.bench.{name.replace('-', '_')}").run(short=short, **settings)
    if not isinstance(result, Result):
        raise TypeError(f"bench {name} gave {type(result).__name__}")
    return result
