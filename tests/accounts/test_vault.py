"""The vault opens what it sealed, in its place and with its key, and nothing else."""

from __future__ import annotations

import base64
import copy
import os
import pickle
import secrets
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shoplatch.accounts.vault import KEY_FILE, Vault, new_key
from shoplatch.errors import ConfigError

CANARY = "ROW_canary-access-token-8c1f"


@pytest.fixture
def vault() -> Vault:
    return Vault(secrets.token_bytes(32))


SHARED = Vault(bytes(range(32)))


@given(st.text(st.characters()), st.text(max_size=40), st.text(max_size=40))
def test_what_is_sealed_opens_again(text: str, owner: str, field: str) -> None:
    assert SHARED.unseal(SHARED.seal(text, owner=owner, field=field), owner=owner, field=field) == text


def test_the_sealed_value_does_not_contain_the_text(vault: Vault) -> None:
    assert CANARY.encode() not in vault.seal(CANARY, owner="c1", field="access_token")


def test_the_same_text_never_seals_to_the_same_bytes(vault: Vault) -> None:
    assert len({vault.seal(CANARY, owner="c1", field="f") for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("owner", "field"), [("c2", "access_token"), ("c1", "refresh_token"), ("c1access", "_token"), ("", "")]
)
def test_a_value_moved_to_another_place_stays_shut(vault: Vault, owner: str, field: str) -> None:
    sealed = vault.seal(CANARY, owner="c1", field="access_token")
    with pytest.raises(ConfigError, match=r"changed or belongs to another row.*Restore"):
        vault.unseal(sealed, owner=owner, field=field)


def test_every_changed_byte_is_noticed(vault: Vault) -> None:
    sealed = vault.seal("short", owner="c1", field="f")
    for at in range(len(sealed)):
        broken = bytearray(sealed)
        broken[at] ^= 1
        with pytest.raises(ConfigError):
            vault.unseal(bytes(broken), owner="c1", field="f")


@given(st.binary(max_size=200))
def test_arbitrary_bytes_stay_shut(junk: bytes) -> None:
    with pytest.raises(ConfigError):
        SHARED.unseal(junk, owner="c1", field="f")


def test_every_truncation_is_noticed(vault: Vault) -> None:
    sealed = vault.seal("short", owner="c1", field="f")
    for size in range(len(sealed)):
        with pytest.raises(ConfigError):
            vault.unseal(sealed[:size], owner="c1", field="f")


def test_another_key_is_told_apart_from_damage_and_says_what_to_restore() -> None:
    sealed = Vault(b"a" * 32).seal(CANARY, owner="c1", field="f")
    with pytest.raises(ConfigError, match=r"does not fit this database.*master\.key") as told:
        Vault(b"b" * 32).unseal(sealed, owner="c1", field="f")
    assert CANARY not in str(told.value)


def test_a_fingerprint_tells_secrets_apart_and_hides_them(vault: Vault) -> None:
    assert vault.fingerprint(CANARY) == vault.fingerprint(CANARY)
    assert vault.fingerprint(CANARY) != vault.fingerprint(CANARY + "x")
    assert len(vault.fingerprint(CANARY)) == 12
    assert Vault(b"z" * 32).fingerprint(CANARY) != Vault(b"y" * 32).fingerprint(CANARY)


def test_the_key_shows_nowhere() -> None:
    key = secrets.token_bytes(32)
    vault = Vault(key)
    shown = f"{vault!r} {vault!s} {vault:}"
    assert key.hex() not in shown
    assert base64.b64encode(key).decode() not in shown
    for attempt in (lambda: pickle.dumps(vault), lambda: copy.copy(vault)):
        with pytest.raises(TypeError, match="not copied"):
            attempt()


def test_the_first_start_makes_a_key_that_only_its_owner_may_read(tmp_path: Path) -> None:
    home = tmp_path / "a home" / "deep"
    vault = Vault.open(home)
    assert vault.fresh
    assert stat.S_IMODE((home / KEY_FILE).stat().st_mode) == 0o600
    assert sorted(path.name for path in home.iterdir()) == [KEY_FILE]


def test_the_second_start_uses_the_same_key(tmp_path: Path) -> None:
    sealed = Vault.open(tmp_path).seal(CANARY, owner="c1", field="f")
    again = Vault.open(tmp_path)
    assert not again.fresh
    assert again.unseal(sealed, owner="c1", field="f") == CANARY


def test_two_first_starts_at_once_agree_on_one_key(tmp_path: Path) -> None:
    barrier, shown = threading.Barrier(8), []

    def start() -> None:
        barrier.wait()
        shown.append(repr(Vault.open(tmp_path)))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(shown) == 8
    assert len(set(shown)) == 1


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o620])
def test_a_key_file_open_to_others_is_refused(tmp_path: Path, mode: int) -> None:
    Vault.open(tmp_path)
    (tmp_path / KEY_FILE).chmod(mode)
    with pytest.raises(ConfigError, match="chmod 600"):
        Vault.open(tmp_path)


@pytest.mark.parametrize("content", ["", "not base64 at all!", base64.b64encode(b"short").decode(), "QUJD" * 1000])
def test_a_broken_key_file_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / KEY_FILE
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(ConfigError, match="32 random bytes") as told:
        Vault.open(tmp_path)
    assert path.read_text() == content
    assert not content or content not in str(told.value)


def test_a_given_key_needs_no_file(tmp_path: Path) -> None:
    key = new_key()
    sealed = Vault.open(tmp_path, key).seal(CANARY, owner="c1", field="f")
    assert not (tmp_path / KEY_FILE).exists()
    assert Vault.open(tmp_path, f" {key}\n").unseal(sealed, owner="c1", field="f") == CANARY


def test_a_given_key_of_the_wrong_length_is_refused_without_showing_it(tmp_path: Path) -> None:
    given_key = base64.b64encode(b"only sixteen byt").decode()
    with pytest.raises(ConfigError, match="16 bytes instead of 32") as told:
        Vault.open(tmp_path, given_key)
    assert given_key not in str(told.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigError, match=r"cannot be (written|read)"):
        Vault.open(tmp_path / "file" / "home")


def test_a_key_folder_instead_of_a_file_is_refused(tmp_path: Path) -> None:
    os.mkdir(tmp_path / KEY_FILE)
    with pytest.raises(ConfigError):
        Vault.open(tmp_path)
