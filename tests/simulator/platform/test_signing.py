"""The platform's own signer against the golden vectors."""

from __future__ import annotations

import pytest

from shoplatch.catalog import reader
from shoplatch.catalog.model import SigningVector, WebhookVector
from shoplatch.simulator import signing

SIGNING = reader.vectors("signing")
BY_ID = {vector.id: vector for vector in SIGNING}


def expected(vector: SigningVector) -> str:
    return signing.expected_sign(
        vector.app_secret, vector.path, vector.query, vector.content_type or "", (vector.body or "").encode()
    )


@pytest.mark.parametrize("vector", SIGNING, ids=lambda vector: vector.id)
def test_the_expected_signature_is_the_golden_one(vector: SigningVector) -> None:
    assert expected(vector) == vector.expected_sign


@pytest.mark.parametrize("mistake", reader.vectors("signing_negative"), ids=lambda mistake: mistake.id)
def test_a_usual_mistake_is_not_taken_for_the_signature(mistake: object) -> None:
    assert not signing.same(expected(BY_ID[mistake.of]), mistake.wrong_sign)  # type: ignore[attr-defined]


@pytest.mark.parametrize("vector", reader.vectors("webhook"), ids=lambda vector: vector.id)
def test_webhooks_are_signed_as_published(vector: WebhookVector) -> None:
    signed = signing.webhook_authorization(vector.app_key, vector.app_secret, vector.raw_body.encode())
    assert signed == vector.expected_authorization_header


def test_a_signature_that_is_not_text_of_this_world_is_compared_without_a_fault() -> None:
    assert not signing.same("a" * 64, "\udcff")
