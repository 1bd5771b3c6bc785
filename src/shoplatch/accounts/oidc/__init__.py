"""Signing people in by an identity provider of their own (OpenID Connect): the way there, the way back, and who it is."""
