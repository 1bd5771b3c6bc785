"""A TikTok Shop on your desk: the same paths, signatures, codes, states and webhooks, stateful and offline."""
