"""The terminal: every command of Shoplatch. Each loads only when it is called, so that `--help` stays instant."""
