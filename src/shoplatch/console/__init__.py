"""The house in a browser."""
