"""Shoplatch: the self-hosted integration platform for TikTok Shop, with a TikTok Shop simulator of its own."""

__version__ = "0.1.0"
