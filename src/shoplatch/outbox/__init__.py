"""What leaves this house by itself: signed webhooks to users' systems, and webhooks forwarded to a developer's desk."""
