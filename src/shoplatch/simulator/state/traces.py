"""What the simulator remembers of its own deeds: webhook deliveries with their attempts, and tallies. Plain records."""

from __future__ import annotations

from dataclasses import dataclass, field

WAITING = "waiting"
DELIVERED = "delivered"
DROPPED = "dropped"


@dataclass(slots=True)
class Attempt:
    """One try at a receiver."""

    at: int  # virtual Unix seconds
    kind: str  # first | retry | duplicate | resend
    status: int | None  # None: no answer within the limit, or no connection
    elapsed_ms: float  # wall time
    error: str = ""  # why it does not count as acknowledged


@dataclass(slots=True)
class Delivery:
    """One notification to one app's address, kept until it is acknowledged or dropped."""

    id: str  # the first tts_notification_id; names the delivery in the log
    topic: int
    shop_id: str
    app_key: str
    url: str
    body: str
    created_at: int  # virtual Unix seconds
    state: str = WAITING
    reason: str = ""  # why it was dropped
    sent: bool = False  # left at least once
    failures: int = 0
    next_at: int | None = None
    attempts: list[Attempt] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Counters that the truth reports."""

    webhooks_sent: int = 0  # distinct notifications that left at least once
    webhooks_acknowledged: int = 0  # of those, acknowledged
    webhooks_dropped: int = 0  # given up, or lost by a fault
    webhooks_lost_by_fault: int = 0  # of those, never sent because a fault said so
    webhook_attempts: int = 0
    token_exchanges: int = 0
    token_refreshes: int = 0
    authorizations: int = 0
    inner_faults: int = 0  # faults of the simulator itself, each also in its log
    requests_by_code: dict[str, int] = field(default_factory=dict)  # platform code as text -> answers
