"""What is published when: at once, again after a growing while, by one sweep of many."""

import datetime as dt

import pytest
from django.db.models import F

from core import jobs
from core.history import Service
from core.jobs import sending
from core.jobs.lease import claim
from core.models import Job
from tests.jobs import handler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registered():
    with handler("test.work", lambda job: None):
        yield


def ask(count=1):
    return [jobs.start("test.work", by=Service("The night"), args={"n": n}).pk for n in range(count)]


def later(seconds):
    """Time passes: what the rows say lies further back."""
    gone = dt.timedelta(seconds=seconds)
    Job.objects.update(send_after=F("send_after") - gone, lease_until=F("lease_until") - gone)


class Queue:
    """Writes down what is sent; raises while it is away."""

    def __init__(self):
        self.sent = []
        self.away = False

    def send(self, batch):
        if self.away:
            raise ConnectionError
        self.sent += [each.job_id for each in batch]

    def sweep(self):
        before = len(self.sent)
        sending.sweep(self.send)
        return self.sent[before:]


@pytest.fixture
def queue():
    return Queue()


def test_a_waiting_job_is_sent_at_the_first_sweep_and_not_at_the_next(queue):
    (pk,) = ask()
    assert queue.sweep() == [pk]
    assert queue.sweep() == []


def test_a_message_that_nobody_picks_up_is_sent_again_after_5_10_20_and_20_seconds(queue):
    (pk,) = ask()
    queue.sweep()
    for wait in (5, 10, 20, 20):
        later(wait - 1)
        assert queue.sweep() == []
        later(1.1)
        assert queue.sweep() == [pk]


def test_every_one_of_many_is_sent_once(queue):
    pks = ask(sending.BATCH * 2 + 5)
    assert sorted(queue.sweep()) == sorted(pks)


def test_what_one_sweep_has_reserved_no_other_sends(queue):
    ask(3)
    assert len(sending.reserve()) == 3
    assert queue.sweep() == []


def test_a_queue_that_is_away_costs_no_send_and_everything_goes_out_when_it_is_back(queue):
    pks = ask(3)
    queue.away = True
    for _ in range(10):
        with pytest.raises(ConnectionError):
            queue.sweep()
    assert set(Job.objects.values_list("sends", flat=True)) == {0}
    queue.away = False
    assert sorted(queue.sweep()) == pks


def test_a_running_job_is_left_alone_while_its_lease_holds_and_sent_when_it_ran_out(queue):
    (pk,) = ask()
    queue.sweep()
    claim(pk)
    later(14)
    assert queue.sweep() == []
    later(1.1)
    assert queue.sweep() == [pk]


def test_a_job_that_is_over_is_never_sent(queue):
    (pk,) = ask()
    Job.objects.filter(pk=pk).update(state="failed", finished_at=F("created_at"))
    later(3600)
    assert queue.sweep() == []


def test_a_sweep_with_nothing_to_do_asks_one_question(django_assert_num_queries, queue):
    with django_assert_num_queries(1):
        queue.sweep()
