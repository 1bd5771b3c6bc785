"""Writes the generated parts of the reference: what the code knows about itself is not typed a second time.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->` of a page under docs/. Run it after a change of commands,
settings, tables, switches or simulated operations; `tests/docs` fails while a part is out of date. It writes nothing else.

    .venv/bin/python tools/reference.py            write
    .venv/bin/python tools/reference.py --check    say which pages are out of date, exit code 1
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [path for path in (str(ROOT / "src"), str(ROOT)) if path not in sys.path]

import shoplatch.client  # noqa: E402
from shoplatch.catalog import reader  # noqa: E402
from shoplatch.cli.frame import build  # noqa: E402
from shoplatch.cli.table import COMMANDS  # noqa: E402
from shoplatch.config import SETTINGS, Options, load  # noqa: E402
from shoplatch.outbox import kinds as event_kinds  # noqa: E402
from shoplatch.simulator import coverage as covered  # noqa: E402
from shoplatch.simulator.ledger import written  # noqa: E402
from shoplatch.simulator.levers import LEVERS  # noqa: E402
from shoplatch.simulator.markets import MARKETS, market  # noqa: E402
from shoplatch.simulator.money import terms as money_terms  # noqa: E402
from shoplatch.simulator.routes import HANDLERS  # noqa: E402
from shoplatch.simulator.sites.front import ACTS, LOOKS  # noqa: E402
from shoplatch.simulator.switches import Switches  # noqa: E402
from shoplatch.store.schema import metadata  # noqa: E402
from tests.house.plan import DOORS  # noqa: E402
from tools import error_codes  # noqa: E402

ENVELOPE = {
    "type": "the event's name",
    "timestamp": "when the change was written here, ISO 8601, UTC; that of the attempt is in the header `webhook-timestamp`",
    "version": "of the shape",
    "data.shop_id": "the shop's id",
    "data.kind": "what changed, as the change feed calls it",
    "data.id": "the object's id at TikTok Shop",
    "data.cause": "why it was written, see below",
    "data.before": "the status before; null where it is new, or has none",
    "data.after": "the status now",
    "data.update_time": "TikTok Shop's own time of the change, where it says one",
    "data.revision": "counts the object's changes here; that of the state in `object`. Null where none is counted",
    "data.object": "the object as it stood when the event was made; null where it was deleted since or is too large",
    "data.truncated": "true where `object` was left out because it is larger than 256 KiB",
    "data.personal": "personal data, for endpoints that may have it",
}
PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
SCHEMA = ROOT / "src/shoplatch/store/schema"
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


def tables() -> str:
    """Each table with its columns, and the notes that stand beside them in the schema."""
    about, beside = _notes()
    parts = []
    for table in sorted(metadata.tables.values(), key=lambda one: one.name):
        key = ", ".join(f"`{column.name}`" for column in table.primary_key.columns)
        parts.append(f"## `{table.name}`\n")
        if table.name in about:
            parts.append(f"{about[table.name]}\n")
        parts.append(f"Key: {key}.\n")
        parts.append("| column | type | | note |\n|---|---|---|---|")
        for column in table.columns:
            empty = "" if column.nullable else "not null"
            points = "".join(f" → `{key.target_fullname}`" for key in column.foreign_keys)
            kind = column.type.compile(dialect=_dialect()).lower()
            note = beside.get((table.name, column.name)) or beside.get(("", column.name), "")
            parts.append(f"| `{column.name}` | {kind}{points} | {empty} | {note} |")
        parts.append("")
    return "\n".join(parts)


# A column of this name points at that table (both with the shop's id). The database does not enforce it: what TikTok Shop
# sends may name what we were never shown.
POINTS = {
    "order_id": "orders", "product_id": "products", "sku_id": "skus", "warehouse_id": "warehouses",
    "package_id": "packages", "cancellation_id": "cancellations", "return_id": "returns", "statement_id": "statements",
    "payment_id": "payments", "promotion_id": "promotions", "affiliate_order_id": "affiliate_orders",
    "conversation_id": "conversations", "connection_id": "connections", "app_key": "apps", "inbox_n": "inbox",
}  # fmt: skip
# Whose id is that of another table's row.
SAME = {
    "package_details": "packages", "product_audits": "products", "sku_prices": "skus", "stock_distribution": "skus",
    "statement_totals": "statements", "affiliate_orders": "orders",
}  # fmt: skip
DRAWN = (
    ("What is sold and where it lies", ("goods",)),
    ("What was ordered, sent, cancelled and returned", ("sales", "aftersales")),
    ("What was earned, settled and paid", ("money",)),
    ("What helps to sell", ("selling",)),
)


def relations() -> str:
    """How the tables belong together, as diagrams."""
    homes = {found: path.stem for path in SCHEMA.glob("*.py")
             for found in re.findall(r"^(\w+) = Table\(", path.read_text("utf-8"), re.M)}  # fmt: skip
    parts = []
    for title, files in DRAWN:
        lines = ["```mermaid", "erDiagram"]
        for table in sorted(metadata.tables.values(), key=lambda one: one.name):
            if homes.get(table.name) not in files:
                continue
            links = [(POINTS[column.name], column.name) for column in table.columns if column.name in POINTS]
            links += [(SAME[table.name], "id")] if table.name in SAME else []
            lines += [f"    {target} ||--o{{ {table.name} : {name}" for target, name in links if target != table.name]
            key = [column.name for column in table.primary_key.columns]
            shown = [column for column in table.columns if column.name in key or column.name in POINTS]
            lines.append(f"    {table.name} {{")
            kinds = ((column, column.type.compile(dialect=_dialect()).lower().split(" ")[0]) for column in shown)
            lines += [f"        {kind} {column.name}{' PK' if column.name in key else ' FK'}" for column, kind in kinds]
            lines.append("    }")
        parts.append(f"### {title}\n\n" + "\n".join([*lines, "```"]) + "\n")
    return "\n".join(parts)


def _dialect() -> object:
    from sqlalchemy.dialects import postgresql

    return postgresql.dialect()


def _notes() -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Comments of the schema: above a table, and behind or above a column ("" as table: one that many share)."""
    about: dict[str, str] = {}
    beside: dict[tuple[str, str], str] = {}
    for path in sorted(SCHEMA.glob("*.py")):
        table, above = "", ""
        for line in path.read_text("utf-8").splitlines():
            text = line.strip()
            if found := re.match(r"(\w+) = Table\(", text):
                table = found[1]
                if above:
                    about[table] = re.sub(r" \(design\.md[^)]*\)", "", above)
            if found := re.match(r'(?:Column|moment)\("(\w+)".*?(?:  # (.*))?$', text):
                note = found[2] or above
                if note:
                    beside[table, found[1]] = note.replace("|", "\\|")
            above = f"{above} {text[2:]}".strip() if text.startswith("# ") else ""
    return about, beside


