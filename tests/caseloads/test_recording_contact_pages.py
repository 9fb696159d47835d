"""The pages on which visits and supervisions are recorded, put right and removed."""

from urllib.parse import quote

import pytest

from caseloads.actions.contacts import correct_visit, record_supervision, record_visit
from caseloads.models import Supervision, Visit
from tests.caseloads.recorded import TODAY, day, make_office
from tests.caseloads.test_recording_allocate_pages import words
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
WHY = "Entered for the wrong day."


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def desk(client, office):
    client.force_login(office.manager)
    return client


def on(name, date):
    return {f"{name}_0": date.day, f"{name}_1": date.month, f"{name}_2": date.year}


def send(desk, url, **told):
    """The form as the page gave it, filled in."""
    form = desk.get(url).context["form"]
    seen = form["seen"].value() if "seen" in form.fields else ""
    return desk.post(url, {"seen": seen, **told})


def page(office, what="visit"):
    return f"/caseloads/children/{office.child.pk}/{what}/"


@pytest.mark.parametrize(
    ("outcome", "recorded", "told"),
    [
        ("alone", (True, True), "The visit to CH490004 on 12 October 2023 is recorded."),
        ("with_others", (True, False), "The visit to CH490004 on 12 October 2023 is recorded."),
        ("seen", (True, None), "The visit to CH490004 on 12 October 2023 is recorded."),
        ("attempt", (False, None), "is recorded. It does not count as a visit."),
    ],
)
def test_a_visit_is_recorded_with_one_answer(desk, office, outcome, recorded, told):
    answer = send(desk, page(office), outcome=outcome, **on("visited_on", day("2023-10-12")))
    assert answer.url == office.child.get_absolute_url()
    assert list(Visit.objects.values_list("seen", "seen_alone")) == [recorded]
    assert told in words(desk.get(answer.url))


def test_the_page_says_what_is_due_and_what_was_recorded_last(desk, office):
    record_visit(by=office.manager, child=office.child, visited_on=day("2023-08-01"), seen_alone=True)
    told = words(desk.get(page(office)))
    assert "Due by 12 September 2023 (CIN: 42 days). 34 days late" in told
    assert "1 August 2023: seen, alone" in told
    assert "Due by" in words(desk.get(page(office, "supervision")))


def test_a_visit_of_tomorrow_is_refused_and_what_was_typed_stays(desk, office):
    answer = send(desk, page(office), outcome="alone", **on("visited_on", day("2023-10-17")))
    assert "17 October 2023 is in the future. Record what has happened." in words(answer)
    form = answer.context["form"]
    assert (form["visited_on"].value(), form["outcome"].value()) == ("2023-10-17", "alone")


def test_what_is_missing_is_asked_for(desk, office):
    told = words(send(desk, page(office)))
    assert "Enter the date of the visit." in told
    assert "Answer ‘Was the child seen?’." in told


def test_a_supervision_is_recorded_and_one_is_back_in_the_list(desk, office):
    back = "/caseloads/late-supervisions/?team=1"
    url = f"{page(office, 'supervision')}?next={quote(back)}"
    assert send(desk, url, **on("held_on", TODAY)).url == back
    assert Supervision.objects.get().held_on == TODAY


@pytest.fixture
def visit(office):
    return record_visit(by=office.manager, child=office.child, visited_on=TODAY, seen_alone=True)


def correcting(visit):
    return f"/caseloads/visits/{visit.pk}/correct/"


def test_a_visit_is_put_right_from_what_it_says(desk, visit):
    form = desk.get(correcting(visit)).context["form"]
    assert (form["outcome"].value(), form["visited_on"].value()) == ("alone", TODAY)
    asked = send(desk, correcting(visit), how="right", outcome="attempt", **on("visited_on", TODAY))
    assert "Enter the reason." in words(asked)
    done = {"how": "right", "outcome": "attempt", "reason": WHY, **on("visited_on", TODAY)}
    assert "The visit is put right." in words(desk.get(send(desk, correcting(visit), **done).url))
    assert not Visit.objects.get().seen


