"""The words all parts of the builder share: a node is close to JSON Schema; an operation is known by method and path."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]
OpKey = tuple[str, str]  # (METHOD, path)
OFFICIAL_PATHS = "skills/tts-openapi-guide/references/oas/paths"
COMMUNITY_ROOT = "tiktok_shop_api/generated"
CIPHERS = ("shop_cipher", "category_asset_cipher")
MAX_EXAMPLE = 160  # characters of JSON; longer examples are dropped
