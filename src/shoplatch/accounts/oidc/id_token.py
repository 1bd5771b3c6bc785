"""Is this token what the provider signed, for us, for this sign-in, now? Pure: keys and time are given.

OpenID Connect Core 1.0 section 3.1.3.7, with what attacks have taught since: only keys that the provider publishes count
and only algorithms with such keys, the nonce always has to be there, and times are checked with a minute of patience.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Collection, Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shoplatch.errors import Reauthorize

SKEW_S = 60
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_OLDEST_S = 300
OLDEST_S = 900  # a token that was made so long ago is none of a sign-in that takes ten minutes at most
TOKEN_MAX_CHARS = 64_000
SUBJECT_MAX_CHARS = 255
AGAIN = "Sign in again; if it stays, ask an owner to look at `shoplatch audit list`."


def header_of(token: object) -> Mapping[str, Any]:
    """The header of a token that is not trusted yet: which key it says it was signed with. Raises Reauthorize."""
    if not isinstance(token, str) or len(token) > TOKEN_MAX_CHARS or token.count(".") != 2:
        raise _no("the provider sent no identity token")
    text = token.partition(".")[0]
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _no("the identity token cannot be read")
    return found


def claims_of(
    token: str, keys: KeySet, *, issuer: str, client_id: str, nonce: str, now: int, algorithms: Collection[str],
    access_token: str = "",
) -> Mapping[str, Any]:  # fmt: skip
    """The claims of a token that holds.

    Raises:
        Reauthorize: it does not; the sentence says in which point, and nothing of the token.
    """
    claims, algorithm = _signed(token, keys, algorithms), header_of(token).get("alg")
    _check(claims, issuer=issuer, client_id=client_id, now=now)
    if not isinstance(claims.get("nonce"), str) or not hmac.compare_digest(claims["nonce"].encode(), nonce.encode()):
        raise _no("the identity token belongs to another sign-in (nonce)")
    if "at_hash" in claims and access_token and claims["at_hash"] != _left_half(access_token, str(algorithm)):
        raise _no("the access token is not the one of the identity token (at_hash)")
    return claims


def logout_of(
    token: str, keys: KeySet, *, issuer: str, client_id: str, now: int, algorithms: Collection[str]
) -> Mapping[str, Any]:
    """The claims of a token by which a provider says that somebody signed out there (Back-Channel Logout 1.0, section 2.6).
    It has to name the account: sessions of the provider are not kept here.

    Raises:
        Reauthorize: it does not hold; the sentence says in which point, and nothing of the token.
    """
    claims = _signed(token, keys, algorithms)
    _check(claims, issuer=issuer, client_id=client_id, now=now, oldest_s=LOGOUT_OLDEST_S, ends=False)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise _no("the token tells of no sign-out (events)")
    if "nonce" in claims:  # else a token of a sign-in could be shown as one
        raise _no("the token belongs to a sign-in (nonce)")
    if not isinstance(claims.get("jti"), str) or not 0 < len(claims["jti"]) <= SUBJECT_MAX_CHARS:
        raise _no("the token has no name of its own (jti)")
    return claims


def _signed(token: str, keys: KeySet, algorithms: Collection[str]) -> dict[str, Any]:
    """The claims of a token that one of the keys has signed."""
    header = header_of(token)
    algorithm = header.get("alg")
    if algorithm not in algorithms:
        raise _no(f"the identity token is signed by {str(algorithm)[:20]!r}, which does not count")
    if "crit" in header:
        raise _no("the identity token demands an extension that is not known here")
    fitting = [key for key in keys.keys if header.get("kid") in (None, key.kid) and key.alg in (None, algorithm)]
    claims = next((found for key in fitting if (found := _opened(token, key, str(algorithm))) is not None), None)
    if claims is None:
        raise _no("no key of the provider has signed the identity token")
    return claims


def _opened(token: str, key: Any, algorithm: str) -> dict[str, Any] | None:
    try:
        found = jwt.decode(token, key, algorithms=[algorithm]).claims
    except (JoseError, ValueError, TypeError):
        return None
    return found if isinstance(found, dict) else None


def _check(
    claims: Mapping[str, Any], *, issuer: str, client_id: str, now: int, oldest_s: int = OLDEST_S, ends: bool = True
) -> None:
    """`ends`: it has to say until when it counts."""
    if claims.get("iss") != issuer:
        raise _no(f"the identity token is of another issuer ({str(claims.get('iss'))[:100]!r})")
    audience = claims.get("aud")
    meant = [audience] if isinstance(audience, str) else audience if isinstance(audience, list) else []
    if client_id not in meant:
        raise _no("the identity token is meant for another client (aud)")
    if (len(meant) > 1 or "azp" in claims) and claims.get("azp") != client_id:
        raise _no("the identity token was issued to another client (azp)")
    registry = jwt.JWTClaimsRegistry(now=now, leeway=SKEW_S, exp={"essential": ends}, iat={"essential": True})
    try:
        registry.validate(dict(claims))
    except (JoseError, ValueError, TypeError) as wrong:
        raise _no(f"the identity token does not count now ({type(wrong).__name__}); are both clocks right?") from None
    if now - claims["iat"] > oldest_s + SKEW_S:
        raise _no("the identity token was made too long ago (iat); are both clocks right?")
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= SUBJECT_MAX_CHARS or not subject.isprintable():
        raise _no("the identity token names nobody (sub)")


def _left_half(text: str, algorithm: str) -> str:
    """What `at_hash` has to be: half of the access token's hash, by the algorithm's size (section 3.1.3.6)."""
    size = "512" if algorithm in ("EdDSA", "Ed25519") else algorithm[-3:]
    digest = hashlib.new(f"sha{size}", text.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()


def _no(why: str) -> Reauthorize:
    return Reauthorize(f"The sign-in does not count: {why}", next_step=AGAIN)
