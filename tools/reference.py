"""Writes the generated parts of the reference: what the code knows about itself is not typed a second time.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->` of a page under docs/. Run it after a change of commands,
settings, tables, switches or simulated operations; `tests/docs` fails while a part is out of date. It writes nothing else.

    .venv/bin/python tools/reference.py            write
    .venv/bin/python tools/reference.py --check    say which pages are out of date, exit code 1
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT)) if path not in sys.path]

import shoplatch.client  # noqa: E402
from shoplatch.cli.frame import build  # noqa: E402
from shoplatch.cli.table import COMMANDS  # noqa: E402
from shoplatch.config import SETTINGS, Options, load  # noqa: E402
from tests.house.plan import DOORS  # noqa: E402
from tools import error_codes, kept, scenario_words, simulated  # noqa: E402

PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
DEFAULTS: dict[str, Callable[[Options], object]] = {
    "database_url": lambda _: "none: the embedded PostgreSQL",
    "database_pool": lambda o: o.database.pool_max,
    "public_url": lambda _: "`http://127.0.0.1:` and the port",
    "host": lambda o: o.web.host,
    "port": lambda o: o.web.port,
    "trusted_proxies": lambda o: ", ".join(o.web.trusted_proxies) or "nobody",
    "metrics_token": lambda o: o.web.metrics_token or "none: this machine alone",
    "master_key": lambda o: o.vault.key or "none: the file `master.key` in the home",
    "master_key_file": lambda _: "none: the file `master.key` in the home",
    "master_key_command": lambda _: "none",
    "hooks_networks": lambda _: "none: the internet alone",
    "incremental_s": lambda o: f"{o.sync.incremental_s:g}",
    "reconcile_s": lambda o: f"{o.sync.reconcile_s:g}",
    "backfill_days": lambda o: o.sync.backfill_days or "none: the whole history",
    "external_orders": lambda o: ", ".join(o.sync.external_orders) or "none",
    "data_after_end": lambda o: o.sync.data_after_end,
    "oidc_issuer": lambda o: o.oidc.issuer or "none: links and passwords alone",
    "oidc_client_id": lambda o: o.oidc.client_id or "none",
    "oidc_client_secret": lambda o: o.oidc.client_secret or "none: a public client",
    "oidc_name": lambda o: o.oidc.name or "the issuer's host",
    "oidc_scopes": lambda o: " ".join(o.oidc.scopes),
    "oidc_role_claim": lambda o: o.oidc.role_claim or "none",
    "oidc_roles": lambda o: o.oidc.roles or "none: roles are given here",
    "oidc_create": lambda o: o.oidc.create,
    "log_level": lambda o: o.log.level,
    "log_format": lambda o: o.log.format,
    "call_parameters": lambda o: o.log.call_parameters,
}


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command with its whole name, groups before their members."""
    root = build(COMMANDS)
    yield from _walk(root, click.Context(root, info_name="shoplatch", terminal_width=100, **root.context_settings))


def _walk(command: click.Command, ctx: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    yield ctx.command_path, command, ctx
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            member = command.get_command(ctx, name)
            if member is not None and not member.hidden:
                yield from _walk(member, click.Context(member, info_name=name, parent=ctx))


def cli() -> str:
    """Each command as its own help tells it."""
    parts = []
    for name, command, ctx in commands():
        depth = "##" if name.count(" ") <= 1 else "###"
        text = "\n".join(line.rstrip() for line in command.get_help(ctx).splitlines())
        parts.append(f"{depth} `{name}`\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


def settings() -> str:
    """Each setting with its default."""
    options = load(home=Path("/nowhere"), environment={})
    rows = ["| environment | in `shoplatch.toml` | what | default | allowed |", "|---|---|---|---|---|"]
    for one in SETTINGS:
        secret = " (secret)" if one.secret else ""
        rows.append(
            f"| `{one.variable}` | `{one.name}` | {one.meaning}{secret} | {DEFAULTS[one.name](options)} | {one.allowed} |"
        )
    return "\n".join(rows) + "\n"


def rooms() -> str:
    """Which rooms each room may use."""
    rows = ["| room | may use, beside `errors`, `values` and `clock` |", "|---|---|"]
    rows += [
        f"| `{room}` | {', '.join(f'`{door}`' for door in sorted(doors)) or 'nothing'} |" for room, doors in DOORS.items()
    ]
    return "\n".join(rows) + "\n"


def client() -> str:
    """The names a program may import from `shoplatch.client`, and what a client can do beside its operations."""
    rows = ["| name | what |", "|---|---|"]
    rows += [f"| `{name}` | {_first_line(getattr(shoplatch.client, name))} |" for name in shoplatch.client.__all__]
    rows += ["", "| of a `Client` | what |", "|---|---|"]
    own = [name for name, kind in vars(shoplatch.client.Client).items() if not name.startswith("_") and callable(kind)]
    rows += [f"| `{name}` | {_first_line(getattr(shoplatch.client.Client, name))} |" for name in own]
    return "\n".join(rows) + "\n"


def _first_line(of: object) -> str:
    return (inspect.getdoc(of) or "").split("\n", 1)[0].replace("|", "\\|")


def rest() -> str:
    """Each route of the API with the right that opens it."""
    from shoplatch.api.web import describe

    rows = ["| route | right | what |", "|---|---|---|"]
    for path, methods in describe(None).openapi()["paths"].items():  # type: ignore[arg-type]  # told without rooms beneath
        for method, said in methods.items():
            rights = [right for one in said.get("security", []) for right in one.get("API token", [])]
            rows.append(f"| `{method.upper()} {path}` | {', '.join(rights) or 'any token'} | {said['summary']} |")
    return "\n".join(rows) + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "client": client,
    "cli": cli,
    "settings": settings,
    "rooms": rooms,
    "rest": rest,
    **kept.parts(),
    **simulated.parts(),
    **error_codes.parts(),
    **scenario_words.parts(),
}


def pages() -> dict[Path, str]:
    """Every page with generated parts, as it has to read now."""
    found = {}
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        if PART.search(text):
            found[path] = PART.sub(lambda part: f"{part[1]}{PARTS[part[2]]()}{part[4]}", text)
    return found


def main() -> int:
    """Write or check; gives the exit code."""
    old = {path: text for path, text in pages().items() if path.read_text("utf-8") != text}
    for path, text in old.items():
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))
    return 1 if old and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
