"""Who let us in: apps, consent, tokens, the vault, shops, people; hands out ready clients."""
