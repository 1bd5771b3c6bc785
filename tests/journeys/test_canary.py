"""Secrets and buyers are planted in a running installation, then looked for everywhere they must not be.

One story for the module: an app with a secret, a consent, orders of people we know by name, a signed-in browser; then the
simulator goes away, and something that repeats every secret it is sent answers in its place. Logs are at their chattiest.
What every process wrote, every page, every command, the dump of the database, the files and the process list are searched.
"""

from __future__ import annotations

import base64
import html
import http.client
import json
import re
import subprocess
import threading
import urllib.request
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import click
import psycopg
import pytest

from shoplatch.accounts.vault import Vault
from shoplatch.catalog import reader
from shoplatch.cli.frame import build
from shoplatch.cli.table import COMMANDS
from shoplatch.client import Client
from shoplatch.console.web import PAGES as CONSOLE_PAGES
from shoplatch.store.embedded import Postgres
from shoplatch.store.embedded.binaries import packaged
from tests.journeys.canaries import Canaries
from tests.journeys.consent import where_it_leads
from tests.journeys.platform import Running, platform
from tests.journeys.processes import embedded_folder, erased, watched
from tests.journeys.simulated import Simulator, eventually, simulator
from tests.journeys.terminal import asked

pytestmark = pytest.mark.long  # three minutes of CPU: the story is told once, by many processes

DETAIL = "order.get_order_detail"
SEED = 3
PERSONAL = ("name", "phone_number", "address_line1", "address_detail", "full_address")
WAIT_S = 90
CHATTY = {"SHOPLATCH_LOG_LEVEL": "debug", "SHOPLATCH_INCREMENTAL_S": "3", "SHOPLATCH_RECONCILE_S": "30"}
# Not run here: they serve (and are read as logs), they are other journeys, or they never open this installation.
ELSEWHERE = {"demo", "serve", "simulator", "bench", "version", "verify", "scenario"}
PAGES = tuple(path for path in CONSOLE_PAGES if "{" not in path)
# Commands that are not run with made-up words: their purpose is to say a secret once, they never end, they write where they
# stand, or the story runs them with something real.
NOT_MADE_UP = {
    *(("sign-in",), ("people", "add"), ("people", "token"), ("hooks", "add"), ("hooks", "rotate"), ("connect",)),
    *(("listen",), ("record",), ("calls", "tail"), ("export",), ("support-bundle",), ("setup", "report"), ("restore",)),
    *(("backup",), ("replay",), ("drift",), ("apps", "add"), ("apps", "rotate-secret"), ("apps", "retire")),
    *(("vault", "prepare"), ("vault", "rotate"), ("vault", "retire"), ("privacy", "erase-shop"), ("privacy", "expire")),
    *(("setup", "key"), ("setup", "begin"), ("radar",), ("webhooks", "subscriptions")),
}
LINK = re.compile(r'href="(/[^"#]*)"')
LINKS_MAX = 250
CLIENT_SECRET = "0idc" + "feedbeef" * 4
SECOND_SECRET = "5ec0nd" + "b16b00b5" * 4
NO_PAGES = ("/nowhere", "/orders/1/2", "/assets/nothing.css", "/live?of=/nowhere", "/orders?status=NONSENSE&page=-1")


