"""What the page of API changes sends: a snapshot of the API to be compared with the catalog in use."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import UploadFile

from shoplatch.console.desk import Desk
from shoplatch.errors import InvalidRequest
from shoplatch.testing.radar.shelf import FILE_MAX_BYTES


def router(desk: Desk) -> APIRouter:
    """The route below /changes."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/changes")
    async def handed_in(request: Request) -> Response:
        async with request.form(max_fields=4, max_files=1) as form:
            file, way = form.get("file"), form.get("way")
            if not isinstance(file, UploadFile) or not file.filename:
                raise InvalidRequest("No file was chosen", next_step="`shoplatch radar --save FILE` writes one.")
            content = await file.read(FILE_MAX_BYTES + 1)
            if len(content) > FILE_MAX_BYTES:
                raise InvalidRequest(
                    f"The file is larger than {FILE_MAX_BYTES // 1024 // 1024} MB; no snapshot is that large"
                )
            name = await desk.changes.add(content, file.filename[:80])
        return RedirectResponse(f"/changes?with={name}{'&way=newer' if way == 'newer' else ''}", 303)

    return routes
