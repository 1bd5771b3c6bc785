"""Puts web server, worker and pages together and keeps them running: the platform as processes of one machine."""
