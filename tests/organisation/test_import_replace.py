"""`--replace FROM TO`: the file is all there is between two days, and what vanished is listed."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.history import of, verify
from core.importing import actions
from core.models import Import, Job
from organisation import listening
from organisation.models import Staff, StaffRecord
from tests.core.files import csv
from tests.core.test_importing_pages import text_of
from tests.core.test_importing_pages import upload as send
from tests.factories import TeamFactory, UserFactory
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db

COLUMNS = "staff_id,name,role,qualifying_status,team,fte,qualified_on,from,to"
APRIL = ["2023-04-01", "2023-04-30"]
WRONG = "S2,Sam Samplewell,SW,SW,SWF West 1,0.6,,2023-04-01,"
RIGHT = "S2,Sam Samplewell,SW,SW,SWF West 1,0.6,,2023-04-11,"
BEFORE = "S1,Robin Testerton,PM,SW,SWF West 1,1,,2023-03-31,"
AFTER = "S3,Lee Notreal,FP,,SWF West 1,1,,2023-05-01,"
GONE = (
    "Sam Samplewell from 1 April 2023: name Sam Samplewell, role SW, qualifying status SW, "
    "team SWF West 1, FTE 0.6, from 1 April 2023"
)


@pytest.fixture(autouse=True)
def team():
    return TeamFactory(name="SWF West 1")


def take(tmp_path, *rows, **options):
    call_command("import_staff", csv(tmp_path / "staff.csv", "\n".join([COLUMNS, *rows])), **options)


def begun():
    return dict(StaffRecord.objects.values_list("staff__staff_id", "starts_on"))


def test_what_is_recorded_of_those_days_and_not_in_the_file_is_removed_and_nothing_else(tmp_path, capsys):
    take(tmp_path, BEFORE, WRONG, AFTER)
    take(tmp_path, RIGHT, replace=APRIL)
    assert begun() == {"S1": dt.date(2023, 3, 31), "S2": dt.date(2023, 4, 11), "S3": dt.date(2023, 5, 1)}
    out = capsys.readouterr().out
    assert "Staff: 1 added, 0 corrected, 1 removed, 0 left as they were." in out
    assert f"removed: {GONE}" in out


def test_a_dry_run_lists_what_would_vanish_and_removes_nothing(tmp_path, capsys):
    take(tmp_path, WRONG)
    take(tmp_path, RIGHT, replace=APRIL, dry_run=True)
    out = capsys.readouterr().out
    assert "Would be 1 added, 0 corrected, 1 removed, 0 left as they were." in out
    assert f"removed: {GONE}" in out
    assert begun() == {"S2": dt.date(2023, 4, 1)}


def test_history_lists_what_vanished_with_the_days_and_on_the_persons_page(tmp_path):
    take(tmp_path, WRONG)
    take(tmp_path, RIGHT, replace=APRIL)
    record = Import.objects.get(removed=1)
    sentence = of(record)[0].sentence
    assert "All there is of was set to 1 April 2023 to 30 April 2023." in sentence
    assert f"Removed was set to {GONE}." in sentence
    sentences = [line.sentence for line in of(Staff.objects.get(staff_id="S2"))]
    assert any("removed the member of staff. Name" in each for each in sentences)
    assert verify().ok


def test_the_same_file_for_the_same_days_twice_changes_nothing(tmp_path):
    for _ in range(2):
        take(tmp_path, RIGHT, replace=APRIL)
    assert Import.objects.count() == 1


def test_a_removed_record_is_no_longer_in_the_way_of_the_files_rows(tmp_path, capsys):
    """An open record that began on a wrong day would share days with the right one."""
    take(tmp_path, WRONG)
    with pytest.raises(CommandError, match="Nothing was taken"):
        take(tmp_path, RIGHT)
    take(tmp_path, RIGHT, replace=APRIL)
    assert begun() == {"S2": dt.date(2023, 4, 11)}


def test_a_file_with_a_problem_removes_nothing(tmp_path, capsys):
    take(tmp_path, WRONG)
    bad = RIGHT.replace("0.6", "six")
    with pytest.raises(CommandError, match=r"1 problem\. Nothing was taken\."):
        take(tmp_path, bad, AFTER, replace=APRIL)
    with pytest.raises(CommandError, match="taken whole or not at all"):
        take(tmp_path, bad, AFTER, replace=APRIL, take_good=True)
    with pytest.raises(CommandError, match="Nothing was written"):
        take(tmp_path, bad, AFTER, replace=APRIL, dry_run=True)
    assert "removed" not in capsys.readouterr().out
    assert begun() == {"S2": dt.date(2023, 4, 1)}


@pytest.mark.parametrize(
    ("days", "words"), [(APRIL[::-1], "must not be before"), (["April", "May"], "not a date")]
)
def test_days_that_are_none_are_refused(tmp_path, days, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_staff", csv(tmp_path / "staff.csv", f"{COLUMNS}\n{RIGHT}"), "--replace", *days)


def test_a_kind_that_replaces_nothing_has_no_such_option(tmp_path):
    with pytest.raises(CommandError, match="unrecognized arguments: --replace"):
        call_command("import_teams", csv(tmp_path / "teams.csv", "team"), "--replace", *APRIL)


def test_whoever_asked_is_told_that_the_removed_records_staff_changed(tmp_path, monkeypatch):
    take(tmp_path, WRONG.removesuffix(",") + ",2023-04-20", AFTER)
    told = []
    monkeypatch.setattr(listening, "_staff_listeners", [])
    listening.when_staff_change(
        lambda *, by, staff, since, until, cause: told.append((str(*staff), since, until))
    )
    take(tmp_path, AFTER, replace=APRIL)
    assert told == [("Sam Samplewell", dt.date(2023, 4, 1), dt.date(2023, 4, 20))]


class TestOnThePages:
    @pytest.fixture
    def page(self, client):
        client.force_login(UserFactory(name="Perry Exemplar", roles=["performance"]))
        return client

    def upload(self, page, *rows, days=APRIL):
        """Send the file as all there is of the days; its check, done."""
        parts = {
            f"replace_{name}_{number}": part
            for name, day in zip(("from", "to"), days, strict=False)
            for number, part in enumerate(reversed(day.split("-")))
        }
        return send(page, "\n".join([COLUMNS, *rows]), "staff.csv", "staff", **parts)

    def test_what_would_vanish_is_counted_and_listed_before_it_is_taken(self, page, tmp_path):
        take(tmp_path, WRONG)
        check = self.upload(page, RIGHT)
        text = text_of(page.get(check.url))
        assert "It is to be all there is from 1 April 2023 to 30 April 2023." in text
        assert "What would be removed (1)" in text
        assert GONE in text
        assert "Take the good row and remove 1" in text
        page.post(reverse("import_take", args=[check.pk]))
        run_pending()
        assert begun() == {"S2": dt.date(2023, 4, 11)}
        taken = Job.objects.get(kind=actions.TAKE)
        assert taken.words == "1 added, 0 corrected, 1 removed, 0 left as they were."
        assert f"What was removed</h2> {''}" in text_of(page.get(taken.url))
        assert GONE in text_of(page.get(taken.url))

    def test_a_file_that_only_removes_can_be_taken(self, page, tmp_path):
        take(tmp_path, WRONG, AFTER)
        check = self.upload(page, AFTER)
        text = text_of(page.get(check.url))
        assert "Nothing else: all of it is recorded already." in text
        assert "Take the good row and remove 1" in text

    def test_with_a_problem_nothing_would_be_removed_or_taken(self, page, tmp_path):
        take(tmp_path, WRONG)
        check = self.upload(page, RIGHT.replace("0.6", "six"), AFTER)
        text = text_of(page.get(check.url))
        assert "A file that is all there is between two days is taken whole or not at all." in text
        assert "would be removed" not in text
        assert "Take the" not in text
        page.post(reverse("import_take", args=[check.pk]))
        run_pending()
        assert Job.objects.get(kind=actions.TAKE).state == "failed"
        assert begun() == {"S2": dt.date(2023, 4, 1)}

    def test_nothing_is_removed_when_it_is_no_longer_what_was_shown(self, page, tmp_path):
        take(tmp_path, WRONG)
        check = self.upload(page, AFTER)
        StaffRecord.objects.update(fte=1)
        page.post(reverse("import_take", args=[check.pk]))
        run_pending()
        taken = Job.objects.get(kind=actions.TAKE)
        assert (taken.state, begun()) == ("failed", {"S2": dt.date(2023, 4, 1)})

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (APRIL[:1], "Enter the last day too"),
            (["", APRIL[1]], "Enter the first day too"),
            (APRIL[::-1], "The last day must not be before the first."),
        ],
    )
    def test_one_date_or_two_in_the_wrong_order_are_refused_on_the_form(self, page, days, words):
        with pytest.raises(AssertionError, match=words):
            self.upload(page, RIGHT, days=days)
        assert not Job.objects.exists()

    def test_the_form_of_a_kind_that_replaces_nothing_asks_for_no_days(self, page):
        assert "all there is" in text_of(page.get(reverse("import_upload", args=["staff"])))
        assert "all there is" not in text_of(page.get(reverse("import_upload", args=["teams"])))
