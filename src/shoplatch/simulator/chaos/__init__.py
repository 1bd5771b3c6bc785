"""Chaos on order: what shall go wrong with which call. Off until a rule or a header asks for it.

`rules` says which calls are struck, `effects` what can happen to one, `partial` and `stale` carry out the two that need the
world. The door (`asgi.py`) sends, delays, cuts and hangs up.
"""
