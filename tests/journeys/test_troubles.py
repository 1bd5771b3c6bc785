"""What can go wrong goes wrong here, and each time somebody is told: a sentence with the next step, the promised exit code.

Real processes, HTTP and PostgreSQL. Exit codes: 1 the answer is no, 2 usage or settings, 3 not connected or authorized,
4 not reachable. No command shows a traceback, a password or a secret.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
import pytest
from psycopg import sql

from shoplatch.client.signing import webhook_signature
from shoplatch.store.embedded import Postgres
from tests.journeys.ancient import ancient_postgres
from tests.journeys.consent import where_it_leads
from tests.journeys.platform import Running, environment_of, platform
from tests.journeys.processes import as_nobody, erased
from tests.journeys.simulated import Simulator, eventually, simulator
from tests.journeys.terminal import Said, asked, each_asked

pytestmark = pytest.mark.long  # many installations, one after the other

PASSWORD = "hunter2-but-longer"
NEXT_STEPS = re.compile(
    r"Did you mean|Known are|`shoplatch "
    r"|\b(Try|Give|Stop|Choose|Put|Look|Make|Start|Correct|Close|Use|Open|Upgrade|Each|Let|See|Check)\b"
)


def fits(said: Said | subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """One or two sentences on standard error: what happened and what to do; nothing of the inside, no secret."""
    out, err, ended = (
        (said.out, said.err, said.code) if isinstance(said, Said) else (said.stdout, said.stderr, said.returncode)
    )
    assert ended == code, (ended, out, err)
    for word in words:
        assert word in err, (word, err)
    assert "Traceback" not in out + err, err
    assert "A fault of ours" not in err, err
    assert PASSWORD not in out + err
    told = {line for line in err.splitlines() if line.lower().startswith("error:")}  # web and worker may both say it
    assert len(told) == 1, err
    assert NEXT_STEPS.search(err), f"no next step: {err}"
    assert len(err) < 1200, err


# --- before anything runs ------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Said]:
    """Every way to begin wrongly, each in a process of its own, by name."""
    folder = tmp_path_factory.mktemp("settings")
    plain = environment_of(folder / "home")
    jobs: dict[str, tuple[list[str], dict[str, str]]] = {}

    def job(name: str, *arguments: str, **settings: str) -> None:
        jobs[name] = (["--home", str(folder / name), *arguments], {**plain, **settings})

    def toml(name: str, text: str) -> None:
        (folder / name).mkdir()
        (folder / name / "shoplatch.toml").write_text(text)
        job(name, "shops")

    with socket.create_server(("127.0.0.1", 0)) as taken, ancient_postgres() as ancient:
        port = str(taken.getsockname()[1])
        job("port taken", "serve", "--port", port)
        job("simulator port taken", "simulator", "--port", port, "--world", "empty")
        job("foreign address", "serve", "--host", "192.0.2.1", "--port", "0")
        job("unknown operation", "operations", "show", "order.get_order_lst")
        job("unknown operation called", "call", "order.get_order_lst")
        job("unknown command", "ordres")
        toml("broken file", 'port = 80\npublic_url = "http://x')
        toml("unknown in file", "publik_url = 'http://127.0.0.1'")
        toml("refused in file", "port = 'eighty'")
        toml("table in file", "[web]\nport = 80")
        job("unknown variable", "shops", SHOPLATCH_PUBLIK_URL="http://127.0.0.1")
        job("refused variable", "shops", SHOPLATCH_PORT="99999999")
        job("no database there", "shops", SHOPLATCH_DATABASE_URL=f"postgresql://u:{PASSWORD}@127.0.0.1:1/x")
        job("no such host", "shops", SHOPLATCH_DATABASE_URL=f"postgresql://u:{PASSWORD}@nowhere.invalid/x")
        job("not a database", "shops", SHOPLATCH_DATABASE_URL=f"mysql://u:{PASSWORD}@127.0.0.1/x")
        job("odd address", "shops", SHOPLATCH_DATABASE_URL=f"postgresql://u:{PASSWORD}@[::1/x")
        job("old database", "shops", SHOPLATCH_DATABASE_URL=f"postgresql://u:{PASSWORD}@{ancient}/x")
        job(
            "serve without database", "serve", "--port", "0", SHOPLATCH_DATABASE_URL=f"postgresql://u:{PASSWORD}@{ancient}/x"
        )
        job("serve, nobody there", "serve", "--port", "0", SHOPLATCH_DATABASE_URL=f"postgresql://u:{PASSWORD}@127.0.0.1:1/x")
        job("no simulator", "sim", "truth", "--url", "http://127.0.0.1:1")
        job("no ready file", "apps", "add", "--ready-file", str(folder / "nothing.json"))
        (folder / "a file").write_text("")
        jobs["home is a file"] = (["--home", str(folder / "a file" / "home"), "shops"], plain)
        jobs["home cannot be"] = (["--home", "/proc/shoplatch", "shops"], plain)
        done = each_asked(list(jobs.values()))
    return dict(zip(jobs, done, strict=True))


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("port taken", 2, ("is taken by another program", "--port")),
        ("simulator port taken", 2, ("--port",)),
        ("foreign address", 2, ("192.0.2.1", "--host")),
        ("unknown operation", 2, ("order.get_order_list",)),
        ("unknown operation called", 2, ("order.get_order_list",)),
        ("unknown command", 2, ("Did you mean 'orders'?",)),
        ("broken file", 2, ("shoplatch.toml", "not valid TOML", "Each line is")),
        ("unknown in file", 2, ("publik_url", "Did you mean public_url?")),
        ("refused in file", 2, ("port", "'eighty'", "a whole number from 1 to 65535")),
        ("table in file", 2, ("web", "not a setting")),
        ("unknown variable", 2, ("SHOPLATCH_PUBLIK_URL", "Did you mean SHOPLATCH_PUBLIC_URL?")),
        ("refused variable", 2, ("SHOPLATCH_PORT", "99999999")),
        ("no database there", 4, ("database cannot be reached",)),
        ("no such host", 4, ("database cannot be reached", "nowhere.invalid")),
        ("not a database", 2, ("SHOPLATCH_DATABASE_URL",)),
        ("odd address", 2, ("SHOPLATCH_DATABASE_URL",)),
        ("old database", 2, ("PostgreSQL 14", "15 or newer")),
        ("serve without database", 2, ("PostgreSQL 14", "15 or newer")),
        ("serve, nobody there", 4, ("database cannot be reached", "Look whether it runs")),
        ("no simulator", 4, ("http://127.0.0.1:1", "shoplatch simulator")),
        ("no ready file", 2, ("nothing.json", "--ready-file")),
        ("home is a file", 2, ("data folder", "--home")),
        ("home cannot be", 2, ("data folder", "--home")),
    ],
)
def test_what_begins_wrongly_is_said(settings: dict[str, Said], name: str, code: int, words: tuple[str, ...]) -> None:
    fits(settings[name], code, *words)


# --- while it runs -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Simulator, Running]]:
    folder = tmp_path_factory.mktemp("troubles")
    try:
        with simulator(folder, world="empty") as sim, platform(folder, SHOPLATCH_INCREMENTAL_S="1") as here:
            here.shoplatch("connect", "--simulator", sim.url, "--ready-file", str(folder / "ready-empty-7.json"))
            yield sim, here
    finally:
        erased(folder / "home")


def send(here: Running, path: str, body: bytes, signature: str | None, *, method: str = "POST") -> tuple[int, str]:
    """A webhook as TikTok would send it, or somebody else."""
    url = urlsplit(here.url)
    connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=15)
    headers = {"content-type": "application/json"} | ({"authorization": signature} if signature is not None else {})
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may refuse before the end of the body
        connection.request(method, path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def page(here: Running, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"{here.url}{path}", timeout=20) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


def consent(sim: Simulator, here: Running) -> str:
    """A fresh consent, confirmed; gives the query of its callback."""
    link = here.told("connect", sim.ready["app_key"], "--no-wait")["url"]
    return urlsplit(where_it_leads(link)).query


def test_a_second_serve_on_the_same_home_says_where_the_first_is(shop: tuple[Simulator, Running]) -> None:
    _, here = shop
    fits(here.shoplatch("serve", "--port", "0", code=None), 2, "already runs", here.url, "--home")
    assert page(here, "/readyz")[0] == 200


def test_webhooks_that_are_not_in_order(shop: tuple[Simulator, Running]) -> None:
    sim, here = shop
    key, secret = sim.ready["app_key"], sim.ready["app_secret"]
    door = f"/webhooks/tiktok/{key}"
    broken = b'{"type": 1, "tts_notification_id": "'
    odd = b'{"type": 1, "shop_id": "%s", "data": {"order_id": {"not": "an id"}}}' % sim.ready["shop_id"].encode()
    whole = b'{"type": 1, "tts_notification_id": "77", "data": {}}'
    huge = b'{"type": 1, "data": "' + b"x" * 2_000_000 + b'"}'
    assert send(here, door, broken, webhook_signature(key, broken, secret)) == (200, "")
    assert send(here, door, odd, webhook_signature(key, odd, secret)) == (200, "")
    assert send(here, door, whole, "0" * 64) == (401, "")
    assert send(here, door, whole, None) == (401, "")
    assert send(here, door, whole, webhook_signature(key, whole + b" ", secret)) == (401, "")
    assert send(here, "/webhooks/tiktok/nobody", whole, webhook_signature("nobody", whole, secret)) == (404, "")
    assert send(here, door, huge, webhook_signature(key, huge, secret)) == (413, "")
    assert send(here, door, b"", None, method="GET") == (405, "")

    def listed() -> list[dict[str, object]]:
        arrived = here.told("webhooks", "list", "--limit", "500")
        return [event for event in arrived if event["type"] == 0 and event["state"] != "new"]

    unreadable = eventually(listed, within_s=20)
    assert len(unreadable) == 1
    assert unreadable[0]["error"], unreadable
    assert "77" not in {event["dedupe_key"] for event in here.told("webhooks", "list", "--limit", "500")}
    assert "Traceback" not in here.log.read_text()


def test_callbacks_that_are_not_in_order(shop: tuple[Simulator, Running]) -> None:
    sim, here = shop
    before = here.told("doctor", code=None)
    code, forged = page(here, "/oauth/callback?code=abc&state=forged&app_key=x")
    assert (code, "not issued here" in forged) == (400, True), forged
    assert "shoplatch connect" in forged
    assert page(here, "/oauth/callback?code=abc")[0] == 400
    assert page(here, "/oauth/callback")[0] == 400

    query = consent(sim, here)
    assert page(here, f"/oauth/callback?{query}")[0] == 200
    code, again = page(here, f"/oauth/callback?{query}")
    assert (code, "already finished" in again) == (409, True), again

    code_then = parse_qs(consent(sim, here))
    state_now = parse_qs(consent(sim, here))["state"][0]
    sim.post("clock", {"advance_s": 31 * 60, "wait": False})
    code, late = page(here, f"/oauth/callback?code={code_then['code'][0]}&state={state_now}")
    assert (code, "older than 30 minutes" in late) == (400, True), late
    assert "Traceback" not in forged + again + late + here.log.read_text()
    assert [f["state"] for f in before["findings"] if f["check"].startswith("grant")] == ["ok"]


def test_a_name_that_no_shop_has(shop: tuple[Simulator, Running]) -> None:
    _, here = shop
    unknown = asked(
        here.home,
        [("orders", "list", "--shop", "nowhere"), ("call", "order.get_order_list", "page_size=5", "--shop", "nowhere"),
         ("sync", "sweep", "--shop", "nowhere"), ("orders", "show", "404"), ("diff", "--shop", "nowhere", "--json")],
        here.environment,
    )  # fmt: skip
    for said in unknown:
        fits(said, 1)


def test_a_simulator_that_is_down(shop: tuple[Simulator, Running]) -> None:
    sim, here = shop
    app(sim, here, "http://127.0.0.1:1")
    try:
        down = asked(
            here.home,
            [("call", "order.get_order_list", "page_size=5", "--shop", sim.ready["shop_id"]), ("sync", "sweep"),
             ("diff", "--json"), ("connect", sim.ready["app_key"], "--simulator", "http://127.0.0.1:1")],
            here.environment,
        )  # fmt: skip
    finally:
        app(sim, here, sim.url)
    for said in down:
        fits(said, 4)


def app(sim: Simulator, here: Running, url: str) -> None:
    """Say anew where the app's simulator is."""
    done = subprocess.run(
        here.command("apps", "add", "--key", sim.ready["app_key"], "--service-id", sim.ready["service_id"],
                     "--simulator", url, "--secret-file", "-"),
        input=sim.ready["app_secret"], capture_output=True, text=True, timeout=60, env=here.environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_seller_who_takes_the_grant_back_is_told_everywhere_and_nothing_is_asked_any_more(
    shop: tuple[Simulator, Running],
) -> None:
    sim, here = shop
    seller = sim.get("sellers")["sellers"][0]
    sim.post(f"sellers/{seller['open_id']}/deauthorize", {"app_key": sim.ready["app_key"]})

    def grant() -> dict[str, str]:
        findings = here.told("doctor", code=None)["findings"]
        found: dict[str, str] = next(one for one in findings if one["check"].startswith("grant of"))
        return found

    eventually(lambda: grant()["state"] == "wrong", within_s=30)
    assert grant()["found"], grant()
    assert "shoplatch connect" in grant()["next_step"]
    for said in asked(
        here.home,
        [("call", "order.get_order_list", "page_size=5", "--shop", sim.ready["shop_id"]), ("sync", "sweep")],
        here.environment,
    ):
        fits(said, 3, "shoplatch connect")
    quiet = answered(sim)
    time.sleep(4)  # four rounds of the incremental read, had it gone on
    assert answered(sim) == quiet, sim.truth()["requests_by_code"]

    here.shoplatch("connect", sim.ready["app_key"], "--simulator", sim.url)  # and it is cured as it was told
    assert grant()["state"] == "ok"
    here.shoplatch("call", "order.get_order_list", "page_size=5", "--shop", sim.ready["shop_id"])


def answered(sim: Simulator) -> int:
    """How many calls the simulator has answered, whatever it said."""
    return sum(sim.truth()["requests_by_code"].values())


# --- keys and the second start -------------------------------------------------------------------------------------------


def test_master_keys_that_do_not_fit(shop: tuple[Simulator, Running]) -> None:
    _, here = shop
    key = here.home / "master.key"
    right = key.read_text()
    try:
        key.chmod(0o644)
        open_to_all = here.shoplatch("apps", "list", code=None)
        key.chmod(0o600)
        key.write_text("QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=\n")
        foreign = here.shoplatch("apps", "list", code=None)
        key.write_text("no key at all\n")
        nonsense = here.shoplatch("apps", "list", code=None)
    finally:
        key.write_text(right)
        key.chmod(0o600)
    fits(open_to_all, 2, "may be read by others", "chmod 600")
    fits(foreign, 2, "does not fit this database", "Put the right key back")
    fits(nonsense, 2, "not base64")
    here.shoplatch("apps", "list")


def test_a_second_start_finds_everything_and_a_wrong_key_stops_the_third(tmp_path: Path) -> None:
    try:
        with platform(tmp_path, kept=True) as first:
            first.shoplatch(
                *("apps", "add", "--key", "6a1b2c3d4e", "--service-id", "7345678901234567890"),
                *("--simulator", "http://127.0.0.1:1", "--secret-file", str(secret(tmp_path))),
            )
        with platform(tmp_path, kept=True) as second:
            assert [one["app_key"] for one in second.told("apps", "list")] == ["6a1b2c3d4e"]
        (second.home / "master.key").unlink()
        lost = second.shoplatch("serve", "--port", "0", code=None, within_s=60)
        assert lost.returncode == 2, lost.stderr
        assert "does not fit this database" in lost.stderr
        assert "Traceback" not in lost.stderr
    finally:
        erased(tmp_path / "home")


def secret(folder: Path) -> Path:
    path = folder / "secret.txt"
    path.write_text("5" * 40)
    return path


def test_a_wrong_password_is_refused_without_saying_it(shop: tuple[Simulator, Running]) -> None:
    _, here = shop
    with Postgres(here.home) as postgres:
        right = urlsplit(postgres.start())
        wrong = f"postgresql://shoplatch:{PASSWORD}@{right.path}?{right.query}"
        nowhere = right._replace(path="/nowhere").geturl()
        said = each_asked(
            [
                (["--home", str(here.home), "shops"], {**here.environment, "SHOPLATCH_DATABASE_URL": wrong}),
                (["--home", str(here.home), "shops"], {**here.environment, "SHOPLATCH_DATABASE_URL": nowhere}),
            ]
        )
    fits(said[0], 2, "authentication failed", "SHOPLATCH_DATABASE_URL")
    fits(said[1], 2, "does not exist", "SHOPLATCH_DATABASE_URL")
    assert (right.password or "?") not in said[1].err


def test_a_database_that_refuses_us_for_a_while_is_waited_for(tmp_path: Path) -> None:
    """It was fine at the first start. A child that dies meanwhile ends with "wrong settings", and is started again."""
    with Postgres(tmp_path / "theirs") as theirs, psycopg.connect(theirs.start(), autocommit=True) as inside:
        url = theirs.start()
        try:
            with platform(tmp_path, SHOPLATCH_DATABASE_URL=url) as here:
                inside.execute("ALTER ROLE shoplatch PASSWORD 'another'")
                here.kill("worker")
                eventually(lambda: here.log.read_text().count("worker ended with 2; starting it again") >= 2, within_s=60)
                assert page(here, "/healthz")[0] == 200
                inside.execute(sql.SQL("ALTER ROLE shoplatch PASSWORD {}").format(unquote(urlsplit(url).password or "")))
                eventually(lambda: page(here, "/readyz")[0] == 200, within_s=60)
        finally:
            inside.close()
            theirs.erase()


# --- disks ---------------------------------------------------------------------------------------------------------------


@contextmanager
def small_disk(at: Path, *options: str) -> Iterator[Path]:
    """A file system of its own, small or read-only; only root can make one."""
    if os.geteuid() != 0 or sys.platform != "linux":
        pytest.skip("mounting a small disk needs root on Linux")
    at.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(at)], capture_output=True, text=True
    )
    if made.returncode != 0:
        pytest.skip(f"this machine mounts nothing: {made.stderr.strip()}")
    try:
        yield at
    finally:
        subprocess.run(["umount", str(at)], check=True)
        at.rmdir()


