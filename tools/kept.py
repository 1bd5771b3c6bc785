"""The generated parts about what the store keeps and hands on: its tables, the events, the columns of the exports.

`tools/reference.py` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.dialects import postgresql

from shoplatch.outbox import kinds as event_kinds
from shoplatch.store.schema import metadata

SCHEMA = Path(__file__).resolve().parent.parent / "src/shoplatch/store/schema"
DIALECT = postgresql.dialect()
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


def parts() -> dict[str, Callable[[], str]]:
    """What writes each part, by its name."""
    return {"tables": tables, "relations": relations, "events": events, "exports": exports}


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
            kind = column.type.compile(dialect=DIALECT).lower()
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
            kinds = ((column, column.type.compile(dialect=DIALECT).lower().split(" ")[0]) for column in shown)
            lines += [f"        {kind} {column.name}{' PK' if column.name in key else ' FK'}" for column, kind in kinds]
            lines.append("    }")
        parts.append(f"### {title}\n\n" + "\n".join([*lines, "```"]) + "\n")
    return "\n".join(parts)


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
                    about[table] = above
            if found := re.match(r'(?:Column|moment)\("(\w+)".*?(?:  # (.*))?$', text):
                note = found[2] or above
                if note:
                    beside[table, found[1]] = note.replace("|", "\\|")
            above = f"{above} {text[2:]}".strip() if text.startswith("# ") else ""
    return about, beside


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
