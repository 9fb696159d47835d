"""The pages of a month: what each says, to whom, and what it keeps."""

import pytest
from django.urls import reverse

from core.models.kept import KeptPost
from figures import registry
from figures.models import Restatement
from indicators.actions.months import confirm, stamp
from indicators.models import SectionMonth, SignOff
from organisation.roles import Role
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure
from tests.indicators.months_made import REFERRALS, VACANCIES, make_month

pytestmark = pytest.mark.django_db
DOOR = (MONTH, "front-door")


@pytest.fixture
def month(db):
    return make_month()


@pytest.fixture
def ask(client):
    """A page as somebody sees it, or the answer to what they send."""

    def asked(user, name, *args, status=200, send=None, **query):
        client.force_login(user)
        url = reverse(name, args=args)
        answer = client.get(url, query) if send is None else client.post(url, send)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return asked


@pytest.mark.parametrize(
    ("page", "args", "back"),
    [
        ("sign_off", [MONTH], "Performance in September 2023"),
        ("section_analysis", DOOR, "Front door in September 2023"),
        ("section_confirm", DOOR, "Front door in September 2023"),
    ],
)
def test_the_way_back_says_where_it_leads(month, ask, page, args, back):
    assert f'class="govuk-back-link">{back}</a>' in ask(month.team, page, *args)


class TestTheAnalysis:
    def test_the_owner_writes_it_beside_the_figures(self, month, ask):
        text = ask(month.owner, "section_analysis", *DOOR)
        assert "Referrals number" in text
        assert ">299<" in text
        ask(month.owner, "section_analysis", *DOOR, send={"text": "Fewer.", "seen": stamp("")}, status=302)
        assert SectionMonth.objects.get().analysis == "Fewer."

    def test_another_sections_owner_finds_nothing_there(self, month, ask):
        other = UserFactory(roles=[Role.HEAD_OF_SERVICE])
        ask(other, "section_analysis", *DOOR, status=404)
        ask(other, "section_confirm", *DOOR, status=404, send={"seen": ""})

    def test_when_two_wrote_at_once_both_texts_are_shown_and_the_second_may_save_theirs(self, month, ask):
        month.write("The first text.")
        late = {"text": "The second text.", "seen": stamp("")}
        text = ask(month.team, "section_analysis", *DOOR, send=late, status=409)
        assert "The first text." in text
        assert "The second text." in text
        again = {"text": "The second text.", "seen": stamp("The first text.")}
        assert stamp("The first text.") in text
        ask(month.team, "section_analysis", *DOOR, send=again, status=302)

    def test_what_was_typed_is_kept_when_the_session_has_ended(self, month, ask, client):
        page = ask(month.owner, "section_analysis", *DOOR)
        token = page.partition('name="kept_token" value="')[2].partition('"')[0]
        client.logout()
        sent = {"text": "Long thought about.", "seen": stamp(""), "kept_token": token}
        client.post(reverse("section_analysis", args=DOOR), sent)
        assert KeptPost.objects.get().data["text"] == ["Long thought about."]
        assert "Long thought about." in ask(month.owner, "section_analysis", *DOOR)

    def test_after_sign_off_it_asks_for_a_reason(self, month, ask):
        month.write("As it was.")
        month.confirm_all()
        month.sign()
        text = ask(month.owner, "section_analysis", *DOOR, send={"text": "New.", "seen": stamp("As it was.")})
        assert "Say why the analysis is changed after sign-off." in text


class TestTheConfirmation:
    def test_figures_that_moved_are_named_and_confirmed_again(self, month, ask):
        confirm(by=month.owner, section=month.door, month=MONTH)
        assert "Confirm these figures" not in ask(month.owner, "section_confirm", *DOOR)
        figure(REFERRALS, MONTH, 301)
        text = ask(month.owner, "section_confirm", *DOOR)
        assert "1 figure changed since" in text
        seen = text.partition('name="seen" value="')[2].partition('"')[0]
        ask(month.owner, "section_confirm", *DOOR, send={"seen": seen}, status=302)
        assert "as they are now" in ask(month.owner, "section_confirm", *DOOR)

    def test_after_sign_off_nobody_is_asked_to_confirm_what_moves(self, month, ask):
        month.confirm_all()
        month.sign()
        figure(REFERRALS, MONTH, 301)
        text = ask(month.owner, "section_confirm", *DOOR)
        assert "The month is signed off, so what changes is listed as a" in text
        assert "Confirm these figures" not in text

    def test_a_figure_that_moved_under_the_page_is_shown_before_it_is_confirmed(self, month, ask):
        text = ask(month.owner, "section_confirm", *DOOR)
        seen = text.partition('name="seen" value="')[2].partition('"')[0]
        figure(REFERRALS, MONTH, 301)
        text = ask(month.owner, "section_confirm", *DOOR, send={"seen": seen}, status=409)
        assert ">301<" in text
        assert "Figures changed while you were looking at them" in text


