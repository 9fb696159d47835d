"""The demo on its own day, loaded: work for each role, and September 2023 as it was published."""

import csv
import datetime as dt
import io
import re
from html import unescape

import pytest
from django.core.management import call_command

from core import months
from demo import loading
from demo.accounts import DOMAIN
from figures.actions import roll_up
from organisation.models import User
from tests.demo import files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.xdist_group("demo"),  # one worker loads it, once
]
TODAY = dt.date.fromisoformat(files.TODAY)


@pytest.fixture
def demo(settings):
    """Organisation, audits and accounts, on the demo's day."""
    settings.PLUMBLINE_TODAY = TODAY
    loading.load_organisation()
    loading.load_audits()


def home(client, address):
    client.force_login(User.objects.get(email=f"{address}@{DOMAIN}"))
    page = re.sub(r"<[^>]+>", " ", client.get("/").content.decode())
    return " ".join(unescape(page).split())


def test_each_role_finds_todays_work_on_its_home_page_and_nothing_of_2023(demo, client):
    waiting = {
        "manager": ["Audits to fill in (2)", "Actions: 2 due, 1 overdue"],
        "manager2": ["Audits to fill in (2)", "Actions: 1 due, 1 overdue"],
        "qa": [
            "Audits to moderate (4)",
            "Actions: 6 due, 4 overdue",
            "November 2024 due on 29 November 2024",
        ],
        "head": ["Actions: 1 due, 1 overdue"],
        "lead": ["Actions: 1 due, 0 overdue"],
        "performance": ["October 2024 Safety planning"],
        "admin": ["Practice managers without a user"],
    }
    for address, lines in waiting.items():
        page = home(client, address)
        assert [line for line in lines if line not in page] == [], address
        assert not re.search(r"(due|done|completed) on \d+ \w+ 202[23]", page), address


def test_what_was_published_comes_out_of_the_whole_demo(demo):
    published = {
        "2023-09": {
            "good_or_better_rate": (18, 27),
            "discussion_rate": (19, 27),
            "completion_rate": (27, 34),
        },
        "2024-08": {"good_or_better_rate": (20, 29), "moderated_rate": (25, 29), "feedback_rate": (5, 29)},
    }
    roll_up(by=loading.DEMO, asked=[months.parse(month) for month in published])
    for month, rates in published.items():
        out = io.StringIO()
        call_command("figures", "--month", month, "--place", "", stdout=out)
        found = {row["indicator"]: row for row in csv.DictReader(io.StringIO(out.getvalue()))}
        for slug, (numerator, denominator) in rates.items():
            row = found[f"audits.{slug}"]
            assert (int(row["numerator"]), int(row["denominator"])) == (numerator, denominator), (month, slug)
