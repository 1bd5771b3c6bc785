"""The pages of error codes: every code of the catalog with its cause, what cures it, and how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from shoplatch.catalog import reader
from shoplatch.catalog.model import ErrorFact

GATE = ("gateway", "oauth")
AREAS: dict[str, tuple[str, ...]] = {
    # page: the areas of the catalog that stand on it
    "codes-gate": GATE,
    "codes-product": ("product",),
    "codes-order": ("order", "fulfillment", "logistics"),
    "codes-promotion": ("promotion",),
    "codes-after-sales": ("return_refund", "customer_service", "customer_engagement"),
    "codes-affiliate": ("affiliate", "affiliate_seller", "affiliate_creator", "affiliate_partner"),
    "codes-others": ("supply_chain", "analytics", "finance"),
}
OPERATIONS_SHOWN = 2
_KINDS = {
    "invalid": "“{}” is not valid",
    "missing": "“{}” is missing",
    "limit": "“{}”: a limit is passed",
    "not_allowed": "“{}”: this is not allowed here",
    "conflict": "“{}”: the state of the thing is against it",
    "not_found": "“{}” was not found",
    "internal": "“{}”: a fault inside the platform",
}
_CLAUSES = {
    "invalid": "a value, or the state that it meets, is not accepted",
    "missing": "something that is needed is not there",
    "not_found": "something that is named is not there",
}


def parts() -> dict[str, Callable[[], str]]:
    """The generated part of each page, by its name."""
    return {name: lambda areas=areas: table(areas) for name, areas in AREAS.items()} | {"codes-index": index}  # type: ignore[misc]


def facts(areas: tuple[str, ...]) -> list[ErrorFact]:
    """The codes of these areas; one that belongs to several stands where the first one stands."""
    every = (fact for code in reader.error_codes() if (fact := reader.error(code)) is not None)
    return [fact for fact in every if fact.area.partition("|")[0] in areas]


def table(areas: tuple[str, ...]) -> str:
    """One line for each code."""
    rows = ["| code | name | HTTP | cause | fix | class | seen in | sure |", "|---|---|---|---|---|---|---|---|"]
    return "\n".join(rows + [_row(fact) for fact in facts(areas)]) + "\n"


def index() -> str:
    """How many codes each page has, and how many of each class."""
    rows = ["| page | codes | of it may be tried again |", "|---|---|---|"]
    for name, areas in AREAS.items():
        held = facts(areas)
        again = sum(fact.retryable for fact in held)
        rows.append(
            f"| [{', '.join(areas).replace('_', ' ')}](errors/{name.removeprefix('codes-')}.md) | {len(held)} | {again} |"
        )
    classes = Counter(fact.recovery for areas in AREAS.values() for fact in facts(areas))
    told = ", ".join(f"`{name}` {count}" for name, count in classes.most_common())
    return "\n".join(rows) + f"\n\n{sum(classes.values())} codes in all: {told}.\n"


def cause(fact: ErrorFact) -> str:
    """Why the platform says it; where only the name is documented, read from the name."""
    if fact.kind is None:
        return fact.when
    named = fact.name.removesuffix(f"_{fact.kind}").removeprefix(f"{fact.kind}_")
    words = named.replace("_", " ")
    if fact.kind in _CLAUSES and named == fact.name:  # a sentence of its own, no name of a field
        return f"The platform says “{words}”: {_CLAUSES[fact.kind]} (by its name; no text is documented)"
    return _KINDS[fact.kind].format(words) + " (by its name; no text is documented)"


_FIXES = {  # what the catalog says in a word, in a sentence
    "none": "See its cause.",
    "None.": "There is none: the platform's rules do not allow it.",
    "Skip.": "Leave this object out and go on: a call cannot change that.",
    "Wait.": "Wait until it is done, then ask again.",
}


def fix(fact: ErrorFact) -> str:
    """What cures it."""
    return "Nothing: the call worked." if fact.code == 0 else _FIXES.get(fact.remedy, fact.remedy)


def _row(fact: ErrorFact) -> str:
    status = ", ".join(map(str, fact.http_statuses)) or "not known"
    seen = ", ".join(f"`{path}`" for path in fact.example_operations[:OPERATIONS_SHOWN])
    more = len(fact.example_operations) - OPERATIONS_SHOWN
    seen += f" and {more} more" if more > 0 else ""
    named = f'<a id="{fact.code}"></a>{fact.code}'
    cells = (named, f"`{fact.name}`", status, cause(fact), fix(fact), fact.recovery, seen, fact.confidence)
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
