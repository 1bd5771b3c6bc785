"""What older code can meet of a database, and what a change of it takes from that code: nothing, if it only adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg

Named = Mapping[tuple[str, str], Any]

_RELATIONS = """
SELECT relname::text, '', relkind::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
"""
_COLUMNS = """
SELECT t.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
    coalesce(pg_get_expr(d.adbin, d.adrelid), nullif(a.attidentity::text, ''))
FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped AND t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'v')
"""
_NAMES = "ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = t.oid AND attnum = ANY({}))"
_CONSTRAINTS = f"""
SELECT t.relname::text, c.conname::text, pg_get_constraintdef(c.oid), {_NAMES.format("c.conkey")}
FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
WHERE c.connamespace = 'public'::regnamespace AND c.contype <> 'n'
"""  # NOT NULL is a constraint too since PostgreSQL 18, and a column's own matter here
_UNIQUE = f"""
SELECT t.relname::text, n.relname::text, pg_get_indexdef(i.indexrelid), {_NAMES.format("i.indkey::int2[]")}
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class n ON n.oid = i.indexrelid
WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace
"""
_TRIGGERS = """
SELECT t.relname::text, g.tgname::text, pg_get_triggerdef(g.oid)
FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
"""


@dataclass(frozen=True)
class Shape:
    """By table and name: what there is."""

    relations: Named
    columns: Named  # type, whether it may not be null, default
    rules: Named  # constraints and unique indexes: definition, columns
    triggers: Named


def shape(conn: psycopg.Connection[Any]) -> Shape:
    """Of the database as this connection sees it now."""

    def named(query: str) -> Named:
        return {(row[0], row[1]): row[2:] for row in conn.execute(query.encode()).fetchall()}

    rules = {**named(_CONSTRAINTS), **named(_UNIQUE)}
    return Shape(named(_RELATIONS), named(_COLUMNS), rules, named(_TRIGGERS))


def taken(before: Shape, after: Shape) -> list[str]:
    """What code written for `before` no longer finds, or is newly refused, in `after`."""
    return [*_gone(before, after), *_changed(before, after), *_refused(before, after)]


def _gone(before: Shape, after: Shape) -> Iterator[str]:
    for name in ("relations", "columns", "rules", "triggers"):
        for key in sorted(getattr(before, name).keys() - getattr(after, name).keys()):
            yield f"{'.'.join(filter(None, key))} is gone ({name})"


def _changed(before: Shape, after: Shape) -> Iterator[str]:
    for name in ("relations", "rules", "triggers"):
        was, now = getattr(before, name), getattr(after, name)
        yield from (f"{'.'.join(filter(None, key))} is another" for key in sorted(was.keys() & now) if was[key] != now[key])
    for key in sorted(before.columns.keys() & after.columns):
        (kind, required, default), (kind_now, required_now, default_now) = before.columns[key], after.columns[key]
        if kind != kind_now:
            yield f"{'.'.join(key)} was {kind} and is {kind_now}"
        if required != required_now:
            yield f"{'.'.join(key)} {'may' if required else 'may not'} be null now"
        if default is not None and default != default_now:
            yield f"{'.'.join(key)} has another default"


def _refused(before: Shape, after: Shape) -> Iterator[str]:
    """What is new on a table that older code writes, and older code does not know to fill."""
    for table, column in sorted(after.columns.keys() - before.columns.keys()):
        _, required, default = after.columns[table, column]
        if (table, "") in before.relations and required and default is None:
            yield f"{table}.{column} is new and older code does not fill it"
    for table, name in sorted(after.rules.keys() - before.rules.keys()):
        columns = after.rules[table, name][1]
        fresh = all((table, one) not in before.columns and not after.columns[table, one][1] for one in columns)
        if (table, "") in before.relations and not (columns and fresh):
            yield f"{table} has the new rule {name}"
    for table, name in sorted(after.triggers.keys() - before.triggers.keys()):
        if (table, "") in before.relations:
            yield f"{table} has the new trigger {name}"
