"""The outbox as the administrator sees it: what became of each e-mail, and not what it says."""

import io

import openpyxl
import pytest

from core.models import Message
from tests.core.mailserver import serving
from tests.core.posting import post
from tests.factories import UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(roles=["administrator"]))
    return client


@pytest.fixture
def _three(settings):
    """One sent, one refused, one that waits."""
    with serving(settings) as server:
        server.answers["ben@council.example"] = 550
        post("a", to=UserFactory(name="Ann Archer"), subject="Audits are due", body="The plan is yours.")
        post("b", to=UserFactory(name="Ben Baker", email="ben@council.example"), subject="Two tasks")
        run_pending()
    post("c", to=UserFactory(name="Cat Cook"), subject="A task")


def page(admin, **query):
    return admin.get("/mail/", query).content.decode()


def test_before_the_first_e_mail_it_says_where_they_come_from(admin):
    assert "No e-mail has been sent yet." in page(admin)


@pytest.mark.usefixtures("_three")
def test_it_says_to_whom_what_about_and_what_became_of_it(admin):
    shown = page(admin)
    for words in ("Ann Archer", "Audits are due", "Sent", "Ben Baker", "Not sent", "Cat Cook", "Waiting"):
        assert words in shown
    assert "The mail server takes no mail for this address (SMTPRecipientsRefused 550)." in shown


@pytest.mark.usefixtures("_three")
def test_what_an_e_mail_says_is_neither_on_the_page_nor_in_the_file(admin):
    assert "The plan is yours." not in page(admin)
    file = io.BytesIO(admin.get("/mail/", {"export": "xlsx"}).content)
    rows = list(openpyxl.load_workbook(file).active.values)
    assert rows[0] == ("To", "Subject", "State", "Posted", "Sent", "Tries", "What went wrong")
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if "The plan is yours." in str(cell)]


@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"called": "archer"}, ["a"]),
        ({"called": "ben@"}, ["b"]),
        ({"subject": "task"}, ["b", "c"]),
        ({"state": "waiting"}, ["c"]),
        ({"state": "failed"}, ["b"]),
    ],
    ids=str,
)
def test_it_can_be_filtered(admin, query, found):
    shown = page(admin, **query)
    named = [message.key for message in Message.objects.order_by("key") if message.to.name in shown]
    assert named == found


@pytest.mark.usefixtures("_three")
def test_it_can_be_filtered_by_the_day(admin):
    day = Message.objects.first().posted_at
    today = {"posted_0": day.day, "posted_1": day.month, "posted_2": day.year}
    assert "3 in all" in page(admin, **today)
    assert "Nothing matches." in page(admin, **{**today, "posted_2": day.year - 1})