@dataclass
class Story:
    """What happened, and everything that anybody said meanwhile."""

    sim: Simulator
    here: Running
    token: str = ""  # opens the API
    canaries: Canaries = field(default_factory=Canaries)
    pages: dict[str, str] = field(default_factory=dict)
    commands: dict[str, str] = field(default_factory=dict)
    order_ids: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)  # a person we know, by field
    processes: dict[str, str] = field(default_factory=dict)  # command line → with its environment
    cookie: str = ""

    @property
    def app_key(self) -> str:
        return str(self.sim.ready["app_key"])

    def run(self, *arguments: str, typed: str | None = None, code: int | None = 0) -> str:
        """Run a command and keep what it said."""
        done = subprocess.run(
            self.here.command(*arguments),
            input=typed,
            capture_output=True,
            text=True,
            timeout=120,
            env=self.here.environment,
        )
        said = done.stdout + done.stderr
        self.commands[" ".join(arguments)] = said
        assert code is None or done.returncode == code, f"{arguments} ended with {done.returncode}: {said}"
        return done.stdout

    def run_all(self, commands: Sequence[tuple[str, ...]]) -> None:
        """Run many commands, whatever their ends, and keep what they said."""
        for said in asked(self.here.home, commands, self.here.environment, within_s=WAIT_S * 10):
            self.commands[" ".join(said.arguments)] = said.out + said.err

    def get(self, path: str, *, label: str = "", data: dict[str, str] | None = None, signed_in: bool = True) -> str:
        """Fetch a page, keep it, and give it; whatever its status."""
        url = urlsplit(self.here.url)
        connection = http.client.HTTPConnection(url.hostname or "", url.port, timeout=30)
        headers = {"cookie": self.cookie} if signed_in and self.cookie else {}
        body = None
        if data is not None:
            body = urlencode(data)
            headers |= {"content-type": "application/x-www-form-urlencoded", "origin": self.here.url}
        if path.startswith("/api/") and self.token:
            headers = {"authorization": f"Bearer {self.token}"}
        connection.request("GET" if data is None else "POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        kept = "".join(f"{name}: {value}\n" for name, value in answer.getheaders() if name.lower() != "set-cookie")
        self.pages[f"{label}{'POST ' if data is not None else ''}{path.split('?')[0]} ({answer.status})"] = f"{kept}\n{text}"
        if data is not None and (cookie := answer.getheader("set-cookie")):
            self.cookie = cookie.split(";")[0]
        return text

    def leaks(self, said: dict[str, str]) -> dict[str, list[str]]:
        return {name: found for name, text in said.items() if (found := self.canaries.found_in(text))}


# --- the story -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("canary")
    try:
        provider(folder / "home")
        with platform(folder, kept=True, **CHATTY) as here:
            with watched() as processes:
                told = begun(folder, here, processes)
                nobody_answers(told)
                with repeating_all_it_hears() as echo:
                    everything_is_repeated(told, echo)
            yield told
    finally:
        erased(folder / "home")


def provider(home: Path) -> None:
    """An identity provider that nobody answers for, with a secret of ours in the file of settings."""
    home.mkdir(mode=0o700)
    settings = home / "shoplatch.toml"
    settings.write_text(
        f'oidc_issuer = "http://127.0.0.1:9"\noidc_client_id = "shoplatch"\noidc_client_secret = "{CLIENT_SECRET}"\n'
    )
    settings.chmod(0o600)


def begun(folder: Path, here: Running, processes: dict[str, str]) -> Story:
    """While all is well: connected, filled, signed in, looked at."""
    with simulator(folder, world="demo", seed=SEED) as sim, Postgres(here.home) as postgres:
        story = Story(sim, here, processes=processes)
        plant_keys(story, postgres.start())
        authorize(story)
        plant_tokens(story, postgres.start())
        plant_people(story)
        sign_in(story)
        make_a_token(story)
        send_a_link(story)
        install_unasked(story)
        change_keys(story, postgres.start())
        look_around(story, "")
        look_around_as_others(story)
        ask_the_terminal(story)
    return story


def plant_keys(story: Story, url: str) -> None:
    story.canaries.plant("app secret", story.sim.ready["app_secret"])
    key = (story.here.home / "master.key").read_text().strip()
    story.canaries.plant("master key", key)
    story.canaries.plant_bytes("master key", base64.b64decode(key))
    story.canaries.plant("database password", urlsplit(url).password or "")
    story.canaries.plant("client secret", CLIENT_SECRET)


def authorize(story: Story) -> None:
    """Consent step by step, so that we know state and code; then both are used again."""
    ready, public = story.sim.ready, story.here.url
    story.run(
        *("apps", "add", "--key", ready["app_key"], "--service-id", ready["service_id"]),
        *("--simulator", story.sim.url, "--secret-file", "-"),
        typed=ready["app_secret"],
    )
    story.sim.post(
        f"apps/{story.app_key}",
        {"redirect_url": f"{public}/oauth/callback", "webhook_url": f"{public}/webhooks/tiktok/{story.app_key}"},
    )
    link = json.loads(story.run("connect", story.app_key, "--no-wait", "--json"))["url"]
    callback = where_it_leads(link)
    story.canaries.plant("auth code", dict(parse_qsl(urlsplit(callback).query))["code"])
    for label in ("first ", "again "):
        story.get(f"/oauth/callback?{urlsplit(callback).query}", label=label, signed_in=False)
    assert "first /oauth/callback (200)" in story.pages, list(story.pages)


def plant_tokens(story: Story, url: str) -> None:
    """The pair that our own grant holds now, opened with the key as only its owner can."""
    vault = Vault.open(story.here.home)
    with psycopg.connect(url) as conn:
        for owner, access, refresh in conn.execute("SELECT id, sealed_access, sealed_refresh FROM connections"):
            for name, sealed in (("access_token", access), ("refresh_token", refresh)):
                story.canaries.plant(name.replace("_", " "), vault.unseal(sealed, owner=owner, field=name))


def plant_people(story: Story) -> None:
    """An order of a person whom the simulator's API shows us in full, placed now, and those of a page of older orders."""
    orders = eventually(lambda: found if len(found := story.here.orders()) >= 200 else None, within_s=WAIT_S, every_s=1)
    ready = story.sim.ready
    with Client(ready["app_key"], ready["app_secret"], ready["access_token"], base_url=story.sim.url) as client:
        for shop in ready["shops"]:
            seller = client.with_shop(shop["cipher"])
            placed = place(story, seller, shop["id"])
            ids = [*placed, *[order["id"] for order in orders if order["shop_id"] == shop["id"]][:40]]
            for order in seller.call(DETAIL, ids=ids).data["orders"]:
                remember(story, order)
            story.order_ids += placed
    assert set(story.known) >= {"name", "phone_number", "address_line1"}, story.known
    eventually(lambda: set(story.order_ids) <= {order["id"] for order in story.here.orders()}, within_s=WAIT_S, every_s=1)


def place(story: Story, seller: Client, shop_id: str) -> list[str]:
    """Some orders through the control, paid and past their hold, so that their addresses are shown."""
    stocked = [
        item.raw
        for page in seller.pages("product.search_products", body={"status": "ACTIVATE"}, pages_max=1)
        for item in page.items
    ]
    skus = [sku["id"] for raw in stocked for sku in json.loads(raw)["skus"] if sku["inventory"][0]["quantity"] > 5]
    placed = []
    for sku in skus[:4]:
        order = story.sim.post("orders", {"shop_id": shop_id, "lines": [{"sku_id": sku, "quantity": 1}], "pay": True})
        story.sim.post(f"orders/{order['order_id']}/release")
        placed.append(str(order["order_id"]))
    return placed


def remember(story: Story, order: dict[str, Any]) -> None:
    """Every personal value of an order that is shown in clear is a canary from now on."""
    assert any(path.startswith("orders[].recipient_address") for path in reader.pii_paths(reader.operation(DETAIL)))
    person = order.get("recipient_address") or {}
    values = {f"recipient's {name}": str(person.get(name) or "") for name in PERSONAL}
    values["buyer's email"] = str(order.get("buyer_email") or "")
    values["buyer's message"] = str(order.get("buyer_message") or "")
    for name, value in values.items():
        if value and "*" not in value and len(value) > 8:
            story.canaries.plant(name, value)
            story.known.setdefault(name.removeprefix("recipient's "), value)


def sign_in(story: Story) -> None:
    link = story.run("sign-in").strip()
    story.commands.pop("sign-in")  # its whole purpose is to say the token
    token = parse_qs(urlsplit(link).query)["token"][0]
    story.get(f"/sign-in?token={token}", signed_in=False)
    story.pages = {
        name: page for name, page in story.pages.items() if not name.startswith("/sign-in (200)")
    }  # it is the form
    story.get("/sign-in", data={"token": token, "next": "/"}, signed_in=False)
    assert story.cookie, "signing in gave no cookie"
    story.canaries.plant("sign-in token", token)
    story.canaries.plant("session cookie", story.cookie.partition("=")[2])
    story.get("/sign-in", label="spent ", data={"token": token, "next": "/"}, signed_in=False)


def make_a_token(story: Story) -> None:
    """A token that opens the API; said once, when it is made."""
    made = ("people", "token", "owner", "--name", "canary", "--right", "look", "--right", "audit", "--right", "work")
    story.token = story.run(*made).strip()
    story.commands.pop(" ".join(made))
    story.canaries.plant("API token", story.token)


def send_a_link(story: Story) -> None:
    """A link for a seller: said once, when it is made; the page behind it begins a consent."""
    made = ("connect", story.app_key, "--link", "--json", "--label", "Maomao")
    path = urlsplit(json.loads(story.run(*made))["url"]).path
    story.commands.pop(" ".join(made))  # its purpose is to say the address
    story.canaries.plant("link to a seller", path.rpartition("/")[2])
    story.get(path, label="the seller's page", signed_in=False)
    mine = story.cookie
    state = re.search(r"state=([\w-]+)", story.get(path, data={}, signed_in=False))
    story.canaries.plant("consent cookie", story.cookie.partition("=")[2])
    story.cookie = mine  # the seller sits at another browser
    assert state
    story.canaries.plant("state", state[1])
    story.pages = {name: page for name, page in story.pages.items() if not name.startswith(f"POST {path}")}
    assert any("the seller's page" in name for name in story.pages)
    story.pages = {name.replace(path, "/connect/"): page for name, page in story.pages.items()}


def install_unasked(story: Story) -> None:
    """A seller whom nobody here asked: the code comes without a state, and what it gives waits."""
    page = f"{story.sim.url}/open/authorize?service_id={story.sim.ready['service_id']}"
    code = dict(parse_qsl(urlsplit(where_it_leads(page)).query))["code"]
    story.canaries.plant("auth code", code)
    story.get(f"/oauth/callback?{urlencode({'code': code, 'app_key': story.app_key})}", label="unasked ", signed_in=False)
    assert "unasked /oauth/callback (200)" in story.pages, list(story.pages)


def change_keys(story: Story, url: str) -> None:
    """Another app secret, another master key, a backup of it all."""
    story.canaries.plant("app secret", SECOND_SECRET)
    story.run("apps", "rotate-secret", story.app_key, "--secret-file", "-", typed=SECOND_SECRET)
    story.run("vault", "prepare")
    story.run("vault", "rotate")
    for line in (story.here.home / "master.key").read_text().splitlines():
        if not line.startswith("#"):
            story.canaries.plant("master key", line.split()[0])
            story.canaries.plant_bytes("master key", base64.b64decode(line.split()[0]))
    story.run("vault", "retire", "--at-once")
    story.run("backup", str(story.here.home.parent / "shoplatch.dump"))
    story.run("restore", str(story.here.home.parent / "shoplatch.dump"), "--replace", code=2)
    plant_tokens(story, url)


def look_around(story: Story, label: str) -> None:
    """Every page, every order we know a person of, what machines ask, and addresses that lead nowhere."""
    orders = [f"/orders/{order['shop_id']}/{order['id']}" for order in story.here.orders() if order["id"] in story.order_ids]
    assert orders
    for path in (*PAGES, *orders, *NO_PAGES, "/healthz", "/readyz", "/metrics", "/sign-in"):
        story.get(path, label=label)
    story.get("/connections/consent", label=label, data={"app_key": "nobody"})
    for path in (*PAGES, orders[0]):
        assert f"{label}{path} (200)" in story.pages, [name for name in story.pages if path in name]
    follow_links(story, label)
    ask_the_api(story, label)
    live = urllib.request.Request(f"{story.here.url}/live?of=/orders", headers={"cookie": story.cookie})
    with urllib.request.urlopen(live, timeout=30) as stream:
        story.pages[f"{label}/live"] = "".join(stream.readline().decode() for _ in range(4))


def look_around_as_others(story: Story) -> None:
    """Every page as each role that is no owner: a page may show somebody less, but never something else."""
    mine, order = story.cookie, story.order_ids[0]
    shop = next(one["shop_id"] for one in story.here.orders() if one["id"] == order)
    for role in ("operator", "analyst", "auditor"):
        added = ("people", "add", f"canary {role}", "--role", role)
        link = re.search(r"token=([\w-]+)", story.run(*added))
        story.commands.pop(" ".join(added))  # it says the link, once
        assert link
        story.canaries.plant("sign-in token", link[1])
        story.get("/sign-in", label=f"{role} ", data={"token": link[1], "next": "/"}, signed_in=False)
        story.canaries.plant("session cookie", story.cookie.partition("=")[2])
        for path in (*PAGES, f"/orders/{shop}/{order}", *NO_PAGES):
            story.get(path, label=f"{role} ")
        assert f"{role} /orders/{shop}/{order} (200)" in story.pages
        assert f"{role} /people (403)" in story.pages
    story.cookie = mine


def follow_links(story: Story, label: str) -> None:
    """Wherever the pages lead, each kind of address some times: pages with something in their address are found so."""
    seen, kinds, waiting = (
        set(PAGES),
        dict[str, int](),
        sorted({link for page in story.pages.values() for link in links(page)}),
    )
    while waiting and len(seen) < LINKS_MAX:
        path = waiting.pop()
        kind = re.sub(r"[0-9a-f]{6,}|\d+", "#", path.partition("?")[0])
        if path in seen or kinds.get(kind, 0) >= 4 or path.startswith(("/assets/", "/live", "/sign-")):
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        waiting += links(story.get(path, label=f"{label}by a link ({len(seen)}) "))
    assert len(kinds) > 20, kinds


def links(page: str) -> list[str]:
    """The addresses of this console that a page leads to."""
    return [html.unescape(link) for link in LINK.findall(page)]


def ask_the_api(story: Story, label: str) -> None:
    """Every answer of the API that can be read without a name, and those of one shop."""
    described = json.loads(story.get("/api/openapi.json", label=label))
    shop = str(story.sim.ready["shop_id"])
    asked = 0
    for path, methods in described["paths"].items():
        if "get" in methods:
            filled = re.sub(r"\{[^}]+\}", story.order_ids[0], path.replace("{shop}", shop).replace("{shop_id}", shop))
            story.get(filled, label=f"{label}API {path} ")
            asked += 1
    assert asked > 10, list(described["paths"])


def leaves(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command that does something, with the words that call it."""
    for name in group.list_commands(click.Context(group)):
        found = group.get_command(click.Context(group), name)
        if isinstance(found, click.Group):
            yield from leaves(found, (*path, name))
        elif found is not None:
            yield (*path, name), found


def made_up(command: click.Command) -> list[str]:
    """Words for what a command asks for: the first choice where there are some, else a name nobody has."""
    words: list[str] = []
    for one in command.params:
        if one.required:
            word = str(next(iter(one.type.choices))) if isinstance(one.type, click.Choice) else "nobody"
            words += [word] if isinstance(one, click.Argument) else [one.opts[0], word]
    return words


def every_command() -> list[tuple[str, ...]]:
    """Each command of this installation, with made-up words; as JSON where it speaks it, which says the most."""
    found: list[tuple[str, ...]] = []
    for path, command in leaves(build(COMMANDS)):
        if path[0] in ELSEWHERE | {"sim"} or path in NOT_MADE_UP:
            continue
        as_json = ("--json",) if any("--json" in one.opts for one in command.params) else ()
        found.append((*path, *made_up(command), *as_json))
    return found


def ask_the_terminal(story: Story) -> None:
    """Every command that opens this installation or its simulator, for people and for programs."""
    at, shop, order = ("--url", story.sim.url), str(story.sim.ready["shop_id"]), story.order_ids[0]
    both: list[tuple[str, ...]] = [
        ("apps", "list"), ("shops",), ("orders", "list", "--limit", "500"), ("orders", "show", order), ("products",),
        ("inventory",), ("sync", "status"), ("webhooks", "list", "--limit", "500"), ("webhooks", "failed"),
        ("doctor",), ("vault", "status"), ("links", "list"), ("installs", "list"), ("people", "list"), ("audit", "list"),
        ("scopes",), ("privacy", "kept"), ("cancellations", "list"), ("returns", "list"), ("statements", "list"),
        ("transactions", "list"), ("unsettled", "list"), ("payments", "list"), ("withdrawals", "list"),
        ("sim", "shops", *at), ("sim", "apps", *at), ("sim", "orders", "list", *at),
        ("sim", "deliveries", "list", *at), ("explain", "105001"),
    ]  # fmt: skip
    runs = [*both, *((*one, "--json") for one in both if one[0] != "sim")]
    runs += [
        ("diff",), ("sync", "sweep", "--json"), ("webhooks", "replay", "--all"), ("sync", "backfill"),
        ("operations", "list", "order"), ("operations", "show", DETAIL), ("setup", "status"), ("security", "review"),
        ("audit", "verify"), ("vault", "rotate", "--key-file", "/dev/null"), ("installs", "confirm", "nobody"),
        ("links", "revoke", "nobody"), ("support-bundle", "--to", str(story.here.home.parent / "bundle.zip")),
        ("sign-in", "--help"), ("connect", "nobody"), ("call", "order.get_order_lst"), ("--debug", "connect", "nobody"),
        ("call", "order.get_order_list", "--shop", shop, "page_size=-1"), ("orders", "show", "1"),
        ("--debug", "call", DETAIL, "ids=1", "--shop", shop), ("apps", "add", "--ready-file", "/dev/null"),
        ("authorization", "get"), ("call", "authorization.get_authorized_shops"),
    ]  # fmt: skip
    runs += [one for one in every_command() if one not in runs]
    runs += [("export", "--help"), ("listen", "--help"), ("hooks", "add", "--help"), ("record", "--help")]
    runs += [("replay", "--help"), ("drift", "--help"), ("radar", "--help")]
    story.run_all(runs)
    for one in both:
        assert "Traceback" not in story.commands[" ".join(one)], story.commands[" ".join(one)]


def nobody_answers(story: Story) -> None:
    """The simulator has gone; what fails is asked with and without --debug."""
    call = ("call", "order.get_order_list", "page_size=5", "--shop", str(story.sim.ready["shop_id"]))
    story.run_all([call, ("--debug", *call), ("diff", "--json")])
    assert "Traceback" in story.commands[" ".join(("--debug", *call))]
    assert "Unreachable" in story.commands[" ".join(("--debug", *call))]
    eventually(lambda: "cannot be reached" in story.here.log.read_text(), within_s=WAIT_S)


@contextmanager
def repeating_all_it_hears() -> Iterator[str]:
    """A server that refuses every call and token, and repeats address, headers and body in its refusal."""

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
            heard = f"{self.path} {dict(self.headers)} {body}"
            token_call = "/token/" in self.path
            code, status = (36004005, 200) if token_call else (105002, 401)
            message = json.dumps({"code": code, "message": f"refused {heard}", "request_id": "1", "data": None}).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(message)))
            self.end_headers()
            self.wfile.write(message)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """Keep the test's output for failures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def everything_is_repeated(story: Story, echo: str) -> None:
    """The app is pointed at it: calls and refreshes are refused with words that hold the secrets, until the grant ends."""
    ready = story.sim.ready
    story.run(
        *("--debug", "apps", "add", "--key", ready["app_key"], "--service-id", ready["service_id"]),
        *("--simulator", echo, "--secret-file", "-"),
        typed=ready["app_secret"],
    )
    call = ("call", "order.get_order_list", "page_size=5", "--shop", str(ready["shop_id"]), "--body", "{}")
    callback = where_it_leads_back(story)
    story.get(f"/oauth/callback?{callback}", label="repeated ", signed_in=False)
    story.run("--debug", *call, code=None)
    story.run(*call, code=3)
    eventually(lambda: story.here.told("doctor", code=None)["ok"] is False, within_s=30)
    assert "refused" in story.run("doctor", code=1), "what the other side said is not told at all: the test lost its point"
    story.run_all([("doctor", "--json"), ("shops",), ("sync", "status"), ("webhooks", "list"), ("--debug", "diff")])
    look_around(story, "afterwards ")


def where_it_leads_back(story: Story) -> str:
    """A callback whose code goes to whoever stands at the app's address now."""
    link = json.loads(story.run("connect", story.app_key, "--no-wait", "--json"))["url"]
    story.commands.pop(f"connect {story.app_key} --no-wait --json")  # its purpose is to say the state
    code = "GCP_" + "c0de" * 12
    story.canaries.plant("auth code", code)
    state = parse_qs(urlsplit(link).query)["state"][0]
    story.canaries.plant("state", state)
    return urlencode({"app_key": story.app_key, "code": code, "state": state})


# --- the search ----------------------------------------------------------------------------------------------------------


def test_every_kind_of_canary_was_planted(story: Story) -> None:
    assert story.canaries.names >= {
        "app secret", "access token", "refresh token", "auth code", "master key", "database password", "sign-in token",
        "session cookie", "link to a seller", "state", "client secret", "API token", "recipient's name",
        "recipient's phone_number",
        "recipient's address_line1",
    }  # fmt: skip


def test_the_search_finds_a_canary_in_each_spelling(story: Story) -> None:
    name, phone = story.known["name"], story.known["phone_number"]
    for spelled in (
        name,
        json.dumps({"phone": phone}),
        f"?{urlencode({'name': name})}".replace("+", "%20"),
        name.encode().hex(),
    ):
        assert story.canaries.found_in(f"before {spelled} after"), spelled
    packed = zlib.compress(json.dumps({"name": name}).encode())
    assert story.canaries.found_in(packed)
    assert story.canaries.found_in(b"7495\t\\\\x" + packed.hex().encode() + b"\tGBP\n")
    assert story.canaries.found_in("nothing of the kind") == []


def test_every_command_was_asked(story: Story) -> None:
    asked = {word for said in story.commands for word in said.split()[:2]} | {"sign-in"}
    known = {name for section in COMMANDS for name in section.entries}
    assert known - ELSEWHERE <= asked


def test_each_command_with_words_of_its_own_was_asked(story: Story) -> None:
    """Not only the first word: whoever adds a command finds it here by itself, or gives the reason in NOT_MADE_UP."""
    asked = {tuple(said.split()) for said in story.commands}
    missing = [one for one in every_command() if one not in asked]
    assert missing == []
    assert {path for path, _ in leaves(build(COMMANDS))} >= NOT_MADE_UP, "a command of the list is gone"


def test_no_command_says_a_canary(story: Story) -> None:
    assert story.leaks(story.commands) == {}


def test_no_page_shows_a_canary(story: Story) -> None:
    assert len(story.pages) > 40
    assert story.leaks(story.pages) == {}


def test_no_log_holds_a_canary(story: Story) -> None:
    logs = {"serve": story.here.log, "simulator": story.here.log.parent / "simulator.log"}
    logs["database"] = embedded_folder(story.here.home) / "server.log"
    for line in ('"role": "web"', '"role": "worker"', "cannot be reached"):
        assert line in logs["serve"].read_text(), line
    assert story.leaks({name: log.read_text() for name, log in logs.items()}) == {}


def test_the_dump_of_the_database_holds_no_canary(story: Story) -> None:
    with Postgres(story.here.home) as postgres:
        url = postgres.start()
        parts = urlsplit(url)
        host = dict(parse_qsl(parts.query))["host"]
        dumped = subprocess.run(
            [packaged(None).program("pg_dump"), "-h", host, "-U", str(parts.username), "-d", parts.path[1:]],
            env={"PGPASSWORD": parts.password or "", "LC_ALL": "C"},
            capture_output=True,
            timeout=120,
        )
        with psycopg.connect(url) as conn:
            bodies = [body for (body,) in conn.execute("SELECT body FROM inbox WHERE body IS NOT NULL")]
            raws = {
                table: [raw for (raw,) in conn.execute(f"SELECT raw FROM {table} WHERE raw IS NOT NULL")]
                for table in ("orders", "products", "packages", "warehouses")
            }
    assert dumped.returncode == 0, dumped.stderr.decode()
    for table in (
        "apps",
        "connections",
        "orders",
        "order_recipients",
        "inbox",
        "sign_ins",
        "api_calls",
        "procrastinate_jobs",
    ):
        assert re.search(rf"COPY \w+\.{table} ".encode(), dumped.stdout), f"{table} is not in the dump"
    assert len(bodies) > 10
    assert len(raws["orders"]) > 200
    assert story.canaries.found_in(dumped.stdout) == []
    for name, values in {**raws, "inbox": bodies}.items():
        assert {found for value in values for found in story.canaries.found_in(bytes(value))} == set(), name


def test_the_backup_holds_no_canary(story: Story) -> None:
    dump = story.here.home.parent / "shoplatch.dump"
    told = subprocess.run([packaged(None).program("pg_restore"), "-f", "-", str(dump)], capture_output=True, timeout=120)
    assert told.returncode == 0, told.stderr.decode()
    assert b"COPY public.connections" in told.stdout
    assert story.canaries.found_in(told.stdout) == []
    assert story.canaries.found_in(dump.read_bytes()) == []


def test_recipients_are_in_the_database_sealed_and_only_there(story: Story) -> None:
    """The counter-proof: the same persons come out of the vault, so nothing above passed because they never came in."""
    vault = Vault.open(story.here.home)
    with Postgres(story.here.home) as postgres, psycopg.connect(postgres.start()) as conn:
        rows = conn.execute("SELECT shop_id, order_id, sealed FROM order_recipients").fetchall()
    opened = "\n".join(vault.unseal(sealed, owner=f"{shop}/{order}", field="recipient") for shop, order, sealed in rows)
    assert {"recipient's name", "recipient's phone_number", "recipient's address_line1"} <= set(
        story.canaries.found_in(opened)
    )


def test_files_of_the_home_hold_no_canary_but_the_key_in_its_file(story: Story) -> None:
    found = {}
    for path in story.here.home.rglob("*"):
        if path.is_file() and "data" not in path.relative_to(story.here.home).parts:
            found[path.relative_to(story.here.home).as_posix()] = story.canaries.found_in(path.read_bytes())
            assert path.stat().st_mode & 0o077 == 0 or not found[path.relative_to(story.here.home).as_posix()], path
    password = embedded_folder(story.here.home) / "password"
    assert password.stat().st_mode & 0o777 == 0o600
    found.pop("postgres/password", None)
    assert found.pop("shoplatch.toml") == ["client secret"], "where its owner wrote it, and nowhere else"
    assert found.pop("master.key") == found.pop("master.key.retired") == ["master key"]
    assert {name: leaks for name, leaks in found.items() if leaks} == {}


def test_the_database_s_own_files_hold_no_canary(story: Story) -> None:
    """Tables, write-ahead log and temporary files as they lie on the disk."""
    folder = embedded_folder(story.here.home) / "data"
    files = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size]
    assert len(files) > 100
    few = story.canaries.few(set(story.known.values()), of=("recipient", "buyer"))
    assert {path.name: leaks for path in files if (leaks := few.found_in(path.read_bytes()))} == {}


def test_the_process_list_holds_no_canary(story: Story) -> None:
    """Command lines, and the environment too: children get settings there, and here no setting is a secret."""
    for role in ("serve", "--role web", "--role worker", "simulator --port", "bin/postgres", "apps add", "sign-in"):
        assert any(role in line for line in story.processes), role
    assert story.leaks(story.processes) == {}
