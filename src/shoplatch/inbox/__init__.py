"""Webhooks in: checked, written down, answered; then handed out in lanes, one per shop."""
