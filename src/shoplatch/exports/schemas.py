"""The schema file beside the data of a kind: its version, its columns, and what changed from version to version."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from shoplatch.exports.columns import Columns
from shoplatch.exports.folder import Folder, KindState


@dataclass(frozen=True, slots=True)
class Described:
    """A schema as it is to be written. `changed`: in words, why it is another than before; "" where it is the same."""

    version: int
    columns: dict[str, str]
    changed: str
    content: bytes


def described(folder: Folder, columns: Columns, held: KindState | None) -> Described:
    """The schema of a kind as it is now, after the one that lies there."""
    said = columns.described()
    now: dict[str, str] = {one.name: one.type for one in columns.shapes}
    if held is None:
        return _made(1, now, "", said, [])
    told = _told(folder, columns.kind.name)
    if held.columns == now:
        return _made(held.schema_version, now, "", said, told)
    added = sorted(now.keys() - held.columns.keys())
    removed = sorted(held.columns.keys() - now.keys())
    other = sorted(name for name in now.keys() & held.columns.keys() if now[name] != held.columns[name])
    version = held.schema_version + 1
    told = [*told, {"version": version, "added": added, "removed": removed, "other_type": other}]
    return _made(version, now, "columns changed" if removed or other else "columns were added", said, told)


def _made(
    version: int, columns: dict[str, str], changed: str, said: dict[str, object], told: list[dict[str, object]]
) -> Described:
    whole = {"schema_version": version, **said, "changes": told}
    return Described(version, columns, changed, msgspec.json.format(msgspec.json.encode(whole)))


def _told(folder: Folder, kind: str) -> list[dict[str, object]]:
    try:
        lying = msgspec.json.decode((folder.path / kind / "schema.json").read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return []
    found = lying.get("changes") if isinstance(lying, dict) else None
    return list(found) if isinstance(found, list) else []
