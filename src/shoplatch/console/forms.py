"""Reading small forms: a bounded number of fields, no files, values cut to a length."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import UploadFile

FIELDS_MAX = 12
MANY_MAX = 1_020
VALUE_MAX = 4_000


async def fields(request: Request) -> dict[str, str]:
    """The fields of a form; of several with one name the last."""
    async with request.form(max_fields=FIELDS_MAX, max_files=0) as form:
        return {name: value[:VALUE_MAX] for name, value in form.items() if not isinstance(value, UploadFile)}


async def read_fields(request: Request) -> dict[str, str]:
    """The fields of a form with ticks: values of one name are joined with blanks between."""
    found: dict[str, list[str]] = {}
    async with request.form(max_fields=MANY_MAX, max_files=0) as form:
        for name, value in form.multi_items():
            if not isinstance(value, UploadFile):
                found.setdefault(name, []).append(value[:VALUE_MAX])
    return {name: " ".join(values) for name, values in found.items()}
