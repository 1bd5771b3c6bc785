"""Faults that can be planted: `PLANTED=name` makes the integration wrong in one way."""

from __future__ import annotations

import os

FAULTS = {
    "secret_not_around": "signs without the app secret around the string",
    "values_encoded": "signs percent-encoded values",
    "not_sorted": "signs parameters in the order they are sent",
    "body_serialised_twice": "signs the body in another spelling than it is sent",
    "body_not_signed": "does not sign the body",
    "milliseconds": "sends the timestamp in milliseconds",
    "clock_behind": "has a clock that is an hour behind",
    "token_in_query": "sends the access token in the query",
    "paging_in_body": "sends page size and token in the body",
    "first_page_only": "reads the first page only",
    "never_refreshes": "never renews its access token",
    "never_retries": "gives up at the first 429 or 500",
    "retries_at_once": "tries again without a pause",
    "errors_ignored": "takes a refusal for an empty answer",
    "http_status_only": "looks at the HTTP status and not at the code",
    "ids_as_floats": "reads ids as floating-point numbers",
    "money_as_floats": "adds up money as floating-point numbers, rounded to whole units",
    "known_statuses_only": "drops orders whose status it does not know",
    "update_time_ignored": "takes an old state for a new one",
    "stock_ignores_orders": "shows total stock, committed units included",
    "accepts_unsigned": "takes webhooks without a signature",
    "accepts_any_signature": "takes webhooks with a wrong signature",
    "verifies_parsed_body": "verifies the body after parsing it",
    "answers_with_a_body": "answers a webhook with a body",
    "answers_slowly": "answers a webhook after four seconds",
    "works_before_answering": "reads the order before it answers the webhook",
    "counts_duplicates": "works a repeated webhook as a new one",
    "trusts_the_event": "takes the status from the webhook instead of reading the order",
    "fails_on_unknown_topics": "answers 500 to topics it does not know",
    "fails_on_large_bodies": "answers 500 to a large webhook",
}


def planted(name: str) -> bool:
    """Whether this fault is planted."""
    assert name in FAULTS, name
    return os.environ.get("PLANTED", "") == name
