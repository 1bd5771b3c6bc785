"""The other way one would do it: dlt's `rest_api` source, each request signed by an auth object, into PostgreSQL by dlt.

Run as a process of its own (`python -m shoplatch.testing.bench.backfill_dlt`): a job as JSON on standard input, what it took
to a file. Counted is its CPU from the moment everything is imported, its threads and children included. As dlt comes: it
infers the schema, unpacks the lines into a table of their own, and merges by id.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.client import signing
from shoplatch.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Sequence

PAGE = 100
PATH = "/order/202309/orders/search"
DATASET = "peer_dlt"


def main(job: dict[str, Any]) -> dict[str, Any]:
    """Read every order placed in the spans; seconds of CPU, and how many rows there are afterwards."""
    import dlt
    from dlt.sources.helpers.rest_client.paginators import JSONResponseCursorPaginator
    from dlt.sources.rest_api import rest_api_source

    dlt.config["runtime.dlthub_telemetry"] = False
    dlt.config["runtime.log_level"] = "ERROR"
    before = _cpu_s()
    pipeline = dlt.pipeline(
        "shoplatch_bench",
        pipelines_dir=job["folder"],
        destination=dlt.destinations.postgres(job["database_url"]),
        dataset_name=DATASET,
    )
    paginator = JSONResponseCursorPaginator(cursor_path="data.next_page_token", cursor_param="page_token")
    for start, end in job["spans"]:
        endpoint: Any = {
            "path": PATH,
            "method": "POST",
            "params": {"page_size": PAGE, "shop_cipher": job["shop_cipher"]},
            "json": {"create_time_ge": start, "create_time_lt": end},
            "data_selector": "data.orders",
            "paginator": paginator,
        }
        orders: Any = {"name": "orders", "primary_key": "id", "write_disposition": "merge", "endpoint": endpoint}
        client: Any = {"base_url": job["base_url"], "auth": _auth(job)}
        pipeline.run(rest_api_source({"client": client, "resources": [orders]}))
    took = _cpu_s() - before
    found = []
    with pipeline.sql_client() as sql:
        for name in ("orders", "orders__line_items"):
            counted = sql.execute_sql(f"SELECT count(*) FROM {sql.make_qualified_table_name(name)}")
            found.append(counted[0][0] if counted else 0)
    return {"cpu_s": took, "rows": found}


def _auth(job: dict[str, Any]) -> Any:
    """Signs each request as TikTok Shop asks for it (platform.md section 4)."""
    from dlt.common.configuration.specs import configspec
    from dlt.sources.helpers.rest_client.auth import AuthConfigBase

    clock = SystemClock()

    @configspec
    class Signed(AuthConfigBase):
        def __call__(self, request: Any) -> Any:
            parts = urlsplit(request.url)
            held = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in ("sign", "timestamp")]
            query: Sequence[tuple[str, str]] = [
                *(pair for pair in held if pair[0] != "app_key"),
                ("app_key", job["app_key"]),
                ("timestamp", str(clock.seconds())),
            ]
            body = request.body.encode() if isinstance(request.body, str) else request.body
            request.prepare_url(request.url.partition("?")[0], [*query, ("sign", _sign(parts.path, query, body))])
            request.headers["x-tts-access-token"] = job["access_token"]
            return request

    def _sign(path: str, query: Sequence[tuple[str, str]], body: bytes | None) -> str:
        return signing.sign(path, list(query), body, job["app_secret"])

    return Signed()


def _cpu_s() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    answer = main(json.load(sys.stdin))
    Path(sys.argv[1]).write_text(json.dumps(answer))
