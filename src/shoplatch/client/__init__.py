"""Speaks TikTok Shop: signs, calls, pages, decodes, and sorts failures by what can be done about them."""
