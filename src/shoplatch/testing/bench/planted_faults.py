"""How many faults, planted one at a time in a small integration, `shoplatch verify` finds with the right cause.

The integration is in `examples/integration`, apart from everything here. What follows from a fault may be told too, where
the table says so; anything else is invented. The mended integration has to pass whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from shoplatch.errors import ConfigError
from shoplatch.testing.bench.result import Result
from shoplatch.testing.verify import Verdict, read_adapter, verify

EXAMPLE = Path(__file__).parents[4] / "examples" / "integration" / "verify.toml"
SHORT = 6
AT_A_TIME = 4
FAULTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    # fault: the check that finds it, words of its cause, checks that may fail with it (by their beginning)
    "secret_not_around": ("calls.signature", "no_secret_wrap", ()),
    "ids_as_floats": ("data.orders_complete", "floating-point", ()),
    "answers_with_a_body": ("webhooks.empty_answer", "body", ()),
    "settles_the_total": ("money.settlement", "buyer paid", ()),
    "http_status_only": ("errors.code_with_200", "code", ()),
    "state_unchecked": ("consent.other_state", "anybody can connect", ()),
    "values_encoded": ("calls.signature", "encoded_values", ()),
    "not_sorted": ("calls.signature", "order", ()),
    "body_serialised_twice": ("calls.signature", "body_reserialised", ()),
    "body_not_signed": ("calls.signature", "body_left_out", ()),
    "milliseconds": ("calls.timestamp", "milliseconds", ()),
    "clock_behind": ("calls.timestamp", "clock", ()),
    "token_in_query": ("calls.token_in_header", "query", ()),
    "secret_in_query": ("calls.secret_stays", "sent along", ()),
    "unknown_version": ("calls.versions", "no such path", ()),
    "misspelled_parameter": ("calls.parameters", "ignored", ()),
    "no_cipher": ("calls.cipher", "left out", ()),
    "paging_in_body": ("calls.paging", "body", ()),
    "first_page_only": ("calls.all_pages", "first page", ("data.orders_complete", "data.products")),
    "token_trimmed": ("paging.token_as_given", "changed", ()),
    "needs_end_token": ("paging.no_end_token", "missing token", ()),
    "needs_rows": ("paging.no_rows", "missing list", ()),
    "moving_order": ("paging.changing", "lost", ()),
    "asks_again": ("paging.once", "after the end", ()),
    "finance_unsorted": ("areas.finance", "sort_field", ()),
    "never_refreshes": ("tokens.renewed", "not renewed", ()),
    "keeps_old_refresh_token": ("tokens.second_renewal", "not kept", ()),
    "renews_once": ("tokens.renewal_repeated", "tried once", ()),
    "refreshes_per_thread": ("tokens.shared", "for itself", ()),
    "never_retries": ("errors.rate_limited", "gives up", ("errors.",)),
    "retries_at_once": ("errors.pause", "without a pause", ()),
    "hammers": ("errors.gives_up", "never gives up", ()),
    "stops_in_the_middle": ("errors.later_page", "halfway", ()),
    "errors_ignored": ("errors.refusal_is_told", "swallowed", ("events.trouble",)),
    "refreshes_on_any_refusal": ("grant.scope_missing", "not the matter", ()),
    "sku_ids_as_floats": ("data.sku_ids", "floating-point", ()),
    "money_as_floats": ("data.order_total", "floats", ()),
    "known_statuses_only": ("data.unknown_status", "drops", ()),
    "nulls_break_it": ("data.null_fields", "falls over", ("data.missing_fields",)),
    "no_money_is_zero": ("data.missing_money", "zero", ()),
    "masked_overwrites": ("data.masked", "masked", ()),
    "lines_by_sku": ("data.order_lines", "merged", ()),
    "first_price_stays": ("events.product", "first read", ()),
    "skips_known_orders": ("events.drift", "not read again", ("events.old_state", "money.")),
    "update_time_ignored": ("events.old_state", "update_time", ()),
    "stock_ignores_orders": ("data.stock", "committed", ()),
    "adds_to_stock": ("writes.stock", "not what was asked", ()),
    "repeats_with_more": ("writes.lost_answer", "another quantity", ()),
    "batch_errors_ignored": ("writes.refused_in_part", "errors[]", ()),
    "settles_once": ("money.refund_after", "first settlement", ()),
    "statement_before_fees": ("money.statement", "before fees", ()),
    "refunds_the_total": ("money.partial_refund", "paid", ()),
    "cancelled_ignored": ("money.cancelled", "not followed", ()),
    "first_shop_only": ("shops.every", "one shop", ()),
    "one_currency": ("shops.currency", "one currency", ()),
    "events_for_first_shop": ("shops.event", "not looked at", ()),
    "accepts_unsigned": ("webhooks.no_signature", "anybody", ("webhooks.empty_signature",)),
    "accepts_any_signature": ("webhooks.wrong_secret", "anybody", ("webhooks.",)),
    "verifies_parsed_body": ("webhooks.genuine", "written again", ()),
    "signs_body_alone": ("webhooks.genuine", "app key", ()),
    "answers_slowly": ("webhooks.in_time", "before it answers", ()),
    "works_before_answering": ("webhooks.in_time", "before it answers", ()),
    "one_at_a_time": ("webhooks.burst", "one after the other", ()),
    "counts_duplicates": ("webhooks.repeated", "not kept", ()),
    "one_event_for_each_order": ("webhooks.distinct", "what they are about", ()),
    "remembers_before_verifying": ("events.sent_again", "counts as worked", ()),
    "drops_failed_events": ("events.trouble", "dropped", ()),
    "trusts_the_event": ("events.truth_is_read", "believed", ("events.", "shops.event")),
    "fails_on_unknown_topics": ("webhooks.unknown_topic", "", ()),
    "fails_on_large_bodies": ("webhooks.large", "", ()),
    "state_is_fixed": ("consent.state_fresh", "everybody", ()),
    "consent_works_twice": ("consent.once", "more than once", ()),
    "refused_consent_breaks": ("consent.refused", "falls over", ()),
}


def run(*, short: bool = False) -> Result:
    """Plant each fault, verify, compare. Several at a time: a verification mostly waits.

    The mended one goes first, by itself: what simulators share in a process (what msgspec learns of types) is built
    then, and not by several threads at once, which it does not survive.
    """
    faults = list(FAULTS)[: SHORT if short else None]
    verdicts = {"": verified("")}
    with ThreadPoolExecutor(AT_A_TIME) as desks:
        verdicts |= dict(zip(faults, desks.map(verified, faults), strict=True))
    judged = {fault: judge(fault, verdicts[fault]) for fault in faults}
    found = sum(one.found for one in judged.values())
    invented = [f"none: {one.check}" for one in verdicts[""] if one.state == "failed"]
    invented += [f"{fault}: {check}" for fault, one in judged.items() for check in one.invented]
    return Result(
        "planted-faults",
        "faults found with the right cause",
        found,
        {"planted": len(faults)},
        0.0 if invented else round(found / len(faults), 4),
        {
            "wrongly named": [fault for fault, one in judged.items() if not one.found] or "none",
            "invented": invented or "none",
            "checks": len(verdicts[""]),
        },
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a fault was found with its cause, and which checks failed that have nothing to do with it."""

    found: bool
    invented: tuple[str, ...]


def judge(fault: str, verdicts: Sequence[Verdict]) -> Judged:
    """The verdicts on an integration with a fault, held against the table."""
    check, words, with_it = FAULTS[fault]
    failed = [one for one in verdicts if one.state == "failed"]
    return Judged(
        any(one.check == check and words in one.cause for one in failed),
        tuple(one.check for one in failed if one.check != check and not one.check.startswith(with_it)),
    )


def verified(fault: str, only: Sequence[str] = ()) -> list[Verdict]:
    """The verdicts on the integration with one fault, or none; of every check, or of those that begin so.

    Raises:
        ConfigError: the example is not there; it comes with the source, not with the package.
    """
    if not EXAMPLE.exists():
        raise ConfigError("The sample integration is not here", next_step="Run this bench in a checkout of the source.")
    adapter = read_adapter(EXAMPLE)
    return verify(replace(adapter, environment={**adapter.environment, "PLANTED": fault}), only)
