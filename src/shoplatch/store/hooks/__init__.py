"""Outbound webhooks as rows: endpoints, events made from the change feed, deliveries with their attempts."""
