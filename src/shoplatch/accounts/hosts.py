"""Which hosts an app talks to, read from `hosts.json`: TikTok's own for production, one base URL for a simulator.

It decides nothing about apps and opens no connection.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from shoplatch.errors import ConfigError, InvalidRequest

PRODUCTION = "production"
SIMULATOR = "simulator"
MARKETS = ("ROW", "US")


@dataclass(frozen=True, slots=True)
class Hosts:
    """The three addresses an app needs: signed API calls, token endpoints, the seller's consent page."""

    api_url: str
    auth_url: str
    consent_url: str


def production_hosts(market: str) -> Hosts:
    """TikTok's hosts for apps of one market: `ROW` (rest of world) or `US` (platform.md section 2).

    Raises:
        InvalidRequest: there is no such market.
    """
    facts = _facts()["production"]
    consent = facts["consent"]["seller"].get(market)
    if consent is None:
        raise InvalidRequest(f"There is no market {market!r}", next_step=f"Use one of: {', '.join(MARKETS)}.")
    return Hosts(facts["api_url"]["value"], facts["auth_url"]["value"], consent["value"])


def simulator_hosts(base_url: str) -> Hosts:
    """The hosts of a simulator: everything under one base URL, http or https.

    Raises:
        ConfigError: not an http(s) address, or an address of TikTok itself.
    """
    base = base_url.rstrip("/")
    parts = _address(base)
    if parts.hostname in _tiktok_hosts():
        raise ConfigError(
            f"{parts.hostname} is TikTok's own host and no simulator",
            next_step="Register the app as a production app, or give the address of a running `shoplatch simulator`.",
        )
    return Hosts(base, base, base + _facts()["simulator"]["consent"]["seller"])


def consent_page(kind: str, market: str, simulator: str | None) -> tuple[str, dict[str, str]]:
    """Where a creator or partner consents, and what the address needs beside app and state. A simulator has one host for
    all, so there a partner's link says so by a parameter.

    Raises:
        InvalidRequest: there is no such kind of account.
    """
    pages = _facts()["production"]["consent"]
    if kind not in pages:
        raise InvalidRequest(f"There is no consent for a {kind[:40]!r}", next_step=f"Use one of: {', '.join(pages)}.")
    if simulator is None:
        return pages[kind][market]["value"], {}
    return simulator + _facts()["simulator"]["consent"][kind], {"account": "partner"} if kind == "partner" else {}


def refuse_insecure(hosts: Hosts) -> None:
    """Production speaks https only: plain http would show tokens and secrets to everyone on the way.

    Raises:
        ConfigError: one of the addresses is not https.
    """
    for url in (hosts.api_url, hosts.auth_url, hosts.consent_url):
        if _address(url).scheme != "https":
            raise ConfigError(
                f"{url} is not https, and a production app speaks https only",
                next_step="Use the https address, or register the app as a simulator app.",
            )


def _address(url: str) -> Any:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and parts.username is None
    except ValueError:
        good = False
    if not good:
        raise ConfigError(f"{url!r} is not an http or https address", next_step="Give it like http://127.0.0.1:8090.")
    return parts


@cache
def _tiktok_hosts() -> frozenset[str]:
    facts = _facts()["production"]
    urls = [facts["api_url"]["value"], facts["auth_url"]["value"]]
    for by_market in facts["consent"].values():
        for entry in by_market.values():
            urls += [entry["value"], *entry.get("also", [])]
    return frozenset(host for url in urls if (host := urlsplit(url).hostname))


@cache
def _facts() -> Any:
    return json.loads(files("shoplatch.accounts").joinpath("hosts.json").read_text(encoding="utf-8"))
