"""Figures among the imports: the kind, with pages of its own, and what the page of a taken file adds."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core import months
from core.importing.importer import OwnPages, register_pages
from core.models import Import
from core.tables.pages import PER_PAGE, BoundedPaginator, pagination
from figures.models import Figure
from indicators.actions.reported import KIND, TITLE
from indicators.models import AcceptedWarning, Entry
from indicators.permissions import IMPORT
from indicators.taking.columns import ALSO, WIDE
from indicators.taking.tables import AcceptedTable
from indicators.taking.words import title


def accepted(request: HttpRequest, record: Import) -> SafeString:
    """The day of the report, and the warnings that were accepted, each with its reason and its figure."""
    rows = AcceptedWarning.objects.of_import(record).select_related(
        "figure__indicator", "benchmark__indicator"
    )
    page = BoundedPaginator(rows, PER_PAGE).nearest(request.GET.get("page", "1"))
    names = dict(Entry.objects.order_by("starts_on").values_list("indicator_id", "name"))
    first = Figure.objects.filter(imported=record).order_by("pk").first()
    context = {
        "published_on": first.known_at if first else None,
        "total": page.paginator.count,
        "table": AcceptedTable([_row(each, names) for each in page.object_list]),
        "pagination": pagination(page, request.GET),
    }
    return SafeString(render_to_string("indicators/taking/accepted.html", context, request))


def _row(warning: AcceptedWarning, names: Mapping[int, str]) -> dict[str, object]:
    about = warning.figure or warning.benchmark
    indicator = names.get(about.indicator_id, about.indicator.slug) if about else ""
    month = months.label(warning.figure.month) if warning.figure else ""
    benchmark = str(warning.benchmark) if warning.benchmark else ""
    return {
        "about": indicator,
        "url": about.get_absolute_url() if about else "",
        "month": month or benchmark,
        "check": title(warning.check_name),
        "says": warning.says,
        "reason": warning.reason,
    }


def register() -> None:
    """Called once, when Plumbline starts."""
    register_pages(
        OwnPages(
            kind=KIND,
            title=TITLE,
            about="A report or an extract of indicators: a row for each and a column for each month, or a "
            "row for each indicator and month. What is odd is taken only with a reason.",
            permission=IMPORT,
            url_name="figures_import",
            columns=WIDE,
            also_words=ALSO,
            beside=accepted,
        )
    )
