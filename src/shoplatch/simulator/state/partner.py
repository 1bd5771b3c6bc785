"""Who develops for the platform, and what Partner Center knows about them and their apps. Plain records, no behaviour.

The app itself (key, secret, addresses, granted scopes) is `parties.App`; here is how it got there. Times are virtual Unix
seconds, 0 means "not yet". A `round` counts what was handed in, so that the date of an earlier review changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Review:
    """Where something stands that staff of the platform decide on."""

    state: str
    reason: str = ""
    round: int = 0
    due_at: int = 0  # when it is decided by itself; 0: nothing waits


@dataclass(slots=True)
class Document:
    """One uploaded file. What is in it was looked at and not kept."""

    id: str
    kind: str
    file_name: str
    content_type: str
    size_bytes: int
    fingerprint: str
    uploaded_at: int
    state: str = "uploaded"  # uploaded | in_review | accepted | rejected
    reason: str = ""


@dataclass(slots=True)
class TestShop:
    """A development shop of a developer (platform.md section 20)."""

    shop_id: str
    seller_open_id: str
    kind: str  # core | full
    expires_at: int


@dataclass(slots=True)
class Developer:
    """An account of one Partner Center site; accounts of different sites have nothing in common."""

    id: str
    portal: str  # row | us | eu
    kind: str  # seller_developer | isv
    company: str
    email: str
    country: str
    created_at: int
    shop_id: str = ""  # of a seller developer
    seller_open_id: str = ""
    verification: Review = field(default_factory=lambda: Review("draft"))
    documents: dict[str, Document] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)  # kinds of document that staff asked for beside
    api_access: Review = field(default_factory=lambda: Review("none"))
    test_shops: list[TestShop] = field(default_factory=list)


@dataclass(slots=True)
class ScopeAsk:
    """A scope that was asked for and is not simply on: in review, or refused."""

    review: Review
    purpose: str  # what the developer said it is for
    asked_at: int


@dataclass(slots=True)
class Listing:
    """What Partner Center keeps about an app beside the app itself."""

    app_key: str
    developer_id: str
    category: str
    markets: list[str]
    seller_type: str  # LOCAL | CROSS_BORDER | ALL
    created_at: int
    review: Review = field(default_factory=lambda: Review("draft"))  # draft | in_review | published | rejected
    published_at: int = 0
    asks: dict[str, ScopeAsk] = field(default_factory=dict)
    secret_rotated_at: int = 0


@dataclass(slots=True)
class PartnerCenter:
    """All three sites."""

    developers: dict[str, Developer] = field(default_factory=dict)
    listings: dict[str, Listing] = field(default_factory=dict)  # app key -> its entry
