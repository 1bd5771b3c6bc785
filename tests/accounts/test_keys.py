"""Several master keys, one that seals: the ring's text, its sources, and a vault that follows both while it runs."""

from __future__ import annotations

import base64
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from shoplatch.accounts.key_sources import KeyCommand, KeyFile, source_of
from shoplatch.accounts.keyring import CURRENT, FORMER, NEXT, new_key, one_key, parse
from shoplatch.accounts.vault import KEY_FILE, Vault
from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OLD, NEW, THIRD = (base64.b64encode(bytes([n]) * 32).decode() for n in (1, 2, 3))


def home_with(folder: Path, text: str) -> Vault:
    path = folder / KEY_FILE
    path.write_text(text)
    path.chmod(0o600)
    return Vault.open(folder)


# --- the ring's text ---


def test_a_key_alone_is_a_ring_of_one_that_seals() -> None:
    ring = parse(OLD + "\n", "here")
    assert [(key.role, key.since) for key in ring.keys] == [(CURRENT, None)]


def test_a_ring_survives_its_own_text() -> None:
    ring = parse(OLD, "here").prepared(one_key(THIRD, "here")).rotated(one_key(NEW, "here"), AT)
    again = parse(ring.text(), "there")
    assert again == ring
    assert [key.role for key in again.keys] == [CURRENT, FORMER]
    assert {key.since for key in again.keys} == {AT}


