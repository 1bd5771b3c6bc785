"""What TikTok Shop is, as data: operations, topics, scopes, errors, reasons, vectors, and a typed lazy reader."""
