"""What buyers and a shop say to each other: conversations, their messages and sessions. Plain records, no behaviour.

Times are virtual Unix seconds, 0 means "not yet".
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `content` is JSON in a string whose shape depends on the type (platform.md section 18)."""

    id: str
    index: str  # its place: later ones have larger numbers
    type: str
    content: str
    create_time: int
    role: str  # BUYER | SHOP | CUSTOMER_SERVICE | SYSTEM | ROBOT
    sender_id: str  # im_user_id


@dataclass(slots=True)
class Session:
    """One stretch of a conversation, from the first message until it is closed."""

    id: str
    begin_time: int
    phase: str  # AUTO_REPLY | QUEUED | ASSIGNED
    end_time: int = 0
    first_response_s: int | None = None  # from the buyer's first message to the shop's answer
    asked_at: int = 0  # the buyer's first message
    chat_tags: list[str] = field(default_factory=list)
    satisfaction_score: int = 0  # 1 to 5, once the buyer rated it
    dissatisfaction_reason: str = ""


@dataclass(slots=True)
class Conversation:
    """Everything between one buyer and the shop."""

    id: str
    buyer_id: str
    nickname: str
    create_time: int
    update_time: int
    messages: list[Message] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    unread: int = 0
    turn: int = 0  # counts what was said, so that the deadline of an earlier message closes nothing

    @property
    def current(self) -> Session | None:
        """The session that is open."""
        last = self.sessions[-1] if self.sessions else None
        return last if last is not None and not last.end_time else None


@dataclass(slots=True)
class Talks:
    """The customer service of one shop."""

    conversations: dict[str, Conversation] = field(default_factory=dict)
    can_accept_chat: bool = True
    pictures: dict[str, tuple[int, int]] = field(default_factory=dict)  # address -> width, height
    coupon_card_at: int = 0  # when the last coupon card was sent
