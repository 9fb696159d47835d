"""One person in two windows, at the same moment."""

import pytest

from core.models import Import, Job
from indicators.actions.accepting import accept
from indicators.actions.checking import TAKE, ask_take
from indicators.models.taking import NOTHING_SAID, Said
from tests.factories import UserFactory
from tests.indicators.reported.test_at_once import together
from tests.indicators.taking import world
from tests.indicators.taking.found import report_file
from tests.indicators.taking.world import fresh, upload
from tests.jobs import run_pending

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person(transactional_db):
    return UserFactory(roles=["performance"])


def test_a_file_that_is_asked_for_twice_at_once_is_taken_once(client, person):
    world.catalogue()
    client.force_login(person)
    report = upload(client)
    first, second = together(*[lambda: ask_take(by=person, file=report)] * 2)
    assert first == second
    run_pending()
    assert (Job.objects.filter(kind=TAKE).count(), Import.objects.count()) == (1, 1)


def test_reasons_that_are_saved_at_once_are_both_kept(person):
    report = report_file(person, range(2))
    one, two = (warning["id"] for warning in report.found["warnings"][:2])

    def saying(key):
        now = {key: Said(f"Because of {key}.", accepted=True)}
        return lambda: accept(by=person, file=report, was={key: NOTHING_SAID.stamp}, now=now)

    together(saying(one), saying(two))
    assert set(fresh(report).accepted) == {one, two}
