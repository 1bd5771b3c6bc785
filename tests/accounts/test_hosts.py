"""Production apps get TikTok's hosts over https, simulator apps one base URL, and neither gets the other's."""

from __future__ import annotations

import pytest

from shoplatch.accounts.apps import check_credentials, hosts_for
from shoplatch.accounts.hosts import Hosts, production_hosts, refuse_insecure, simulator_hosts
from shoplatch.errors import ConfigError, InvalidRequest

SECRET = "0123456789abcdef" * 3


def test_a_row_app_asks_for_consent_on_the_row_host() -> None:
    assert production_hosts("ROW") == Hosts(
        "https://open-api.tiktokglobalshop.com",
        "https://auth.tiktok-shops.com",
        "https://services.tiktokshop.com/open/authorize",
    )


def test_a_us_app_differs_in_the_consent_host_only() -> None:
    us, row = production_hosts("US"), production_hosts("ROW")
    assert us.consent_url == "https://services.us.tiktokshop.com/open/authorize"
    assert (us.api_url, us.auth_url) == (row.api_url, row.auth_url)


def test_an_unknown_market_names_those_there_are() -> None:
    with pytest.raises(InvalidRequest, match="ROW, US"):
        production_hosts("EU")


def test_a_simulator_lives_under_one_base_url() -> None:
    base = "http://127.0.0.1:8090"
    assert simulator_hosts(base + "/") == Hosts(base, base, base + "/open/authorize")


@pytest.mark.parametrize(
    "url", ["", "127.0.0.1:8090", "ftp://x", "http://", "http://[", "http://user:pw@host", "http://h:99999"]
)
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        simulator_hosts(url)


@pytest.mark.parametrize(
    "url", ["https://open-api.tiktokglobalshop.com", "https://auth.tiktok-shops.com/", "https://SERVICES.tiktokshops.us"]
)
def test_tiktoks_own_hosts_are_no_simulator(url: str) -> None:
    with pytest.raises(ConfigError, match="no simulator"):
        simulator_hosts(url)


def test_plain_http_is_refused_for_production() -> None:
    with pytest.raises(ConfigError, match="https only"):
        hosts_for("production", "ROW", "http://open-api.tiktokglobalshop.com")
    with pytest.raises(ConfigError, match="https only"):
        refuse_insecure(Hosts("https://a", "http://b", "https://c"))


def test_a_simulator_app_without_an_address_is_told_how_to_get_one() -> None:
    with pytest.raises(ConfigError, match="shoplatch simulator"):
        hosts_for("simulator", "ROW", None)


def test_an_unknown_environment_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="production or simulator"):
        hosts_for("sandbox", "ROW", None)


def test_a_swapped_key_and_secret_are_recognised_without_repeating_them() -> None:
    with pytest.raises(InvalidRequest, match="swapped") as told:
        check_credentials(SECRET, "6abc123def", "73")
    assert SECRET not in str(told.value)


@pytest.mark.parametrize(
    ("key", "secret", "service"),
    [("", SECRET, "73"), ("k y", SECRET, "73"), ("key1", "", "73"), ("key1", "se\ncret", "73"), ("key1", SECRET, ""),
     ("key1", SECRET, "7\x003"), ("k" * 600, SECRET, "73"), ("käse", SECRET, "73"), ("same12", "same12", "73")],
)  # fmt: skip
def test_what_cannot_be_a_credential_is_refused(key: str, secret: str, service: str) -> None:
    with pytest.raises(InvalidRequest) as told:
        check_credentials(key, secret, service)
    assert SECRET not in str(told.value)


def test_a_key_in_an_unusual_shape_is_accepted_because_lengths_are_not_documented() -> None:
    check_credentials("SIM-app_1", "secret-of-any-shape", "73")
