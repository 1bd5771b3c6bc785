"""The error tree: drawn as it is, each error a whole sentence with its evidence and the next step."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from shoplatch import errors
from shoplatch.errors import RateLimited, Retriable, ShoplatchError

ALL = [found for found in vars(errors).values() if isinstance(found, type) and issubclass(found, ShoplatchError)]


def test_the_tree_at_the_top_of_the_file_is_the_tree_in_the_code() -> None:
    drawn = re.findall(r"^[├└│─ ]+(\w+) ", str(errors.__doc__), re.MULTILINE)
    assert sorted(drawn) == sorted(kind.__name__ for kind in ALL if kind is not ShoplatchError)


def test_each_branch_is_a_recovery_of_its_own() -> None:
    branches = [kind for kind in ALL if kind.__base__ is ShoplatchError]
    assert {kind.__name__ for kind in branches} == {
        "ConfigError", "Retriable", "Reauthorize", "PermissionMissing", "InvalidRequest", "NotFound", "Conflict",
        "PartlyDone", "OutcomeUnknown", "Fatal",
    }  # fmt: skip


@pytest.mark.parametrize("kind", ALL)
def test_an_error_is_a_sentence_with_evidence_and_a_next_step(kind: type[ShoplatchError]) -> None:
    told = kind("It broke.", shop="gb", next_step="Mend it.", code=5, request_id="r1", operation="order.x")
    assert str(told) == "It broke (code 5, operation order.x, shop gb, request r1). Mend it."
    assert str(kind("It broke")) == "It broke."
    assert (told.what, told.shop, told.code, told.request_id, told.operation) == ("It broke.", "gb", 5, "r1", "order.x")


def test_code_zero_is_evidence_too() -> None:
    assert str(ShoplatchError("x", code=0)) == "x (code 0)."


def test_a_rate_limit_knows_its_wait_and_is_retriable() -> None:
    limited = RateLimited("slow down", retry_after_s=2.5, shop="gb")
    assert isinstance(limited, Retriable)
    assert (limited.retry_after_s, limited.shop) == (2.5, "gb")
    assert RateLimited("slow down").retry_after_s is None


@pytest.mark.parametrize("kind", ALL)
def test_an_error_survives_being_copied_and_sent_to_another_process(kind: type[ShoplatchError]) -> None:
    told = kind("It broke", shop="gb", next_step="Mend it.", code=5)
    for same in (copy.copy(told), pickle.loads(pickle.dumps(told))):
        assert type(same) is kind
        assert str(same) == str(told)
