"""Creators, what they show of a shop, on which terms, and what it sold. Plain records, no behaviour.

Times are virtual Unix seconds, 0 means "not yet" or "never". Rates are the platform's: hundredths of a percent, 100 to 8000
(platform.md section 17).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from shoplatch.simulator.state.talks import Message

VIDEO, LIVE, PHOTO = "VIDEO", "LIVE", "PHOTO"


@dataclass(frozen=True, slots=True)
class Creator:
    """Somebody with an audience. Made from the world's seed and never changed; what a creator does lies elsewhere."""

    open_id: str
    user_id: str  # the number that older versions call creators by
    im_id: str
    username: str
    nickname: str
    region: str  # ISO 3166: where the audience is, and whose shops are promoted
    bio: str
    followers: int
    level: int  # 1 to 7, by followers
    category_ids: tuple[str, ...]
    women_ppm: int  # share of the followers, millionths
    ages: tuple[int, int, int, int, int]  # shares of 18-24, 25-34, 35-44, 45-54, 55 and older, hundredths of a percent
    videos_per_week: int
    lives_per_week: int
    live_hour: int  # hour of the region's day at which a LIVE session begins
    reach_ppm: int  # how many views a video gets for a million followers
    likes_ppm: int  # of the views
    comments_ppm: int
    shares_ppm: int
    views_per_order: int  # so many views stand behind each order
    keeps_word_ppm: int  # chance that a sample is followed by content
    agency: bool  # managed by an agency (affiliate partner)
    kind: str = "TIKTOK_SHOP_CREATOR"  # TIKTOK_SHOP_OFFICIAL_ACCOUNT | TIKTOK_MARKETING_ACCOUNT | TIKTOK_SHOP_CREATOR


@dataclass(slots=True)
class Content:
    """A video, a LIVE session or photos that show products of one shop."""

    id: str
    kind: str  # VIDEO | LIVE | PHOTO
    creator: str  # open_id
    title: str
    product_ids: list[str]
    posted_at: int  # of a LIVE session: when it begins
    ends_at: int = 0  # of a LIVE session
    reach: int = 0  # views it gets by itself in all time
    half_life_s: int = 0  # after which half of them are there; of a video
    peak: int = 0  # viewers at the best minute; of a LIVE session
    views_per_order: int = 40
    viral: bool = False  # the one behind a spike of the traffic
    brought: list[tuple[int, str]] = field(default_factory=list)  # (when placed, order id), in order of time
    sample_application_id: str = ""  # the free sample it was made for
    is_ai_generated: bool = False


@dataclass(slots=True)
class SampleRule:
    """On which terms creators get free samples of a product in an open collaboration."""

    active: bool
    quota: int
    start_time: int = 0
    end_time: int = 0
    unlimited: bool = True  # without an end
    followers_min: int = 0
    gmv_min: int = 0
    views_min: int = 0
    category_ids: list[str] = field(default_factory=list)
    rank: str = "ALL"
    given: int = 0


@dataclass(slots=True)
class OpenCollaboration:
    """One product that any creator may promote."""

    id: str
    product_id: str
    rate: int
    create_time: int
    approval: bool = False  # require_seller_approve_creator of 202405
    ends_at: int = 0  # once it was removed
    promoters: dict[str, int] = field(default_factory=dict)  # open_id -> since when
    removed: dict[str, int] = field(default_factory=dict)  # open_id -> when the promotion ends
    samples: SampleRule | None = None


@dataclass(slots=True)
class TargetProduct:
    """A product of a target collaboration; a lower rate takes effect later than it is written."""

    rate: int
    ads_rate: int = 0
    added_at: int = 0
    next_rate: int = 0
    next_ads_rate: int = 0
    effective_at: int = 0  # of the next rates


@dataclass(slots=True)
class Invitee:
    """A creator in a target collaboration."""

    invited_at: int
    accepted_at: int = 0
    product_ids: list[str] = field(default_factory=list)  # in the creator's showcase for it


@dataclass(slots=True)
class TargetCollaboration:
    """Terms for invited creators."""

    id: str
    name: str
    message: str
    create_time: int
    update_time: int
    end_time: int
    has_free_sample: bool
    exempt_from_approval: bool
    contact: dict[str, str]
    preferred_content: str = ""
    creators: dict[str, Invitee] = field(default_factory=dict)  # open_id -> invitee
    products: dict[str, TargetProduct] = field(default_factory=dict)
    removed_at: int = 0  # by the seller


@dataclass(slots=True)
class SampleApplication:
    """A creator asks for a free sample (states in webhook 56)."""

    id: str
    creator: str
    product_id: str
    sku_id: str
    status: str
    create_time: int
    update_time: int
    rate: int
    type: str = "FREE_SAMPLE"
    open_collaboration_id: str = ""
    target_collaboration_id: str = ""
    campaign_id: str = ""
    approve_until: int = 0
    ship_until: int = 0
    content_until: int = 0
    fulfillment_id: str = ""
    fulfillment_status: str = ""  # PENDING | ONGOING | SUCCEED | FAILED | OVERDUE | CANCELLED
    order_id: str = ""
    content_ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Share:
    """On which terms one product of an attributed order was sold."""

    rate: int
    ads_rate: int = 0  # where the shop's ads brought the view
    partner_rate: int = 0
    open_collaboration_id: str = ""
    target_collaboration_id: str = ""
    campaign_id: str = ""
    direct: bool = True  # the product the content shows; others in the cart are indirect


