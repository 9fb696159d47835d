"""A file of figures on the pages: checked, looked at, taken as it was shown or not at all."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from core.models import Import, Job, StoredFile
from figures.models import CurrentFigure, Figure, Restatement
from indicators.models import AcceptedWarning, IndicatorName, ReportFile
from tests.factories import UserFactory
from tests.indicators.made import figure
from tests.indicators.taking.world import (
    HEADINGS,
    LATER,
    NOVEMBER,
    REPORT,
    accept_all,
    again,
    fresh,
    take,
    upload,
    words,
)
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db
SEPTEMBER = dt.date(2023, 9, 1)


def test_a_file_is_checked_and_taken_with_what_was_accepted(page, performance):
    report = upload(page)
    assert report.checking.words == "3 rows; 0 problems; 1 warning."
    text = words(page.get(report.get_absolute_url()))
    assert "A percentage over 100" in text
    assert "1 of them is not accepted" in text
    assert not Figure.objects.exists()

    report = accept_all(page, report, "over-100", "The strategy discussions are of other children.")
    text = words(page.get(report.get_absolute_url()))
    assert "All of them are accepted." in text
    job = take(page, report)
    assert (job.state, job.words) == ("done", "9 added, 0 restated, 0 left as they were.")
    record = Import.objects.get()
    assert (record.kind, record.by, record.added) == ("figures", performance, 9)
    assert fresh(report).taken == record

    text = words(page.get(job.url))
    assert "Its figures are known from 5 October 2023 on." in text
    assert "Warnings that were accepted (1)" in text
    assert "The strategy discussions are of other children." in text
    assert "Perry Exemplar imported figures from the file." in text
    assert CurrentFigure.objects.get(month=SEPTEMBER, indicator__slug="care.number").figure.value == 548


def test_what_the_file_calls_the_council_is_said_where_it_is_chosen(page):
    content = "indicator,Sep-23,southampton_22_23\nReferrals,601,7\n"
    report = upload(page, content)
    assert "council_22_23" in words(page.get(report.get_absolute_url()))
    assert report.found["whole"]
    report = upload(page, content, council="southampton, soton")
    assert report.found["counted"]["benchmarks"] == 1
    assert "It calls the council ‘southampton, soton’." in words(page.get(report.get_absolute_url()))
    assert "southampton, soton" in page.get(reverse("figures_import")).content.decode()


def test_a_row_whose_warning_nobody_accepts_is_left_out_and_the_others_are_taken(page):
    report = upload(page)
    assert report.found["left_out"] == 1
    take(page, report)
    assert Figure.objects.count() == 6
    assert not Figure.objects.filter(indicator__slug="strategy.to-s47").exists()
    assert not AcceptedWarning.objects.exists()


def test_a_later_report_shows_what_it_restates_with_old_new_and_difference(page):
    take(page, accept_all(page, upload(page), "over-100"))
    later = upload(page, LATER, "november.csv", NOVEMBER)
    later = accept_all(page, later, "restated", "Counted again.")
    later = accept_all(page, later, "over-100") if "over-100" in str(later.found["warnings"]) else later
    (restated,) = later.found["restated"]
    assert (restated["old"], restated["new"], restated["difference"]) == ("601", "605", "+4")
    text = words(page.get(reverse("figures_restated", args=[later.pk])))
    assert "September 2023" in text
    assert "+4" in text
    take(page, later)
    assert Restatement.objects.get().reason == "Counted again."


def test_nothing_is_taken_when_it_would_no_longer_be_what_was_shown(page):
    report = upload(page)
    page.post(reverse("figures_take", args=[report.pk]))
    figure("referrals.number", SEPTEMBER, 7)
    run_pending()
    report = fresh(report)
    assert report.taking.state == "failed"
    assert Figure.objects.count() == 1
    text = words(page.get(report.get_absolute_url()))
    assert "It was not taken. Something that this file is about was changed" in text
    report = again(page, report)
    assert report.found["restated"] == []
    assert "restated" in {warning["check"] for warning in report.found["warnings"]}


def test_what_was_accepted_since_must_be_worked_out_before_it_is_taken(page):
    report = upload(page)
    page.post(reverse("figures_warnings", args=[report.pk, "over-100"]), {"do": "all", "reason": "So it is."})
    assert "Take these figures" not in words(page.get(report.get_absolute_url()))
    response = page.post(reverse("figures_take", args=[report.pk]), follow=True)
    assert "You accepted other warnings since what would be taken was worked out." in words(response)
    assert not Job.objects.filter(kind="indicators.take_figures").exists()


def test_a_second_click_takes_nothing_twice(page):
    report = upload(page)
    first = page.post(reverse("figures_take", args=[report.pk]))
    second = page.post(reverse("figures_take", args=[report.pk]))
    run_pending()
    assert first.url == second.url
    assert Import.objects.count() == 1


def test_two_people_who_check_and_take_the_same_file_take_it_once(page, client):
    report = upload(page)
    client.force_login(UserFactory(roles=["performance"]))
    other = upload(client)
    page.force_login(report.by)
    for each in (report, other):
        client.force_login(each.by)
        client.post(reverse("figures_take", args=[each.pk]))
    run_pending()
    assert Import.objects.count() == 1
    assert Figure.objects.count() == 6


def test_the_same_file_again_changes_nothing_and_offers_nothing(page):
    take(page, upload(page))
    again = upload(page)
    assert again.found["counted"]["unchanged"] == 6
    assert "Take these figures" not in words(page.get(again.get_absolute_url()))


def test_a_file_that_is_dropped_is_deleted_and_what_was_said_of_it_is_there_again(page):
    report = upload(page)
    accept_all(page, report, "over-100", "As the council says.")
    page.post(reverse("figures_drop", args=[report.pk]))
    assert not StoredFile.objects.exists()
    assert "The file has been deleted, and nothing of it was taken." in words(
        page.get(report.get_absolute_url())
    )
    back = upload(page)
    assert back.pk == report.pk
    assert list(back.accepted.values()) == ["As the council says."]


def test_a_problem_names_row_column_value_and_what_is_accepted(page):
    report = upload(page, f"{HEADINGS}\nFront door,Referrals,588,Dec-69,601\n")
    text = words(page.get(report.get_absolute_url()))
    assert "Dec-69" in text
    assert "Aug-23" in text
    assert "A number such as 27%" in text
    assert "Take these figures" not in text
    csv = page.get(reverse("figures_problems", args=[report.pk]), {"export": "csv"}).content.decode()
    assert "2,Aug-23,Dec-69" in csv


def test_an_excel_sheet_of_percentages_is_taken_as_it_shows_them(page):
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["indicator", "Aug-23", "Sep-23"])
    sheet.write_string(1, 0, "S47 from strategy discussions")
    sheet.write_row(1, 1, [0.27, 0.145], book.add_format({"num_format": "0.0%"}))
    book.close()
    take(page, upload(page, out.getvalue(), "report.xlsx"))
    assert list(Figure.objects.order_by("month").values_list("value", "as_published")) == [
        (Decimal(27), "27%"),
        (Decimal("14.5"), "14.5%"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "The file is empty."), ("section\nFront door\n", "The column indicator is missing.")],
)
def test_a_file_that_is_no_good_as_a_whole_says_so(page, content, said):
    report = upload(page, content)
    text = words(page.get(report.get_absolute_url()))
    assert said in text
    assert "No row can be taken before the file as a whole is right." in text
    assert "Take these figures" not in text


def test_a_report_of_a_day_to_come_is_refused_on_the_form(page):
    sent = {"published_on_0": "17", "published_on_1": "10", "published_on_2": "2023"}
    assert "The day must not be after today." in words(page.post(reverse("figures_import"), sent))
    assert not ReportFile.objects.exists()


def test_figures_are_among_the_imports_with_their_page_and_their_files(page, client):
    take(page, upload(page))
    text = words(page.get(reverse("imports")))
    assert f'href="{reverse("figures_import")}"' in text
    assert "report.csv" in text
    client.force_login(UserFactory(roles=["administrator"]))
    assert "report.csv" not in words(client.get(reverse("imports")))
    assert client.get(Import.objects.get().get_absolute_url()).status_code == 404


def test_unfinished_files_are_listed_where_the_next_is_chosen(page):
    report = upload(page)
    text = words(page.get(reverse("figures_import")))
    assert "Files that you have not taken yet" in text
    assert report.get_absolute_url() in text
    take(page, report)
    assert "Files that you have not taken yet" not in words(page.get(reverse("figures_import")))


def test_somebody_elses_file_is_not_there(page, client):
    report = upload(page)
    client.force_login(UserFactory(roles=["performance"]))
    for name in ("figures_check", "figures_names", "figures_problems", "figures_restated", "figures_rows"):
        assert client.get(reverse(name, args=[report.pk])).status_code == 404
    for name in ("figures_again", "figures_take", "figures_drop"):
        assert client.post(reverse(name, args=[report.pk])).status_code == 404


def test_a_name_is_answered_once_and_remembered(page):
    report = upload(page, REPORT.replace("Referrals", "Referals recieved"))
    assert [question["text"] for question in report.found["questions"]] == ["Referals recieved"]
    text = words(page.get(report.get_absolute_url()))
    assert "‘Referals recieved’ (indicator, 1 row)" in text
    page_of_names = page.get(reverse("figures_names", args=[report.pk]))
    (field,) = page_of_names.context["form"].asked
    page.post(reverse("figures_names", args=[report.pk]), {field: "referrals.number"})
    run_pending()
    report = fresh(report)
    assert report.found["questions"] == []
    take(page, report)
    assert IndicatorName.objects.get().indicator.slug == "referrals.number"
    assert Figure.objects.filter(indicator__slug="referrals.number").count() == 3
    assert upload(page, REPORT.replace("Referrals", "Referals  RECIEVED")).found["questions"] == []


def test_an_answer_can_be_that_the_rows_are_left_out_and_can_be_changed(page):
    report = upload(page, REPORT.replace("Referrals", "Referals recieved"))
    url = reverse("figures_names", args=[report.pk])
    (field,) = page.get(url).context["form"].asked
    page.post(url, {field: "-"})
    run_pending()
    assert fresh(report).names["indicator"] == {"Referals recieved": ""}
    assert page.get(url).context["form"].initial[field] == "-"
    page.post(url, {field: "care.number"})
    run_pending()
    page.post(url, {field: "referrals.number"})
    run_pending()
    assert fresh(report).names["indicator"] == {"Referals recieved": "referrals.number"}
