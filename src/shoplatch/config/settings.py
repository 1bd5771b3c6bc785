"""The settings: what each is called, what it may be in words, how its text is read. Nothing here reads anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

PREFIX = "SHOPLATCH_"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it may be (in words), how its text is read."""

    name: str
    meaning: str
    allowed: str
    read: Callable[[str], object]
    secret: bool = False

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.upper()


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        value = int(text)
        if not least <= value <= most:
            raise ValueError(text)
        return value

    return read


def _seconds(text: str) -> float:
    value = float(text)
    if not 1 <= value <= 86_400:
        raise ValueError(text)
    return value


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return read


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(text)
    return text.rstrip("/")


def _database_address(text: str) -> str:
    if urlsplit(text).scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise ValueError(text)
    return text


def _networks(text: str) -> tuple[str, ...]:
    return tuple(str(ip_network(part.strip(), strict=False)) for part in text.split(",") if part.strip())


def _systems(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip()))
    if any(not name.replace("_", "").isalpha() for name in names):
        raise ValueError(text)
    return names


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError(text)
    return text.strip()


def _issuer(text: str) -> str:
    """Kept letter by letter: a token names it the same way."""
    parts = urlsplit(text)
    near = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if (
        not parts.hostname
        or parts.query
        or parts.fragment
        or not (parts.scheme == "https" or (parts.scheme == "http" and near))
    ):
        raise ValueError(text)
    return text


def _scopes(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(text.replace(",", " ").split()))
    if "openid" not in found:
        raise ValueError(text)
    return found


def _roles(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [part.rpartition("=") for part in text.split(",") if part.strip()]
    found = tuple((value.strip(), role.strip()) for value, _, role in pairs)
    if not found or not all(value and role in ("owner", "operator", "analyst", "auditor") for value, role in found):
        raise ValueError(text)
    return found


SETTINGS: tuple[Setting, ...] = (
    Setting("database_url", "PostgreSQL 15 or newer; without it Shoplatch runs its own", "postgresql://user:password@host/name",
            _database_address, secret=True),
    Setting("database_pool", "database connections of one process", "a whole number from 2 to 200", _whole(2, 200)),
    Setting("public_url", "the address by which TikTok Shop and browsers reach this installation",
            "http(s)://host[:port][/path]", _web_address),
    Setting("host", "the address the web server listens on", "a host name or IP address", _some),
    Setting("port", "the port the web server listens on", "a whole number from 1 to 65535", _whole(1, 65_535)),
    Setting("trusted_proxies", "whose X-Forwarded-* headers are believed", "IP addresses or networks, with commas between",
            _networks),
    Setting("metrics_token", "opens /metrics to callers that are not on this machine", "any text", _some, secret=True),
    Setting("master_key", "opens the vault; better as a file", "the key as `shoplatch` wrote it", _some, secret=True),
    Setting("master_key_file", "a file that holds the master key", "a file that can be read", _some),
    Setting("master_key_command", "a command that prints the master key, for a secret store of yours; no shell runs it",
            "a program and its arguments", _some),
    Setting("hooks_networks", "networks of yours that outbound webhooks may go to, although they are not on the internet",
            "IP addresses or networks, with commas between", _networks),
    Setting("incremental_s", "seconds between two looks for changed orders", "a number from 1 to 86400", _seconds),
    Setting("reconcile_s", "seconds between two comparisons with TikTok Shop", "a number from 1 to 86400", _seconds),
    Setting("backfill_days", "days of orders that a first backfill reads; without it all", "a whole number from 1 to 3650",
            _whole(1, 3_650)),
    Setting("external_orders", "other systems whose numbers of orders are kept: one call for each order and system",
            "names of the operation order.get_external_order_references with commas between, as SHOPIFY, ERP_SYSTEM",
            _systems),
    Setting("data_after_end", "what becomes of a shop's data once its seller takes the grant back", "keep, mask or delete",
            _one_of("keep", "mask", "delete")),
    Setting("oidc_issuer", "the identity provider that people sign in by", "its issuer, as it spells it: https://host[/path]",
            _issuer),
    Setting("oidc_client_id", "our client at the identity provider", "the id it gave", _some),
    Setting("oidc_client_secret", "the secret of that client; without it we are a public client", "the secret it gave",
            _some, secret=True),
    Setting("oidc_name", "what people know the identity provider as, for the button", "any text", _some),
    Setting("oidc_scopes", "what is asked of the identity provider", "names with blanks between, openid among them",
            _scopes),
    Setting("oidc_role_claim", "the claim that says the role; points lead deeper",
            "a claim, as groups or realm_access.roles", _some),
    Setting("oidc_roles", "which value of that claim gives which role; the first that fits counts",
            "value=role, with commas between; * fits everybody; owner, operator, analyst or auditor", _roles),
    Setting("oidc_create", "whether somebody unknown whom the identity provider names comes in, and with which shops",
            "off, no-shops or every-shop", _one_of("off", "no-shops", "every-shop")),
    Setting("log_level", "the least that is logged", "debug, info, warning or error",
            _one_of("debug", "info", "warning", "error")),
    Setting("log_format", "the shape of the log", "auto, human or json", _one_of("auto", "human", "json")),
    Setting("call_parameters", "whether the log of calls keeps what was asked, without secrets and personal data, so that a "
            "call can be repeated", "leave or keep", _one_of("leave", "keep")),
)  # fmt: skip
BY_NAME = {setting.name: setting for setting in SETTINGS}
