"""Addresses: where goods lie and where buyers live. Plain records, no behaviour; what may be seen is decided elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class District:
    """One step of an address from the country down (platform.md section 21)."""

    level: str  # L0 country, L1, L2, L3
    level_name: str
    name: str
    iso_code: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address with a name and a telephone number, as its owner wrote it."""

    first_name: str
    last_name: str
    phone: str
    line1: str
    line2: str
    town: str
    postal_code: str
    region: str  # ISO 3166
    districts: tuple[District, ...] = ()

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def full(self) -> str:
        """Everything on one line, without name and telephone number."""
        state = next((step.name for step in self.districts if step.level == "L1"), "")
        lines = [self.line1, self.line2, self.town, f"{state} {self.postal_code}".strip()]
        return ", ".join(part for part in lines if part)
