"""Settings: where they come from, what wins, and how a wrong one is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shoplatch.config import SETTINGS, apart, at_port, default_home, load, make_home
from shoplatch.errors import ConfigError


def file(home: Path, text: str) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "shoplatch.toml").write_text(text, "utf-8")


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    options = load(home=tmp_path, environment={})
    assert (options.web.host, options.web.port) == ("127.0.0.1", 8400)
    assert options.web.public_url == "http://127.0.0.1:8400"
    assert options.database.url is None


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(tmp_path: Path) -> None:
    file(tmp_path, 'port = 1000\nhost = "127.0.0.2"\nlog_level = "debug"\n')
    options = load(home=tmp_path, environment={"SHOPLATCH_PORT": "2000", "SHOPLATCH_HOST": "127.0.0.3"}, port=3000)
    assert (options.web.port, options.web.host, options.log.level) == (3000, "127.0.0.3", "debug")
    assert options.sources["port"] == "command line"
    assert options.sources["host"] == "environment"
    assert options.sources["log_level"] == str(tmp_path / "shoplatch.toml")


def test_the_home_of_the_environment_may_hold_blanks_and_be_long(tmp_path: Path) -> None:
    home = tmp_path / ("a long name with blanks " * 4) / ("x" * 100)
    file(home, "port = 1000\n")
    assert load(environment={"SHOPLATCH_HOME": str(home)}).web.port == 1000


def test_a_home_named_by_a_way_around_is_written_down_by_its_own_address(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "there")
    (tmp_path / "there" / "below").mkdir(parents=True)
    assert load(home=tmp_path / "link" / "below" / ".." / "home", environment={}).home == tmp_path / "there" / "home"


def test_a_home_of_a_user_who_does_not_exist_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"no home folder.*--home or SHOPLATCH_HOME"):
        load(home=Path("~nobody-is-called-so/home"), environment={})


def test_a_home_below_a_file_is_told_as_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    home = load(home=tmp_path / "file" / "home", environment={}).home
    with pytest.raises(ConfigError, match=r"data folder .* cannot be used"):
        make_home(home)


def test_a_file_elsewhere_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("port = 1234\n")
    named = {"SHOPLATCH_HOME": str(tmp_path / "home"), "SHOPLATCH_CONFIG": str(tmp_path / "other.toml")}
    assert load(environment=named).web.port == 1234


def test_a_named_file_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.toml, which does not exist"):
        load(home=tmp_path, environment={"SHOPLATCH_CONFIG": str(tmp_path / "missing.toml")})


@pytest.mark.parametrize(
    ("variable", "text", "allowed"),
    [
        ("SHOPLATCH_PORT", "0", "from 1 to 65535"),
        ("SHOPLATCH_PORT", "eighty", "from 1 to 65535"),
        ("SHOPLATCH_PORT", "tcp://10.0.0.1:8400", "from 1 to 65535"),
        ("SHOPLATCH_PUBLIC_URL", "shop.example.com", "http"),
        ("SHOPLATCH_PUBLIC_URL", "https://shop.example.com/?a=1", "http"),
        ("SHOPLATCH_TRUSTED_PROXIES", "proxy", "networks"),
        ("SHOPLATCH_INCREMENTAL_S", "0.1", "from 1 to 86400"),
        ("SHOPLATCH_LOG_LEVEL", "loud", "debug, info, warning or error"),
    ],
)
def test_a_bad_value_is_told_with_its_name_and_what_is_allowed(
    variable: str, text: str, allowed: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError) as refused:
        load(home=tmp_path, environment={variable: text})
    assert variable in str(refused.value)
    assert text in str(refused.value)
    assert allowed in str(refused.value)


def test_a_bad_value_that_is_secret_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        load(home=tmp_path, environment={"SHOPLATCH_DATABASE_URL": "mysql://me:canary@host/db"})
    assert "canary" not in str(refused.value)
    assert "postgresql://" in str(refused.value)


@pytest.mark.parametrize("line", ["publik_url = 'http://x'", "[web]\nport = 1", "home = '/tmp'"])
def test_an_unknown_line_of_the_file_is_an_error(line: str, tmp_path: Path) -> None:
    file(tmp_path, line)
    with pytest.raises(ConfigError, match="is not a setting of Shoplatch"):
        load(home=tmp_path, environment={})


def test_a_mistyped_variable_is_an_error_that_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Did you mean SHOPLATCH_PUBLIC_URL"):
        load(home=tmp_path, environment={"SHOPLATCH_PUBLIC_ULR": "http://x"})


def test_variables_that_others_set_with_our_prefix_are_left_alone(tmp_path: Path) -> None:
    others = {"SHOPLATCH_SERVICE_HOST": "10.0.0.1", "SHOPLATCH_PORT_8400_TCP": "x", "SHOPLATCH_TEST_DATABASE_URL": "x"}
    assert load(home=tmp_path, environment=others).web.port == 8400


def test_an_empty_variable_counts_as_unset(tmp_path: Path) -> None:
    assert load(home=tmp_path, environment={"SHOPLATCH_PORT": " "}).web.port == 8400


def test_a_broken_file_is_told_with_its_line(tmp_path: Path) -> None:
    file(tmp_path, "port =\n")
    with pytest.raises(ConfigError, match="line 1"):
        load(home=tmp_path, environment={})


def test_secrets_do_not_show_in_the_repr(tmp_path: Path) -> None:
    secret = {
        "SHOPLATCH_DATABASE_URL": "postgresql://me:canary-one@host/db",
        "SHOPLATCH_MASTER_KEY": "canary-two",
        "SHOPLATCH_METRICS_TOKEN": "canary-three",
        "SHOPLATCH_OIDC_CLIENT_SECRET": "canary-five",
    }
    provider = {"SHOPLATCH_OIDC_ISSUER": "https://id.example.com", "SHOPLATCH_OIDC_CLIENT_ID": "shoplatch"}
    assert "canary" not in repr(load(home=tmp_path, environment=secret | provider))
    assert "canary" not in repr(load(home=tmp_path, environment={"SHOPLATCH_MASTER_KEY_COMMAND": "print canary-four"}))
    assert {setting.variable for setting in SETTINGS if setting.secret} == set(secret)


def test_the_master_key_may_lie_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("abc\n")
    options = load(home=tmp_path, environment={"SHOPLATCH_MASTER_KEY_FILE": str(tmp_path / "key")})
    assert options.vault.file == tmp_path / "key"


def test_two_master_keys_are_an_error(tmp_path: Path) -> None:
    both = {"SHOPLATCH_MASTER_KEY": "a", "SHOPLATCH_MASTER_KEY_FILE": str(tmp_path / "key")}
    with pytest.raises(ConfigError, match="both set"):
        load(home=tmp_path, environment=both)
    with pytest.raises(ConfigError, match="all set"):
        load(home=tmp_path, environment={**both, "SHOPLATCH_MASTER_KEY_COMMAND": "pass show shoplatch"})


def test_a_command_for_the_master_key_is_taken_as_it_is(tmp_path: Path) -> None:
    given = load(home=tmp_path, environment={"SHOPLATCH_MASTER_KEY_COMMAND": " pass show 'the key' "})
    assert given.vault.command == "pass show 'the key'"


def test_an_open_host_is_reached_by_loopback(tmp_path: Path) -> None:
    assert load(home=tmp_path, environment={"SHOPLATCH_HOST": "0.0.0.0"}).web.public_url == "http://127.0.0.1:8400"


def test_another_port_moves_the_public_address_unless_it_was_set(tmp_path: Path) -> None:
    assert at_port(load(home=tmp_path, environment={}), 9).web.public_url == "http://127.0.0.1:9"
    given = load(home=tmp_path, environment={"SHOPLATCH_PUBLIC_URL": "https://shop.example.com/"})
    assert at_port(given, 9).web.public_url == "https://shop.example.com"


def test_trusted_proxies_are_addresses_or_networks(tmp_path: Path) -> None:
    options = load(home=tmp_path, environment={"SHOPLATCH_TRUSTED_PROXIES": "10.0.0.0/8, 127.0.0.1"})
    assert options.web.trusted_proxies == ("10.0.0.0/8", "127.0.0.1/32")


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be used"):
        make_home(tmp_path / "file" / "home")


def test_a_home_is_for_its_user_alone(tmp_path: Path) -> None:
    make_home(tmp_path / "home")
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


def test_the_default_home_is_a_data_folder_of_the_user() -> None:
    assert default_home({"XDG_DATA_HOME": "/data"}).name == "shoplatch"


def test_a_demo_takes_none_of_the_users_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHOPLATCH_DATABASE_URL", "postgresql://real")
    assert "SHOPLATCH_DATABASE_URL" not in apart(tmp_path)
    assert apart(tmp_path)["SHOPLATCH_HOME"] == str(tmp_path)


def test_many_may_try_the_folder_at_the_same_moment(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: make_home(tmp_path / "home"), range(400))) == [None] * 400
    assert list((tmp_path / "home").iterdir()) == []


def oidc(**values: str) -> dict[str, str]:
    """An environment with an identity provider in it."""
    return {f"SHOPLATCH_OIDC_{name.upper()}": value for name, value in values.items()}


def test_an_identity_provider_is_read_whole(tmp_path: Path) -> None:
    given = oidc(
        issuer="https://id.example.com/", client_id="shoplatch", role_claim="groups", roles="cn=admins=owner, *=analyst",
        create="no-shops", scopes="openid email groups",
    )  # fmt: skip
    read = load(home=tmp_path, environment=given).oidc
    assert read.issuer == "https://id.example.com/", "letter by letter: a token names it so"
    assert read.roles == (("cn=admins", "owner"), ("*", "analyst"))
    assert read.scopes == ("openid", "email", "groups")
    assert load(home=tmp_path, environment={}).oidc.issuer is None


def test_half_an_identity_provider_is_refused(tmp_path: Path) -> None:
    base = {"issuer": "https://id.example.com", "client_id": "shoplatch"}
    for wrong, words in (
        ({"issuer": "https://id.example.com"}, "set in part"),
        ({"client_secret": "x"}, "set in part"),
        ({**base, "create": "every-shop"}, "gives them no role"),
        ({**base, "role_claim": "groups"}, "without oidc_roles"),
        ({**base, "roles": "admins=owner"}, "no claim"),
        ({**base, "issuer": "http://id.example.com"}, "not allowed"),
        ({**base, "roles": "admins=emperor"}, "not allowed"),
        ({**base, "scopes": "email"}, "not allowed"),
    ):
        with pytest.raises(ConfigError, match=words):
            load(home=tmp_path, environment=oidc(**wrong))
