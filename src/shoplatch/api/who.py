"""Who asks, as a route takes it: `person: Looking`. A route says by its argument which right opens it.

Rights are those of the console (`accounts/roles.py`), narrowed by the token's scopes and the person's shops.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import HTTPBearer, SecurityScopes

from shoplatch.accounts.audit import Audit
from shoplatch.accounts.people import Person
from shoplatch.accounts.roles import AUDIT, LOOK, PERSONAL, SETUP, WORK
from shoplatch.api.gate import address_of
from shoplatch.errors import NotFound
from shoplatch.store import read

bearer = HTTPBearer(
    auto_error=False,
    scheme_name="API token",
    description="An API token of this installation (`slt_...`): make one in the console under Account, or with "
    "`shoplatch people token`. Its scopes are rights: look, work, audit, ...",
)


async def _who(request: Request, scopes: SecurityScopes, _: Annotated[object, Depends(bearer)]) -> Person:
    person: Person | None = request.state.person
    if person is None:  # the gate lets nobody so far without one
        raise HTTPException(401)
    for right in scopes.scopes:
        if not person.may(right):
            audit: Audit = request.state.audit
            await audit.note(
                "refused.right", f"{request.method} {request.url.path[:200]}", actor=person.name, outcome="refused",
                detail=f"needs {right}", address=address_of(request.scope.get("client")),
            )  # fmt: skip
            raise HTTPException(403, f"This needs the right {right!r}; the token or the role of {person.name} lacks it")
    return person


Looking = Annotated[Person, Security(_who, scopes=[LOOK])]
Working = Annotated[Person, Security(_who, scopes=[WORK])]
Setting = Annotated[Person, Security(_who, scopes=[SETUP])]
Auditing = Annotated[Person, Security(_who, scopes=[AUDIT])]
Trusted = Annotated[Person, Security(_who, scopes=[LOOK, PERSONAL])]
Anybody = Annotated[Person, Security(_who, scopes=[])]


async def shops_of(conn: read.Reading, person: Person, asked: list[str] | None = None) -> tuple[str, ...]:
    """The shops a request is about: those asked for, or every shop granted.

    Raises:
        NotFound: one of them is not here, or was not granted: which of the two is not said.
    """
    granted = tuple(shop.id for shop in await read.shops(conn) if person.sees(shop.id))
    if not asked:
        return granted
    if strange := [one for one in asked if one not in granted]:
        raise NotFound(
            f"There is no shop {strange[0][:40]!r} for this token", next_step="`GET /api/shops` lists those there are."
        )
    return tuple(dict.fromkeys(asked))


def whole_house(person: Person) -> None:
    """Raises unless somebody has every shop: what belongs to no shop is theirs alone."""
    if person.shops is not None:
        raise HTTPException(403, f"This belongs to the whole installation, and {person.name} was granted some shops only")
