"""The embedded server: comes up from nothing and after violence, is shared, is private, and goes with its last user."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from shoplatch.clock import SystemClock
from shoplatch.errors import ConfigError
from shoplatch.store.embedded import Postgres, failures, processes
from shoplatch.store.embedded.owners import held
from shoplatch.store.embedded.place import OWN_FOLDER, RECORD, Place, find, socket_folder


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for all of these, with a path that is long and has blanks in it: what breaks sockets and shells."""
    path = tmp_path_factory.mktemp("embedded") / "with blanks, and a comma" / ("long" * 30)
    yield path
    Postgres(path).erase()


@pytest.fixture
def server(home: Path) -> Iterator[Postgres]:
    server = Postgres(home)
    server.start()
    yield server
    server.stop()


def asked(url: str, statement: str) -> object:
    with psycopg.connect(url) as conn:
        row = conn.execute(statement.encode()).fetchone()
        return row[0] if row else None


def pid_of(home: Path) -> int:
    pid = processes.postmaster(find(home).data)
    assert pid is not None
    return pid


def test_it_listens_on_a_private_socket_only(server: Postgres, home: Path) -> None:
    url = server.ensure()
    place = find(home)
    assert asked(url, "SHOW listen_addresses") == ""
    assert asked(url, "SHOW fsync") == "on"
    assert asked(url, "SHOW max_connections") == "300"
    assert asked(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert socket_folder(place).stat().st_mode & 0o777 == 0o700
    assert place.password_file.stat().st_mode & 0o777 == 0o600
    assert place.data.stat().st_mode & 0o777 == 0o700
    rules = (place.data / "pg_hba.conf").read_text().splitlines()
    methods = {rule.split()[-1] for rule in rules if rule and not rule.startswith("#")}
    assert methods == {"scram-sha-256"}


def test_it_never_runs_as_root(server: Postgres, home: Path) -> None:
    server.ensure()
    assert Path(f"/proc/{pid_of(home)}").stat().st_uid != 0


def test_a_wrong_password_is_refused_even_to_root(server: Postgres) -> None:
    url = server.ensure()
    password = url.split(":")[2].split("@")[0]
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(url.replace(password, "guess"))


def test_no_process_shows_the_password(server: Postgres, home: Path) -> None:
    server.ensure()
    password = find(home).password_file.read_bytes()
    looked_at = set()
    for pid in (pid_of(home), *processes.orphans(find(home).data)):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a worker of the server's may end meanwhile
            assert password not in Path(f"/proc/{pid}/cmdline").read_bytes()
            assert password not in Path(f"/proc/{pid}/environ").read_bytes()
            looked_at.add(pid)
    assert pid_of(home) in looked_at


def test_the_last_owner_stops_it(server: Postgres, home: Path) -> None:
    other = Postgres(home)
    assert other.start() == server.ensure()
    assert not server.stop()
    assert asked(other.ensure(), "SELECT 1") == 1
    assert other.stop()
    assert processes.postmaster(find(home).data) is None
    assert not other.stop()


def test_an_owner_that_died_does_not_keep_it_running(server: Postgres, home: Path) -> None:
    server.ensure()
    (find(home).owners / "99999-dead").touch()  # what a killed process leaves: a file that nobody holds
    assert server.stop()


def test_a_killed_server_comes_back_with_everything_that_was_committed(server: Postgres, home: Path) -> None:
    url = server.ensure()
    with psycopg.connect(url) as conn:
        conn.execute("CREATE TABLE IF NOT EXISTS kept (n int)")
        conn.execute("INSERT INTO kept VALUES (1)")
    before = asked(url, "SELECT count(*) FROM kept")
    first = pid_of(home)
    os.kill(first, signal.SIGKILL)
    again = server.ensure()
    assert pid_of(home) != first
    assert asked(again, "SELECT count(*) FROM kept") == before


def test_another_owner_brings_it_back_although_nobody_reaps_the_dead_one(server: Postgres, home: Path) -> None:
    server.ensure()  # our child: until we look again it stays a zombie
    first = pid_of(home)
    os.kill(first, signal.SIGKILL)
    other = Postgres(home)
    assert asked(other.start(), "SELECT 1") == 1
    assert pid_of(home) != first
    other.stop()


def test_a_server_killed_while_it_works_leaves_nothing_in_the_way(server: Postgres, home: Path) -> None:
    url = server.ensure()
    with ThreadPoolExecutor(1) as thread, psycopg.connect(url) as watching:
        busy = thread.submit(_busy, url)
        working = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT count(*) FROM generate_series%'"
        while watching.execute(working).fetchone() == (0,):
            watching.rollback()
        os.kill(pid_of(home), signal.SIGKILL)
        assert asked(server.ensure(), "SELECT 1") == 1
        assert isinstance(busy.result(30), psycopg.OperationalError)
        watching.close()


def _busy(url: str) -> Exception | None:
    try:
        asked(url, "SELECT count(*) FROM generate_series(1, 20000000000)")
    except psycopg.OperationalError as cut:
        return cut
    return None


def test_a_pid_that_now_belongs_to_a_stranger_is_not_in_the_way(server: Postgres, home: Path) -> None:
    server.ensure()
    assert server.stop()
    place = find(home)
    (place.data / "postmaster.pid").write_text(f"{os.getpid()}\n{place.data}\n1\n5432\n\n\n0 0\n")
    assert asked(server.start(), "SELECT 1") == 1


def test_many_who_start_it_at_once_share_one(home: Path) -> None:
    servers = [Postgres(home) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        urls = set(threads.map(lambda server: server.start(), servers))
    assert len(urls) == 1
    assert [server.stop() for server in servers] == [False, False, False, True]


def test_a_socket_folder_that_was_cleaned_away_is_made_again(server: Postgres, home: Path) -> None:
    server.ensure()
    assert server.stop()
    shutil.rmtree(socket_folder(find(home)))
    assert asked(server.start(), "SELECT 1") == 1


def test_a_socket_folder_outside_of_its_own_is_gone_when_the_server_is(server: Postgres, home: Path) -> None:
    server.ensure()
    sockets = socket_folder(find(home))
    assert find(home).folder not in sockets.parents or sockets.name == "run"
    assert server.stop()
    assert sockets.exists() is (sockets.name == "run")
    assert asked(server.start(), "SELECT 1") == 1


@pytest.mark.parametrize("recorded", [OWN_FOLDER, "/before/it/was/moved/postgres"])
def test_a_home_that_was_moved_finds_its_data(tmp_path: Path, recorded: str) -> None:
    (tmp_path / OWN_FOLDER / "data").mkdir(parents=True)
    (tmp_path / RECORD).write_text(json.dumps({"folder": recorded}))
    assert find(tmp_path).folder == tmp_path / OWN_FOLDER


def test_a_copied_home_does_not_use_the_sockets_of_the_original(tmp_path: Path) -> None:
    original, copy = tmp_path / ("with, commas" * 12), tmp_path / ("copied, too" * 12)
    (original / OWN_FOLDER / "data").mkdir(parents=True)
    (original / RECORD).write_text(json.dumps({"folder": OWN_FOLDER}))
    theirs = socket_folder(find(original))
    shutil.copytree(original, copy)
    ours = socket_folder(find(copy))
    try:
        assert ours != theirs
        assert socket_folder(find(original)) == theirs
        assert socket_folder(find(copy)) == ours
    finally:
        shutil.rmtree(theirs)
        shutil.rmtree(ours)


def test_data_of_another_major_version_is_left_alone_with_a_clear_sentence(home: Path) -> None:
    with Postgres(home):
        place = find(home)
    version = place.data / "PG_VERSION"
    kept = version.read_text()
    version.write_text("17\n")
    try:
        with pytest.raises(ConfigError, match=r"made by PostgreSQL 17; this installation brings .*18.*pg_dump"):
            Postgres(home).start()
    finally:
        version.write_text(kept)


def test_a_missing_password_is_told(home: Path) -> None:
    with Postgres(home):
        place = find(home)
    kept = place.password_file.read_text()
    place.password_file.unlink()
    server = Postgres(home)
    try:
        with pytest.raises(ConfigError, match="password is missing"):
            server.start()
    finally:
        place.password_file.write_text(kept)
        place.password_file.chmod(0o600)
        server.start()
        server.stop()


def test_data_that_has_gone_is_not_replaced_by_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text('{"folder": "/nowhere/at/all"}')
    with pytest.raises(ConfigError, match="has gone"):
        Postgres(tmp_path).start()
    assert not Path("/nowhere").exists()


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text("{")
    with pytest.raises(ConfigError, match="damaged"):
        Postgres(tmp_path).start()


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be set up"):
        Postgres(tmp_path / "file" / "home").start()


def test_a_lock_that_is_never_given_back_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with (
        held(lock, SystemClock(), 1),
        pytest.raises(ConfigError, match="starting or stopping"),
        held(lock, SystemClock(), 0.05),
    ):
        pass


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("initdb: error: could not write: No space left on device", "disk that holds the database is full"),
        ("FATAL:  could not open file: Permission denied", "may not be read or written"),
        ("FATAL:  database files are incompatible", "last words: FATAL:  database files are incompatible"),
        ("LOG: a\nFATAL:  the reason\nLOG:  database system is shut down", "last words: FATAL:  the reason"),
        ("", "last words: nothing"),
    ],
)
def test_what_it_said_before_it_gave_up_becomes_a_sentence_with_a_next_step(said: str, sentence: str) -> None:
    error = failures.explained(said, Path("/data"))
    assert sentence in str(error)
    assert error.next_step


def test_a_place_of_ours_is_made_with_the_rights_it_needs(home: Path) -> None:
    with Postgres(home):
        place = find(home)
    assert isinstance(place, Place)
    if os.geteuid() == 0:
        assert place.run_as is not None
        assert place.folder.stat().st_mode & 0o777 == 0o755
        assert place.folder.stat().st_uid == 0
    else:
        assert place.folder == home / "postgres"
