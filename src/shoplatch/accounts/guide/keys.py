"""Step 6: the clock, the key, the secret, the vault. The stored secret is tried again; it is shown to nobody."""

from __future__ import annotations

from shoplatch.accounts.credentials import Verdict
from shoplatch.accounts.guide.look import Look
from shoplatch.accounts.guide.results import Result

SKEW_NOTED_S = 5.0
SKEW_MAX_S = 30.0  # accepted ahead of their time (platform.md section 4)
AGE_MAX_S = 300.0  # accepted behind it
_RULE = "TikTok Shop refuses requests older than 5 minutes or more than 30 s ahead"
_COPY_SECRET = (
    "TikTok Shop knows this key but refuses the secret. A secret that was reset in Partner Center stops the old one: "
    "copy it again, without blanks around it."
)
_COPY_KEY = "The key may be of another site, of a disabled app, or be the service id: copy it again from App details."


async def clock(look: Look) -> Result:
    """Whether this machine's clock fits the platform's."""
    return of_clock(look, await _verdict(look))


async def key_known(look: Look) -> Result:
    """Whether the platform knows the key."""
    return of_key(look, await _verdict(look))


async def secret_signs(look: Look) -> Result:
    """Whether the secret signs a request."""
    return of_secret(look, await _verdict(look))


async def sealed(look: Look) -> Result:
    """Whether the secret is in the vault."""
    app = await look.app()
    if app is None:
        return look.todo("sealed", "Sealed in the vault", "AES-256-GCM, after the secret was accepted")
    before = (
        f" · the one before ({app.secret_before_fingerprint}) still counts for webhooks"
        if app.secret_before_fingerprint
        else ""
    )
    return look.good("sealed", "Sealed in the vault", f"AES-256-GCM, fingerprint {app.secret_fingerprint}{before}")


def of_clock(look: Look, verdict: Verdict | None) -> Result:
    """What an attempt said about the clock."""
    if verdict is None or verdict.skew_s is None:
        return look.todo("clock", "This machine's clock", _RULE)
    if look.simulated:
        return look.good("clock", "The clock follows the simulator's", f"now {abs(verdict.skew_s):.1f} s apart")
    off = f"This machine's clock is {abs(verdict.skew_s):.1f} s {'behind' if verdict.skew_s > 0 else 'ahead'}"
    if verdict.skew_s > AGE_MAX_S or verdict.skew_s < -SKEW_MAX_S:
        return look.bad("clock", off, "Set the clock: switch on NTP (timedatectl set-ntp true).", _RULE)
    if abs(verdict.skew_s) > SKEW_NOTED_S:
        return look.warn("clock", off, _RULE, "Switch on NTP before it drifts further.")
    return look.good("clock", f"This machine's clock is {abs(verdict.skew_s):.1f} s off", _RULE)


def of_key(look: Look, verdict: Verdict | None) -> Result:
    """What an attempt said about the key."""
    if verdict is None:
        return look.todo("key_known", "The key exists")
    site = f"The key exists on the {look.path.market} site" if not look.simulated else "The simulator knows the key"
    if verdict.key == "right":
        return look.good("key_known", site, verdict.key_evidence)
    if verdict.key == "wrong":
        return look.bad("key_known", "TikTok Shop does not know this key", _COPY_KEY, verdict.key_evidence)
    return _unsure(look, "key_known", verdict.key, verdict.key_evidence)


def of_secret(look: Look, verdict: Verdict | None) -> Result:
    """What an attempt said about the secret."""
    if verdict is None:
        return look.todo("secret_signs", "The secret signs a request")
    if verdict.secret == "right":
        return look.good("secret_signs", "The secret signs a request", verdict.secret_evidence)
    if verdict.secret == "wrong":
        return look.bad("secret_signs", "The secret does not sign for this key", _COPY_SECRET, verdict.secret_evidence)
    if verdict.key == "wrong":
        return look.todo("secret_signs", "The secret signs a request", "cannot be told before the key is known")
    return _unsure(look, "secret_signs", verdict.secret, verdict.secret_evidence)


def _unsure(look: Look, check: str, said: str, evidence: str) -> Result:
    if said == "unreachable":
        return look.bad(check, "No answer", "Check that this machine may go out to TikTok Shop by https.", evidence)
    return look.warn(check, "The answer does not say", evidence, "Go on: the first consent will show it.")


async def _verdict(look: Look) -> Verdict | None:
    """One attempt in a round, with the sealed secret."""
    if look.verdict is None and await look.app() is not None and look.path.app_key:
        look.verdict = await look.accounts.try_app(look.path.app_key)
    return look.verdict
