"""Records for tests, made as plainly as possible: what a test does not say is ordinary."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from audits.models import Audit, Cycle, Question, Section, ToolVersion
from caseloads.models import Allocation, Child, ChildStatus
from organisation.models import (
    RoleHolding,
    ServiceArea,
    ServiceAreaName,
    Staff,
    StaffRecord,
    Team,
    TeamRecord,
    User,
)
from organisation.roles import SEES_SERVICE_AREAS

BEGINNING = dt.date(2020, 1, 1)
PASSWORD = "a long pass phrase"


class ServiceAreaFactory(DjangoModelFactory):
    class Meta:
        model = ServiceArea
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Area {n}")
    dated = factory.RelatedFactory(
        "tests.factories.ServiceAreaNameFactory",
        "service_area",
        name=factory.SelfAttribute("service_area.name"),
    )


class ServiceAreaNameFactory(DjangoModelFactory):
    class Meta:
        model = ServiceAreaName

    name = "Area"
    starts_on = BEGINNING


class TeamFactory(DjangoModelFactory):
    """`record=area` puts it in a service area; `record__case_holding=False` goes to its one record."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def record(self, create, extracted, **kwargs):
        values = {"starts_on": BEGINNING, "case_holding": True, "statutory": True, **kwargs}
        area = extracted or values.pop("service_area", None) or ServiceAreaFactory()
        TeamRecord.objects.create(team=self, name=self.name, service_area=area, **values)


class StaffFactory(DjangoModelFactory):
    """`record=team` puts the person in a team; `record__role` and others go to the one record."""

    class Meta:
        model = Staff
        skip_postgeneration_save = True

    staff_id = factory.Sequence(lambda n: f"S{n:04}")
    name = factory.Sequence(lambda n: f"Sam Samplewell {n}")

    @factory.post_generation
    def record(self, create, extracted, **kwargs):
        values = {"starts_on": BEGINNING, "role": "PM", "fte": 1, **kwargs}
        StaffRecord.objects.create(staff=self, team=extracted or TeamFactory(), **values)


class UserFactory(DjangoModelFactory):
    """`roles=["qa"]`; heads and leads take `roles__service_area`; `password=PASSWORD` to sign in by hand."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@council.example")
    name = factory.Sequence(lambda n: f"Pat Placeholder {n}")

    @factory.post_generation
    def roles(self, create, extracted, **kwargs):
        for role in extracted or []:
            area = None
            if role in SEES_SERVICE_AREAS:
                area = kwargs.get("service_area") or ServiceAreaFactory()
            RoleHolding.objects.create(user=self, role=role, service_area=area, starts_on=BEGINNING)

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        if extracted:
            self.set_password(extracted)
            self.save()
        else:
            self.set_unusable_password()
            self.save()


class ToolVersionFactory(DjangoModelFactory):
    class Meta:
        model = ToolVersion

    code = factory.Sequence(lambda n: f"v{n}")
    title = "Audit tool"
    digest = factory.Sequence(lambda n: f"{n:064}")


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    version = factory.SubFactory(ToolVersionFactory)
    code = factory.Sequence(lambda n: f"section-{n}")
    title = "Section"
    audience = Section.Audience.ALL
    position = factory.Sequence(lambda n: n)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    section = factory.SubFactory(SectionFactory)
    version = factory.SelfAttribute("section.version")
    code = factory.Sequence(lambda n: f"question-{n}")
    text = factory.Sequence(lambda n: f"Question {n}")
    kind = Question.Kind.YES_NO_NA
    position = factory.Sequence(lambda n: n)


class CycleFactory(DjangoModelFactory):
    class Meta:
        model = Cycle
        django_get_or_create = ["month", "kind", "title"]

    month = dt.date(2023, 10, 1)
    kind = Cycle.Kind.MONTHLY
    title = ""
    theme = "Reunifications"
    due_on = factory.LazyAttribute(lambda cycle: cycle.month + dt.timedelta(days=26))
    tool = factory.SubFactory(ToolVersionFactory)
    state = Cycle.State.OPEN


class AuditFactory(DjangoModelFactory):
    """An audit to do; `submitted=True` (a trait) makes it a completed one, graded Good."""

    class Meta:
        model = Audit

    class Params:
        submitted = factory.Trait(
            state=Audit.State.SUBMITTED,
            completed_on=factory.LazyAttribute(lambda audit: audit.cycle.month + dt.timedelta(days=9)),
            grade="good",
            rationale="The plan is clear and the child is heard.",
            discussion=True,
            feedback=False,
        )

    cycle = factory.SubFactory(CycleFactory)
    tool = factory.SelfAttribute("cycle.tool")
    case_ref = factory.Sequence(lambda n: f"CD{n:06}")
    service_area = factory.SubFactory(ServiceAreaFactory)
    auditor = factory.SubFactory(StaffFactory)


class ChildFactory(DjangoModelFactory):
    """`status="CP"` and `worker=staff` give the child a status and a primary worker since BEGINNING."""

    class Meta:
        model = Child
        skip_postgeneration_save = True

    case_ref = factory.Sequence(lambda n: f"CH{n:06}")

    @factory.post_generation
    def status(self, create, extracted, **kwargs):
        if extracted:
            values = {"starts_on": BEGINNING, **kwargs}
            ChildStatus.objects.create(child=self, status=extracted, **values)

    @factory.post_generation
    def worker(self, create, extracted, **kwargs):
        if extracted:
            values = {"starts_on": BEGINNING, **kwargs}
            Allocation.objects.create(child=self, staff=extracted, **values)