def test_a_home_that_is_read_only(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=1m", "ro") as disk:
        for said in asked(disk, [("shops",), ("serve", "--port", "0")], environment_of(disk)):
            fits(said, 2, "data folder", "Read-only", "--home")


def test_a_home_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=64k") as disk:
        with contextlib.suppress(OSError):
            (disk / "filler").write_bytes(b"x" * 65_536)
        for said in asked(disk, [("shops",), ("serve", "--port", "0")], environment_of(disk)):
            fits(said, 2, "room")
        assert json.loads(asked(disk, [("doctor", "--json")], environment_of(disk))[0].out)["ok"] is False


def test_a_disk_too_small_for_the_database(tmp_path: Path) -> None:
    """As an ordinary user, whose database lies in the home: what was half made is no hindrance once there is room."""
    start = as_nobody()
    with small_disk(Path(tempfile.mkdtemp(prefix="small-", dir="/tmp")) / "disk", "size=12m", "mode=0777") as disk:
        disk.parent.chmod(0o755)
        shops = (("--home", str(disk / "home"), "shops"), {**environment_of(disk), "TMPDIR": "/tmp"})
        full = each_asked([shops], start=start)[0]
        fits(full, 2, "disk", "full", "Make room")
        subprocess.run(["mount", "-o", "remount,size=400m", str(disk)], check=True)
        assert each_asked([shops], start=start)[0].code == 0
    disk.parent.rmdir()
