"""The pages of agreed actions: the list, one of them, each thing done on a page of its own."""

import datetime as dt

import pytest
from django.urls import reverse

from audits.models import AgreedAction, SecondLookRule, Tag
from audits.permissions import ACT
from core.history import Service
from core.home import work_of
from figures.actions import roll_up
from figures.models import CurrentFigure
from tests.audits import agreed_world
from tests.audits.agreed_world import agree, done, verified
from tests.factories import AuditFactory, StaffFactory, UserFactory


@pytest.fixture
def made(db):
    return agreed_world.submitted()


@pytest.fixture
def agreed(made):
    return agree(made)


def page(agreed):
    return reverse("agreed_action", args=[agreed.pk])


def act(agreed, verb):
    return reverse("action_act", args=[agreed.pk, verb])


def listed(client, **query):
    table = client.get(reverse("agreed_actions"), query).context["table"]
    return [record.what for record in table.data.data]


def offered(client, agreed):
    return [offer.words for offer in client.get(page(agreed)).context["offers"]]


class TestTheList:
    @pytest.fixture
    def several(self, made, settings):
        """One overdue, one due, one done, one of somebody elsewhere, one of the unit."""
        settings.PLUMBLINE_TODAY = dt.date(2023, 10, 1)
        agree(made, what="Overdue", due_on=dt.date(2023, 10, 10))
        settings.PLUMBLINE_TODAY = dt.date(2023, 10, 16)
        agree(made, what="Due")
        done(made, agree(made, what="Done"))
        agree(made, what="Elsewhere", owner_kind="person", person=made.elsewhere)
        agree(made, what="The unit’s", owner_kind="qa")
        return made

    def test_the_unit_sees_all_and_an_owner_their_own(self, several, client):
        client.force_login(several.qa)
        assert listed(client, sort="what") == ["Done", "Due", "Elsewhere", "Overdue", "The unit’s"]
        client.force_login(several.elsewhere)
        assert listed(client) == ["Elsewhere"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"mine": "true"}, ["The unit’s"]),
            ({"overdue": "true"}, ["Overdue"]),
            ({"state": "done"}, ["Done"]),
            ({"figure": "overdue"}, ["Overdue"]),
            (
                {"figure": "open", "month_0": "10", "month_1": "2023"},
                ["Due", "Elsewhere", "Overdue", "The unit’s"],
            ),
            ({"figure": "open", "month_0": "9", "month_1": "2023"}, []),
        ],
    )
    def test_it_is_filtered(self, several, client, query, found):
        client.force_login(several.qa)
        assert listed(client, sort="what", **query) == found

    def test_by_owner_team_service_area_and_tag(self, several, client):
        client.force_login(several.qa)
        tag = Tag.objects.create(name="Chronology")
        AgreedAction.objects.get(what="Due").tags.add(tag)
        assert listed(client, tag=tag.pk) == ["Due"]
        assert listed(client, owner=several.elsewhere.pk) == ["Elsewhere"]
        assert len(listed(client, team=several.audit.team_id)) == 5
        assert len(listed(client, service_area=several.audit.service_area_id)) == 5

    def test_it_is_taken_away_with_the_whole_text(self, several, client):
        client.force_login(several.qa)
        agree(several, what="Chronology " * 40)
        answer = client.get(reverse("agreed_actions"), {"export": "csv"})
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert ("Chronology " * 40).strip() in text.decode("utf-8-sig")

    def test_what_is_to_do_comes_first_by_its_due_date(self, several, client):
        AgreedAction.objects.filter(what="Done").update(due_on=dt.date(2023, 10, 1))
        verified(several, AgreedAction.objects.get(what="Done"))
        done(several, agree(several, what="Done, not verified"))
        client.force_login(several.qa)
        found = listed(client)
        assert found[0] == "Overdue"
        assert found[-2:] == ["Done, not verified", "Done"]
        assert listed(client, sort="-state")[0] == "Done"

    def test_when_it_is_due_and_how_far_it_is_stand_beside_it(self, several, client):
        client.force_login(several.qa)
        heads = [head.text for head in client.get(reverse("agreed_actions")).context["table"].heads()]
        assert heads[:3] == ["What is to be done", "Due on", "State"]

    def test_home_leads_to_what_is_to_do(self, several, client):
        url = next(work.all_url for work in work_of(several.qa) if work.title.startswith("Actions: "))
        assert url == f"{reverse('agreed_actions')}?state=open"
        client.force_login(several.qa)
        assert "Done" not in [row.what for row in client.get(url).context["table"].data.data]

    def test_home_says_how_many_are_due_and_overdue(self, several):
        def titles(user):
            return [work.title for work in work_of(user) if work.title.startswith("Actions: ")]

        assert titles(several.manager) == ["Actions: 3 due, 1 overdue"]
        assert titles(several.qa) == ["Actions: 3 due, 1 overdue"]
        assert titles(several.elsewhere) == ["Actions: 1 due, 0 overdue"]
        assert titles(UserFactory(roles=["panel"])) == []


