"""An identity provider in memory, given to the code as its transport; it can lie in every way that a test wants.

It signs with joserfc; that a real one is understood too is proved over HTTP in tests/journeys/test_identity_provider.py.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from shoplatch.clock import Clock
from shoplatch.errors import Unreachable
from shoplatch.transport import HttpRequest, HttpResponse

ISSUER = "https://id.example.com/tenant"
CLIENT_ID, CLIENT_SECRET = "shoplatch", "0a1b" + "5ecret" * 4
RSA = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "second", "use": "sig"})
FOREIGN = RSAKey.generate_key(2048, {"kid": "first", "use": "sig"})  # nobody publishes it


@dataclass
class Account:
    """Somebody at the provider."""

    sub: str = "a-1"
    claims: dict[str, Any] = field(
        default_factory=lambda: {"email": "mei@example.com", "email_verified": True, "name": "Mei"}
    )


@dataclass
class IdentityProvider:
    """Implements AsyncTransport. What a test sets here changes what it answers from then on."""

    clock: Clock
    issuer: str = ISSUER
    key: RSAKey | ECKey = field(default_factory=lambda: RSA)
    algorithm: str = "RS256"
    published: list[RSAKey | ECKey] = field(default_factory=lambda: [RSA])
    metadata: dict[str, Any] = field(default_factory=dict)  # laid over what it says about itself
    lies: dict[str, Any] = field(default_factory=dict)  # laid over the claims of the token; None takes one out
    header: dict[str, Any] = field(default_factory=dict)
    in_userinfo: tuple[str, ...] = ()  # claims that only userinfo tells
    userinfo_sub: str | None = None
    token: str | None = None  # sent instead of one that is made
    silent: bool = False
    asked: list[str] = field(default_factory=list)
    codes: dict[str, tuple[dict[str, str], Account]] = field(default_factory=dict)

    def consent(self, url: str, account: Account | None = None, **more: str) -> dict[str, str]:
        """Somebody signs in at the page that `url` leads to; the parameters of the way back."""
        asked = dict(parse_qsl(urlsplit(url).query))
        assert asked["code_challenge_method"] == "S256"
        assert asked["response_type"] == "code"
        code = secrets.token_urlsafe(16)
        self.codes[code] = (asked, account or Account())
        return {"code": code, "state": asked["state"], "iss": self.issuer, **more}

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        path = urlsplit(request.url).path
        self.asked.append(path.rsplit("/", 1)[-1])
        if self.silent:
            raise Unreachable("nobody answers there")
        if path.endswith("/.well-known/openid-configuration"):
            return _json(self._said())
        if path.endswith("/keys"):
            return _json({"keys": [key.as_dict(private=False) for key in self.published]})
        if path.endswith("/token"):
            return self._exchange(request)
        if path.endswith("/userinfo"):
            return self._userinfo(request)
        return HttpResponse(404, {}, b"{}")

    def _said(self) -> dict[str, Any]:
        at = self.issuer
        return {
            "issuer": at, "authorization_endpoint": f"{at}/authorize", "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/keys", "userinfo_endpoint": f"{at}/userinfo",
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            "authorization_response_iss_parameter_supported": True, **self.metadata,
        }  # fmt: skip

    def _exchange(self, request: HttpRequest) -> HttpResponse:
        form = {name: values[0] for name, values in parse_qs((request.body or b"").decode()).items()}
        pair = base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()
        if dict(request.headers).get("authorization") != f"Basic {pair}":
            return _json({"error": "invalid_client"}, 401)
        found = self.codes.pop(form.get("code", ""), None)
        if found is None or _challenge(form["code_verifier"]) != found[0]["code_challenge"]:
            return _json({"error": "invalid_grant"}, 400)
        asked, account = found
        access = secrets.token_urlsafe(16)
        self._tokens = {access: account}
        return _json({"access_token": access, "token_type": "Bearer", "id_token": self.token or self._token(asked, account)})

    def _token(self, asked: dict[str, str], account: Account) -> str:
        now = self.clock.seconds()
        told = {name: value for name, value in account.claims.items() if name not in self.in_userinfo}
        claims = {"iss": self.issuer, "sub": account.sub, "aud": CLIENT_ID, "iat": now, "exp": now + 300,
                  "nonce": asked["nonce"], **told, **self.lies}  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.key.kid, **self.header}
        if self.algorithm == "none":
            return ".".join([_part({"alg": "none"}), _part(claims), ""])
        if self.algorithm == "HS256":
            signed = f"{_part(header)}.{_part(claims)}"
            mac = hmac.digest(self.key.as_pem(private=False), signed.encode(), "sha256")
            return f"{signed}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"
        return jwt.encode({k: v for k, v in header.items() if v is not None}, claims, self.key, algorithms=[self.algorithm])

    def logout_token(self, sub: str | None = "a-1", **laid_over: Any) -> str:
        """What it sends when somebody signed out there."""
        now = self.clock.seconds()
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "iat": now, "exp": now + 120, "jti": secrets.token_urlsafe(8),
                  "sub": sub, "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, **laid_over}  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid, "typ": "logout+jwt"}, claims, self.key,
                          algorithms=[self.algorithm])  # fmt: skip

    def _userinfo(self, request: HttpRequest) -> HttpResponse:
        account = self._tokens[dict(request.headers)["authorization"].removeprefix("Bearer ")]
        return _json({"sub": self.userinfo_sub or account.sub, **account.claims})


def _json(said: dict[str, Any], status: int = 200) -> HttpResponse:
    return HttpResponse(status, {"content-type": "application/json"}, json.dumps(said).encode())


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _part(said: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
