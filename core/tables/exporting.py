"""Taking a list away: at once up to 5,000 rows, as a job above that."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import Resolver404, resolve, reverse

from core import exports, jobs
from core.models.jobs import Job
from core.permissions import check

if TYPE_CHECKING:
    from core.tables.listing import RecordList
    from core.tables.table import RecordTable

KIND = "core.export"
AT_ONCE = 5_000
EACH = 500
"""Progress is said once in so many rows."""
NOT_ALLOWED = "You no longer have permission to see this list."
GONE = "This list is no longer there. Open it again and take it away from its new place."
TOO_LARGE = "The file would be larger than 20 MB. Filter the list and take it away in parts."


def answer(request: HttpRequest, view: "RecordList", table: "RecordTable", kind: str) -> HttpResponse:
    """The file, or the page of the job that makes it."""
    if table.count_up_to(AT_ONCE + 1) <= AT_ONCE:
        rows = table.values()
        return exports.download(*exports.as_file(kind, view.get_title(), table.header_values(), rows))
    query = request.GET.copy()
    query.pop("page", None)
    args = {"path": request.path, "query": query.urlencode(), "format": kind}
    with transaction.atomic():
        by: Any = request.user
        job = jobs.start(KIND, by=by, args=args, title=f"Take away: {view.get_title()}")
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


@jobs.handler(KIND, title="Take a list away")
def export(job: jobs.Running) -> None:
    """The whole list as a file, as its person may see it now."""
    view = _view(job.args["path"])
    user: Any = job.by
    try:
        check(user, *view.permissions)
    except PermissionDenied:
        raise jobs.Failed(NOT_ALLOWED) from None
    table = view.table(user, QueryDict(job.args["query"]))
    total = table.count_up_to(None)
    rows = _said(job, table, total)
    name, content_type, body = exports.as_file(
        job.args["format"], view.get_title(), table.header_values(), rows
    )
    if len(body) > exports.LARGEST_FILE:
        raise jobs.Failed(TOO_LARGE)
    with job.finish() as outcome:
        outcome.file = (name, content_type, body)
        outcome.words = f"{total:,} rows are in the file."


def still_allowed(job: Job) -> bool:
    """Whether the person of an export's job may see its list now: a file must not outlive the right to it."""
    try:
        check(job.by, *_view(job.args["path"]).permissions)
    except (PermissionDenied, jobs.Failed):
        return False
    return True


def _view(path: str) -> "RecordList":
    try:
        match = resolve(path)
    except Resolver404:
        raise jobs.Failed(GONE) from None
    func: Any = match.func
    view: RecordList = func.view_class(**func.view_initkwargs)
    view.args, view.kwargs = match.args, match.kwargs
    return view


def _said(job: jobs.Running, table: "RecordTable", total: int) -> Any:
    for number, row in enumerate(table.values()):
        if number % EACH == 0:
            job.progress(number, total, f"{number:,} of {total:,} rows")
        yield row
