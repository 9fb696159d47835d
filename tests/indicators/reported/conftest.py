"""A small catalogue: two sections, three indicators."""

import pytest

from tests.indicators.made import entry, section


@pytest.fixture
def entries(db):
    """Referrals (front door), children in care (back door), the share seen (front door)."""
    front, back = section("front-door"), section("back-door")
    return {
        "referrals": entry("referrals.number", name="Referrals", section=front),
        "cla": entry("cla.number", name="Children in our care", section=back, window="month_end"),
        "seen": entry(
            "seen.rate", name="Share seen", section=front, kind="percentage", polarity="higher is better"
        ),
    }
