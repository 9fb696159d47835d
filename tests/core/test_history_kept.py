"""History is added to, never changed; a text alone may be erased."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.template import Context, Template

from core.errors import Refused
from core.history import Service, action, erase_text, of, record
from core.models import Entry, EntryText, Head
from organisation.models import ServiceArea, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def area() -> ServiceArea:
    area = ServiceArea.objects.create(name="SWF")
    user = User.objects.create(email="ann@example.org", name="Ann Archer")

    @action
    def rename(*, name: str, by) -> None:
        record("renamed", area, by=by, before={"name": "SWF"}, after={"name": name}, reason="It was <merged>")

    rename(name="Families", by=user)
    rename(name="Family help", by=user)
    return area


def erase(number: int, reason: str = "The person asked for it") -> None:
    erase_text(number=number, reason=reason, by=Service("the command line"))


STATEMENTS = [
    ("UPDATE core_entry SET verb = 'approved'", "history_is_never_changed"),
    ("UPDATE core_entry SET verb = verb", "history_is_never_changed"),
    ("DELETE FROM core_entry", "history_is_never_changed"),
    ("UPDATE core_entrytext SET content = '{}'", "a_history_text_is_only_erased"),
    ("UPDATE core_entrytext SET content = '', salt = ''", "a_history_text_is_only_erased"),
    (
        "UPDATE core_entrytext SET content = '', salt = '', erased_at = '2024-01-01 00:00:00+00:00'",
        "a_history_text_is_only_erased",
    ),
    (
        "UPDATE core_entrytext SET erased_at = '2024-01-01 00:00:00+00:00', erased_reason = 'Asked'",
        "a_history_text_is_only_erased",
    ),
    ("DELETE FROM core_entrytext", "a_history_text_is_only_erased"),
    ("UPDATE core_head SET number = 1", "the_end_of_history_moves_on"),
    ("DELETE FROM core_head", "the_end_of_history_moves_on"),
]


@pytest.mark.parametrize(("statement", "rule"), STATEMENTS)
def test_the_database_refuses(area, statement, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_to_empty_the_tables(area):
    if connection.vendor == "postgresql":
        connection.check_constraints()
        with pytest.raises(IntegrityError, match="history_is_never_changed"), transaction.atomic():
            connection.cursor().execute("TRUNCATE core_entry CASCADE")
    assert Entry.objects.count() == 2


@pytest.mark.parametrize("model", [Entry, EntryText])
def test_the_code_refuses_too(area, model):
    rows = model.objects.all()
    for attempt in (
        lambda: rows.update(pk=7),
        lambda: rows.delete(),
        lambda: rows.bulk_update(list(rows), ["pk"]),
        lambda: rows[0].save(),
        lambda: rows[0].delete(),
    ):
        with pytest.raises(TypeError, match="added to, never changed"):
            attempt()


def test_a_person_with_a_history_is_not_deleted(area):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.all().delete()


class TestErasing:
    def test_the_words_are_gone_and_that_they_were_erased_stays(self, area):
        erase(1)
        text = EntryText.objects.get(pk=1)
        assert (text.content, text.salt) == ("", "")
        newest, erased = of(area)
        assert newest.changes
        assert not newest.erased
        assert erased.erased
        assert erased.changes == []
        assert "Families" not in erased.sentence
        assert erased.sentence.startswith("Ann Archer renamed the service area. The text was erased on ")
        assert erased.sentence.endswith("Reason: The person asked for it.")

    def test_it_has_a_row_of_its_own(self, area):
        erase(1)
        (line,) = of(Entry.objects.get(number=1))
        assert line.number == 3
        assert line.sentence == (
            "The command line erased the text of the history entry. Reason: The person asked for it."
        )

    def test_twice_is_once(self, area):
        erase(1)
        erase(1, "Again")
        assert Entry.objects.count() == 3
        assert EntryText.objects.get(pk=1).erased_reason == "The person asked for it"

    def test_it_needs_a_reason(self, area):
        with pytest.raises(Refused, match="Say why"):
            erase(1, "  ")
        assert not of(area)[1].erased

    def test_what_is_erased_does_not_come_back(self, area):
        erase(1)
        with pytest.raises(IntegrityError, match="only_erased"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE core_entrytext SET content = '{}', erased_at = NULL WHERE entry_id = 1"
                )

    def test_by_command(self, area, capsys):
        call_command("erase_history_text", "2", "--reason", "The person asked for it")
        assert capsys.readouterr().out == "The text of row 2 is erased.\n"
        with pytest.raises(CommandError, match="no row 99"):
            call_command("erase_history_text", "99", "--reason", "The person asked for it")


class TestOnThePage:
    def drawn(self, subject) -> str:
        html = Template("{% load history %}{% history subject %}").render(Context({"subject": subject}))
        return " ".join(html.split())

    def test_it_reads_as_sentences_newest_first(self, area):
        html = self.drawn(area)
        first, second = (
            html.index("Ann Archer renamed the service area. Name went from SWF to Family help."),
            html.index("Ann Archer renamed the service area. Name went from SWF to Families."),
        )
        assert first < second
        assert html.count("<time datetime=") == 2
        assert '<h2 class="govuk-heading-m" id="history">History</h2>' in html

    def test_what_people_wrote_is_no_markup(self, area):
        assert "Reason: It was &lt;merged&gt;" in self.drawn(area)

    def test_an_erased_text_says_so(self, area):
        erase(2)
        assert "The text was erased on" in self.drawn(area)
        assert "Family help" not in self.drawn(area)

    def test_nothing_has_happened_yet(self, area):
        assert "Nothing has happened to this yet." in self.drawn(Head.objects.get())