def test_keys_stand_on_lines_or_between_commas_with_remarks() -> None:
    spelled = f"# ours\n{OLD} former 2026-03-02T09:30:00Z\n\n{NEW} current # since spring\n{THIRD} next"
    assert [key.role for key in parse(spelled, "here").keys] == [CURRENT, NEXT, FORMER]
    assert parse(f"{NEW}, {OLD} former", "here").versions == parse(f"{OLD} former\n{NEW}\n", "here").versions


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "0 bytes instead of 32"),
        ("# nothing but a remark", "not base64"),
        (f"{OLD} former", "No key in here is the current one"),
        (f"{OLD}\n{NEW}", "claim the same part"),
        (f"{OLD}\n{NEW} next\n{THIRD} next", "claim the same part"),
        (f"{OLD}\n{OLD} former", "stands twice"),
        (f"{OLD} emperor", "neither current, next, former nor a time"),
        (f"{OLD}\nnot base64 at all former", "not base64"),
        ("\n".join([OLD, *(f"{new_key()} former" for _ in range(16))]), "more than 16 keys"),
    ],
)
def test_a_text_that_is_no_ring_is_refused_and_not_repeated(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as told:
        parse(text, "here")
    assert OLD not in str(told.value)


def test_a_rotation_keeps_the_key_that_sealed_as_a_former_one() -> None:
    ring = parse(OLD, "here").rotated(one_key(NEW, "here"), AT)
    assert (ring.current.name, [key.name for key in ring.former]) == (one_key(NEW, "").name, [one_key(OLD, "").name])
    twice = ring.rotated(one_key(THIRD, "here"), AT)
    assert [key.name for key in twice.former] == [one_key(NEW, "").name, one_key(OLD, "").name]


def test_the_current_key_cannot_be_taken_out() -> None:
    ring = parse(OLD, "here").rotated(one_key(NEW, "here"), AT)
    left = ring.without(frozenset({one_key(NEW, "").version, one_key(OLD, "").version}))
    assert [key.name for key in left.keys] == [one_key(NEW, "").name]


def test_the_keys_show_in_no_repr() -> None:
    ring = parse(f"{NEW}\n{OLD} former", "here")
    assert not any(shown in repr(ring) for shown in (OLD, NEW, repr(bytes([1]) * 32)))


# --- a vault with a ring ---


def test_every_key_opens_and_the_current_one_seals(tmp_path: Path) -> None:
    before = home_with(tmp_path, OLD).seal("old", owner="c1", field="f")
    vault = home_with(tmp_path, f"{NEW}\n{OLD} former")
    assert vault.unseal(before, owner="c1", field="f") == "old"
    fresh = vault.seal("new", owner="c1", field="f")
    assert Vault.open(tmp_path, NEW).unseal(fresh, owner="c1", field="f") == "new"
    with pytest.raises(ConfigError, match="does not fit"):
        Vault.open(tmp_path, OLD).unseal(fresh, owner="c1", field="f")


def test_a_value_moved_under_another_keys_version_stays_shut(tmp_path: Path) -> None:
    vault = home_with(tmp_path, f"{NEW}\n{OLD} former")
    sealed = bytearray(vault.seal("text", owner="c1", field="f"))
    sealed[3:11] = one_key(OLD, "").version
    with pytest.raises(ConfigError, match="changed or belongs to another row"):
        vault.unseal(bytes(sealed), owner="c1", field="f")


def test_a_running_vault_follows_its_file_without_a_restart(tmp_path: Path) -> None:
    running = home_with(tmp_path, OLD)
    first = running.seal("one", owner="c1", field="f")
    KeyFile(tmp_path / KEY_FILE, ours=True).write(parse(OLD, "").rotated(one_key(NEW, ""), AT).text())
    other = Vault.open(tmp_path).seal("two", owner="c1", field="f")
    assert running.unseal(other, owner="c1", field="f") == "two"
    assert running.unseal(first, owner="c1", field="f") == "one"
    assert running.ring.current.name == one_key(NEW, "").name
    assert Vault.open(tmp_path, NEW).unseal(running.seal("3", owner="c1", field="f"), owner="c1", field="f") == "3"


@pytest.mark.parametrize("wrong", [THIRD, "no key at all", ""])
def test_a_running_vault_keeps_its_keys_when_the_file_turns_into_something_else(tmp_path: Path, wrong: str) -> None:
    running = home_with(tmp_path, OLD)
    (tmp_path / KEY_FILE).write_text(wrong)
    sealed = running.seal("text", owner="c1", field="f")
    assert Vault.open(tmp_path, OLD).unseal(sealed, owner="c1", field="f") == "text"
    with pytest.raises(ConfigError):
        running.reload()


def test_a_running_vault_lives_on_when_its_file_is_gone(tmp_path: Path) -> None:
    running = home_with(tmp_path, OLD)
    sealed = running.seal("text", owner="c1", field="f")
    (tmp_path / KEY_FILE).unlink()
    assert running.unseal(sealed, owner="c1", field="f") == "text"
    with pytest.raises(ConfigError, match="cannot be read"):
        running.reload()


# --- sources ---


def command_printing(folder: Path, text: str) -> str:
    (folder / "told").write_text(text)
    return f"cat '{folder / 'told'}'"


def test_a_command_may_give_the_key(tmp_path: Path) -> None:
    sealed = Vault.open(tmp_path, OLD).seal("text", owner="c1", field="f")
    vault = Vault.of(source_of(tmp_path, command=command_printing(tmp_path, OLD + "\n")))
    assert vault.unseal(sealed, owner="c1", field="f") == "text"
    assert not (tmp_path / KEY_FILE).exists()


def test_a_command_is_asked_again_when_a_value_names_a_key_it_did_not_know(tmp_path: Path) -> None:
    clock = SetClock(AT)
    vault = Vault.of(source_of(tmp_path, command=command_printing(tmp_path, OLD)), clock=clock)
    sealed = Vault.open(tmp_path, NEW).seal("text", owner="c1", field="f")
    with pytest.raises(ConfigError, match="does not fit"):
        vault.unseal(sealed, owner="c1", field="f")
    command_printing(tmp_path, f"{NEW}\n{OLD} former")
    with pytest.raises(ConfigError, match="does not fit"):  # asked a moment ago
        vault.unseal(sealed, owner="c1", field="f")
    clock.advance(31)
    assert vault.unseal(sealed, owner="c1", field="f") == "text"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (f"sh -c 'echo {OLD}; exit 3'", "ended with exit code 3"),
        ("true", "printed nothing"),
        ("/no/such/program", "could not be run"),
        ("pass 'show", "could not be run"),
        ("echo not-a-key", "not base64"),
    ],
)
def test_a_command_that_fails_leaves_the_vault_shut(tmp_path: Path, command: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as told:
        Vault.of(source_of(tmp_path, command=command))
    assert OLD not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_hangs_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="could not be run"):
        KeyCommand("sleep 20", timeout_s=0.05).read()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_a_setting_names_may_be_readable_and_is_never_made(tmp_path: Path) -> None:
    given = tmp_path / "secret"
    with pytest.raises(ConfigError, match="cannot be read"):
        Vault.of(source_of(tmp_path, file=given))
    given.write_text(OLD)
    given.chmod(0o444)
    assert Vault.of(source_of(tmp_path, file=given)).ring.current.name == one_key(OLD, "").name


def test_a_written_ring_keeps_the_mode_of_its_file_and_leaves_nothing_beside(tmp_path: Path) -> None:
    source = KeyFile(tmp_path / KEY_FILE, ours=True)
    source.write(f"{NEW} current\n{OLD} former\n")
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]
    assert source.keep_retired(f"{OLD} former\n") == str(tmp_path / "master.key.retired")
    source.keep_retired(f"{THIRD} former\n")
    aside = tmp_path / "master.key.retired"
    assert aside.read_text().split() == [OLD, "former", THIRD, "former"]
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600


def test_keys_that_are_a_setting_are_not_ours_to_write(tmp_path: Path) -> None:
    for source in (source_of(tmp_path, key=OLD), source_of(tmp_path, command="true")):
        with pytest.raises(ConfigError, match="cannot write"):
            source.write(NEW)
