"""The table of commands: name, one line, and where the command lives. Nothing here loads a command."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One command that is loaded when it is called."""

    line: str
    module: str
    attribute: str = "command"


class Section(NamedTuple):
    """Commands that belong together, for the help page."""

    title: str
    entries: dict[str, Entry]


COMMANDS: tuple[Section, ...] = (
    Section(
        "Start here",
        {
            "demo": Entry("A simulated TikTok Shop and the platform, connected, with live orders", "shoplatch.cli.demo"),
            "serve": Entry("Run the platform: web server and worker", "shoplatch.cli.serve"),
            "sign-in": Entry("Print a one-time link that opens the console", "shoplatch.cli.sign_in"),
            "setup": Entry("The eight steps from nothing to a tested integration", "shoplatch.cli.setup"),
            "doctor": Entry("Check this installation and say what to do", "shoplatch.cli.doctor"),
        },
    ),
    Section(
        "Connect",
        {
            "apps": Entry("The apps (client keys) of this installation", "shoplatch.cli.apps"),
            "connect": Entry("Let a seller authorize an app", "shoplatch.cli.connect"),
            "links": Entry("Links that were sent to sellers", "shoplatch.cli.links"),
            "installs": Entry("Installs from the app store that wait for a yes", "shoplatch.cli.installs"),
            "shops": Entry("The shops that let us in", "shoplatch.cli.shops"),
        },
    ),
    Section(
        "Trust",
        {
            "people": Entry("Who may sign in, as what, for which shops; API tokens", "shoplatch.cli.people"),
            "audit": Entry("Who did what, what was refused, and the proof of it", "shoplatch.cli.audit"),
            "scopes": Entry("Permissions wanted, granted and used; the least set", "shoplatch.cli.scopes"),
            "security": Entry("A dated review of secrets, grants, people, settings", "shoplatch.cli.security"),
        },
    ),
    Section(
        "Look",
        {
            "orders": Entry("Orders in the store", "shoplatch.cli.orders"),
            "products": Entry("Products and SKUs in the store", "shoplatch.cli.products"),
            "inventory": Entry("Stock by SKU and warehouse", "shoplatch.cli.inventory"),
            "cancellations": Entry("Cancellations in the store", "shoplatch.cli.aftersales", "cancellations"),
            "returns": Entry("Returns, refunds and replacements in the store", "shoplatch.cli.aftersales", "returns"),
            "statements": Entry("Statements of account, and how they add up", "shoplatch.cli.money", "statements"),
            "transactions": Entry("Transactions of statements", "shoplatch.cli.money", "transactions"),
            "unsettled": Entry("What TikTok Shop expects to settle", "shoplatch.cli.money", "unsettled"),
            "payments": Entry("Payments to the seller's bank", "shoplatch.cli.money", "payments"),
            "withdrawals": Entry("Movements of the seller's balance", "shoplatch.cli.money", "withdrawals"),
            "sync": Entry("How far the store is, and reading it anew", "shoplatch.cli.sync"),
            "diff": Entry("Compare the store with TikTok Shop", "shoplatch.cli.diff"),
            "privacy": Entry("Personal data: what is kept, and forgetting it", "shoplatch.cli.privacy"),
            "webhooks": Entry("Webhooks that arrived, failed ones, replay", "shoplatch.cli.webhooks"),
        },
    ),
    Section(
        "Tell others",
        {
            "hooks": Entry("Signed webhooks to your own systems: endpoints, deliveries", "shoplatch.cli.hooks"),
            "export": Entry("Files of what the store holds: Parquet, CSV, JSONL", "shoplatch.cli.export"),
            "listen": Entry("Forward webhooks to a program on your desk, as they arrive", "shoplatch.cli.listen"),
        },
    ),
    Section(
        "Keep",
        {
            "vault": Entry("The master keys: which seals, what each holds, changing them", "shoplatch.cli.vault"),
            "backup": Entry("Copy the database into a file, while everything runs", "shoplatch.cli.backup"),
            "restore": Entry("Bring the database back from such a file", "shoplatch.cli.restore"),
        },
    ),
    Section(
        "TikTok Shop's API",
        {
            "operations": Entry("The 537 operations: list, and one in full", "shoplatch.cli.operations"),
            "call": Entry("Call any operation", "shoplatch.cli.call"),
            "calls": Entry("The log of our calls: live, in groups, one in full", "shoplatch.cli.calls"),
            "explain": Entry("What a code means, what a request was, why a signature is wrong", "shoplatch.cli.explain"),
            "support-bundle": Entry(
                "One file for a ticket at TikTok's support, without secrets", "shoplatch.cli.support_bundle"
            ),
        },
    ),
    Section(
        "Simulate and prove",
        {
            "simulator": Entry("Run a TikTok Shop on this machine", "shoplatch.cli.simulator"),
            "sim": Entry("Drive a running simulator: clock, orders, traffic, faults, truth", "shoplatch.cli.sim"),
            "verify": Entry("Drive your own integration, and say what it must still learn", "shoplatch.cli.verify"),
            "scenario": Entry("Play simulated transactions, written as given, when, then", "shoplatch.cli.scenario"),
            "record": Entry("Keep what TikTok Shop really answers, without secrets", "shoplatch.cli.record", "record"),
            "drift": Entry("Where a recording differs from catalog and simulator", "shoplatch.cli.record", "drift_command"),
            "replay": Entry("Answer with a recording, as a stand-in in tests", "shoplatch.cli.record", "replay"),
            "radar": Entry("What a new version of TikTok's API breaks of yours", "shoplatch.cli.radar"),
            "bench": Entry("Measure against the alternatives", "shoplatch.cli.bench"),
            "version": Entry("The version of Shoplatch", "shoplatch.cli.version"),
        },
    ),
)
