"""The verdict on a webhook: is its signature right for these bytes, and if not, why it does not fit them.

The platform signs app key and raw body (platform.md section 19). What goes wrong is on the receiving side: the body was
parsed and written again, or the string put together otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from shoplatch.testing.explainer import checks, in_the_body, in_the_key
from shoplatch.testing.explainer.asked import Asked
from shoplatch.testing.explainer.draft import Draft
from shoplatch.testing.explainer.explain import Explained, Keys, difference, same
from shoplatch.testing.explainer.mistakes import Bend, Mistake, put

_RAW = "Verify the raw bytes, before any parser or middleware touches them."
_STRING = "HMAC-SHA256 with the app secret over app key + raw body, in lower-case hex, without a prefix."


def explain_webhook(body: bytes, given: str, app_key: str, keys: Keys) -> Explained:
    """Judge a webhook as it was received, or the signature a receiver computed for it.

    `given` is what came in the `Authorization` header (then a mistake says how the body was altered since), or what your
    own code computed (then it says how that was made).
    """
    secret = keys.get(app_key)
    call = Asked("POST", "", "", "", {}, body)
    draft = Draft(app_key, [], body, secret or "", front=False, back=False)
    if secret is None:
        seen = (
            Mistake(
                "wrong_app", f"The secret of the app {app_key} is not known here", "Name the app it was sent for.", "seen"
            ),
        )
        return Explained(None, seen, draft.shown(), given)
    if same(draft, given):
        return Explained(right=True, mistakes=(), canonical=draft.shown(), given=given, expected=given)
    wrong = Explained(
        right=False, mistakes=(checks.NOTHING_FITS,), canonical=draft.shown(), given=given, expected=draft.sign()
    )
    for bend in _bends(call, keys, app_key):
        bent = bend.make(draft)
        if same(bent, given):
            shown = bent.shown()
            return replace(wrong, mistakes=(bend.mistake,), signed=shown, difference=difference(draft.shown(), shown))
    return wrong


def _bends(call: Asked, keys: Keys, app_key: str) -> Iterator[Bend]:
    for bend in in_the_body.respelled(call.body or b""):
        altered = replace(bend.mistake, fix=_RAW, what=bend.mistake.what.replace("sent", "received"))
        yield Bend(altered, bend.make)
    yield put(Mistake("app_key_missing", "The app key was not signed before the body", _STRING), "path", "")
    yield put(Mistake("order_of_parts", "The app key was signed after the body", _STRING), "layout", ("body", "path"))
    for says, front, back in (("around", True, True), ("before", True, False), ("after", False, True)):
        mistake = Mistake("secret_in_string", f"The app secret was put {says} the string, as for a call", _STRING)
        yield Bend(mistake, partial(_wrapped, front, back))
    yield put(Mistake("body_left_out", "The body was not signed", _STRING), "body", b"")
    yield from in_the_key.digests()
    yield from in_the_key.spellings()
    yield from in_the_key.secrets(call)
    for other, secret in keys.items():
        if other != app_key:
            yield Bend(checks.other_app(other), partial(_of_app, other, secret))
            yield put(checks.other_app(other), "secret", secret)


def _wrapped(front: bool, back: bool, draft: Draft) -> Draft:
    return replace(draft, front=front, back=back)


def _of_app(app_key: str, secret: str, draft: Draft) -> Draft:
    return replace(draft, path=app_key, secret=secret)
