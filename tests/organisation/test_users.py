"""Users and roles: nobody types a password for another, and Plumbline is never without an administrator."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress

from core import history
from core.errors import Conflict, Refused
from core.history import Service
from organisation import actions, dated
from organisation.models import RoleHolding, User
from organisation.roles import Role
from tests.factories import ServiceAreaFactory, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
BY = Service("the test")
TODAY = dt.date(2023, 10, 16)


def create(**kwargs):
    return actions.create_user(by=BY, **{"name": "Ann Archer", "email": "Ann@Council.example", **kwargs})


def administrator(**kwargs):
    return UserFactory(roles=["administrator"], **kwargs)


def roles_of(user):
    return User.objects.get(pk=user.pk).access.roles


def test_a_new_user_has_no_password_until_they_choose_one():
    user = create()
    assert not user.has_usable_password()
    assert user.email == "ann@council.example"


def test_a_new_user_may_have_a_first_role():
    area = ServiceAreaFactory()
    user = create(role=Role.HEAD_OF_SERVICE, service_area=area)
    assert user.access.roles == {"head_of_service"}
    assert user.access.service_area_ids == {area.pk}


def test_a_new_head_of_service_without_a_service_area_is_refused_and_not_made():
    with pytest.raises(Refused, match="Choose the service area"):
        create(role=Role.HEAD_OF_SERVICE)
    assert not User.objects.exists()


def test_the_same_user_twice_is_one_whatever_the_addresss_case():
    assert create() == create(email="ANN@council.example")
    with pytest.raises(Refused, match="There is a user with this address"):
        create(name="Somebody Else")


def test_one_member_of_staff_is_one_user():
    ann = StaffFactory()
    create(staff=ann)
    with pytest.raises(Refused):
        create(email="other@council.example", staff=ann)


def test_an_address_that_was_left_can_sign_in_no_more():
    user = create()
    EmailAddress.objects.create(user=user, email="ann@council.example", verified=True, primary=True)
    actions.change_user(by=BY, user=user, name=user.name, email="ann.archer@council.example", staff=None)
    assert not EmailAddress.objects.filter(email="ann@council.example").exists()
    assert "E-mail address went from ann@council.example" in history.of(user)[0].sentence


def test_two_changes_of_one_reading_conflict():
    user = create()
    seen = dated.stamp(user)
    actions.change_user(by=BY, user=user, name="A", email=user.email, staff=None, seen=seen)
    with pytest.raises(Conflict):
        actions.change_user(by=BY, user=user, name="B", email=user.email, staff=None, seen=seen)


def test_signing_in_meanwhile_is_no_conflict():
    user = create()
    seen = dated.stamp(user)
    User.objects.update(last_login=dt.datetime(2023, 10, 16, tzinfo=dt.UTC), password="other")
    actions.change_user(by=BY, user=user, name="A", email=user.email, staff=None, seen=seen)


def test_who_is_switched_off_may_do_nothing_until_switched_on():
    user = UserFactory(roles=["qa"])
    actions.switch_off(by=BY, user=user)
    assert not User.objects.get().may("audits.moderate")
    actions.switch_on(by=BY, user=user)
    assert User.objects.get().may("audits.moderate")
    assert [line.did for line in history.of(user)] == [
        "The test switched on the user.",
        "The test switched off the user.",
    ]


def test_a_link_is_made_for_who_may_sign_in_only():
    user = UserFactory(is_active=False)
    with pytest.raises(Refused, match="may not sign in"):
        actions.invite(by=BY, user=user)


def test_a_role_is_held_from_its_day_to_its_end(settings):
    user = UserFactory()
    holding = actions.give_role(by=BY, user=user, role=Role.QA, starts_on=dt.date(2023, 11, 1))
    assert roles_of(user) == set()
    settings.PLUMBLINE_TODAY = dt.date(2023, 11, 1)
    assert roles_of(user) == {"qa"}
    actions.end_role(by=BY, holding=holding, on=dt.date(2023, 12, 1))
    settings.PLUMBLINE_TODAY = dt.date(2023, 12, 1)
    assert roles_of(user) == set()
    assert RoleHolding.objects.get().ends_on == dt.date(2023, 12, 1)


def test_a_role_that_is_held_is_not_given_again():
    user = UserFactory(roles=["qa"])
    with pytest.raises(Refused, match="holds this role on some of these days already"):
        actions.give_role(by=BY, user=user, role=Role.QA, starts_on=TODAY)


def test_giving_the_same_role_twice_gives_it_once():
    user = UserFactory()
    for _ in range(2):
        actions.give_role(by=BY, user=user, role=Role.QA, starts_on=TODAY)
    assert user.role_holdings.count() == 1
    assert len(history.of(user)) == 1


def test_a_role_given_by_mistake_today_can_be_taken_back_today():
    user = UserFactory()
    holding = actions.give_role(by=BY, user=user, role=Role.QA, starts_on=TODAY)
    actions.end_role(by=BY, holding=holding, on=TODAY)
    actions.end_role(by=BY, holding=holding, on=TODAY)
    assert roles_of(user) == set()
    assert [line.did for line in history.of(user)] == [
        "The test ended a role of the user.",
        "The test gave a role to the user.",
    ]


class TestTheLastAdministrator:
    """Somebody can always manage users."""

    def test_does_not_lose_the_role(self):
        last = administrator()
        with pytest.raises(Refused, match="last administrator"):
            actions.end_role(by=BY, holding=last.role_holdings.get(), on=TODAY)
        assert roles_of(last) == {"administrator"}

    def test_is_not_switched_off(self):
        last = administrator()
        with pytest.raises(Refused, match="last administrator"):
            actions.switch_off(by=BY, user=last)
        assert User.objects.get().is_active

    def test_may_go_once_there_is_another(self):
        last = administrator()
        administrator()
        actions.end_role(by=BY, holding=last.role_holdings.get(), on=TODAY)
        assert roles_of(last) == set()

    def test_is_not_relieved_by_one_who_is_switched_off(self):
        last = administrator()
        administrator(is_active=False)
        with pytest.raises(Refused):
            actions.switch_off(by=BY, user=last)

    def test_is_not_relieved_by_one_whose_role_has_an_end(self):
        last, other = administrator(), administrator()
        actions.end_role(by=BY, holding=other.role_holdings.get(), on=dt.date(2024, 6, 1))
        with pytest.raises(Refused):
            actions.end_role(by=BY, holding=last.role_holdings.get(), on=dt.date(2024, 1, 1))

    def test_is_not_relieved_by_one_who_begins_only_later(self):
        last, other = administrator(), UserFactory()
        actions.give_role(by=BY, user=other, role=Role.ADMINISTRATOR, starts_on=dt.date(2024, 1, 1))
        with pytest.raises(Refused):
            actions.end_role(by=BY, holding=last.role_holdings.get(), on=dt.date(2023, 12, 1))
        actions.end_role(by=BY, holding=last.role_holdings.get(), on=dt.date(2024, 1, 1))

    def test_may_lose_another_role(self):
        last = UserFactory(roles=["administrator", "qa"])
        actions.end_role(by=BY, holding=last.role_holdings.get(role="qa"), on=TODAY)
        assert roles_of(last) == {"administrator"}