class TestOnePage:
    def test_it_says_what_was_agreed_and_what_has_happened(self, made, agreed, client):
        client.force_login(made.manager)
        client.post(act(agreed, "update"), {"text": "Half of it is written."})
        shown = client.get(page(agreed)).content.decode()
        for words in (
            "Bring the chronology up to date",
            "Sam Placewell",
            "15 November 2023",
            "Half of it is",
        ):
            assert words in shown

    def test_what_can_be_done_is_offered_to_whom_may(self, made, agreed, client):
        client.force_login(made.manager)
        assert offered(client, agreed) == ["Add an update", "Mark as done", "Change owner or due date"]
        done(made, agreed)
        assert offered(client, agreed) == ["Add an update", "Change owner or due date", "Reopen"]
        client.force_login(made.lead)
        assert offered(client, agreed) == ["Change owner or due date", "Reopen"]
        client.force_login(made.qa)
        unit = ["Verify", "Add an update", "Change owner or due date", "Reopen"]
        assert offered(client, agreed) == unit
        was_there = UserFactory(roles=["qa"], staff=StaffFactory(record=made.audit.team))
        client.force_login(was_there)
        assert offered(client, agreed) == unit[1:]
        assert client.get(act(agreed, "verify")).status_code == 403
        client.force_login(made.auditor)
        assert offered(client, agreed) == []

    def test_from_done_with_evidence_to_verified(self, made, agreed, client):
        client.force_login(made.manager)
        answer = client.post(act(agreed, "done"), {"text": "", "seen": "1"})
        assert "Enter" in answer.context["form"].errors["text"][0] or answer.context["form"].errors["text"]
        assert client.post(act(agreed, "done"), {"text": "On the case.", "seen": "1"}).url == page(agreed)
        client.force_login(made.qa)
        client.post(act(agreed, "verify"), {"text": "I looked.", "seen": "2"})
        assert AgreedAction.objects.get().state == "verified"

    def test_two_at_once_are_both_shown_and_nothing_typed_is_lost(self, made, agreed, client):
        done(made, agreed, by=made.qa, text="I saw it on the case.")
        client.force_login(made.manager)
        answer = client.post(act(agreed, "done"), {"text": "My own words.", "seen": "1"})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "I saw it on the case." in shown
        assert "My own words." in shown

    def test_a_change_on_top_of_somebody_elses_is_saved_when_it_is_sent_again(self, made, agreed, client):
        client.force_login(made.qa)
        said = {"owner_kind": "team_manager", "due_on_0": "1", "due_on_1": "12", "due_on_2": "2023"}
        client.post(act(agreed, "change"), {**said, "reason": "Leave.", "seen": "1"})
        said["due_on_0"] = "8"
        answer = client.post(act(agreed, "change"), {**said, "reason": "More leave.", "seen": "1"})
        assert answer.status_code == 409
        assert answer.context["other"].text.startswith("Leave.")
        again = {**said, "reason": "More leave.", "seen": str(answer.context["form"]["seen"].value())}
        assert client.post(act(agreed, "change"), again).status_code == 302
        assert AgreedAction.objects.get().due_on == dt.date(2023, 12, 8)

    def test_what_is_not_to_be_done_now_leads_back(self, made, agreed, client):
        client.force_login(made.qa)
        assert client.get(act(agreed, "verify")).url == page(agreed)
        assert client.get(act(agreed, "nothing")).status_code == 404

    def test_a_recheck_that_did_not_last_reopens(self, made, client):
        SecondLookRule.objects.create(kind="recheck", share=100)
        agreed = done(made, agree(made))
        client.force_login(made.qa)
        assert "Actions to re-check on the case" in client.get("/").content.decode()
        assert listed(client, recheck="true") == [agreed.what]
        day = {"day_0": "16", "day_1": "10", "day_2": "2023"}
        client.post(act(agreed, "recheck"), {"lasted": "no", "words": "Nothing new.", **day})
        assert AgreedAction.objects.get().state == "open"
        assert listed(client, recheck="true") == []
        shown = client.get(reverse("agreed_actions")).content.decode()
        assert "Of 1 action re-checked on the case, 0 lasted." in shown


