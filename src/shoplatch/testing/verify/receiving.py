"""Checks of an integration's webhook receiver: what it takes, what it refuses, how it answers."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

from shoplatch.errors import ShoplatchError
from shoplatch.testing.explainer.draft import Draft
from shoplatch.testing.explainer.in_the_body import respelled
from shoplatch.testing.verify.bench_top import SHOWN_CHARS, BenchTop
from shoplatch.testing.verify.checks import Exhibit, Failed, Skipped, check
from shoplatch.transport import HttpResponse

ACK_WITHIN_S = 3.0
BURST = 40
EXHIBITS_MAX = 3
RAW = (
    "Verify HMAC-SHA256 over app key + the raw body, before any parser touches it; answer 401 with an empty body otherwise."
)


def _sent(
    top: BenchTop, body: bytes, signature: str | None, content_type: str = "application/json"
) -> tuple[HttpResponse, float]:
    if not top.integration.adapter.webhooks:
        raise Skipped("the adapter has no [webhooks]")
    try:
        answer, took = top.integration.deliver(body, signature, content_type=content_type)
    except ShoplatchError as failure:
        raise Failed(f"It did not answer: {failure}") from None
    if len(top.exhibits) < EXHIBITS_MAX:
        top.exhibits.append(_exhibit(top, body, signature, answer, took))
    return answer, took


def _exhibit(top: BenchTop, body: bytes, signature: str | None, answer: HttpResponse, took: float) -> Exhibit:
    told = f"HTTP {answer.status}, {len(answer.body)} bytes"
    asked = f"POST webhook, authorization: {'none' if signature is None else signature[:16] + '…'}"
    signed = f"{top.shop.app_key} + the body's {len(body)} bytes, as they are"
    return Exhibit(asked, signed, body[:SHOWN_CHARS].decode("utf-8", "replace"), told, round(took * 1000, 1))


def _event(top: BenchTop, **data: object) -> bytes:
    order = top.orders[0]
    truth = top.truth(order)
    known = {
        "order_id": order,
        "order_status": truth["status"],
        "is_on_hold_order": False,
        "update_time": truth["update_time"],
    }
    return top.event(1, {**known, **data})


def _taken(top: BenchTop, body: bytes, *, content_type: str = "application/json") -> str:
    top.needs("webhooks.genuine")
    answer, took = _sent(top, body, top.signature(body), content_type)
    if answer.status != 200:
        raise Failed(f"HTTP {answer.status} to a genuine webhook: {answer.body[:120]!r}")
    return f"HTTP 200 in {took * 1000:.0f} ms"


def _refused(top: BenchTop, body: bytes, signature: str | None) -> str:
    answer, _ = _sent(top, body, signature)
    if answer.status < 400:
        raise Failed(f"HTTP {answer.status} to a webhook that is not the platform's", "anybody can write to it")
    if answer.status >= 500:
        raise Failed(f"HTTP {answer.status} instead of a refusal", "it falls over instead of refusing")
    return f"HTTP {answer.status}"


@check("webhooks.genuine", "A genuine webhook is taken", fix=RAW)
def genuine(top: BenchTop) -> str:
    body = _event(top)
    answer, took = _sent(top, body, top.signature(body))
    if answer.status != 200:
        raise Failed(f"HTTP {answer.status} to a genuine webhook: {answer.body[:120]!r}", _why_refused(top, body))
    return f"HTTP 200 in {took * 1000:.0f} ms"


def _why_refused(top: BenchTop, body: bytes) -> str:
    """Which other bytes it verifies instead of those that came, if that can be found."""
    for bend in respelled(body):
        other = bend.make(Draft("", [], body, "")).body
        if _sent(top, body, top.signature(other))[0].status == 200:
            return "the body is parsed and written again before it is verified"
    if _sent(top, body, "sha256=" + top.signature(body))[0].status == 200:
        return "a prefix sha256= is expected"
    alone = hmac.new(top.shop.app_secret.encode(), body, sha256).hexdigest()
    if _sent(top, body, alone)[0].status == 200:
        return "the app key is left out of what is verified"
    return ""


@check(
    "webhooks.empty_answer",
    "It answers with an empty body",
    fix="Answer 200 and nothing else; the platform takes other answers for failures.",
)
def empty(top: BenchTop) -> str:
    top.needs("webhooks.genuine")
    body = _event(top)
    answer, _ = _sent(top, body, top.signature(body))
    if answer.status == 200 and answer.body:
        raise Failed(f"It answered {answer.body[:80]!r}", "an answer with a body is a failed delivery, and is sent again")
    return "empty"


@check("webhooks.in_time", "It answers within three seconds", fix="Write the event down, answer, work afterwards.")
def in_time(top: BenchTop) -> str:
    body = _event(top)
    _, took = _sent(top, body, top.signature(body))
    if took > ACK_WITHIN_S:
        raise Failed(f"It took {took:.1f} s", "it works before it answers; the platform sends again and gives up in the end")
    return f"{took * 1000:.0f} ms"


def _forged(name: str, title: str, forge: Callable[[BenchTop, bytes], tuple[bytes, str | None]]) -> None:
    @check(name, title, fix=RAW)
    def look(top: BenchTop) -> str:
        return _refused(top, *forge(top, _event(top)))


_forged("webhooks.no_signature", "One without a signature is refused", lambda _, body: (body, None))
_forged("webhooks.empty_signature", "One with an empty signature is refused", lambda _, body: (body, ""))
_forged(
    "webhooks.wrong_secret", "One signed with another secret is refused", lambda top, body: (body, top.signature(body, "no"))
)
_forged(
    "webhooks.altered_body", "One whose body was altered is refused", lambda top, body: (body + b" ", top.signature(body))
)
_forged(
    "webhooks.signature_of_a_call",
    "One signed as a call is refused",
    lambda top, body: (body, top.signature(b"/webhooks" + body)),
)
_forged(
    "webhooks.upper_case",
    "One whose signature is in upper case is refused",
    lambda top, body: (body, top.signature(body).upper()),
)
_forged(
    "webhooks.not_json",
    "A body that is no JSON is refused, not fallen over",
    lambda top, _: (b"hello", top.signature(b"hello")[::-1]),
)


@check("webhooks.raw_body", "It verifies the bytes that came, however they are spaced", fix=RAW)
def raw_body(top: BenchTop) -> str:
    spaced = json.dumps(json.loads(_event(top)), indent=1).encode()
    return _taken(top, spaced)


@check(
    "webhooks.unknown_topic",
    "A topic it does not know is taken",
    fix="Answer 200 to what you do not use; new topics come without notice.",
)
def unknown_topic(top: BenchTop) -> str:
    return _taken(top, top.event(9_999, {"anything": "new"}))


@check("webhooks.unknown_fields", "Fields it does not know do no harm", fix="Ignore what you do not know.")
def unknown_fields(top: BenchTop) -> str:
    return _taken(top, _event(top, something_new={"deep": [1, 2, 3]}))


@check(
    "webhooks.missing_fields",
    "Fields that are missing do no harm",
    fix="Take what an event says as a hint, and read the object.",
)
def missing_fields(top: BenchTop) -> str:
    return _taken(top, top.event(1, {}))


@check("webhooks.large", "A large webhook is taken", fix="Allow bodies of at least a few hundred kilobytes.")
def large(top: BenchTop) -> str:
    return _taken(top, _event(top, note="x" * 200_000))


@check("webhooks.content_type", "It does not depend on the content type", fix="Read the body, whatever the header says.")
def content_type(top: BenchTop) -> str:
    return _taken(top, _event(top), content_type="text/plain")


@check("webhooks.unicode", "Letters of every script are taken", fix="Verify bytes; decode as UTF-8.")
def unicode(top: BenchTop) -> str:
    body = json.dumps(json.loads(_event(top, buyer_message="größe 日本語 🎁")), ensure_ascii=False).encode()
    return _taken(top, body)


@check(
    "webhooks.unknown_order",
    "An event about an order that does not exist is taken",
    fix="Read the order; where there is none, let it be.",
)
def unknown_order(top: BenchTop) -> str:
    return _taken(top, top.event(1, {"order_id": "576000000000000001", "order_status": "UNPAID"}))


@check("webhooks.repeated", "A repeated webhook has one effect", fix="Keep tts_notification_id, and work each once.")
def repeated(top: BenchTop) -> str:
    top.asked("effects", "verify-twice")
    body = top.event(1, json.loads(_event(top))["data"], id_="verify-twice")
    for _ in range(3):
        _taken(top, body)
    top.pause(1.0)
    told = top.asked("effects", "verify-twice") or {}
    count = int(told.get("count") or 0)
    if not count:
        raise Skipped("it was not worked at all; webhooks.distinct says more")
    if count > 1:
        raise Failed(f"Sent three times, worked {count} times", "the notification id is not kept")
    return "sent three times, worked once"


@check(
    "webhooks.distinct",
    "Two notifications about one order are two",
    fix="Know a notification by tts_notification_id, not by what it is about.",
)
def distinct(top: BenchTop) -> str:
    names = ("verify-first", "verify-second")
    top.asked("effects", names[0])
    for name in names:
        _taken(top, top.event(1, json.loads(_event(top))["data"], id_=name))
    top.pause(1.0)
    counted = [int((top.asked("effects", name) or {}).get("count") or 0) for name in names]
    if counted != [1, 1]:
        raise Failed(f"They were worked {counted[0]} and {counted[1]} times", "events are told apart by what they are about")
    return "each worked once"


@check(
    "webhooks.burst",
    "Forty webhooks at once are each answered in time",
    fix="Write each event down and answer; let others do the work, several at a time.",
)
def burst(top: BenchTop) -> str:
    top.needs("webhooks.genuine", "webhooks.in_time")
    bodies = [top.event(1, json.loads(_event(top))["data"], id_=f"verify-burst-{n}") for n in range(BURST)]
    with ThreadPoolExecutor(BURST) as senders:
        answers = list(senders.map(lambda body: _sent(top, body, top.signature(body)), bodies))
    refused = [answer.status for answer, _ in answers if answer.status != 200]
    if refused:
        raise Failed(f"{len(refused)} of {BURST} were refused, with HTTP {refused[0]}", "it does not stand a burst")
    worst = max(took for _, took in answers)
    if worst > ACK_WITHIN_S:
        raise Failed(f"The slowest of {BURST} took {worst:.1f} s", "webhooks are worked one after the other")
    return f"the slowest of {BURST} took {worst * 1000:.0f} ms"


@check(
    "webhooks.another_app", "One of another app is refused", fix="The app key stands before the body in what is verified."
)
def another_app(top: BenchTop) -> str:
    body = _event(top)
    made = hmac.new(top.shop.app_secret.encode(), b"another" + body, sha256).hexdigest()
    return _refused(top, body, made)


@check("webhooks.still_alive", "After all that it still answers", fix="Look at its log.")
def alive(top: BenchTop) -> str:
    if not top.integration.alive():
        raise Failed("It no longer answers")
    return "it does"
