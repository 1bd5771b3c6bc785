"""Up to where a reader in order of (transaction, number) may read: everything before it is committed or undone for good.

A snapshot's xmin says that too, but for the whole server: a long transaction in a neighbour's database would hold back
every reader of ours, and it can have written nothing here. So transactions known to run in another database are left out.
One whose place is not known (it was prepared, or ended since the snapshot was taken) holds readers back, which is safe.
"""

from __future__ import annotations

# The activity is read after the snapshot and may be older or newer than it; a transaction's id and its database never
# change, so either tells the truth of a transaction that it names.
_ELSEWHERE = """
SELECT FROM pg_stat_get_activity(NULL) AS backend
WHERE backend.backend_xid = running.xid::xid AND backend.datid <> 0
    AND backend.datid <> (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def horizon(snapshot: str) -> str:
    """SQL for the first transaction, an xid8, that a reader has to wait for; `snapshot` is SQL for a pg_snapshot."""
    return (
        f"coalesce((SELECT running.xid FROM pg_snapshot_xip({snapshot}) AS running (xid) WHERE NOT EXISTS ({_ELSEWHERE}) "
        f"ORDER BY running.xid LIMIT 1), pg_snapshot_xmax({snapshot}))"
    )
