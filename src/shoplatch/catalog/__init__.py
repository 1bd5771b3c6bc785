"""What TikTok Shop is: its operations, topics, scopes and error codes, as package data behind a typed, lazy reader.

Facts only. It does not call anything, and it does not decide anything: the client and the simulator share these facts and
nothing else. The door is `catalog.reader`; the shapes are in `catalog.model`.
"""
