import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from core.history import Service, action, of, record, verify
from core.models import Entry
from organisation.models import ServiceArea, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return User.objects.create(email="ann@example.org", name="Ann Archer")


@action
def create(*, name: str, by, fail: bool = False) -> ServiceArea:
    area = ServiceArea.objects.create(name=name)
    record("created", area, by=by, after={"name": name})
    if fail:
        raise RuntimeError("no")
    return area


@action
def rename(*, area: ServiceArea, name: str, by, reason: str = "") -> None:
    record("renamed", area, by=by, before={"name": area.name}, after={"name": name}, reason=reason)
    area.name = name
    area.save()


def names() -> list[str]:
    return [str(entry) for entry in Entry.objects.values_list("verb", flat=True)]


class TestAction:
    def test_what_it_did_and_what_it_recorded_stay_together(self, ann):
        area = create(name="SWF", by=ann)
        assert [line.sentence for line in of(area)] == [
            "Ann Archer created the service area. Name was set to SWF."
        ]
        assert verify().ok

    def test_an_action_that_fails_leaves_no_record(self, ann):
        with pytest.raises(RuntimeError):
            create(name="SWF", by=ann, fail=True)
        assert not ServiceArea.objects.exists()
        assert names() == []

    def test_an_inner_action_that_fails_leaves_no_record_and_the_outer_ones_stay(self, ann):
        @action
        def both(*, by) -> None:
            area = create(name="SWF", by=by)
            with pytest.raises(RuntimeError):
                create(name="CWD", by=by, fail=True)
            rename(area=area, name="Families", by=by)

        both(by=ann)
        assert names() == ["created", "renamed"]
        assert list(ServiceArea.objects.values_list("name", flat=True)) == ["Families"]

    def test_records_go_with_any_savepoint_that_rolls_back(self, ann):
        @action
        def tries(*, by) -> None:
            area = create(name="SWF", by=by)
            with transaction.atomic():
                create(name="CWD", by=by)
                record("looked at", area, by=by)
                transaction.set_rollback(True)
            record("kept", area, by=by)

        tries(by=ann)
        assert names() == ["created", "kept"]

    def test_an_action_that_rolls_itself_back_leaves_nothing(self, ann):
        @action
        def only_tries(*, by) -> None:
            create(name="SWF", by=by)
            transaction.set_rollback(True)

        with transaction.atomic():
            only_tries(by=ann)
        assert names() == []
        assert not ServiceArea.objects.exists()

    def test_it_joins_a_transaction_that_is_open(self, ann):
        with transaction.atomic():
            create(name="SWF", by=ann)
            assert names() == ["created"]
            transaction.set_rollback(True)
        assert names() == []

    def test_it_leaves_nothing_to_do_at_commit(self, ann, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks() as callbacks:
            create(name="SWF", by=ann)
        assert callbacks == []

    def test_the_values_are_those_of_the_moment(self, ann):
        area = ServiceArea.objects.create(name="SWF")

        @action
        def grows(*, by) -> None:
            rows = ["one"]
            record("listed", area, by=by, after={"rows": rows})
            rows.append("two")

        grows(by=ann)
        assert of(area)[0].changes[0].new == "one"

    def test_somebody_does_it(self):
        for nobody in (None, AnonymousUser()):
            with pytest.raises(TypeError, match="done by a user or a Service"):
                create(name="SWF", by=nobody)

    def test_a_process_may_do_it(self):
        area = create(name="SWF", by=Service("the nightly roll-up"))
        assert of(area)[0].sentence.startswith("The nightly roll-up created the service area.")

    def test_it_takes_keywords_only_and_by_among_them(self):
        with pytest.raises(TypeError, match="keywords only"):
            action(lambda audit, *, by: None)
        with pytest.raises(TypeError, match="keywords only"):
            action(lambda *, audit: None)

    def test_only_an_action_records(self, ann):
        with pytest.raises(RuntimeError, match="Only an action"):
            record("looked at", ann, by=ann)

    def test_what_json_cannot_hold_is_refused_where_it_is_said(self, ann):
        @action
        def says(*, by, value) -> None:
            record("said", ann, by=by, after={"value": value})

        for value in (object(), float("nan"), {1, 2}):
            with pytest.raises((TypeError, ValueError)):
                says(by=ann, value=value)
        assert names() == []

    def test_a_record_is_of_a_saved_object(self, ann):
        @action
        def early(*, by) -> None:
            record("created", ServiceArea(name="SWF"), by=by)

        with pytest.raises(TypeError, match="saved object"):
            early(by=ann)

    def test_a_large_import_is_one_row(self, ann):
        area = ServiceArea.objects.create(name="SWF")
        changed = {f"CD49{number:05}": "grade went from Good to Outstanding" for number in range(50_000)}

        @action
        def imports(*, by) -> None:
            record("imported", area, by=by, after={"file_digest": "ab" * 32, "changed": changed})

        imports(by=ann)
        assert Entry.objects.count() == 1
        assert of(area)[0].changes[1].new.endswith("and 49,980 more")
        assert verify().ok
