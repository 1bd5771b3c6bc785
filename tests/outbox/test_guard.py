"""Which addresses a webhook may go to, and the signature's own vectors."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from shoplatch.errors import InvalidRequest
from shoplatch.outbox import sign
from shoplatch.outbox.guard import Guard
from tests.each import each

OPEN = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946")
CLOSED = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9",
    "192.88.99.1", "224.0.0.1", "239.1.2.3", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8", "64:ff9b:1::a00:1",
    "2002:7f00:1::", "2001::1", "2001:db8::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "::ffff:8.8.8.8", "5f00::1", "3fff::1", "100::1", "100:0:0:1::1", "4000::1", "e000::1", "0:0:0:0:0:ffff:a9fe:a9fe",
    "::ffff:0:10.0.0.1", "2001:db8::5efe:10.0.0.1", "2606:2800:220:1:0:5efe:a9fe:a9fe", "2606:2800:220:1:200:5efe:0a00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1:ffff::a9fe:a9fe", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "fe80::1%25eth0", "fc00::1%1",
    "ff0e::1", "0.1.2.3", "192.0.0.8", "192.0.0.170", "100.127.255.255", "198.19.255.255", "255.255.255.254",
)  # fmt: skip


@each(OPEN)
def test_the_internet_is_open(address: str) -> None:
    assert Guard().closed(address, secure=True) == ""


@each(CLOSED)
def test_what_lies_inside_is_closed_in_every_spelling(address: str) -> None:
    assert Guard().closed(address, secure=True)


def test_a_network_that_was_opened_is_open_and_no_other() -> None:
    guard = Guard.of(("10.1.0.0/16", "fd12::/64"))
    assert guard.closed("10.1.2.3", secure=False) == ""
    assert guard.closed("fd12::5", secure=True) == ""
    assert guard.closed("::ffff:10.1.2.3", secure=True)  # opened as it is written
    assert guard.closed("10.2.0.1", secure=True)
    assert guard.closed("93.184.216.34", secure=False) == "on the internet, where plain http is not sent"


@pytest.mark.parametrize(
    "url",
    [
        "http://shop.example/", "https://user:secret@shop.example/", "https://shop.example/#part", "https://", "ftp://shop.example/",
        "https://10.0.0.8/", "https://[::1]:8400/", "https://[::ffff:169.254.169.254]/", "https://shop.example:99999/",
        "https://shop.example/\r\nx: y", "https://shop example/", "https://[fe80::1%25eth0]/", "https://[64:ff9b::a9fe:a9fe]/",
        "https://2852039166/", "https://0xa9fea9fe/", "https://0xa9.0xfe.0xa9.0xfe/", "https://0251.0376.0251.0376/",
        "https://127.1/", "https://0/", "https://169.254.169.254./", "https://10.0.0.8.:443/", "https://shop.example.0x7f/",
        "https://shop.example@169.254.169.254/", "https://shop.example\\@10.0.0.8/", "https://10.0.0.8#@shop.example/",
        "https://%31%30.0.0.8/", "https://shop.example:0/", "https://shop.example:25/", "https://shop.example:22/",
        "https://shop.example:6379/", "https://[v1.x]/", "https://[::1/", "https://shop..example/", "https://-shop.example/",
        "https:shop.example", "https:///hooks", "//shop.example/", "https://⑩.0.0.8/", "https://shop.example\t@10.0.0.8/",
        "file:///etc/passwd", "gopher://shop.example/", "HTTP://10.0.0.8/", "https://?x", "https://:443/", "https://shop.example:x/",
        f"https://shop.example/{'x' * 2_000}", "https://ß.example/",
    ],
)  # fmt: skip
def test_an_address_is_judged_as_it_is_written(url: str) -> None:
    with pytest.raises(InvalidRequest):
        Guard().check_url(url)


def test_a_public_https_address_is_fine_and_http_where_a_network_was_opened() -> None:
    for url in (
        "https://shop.example:8443/hooks?key=1", "https://SHOP.example./", "https://my_shop.example/", "https://8.8.8.8/",
        "https://[2606:2800:220:1:248:1893:25c8:1946]/", "https://xn--shp-rla.example/", "https://1.shop.example:10443/",
    ):  # fmt: skip
        Guard().check_url(url)
    Guard.of(("10.0.0.0/8",)).check_url("http://10.0.0.8:8080/hooks")


def test_the_signature_is_that_of_the_specification() -> None:
    # The vector that the specification's own libraries are tested with.
    headers = sign.signed(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("size", [24, 32, 64])
def test_secrets_of_the_specifications_lengths_are_taken(size: int) -> None:
    sign.check_secret("whsec_" + base64.b64encode(bytes(size)).decode())


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_!!!", "whsec_" + base64.b64encode(bytes(23)).decode(),
                                    base64.b64encode(bytes(32)).decode()])  # fmt: skip
def test_anything_else_is_no_secret(secret: str) -> None:
    with pytest.raises(InvalidRequest):
        sign.check_secret(secret)