class TestAdding:
    def url(self, made):
        return reverse("action_new", args=[made.audit.pk])

    def said(self, **more):
        due = {"due_on_0": "15", "due_on_1": "11", "due_on_2": "2023"}
        return {"what": "Update the plan", "for_whom": "The child", "owner_kind": "qa", **due, **more}

    def test_from_the_audits_page_and_back(self, made, client):
        client.force_login(made.lead)
        audit = made.audit.get_absolute_url()
        assert self.url(made) in client.get(audit).content.decode()
        assert client.post(self.url(made), self.said()).url == audit
        assert "Update the plan" in client.get(audit).content.decode()
        assert AgreedAction.objects.get().origin == "later"

    def test_from_moderation_and_back(self, made, client):
        client.force_login(made.qa)
        url = f"{self.url(made)}?at=moderation"
        moderation = reverse("audit_moderate", args=[made.audit.pk])
        assert url in client.get(moderation).content.decode()
        assert client.post(url, self.said()).url == moderation
        assert AgreedAction.objects.get().origin == "moderation"

    def test_it_says_what_is_missing(self, made, client):
        client.force_login(made.qa)
        said = self.said(owner_kind="person", due_on_2="2022")
        errors = client.post(self.url(made), said).context["form"].errors
        assert errors == {
            "person": ["Choose the person who sees to it."],
            "due_on": ["The day on which it is due must be after today."],
        }

    def test_somebody_elses_audit_is_not_there_and_the_auditor_may_not(self, made, client):
        client.force_login(made.elsewhere)
        assert client.get(self.url(made)).status_code == 404
        client.force_login(made.auditor)
        assert client.get(self.url(made)).status_code == 403


class TestThemes:
    @pytest.fixture
    def three(self, made):
        Tag.objects.create(name="Chronology", words="chronology")
        audits = [made.audit, *self.audits(made, 2)]
        return [agree(made, audit=audit) for audit in audits]

    def audits(self, made, count):
        return [
            AuditFactory(
                cycle=made.world.cycle,
                service_area=made.audit.service_area,
                team=made.audit.team,
                auditor=made.audit.auditor,
                submitted=True,
            )
            for _ in range(count)
        ]

    def test_the_third_action_about_a_thing_says_so_on_its_page(self, made, three, client):
        client.force_login(made.manager)
        said = [client.get(page(agreed)).context["repetitions"] for agreed in three]
        assert said == [
            [],
            ["The second action about chronology in SWF West 1 within 12 months."],
            ["The third action about chronology in SWF West 1 within 12 months."],
        ]

    def test_counts_by_place_mark_what_comes_back(self, made, three, client):
        AgreedAction.objects.filter(pk=three[0].pk).update(agreed_on=dt.date(2022, 10, 17))
        client.force_login(made.manager)
        for parts in (client.get(reverse("action_themes")).context["parts"],):
            for _, _, _, themes in parts:
                assert [(theme.tag, theme.count, theme.comes_back) for theme in themes] == [
                    ("Chronology", 3, True)
                ]
        AgreedAction.objects.filter(pk=three[0].pk).update(agreed_on=dt.date(2022, 10, 16))
        themes = client.get(reverse("action_themes")).context["parts"][0][3]
        assert [(theme.count, theme.comes_back) for theme in themes] == [(2, False)]
        client.force_login(made.elsewhere)
        assert client.get(reverse("action_themes")).context["parts"][0][3] == []


def test_who_sees_actions_holds_the_right(made):
    assert all(user.may(ACT) for user in (made.manager, made.lead, made.head, made.qa))


def test_a_figure_leads_to_the_actions_that_it_counts(made, agreed, client):
    verified(made, done(made, agree(made, what="Another")))
    roll_up(by=Service("a test"), asked=[dt.date(2023, 10, 1)])
    current = CurrentFigure.objects.get(indicator__slug="audits.actions_open", place__kind="service")
    assert current.figure.value == 1
    client.force_login(made.qa)
    shown = client.get(
        reverse("figure", args=["audits.actions_open", "2023-10", current.place_id])
    ).content.decode()
    assert "Actions open" in shown
    assert "figure=open&amp;month_0=10&amp;month_1=2023" in shown
    assert listed(client, figure="open", month_0="10", month_1="2023") == [agreed.what]
