"""Confirms a consent as a program does: follows nothing, and tells where it leads."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import Any


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def where_it_leads(link: str) -> str:
    """The address, with code and state, to which the confirmed consent sends the seller's browser."""
    try:
        urllib.request.build_opener(_Stay).open(link, timeout=10)
    except urllib.error.HTTPError as answer:
        answer.close()
        return str(answer.headers["Location"])
    raise AssertionError("the consent did not redirect")
