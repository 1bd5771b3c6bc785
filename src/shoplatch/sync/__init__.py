"""Keeps the store true: streams, backfill, incremental reads, events, reconciliation."""
