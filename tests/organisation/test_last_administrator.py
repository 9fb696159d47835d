"""Two administrators who switch each other off at the same moment: one of them stays."""

import contextlib
import threading

import pytest
from django.db import connection

from core.errors import Refused
from core.history import Service
from organisation import actions
from organisation.actions import users
from organisation.models import User
from tests.factories import UserFactory


@pytest.mark.django_db(transaction=True)
def test_two_administrators_do_not_both_go_at_once(monkeypatch):
    both = [UserFactory(roles=["administrator"]) for _ in range(2)]
    checked, switch, refused = threading.Barrier(2), users._switch, []

    def wait_for_the_other(*args, **kwargs):
        """Both would be here at once if the second could look before the first is done."""
        with contextlib.suppress(threading.BrokenBarrierError):
            checked.wait(timeout=1)
        switch(*args, **kwargs)

    monkeypatch.setattr(users, "_switch", wait_for_the_other)

    def switch_off(user):
        try:
            actions.switch_off(by=Service("the test"), user=user)
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=switch_off, args=[user]) for user in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(is_active=True).count() == 1
    assert len(refused) == 1
