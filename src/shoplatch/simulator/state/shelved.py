"""What was uploaded, byte for byte, so that the addresses the platform gives for it lead to it again. Bounded."""

from __future__ import annotations

from dataclasses import dataclass, field

KEPT_MAX_BYTES = 32 * 1024 * 1024
_TYPES = (  # how a file begins -> what it is
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"BM", "image/bmp"),
    (b"%PDF-", "application/pdf"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"FLV", "video/x-flv"),
    (b"<?xml", "application/xml"),
)


@dataclass(slots=True)
class Shelved:
    """Uploaded files by the last part of their address (`images/...`, `files/...`), oldest first."""

    files: dict[str, bytes] = field(default_factory=dict)

    def keep(self, place: str, content: bytes) -> None:
        """Take in a file; when there is no more room the oldest go, and a file that alone is too large is not kept."""
        self.files.pop(place, None)
        if len(content) > KEPT_MAX_BYTES:
            return
        self.files[place] = content
        held = sum(map(len, self.files.values()))
        while held > KEPT_MAX_BYTES:
            held -= len(self.files.pop(next(iter(self.files))))

    def keep_also(self, place: str, like: str) -> None:
        """The same file at another place as well."""
        if like in self.files:
            self.keep(place, self.files[like])

    def get(self, place: str) -> tuple[str, bytes] | None:
        """Content type and bytes, or None when it is not kept."""
        content = self.files.get(place)
        return None if content is None else (_type_of(content), content)


def _type_of(content: bytes) -> str:
    if content[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}.get(content[8:12], "application/octet-stream")
    if content[4:8] == b"ftyp":
        return {b"heic": "image/heic", b"qt  ": "video/quicktime"}.get(content[8:12], "video/mp4")
    return next((kind for begins, kind in _TYPES if content.startswith(begins)), "application/octet-stream")