@dataclass(slots=True)
class Attribution:
    """Which content brought an order, and what its creator is promised for it."""

    order_id: str
    create_time: int
    creator: str
    content_id: str
    content_type: str  # VIDEO | LIVE | SHOP | LINKSHARE
    products: dict[str, Share]  # by product id; products without terms are not in it
    partner: str = ""  # open_id of the agency
    tag: str = ""  # of a sharing link
    by_ads: bool = False


@dataclass(slots=True)
class CreatorTalk:
    """What a shop and a creator say to each other."""

    id: str
    creator: str
    create_time: int
    update_time: int
    messages: list[Message] = field(default_factory=list)
    unread: int = 0
    starred: bool = False
    archived: bool = False
    muted: bool = False


@dataclass(slots=True)
class Contact:
    """A creator a shop reached out to in a week."""

    id: str
    creator: str
    at: int
    by_message: bool = False
    by_invitation: bool = False


@dataclass(slots=True)
class ExportTask:
    """A file of figures made for the seller."""

    id: str
    module: str
    plan: str
    end_day: int
    days: int
    ready_at: int


@dataclass(slots=True)
class Affiliate:
    """Everything between one shop and creators."""

    opens: dict[str, OpenCollaboration] = field(default_factory=dict)  # collaboration id -> it; the ended stay
    targets: dict[str, TargetCollaboration] = field(default_factory=dict)
    applications: dict[str, SampleApplication] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)  # in the order in which they were posted
    attributions: dict[str, Attribution] = field(default_factory=dict)  # order id -> it, in the order of the orders
    talks: dict[str, CreatorTalk] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    exports: dict[str, ExportTask] = field(default_factory=dict)
    pictures: dict[str, tuple[int, int]] = field(default_factory=dict)  # address -> width, height
    auto_add: bool = False
    auto_rate: int = 1000
    auto_done: list[str] = field(default_factory=list)  # products that were added by themselves
    units_by_product: dict[str, int] = field(default_factory=dict)  # sold by creators


@dataclass(slots=True)
class Shown:
    """A product in a creator's showcase."""

    product_id: str
    shop_id: str
    added_at: int
    source: str = "AFFILIATE"
    campaign_id: str = ""


@dataclass(slots=True)
class Precheck:
    """The platform's look at a video before it is posted."""

    id: str
    file_id: str
    product_id: str
    create_time: int
    done: bool = False
    risks: list[str] = field(default_factory=list)
    weaknesses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Studio:
    """What one creator has: a showcase, uploads, checks, posts."""

    showcase: list[Shown] = field(default_factory=list)  # the top first
    files: dict[str, str] = field(default_factory=dict)  # file id -> md5
    photos: list[str] = field(default_factory=list)  # uris
    prechecks: dict[str, Precheck] = field(default_factory=dict)
    posts: dict[str, str] = field(default_factory=dict)  # content id -> shop id
    photo_posts_on: dict[str, int] = field(default_factory=dict)  # day -> posts, for the quota
    live_id: str = ""
    live_title: str = ""
    live_began: int = 0
    live_products: list[str] = field(default_factory=list)
    live_pinned: str = ""


@dataclass(slots=True)
class CampaignProduct:
    """A product that a seller entered in a campaign."""

    shop_id: str
    product_id: str
    total_rate: int  # what the seller pays for both
    creator_rate: int  # of it, what creators get; set with the link
    status: str  # PENDING | APPROVED | REJECTED | PENDING_CLOSED | CLOSED
    added_at: int
    sample_quota: int = 10
    reject_reasons: list[str] = field(default_factory=list)
    creators: dict[str, int] = field(default_factory=dict)  # open_id -> since when


@dataclass(slots=True)
class Campaign:
    """A campaign of an agency, in which sellers enter products for its creators."""

    id: str
    partner: str  # open_id
    asset: str  # cipher of the line of business
    region: str
    name: str
    description: str
    rate: int
    contact: dict[str, str]
    registration_start: int
    registration_end: int
    start: int
    end: int
    create_time: int
    seller_types: list[str] = field(default_factory=list)
    shop_codes: list[str] = field(default_factory=list)
    published: bool = False
    products: dict[str, CampaignProduct] = field(default_factory=dict)


@dataclass(slots=True)
class Link:
    """A link that leads buyers to a product and remembers who shared it."""

    token: str
    product_id: str
    shop_id: str
    create_time: int
    creator: str = ""  # open_id
    tag: str = ""
    campaign_id: str = ""
    target_collaboration_id: str = ""
    trace_type: str = ""  # of links made for publishers


@dataclass(slots=True)
class Affiliates:
    """What belongs to creators and agencies and to no shop."""

    studios: dict[str, Studio] = field(default_factory=dict)  # open_id -> it
    campaigns: dict[str, Campaign] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    awake: bool = False  # creators look for something to promote each day
