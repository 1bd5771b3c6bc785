"""How often TikTok Shop lets us call: what all processes of this installation learnt and share."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, PrimaryKeyConstraint, Table, Text

from shoplatch.store.schema.columns import metadata, moment

# One line of turns per app, shop and operation, as the platform counts. Unlogged: it is written several times a second
# under load, and what a crash takes away is learnt again.
rate_budgets = Table(
    "rate_budgets",
    metadata,
    Column("app_key", Text, nullable=False),
    Column("shop", Text, nullable=False),  # fingerprint of the cipher; "" for calls without a shop
    Column("operation", Text, nullable=False),
    Column("ceiling", Double, nullable=False),  # calls a second that went through when one was refused; or the start
    Column("learnt", Boolean, nullable=False),  # whether one was ever refused
    Column("given", BigInteger, nullable=False),  # turns so far
    Column("return_s", Double, nullable=False),  # of demand, until the rate is back at the ceiling
    Column("demand_s", Double, nullable=False),  # seconds of waiting calls since then: the rate grows only with demand
    Column("waiting", Boolean, nullable=False),  # whether who asked last had to wait
    moment("asked_at", null=False),
    moment("next_at", null=False),  # the first turn that nobody has
    moment("blocked_until", null=False),
    moment("lowered_at", null=False),
    PrimaryKeyConstraint("app_key", "shop", "operation"),
    prefixes=["UNLOGGED"],
)
