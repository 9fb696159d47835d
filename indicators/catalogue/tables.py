"""The columns of the catalogue's lists."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.tables import Column, NumberColumn, RecordTable, TagColumn
from figures.registry import Measure
from indicators.catalogue.rows import COLOURS

UNBROKEN = {"td": {"class": "app-unbroken"}}


class CatalogueTable(RecordTable):
    """Every indicator; a file says its slug and unit as well."""

    name = Column("Indicator", linkify=True)
    reference = Column("Reference")
    section = Column("Section", order_by=("place",))
    kind = Column("Kind")
    window = Column("Window")
    unit = Column("Unit")
    polarity = Column("Polarity")
    headline = Column("Headline source")
    target = Column("Target")
    state = TagColumn("State", colours=COLOURS, attrs=UNBROKEN)
    slug = Column("Slug")


class MeasureTable(RecordTable):
    """Measures of ours that the catalogue does not have."""

    name = Column("Measure")
    definition = Column("Counts", orderable=False)
    slug = Column("Slug")
    add = Column("Add", accessor="slug", orderable=False, exclude_from_export=True)

    caption = "Measures of ours that are not in the catalogue"

    def render_definition(self, value: str) -> str:
        return f"{value[:1].upper()}{value[1:]}"

    def render_add(self, record: Measure) -> SafeString:
        return format_html(
            '<a class="govuk-link" href="{}">Add<span class="govuk-visually-hidden"> {}</span></a>',
            reverse("catalogue_add_measure", args=[record.slug]),
            record.name,
        )


class SectionTable(RecordTable):
    """The sections of the report, in its order."""

    position = NumberColumn("Place")
    name = Column("Section", linkify=True)
    owner = Column("Owner")
    indicators = NumberColumn("Indicators")
    outcome = Column("Desired outcome", orderable=False)

    row_header = "name"


class PopulationTable(RecordTable):
    """How many children live in the area, by year."""

    year = Column("Year")
    under_18 = NumberColumn("Children under 18")
    source = Column("Source", orderable=False)
    change = Column("Change", accessor="year", orderable=False, exclude_from_export=True)

    default_sort = ("-year",)

    def render_change(self, value: int) -> SafeString:
        return format_html(
            '<a class="govuk-link" href="{}">Change<span class="govuk-visually-hidden"> {}</span></a>',
            reverse("population_change", args=[value]),
            value,
        )
