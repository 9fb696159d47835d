"""The lists of service areas and teams, and their records over time."""

from core.tables import Column, DateColumn, NumberColumn, RecordTable, YesNoColumn
from organisation.tables.columns import FromColumn, FteColumn, UntilColumn


class ServiceAreaTable(RecordTable):
    """Service areas as they are called today."""

    name = Column(linkify=True)
    long_name = Column(verbose_name="Name in full")
    teams = NumberColumn(verbose_name="Teams today")
    until = UntilColumn(accessor="until")

    caption = "Service areas"
    default_sort = ("name",)


class ServiceAreaNameTable(RecordTable):
    """What a service area was called, newest first."""

    name = Column(orderable=False)
    long_name = Column(verbose_name="Name in full", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Names over time"


class TeamsInTable(RecordTable):
    """The teams that sat in a service area, newest first."""

    name = Column(linkify=lambda record: record.team.get_absolute_url(), verbose_name="Team", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Teams over time"


class TeamTable(RecordTable):
    """Teams, each as its record says: today's, or that of the day asked for."""

    name = Column(linkify=lambda record: record.team.get_absolute_url())
    service_area = Column(verbose_name="Service area", accessor="service_area__name")
    case_holding = YesNoColumn(verbose_name="Holds cases")
    statutory = YesNoColumn(verbose_name="Statutory")
    starts_on = FromColumn()
    ends_on = UntilColumn()

    caption = "Teams"
    default_sort = ("name",)


class TeamRecordTable(RecordTable):
    """What a team was, newest first."""

    name = Column(orderable=False)
    service_area = Column(verbose_name="Service area", accessor="service_area__name", orderable=False)
    case_holding = YesNoColumn(verbose_name="Holds cases", orderable=False)
    statutory = YesNoColumn(verbose_name="Statutory", orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Records over time"


class TeamStaffTable(RecordTable):
    """Who is in a team today."""

    name = Column(
        accessor="staff__name",
        verbose_name="Name",
        linkify=lambda record: record.staff.get_absolute_url(),
        orderable=False,
    )
    role = Column(orderable=False)
    fte = FteColumn(orderable=False)
    starts_on = FromColumn(orderable=False)
    ends_on = UntilColumn(orderable=False)

    caption = "Staff today"


class SuccessionTable(RecordTable):
    """What a team came from and what it became."""

    predecessor = Column(linkify=lambda record: record.predecessor.get_absolute_url(), orderable=False)
    successor = Column(
        verbose_name="Became", linkify=lambda record: record.successor.get_absolute_url(), orderable=False
    )
    on = DateColumn(verbose_name="On", orderable=False)

    caption = "Mergers and splits"
