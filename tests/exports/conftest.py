"""A store with rows of every kind, copied for each test, and a folder."""

from tests.api.conftest import clock, database_url, estate, filled

__all__ = ["clock", "database_url", "estate", "filled"]
