"""What a code of the platform means, in words: the record of the catalog, what its recovery class asks for, kin of codes.

Behind `error.explain()` and `shoplatch explain`. Pure; it draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from shoplatch.catalog import reader
from shoplatch.catalog.model import ErrorFact
from shoplatch.errors import OutcomeUnknown, PermissionMissing, ShoplatchError

WHAT_TO_DO = {
    "Retriable": "The same call may work later; reads and writes with an idempotency key are repeated by themselves.",
    "RateLimited": "Slow down. The client waits, learns the rate and repeats what may be repeated.",
    "Unreachable": "No answer came and nothing was done: try again.",
    "Reauthorize": "The seller has to authorize again: `shoplatch connect`.",
    "PermissionMissing": "Switch the scope on for the app, then let the seller authorize again.",
    "InvalidRequest": "What was sent is wrong: the same call will fail again.",
    "NotFound": "The thing does not exist, or not for this shop.",
    "Conflict": "The state of the thing does not allow it now: read it, then decide.",
    "PartlyDone": "Some items failed, the others are done: look at each failure, repeat only those.",
    "OutcomeUnknown": "It may or may not have happened: read the object before trying again.",
    "Unclear": "It may or may not have happened. A read is repeated by itself; after a write, read the object first.",
    "Fatal": "No repetition cures it.",
    "ConfigError": "This installation is set up wrongly; nothing was sent.",
}
_CONFIDENCE = {
    "high": "high: in official error lists or several independent clients",
    "medium": "medium: one good source, or a name derived from the official list",
    "low": "low: a single client or thread",
}
_KINDS = {
    "missing": "Something the call needs is missing: see the name of the code.",
    "invalid": "A value is not accepted: see the name of the code.",
    "limit": "A limit is passed: see the name of the code.",
    "not_found": "The thing named by the code does not exist, or not for this shop.",
    "not_allowed": "The state, the kind or the permissions of the thing do not allow it.",
    "conflict": "The thing is in another state, or is being changed by somebody else.",
    "internal": "A fault inside the platform.",
}
NEAREST_MAX = 5


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that is known about one code. Texts are "" where the sources say nothing."""

    code: int
    name: str
    area: str
    meaning: str
    remedy: str
    recovery: str  # class of the error tree
    what_to_do: str
    http_status: str
    message: str  # what the platform's own message begins with, or forms it was seen in
    seen_on: tuple[str, ...]  # operations, as ids where the catalog has them
    documented_on: int
    confidence: str

    def __str__(self) -> str:
        lines = [
            f"{self.code} {self.name}{f', {self.area}' if self.area else ''}",
            f"  means     {self.meaning}" if self.meaning else "",
            f"  do        {self.remedy}" if self.remedy else "",
            f"  recovery  {self.recovery}: {self.what_to_do}",
            f"  seen on   {', '.join(self.seen_on)}" if self.seen_on else "",
            f"  sources   {self.confidence}",
        ]
        return "\n".join(line for line in lines if line)


def explanation(code: int) -> Explanation | None:
    """What is known about a code; None where no source has it."""
    fact = reader.error(code)
    if fact is None:
        return None
    statuses = " or ".join(map(str, fact.http_statuses))
    return Explanation(
        code=fact.code,
        name=fact.name,
        area=fact.area,
        meaning=_KINDS.get(fact.kind, f"Kind {fact.kind}.") if fact.kind else fact.when,
        remedy="" if fact.remedy.lower().startswith("none") else fact.remedy,
        recovery=fact.recovery,
        what_to_do=_what_to_do(fact),
        http_status=statuses if fact.http_status is not None or not statuses else f"{statuses} (not settled)",
        message=fact.message_prefix or "; ".join(fact.message_variants),
        seen_on=tuple(dict.fromkeys(_operation(path) for path in fact.example_operations)),
        documented_on=fact.documented_on,
        confidence=_CONFIDENCE.get(fact.confidence, fact.confidence),
    )


def _what_to_do(fact: ErrorFact) -> str:
    if fact.code == 0:
        return "Nothing: the call worked."
    told = WHAT_TO_DO.get(fact.recovery, "")
    if fact.renew_token:
        return f"Renew the token and repeat the call, once. Where that is refused too: {told[:1].lower()}{told[1:]}"
    return told


def nearest(code: int) -> tuple[int, ...]:
    """Known codes like this one: with one digit mistyped or swapped first, then of the same family (longest beginning)."""
    text = str(code)
    known = [str(one) for one in reader.error_codes() if one]
    close = [one for one in known if _one_slip(text, one)]
    family: list[str] = []
    for length in range(len(text) - 1, 2, -1):
        family = [one for one in known if one.startswith(text[:length])]
        if family:
            break
    family.sort(key=lambda one: abs(int(one) - code))
    return tuple(int(one) for one in dict.fromkeys([*close, *family]))[:NEAREST_MAX]


def named(words: str) -> tuple[int, ...]:
    """Codes whose name, meaning or message holds all the words, the best documented first."""
    wanted = words.lower().replace("_", " ").split()
    found = []
    for code in reader.error_codes():
        fact = reader.error(code)
        if fact is None or not code:
            continue
        said = (fact.message_prefix or "", *fact.message_variants)
        text = " ".join((fact.name.replace("_", " "), fact.when, fact.area, *said))
        if all(word in text.lower() for word in wanted):
            found.append((-fact.documented_on, code))
    return tuple(code for _, code in sorted(found))


def of_error(error: ShoplatchError) -> str:
    """The error in full: its sentence, the record of its code, and what this very call needs."""
    parts = [str(error)]
    known = explanation(error.code) if error.code is not None else None
    kind = type(error).__name__
    if known is not None:
        parts.append(str(known))
    else:
        if error.code is not None:
            kin = nearest(error.code)
            parts.append(f"Code {error.code} is in none of the sources." + (f" Near it: {_listed(kin)}." if kin else ""))
        parts.append(f"  recovery  {kind}: {WHAT_TO_DO.get(kind, '')}")
    if isinstance(error, OutcomeUnknown) and error.read_with:
        parts.append(f"  read      {error.read_with}")
    if isinstance(error, PermissionMissing) and error.scopes:
        parts.append(f"  scope     {' or '.join(error.scopes)} ({error.confidence})")
    return "\n".join(parts)


def _listed(codes: tuple[int, ...]) -> str:
    return ", ".join(f"{code} {fact.name}" for code in codes if (fact := reader.error(code)) is not None)


def _operation(path: str) -> str:
    """The id of the operation a record names by its path, where one method alone answers it; else the path."""
    for method in ("GET", "POST", "PUT", "DELETE"):
        found = reader.match(method, path.replace("{", "").replace("}", ""))
        if found.operation is not None and len(found.allowed) <= 1:
            return found.operation.id
    return path


def _one_slip(typed: str, known: str) -> bool:
    """Whether two codes differ by one digit, one digit more or less, or two neighbours swapped."""
    if abs(len(typed) - len(known)) == 1:
        longer, shorter = sorted((typed, known), key=len, reverse=True)
        return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    if len(typed) != len(known):
        return False
    differ = [at for at, (one, other) in enumerate(zip(typed, known, strict=True)) if one != other]
    if len(differ) == 1:
        return True
    swapped = len(differ) == 2 and differ[1] == differ[0] + 1
    return swapped and typed[differ[0]] == known[differ[1]] and typed[differ[1]] == known[differ[0]]
