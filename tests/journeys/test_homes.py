"""Any home will do: odd and long paths, relative ones, none named at all; as root and as a user without rights or a home.

And nothing lands outside it. (Root's embedded PostgreSQL lies below /var/lib/shoplatch, and a socket whose path would be
too long lies in the temporary folder; both are decisions, see the record about the database.)
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.journeys.platform import platform
from tests.journeys.processes import as_nobody, embedded_folder, erased
from tests.journeys.terminal import Said, each_asked

pytestmark = pytest.mark.long  # many installations, one after the other

ODD = 'it\'s a "home" of höme 店 %41 #&=+ $HOME;'
DEEP = Path(*["deep" + "x" * 36] * 5)  # 204 characters
KEY, SERVICE = "6a1b2c3d4e", "7345678901234567890"


@dataclass(frozen=True)
class Someone:
    """A user of this machine, where their folder is, and what their processes are started with."""

    name: str
    folder: Path
    start: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return {**kept, "TMPDIR": str(self.folder / "tmp"), "HOME": str(self.folder / "user"), **self.settings}

    def files(self) -> set[str]:
        """Everything in their folder that lies outside of the homes."""
        every = (path.relative_to(self.folder) for path in self.folder.rglob("*"))
        return {path.as_posix() for path in every if path.parts[0] != "homes"}


@pytest.fixture(scope="module", params=["we", "nobody"])
def someone(request: pytest.FixtureRequest) -> Iterator[Someone]:
    """Ourselves (root, where the tests run as root), then a user without rights."""
    start = as_nobody() if request.param == "nobody" else ()
    folder = Path(tempfile.mkdtemp(prefix="homes-", dir="/tmp"))
    found = Someone(request.param, folder, start)
    for name in ("user", "tmp", "homes", "elsewhere"):
        (folder / name).mkdir()
    if start:
        user = pwd.getpwnam("nobody")
        for path in (folder, *folder.iterdir()):
            os.chown(path, user.pw_uid, user.pw_gid)
    try:
        yield found
    finally:
        for record in folder.rglob("postgres.json"):
            erased(record.parent)
        shutil.rmtree(folder)


def adding(secret: Path) -> tuple[str, ...]:
    """The command that makes the database of a home and keeps something in it."""
    app = ("--key", KEY, "--service-id", SERVICE, "--simulator", "http://127.0.0.1:1")
    return ("apps", "add", *app, "--secret-file", str(secret))


@pytest.fixture(scope="module")
def told(someone: Someone) -> dict[str, list[Said]]:
    """In each home an app is added (which makes the database) and read again by another process (a second start)."""
    homes = someone.folder / "homes"
    secret = someone.folder / "homes" / "secret.txt"
    secret.write_text("5" * 40)
    secret.chmod(0o644)
    add = adding(secret)
    places: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
        "odd": (("--home", str(homes / ODD)), {}),
        "deep": ((), {"SHOPLATCH_HOME": str(homes / DEEP)}),
        "relative": (("--home", "../homes/near"), {}),
        "unnamed": ((), {"XDG_DATA_HOME": str(homes / "data of all programs")}),
    }
    jobs = []
    for home, settings in places.values():
        environment = {**someone.environment, **settings}
        if "XDG_DATA_HOME" in settings:
            del environment["HOME"]
        jobs += [((*home, *add), environment), ((*home, "apps", "list", "--json"), environment)]
    done = each_asked(jobs, start=someone.start, at_once=1, cwd=someone.folder / "elsewhere")
    return {name: done[2 * n : 2 * n + 2] for n, name in enumerate(places)}


@pytest.mark.parametrize("name", ["odd", "deep", "relative", "unnamed"])
def test_a_home_is_made_used_and_found_again(told: dict[str, list[Said]], name: str) -> None:
    added, listed = told[name]
    assert added.code == 0, added.err
    assert listed.code == 0, listed.err
    assert [app["app_key"] for app in json.loads(listed.out)] == [KEY]


def test_a_home_that_was_moved_is_the_same_home(someone: Someone) -> None:
    homes = someone.folder / "homes"
    secret = homes / "moving.txt"
    secret.write_text("5" * 40)
    secret.chmod(0o644)
    how = {"start": someone.start, "at_once": 1, "cwd": someone.folder / "elsewhere"}
    (added,) = each_asked([(("--home", str(homes / "before"), *adding(secret)), someone.environment)], **how)
    assert added.code == 0, added.err
    (homes / "before").rename(homes / ("after " + "a longer way " * 8))
    (listed,) = each_asked(
        [(("--home", str(homes / ("after " + "a longer way " * 8)), "apps", "list", "--json"), someone.environment)], **how
    )
    assert listed.code == 0, listed.err
    assert [app["app_key"] for app in json.loads(listed.out)] == [KEY]


def test_every_home_lies_where_it_was_named_and_is_closed_to_others(told: dict[str, list[Said]], someone: Someone) -> None:
    homes = someone.folder / "homes"
    for home in (homes / ODD, homes / DEEP, homes / "near", homes / "data of all programs" / "shoplatch"):
        assert told
        assert (home / "master.key").stat().st_mode & 0o777 == 0o600
        assert home.stat().st_mode & 0o077 == 0
        folder = embedded_folder(home)
        wanted = Path("/var/lib/shoplatch") if someone.name == "we" and os.geteuid() == 0 else home
        assert wanted in folder.parents
        assert (folder / "data").stat().st_mode & 0o077 == 0
        assert (folder / "password").stat().st_mode & 0o077 == 0


def test_nothing_lies_outside_the_homes(told: dict[str, list[Said]], someone: Someone) -> None:
    assert told
    assert someone.files() - {"user", "tmp", "elsewhere"} == set()  # folders of sockets go with the last command


def test_a_user_whom_the_machine_does_not_know_is_told_to_name_a_home() -> None:
    """As in a container that is run under a number: there is no home folder to find."""
    start = as_nobody()
    stranger = tuple(part.replace(str(pwd.getpwnam("nobody").pw_uid), "54321") for part in start)
    plain = {"PATH": os.environ["PATH"], "TMPDIR": "/tmp"}
    said = each_asked([(("shops",), plain), (("doctor",), plain)], start=stranger, cwd=Path("/"))
    for one in said:
        assert one.code == 2, (one.out, one.err)
        assert "no home folder" in one.err
        assert "SHOPLATCH_HOME" in one.err
        assert "Traceback" not in one.err
        assert "A fault of ours" not in one.err


def test_the_platform_serves_from_an_odd_home(tmp_path: Path) -> None:
    before = {path.name for path in tmp_path.iterdir()}
    try:
        with platform(tmp_path, name=ODD, kept=True) as here:
            with urllib.request.urlopen(f"{here.url}/sign-in", timeout=20) as answer:
                assert answer.status == 200
            assert here.shoplatch("sign-in").stdout.startswith(here.url)
            findings = here.told("doctor", code=None)["findings"]
            assert {one["check"]: one["state"] for one in findings}["database and master key"] == "ok"
        assert {path.name for path in tmp_path.iterdir()} - before == {ODD, f"{ODD}.log"}
        assert "Traceback" not in here.log.read_text()
    finally:
        erased(tmp_path / ODD)
