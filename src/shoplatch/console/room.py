"""What the doors behind the guard share: a page of the house with an answer in it, and a line in the audit log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.guard import address_of

Page = Callable[[Desk, Ask], Awaitable[Shown]]


class Room:
    """One for each router."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def shown(
        self,
        request: Request,
        which: Page,
        path: str,
        status: int = 200,
        parts: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
        **values: object,
    ) -> Response:
        """A page as its address shows it, with some of its values given. `parts`: those of the address."""
        ask = Ask(path, parts or {}, query or {}, request.state.person)
        made = await which(self._desk, ask)
        return HTMLResponse(self._desk.page(Shown(made.template, {**made.values, **values}), ask), status)

    async def note(self, request: Request, act: str, subject: str, detail: str = "") -> None:
        """A line in the audit log, by who is signed in."""
        address = address_of(request.scope.get("client"))
        actor = request.state.person.name
        await self._desk.house.accounts.audit.note(act, subject, actor=actor, detail=detail, address=address)