def test_a_visit_that_never_was_is_removed(desk, visit):
    done = {"how": "never", "outcome": "alone", "reason": WHY, **on("visited_on", TODAY)}
    assert "The visit is removed. History says what it was." in words(
        desk.get(send(desk, correcting(visit), **done).url)
    )
    assert not Visit.objects.exists()


def test_what_never_was_is_removed_whatever_its_day_and_outcome_say(desk, office, visit):
    asked = send(desk, correcting(visit), how="never", visited_on_0="31", visited_on_1="2")
    assert list(asked.context["form"].errors) == ["reason"]
    assert send(desk, correcting(visit), how="never", visited_on_0="x", reason=WHY).status_code == 302
    assert not Visit.objects.exists()
    held = record_supervision(by=office.manager, child=office.child, held_on=TODAY)
    send(desk, f"/caseloads/supervisions/{held.pk}/correct/", how="never", held_on_1="13", reason=WHY)
    assert not Supervision.objects.exists()


@pytest.fixture
def removed(desk, visit):
    """What was sent to remove a visit, once."""
    form = desk.get(correcting(visit)).context["form"]
    given = {"how": "never", "reason": WHY, "of": form["of"].value(), "seen": form["seen"].value()}
    assert desk.post(correcting(visit), given).status_code == 302
    return given


def test_a_visit_removed_twice_is_said_to_be_removed_already(desk, office, visit, removed):
    answer = desk.post(correcting(visit), removed)
    assert answer.url == office.child.get_absolute_url()
    assert "The visit has been removed already." in words(desk.get(answer.url))


def test_what_is_gone_is_a_404_for_who_was_not_shown_it_or_sees_the_child_no_more(
    client, desk, office, visit, removed
):
    for of in ("", "visit 1 1", removed["of"] + "x"):
        assert desk.post(correcting(visit), {**removed, "of": of}).status_code == 404
    assert desk.get(correcting(visit)).status_code == 404
    assert desk.post(f"/caseloads/visits/{visit.pk + 1}/correct/", removed).status_code == 404
    assert desk.post(f"/caseloads/supervisions/{visit.pk}/correct/", removed).status_code == 404
    client.force_login(office.other_manager)
    assert client.post(correcting(visit), removed).status_code == 404


def test_who_was_overtaken_is_shown_what_changed_and_keeps_what_was_typed(desk, office, visit):
    seen = desk.get(correcting(visit)).context["form"]["seen"].value()
    correct_visit(
        by=office.manager, visit=visit, visited_on=day("2023-10-09"), seen=True, seen_alone=True, reason=WHY
    )
    told = {"seen": seen, "how": "right", "outcome": "seen", "reason": "Seen.", **on("visited_on", TODAY)}
    answer = desk.post(correcting(visit), told)
    assert answer.status_code == 409
    assert "Visited on went from 16 October 2023 to 9 October 2023." in words(answer)
    again = {**told, "seen": answer.context["form"]["seen"].value()}
    assert desk.post(correcting(visit), again).status_code == 302
    assert Visit.objects.get().visited_on == TODAY


def test_a_supervision_is_put_right_and_removed(desk, office):
    held = record_supervision(by=office.manager, child=office.child, held_on=TODAY)
    url = f"/caseloads/supervisions/{held.pk}/correct/"
    send(desk, url, how="right", reason=WHY, **on("held_on", day("2023-10-09")))
    assert Supervision.objects.get().held_on == day("2023-10-09")
    send(desk, url, how="never", reason=WHY, **on("held_on", day("2023-10-09")))
    assert not Supervision.objects.exists()


def test_a_childs_page_leads_to_putting_right_for_those_who_may(client, desk, office, visit):
    held = record_supervision(by=office.manager, child=office.child, held_on=TODAY)
    child = office.child.get_absolute_url()
    html = desk.get(child).content.decode()
    assert correcting(visit) in html
    assert f"/caseloads/supervisions/{held.pk}/correct/" in html
    client.force_login(UserFactory(roles=["qa"]))
    assert "/correct/" not in client.get(child).content.decode()
