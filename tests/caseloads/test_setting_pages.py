"""The pages of policies and closure days."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from caseloads.actions import policies
from caseloads.models import CaseloadLimit, ClosureDay, SupervisionFrequency, VisitFrequency
from core.history import Service
from tests.factories import ServiceAreaFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
BY = Service("a test")
TODAY = dt.date(2023, 10, 16)
WHY = "The board decided on 2 October."


@pytest.fixture(autouse=True)
def performance(client):
    user = UserFactory(name="Perry Former", roles=["performance"])
    client.force_login(user)
    return user


def parts(**days):
    return {
        f"{name}_{place}": str(value)
        for name, day in days.items()
        for place, value in enumerate((day.day, day.month, day.year))
    }


def send(client, page, *args, **told):
    days = {name: told.pop(name) for name in list(told) if isinstance(told[name], dt.date)}
    read = {"seen": told.pop("seen", None) or seen(client, page, *args)}
    return client.post(reverse(page, args=args), {"reason": WHY, **read, **told, **parts(**days)})


def seen(client, page, *args):
    """The state that the page carries."""
    found = re.search(r'name="seen" value="([^"]*)"', client.get(reverse(page, args=args)).content.decode())
    return found[1] if found else ""


def text(client, page, *args):
    html = client.get(reverse(page, args=args)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def supervise(months, starts_on, status="CP"):
    return policies.set_supervision_frequency(
        by=BY, status=status, months=months, starts_on=starts_on, reason="It was so."
    )


class TestWhatIsInForce:
    def test_where_nothing_is_set_the_default_is_said_as_such(self, client):
        shown = text(client, "caseload_policies")
        assert "Child protection plan 1 month Default" in shown
        assert "Child protection plan 10 working days Default" in shown
        assert "Looked after 42 days, or as agreed for the child Default" in shown
        assert "Assessment No visits are asked for Default" in shown
        assert "General limit No limit Default" in shown
        assert "Reported to the clinic 20 children or more Default" in shown

    @pytest.mark.parametrize("role", ["performance", "practice_manager"])
    def test_the_page_is_reached_from_the_caseloads(self, client, role):
        client.force_login(UserFactory(roles=[role]))
        assert reverse("caseload_policies") in client.get(reverse("caseloads")).content.decode()

    def test_what_is_set_stands_there_with_since_when_and_what_is_planned(self, client):
        supervise(2, dt.date(2023, 4, 1))
        supervise(3, dt.date(2024, 4, 1))
        shown = text(client, "caseload_policies")
        assert "Child protection plan 2 months 1 April 2023 3 months from 1 April 2024" in shown

    def test_an_end_that_is_planned_says_what_holds_then(self, client):
        one = supervise(2, dt.date(2023, 4, 1))
        policies.end_policy(by=BY, policy=one, on=dt.date(2024, 4, 1), reason="Over.")
        assert "2 months 1 April 2023 1 month from 1 April 2024" in text(client, "caseload_policies")

    def test_a_place_is_listed_once_it_has_a_limit(self, client):
        team = TeamFactory(name="SWF West 1")
        assert "SWF West 1" not in text(client, "caseload_policies")
        policies.set_limit(by=BY, kind="place", team=team, children=12, starts_on=TODAY, reason="x")
        assert "Limit of the team SWF West 1 12 children 16 October 2023" in text(client, "caseload_policies")

    def test_whoever_may_not_change_a_policy_reads_who_may(self, client):
        client.force_login(UserFactory(roles=["practice_manager"]))
        for page in (["caseload_policies"], ["caseload_policy", "supervision", "CP"]):
            shown = text(client, *page)
            assert "performance team" in shown
            assert "Set " not in shown.partition("History")[0].partition("Nothing is set")[0]


class TestOnePolicy:
    def test_all_periods_with_their_state(self, client):
        supervise(2, dt.date(2022, 4, 1))
        supervise(1, dt.date(2023, 4, 1))
        supervise(3, dt.date(2024, 4, 1))
        shown = text(client, "caseload_policy", "supervision", "CP")
        assert "1 April 2024 – 3 months Planned Correct" in shown
        assert "1 April 2023 1 April 2024 1 month In force Correct" in shown
        assert "1 April 2022 1 April 2023 2 months Ended Correct" in shown

    def test_its_history_tells_of_what_was_taken_back_and_of_nothing_else(self, client):
        one = supervise(2, dt.date(2024, 4, 1))
        supervise(3, TODAY, status="CIN")
        policies.end_policy(by=BY, policy=one, on=TODAY, reason="Not needed after all.")
        shown = text(client, "caseload_policy", "supervision", "CP")
        assert "Reason: Not needed after all." in shown
        assert "from nothing to 3" not in shown
        assert "Nothing has been set yet" in shown

    @pytest.mark.parametrize(
        ("kind", "key"),
        [
            ("supervision", "NFA"),
            ("reports", "CP"),
            ("limits", "place"),
            ("limits", "protected"),
            ("limits", "team-0"),
            ("limits", "team-x"),
            ("limits", "house-1"),
        ],
    )
    def test_what_no_policy_is_about_is_not_there(self, client, kind, key):
        assert client.get(reverse("caseload_policy", args=[kind, key])).status_code == 404


class TestSetting:
    def test_a_supervision_frequency_is_set_with_its_reason(self, client, performance):
        answer = send(client, "caseload_policy_set", "supervision", "CP", months=2, starts_on=TODAY)
        assert answer.url == "/caseloads/policies/supervision/CP/"
        row = SupervisionFrequency.objects.get()
        assert (row.status, row.months, row.starts_on, row.ends_on) == ("CP", 2, TODAY, None)
        assert f"Reason: {WHY}" in text(client, "caseload_policy", "supervision", "CP")

    def test_a_visit_frequency_with_what_was_agreed_before_it(self, client):
        told = {"count": 6, "unit": "weeks", "as_agreed": "on", "starts_on": TODAY}
        send(client, "caseload_policy_set", "visits", "CLA", **told)
        row = VisitFrequency.objects.get()
        assert (row.count, row.unit, row.as_agreed) == (6, "weeks", True)

    def test_a_protected_limit_has_a_start_an_end_and_months(self, client):
        told = {"children": 8, "children_at_end": 15, "months": 24, "starts_on": TODAY}
        send(client, "caseload_policy_set", "limits", "NQSW", ends_on=dt.date(2025, 4, 1), **told)
        row = CaseloadLimit.objects.get()
        assert (row.kind, row.protects, row.children_at_end, row.ends_on) == (
            "protected", "NQSW", 15, dt.date(2025, 4, 1),
        )  # fmt: skip
        assert "8 children, rising to 15 over 24 months" in text(client, "caseload_policies")

    @pytest.mark.parametrize("key", ["general", "reported"])
    def test_a_limit_for_all_is_one_number(self, client, key):
        send(client, "caseload_policy_set", "limits", key, children=18, starts_on=TODAY)
        assert CaseloadLimit.objects.get(kind=key).children == 18

    def test_what_is_refused_is_said_and_nothing_typed_is_lost(self, client):
        supervise(3, dt.date(2024, 4, 1))
        told = {"months": 2, "starts_on": TODAY, "ends_on": dt.date(2024, 5, 1)}
        answer = send(client, "caseload_policy_set", "supervision", "CP", **told)
        shown = answer.content.decode()
        assert "Another begins on 1 April 2024: choose that day as the end, or an earlier one." in shown
        assert WHY in shown

    def test_answers_that_will_not_do_are_named(self, client):
        told = {"children": 15, "children_at_end": 8, "months": 61, "reason": ""}
        days = {"starts_on": TODAY, "ends_on": TODAY}
        answer = send(client, "caseload_policy_set", "limits", "ASYE", **told, **days)
        shown = answer.content.decode()
        for problem in (
            "The limit at the end must be as high as at the start or more.",
            "Enter for how many months from qualifying somebody is protected: 60 or less.",
            "The first day without it must be after the day from which it holds.",
            "Enter the reason.",
        ):
            assert problem in shown

    @pytest.mark.parametrize(
        ("kind", "key", "problems"),
        [
            ("supervision", "CP", ["Enter how many months there may be between supervisions."]),
            (
                "visits",
                "CP",
                [
                    "Enter how long there may be between visits.",
                    "Select in what the time between visits is counted.",
                ],
            ),
            ("limits", "general", ["Enter how many children somebody who works full time holds at most."]),
            ("limits", "reported", ["Enter from how many children a caseload is reported."]),
            (
                "limits",
                "NQSW",
                [
                    "Enter how many children somebody holds at most at the start.",
                    "Enter how many children somebody holds at most at the end.",
                    "Enter for how many months from qualifying somebody is protected.",
                ],
            ),
        ],
    )
    def test_an_empty_form_is_answered_by_sentences(self, client, kind, key, problems):
        shown = client.post(reverse("caseload_policy_set", args=[kind, key]), {"reason": ""}).content.decode()
        said = re.findall(r'<a href="#id_[^"]*">([^<]*)</a>', shown)
        assert said == [*problems, "Enter the day from which it holds.", "Enter the reason."]

    def test_a_limit_is_chosen_by_its_kind_first(self, client):
        area, team = ServiceAreaFactory(), TeamFactory()
        for told, key in (
            ({"which": "general"}, "general"),
            ({"which": "ASYE"}, "ASYE"),
            ({"which": "area", "service_area": area.pk}, f"area-{area.pk}"),
            ({"which": "team", "team": team.pk, "service_area": area.pk}, f"team-{team.pk}"),
        ):
            answer = client.post(reverse("caseload_limit_new"), told)
            assert answer.url == f"/caseloads/policies/limits/{key}/set/"

    def test_a_limit_of_a_place_needs_the_place(self, client):
        answer = client.post(reverse("caseload_limit_new"), {"which": "team"})
        assert "Select the team." in answer.content.decode()


class TestChanging:
    def test_a_period_is_corrected(self, client):
        one = supervise(2, dt.date(2023, 4, 1))
        page = ("caseload_policy_correct", "supervision", "CP", one.pk)
        assert 'value="2/2023-04-01/None"' in client.get(reverse(page[0], args=page[1:])).content.decode()
        send(client, *page, months=3, starts_on=dt.date(2023, 5, 1), seen="2/2023-04-01/None")
        one.refresh_from_db()
        assert (one.months, one.starts_on) == (3, dt.date(2023, 5, 1))

    def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_overwritten(self, client):
        one = supervise(2, dt.date(2023, 4, 1))
        supervise(4, dt.date(2023, 4, 1))
        page = ("caseload_policy_correct", "supervision", "CP", one.pk)
        told = {"months": 3, "starts_on": dt.date(2023, 4, 1)}
        shown = send(client, *page, **told, seen="2/2023-04-01/None").content.decode()
        assert "it now says ‘4 months’, from 1 April 2023" in shown
        assert SupervisionFrequency.objects.get().months == 4
        seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
        assert send(client, *page, **told, seen=seen).status_code == 302
        assert SupervisionFrequency.objects.get().months == 3

    def test_of_two_who_set_the_same_from_the_same_day_the_second_is_shown_the_first(self, client):
        supervise(1, dt.date(2023, 4, 1))
        page = ("caseload_policy_set", "supervision", "CP")
        read = seen(client, *page)
        supervise(4, TODAY)
        answer = send(client, *page, months=3, starts_on=TODAY, seen=read)
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "‘4 months’, from 16 October 2023" in shown
        assert 'value="3"' in shown
        assert WHY in shown
        assert SupervisionFrequency.objects.get(starts_on=TODAY).months == 4
        read = re.search(r'name="seen" value="([^"]+)"', shown)[1]
        assert send(client, *page, months=3, starts_on=TODAY, seen=read).status_code == 302
        assert SupervisionFrequency.objects.get(starts_on=TODAY).months == 3

    def test_what_changed_meanwhile_is_shown_before_it_is_ended(self, client):
        one = supervise(2, dt.date(2023, 4, 1))
        page = ("caseload_policy_end", "supervision", "CP", one.pk)
        read = seen(client, *page)
        supervise(4, dt.date(2023, 4, 1))
        answer = send(client, *page, on=dt.date(2023, 11, 1), seen=read)
        assert answer.status_code == 409
        assert "it now says ‘4 months’, from 1 April 2023." in answer.content.decode()
        assert SupervisionFrequency.objects.get().ends_on is None
        assert send(client, *page, on=dt.date(2023, 11, 1)).status_code == 302

    def test_a_policy_is_ended_on_a_day(self, client):
        one = supervise(2, dt.date(2023, 4, 1))
        send(client, "caseload_policy_end", "supervision", "CP", one.pk, on=dt.date(2023, 11, 1))
        one.refresh_from_db()
        assert one.ends_on == dt.date(2023, 11, 1)

    def test_a_planned_one_is_taken_back(self, client):
        one = supervise(2, dt.date(2024, 4, 1))
        assert (
            "taken back"
            in client.get(
                send(client, "caseload_policy_end", "supervision", "CP", one.pk).url
            ).content.decode()
        )
        assert not SupervisionFrequency.objects.exists()

    def test_a_period_of_something_else_is_not_there(self, client):
        one = supervise(2, dt.date(2023, 4, 1))
        for page in ("caseload_policy_correct", "caseload_policy_end"):
            assert client.get(reverse(page, args=["supervision", "CIN", one.pk])).status_code == 404


class TestClosureDays:
    def test_a_day_is_added_and_listed_and_removed(self, client):
        send(client, "closure_day_add", day=dt.date(2023, 12, 27), reason="Between the years")
        assert "Wednesday 27 December 2023 Between the years Remove" in text(client, "closure_days")
        send(client, "closure_day_remove", ClosureDay.objects.get().pk)
        assert not ClosureDay.objects.exists()
        assert "Perry Former removed the closure day." in text(client, "closure_days")

    @pytest.mark.parametrize("ask", ["get", "post"])
    def test_a_day_that_was_removed_meanwhile_is_said_to_be(self, client, ask):
        day = policies.add_closure_day(by=BY, day=dt.date(2023, 12, 27), reason="Between the years")
        remove = reverse("closure_day_remove", args=[day.pk])
        client.post(remove, {"reason": WHY})
        answer = getattr(client, ask)(remove, {"reason": WHY}, follow=True)
        assert answer.redirect_chain == [("/caseloads/closure-days/", 302)]
        assert "This closure day has been removed already." in answer.content.decode()

    def test_a_day_that_never_was_is_not_there(self, client):
        assert client.post(reverse("closure_day_remove", args=[999999])).status_code == 404

    def test_bank_holidays_of_this_and_next_year_stand_beside(self, client):
        shown = text(client, "closure_days")
        assert "Bank holidays of England in 2023" in shown
        assert "Monday 8 May Coronation of Charles III" in shown
        assert "Bank holidays of England in 2024" in shown
        assert "Monday 26 August" in shown

    def test_a_bank_holiday_is_refused_and_nothing_typed_is_lost(self, client):
        answer = send(client, "closure_day_add", day=dt.date(2023, 12, 25), reason="Christmas")
        shown = answer.content.decode()
        assert "Monday 25 December 2023 is not a working day as it is." in shown
        assert 'value="Christmas"' in shown
