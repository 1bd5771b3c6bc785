"""What `shoplatch doctor` says of outgoing webhooks: endpoints that fail, that were turned off, that lag behind."""

from __future__ import annotations

from collections.abc import AsyncIterator

from shoplatch.app import Platform
from shoplatch.cli.doctor_setup import Line
from shoplatch.outbox.standing import called, standings


async def endpoints_stand(platform: Platform) -> AsyncIterator[Line]:
    """One line for each endpoint that needs a person, one for all the others; nothing where there is none."""
    async with platform.store.raw() as conn:
        found = await standings(conn, platform.clock.now())
    fine = [one for one in found if one.word == "ok"]
    for one in found:
        if one.word != "ok":
            yield Line(f"endpoint {called(one.endpoint)}", one.word, one.what, one.step)
    if fine:
        waiting = sum(one.backlog.waiting for one in fine)
        yield Line("outgoing webhooks", "ok", f"{len(fine)} endpoints take what is sent; {waiting:,} events wait", "")
