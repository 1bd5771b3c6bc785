"""The house in a browser."""

from shoplatch.console.web import build

__all__ = ["build"]
