"""One file a page: what it reads and what it decides to show. Words and markup are in `templates/`."""
