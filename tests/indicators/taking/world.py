"""A catalogue of three indicators, reports of them, and sending these through the pages."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import Job
from indicators.actions import checking
from indicators.models import ReportFile
from tests.indicators.made import entry, section
from tests.jobs import run_pending

OCTOBER = dt.date(2023, 10, 5)
NOVEMBER = dt.date(2023, 10, 16)
HEADINGS = "section,indicator,Jul-23,Aug-23,Sep-23"
REPORT = f"""{HEADINGS}
Front door,Referrals,588,590,601
Front door,S47 from strategy discussions,81%,106%,88%
Children in care,Number of children in our care,554,552,548
"""
LATER = f"""{HEADINGS}
Front door,Referrals,588,590,605
Front door,S47 from strategy discussions,81%,106%,88%
Children in care,Number of children in our care,554,552,548
"""


def catalogue():
    """Three reported indicators in two sections."""
    front, care = section("front-door"), section("children-in-care")
    return [
        entry("referrals.number", name="Referrals", section=front),
        entry(
            "strategy.to-s47",
            name="S47 from strategy discussions",
            section=front,
            kind="percentage",
            polarity="neither",
        ),
        entry(
            "care.number",
            name="Number of children in our care",
            section=care,
            window="month_end",
            unit="children",
        ),
    ]


def upload(client, content=REPORT, name="report.csv", published_on=OCTOBER, council=""):
    """Choose the file on the page; it is checked when this answers."""
    content = content.encode() if isinstance(content, str) else content
    parts = {}
    if published_on is not None:
        values = (published_on.day, published_on.month, published_on.year)
        parts = {f"published_on_{place}": str(value) for place, value in enumerate(values)}
    response = client.post(
        reverse("figures_import"), {"file": SimpleUploadedFile(name, content), "council": council, **parts}
    )
    assert response.status_code == 302, response.content.decode()
    run_pending()
    return ReportFile.objects.select_related("checking", "taking", "taken").latest("begun_at", "pk")


def fresh(report):
    """As it is now."""
    return ReportFile.objects.select_related("stored", "checking", "taking", "taken").get(pk=report.pk)


def accept_all(client, report, check, reason="The council confirms it."):
    """Accept the warnings of a kind on their page, and have it worked out again."""
    sent = {"do": "all", "reason": reason}
    response = client.post(reverse("figures_warnings", args=[report.pk, check]), sent)
    assert response.status_code == 302, response.content.decode()
    return again(client, report)


def again(client, report):
    """Have it worked out what would be taken."""
    client.post(reverse("figures_again", args=[report.pk]))
    run_pending()
    return fresh(report)


def take(client, report):
    """Take it on its page; the job that did."""
    client.post(reverse("figures_take", args=[report.pk]))
    run_pending()
    return Job.objects.filter(kind=checking.TAKE).latest("pk")


def words(response):
    """The page as one line."""
    return " ".join(response.content.decode().split())
