"""Proof for users and for us: verification, scenarios, benchmarks."""
