"""An auditor who finds a child at risk now says so; those who lead are told at once, till it is answered."""

import pytest
from django.core import mail as sent
from django.urls import reverse

from audits import actions
from audits.actions.concerns import answer_concern, raise_concern
from audits.models import Audit, Concern
from core import history, home
from core.errors import Conflict, Refused
from organisation.models import RoleHolding, User
from tests.factories import AuditFactory, ServiceAreaFactory, UserFactory
from tests.jobs import run_pending

FOUND = "The house was empty and the child was alone."
DONE = "The duty team visited within the hour."


def tell(world, words=FOUND, by=None):
    return raise_concern(by=by or world.manager, audit=world.audit, words=words)


@pytest.fixture
def lead(world):
    return UserFactory(
        name="Lee Leadwell", roles=["service_lead"], roles__service_area=world.audit.service_area
    )


@pytest.fixture
def head(world):
    return UserFactory(
        name="Hedy Headford", roles=["head_of_service"], roles__service_area=world.audit.service_area
    )


def told():
    run_pending()
    return {email.to[0] for email in sent.outbox}


def titles(user):
    """The blocks of a home page, in order, for the person as they are now."""
    return [work.title for work in home.work_of(User.objects.get(pk=user.pk))]


def test_heads_leads_and_all_of_the_unit_are_told_at_once(world, lead, head):
    tell(world)
    assert told() == {lead.email, head.email, world.qa.email, world.other_qa.email}


def test_those_of_other_areas_and_who_left_are_not_told(world, lead):
    UserFactory(roles=["service_lead"])
    UserFactory(roles=["qa"], is_active=False)
    gone = UserFactory(roles=["head_of_service"], roles__service_area=world.audit.service_area)
    RoleHolding.objects.filter(user=gone).update(ends_on="2023-10-01")
    tell(world)
    assert told() == {lead.email, world.qa.email, world.other_qa.email}


def test_the_mail_says_neither_the_case_nor_what_was_found_and_leads_to_the_concern(world, lead):
    concern = tell(world)
    run_pending()
    for email in sent.outbox:
        assert world.audit.case_ref not in email.subject + email.body
        assert FOUND not in email.subject + email.body
        assert f"/concerns/{concern.pk}/" in email.body


def test_it_is_at_the_very_top_until_somebody_records_what_was_done(world, lead):
    concern = tell(world)
    for person in (lead, world.qa, world.other_qa):
        assert titles(person)[0] == "A child may be at risk now"
    assert titles(world.manager)[0] == "Safeguarding concerns that you raised"
    answer_concern(by=lead, concern=concern, done=DONE)
    for person in (lead, world.qa, world.other_qa, world.manager):
        assert not {"A child may be at risk now", "Safeguarding concerns that you raised"} & set(
            titles(person)
        )


def test_the_same_words_twice_are_one_concern_and_one_mail_a_person(world, lead):
    assert tell(world) == tell(world, words=f"  {FOUND}\n")
    assert len(told()) == len(sent.outbox) == 3
    assert tell(world, words="The door was open.") != tell(world)


def test_the_same_words_after_an_answer_are_told_again(world):
    first = tell(world)
    answer_concern(by=world.qa, concern=first, done=DONE)
    assert tell(world) != first


def test_it_is_raised_whatever_the_state_of_the_audit_and_its_cycle(world):
    for number, state in enumerate(("withdrawn", "exempted", "allocated")):
        Audit.objects.filter(pk=world.audit.pk).update(state=state)
        tell(world, words=f"{FOUND} {number}")
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    tell(world)
    assert Concern.objects.count() == 4


def test_only_the_auditor_raises_one_and_says_what_was_found(world):
    with pytest.raises(Refused, match="Only the auditor"):
        tell(world, by=world.qa)
    with pytest.raises(Refused, match="Enter what you found"):
        tell(world, words=" \n")
    assert not Concern.objects.exists()


def test_who_answers_second_gets_the_first_ones_words(world, lead):
    concern = tell(world)
    answer_concern(by=lead, concern=concern, done=DONE)
    with pytest.raises(Conflict) as caught:
        answer_concern(by=world.qa, concern=concern, done="I rang them.")
    assert caught.value.current.done == DONE
    assert Concern.objects.get().answered_by == lead


def test_the_same_answer_twice_is_one(world):
    concern = tell(world)
    assert answer_concern(by=world.qa, concern=concern, done=DONE) == answer_concern(
        by=world.qa, concern=concern, done=DONE
    )
    assert len(history.of(concern)) == 2


def test_an_auditor_does_not_answer_and_an_answer_is_not_blank(world):
    concern = tell(world)
    with pytest.raises(Refused, match="recorded by the quality assurance unit"):
        answer_concern(by=world.manager, concern=concern, done=DONE)
    with pytest.raises(Refused, match="Enter what was done"):
        answer_concern(by=world.qa, concern=concern, done=" ")