def switches() -> str:
    """Each open question of the platform with the answer the simulator gives by default."""
    rows = ["| switch | decides | default | other | confidence | source |", "|---|---|---|---|---|---|"]
    for each in fields(Switches):
        meta = each.metadata
        others = ", ".join(f"`{value}`" for value in meta["choices"] if value != each.default) or "any whole number"
        rows.append(
            f"| `{each.name}` | {meta['meaning']} | `{each.default}` | {others} | {meta['confidence']} | {meta['source']} |"
        )
    return "\n".join(rows) + "\n"


def terms() -> str:
    """On which terms the simulated shops of each market are settled."""
    table = [("every market", money_terms.rows("")), *((region, money_terms.rows(region)) for region in MARKETS)]
    common, lines = table[0][1], ["| market | term | value | confidence | source |", "|---|---|---|---|---|"]
    for region, rows in table:
        for name, row in rows.items():
            if region == "every market" or row != common[name]:
                value = json.dumps(row.value, ensure_ascii=False).replace("|", "\\|")
                source = f"{row.source}. {row.note}" if row.note else row.source
                lines.append(f"| {region} | `{name}` | `{value}` | {row.confidence} | {source} |")
    return "\n".join(lines) + "\n"


def stateful() -> str:
    """How many operations have a behaviour of their own, by the platform's areas."""
    heads = reader.heads()
    rows = ["| area | with state | of |", "|---|---|---|"]
    for area in sorted({head.area for head in heads if head.capability in HANDLERS}):
        own = [head for head in heads if head.area == area]
        rows.append(f"| {area} | {sum(head.capability in HANDLERS for head in own)} | {len(own)} |")
    count = sum(head.capability in HANDLERS for head in heads)
    return "\n".join(rows) + f"\n\n{count} of {len(heads)} operations; the other {len(heads) - count} answer in shape.\n"


def ledger() -> str:
    """What the simulator does and how sure that is."""
    rows = ["| area | behaviour | confidence | source |", "|---|---|---|---|"]
    rows += [f"| {one.area} | {one.behaviour} | {one.confidence} | {one.source} |" for one in written()]
    counts = Counter([one.confidence for one in written()] + [each.metadata["confidence"] for each in fields(Switches)])
    told = ", ".join(f"{counts[word]} {word}" for word in ("documented", "inferred", "unknown"))
    return "\n".join(rows) + f"\n\nWith the switches: {told}.\n"


