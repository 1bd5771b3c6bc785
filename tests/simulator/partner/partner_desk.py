"""A desk with short ways through Partner Center, all by the control."""

from __future__ import annotations

import base64
from typing import Any

from tests.simulator.control.control_desk import ControlDesk

PDF = b"%PDF-1.7\n" + b"made up for a test. " * 20
PURPOSE = "We book the orders of our own shop in our ERP and nothing else."
NEEDED = {
    "seller_developer": ("business_registration", "identity_document"),
    "isv": ("business_registration", "identity_document", "proof_of_address"),
}
DAY_S = 86_400


class PartnerDesk(ControlDesk):
    """The control, and where a developer stands."""

    async def registered(self, kind: str = "isv", portal: str = "row", **more: Any) -> str:
        """The id of a fresh account."""
        given = {"company": "Nori Works", "email": "dev@nori.example", "country": "GB"} if kind == "isv" else {}
        made = await self.done("POST", "partner/developers", {"portal": portal, "kind": kind, **given, **more})
        return str(made["id"])

    async def upload(self, developer: str, kind: str, name: str = "paper.pdf", content: bytes = PDF) -> dict[str, Any]:
        body = {"kind": kind, "file_name": name, "content_base64": base64.b64encode(content).decode()}
        return await self.done("POST", f"partner/developers/{developer}/documents", body)

    async def handed_in(self, developer: str, **names: str) -> dict[str, Any]:
        """Documents uploaded and submitted; `names` gives one of them another file name."""
        told = await self.done("GET", f"partner/developers/{developer}")
        for kind in NEEDED[told["kind"]]:
            await self.upload(developer, kind, names.get(kind, f"{kind}.pdf"))
        return await self.done("POST", f"partner/developers/{developer}/submit")

    async def admitted(self, kind: str = "isv", portal: str = "row", **more: Any) -> str:
        """A developer who may make apps."""
        developer = await self.registered(kind, portal, **more)
        await self.handed_in(developer)
        await self.done("POST", f"partner/developers/{developer}/review", {"decision": "approve"})
        await self.done("POST", f"partner/developers/{developer}/api-access")
        await self.done("POST", f"partner/developers/{developer}/api-access/review", {"decision": "approve"})
        return developer

    async def app_of(self, developer: str, **plan: Any) -> dict[str, Any]:
        """An app in draft with a way back."""
        given = {"name": "Nori link", "market": "GB", "redirect_url": "http://127.0.0.1:9/back", **plan}
        return await self.done("POST", f"partner/developers/{developer}/apps", given)

    async def published(self, developer: str, **plan: Any) -> dict[str, Any]:
        """An app that sellers can authorize."""
        app = await self.app_of(developer, **plan)
        path = f"partner/developers/{developer}/apps/{app['app_key']}"
        await self.done("POST", f"{path}/scopes", {"scopes": ["seller.authorization.info", "seller.product.basic"]})
        told = await self.done("POST", f"{path}/publish")
        if told["state"] == "in_review":
            told = await self.done("POST", f"{path}/review", {"decision": "approve"})
        assert told["state"] == "published"
        return told

    async def days(self, count: int) -> None:
        """Let days pass."""
        await self.done("POST", "clock", {"advance_s": count * DAY_S + 1})


def scope_of(app: dict[str, Any], name: str) -> dict[str, Any]:
    """One scope of an app as it was told."""
    return next(row for row in app["scopes"] if row["scope"] == name)
