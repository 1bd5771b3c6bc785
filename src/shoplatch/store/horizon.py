"""Up to where a reader in order of (transaction, number) may read: everything before it is committed or undone for good.

A snapshot's xmin says that too, but for the whole server: a long transaction in a neighbour's database would hold back
every reader of ours, and it can have written nothing here. So transactions known to belong to another database are left
out, prepared ones among them. One whose place is not known (a worker without a database, or one that ended since the
snapshot was taken) holds readers back, which is safe. What is asked is shown to every role, whoever's the session is.
"""

from __future__ import annotations

# The statement's snapshot, and with it a fresh look at the activity: what a transaction saw of the activity before would be
# older than the snapshot, and then a session might stand in the place of one that left, with the other's database.
# Looked at after the snapshot, each transaction it holds had begun, so whoever has its id now was in its database before.
NOW = "now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot, pg_stat_clear_snapshot() AS afresh)"

_HERE = "(SELECT oid FROM pg_database WHERE datname = current_database())"
_ELSEWHERE = f"""
SELECT FROM pg_stat_get_activity(NULL) AS backend
WHERE backend.backend_xid = running.xid::xid AND backend.datid <> 0 AND backend.datid <> {_HERE}
UNION ALL
SELECT FROM pg_prepared_xact() AS prepared
WHERE prepared.transaction = running.xid::xid AND prepared.dbid <> {_HERE}
"""


def horizon(snapshot: str) -> str:
    """SQL for the first transaction, an xid8, that a reader has to wait for; `snapshot` is that of `NOW`.

    A standby knows which transactions run, but not where, and its snapshots list none: there xmin is the answer.
    """
    return (
        f"CASE WHEN pg_is_in_recovery() THEN pg_snapshot_xmin({snapshot}) ELSE coalesce("
        f"(SELECT running.xid FROM pg_snapshot_xip({snapshot}) AS running (xid) WHERE NOT EXISTS ({_ELSEWHERE}) "
        f"ORDER BY running.xid LIMIT 1), pg_snapshot_xmax({snapshot})) END"
    )
