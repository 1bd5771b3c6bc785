"""Four roles and the rights they hold. A right says what may be done; for which shops, the person's grants say.

| right | what it opens |
|---|---|
| look | pages of the granted shops |
| work | acting for the granted shops |
| setup | the setup guide, apps and their secrets, consents |
| people | people, their roles and their shops |
| audit | audit log, security review, permissions |
| personal | personal data of buyers, opened by the API and in exports; each time with a reason, in the audit log |
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from shoplatch.errors import InvalidRequest

LOOK, WORK, SETUP, PEOPLE, AUDIT, PERSONAL = RIGHTS = ("look", "work", "setup", "people", "audit", "personal")
ROLES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "owner": frozenset(RIGHTS),
        "operator": frozenset({LOOK, WORK}),
        "analyst": frozenset({LOOK}),
        "auditor": frozenset({LOOK, AUDIT}),
    }
)
ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "owner": "everything, for every shop",
        "operator": "looks and acts, for the shops granted",
        "analyst": "looks, for the shops granted",
        "auditor": "looks, and reads audit log, permissions and security review; changes nothing",
    }
)


def rights_of(role: str) -> frozenset[str]:
    """The rights of a role; none for a role there is not."""
    return ROLES.get(role, frozenset())


def check_role(role: str) -> None:
    """Raises InvalidRequest for a role there is not."""
    if role not in ROLES:
        raise InvalidRequest(f"There is no role {role[:40]!r}", next_step=f"Use one of: {', '.join(ROLES)}.")


def check_rights(rights: tuple[str, ...]) -> None:
    """Raises InvalidRequest for a right there is not, or for none."""
    if not rights or set(rights) - set(RIGHTS):
        wrong = sorted(set(rights) - set(RIGHTS))
        what = f"There is no right {wrong[0][:40]!r}" if wrong else "A token without a right opens nothing"
        raise InvalidRequest(what, next_step=f"Use some of: {', '.join(RIGHTS)}.")
