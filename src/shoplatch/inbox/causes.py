"""What is likely to cure events that failed, told by their reason. Words for people; it changes nothing.

The first entry whose words all stand in the reason counts.
"""

from __future__ import annotations

UNKNOWN = "Look at one of them. When what made them fail is mended, put them back."
FIXES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("PermissionMissing",),
        "The grant lacks a scope. Add it to the app, let the seller authorize again, then put the events back.",
    ),
    (("Reauthorize",), "The grant is gone. Let the seller authorize again; then put the events back."),
    (
        ("does not return it",),
        "TikTok Shop does not serve the object: it was deleted, or belongs to another shop. `shoplatch sync sweep` makes "
        "the store right without the event.",
    ),
    (
        ("does not name",),
        "The event lacks the id of its object. Nothing can be re-read for it; the next sweep brings what changed. Report "
        "the topic if it comes often.",
    ),
    (
        ("no JSON object",),
        "The body is no JSON. If something between TikTok Shop and here changes bodies, mend that; the next sweep brings "
        "what changed.",
    ),
    (
        ("Unreadable",),
        "TikTok Shop answers with something that cannot be kept. An update of Shoplatch may know it; then put them back.",
    ),
    (("InvalidRequest",), "TikTok Shop refuses the re-read. `shoplatch explain CODE` says what its code means."),
    (
        ("Fatal",),
        "A fault of ours or of the platform. The worker's log says more; put the events back after an update.",
    ),
    (("IntegrityError",), "The database refused a row. Look for a change made by hand; then put the events back."),
)


def likely_fix(reason: str) -> str:
    """What to do about events that failed so."""
    return next((fix for words, fix in FIXES if all(word in reason for word in words)), UNKNOWN)
