"""What the doors share: pages that stand alone, and a line in the audit log that says where a request came from."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from shoplatch.accounts.audit import Outcome
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.guard import address_of


class Hall:
    """One for each router."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        """A page without the frame of the house."""
        return HTMLResponse(self._desk.page(Shown(template, values), Ask("/")), status)

    async def note(
        self, request: Request, act: str, subject: str, *, actor: str = "", outcome: Outcome = "done", detail: str = ""
    ) -> None:
        """A line in the audit log."""
        address = address_of(request.scope.get("client"))
        audit = self._desk.house.accounts.audit
        await audit.note(act, subject, actor=actor, outcome=outcome, detail=detail, address=address)
