"""The same, through the database: records in, current figures out, on the first roll-up and on the next."""

import datetime as dt

from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from audits.models import Answer, Audit, Question
from core.history import Service
from figures.actions import roll_up
from figures.models import CurrentFigure, Figure
from tests.audits import made, slow
from tests.factories import (
    CycleFactory,
    QuestionFactory,
    SectionFactory,
    ServiceAreaFactory,
    StaffFactory,
    TeamFactory,
    ToolVersionFactory,
)

BY = Service("a test")


class Records(TestCase):
    """Service areas, teams and cycles stay; the audits are what hypothesis makes up."""

    @classmethod
    def setUpTestData(cls):
        tool = ToolVersionFactory()
        focus = SectionFactory(version=tool, code="focus5")
        cls.questions = {code: QuestionFactory(section=focus, code=code) for code in slow.FOCUS_5}
        cls.cycles = {month: CycleFactory(month=month, tool=tool) for month in made.MONTHS}
        cls.areas = {number: ServiceAreaFactory() for number in made.AREAS}
        cls.teams = {
            number: TeamFactory(record=cls.areas[area])
            for area, sits in made.TEAMS.items()
            for number in sits
        }
        cls.auditor = StaffFactory(record=cls.teams[11])

    def keep(self, audits):
        """These audits and no others are on record."""
        Answer.objects.all().delete()
        Audit.objects.all().delete()
        rows = Audit.objects.bulk_create(self.audit(number, audit) for number, audit in enumerate(audits))
        Answer.objects.bulk_create(
            Answer(audit=row, question=self.questions[code], value=value)
            for row, audit in zip(rows, audits, strict=True)
            for code, value in audit.answers.items()
            if value
        )

    def audit(self, number, audit):
        return Audit(
            cycle=self.cycles[audit.month],
            tool=self.cycles[audit.month].tool,
            case_ref=f"CD{number:06}",
            service_area=self.areas[audit.service_area],
            team=self.teams.get(audit.team),
            auditor=self.auditor,
            state="submitted" if audit.submitted else "allocated",
            completed_on=dt.date(2023, 10, 9) if audit.submitted else None,
            grade=audit.grade,
            moderated_grade=audit.moderated,
            discussion=audit.discussion,
            feedback=audit.feedback,
        )

    def known(self):
        numbers = {row.pk: number for number, row in (*self.areas.items(),)}
        teams = {row.pk: number for number, row in self.teams.items()}
        return {
            (
                row.indicator.slug,
                row.place.kind,
                numbers.get(row.place.service_area_id, 0) or teams.get(row.place.team_id, 0),
                row.month,
            ): (row.figure.numerator, row.figure.denominator, row.figure.value, row.figure.missing)
            for row in CurrentFigure.objects.filter(indicator__slug__in=slow.slugs()).select_related(
                "indicator", "place", "figure"
            )
        }

    @settings(deadline=None, max_examples=12)
    @given(made.audits(), made.audits())
    def test_the_current_figures_are_what_counting_the_records_by_hand_gives(self, audits, later):
        for records in (audits, later):
            self.keep(records)
            roll_up(by=BY, asked=made.MONTHS)
            assert self.known() == slow.figures(records, made.places())

    @settings(deadline=None, max_examples=5)
    @given(made.audits())
    def test_rolling_up_again_adds_nothing(self, audits):
        self.keep(audits)
        first = roll_up(by=BY, asked=made.MONTHS)
        again = roll_up(by=BY, asked=made.MONTHS)
        assert (again.added, again.unchanged) == (0, first.added)
        assert Figure.objects.count() == first.added

    def test_answers_to_questions_of_other_sections_do_not_count_in_the_focus_5(self):
        audit = self.audit(1, slow.Row(made.MONTHS[0], 1, 11, True, "good", "", True, False))
        audit.save()
        elsewhere = QuestionFactory(
            section=SectionFactory(version=ToolVersionFactory(), code="other"),
            code="chronology",
            kind=Question.Kind.YES_NO_NA,
        )
        Answer.objects.create(audit=audit, question=elsewhere, value="yes")
        roll_up(by=BY, asked=made.MONTHS[:1])
        figure = self.known()["audits.focus5.chronology", "service", 0, made.MONTHS[0]]
        assert figure == (0, 0, None, "no cases")
