"""A simulator inside a test process: on a thread of its own, with a fresh world whenever a test asks."""
