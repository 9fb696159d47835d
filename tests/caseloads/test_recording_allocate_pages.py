"""The page on which a worker is chosen: loads before and after, what is asked, nothing typed is lost."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from caseloads.actions.allocating import allocate
from caseloads.models import Allocation
from tests.caseloads.recorded import BEGINNING, TODAY, day, make_office
from tests.caseloads.test_recording_allocations import held, said
from tests.factories import ChildFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db
WHY = "Sibling of a child that Noor holds."


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.manager)
    return client


def words(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def page(office, child=None):
    return f"/caseloads/children/{(child or office.child).pk}/allocate/"


def typed(answer, staff=None, on=TODAY, **more):
    """The form as the page gave it, filled in."""
    seen = answer.context["form"]["seen"].value()
    days = {f"on_{place}": part for place, part in enumerate((on.day, on.month, on.year))}
    return {"seen": seen, "kind": "primary", "staff": staff.pk if staff else "", "reason": "", **days, **more}


def shown(answer):
    """By worker: children now and with the child, and what is noted."""
    return {
        row.worker.name: (
            row.worker.children,
            row.candidate.after.children,
            row.why_not,
            [w for w, _ in row.tags],
        )
        for row in answer.context["shown"]
    }


def test_each_worker_of_the_team_is_shown_with_the_load_before_and_after(desk, office):
    office.supported("Noor Invented", 8)
    office.worker("Sam Fictional", 19)
    office.worker("Jo Placeholder", fte=0)
    answer = desk.get(page(office))
    assert shown(answer) == {
        "Lee Madeup": (0, 1, "", []),
        "Noor Invented": (8, 9, "", ["Over protected limit"]),
        "Sam Fictional": (19, 20, "", ["Over limit", "20 or more"]),
        "Kim Inventon": (1, 1, "Holds this child now", []),
        "Jo Placeholder": (0, 1, "Jo Placeholder is on leave (FTE 0) on 16 October 2023", []),
    }
    told = words(answer)
    assert "8 → becomes 9" in told
    assert "8.0 → becomes 9.0" in told
    assert "100% → becomes 113%" in told
    assert "8 (protected, ASYE)" in told


def test_a_child_is_reallocated_and_one_is_back_on_its_page(desk, office):
    answer = desk.post(page(office), typed(desk.get(page(office)), office.lee))
    assert answer.url == office.child.get_absolute_url()
    assert held(office.child)[-1] == ("Lee Madeup", TODAY, None)
    assert "CH490004 is allocated to Lee Madeup, from 16 October 2023." in words(desk.get(answer.url))


def test_the_same_form_sent_twice_answers_as_the_first_time_and_changes_nothing(desk, office):
    asye = office.supported("Noor Invented", 8)
    given = typed(desk.get(page(office)), asye, reason=WHY)
    for told in ("is allocated to", "is already allocated to"):
        answer = desk.post(page(office), given)
        assert answer.url == office.child.get_absolute_url()
        assert f"CH490004 {told} Noor Invented, from 16 October 2023." in words(desk.get(answer.url))
    assert held(office.child)[1:] == [("Noor Invented", TODAY, None)]
    assert desk.post(page(office), {**given, "reason": ""}).status_code == 302, "no reason for no change"


def test_another_day_for_who_holds_the_child_is_refused_in_words(desk, office):
    answer = desk.post(page(office), typed(desk.get(page(office)), office.kim))
    assert "Kim Inventon is the primary worker already, since 1 January 2020." in words(answer)


def test_a_reason_is_asked_for_and_nothing_chosen_is_lost(desk, office):
    asye = office.supported("Noor Invented", 8)
    given = typed(desk.get(page(office)), asye, on=day("2023-10-12"))
    answer = desk.post(page(office), given)
    assert answer.status_code == 200
    asked = "Noor Invented would hold 9 children: over the limit of 8 (protected, ASYE). Say why."
    assert words(answer).count(asked) == 2, "in the summary and beside the field"
    assert 'href="#id_reason"' in answer.content.decode()
    form = answer.context["form"]
    assert (form["staff"].value(), form["on"].value()) == (str(asye.pk), "2023-10-12")
    assert [row.worker.name for row in answer.context["shown"] if row.is_chosen] == ["Noor Invented"]
    assert desk.post(page(office), {**given, "reason": WHY}).status_code == 302
    assert Allocation.objects.get(staff=asye, child=office.child).reason == WHY


def test_a_worker_is_preselected_and_their_team_shown(desk, office):
    answer = desk.get(page(office), {"worker": office.lee.pk})
    assert [row.worker.name for row in answer.context["shown"] if row.is_chosen] == ["Lee Madeup"]


def test_nobody_chosen_leads_to_the_first_button(desk, office):
    answer = desk.post(page(office), typed(desk.get(page(office))))
    html = answer.content.decode()
    assert "Select a worker." in words(answer)
    assert 'href="#id_staff"' in html
    assert html.count('id="id_staff"') == 1


def test_the_loads_of_another_day_are_shown_and_what_was_typed_stays(desk, office):
    allocate(by=office.manager, child=ChildFactory(status="CP"), staff=office.lee, on=day("2023-10-30"))
    given = typed(desk.get(page(office)), office.lee, on=day("2023-10-31"), reason="They know each other.")
    answer = desk.post(page(office), {**given, "show": "1"})
    assert shown(answer)["Lee Madeup"][:2] == (1, 2)
    form = answer.context["form"]
    assert form["reason"].value() == "They know each other."
    assert [row.worker.name for row in answer.context["shown"] if row.is_chosen] == ["Lee Madeup"]
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)], "nothing is allocated by looking"


@pytest.mark.parametrize("typed_day", ["31", "", "99999999999"])
def test_a_day_that_is_none_is_said_and_everything_stays(desk, office, typed_day):
    given = typed(
        desk.get(page(office)), office.lee, on_0=typed_day, on_1="2", reason="They know each other."
    )
    answer = desk.post(page(office), given)
    assert "Day from which it holds must be a real date" in words(answer)
    assert answer.context["form"]["reason"].value() == "They know each other."
    assert desk.post(page(office), {**given, "show": "1"}).status_code == 200


def test_what_the_action_refuses_is_said_at_the_form(desk, office):
    answer = desk.post(page(office), typed(desk.get(page(office)), office.lee, on=day("2023-12-01")))
    assert "An allocation begins or ends by 15 November 2023" in words(answer)
    assert answer.context["form"]["staff"].value() == str(office.lee.pk)


def test_who_was_overtaken_sees_both_versions_and_can_send_theirs_again(desk, office):
    sam = office.worker("Sam Fictional")
    given = typed(desk.get(page(office)), sam, reason="They know each other.")
    allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY)
    answer = desk.post(page(office), given)
    assert answer.status_code == 409
    told = words(answer)
    assert "Somebody else changed who holds this child meanwhile." in told
    assert (
        "Robin Testerton reallocated the child. Primary worker went from Kim Inventon to Lee Madeup" in told
    )
    assert "Lee Madeup, since 16 October 2023" in told
    form = answer.context["form"]
    assert (form["staff"].value(), form["reason"].value()) == (str(sam.pk), "They know each other.")
    desk.post(page(office), {**given, "seen": form["seen"].value()})
    assert held(office.child)[-1] == ("Sam Fictional", TODAY, None)


def test_a_second_worker_is_added_beside(desk, office):
    desk.post(page(office), typed(desk.get(page(office)), office.lee, kind="secondary"))
    assert held(office.child, "secondary") == [("Lee Madeup", TODAY, None)]
    assert "Second worker" in words(desk.get(page(office)))


def test_who_leads_a_service_area_chooses_among_its_teams(client, office):
    lead = UserFactory(roles=["service_lead"], roles__service_area=office.area)
    west = TeamFactory(name="SWF West 2", record=office.area)
    max_ = office.worker("Max Imaginary", team=west)
    client.force_login(lead)
    answer = client.get(page(office))
    assert answer.context["in_team"] == "SWF West 1", "that of who holds the child"
    assert [name for _, name in answer.context["found"].teams] == ["SWF West 1", "SWF West 2"]
    other = client.post(page(office), typed(answer, team=west.pk, show="1"))
    assert list(shown(other)) == ["Max Imaginary"]
    client.post(page(office), typed(other, max_, team=west.pk))
    assert held(office.child)[-1] == ("Max Imaginary", TODAY, None)


def test_a_team_of_no_number_that_can_be_is_passed_over(desk, office):
    assert desk.get(page(office), {"team": "9" * 5000}).context["in_team"] == "SWF West 1"


def test_another_teams_worker_is_neither_shown_nor_taken_from_a_forged_form(desk, office):
    theirs = office.worker("Pat Elsewhere", team=office.other_team)
    assert "Pat Elsewhere" not in words(desk.get(page(office), {"worker": theirs.pk}))
    assert "Pat Elsewhere" not in words(desk.get(page(office), {"team": office.other_team.pk}))
    answer = desk.post(page(office), typed(desk.get(page(office)), theirs, team=office.other_team.pk))
    assert answer.status_code == 200
    assert "Pat Elsewhere" not in words(answer)
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)]


@pytest.mark.parametrize(
    "back",
    [
        "//evil.example/",
        "https://evil.example/",
        "/nowhere/",
        "javascript:alert(1)",
        "/account/sign-out/",
        "/caseloads/children/1/allocate/",
        f"/caseloads/children/{'9' * 5000}/",
    ],
)
def test_one_is_sent_back_to_pages_of_ours_that_show_something_alone(desk, office, back):
    url = f"{page(office)}?next={quote(back)}"
    assert desk.post(url, typed(desk.get(url), office.lee)).url == office.child.get_absolute_url()


def test_one_is_sent_back_to_the_list_at_the_same_filter(desk, office):
    back = f"/caseloads/unallocated/?team={office.team.pk}&page=2"
    url = f"{page(office)}?next={quote(back)}"
    assert desk.post(url, typed(desk.get(url), office.lee)).url == back


def test_one_is_sent_back_to_each_page_that_leads_here(desk, office):
    pages = ["/", "/caseloads/late-visits/?page=2", f"/caseloads/workers/{office.kim.pk}/"]
    for back in pages:
        answer = desk.get(f"{page(office)}?next={quote(back)}")
        assert answer.context["cancel_url"] == back


def ending(office):
    return f"/caseloads/allocations/{Allocation.objects.get(child=office.child, ends_on=None).pk}/end/"


def end(desk, office, on=TODAY, **more):
    url = ending(office)
    return desk.post(
        url, {"how": "ended", "reason": "The family moved.", **typed(desk.get(url), on=on), **more}
    )


def test_an_allocation_is_ended_on_its_page(desk, office):
    answer = end(desk, office, reason="The family moved.")
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY)]
    assert "The allocation of CH490004 to Kim Inventon ends on 16 October 2023." in words(
        desk.get(answer.url)
    )


def test_an_end_needs_a_day_and_a_reason(desk, office):
    asked = words(end(desk, office, on_0="", on_1="", on_2="", reason=""))
    assert "Enter the first day on which the child is no longer held." in asked
    assert "Enter the reason." in asked


def test_a_wrong_allocation_is_taken_back_on_its_page(desk, office):
    allocate(by=office.manager, child=office.child, staff=office.lee, on=TODAY)
    assert "Kim Inventon, who held the child before, goes on" in words(desk.get(ending(office)))
    answer = end(desk, office, how="wrong", reason="Entered for another child.")
    assert held(office.child) == [("Kim Inventon", BEGINNING, None)]
    assert "Kim Inventon holds the child on." in words(desk.get(answer.url))
    assert "Reason: Entered for another child." in said(office.child)


@pytest.mark.parametrize("typed_day", [{"on_0": "31", "on_1": "2"}, {"on_0": "", "on_1": "", "on_2": ""}])
def test_what_was_recorded_wrongly_is_taken_back_whatever_the_day_says(desk, office, typed_day):
    asked = end(desk, office, how="wrong", **{**typed_day, "reason": ""})
    assert list(asked.context["form"].errors) == ["reason"]
    assert end(desk, office, how="wrong", **{**typed_day, "reason": "Another child."}).status_code == 302
    assert held(office.child) == []


@pytest.fixture
def squeezed_in(office):
    """Lee is recorded between two times of others, wrongly."""
    allocate(
        by=office.manager, child=office.child, staff=office.worker("Sam Fictional"), on=day("2023-05-29")
    )
    return allocate(by=office.manager, child=office.child, staff=office.lee, on=day("2023-05-19"))


def test_an_allocation_that_has_ended_can_be_taken_back_and_nothing_else(desk, office, squeezed_in):
    url = f"/caseloads/allocations/{squeezed_in.pk}/end/"
    answer = desk.get(url)
    assert set(answer.context["form"].fields) == {"how", "reason", "seen", "of"}
    told = words(answer)
    assert "Lee Madeup is recorded as primary worker from 19 May 2023 until 29 May 2023." in told
    assert "Kim Inventon, who held the child before, then goes on until 29 May 2023." in told
    kept = {name: answer.context["form"][name].value() for name in ("how", "seen", "of")}
    assert list(desk.post(url, {**kept, "reason": ""}).context["form"].errors) == ["reason"]
    assert desk.post(url, {**kept, "reason": "Another child."}).status_code == 302
    assert held(office.child) == [
        ("Kim Inventon", BEGINNING, day("2023-05-29")),
        ("Sam Fictional", day("2023-05-29"), None),
    ]
    again = desk.post(url, {**kept, "reason": "Another child."})
    assert "The allocation has been taken back already." in words(desk.get(again.url))


def test_an_end_of_today_sent_twice_answers_as_the_first_time(desk, office):
    url = ending(office)
    given = {**typed(desk.get(url)), "how": "ended", "reason": "The family moved."}
    for _ in range(2):
        assert "ends on 16 October 2023" in words(desk.get(desk.post(url, given).url))
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY)]


def test_todays_allocation_ends_before_the_planned_one_or_is_refused_in_words(desk, office):
    allocate(by=office.manager, child=office.child, staff=office.lee, on=day("2023-10-30"))
    url = f"/caseloads/allocations/{Allocation.objects.get(staff=office.kim).pk}/end/"
    later = typed(desk.get(url), on=day("2023-11-02"), how="ended", reason="The family moved.")
    assert "It ends on 30 October 2023." in words(desk.post(url, later))
    desk.post(url, typed(desk.get(url), how="ended", reason="The family moved."))
    assert held(office.child) == [("Kim Inventon", BEGINNING, TODAY), ("Lee Madeup", day("2023-10-30"), None)]


def test_who_takes_back_a_childs_only_allocation_is_sent_to_a_page_that_is_still_theirs(desk, office):
    answer = end(desk, office, how="wrong", reason="Entered for another child.")
    assert answer.url == "/caseloads/unallocated/"
    assert desk.get(answer.url).status_code == 200


def test_a_workers_page_leads_to_all_that_can_be_recorded_of_each_child_and_back(client, desk, office):
    worker = f"/caseloads/workers/{office.kim.pk}/"
    html = unescape(desk.get(worker).content.decode())
    for way in ("visit", "supervision", "allocate"):
        assert f'href="/caseloads/children/{office.child.pk}/{way}/?next={quote(worker, safe="")}"' in html
    assert f'href="/caseloads/unallocated/?worker={office.kim.pk}"' in html
    client.force_login(UserFactory(roles=["qa"]))
    html = client.get(worker).content.decode()
    assert "CH490004" in html
    assert "Record a visit" not in html
