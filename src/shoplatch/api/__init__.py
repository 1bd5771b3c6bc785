"""The REST door below /api: what the store holds, for programs with an API token. Put together in `web.build`."""

from shoplatch.api.web import build

__all__ = ["build"]
