"""Who a developer is: documents handed in, looked at, accepted, sent back; then access to the API.

draft -> in_review -> approved | rejected | more_requested; from the last two back to in_review with new documents.
API access: none -> requested -> granted | rejected. platform.md section 1; which documents and how long is not documented.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.partner import reviews
from shoplatch.simulator.partner.portals import facts
from shoplatch.simulator.state.partner import Developer, Document
from shoplatch.simulator.state.world import World

VERIFICATION_DUE, ACCESS_DUE = "partner.verification", "partner.api_access"
SIZE_MAX_BYTES, SIZE_MIN_BYTES, FILE_NAME_MAX, DOCUMENTS_MAX = 10 * 1024 * 1024, 64, 120, 20
_MAGIC = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
_OPEN = ("draft", "rejected", "more_requested")
_UNREADABLE = {
    "expired": "The document has expired. Upload one that is valid today.",
    "blurred": "The document cannot be read. Upload a sharp picture of all four corners.",
    "blurry": "The document cannot be read. Upload a sharp picture of all four corners.",
    "unreadable": "The document cannot be read. Upload a sharp picture of all four corners.",
}


class Verdict(msgspec.Struct, forbid_unknown_fields=True):
    """What staff decide: approve, reject or request_more. `documents` are the ids sent back, `kinds` what is asked for."""

    decision: str
    reason: str = ""
    documents: list[str] = []
    kinds: list[str] = []


def attach(world: World, developer: Developer, kind: str, file_name: str, content: bytes) -> Document:
    """Upload one document; it replaces an earlier one of its kind that was not accepted.

    Raises:
        InvalidRequest: kind, name, size or format are wrong.
        Conflict: the account is in review or verified, or has too many documents.
    """
    if developer.verification.state not in _OPEN:
        raise Conflict(
            f"The verification of {developer.company} is {developer.verification.state}; documents cannot be changed now"
        )
    if kind not in facts().documents:
        raise InvalidRequest(f"{kind!r} is not a kind of document", next_step=f"Kinds: {', '.join(facts().documents)}.")
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not name or len(name) > FILE_NAME_MAX or not name.isprintable():
        raise InvalidRequest(f"The file has no usable name; 1 to {FILE_NAME_MAX} characters")
    content_type = _content_type(name, content)
    for old in [one for one in developer.documents.values() if one.kind == kind and one.state != "accepted"]:
        del developer.documents[old.id]
    if len(developer.documents) >= DOCUMENTS_MAX:
        raise Conflict(f"There are {DOCUMENTS_MAX} documents already")
    document = Document(
        id=world.new_id("7211"),
        kind=kind,
        file_name=name,
        content_type=content_type,
        size_bytes=len(content),
        fingerprint=hashlib.sha256(content).hexdigest()[:12],
        uploaded_at=world.clock.now(),
    )
    developer.documents[document.id] = document
    return document


def missing(developer: Developer) -> list[str]:
    """The kinds of document that are still to be uploaded."""
    good = {one.kind for one in developer.documents.values() if one.state != "rejected"}
    return [kind for kind in dict.fromkeys((*facts().needed[developer.kind], *developer.wanted)) if kind not in good]


def submit(world: World, developer: Developer) -> None:
    """Hand the documents in. Raises Conflict while some are missing, or when nothing is to be handed in."""
    review = developer.verification
    if review.state not in _OPEN:
        raise Conflict(f"The verification of {developer.company} is {review.state}; there is nothing to hand in")
    if still := missing(developer):
        raise Conflict("Documents are missing: " + ", ".join(still), next_step="Upload them first.")
    kept = [one for one in developer.documents.values() if one.state != "rejected"]  # each has a better one of its kind
    developer.documents = {one.id: one for one in kept}
    for document in kept:
        if document.state == "uploaded":
            document.state = "in_review"
    days = world.switches.developer_verification_days
    reviews.begin(world, review, days, VERIFICATION_DUE, developer=developer.id)


def judge(developer: Developer, verdict: Verdict) -> None:
    """Staff decide about the documents.

    Raises:
        InvalidRequest: unknown decision or document, or no reason for a refusal.
        Conflict: nothing is in review.
    """
    state = {"approve": "approved", "reject": "rejected", "request_more": "more_requested"}.get(verdict.decision)
    if state is None:
        raise InvalidRequest(f"{verdict.decision!r} is not a decision", next_step="approve, reject or request_more.")
    reason = reviews.reason_of(verdict.reason, needed=state != "approved")
    unknown = [one for one in verdict.documents if one not in developer.documents]
    if unknown:
        raise NotFound(f"There is no document {unknown[0]}")
    if odd := [kind for kind in verdict.kinds if kind not in facts().documents]:
        raise InvalidRequest(f"{odd[0]!r} is not a kind of document")
    reviews.decide(developer.verification, state, reason, what=f"The verification of {developer.company}")
    sent_back = set() if state == "approved" else set(verdict.documents)
    if state == "rejected" and not sent_back:
        sent_back = {one.id for one in developer.documents.values() if one.state == "in_review"}
    for document in developer.documents.values():
        if document.id in sent_back:
            document.state, document.reason = "rejected", reason
        elif document.state == "in_review":
            document.state, document.reason = "accepted", ""
    again = [one.kind for one in developer.documents.values() if one.id in sent_back]  # what is sent back is wanted again
    developer.wanted = [] if state == "approved" else list(dict.fromkeys((*developer.wanted, *again, *verdict.kinds)))


def request_access(world: World, developer: Developer) -> None:
    """Register for access to the API. Raises Conflict before the account is verified, or when it was asked for already."""
    if developer.verification.state != "approved":
        raise Conflict(
            f"{developer.company} is not verified yet ({developer.verification.state})",
            next_step="Access to the API is given to verified developers.",
        )
    if developer.api_access.state in ("requested", "granted"):
        raise Conflict(f"Access to the API is {developer.api_access.state} already")
    reviews.begin(world, developer.api_access, world.switches.api_access_days, ACCESS_DUE, developer=developer.id)
    developer.api_access.state = "requested"


def judge_access(developer: Developer, decision: str, reason: str = "") -> None:
    """Staff decide about API access: approve or reject with a reason."""
    state = {"approve": "granted", "reject": "rejected"}.get(decision)
    if state is None:
        raise InvalidRequest(f"{decision!r} is not a decision", next_step="approve or reject.")
    reason = reviews.reason_of(reason, needed=state == "rejected")
    reviews.decide(developer.api_access, state, reason, what="Access to the API", waiting="requested")


def verification_due(world: World, payload: dict[str, Any]) -> None:
    """Due: the staff come to it by themselves."""
    developer = world.partner.developers.get(payload["developer"])
    if developer is None or not reviews.is_due(developer.verification, payload):
        return
    bad = {one.id: why for one in developer.documents.values() if (why := _unreadable(one)) and one.state == "in_review"}
    if not bad:
        judge(developer, Verdict("approve"))
        return
    judge(developer, Verdict("reject", reason=next(iter(bad.values())), documents=list(bad)))
    for document_id, why in bad.items():
        developer.documents[document_id].reason = why


def access_due(world: World, payload: dict[str, Any]) -> None:
    """Due: access is given."""
    developer = world.partner.developers.get(payload["developer"])
    if developer is not None and reviews.is_due(developer.api_access, payload, waiting="requested"):
        judge_access(developer, "approve")


def _unreadable(document: Document) -> str:
    name = document.file_name.lower()
    return next((why for word, why in _UNREADABLE.items() if word in name), "")


def _content_type(name: str, content: bytes) -> str:
    if len(content) > SIZE_MAX_BYTES:
        most = SIZE_MAX_BYTES // 1024 // 1024
        raise InvalidRequest(f"{name} is larger than {most} MB", next_step="Upload a smaller file.")
    if len(content) < SIZE_MIN_BYTES:
        raise InvalidRequest(f"{name} is empty or nearly so ({len(content)} bytes)", next_step="Choose the file again.")
    kind = next((kind for magic, kind in _MAGIC.items() if content.startswith(magic)), None)
    if kind is None:
        raise InvalidRequest(
            f"{name} is neither PDF, JPEG nor PNG", next_step="What counts is the content of the file, not its name."
        )
    return kind
