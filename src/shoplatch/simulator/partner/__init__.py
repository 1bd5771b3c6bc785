"""Partner Center: who develops for the platform, how they are verified, and how an app comes to its key and its scopes.

The rules behind the three simulated sites and behind `/_sim/partner/`; both ask the same functions (platform.md sections 1
to 3 and 20). It makes no pages and issues no tokens.
"""
