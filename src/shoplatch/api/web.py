"""Puts the API together: its routes, the gate in front, errors as problems, and its own description."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import FastAPI

from shoplatch.api import comparing, exporting, feed, hook_deliveries, hooks, page, personal, rows, shops, syncing, webhooks
from shoplatch.api.gate import PREFIX, Gate
from shoplatch.api.house import House
from shoplatch.api.problems import Problem, install
from shoplatch.api.rates import Rates

ABOUT = """\
What Shoplatch holds of your shops, as JSON.

**Units.** Ids are text. Money is exact decimal text in the row's `currency`, never a float, never summed over currencies.
Moments are UTC (RFC 3339); days are days of the shop's own zone. A field is always there; what TikTok Shop did not say is
null. Words are TikTok Shop's.

**Coming in.** `Authorization: Bearer slt_...`. A token opens what its scopes say, for the shops granted to its owner. No
cookie is read, and CORS is off. Each token may ask 20 times a second (100 at once); 429 says how long to wait.

**Pages.** Lists are newest first. Hand `next` back as `after` (or follow `Link`); what is new shifts nothing. To follow what
changes and miss nothing, read `/api/changes` and keep its cursor.

**Mistakes** are `application/problem+json`: what happened, which shop, what to do next, and a request id that is in the
server's log. **ETag** and `If-None-Match` save sending again what you hold.

**Personal data** is in no answer but those below /api/personal: the token needs the right `personal`, each request a reason,
and the audit log keeps both.
"""


def build(house: House, *, rates: Rates | None = None) -> Gate:
    """The API over a platform that is open; whoever opened it closes it."""
    people, audit = house.accounts.people, house.accounts.audit
    return Gate(
        lambda: describe(house), people=people, audit=audit, rates=rates or Rates(house.clock), options=house.options.web
    )


def describe(house: House) -> FastAPI:
    """The application behind the gate."""
    app = FastAPI(
        title="Shoplatch API", version=version("shoplatch"), description=ABOUT, docs_url=None, redoc_url=None,
        openapi_url=f"{PREFIX}/openapi.json", redirect_slashes=False,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"}, separate_input_output_schemas=False,
    )  # fmt: skip
    for module in (shops, feed, rows, webhooks, hooks, hook_deliveries, syncing, comparing, exporting, personal):
        app.include_router(module.router(house), prefix=PREFIX)
    app.include_router(page.router(), prefix=PREFIX)
    install(app)
    _complete(app)
    return app


def _complete(app: FastAPI) -> None:
    """The framework's own description, with our problems in place of its error models."""
    made = app.openapi

    def whole() -> dict[str, object]:
        if app.openapi_schema is None:
            schema = made()
            parts = schema.setdefault("components", {}).setdefault("schemas", {})
            for name in ("HTTPValidationError", "ValidationError"):
                parts.pop(name, None)
            described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            parts.update(described.pop("$defs", {}))
            parts["Problem"] = described
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = whole  # type: ignore[method-assign]  # the framework's own way of adding to it
