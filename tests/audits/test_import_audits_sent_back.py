"""A file of audits beside one that was sent back: what a file says does not bring it back."""

import pytest
from django.core.management import CommandError

from audits import actions
from audits.actions.returning import return_audit
from audits.actions.submitting import Draft
from audits.models import Audit
from tests.audits.test_import_audits import FULL, take, the_audit, world

__all__ = ["take", "world"]

pytestmark = pytest.mark.django_db
UNMODERATED = {**FULL, "moderated_grade": "", "moderation_reason": ""}


@pytest.mark.parametrize("row", [FULL, UNMODERATED], ids=["moderated", "not-moderated"])
def test_the_same_file_again_leaves_it_with_its_auditor_and_says_so(world, take, capsys, row):
    take(row)
    audit = the_audit()
    return_audit(by=world.qa, audit=audit, questions="Who saw the child?", seen=audit.version)
    assert Draft(the_audit()).values["grade"] == "requires_improvement"
    with pytest.raises(CommandError):
        take(row)
    assert "a file does not change that" in capsys.readouterr().err
    now = the_audit()
    assert (now.state, now.grade, now.moderated_grade) == (Audit.State.RETURNED, "", "")
    assert not now.answers.exists()
    assert now.returns.filter(came_back_at=None).exists()


def test_what_came_from_a_file_and_went_back_is_moderated_anew(world, take):
    take(FULL)
    audit = the_audit()
    return_audit(by=world.qa, audit=audit, questions="Who saw the child?", seen=audit.version)
    audit = the_audit()
    assert [each.grade for each in audit.moderations.all()] == ["good"]
    assert audit not in Audit.objects.awaiting_moderation_by(world.qa)
    assert actions.close_cycle(by=world.qa, cycle=audit.cycle).audits.completed().count() == 0
