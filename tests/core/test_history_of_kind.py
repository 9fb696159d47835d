"""The history of a kind of thing tells of those that are gone too."""

import pytest

from core.history import Service, action, of_kind, record
from organisation.models import ServiceArea
from tests.factories import ServiceAreaFactory, TeamFactory

pytestmark = pytest.mark.django_db
BY = Service("a test")


@action
def do(*, verb, thing, by):
    record(verb, thing, by=by)
    if verb == "removed":
        ServiceArea.objects.filter(pk=thing.pk).delete()


def made(name):
    return ServiceAreaFactory(name=name, dated=None)


def verbs(*args, **kwargs):
    return [line.did.split()[2] for line in of_kind(ServiceArea, *args, **kwargs)]


def test_all_of_the_kind_newest_first_and_nothing_of_another():
    do(by=BY, verb="set", thing=made("SWF"))
    do(by=BY, verb="ended", thing=made("BIT"))
    do(by=BY, verb="removed", thing=made("CWD"))
    do(by=BY, verb="seen", thing=TeamFactory(record=made("PTC")))
    assert verbs() == ["removed", "ended", "set"]


def test_those_that_are_gone_are_known_by_their_name():
    for name in ("SWF", "SWF West", "The SWF"):
        do(by=BY, verb="set", thing=made(name))
    do(by=BY, verb="removed", thing=ServiceArea.objects.get(name="SWF"))
    assert verbs(called="SWF") == ["removed", "set"]


def test_those_that_are_there_are_known_whatever_they_were_called():
    area = made("SWF")
    do(by=BY, verb="set", thing=area)
    ServiceArea.objects.update(name="SWF “East”\\West")
    area.refresh_from_db()
    do(by=BY, verb="renamed", thing=area)
    do(by=BY, verb="set", thing=made("BIT"))
    assert verbs(among=[area], called="SWF “East”\\West") == ["renamed", "set"]
    assert verbs(called="SWF “East”\\West") == ["renamed"]