def coverage() -> str:
    """What answers each operation, by area."""
    told = covered.told()
    capabilities = f"{told['stateful_capabilities']} of {told['capabilities']} capabilities"
    parts = [
        f"**{told['stateful']} of {told['operations']} operations ({capabilities}) have a behaviour with state**; the other "
        f"{told['in_shape']} are answered in shape.\n"
    ]
    for area in sorted({row["area"] for row in told["rows"]}):
        own = [row for row in told["rows"] if row["area"] == area]
        stateful = sum(row["answer"] == "stateful" for row in own)
        parts.append(f"## {area}\n\n{stateful} of {len(own)} with state.\n\n| operation | answer | note |\n|---|---|---|")
        parts += [f"| `{row['id']}` | {row['answer']} | {row.get('refused', '')} |" for row in own]
        parts.append("")
    rung = covered.webhooks()
    told = sum(row["told_by"] == "state" for row in rung)
    parts.append(f"## Webhooks\n\n{told} of {len(rung)} topics ring by what happens; the others only by the trigger.\n")
    parts.append("| topic | name | rings when |\n|---|---|---|")
    for row in rung:
        parts.append(f"| {row['topic']} | `{row['name']}` | {row.get('cause') or 'only triggered: ' + row['reason']} |")
    parts.append("")
    return "\n".join(parts)


def markets() -> str:
    """Every rule of every market: a value stands once, with those that have it."""
    lines = ["| fact | value | markets | confidence | source |", "|---|---|---|---|---|"]
    for name in sorted({name for region in MARKETS for name in market(region).facts}):
        held: dict[tuple[str, str, str], list[str]] = {}
        for region in MARKETS:
            fact = market(region).facts.get(name)
            if fact is not None:
                source = f"{fact.source}. {fact.note}" if fact.note else fact.source
                held.setdefault((json.dumps(fact.value), fact.confidence, source.replace("|", "\\|")), []).append(region)
        for (value, confidence, source), regions in held.items():
            where = "all" if len(regions) == len(MARKETS) else ", ".join(regions)
            lines.append(f"| `{name}` | `{value}` | {where} | {confidence} | {source} |")
    return "\n".join(lines) + "\n"


def events() -> str:
    """The envelope of events, why they go out, and each type with the columns of its object."""
    parts = [
        f"Version of the shape: {event_kinds.version()}. A member may be added without a new version.\n",
        "| member | what |\n|---|---|",
        *(f"| `{name}` | {what} |" for name, what in ENVELOPE.items()),
        "\n| `data.cause` | the change was written because |\n|---|---|",
        *(f"| `{name}` | {what} |" for name, what in event_kinds.causes().items()),
        "",
    ]
    for one in event_kinds.types().values():
        parts.append(f"## `{one.name}`\n\n{one.what}\n")
        parts.append(f"`data.kind` is `{one.kind}`. `data.object`: {', '.join(f'`{name}`' for name in one.columns)}.")
        parts += [f"A list `{name}` of: {', '.join(f'`{column}`' for column in own)}." for name, own in one.parts.items()]
        if one.personal:
            parts.append(f"Personal, where allowed: {', '.join(f'`{name}`' for name in one.personal)}.")
        parts.append("")
    return "\n".join(parts)


def control() -> str:
    """The levers of the simulator's control."""
    rows = ["| call | query | body | does |", "|---|---|---|---|"]
    for lever in LEVERS:
        query = ", ".join(f"`{name}`" for name in lever.query)
        members = (
            lever.takes.__struct_fields__ if isinstance(lever.takes, type) else (lever.takes or {}).get("properties", ())
        )
        body = ", ".join(f"`{name}`" for name in members) or (lever.takes or {}).get("description", "")
        rows.append(f"| `{lever.method} /_sim/{lever.path}` | {query} | {body} | {lever.does} |")
    return "\n".join(rows) + "\n"


def sites() -> str:
    """The pages of the simulated sites, and what their forms do."""
    rows = ["| address | what |", "|---|---|"]
    rows += [f"| `GET {one.path}` | {one.does} |" for one in LOOKS]
    rows += [f"| `POST {one.path}` | {one.does} |" for one in ACTS]
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


def exports() -> str:
    """Each family of the exports with its columns."""
    from shoplatch.exports.columns import Columns
    from shoplatch.store.read.kinds import KINDS

    parts = []
    for kind in KINDS:
        said = Columns(kind, personal=False).described()
        held = kind.parent or kind
        newest = ", ".join(f"`{name}`" for name in said["newest"]) or "the newest file"  # type: ignore[attr-defined]
        columns = [f"`{one['name']}` {one['type']}" for one in said["columns"]]  # type: ignore[attr-defined]
        parts.append(
            f"## `{kind.name}`\n\nKey: {', '.join(f'`{name}`' for name in said['key'])}. Newest by: {newest}. "  # type: ignore[attr-defined]
            f"`--as-of`: {'yes' if held.family is not None else 'no'}.\n\n{', '.join(columns)}\n"
        )
    return "\n".join(parts)


PARTS: dict[str, Callable[[], str]] = {
    "client": client,
    "cli": cli,
    "settings": settings,
    "tables": tables,
    "relations": relations,
    "switches": switches,
    "stateful": stateful,
    "terms": terms,
    "ledger": ledger,
    "coverage": coverage,
    "markets": markets,
    "events": events,
    "control": control,
    "sites": sites,
    "rooms": rooms,
    "rest": rest,
    "exports": exports,
    **error_codes.parts(),
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
