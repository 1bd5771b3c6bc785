"""Who let us in, as pages show it: shops with their grant, and connections with their shops. No secrets pass here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema


@dataclass(frozen=True, slots=True)
class ShopRow:
    """A shop, the grant it came with, and the app that holds the grant."""

    id: str
    name: str
    region: str
    seller_type: str
    code: str
    connection_id: str
    app_key: str
    environment: str  # production | simulator
    api_url: str
    seller_name: str
    state: str  # active | needs_reauthorization | deauthorized
    reason: str | None
    granted_scopes: tuple[str, ...]
    access_expires_at: datetime | None
    refresh_expires_at: datetime | None
    first_seen: datetime
    end_told: datetime | None = None  # the end of the grant as webhook 7 told it last
    data_settled_as: str | None = None  # keep | mask | delete: what became of its data after the end


@dataclass(frozen=True, slots=True)
class AppRow:
    """An app of ours, with the fingerprint of its secret and never the secret."""

    app_key: str
    name: str
    environment: str
    market: str
    api_url: str
    secret_fingerprint: str


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """One grant by one seller, creator or partner to one app."""

    id: str
    app_key: str
    app_name: str
    environment: str
    market: str
    kind: str
    seller_name: str
    seller_base_region: str | None
    state: str
    reason: str | None
    granted_scopes: tuple[str, ...]
    access_expires_at: datetime | None
    refresh_expires_at: datetime | None
    created_at: datetime
    updated_at: datetime
    shops: tuple[str, ...]  # names, by name
    end_told: datetime | None = None  # the end of the grant as webhook 7 told it last
    settled: tuple[str, ...] = ()  # what became of the data of its shops after its end: keep, mask, delete


async def apps(conn: AsyncConnection) -> list[AppRow]:
    """All apps, by name."""
    columns = [schema.apps.c[name] for name in AppRow.__slots__]
    rows = await conn.execute(select(*columns).order_by(schema.apps.c.name, schema.apps.c.app_key))
    return [AppRow(**row) for row in rows.mappings()]


async def shops(conn: AsyncConnection) -> list[ShopRow]:
    """All shops, by name."""
    s, c, a = schema.shops.c, schema.connections.c, schema.apps.c
    rows = await conn.execute(
        select(
            s.id, s.name, s.region, s.seller_type, s.code, s.connection_id, s.first_seen,
            c.app_key, c.seller_name, c.state, c.reason, c.granted_scopes, c.access_expires_at, c.refresh_expires_at,
            c.end_told, s.data_settled_as, a.environment, a.api_url,
        )
        .select_from(schema.shops.join(schema.connections, s.connection_id == c.id))
        .join(schema.apps, c.app_key == a.app_key)
        .order_by(s.name, s.id)
    )  # fmt: skip
    return [ShopRow(**{**row, "granted_scopes": tuple(row["granted_scopes"])}) for row in rows.mappings()]


async def connections(conn: AsyncConnection) -> list[ConnectionRow]:
    """All connections, those that need someone first, then by seller."""
    c, a, s = schema.connections.c, schema.apps.c, schema.shops.c
    names = select(func.array_agg(s.name)).where(s.connection_id == c.id).scalar_subquery()
    settled = select(func.array_agg(s.data_settled_as.distinct())).where(s.connection_id == c.id).scalar_subquery()
    rows = await conn.execute(
        select(
            c.id, c.app_key, a.name.label("app_name"), a.environment, a.market, c.kind, c.seller_name, c.seller_base_region,
            c.state, c.reason, c.granted_scopes, c.access_expires_at, c.refresh_expires_at, c.created_at, c.updated_at,
            names.label("shops"), c.end_told, settled.label("settled"),
        )
        .select_from(schema.connections.join(schema.apps, c.app_key == a.app_key))
        .order_by(c.state == "active", c.seller_name, c.id)
    )  # fmt: skip
    return [
        ConnectionRow(
            **{
                **row,
                "granted_scopes": tuple(row["granted_scopes"]),
                "shops": tuple(sorted(row["shops"] or ())),
                "settled": tuple(sorted(filter(None, row["settled"] or ()))),
            }
        )
        for row in rows.mappings()
    ]
