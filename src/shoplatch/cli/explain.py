"""`shoplatch explain CODE`: what an error code of TikTok Shop means and what to do. Needs no network."""

from __future__ import annotations

import click

from shoplatch.catalog import reader
from shoplatch.catalog.model import ErrorFact
from shoplatch.cli.show import as_json, fields, json_option
from shoplatch.errors import NotFound

NEXT = {
    "Retriable": "The same call may work later; reads are repeated by Shoplatch itself.",
    "RateLimited": "Slow down; Shoplatch waits and repeats reads by itself.",
    "Reauthorize": "The seller has to authorize again: `shoplatch connect`.",
    "PermissionMissing": "Switch the scope on for the app, then let the seller authorize again.",
    "InvalidRequest": "What was sent is wrong: the same call will fail again.",
    "NotFound": "The thing does not exist, or not for this shop.",
    "Conflict": "The state of the thing does not allow it now.",
    "OutcomeUnknown": "It may or may not have happened: read the object before trying again.",
    "Fatal": "No repetition cures it.",
}


@click.command(
    help="What an error code means and what to do.\n\n"
    "\b\nExamples:\n"
    "  shoplatch explain 105002\n"
    "  shoplatch explain 36009003 --json"
)
@click.argument("code", type=int)
@json_option
def command(code: int, *, json: bool) -> None:
    fact = reader.error(code)
    if fact is None:
        raise NotFound(f"Code {code} is in none of the sources", next_step=_nearest(code))
    if json:
        as_json(fact)
        return
    _draw(fact)


def _draw(fact: ErrorFact) -> None:
    statuses = " or ".join(map(str, fact.http_statuses))
    fields(
        {
            "code": str(fact.code),
            "name": fact.name,
            "HTTP status": statuses if fact.http_status is not None else f"{statuses} (not settled)" if statuses else "",
            "area": fact.area,
            "when": fact.when,
            "remedy": fact.remedy if fact.remedy != "none" else "",
            "recovery": f"{fact.recovery}. {NEXT.get(fact.recovery, '')}",
            "message": fact.message_prefix or "; ".join(fact.message_variants),
            "seen on": ", ".join(fact.example_operations),
            "confidence": fact.confidence,
        }
    )


def _nearest(code: int) -> str:
    """Codes that share the longest beginning: a family of codes has one subject."""
    text = str(code)
    for length in range(len(text) - 1, 2, -1):
        kin = [str(known) for known in reader.error_codes() if str(known).startswith(text[:length])][:5]
        if kin:
            return f"Near it are {', '.join(kin)}. The message that came with it says more."
    return "The message that came with it says more."
