"""The levers of creators: how each is asked for, what it takes and gives; what they pull is `creator_desk`'s."""

from __future__ import annotations

from shoplatch.simulator import creator_desk
from shoplatch.simulator.lever import Lever

CREATOR_LEVERS: tuple[Lever, ...] = (
    Lever("GET", "creators", "Creators of each shop's market, what they did for it, and its content, the latest first",
          lambda d, o: creator_desk.overview(d.world, shop_id=o.query.get("shop_id")), gives=("shops",),
          query={"shop_id": "of this shop"}),
    Lever("POST", "creators/showcase", "A creator takes a product up, on the best terms there are",
          lambda d, o: creator_desk.take_up(d.writing(), o.as_(creator_desk.TakingUp)), takes=creator_desk.TakingUp,
          gives=("creator", "product_id", "terms")),
    Lever("POST", "creators/contents", "A creator posts a video or goes LIVE, now",
          lambda d, o: creator_desk.post(d.writing(), o.as_(creator_desk.Posting)), takes=creator_desk.Posting,
          gives=("content_id", "kind", "views", "orders")),
    Lever("POST", "creators/orders", "Somebody orders because of a video, a LIVE session or a link",
          lambda d, o: creator_desk.lead(d.writing(), o.as_(creator_desk.Led)), takes=creator_desk.Led,
          gives=("order_id", "status", "attribution")),
    Lever("POST", "creators/samples", "A creator asks for a free sample; webhook 56 follows",
          lambda d, o: creator_desk.ask_for_sample(d.writing(), o.as_(creator_desk.SampleWish)),
          takes=creator_desk.SampleWish, gives=("application_id", "status")),
    Lever("POST", "creators/messages", "A creator writes to a shop; webhook 33 follows",
          lambda d, o: creator_desk.say(d.writing(), o.as_(creator_desk.Said)), takes=creator_desk.Said,
          gives=("conversation_id", "message_id")),
    Lever("POST", "creators/campaigns", "A seller enters a product in an agency's campaign",
          lambda d, o: creator_desk.enter(d.writing(), o.as_(creator_desk.Entering)), takes=creator_desk.Entering,
          gives=("campaign_id", "product_id", "status")),
)  # fmt: skip
