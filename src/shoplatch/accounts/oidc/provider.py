"""The identity provider: what was set about it, what it says about itself, and the keys it signs with.

Only what an owner configured is asked: the issuer's own discovery document, and the addresses in it, over https (http counts
on this machine alone). What it says is kept for a while; keys are read again when a token names one that is not known, at
most once a minute, so that a rotation there works here at once and nobody can make us ask in a loop.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, Fatal, OutcomeUnknown, Reauthorize, Retriable
from shoplatch.transport import AsyncTransport, HttpRequest, HttpResponse

DISCOVERY = "/.well-known/openid-configuration"
KEPT_S = 3600.0
KEYS_KEPT_S = 600.0
KEYS_AGAIN_AFTER_S = 60.0
ANSWER_WITHIN_S = 10.0
ANSWER_MAX_BYTES = 1_000_000
KEYS_MAX = 100
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# Signed by a key whose public half the provider publishes. A secret that both sides know (HS256) or none at all is refused.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519", "EdDSA")
_ASYMMETRIC = ("RSA", "EC", "OKP")


@dataclass(frozen=True, slots=True)
class Provider:
    """What the settings say. `roles`: pairs of a claim's value and a role, the first that fits counts, `*` fits everybody;
    `create`: off, no-shops or every-shop."""

    issuer: str
    client_id: str
    callback: str
    client_secret: str | None = field(default=None, repr=False)
    name: str = ""
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    role_claim: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    create: str = "off"

    @property
    def shown(self) -> str:
        """What people know it as."""
        return self.name or (urlsplit(self.issuer).hostname or self.issuer)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the provider says about itself, as far as it is used."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str
    end_session_endpoint: str  # "" where it offers none
    algorithms: tuple[str, ...]
    token_auth: tuple[str, ...]
    tells_issuer: bool  # the way back names the issuer (RFC 9207)


class Discovery:
    """Asks the provider, and remembers."""

    def __init__(self, provider: Provider, transport: AsyncTransport, clock: Clock) -> None:
        self.provider = provider
        self._transport = transport
        self._clock = clock
        self._metadata: tuple[float, Metadata] | None = None
        self._keys: tuple[float, KeySet] | None = None

    async def metadata(self) -> Metadata:
        """What the provider says about itself.

        Raises:
            ConfigError: the issuer is not the one that was set, or an address of it cannot be used.
            Retriable: it does not answer.
        """
        now = self._clock.monotonic()
        if self._metadata is None or now - self._metadata[0] >= KEPT_S:
            said = await self._read(self.provider.issuer.rstrip("/") + DISCOVERY)
            self._metadata = (now, _metadata(self.provider, said))
        return self._metadata[1]

    async def keys(self, kid: str | None) -> KeySet:
        """The provider's public keys; read again where `kid` is not among them. Raises as `metadata`."""
        now = self._clock.monotonic()
        if self._keys is not None:
            age, known = now - self._keys[0], kid is None or any(key.kid == kid for key in self._keys[1])
            if age < KEYS_AGAIN_AFTER_S or (known and age < KEYS_KEPT_S):
                return self._keys[1]
        said = await self._read((await self.metadata()).jwks_uri)
        self._keys = (now, _keys(said, self.provider))
        return self._keys[1]

    async def exchange(self, code: str, verifier: str) -> Mapping[str, Any]:
        """Trade a code for tokens.

        Raises:
            Reauthorize: the provider does not take the code.
            ConfigError: it does not take our client id or secret.
            Retriable: it does not answer.
        """
        metadata, provider = await self.metadata(), self.provider
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": provider.callback,
            "code_verifier": verifier,
        }
        headers = [("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json")]
        if provider.client_secret is None:
            form["client_id"] = provider.client_id
        elif "client_secret_basic" in metadata.token_auth or "client_secret_post" not in metadata.token_auth:
            pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
            headers.append(("authorization", "Basic " + base64.b64encode(pair.encode()).decode()))
        else:
            form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
        request = HttpRequest("POST", metadata.token_endpoint, tuple(headers), urlencode(form).encode())
        answer = await self._send(request)
        if answer.status != 200:
            raise _refused_exchange(provider, answer)
        return _object(answer, provider)

    async def userinfo(self, access_token: str) -> Mapping[str, Any]:
        """What the provider says about who signed in, beside the token; nothing where it offers none. Raises Retriable."""
        address = (await self.metadata()).userinfo_endpoint
        if not address:
            return {}
        bearer = ("authorization", f"Bearer {access_token}")
        answer = await self._send(HttpRequest("GET", address, (bearer, ("accept", "application/json"))))
        return _object(answer, self.provider) if answer.status == 200 else {}

    async def _read(self, url: str) -> Mapping[str, Any]:
        answer = await self._send(HttpRequest("GET", url, (("accept", "application/json"),)))
        if answer.status != 200:
            raise _silent(self.provider, f"answers {answer.status} at {url}")
        return _object(answer, self.provider)

    async def _send(self, request: HttpRequest) -> HttpResponse:
        try:
            return await self._transport.send(request, timeout_s=ANSWER_WITHIN_S)
        except (Retriable, OutcomeUnknown, Fatal) as failure:
            raise _silent(self.provider, f"could not be asked: {failure.what}") from failure


