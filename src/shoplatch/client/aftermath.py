"""What an error of a call knows beyond its class: what to read after a lost write, which scope is missing.

Pure; facts come from the catalog. It changes words and evidence of an error, never its class.
"""

from __future__ import annotations

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.client.explaining import of_error
from shoplatch.errors import OutcomeUnknown, PermissionMissing, ShoplatchError

_SURE = {
    "high": "documented",
    "medium": "documented in one source",
    "inferred": "inferred from an older version",
    "low": "a guess from few sources",
}


def told(failure: ShoplatchError, operation: Operation) -> ShoplatchError:
    """The same error with what the catalog knows for this operation."""
    failure.explained_by = of_error
    if isinstance(failure, OutcomeUnknown):
        _name_the_read(failure, operation)
    elif isinstance(failure, PermissionMissing):
        _name_the_scope(failure, operation)
    return failure


def _name_the_read(failure: OutcomeUnknown, operation: Operation) -> None:
    read = reader.read_back(operation)
    if read is None:
        failure.next_step = "No read shows whether it happened; doing it again may do it twice."
        return
    failure.read_with = read.id
    needed = ", ".join(node.name for node in read.path_params)
    failure.next_step = (
        f"It may have happened: read {read.id}{f' ({needed})' if needed else ''} and look, before trying again."
    )


def _name_the_scope(failure: PermissionMissing, operation: Operation) -> None:
    rule = reader.scope_rule(operation)
    failure.scopes, failure.confidence = rule.scopes, rule.confidence
    if not rule.scopes:
        failure.next_step = (
            f"Which scope {operation.id} needs is not documented. Look in Partner Center under the permissions of the API, "
            "switch it on for the app, then let the seller authorize again."
        )
        return
    names = {one.scope: one.name for one in reader.scopes()}
    wanted = " or ".join(f"{scope} ({names[scope]})" if scope in names else scope for scope in rule.scopes)
    sure = _SURE.get(rule.confidence, rule.confidence)
    failure.next_step = (
        f"It needs the scope {wanted}; {sure}. Switch it on for the app in Partner Center (Manage API), "
        "then let the seller authorize again: a grant keeps the scopes it was given with."
    )
