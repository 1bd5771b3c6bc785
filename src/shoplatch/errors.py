"""Every error Shoplatch raises, as a tree by recovery: the class says what the caller can do about it.

ShoplatchError
├── ConfigError          this installation is set up wrongly; nothing was sent
├── Retriable            the same call may work later
│   ├── RateLimited      slow down; `retry_after_s` says for how long, where the platform said so
│   └── Unreachable      no answer, and nothing can have changed on the other side
├── Reauthorize          the seller has to authorize again
├── PermissionMissing    the grant lacks a scope
├── InvalidRequest       what we sent is wrong; sending it again will fail again
├── NotFound             the thing does not exist, or not for this shop
├── Conflict             the state of the thing does not allow it
├── PartlyDone           a batch was accepted and some of its items failed; the others are done
├── OutcomeUnknown       a write whose answer was lost: it may or may not have happened
└── Fatal                a fault of ours or the platform's that no retry cures

What an error holds: what happened, to which shop, what to do next. Secrets never appear in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence


class ShoplatchError(Exception):
    """The root. `str(error)` is the whole sentence: what happened, to which shop, and the next step.

    `code` and `request_id` are the platform's own, where an answer was received (platform.md section 5);
    `operation` is the catalog id of the call.
    """

    def __init__(
        self,
        what: str,
        *,
        shop: str | None = None,
        next_step: str | None = None,
        code: int | None = None,
        request_id: str | None = None,
        operation: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.shop = shop
        self.next_step = next_step
        self.code = code
        self.request_id = request_id
        self.operation = operation
        self.explained_by: Callable[[ShoplatchError], str] | None = None

    def explain(self) -> str:
        """All that is known about it, in a few lines: what it means, what cures it, and how sure the sources are.

        For a refusal of the platform, the record of its code in the catalog; for anything else, what its class means.
        """
        if self.explained_by is not None:
            return self.explained_by(self)
        return f"{self}\n{(type(self).__doc__ or '').strip()}"

    def __str__(self) -> str:
        evidence = [
            f"code {self.code}" if self.code is not None else "",
            f"operation {self.operation}" if self.operation else "",
            f"shop {self.shop}" if self.shop else "",
            f"request {self.request_id}" if self.request_id else "",
        ]
        shown = ", ".join(part for part in evidence if part)
        sentence = self.what.rstrip(".") + (f" ({shown})" if shown else "") + "."
        return f"{sentence} {self.next_step}" if self.next_step else sentence


class ConfigError(ShoplatchError):
    """This installation is set up wrongly; nothing was sent and nothing was changed."""


class Retriable(ShoplatchError):
    """The same call may work later. `retry_after_s` is the wait that was asked for, if one was."""

    def __init__(self, what: str, *, retry_after_s: float | None = None, **evidence: str | int | None) -> None:
        super().__init__(what, **evidence)  # type: ignore[arg-type]  # the same evidence as every error takes
        self.retry_after_s = retry_after_s


class RateLimited(Retriable):
    """Too many calls. `retry_after_s` is the wait the platform asked for, if it asked."""


class Unreachable(Retriable):
    """No answer came, and nothing can have changed on the other side."""


class Reauthorize(ShoplatchError):
    """The grant is gone or spent: the seller has to authorize again."""


class PermissionMissing(ShoplatchError):
    """The grant lacks a scope that this operation needs.

    `scopes` are those that would open it (any one is enough), `confidence` says how sure the catalog is of them.
    """

    scopes: tuple[str, ...] = ()
    confidence: str | None = None


class InvalidRequest(ShoplatchError):
    """What was sent is wrong; sending it again will fail again."""


class NotFound(ShoplatchError):
    """The thing does not exist, or not for this shop."""


class Conflict(ShoplatchError):
    """The state of the thing does not allow what was asked."""


class PartlyDone(ShoplatchError):
    """A batch was accepted and some of its items failed. `failures` lists those; the others are done."""

    def __init__(self, what: str, *, failures: Sequence[object] = (), **evidence: str | int | None) -> None:
        super().__init__(what, **evidence)  # type: ignore[arg-type]  # the same evidence as every error takes
        self.failures = tuple(failures)


class OutcomeUnknown(ShoplatchError):
    """A write whose answer was lost and that carries no idempotency key: read before trying again.

    `read_with` is the operation whose answer shows whether it happened, where there is one.
    """

    read_with: str | None = None


class Fatal(ShoplatchError):
    """A fault that no retry cures."""