def test_the_auditor_is_told_that_it_is_answered(world):
    concern = tell(world)
    run_pending()
    sent.outbox.clear()
    answer_concern(by=world.qa, concern=concern, done=DONE)
    run_pending()
    [email] = sent.outbox
    assert email.to == [world.manager.email]
    assert DONE not in email.body


def test_its_history_says_who_was_told(world, lead):
    concern = tell(world)
    answer_concern(by=lead, concern=concern, done=DONE)
    answered, raised = [line.sentence for line in history.of(concern)]
    assert raised == (
        "Robin Testerton raised the concern. Told was set to Lee Leadwell, Ali Inventon, Quinn Mockford."
    )
    assert answered == f"Lee Leadwell answered the concern. Reason: {DONE}"


def get(client, user, name, *args):
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse(name, args=args))


def test_the_page_tells_the_unit_that_an_area_has_no_lead(client, world):
    concern = tell(world)
    words = "No head of service and no service lead is recorded for SWF"
    assert words in get(client, world.qa, "concern", concern.pk).content.decode()
    assert words not in get(client, world.manager, "concern", concern.pk).content.decode()
    UserFactory(roles=["service_lead"], roles__service_area=world.audit.service_area)
    assert words not in get(client, world.qa, "concern", concern.pk).content.decode()


def test_a_concern_is_for_its_auditor_its_area_and_the_unit(client, world, lead):
    concern = tell(world)
    other = UserFactory(roles=["service_lead"], roles__service_area=ServiceAreaFactory())
    peer = UserFactory(roles=["practice_manager"])
    for person, status in ((world.manager, 200), (lead, 200), (world.qa, 200), (other, 404), (peer, 404)):
        assert get(client, person, "concern", concern.pk).status_code == status


def test_the_audits_page_shows_its_concerns_to_those_who_may_see_them(client, world, lead):
    concern = tell(world)
    for person, shown in ((lead, True), (world.qa, True), (world.manager, True)):
        page = get(client, person, "audit", world.audit.pk).content.decode()
        assert (concern.get_absolute_url() in page) is shown


def test_the_team_whose_work_is_audited_does_not_see_its_concerns(client, world):
    tell(world)
    theirs = UserFactory(
        roles=["practice_manager"], staff=world.audit.auditor.__class__.objects.create(staff_id="X", name="X")
    )
    theirs.staff.records.create(team=world.audit.team, role="PM", fte=1, starts_on="2020-01-01")
    page = get(client, theirs, "audit", world.audit.pk)
    assert page.status_code == 200
    assert "Safeguarding concern" not in page.content.decode()


def test_lists_and_exports_are_without_words(client, world):
    tell(world)
    assert FOUND not in get(client, world.qa, "concerns").content.decode()
    exported = client.get(reverse("concerns"), {"export": "csv"}).getvalue().decode()
    assert world.audit.case_ref in exported
    assert "Waiting" in exported
    assert FOUND not in exported


def test_the_list_is_filtered_by_state_and_area(client, world):
    tell(world)
    elsewhere = AuditFactory(cycle=world.cycle, auditor=world.manager.staff)
    answer_concern(
        by=world.qa,
        concern=raise_concern(by=world.manager, audit=elsewhere, words=FOUND),
        done=DONE,
    )
    client.force_login(world.qa)

    def refs(**query):
        page = client.get(reverse("concerns"), query)
        return [row.audit.case_ref for row in page.context["table"].data.data]

    assert sorted(refs()) == sorted([world.audit.case_ref, elsewhere.case_ref])
    assert refs(answered="false") == [world.audit.case_ref]
    assert refs(answered="true") == [elsewhere.case_ref]
    assert refs(service_area=elsewhere.service_area_id) == [elsewhere.case_ref]


def test_what_was_typed_is_kept_when_somebody_answered_first(client, world, lead):
    concern = tell(world)
    client.force_login(world.qa)
    answer_concern(by=lead, concern=concern, done=DONE)
    page = client.post(reverse("concern_answer", args=[concern.pk]), {"done": "I rang them."})
    assert page.status_code == 409
    shown = page.content.decode()
    assert DONE in shown
    assert "I rang them." in shown


def test_an_auditor_raises_it_from_the_form_and_comes_to_its_page(client, world):
    client.force_login(world.manager)
    for name, args in (("audit_start", ()), ("audit_write", ("child",)), ("audit_check", ())):
        page = client.get(reverse(name, args=[world.audit.pk, *args])).content.decode()
        assert reverse("audit_concern", args=[world.audit.pk]) in page
    form = client.get(reverse("audit_concern", args=[world.audit.pk])).content.decode()
    assert "This does not replace the council’s safeguarding procedure" in form
    assert "Ring the duty line" in form
    answer = client.post(reverse("audit_concern", args=[world.audit.pk]), {"words": FOUND})
    assert answer.url == reverse("concern", args=[Concern.objects.get().pk])
    assert world.audit.case_ref not in answer.url


def test_nothing_typed_leaves_the_form_with_its_words(client, world):
    client.force_login(world.manager)
    page = client.post(reverse("audit_concern", args=[world.audit.pk]), {"words": ""})
    assert "Enter what you found." in page.content.decode()
