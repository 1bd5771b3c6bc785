"""From a refusal to what goes over the wire: HTTP status and message, from the error facts and the switches.

The envelope itself is `envelope.py`'s; who refuses and when is the gate's and the behaviours'.
"""

from __future__ import annotations

from shoplatch.catalog import reader
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.switches import STATUS_SWITCH_OF_CODE, Switches

MESSAGE_MAX = 1000


def status_of(refused: Refused, switches: Switches) -> int:
    """The HTTP status: given with the refusal, settled in the facts, turned by a switch, or 200 as for business errors."""
    if refused.status is not None:
        return refused.status
    switch = STATUS_SWITCH_OF_CODE.get(refused.code)
    if switch is not None:
        return int(getattr(switches, switch))
    fact = reader.error(refused.code)
    if fact is None:
        return 200
    return fact.http_status if fact.http_status is not None else next(iter(fact.http_statuses), 200)


def message_of(refused: Refused) -> str:
    """The message: the words the official message of the code begins with, then what this refusal adds."""
    fact = reader.error(refused.code)
    prefix = (fact.message_prefix or "") if fact else ""
    if refused.message:
        said = refused.message if refused.message.startswith(prefix) else f"{prefix} {refused.message}"
    elif prefix:
        said = prefix
    elif fact is None:
        said = "Request refused."
    else:
        said = fact.name.replace("_", " ").capitalize() + "." if fact.kind else fact.when
    return said[:MESSAGE_MAX]
