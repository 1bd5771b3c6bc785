"""How many of thirty faults, planted one at a time in a small integration, `shoplatch verify` finds with the right cause.

The integration is in `examples/integration`, apart from everything here. What follows from a fault may be told too, where
the table says so; anything else is invented. The mended integration has to pass whole.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from shoplatch.errors import ConfigError
from shoplatch.testing.bench.result import Result
from shoplatch.testing.verify import Verdict, read_adapter, verify

EXAMPLE = Path(__file__).parents[4] / "examples" / "integration" / "verify.toml"
SHORT = 6
FAULTS: dict[str, tuple[str, str, str]] = {
    # fault: the check that finds it, words of its cause, checks that may fail with it (by their beginning)
    "secret_not_around": ("calls.signature", "no_secret_wrap", "-"),
    "ids_as_floats": ("data.orders_complete", "floating-point", "-"),
    "answers_with_a_body": ("webhooks.empty_answer", "body", "-"),
    "trusts_the_event": ("events.truth_is_read", "believed", "events."),
    "http_status_only": ("errors.code_with_200", "code", "-"),
    "never_refreshes": ("tokens.renewed", "not renewed", "-"),
    "values_encoded": ("calls.signature", "encoded_values", "-"),
    "not_sorted": ("calls.signature", "order", "-"),
    "body_serialised_twice": ("calls.signature", "body_reserialised", "-"),
    "body_not_signed": ("calls.signature", "body_left_out", "-"),
    "milliseconds": ("calls.timestamp", "milliseconds", "-"),
    "clock_behind": ("calls.timestamp", "clock", "-"),
    "token_in_query": ("calls.token_in_header", "query", "-"),
    "paging_in_body": ("calls.paging", "body", "-"),
    "first_page_only": ("calls.all_pages", "first page", "data.orders_complete"),
    "never_retries": ("errors.rate_limited", "gives up", "errors."),
    "retries_at_once": ("errors.pause", "without a pause", "-"),
    "errors_ignored": ("errors.refusal_is_told", "swallowed", "-"),
    "money_as_floats": ("data.order_total", "floats", "-"),
    "known_statuses_only": ("data.unknown_status", "drops", "-"),
    "update_time_ignored": ("events.old_state", "update_time", "-"),
    "stock_ignores_orders": ("data.stock", "committed", "-"),
    "accepts_unsigned": ("webhooks.no_signature", "anybody", "webhooks.empty_signature"),
    "accepts_any_signature": ("webhooks.wrong_secret", "anybody", "webhooks."),
    "verifies_parsed_body": ("webhooks.genuine", "written again", "-"),
    "answers_slowly": ("webhooks.in_time", "before it answers", "-"),
    "works_before_answering": ("webhooks.in_time", "before it answers", "-"),
    "counts_duplicates": ("webhooks.repeated", "not kept", "-"),
    "fails_on_unknown_topics": ("webhooks.unknown_topic", "", "-"),
    "fails_on_large_bodies": ("webhooks.large", "", "-"),
}


def run(*, short: bool = False) -> Result:
    """Plant each fault, verify, compare."""
    faults = list(FAULTS)[: SHORT if short else None]
    healthy = [one for one in verified("") if one.state == "failed"]
    found, wrongly, invented = 0, [], [f"none: {one.check}" for one in healthy]
    for fault in faults:
        check, words, with_it = FAULTS[fault]
        failed = [one for one in verified(fault) if one.state == "failed"]
        if any(one.check == check and words in one.cause for one in failed):
            found += 1
        else:
            wrongly.append(fault)
        invented += [f"{fault}: {one.check}" for one in failed if one.check != check and not one.check.startswith(with_it)]
    return Result(
        "planted-faults",
        "faults found with the right cause",
        found,
        {"planted": len(faults)},
        0.0 if invented else round(found / len(faults), 4),
        {"wrongly named": wrongly or "none", "invented": invented or "none"},
    )


def verified(fault: str) -> list[Verdict]:
    """The verdicts on the integration with one fault, or none.

    Raises:
        ConfigError: the example is not there; it comes with the source, not with the package.
    """
    if not EXAMPLE.exists():
        raise ConfigError("The sample integration is not here", next_step="Run this bench in a checkout of the source.")
    adapter = read_adapter(EXAMPLE)
    return verify(replace(adapter, environment={**adapter.environment, "PLANTED": fault}))