class TestTheSignOff:
    def test_the_page_says_how_far_each_section_is(self, month, ask):
        confirm(by=month.owner, section=month.door, month=MONTH)
        month.write()
        text = ask(month.team, "sign_off", MONTH)
        for words in ("Robin Owner", "Written", "Not written", "Not confirmed", "Still open: Workforce"):
            assert words in text

    def test_missing_figures_are_listed_and_their_reason_is_asked_for_and_shown(self, month, ask):
        figure(VACANCIES, MONTH, None, missing="under review")
        month.confirm_all()
        text = ask(month.team, "sign_off", MONTH)
        assert "Workforce vacancies: under review" in text
        seen = text.partition('name="seen" value="')[2].partition('"')[0]
        assert "Say why the month is signed off" in ask(month.team, "sign_off", MONTH, send={"seen": seen})
        sent = {"seen": seen, "reason": "The payroll is late."}
        ask(month.team, "sign_off", MONTH, send=sent, status=302)
        assert "Reason: The payroll is late." in ask(month.team, "sign_off", MONTH)

    def test_what_was_signed_off_stands_beside_what_is_current(self, month, ask):
        month.confirm_all()
        month.sign()
        figure(REFERRALS, MONTH, 301)
        for name, args in (("sign_off", [MONTH]), ("section_analysis", DOOR), ("section_confirm", DOOR)):
            text = ask(month.team, name, *args)
            assert ">299<" in text
            assert ">301<" in text

    def test_others_read_it_and_only_the_performance_team_signs(self, month, ask):
        month.confirm_all()
        assert "The performance team signs the month off" in ask(month.owner, "sign_off", MONTH)
        ask(month.owner, "sign_off", MONTH, send={}, status=403)
        assert not SignOff.objects.exists()


class TestTheHomePage:
    def test_an_owner_is_asked_to_write_and_confirm_and_the_team_to_sign_off(self, month, ask):
        text = ask(month.owner, "home")
        assert "To confirm for September 2023" in text
        assert "Not confirmed; no analysis yet" in text
        assert "0 of 2 sections confirmed" in ask(month.team, "home")
        month.confirm_all()
        assert "To confirm for" not in ask(month.owner, "home")
        month.sign()
        assert "Month to sign off" not in ask(month.team, "home")

    def test_restatements_since_the_newest_sign_off_are_named(self, month, ask):
        month.confirm_all()
        month.sign()
        before = figure(REFERRALS, MONTH, 299)
        after = figure(REFERRALS, MONTH, 301)
        Restatement.objects.create(figure=after, before=before, reason="A visit was recorded late.")
        text = ask(month.team, "home")
        assert "September 2023: 301, was 299" in text
        assert "A visit was recorded late." in text


class TestWhatIsHeldBack:
    """From somebody who is to judge the audits themselves, figures that would tell the grades."""

    @pytest.fixture
    def held(self, month, monkeypatch):
        month.qa = UserFactory(roles=[Role.QA])
        month.door.owner = month.qa
        month.door.save()
        slug = "audits.good"
        entry(slug, section=month.door, headline="records", name="Audits graded good")
        was = figure(slug, MONTH, 7654, source="records")
        now = figure(slug, MONTH, 8765, source="records")
        Restatement.objects.create(figure=now, before=was, reason="An audit was submitted.")

        def withheld(user):
            return [(frozenset([slug]), frozenset([MONTH]))] if user.pk == month.qa.pk else []

        monkeypatch.setattr(registry, "_withholding", [withheld])
        return month

    def test_no_page_of_the_month_says_it(self, held, ask):
        for name, args in (
            ("section_analysis", DOOR),
            ("section_confirm", DOOR),
            ("sign_off", [MONTH]),
            ("restatements", []),
            ("home", []),
        ):
            text = ask(held.qa, name, *args)
            for secret in ("7,654", "8,765", "7654", "8765", "An audit was submitted."):
                assert secret not in text, name
        assert "8,765" in ask(held.team, "section_analysis", *DOOR)
        assert "7,654" in ask(held.team, "restatements")
        assert "7654" not in ask(held.qa, "restatements", export="csv")

    def test_nobody_confirms_what_is_held_back_from_them(self, held, ask):
        text = ask(held.qa, "section_confirm", *DOOR)
        assert "1 of these figures is held back from you for now" in text
        sent = ask(held.qa, "section_confirm", *DOOR, send={"seen": ""})
        assert "nobody confirms what they have not seen" in sent
        held.confirm_all()

    def test_a_change_of_it_is_not_named(self, held, ask):
        held.confirm_all()
        figure("audits.good", MONTH, 9876, source="records")
        assert "Audits graded good" in ask(held.team, "sign_off", MONTH)
        text = ask(held.qa, "sign_off", MONTH)
        assert "Audits graded good" not in text

    def test_what_was_signed_off_of_it_is_not_shown_either(self, held, ask):
        held.confirm_all()
        held.sign()
        figure("audits.good", MONTH, 9876, source="records")
        text = ask(held.qa, "sign_off", MONTH) + ask(held.qa, "section_analysis", *DOOR)
        assert "8,765" not in text
        assert "9,876" not in text
        assert "8,765" in ask(held.team, "sign_off", MONTH)


def test_the_board_and_the_indicators_page_show_what_was_signed_off_beside_what_is_current(month, ask):
    month.confirm_all()
    month.sign()
    assert "Signed off" not in ask(month.owner, "section_month", *DOOR)
    figure(REFERRALS, MONTH, 301)
    text = ask(month.owner, "section_month", *DOOR)
    assert "Signed off" in text
    assert ">299<" in text
    assert "299: it has been restated since" in ask(month.owner, "performance_indicator", REFERRALS)