def _metadata(provider: Provider, said: Mapping[str, Any]) -> Metadata:
    if said.get("issuer") != provider.issuer:
        raise ConfigError(
            f"The identity provider calls itself {str(said.get('issuer'))[:200]!r}, and oidc_issuer is {provider.issuer!r}",
            next_step="Set oidc_issuer to exactly what the provider says, or ask whose answer this is.",
        )
    offered = _texts(said, "id_token_signing_alg_values_supported") or ("RS256",)
    return Metadata(
        authorization_endpoint=_address(said, "authorization_endpoint", provider),
        token_endpoint=_address(said, "token_endpoint", provider),
        jwks_uri=_address(said, "jwks_uri", provider),
        userinfo_endpoint=_address(said, "userinfo_endpoint", provider) if said.get("userinfo_endpoint") else "",
        end_session_endpoint=_address(said, "end_session_endpoint", provider) if said.get("end_session_endpoint") else "",
        algorithms=tuple(one for one in ALGORITHMS if one in offered),
        token_auth=_texts(said, "token_endpoint_auth_methods_supported") or ("client_secret_basic",),
        tells_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )


def _address(said: Mapping[str, Any], name: str, provider: Provider) -> str:
    found = said.get(name)
    parts = urlsplit(found) if isinstance(found, str) else urlsplit("")
    near = urlsplit(provider.issuer).hostname in LOOPBACK and parts.hostname in LOOPBACK
    if (
        not isinstance(found, str)
        or not parts.hostname
        or not (parts.scheme == "https" or (parts.scheme == "http" and near))
    ):
        raise ConfigError(f"The identity provider {provider.shown} gives no {name} over https",
                          next_step="Ask whoever runs it; `shoplatch people provider` shows what it says.")  # fmt: skip
    return found


def _texts(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = said.get(name)
    return tuple(one for one in found if isinstance(one, str)) if isinstance(found, list) else ()


def _keys(said: Mapping[str, Any], provider: Provider) -> KeySet:
    """The keys that can sign; what is no key of a kind we take is left out, so that one odd key stops nobody."""
    listed = said.get("keys")
    good = []
    for one in listed[:KEYS_MAX] if isinstance(listed, list) else ():
        if isinstance(one, dict) and one.get("kty") in _ASYMMETRIC and one.get("use", "sig") == "sig":
            try:
                good.extend(KeySet.import_key_set({"keys": [one]}).keys)
            except (JoseError, ValueError, KeyError, TypeError):
                continue
    if not good:
        raise ConfigError(f"The identity provider {provider.shown} publishes no key that tokens could be checked with",
                          next_step="Ask whoever runs it.")  # fmt: skip
    return KeySet(good)


def _object(answer: HttpResponse, provider: Provider) -> Mapping[str, Any]:
    try:
        found = json.loads(answer.body) if len(answer.body) <= ANSWER_MAX_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise _silent(provider, "answers something that is no JSON object")
    return found


def _silent(provider: Provider, how: str) -> Retriable:
    step = "Try again; a one-time link still works: `shoplatch sign-in`."
    return Retriable(f"The identity provider {provider.shown} {how}"[:400], next_step=step)


def _refused_exchange(provider: Provider, answer: HttpResponse) -> ConfigError | Reauthorize | Retriable:
    try:
        why = str(json.loads(answer.body).get("error"))[:60]
    except (ValueError, AttributeError, RecursionError):
        why = ""
    if why in ("invalid_client", "unauthorized_client"):
        return ConfigError(f"The identity provider {provider.shown} does not take our client id or secret ({why})",
                           next_step="Set oidc_client_id and oidc_client_secret anew.")  # fmt: skip
    if answer.status >= 500:
        return _silent(provider, f"answered {answer.status}")
    return Reauthorize(f"The identity provider {provider.shown} did not take the code ({why or answer.status})",
                       next_step="Sign in again.")  # fmt: skip
