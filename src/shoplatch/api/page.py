"""The page /api/docs: Swagger UI from the package that carries it, under the strict policy of every other page."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter, HTTPException, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from swagger_ui_bundle import swagger_ui_path

CACHED = {"cache-control": "public, max-age=86400"}
START = """\
if (matchMedia("(prefers-color-scheme: dark)").matches) document.documentElement.classList.add("dark-mode");
window.addEventListener("load", function () {
  window.ui = SwaggerUIBundle({
    url: "/api/openapi.json",
    dom_id: "#api",
    deepLinking: true,
    docExpansion: "none",
    displayRequestDuration: true,
    persistAuthorization: false,
    tryItOutEnabled: false,
    validatorUrl: null
  });
});
"""
HTML = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shoplatch API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/api/assets/swagger-ui.css">
<script src="/api/assets/swagger-ui-bundle.js" defer></script>
<script src="/api/assets/start.js" defer></script>
</head>
<body>
<div id="api"></div>
<noscript>This page needs scripts; the description itself is at /api/openapi.json.</noscript>
</body>
</html>
"""
KINDS = {"swagger-ui.css": "text/css; charset=utf-8", "swagger-ui-bundle.js": "text/javascript; charset=utf-8"}


def router() -> APIRouter:
    """The page and what it loads."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("")
    @routes.get("/")
    async def start() -> Response:
        return RedirectResponse("/api/docs", 307)

    @routes.get("/docs")
    async def docs() -> Response:
        return HTMLResponse(HTML)

    @routes.get("/assets/{name}")
    async def asset(name: str) -> Response:
        if name == "start.js":
            return Response(START, media_type="text/javascript; charset=utf-8", headers=CACHED)
        if name not in KINDS:
            raise HTTPException(404)
        return Response(_packaged(name), media_type=KINDS[name], headers=CACHED)

    return routes


@cache
def _packaged(name: str) -> bytes:
    return bytes((swagger_ui_path / name).read_bytes())
