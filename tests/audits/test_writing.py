"""What an auditor writes is saved field by field, and nothing typed is lost."""

import pytest

from audits import actions
from audits.models import Audit
from core.errors import Refused
from core.models import Entry as HistoryEntry
from tests.audits.world import submit, write


def save(world, field, value, base):
    return actions.save(by=world.manager, audit=world.audit, fields={field: (value, base)})[field]


def test_each_saving_of_a_field_has_the_next_version(world):
    assert save(world, "note", "One", 0).version == 1
    assert save(world, "note", "One and two", 1).version == 2
    assert world.audit.entries.get(field="note").value == "One and two"


def test_saving_the_same_text_twice_changes_nothing(world):
    save(world, "note", "One", 0)
    assert save(world, "note", "One", 0) == save(world, "note", "One", 1)
    assert world.audit.entries.get(field="note").version == 1


def test_two_tabs_lose_no_text(world):
    save(world, "note", "Written in the first tab", 0)
    second = save(world, "note", "Written in the second tab", 0)
    assert second.conflict == "Written in the second tab"
    assert world.audit.entries.get(field="note").value == "Written in the first tab"
    assert world.audit.unmerged.get().value == "Written in the second tab"


def test_a_text_kept_beside_is_taken_and_the_one_it_replaces_is_kept_in_its_place(world):
    save(world, "note", "First", 0)
    save(world, "note", "Second", 0)
    actions.merge(by=world.manager, audit=world.audit, unmerged=world.audit.unmerged.get())
    assert world.audit.entries.get(field="note").value == "Second"
    assert world.audit.unmerged.get().value == "First"


def test_a_text_kept_beside_is_dropped_when_the_auditor_says_so(world):
    save(world, "note", "First", 0)
    save(world, "note", "Second", 0)
    actions.discard(by=world.manager, audit=world.audit, unmerged=world.audit.unmerged.get())
    assert not world.audit.unmerged.exists()
    assert world.audit.entries.get(field="note").value == "First"


def test_an_emptied_field_does_not_wipe_a_newer_text(world):
    save(world, "note", "First", 0)
    save(world, "note", "Second", 1)
    assert save(world, "note", "", 1).conflict == ""
    assert world.audit.entries.get(field="note").value == "Second"


def test_nobody_but_the_auditor_writes(world):
    with pytest.raises(Refused, match="Only the auditor"):
        actions.save(by=world.qa, audit=world.audit, fields={"note": ("Mine", 0)})
    assert not world.audit.entries.exists()


def test_a_closed_cycle_takes_no_more_text(world):
    actions.close_cycle(by=world.qa, cycle=world.cycle)
    with pytest.raises(Refused, match="is not open"):
        save(world, "note", "Late", 0)


def test_a_submitted_audit_takes_no_more_text(world):
    submit(world)
    with pytest.raises(Refused, match="has been submitted"):
        save(world, "note", "More", 1)


def test_history_begins_at_submission(world):
    def of_the_audit():
        return HistoryEntry.objects.filter(subject_type="audits.audit", subject_id=str(world.audit.pk))

    write(world)
    assert not of_the_audit().exists()
    submit(world)
    assert of_the_audit().count() == 1


def test_a_draft_may_hold_a_date_that_is_none(world):
    assert save(world, "discussion_on", "31/02/2023", 0).value == "31/02/2023"
    assert Audit.objects.get(pk=world.audit.pk).discussion_on is None


def test_what_is_typed_on_in_a_tab_that_met_a_newer_text_takes_its_own_place(world):
    save(world, "note", "From the first tab", 0)
    for text in ("From", "From the second", "From the second tab"):
        actions.save(by=world.manager, audit=world.audit, fields={"note": (text, 0)}, tab="second")
    assert world.audit.unmerged.get().value == "From the second tab"
    assert world.audit.entries.get(field="note").value == "From the first tab"


def test_a_long_text_is_kept_whole(world):
    save(world, "rationale", "x" * 25_000, 0)
    assert len(world.audit.entries.get(field="rationale").value) == 25_000


def test_a_nul_in_a_pasted_text_is_left_out_and_the_rest_is_kept(world):
    save(world, "note", "before\x00after", 0)
    assert world.audit.entries.get(field="note").value == "beforeafter"
