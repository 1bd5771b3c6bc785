"""The columns that many tables share, and the one MetaData all tables belong to."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.dialects.postgresql.base import ischema_names
from sqlalchemy.types import UserDefinedType

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class TransactionId(UserDefinedType[str]):
    """PostgreSQL's `xid8`: the 64-bit transaction id that never wraps."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "xid8"


# So that SQLAlchemy knows the type when it reads a database, as the migrations' test does.
ischema_names["xid8"] = TransactionId


def moment(name: str, *, null: bool = True) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True), nullable=null)


def more() -> Column[object]:
    """What TikTok Shop states of the object beside the other columns, by name, as it states it."""
    return Column("more", JSONB)


def seen() -> list[Column[object]]:
    """The columns every mirrored object carries."""
    return [
        Column("source_version", Text, nullable=False),
        moment("first_seen", null=False),
        moment("last_seen", null=False),
        # When the read that gave this row began: breaks ties between two reads of the same update_time.
        moment("read_at", null=False),
        Column("revision", Integer, nullable=False, server_default=text("1")),
        Column("raw", LargeBinary),
        # Hash of what the row (with its lines or SKUs) says: tells "the same again" from "changed" without comparing.
        Column("fingerprint", LargeBinary),
    ]


def kept() -> list[Column[object]]:
    """`seen`, for tables whose former versions are kept in `history`."""
    return [
        moment("deleted_at"),  # tombstone: TikTok no longer serves it
        # When the read began that made the row say what it says: "what did we believe on the 3rd" is asked by it.
        moment("since", null=False),
        *seen(),
    ]


def shop() -> Column[object]:
    return Column("shop_id", Text, ForeignKey("shops.id"), nullable=False)
