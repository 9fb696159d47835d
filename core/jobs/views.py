"""My jobs; a job's progress, problems and result. Only one's own: another's is a 404."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import files
from core.jobs.tables import COLOURS, JobTable, ProblemTable, problem_rows
from core.jobs.words import progress_in_words
from core.models.jobs import Job
from core.tables import RecordList, exporting
from core.tables.columns import tag
from core.tables.pages import PER_PAGE, BoundedPaginator, pagination

REFRESH_SECONDS = 2


class JobList(RecordList):
    """The signed-in person's jobs, newest first."""

    title = "My jobs"
    table_class = JobTable
    may_export = False
    empty = (
        "You have not started any jobs. When you import a file, export a long list or have figures "
        "computed, the work is listed here with its result."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Everybody who is signed in may see their own: no permission is asked."""
        return View.dispatch(self, request, *args, **kwargs)

    def get_records(self, user: Any) -> QuerySet[Any]:
        return Job.objects.visible_to(user).defer("args", "problems", "result")


def _own(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user).select_related("file"), pk=pk)


@require_safe
@never_cache
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job. `?keep=on` has the browser ask again every 2 seconds while it runs, without JavaScript.

    It is the reader's choice: a page that reloads by itself takes the place away from a screen reader.
    """
    job = _own(request, pk)
    keeping = request.GET.get("keep") == "on" and not job.is_over
    context = {
        "job": job,
        "state": tag(job.get_state_display(), COLOURS),
        "progress": progress_in_words(job),
        "keeping": keeping,
        **_problems(request, job),
    }
    response = render(request, "core/job.html", context)
    if keeping:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


def _problems(request: HttpRequest, job: Job) -> dict[str, Any]:
    page = BoundedPaginator(problem_rows(job.problems), PER_PAGE).nearest(request.GET.get("page", "1"))
    return {
        "problems": ProblemTable(list(page.object_list)) if job.problems else None,
        "problems_listed": len(job.problems),
        "pagination": pagination(page, request.GET),
    }


@require_safe
@never_cache
def job_state(request: HttpRequest, pk: int) -> JsonResponse:
    """What job.js asks for while a job runs."""
    job = _own(request, pk)
    return JsonResponse(
        {
            "state": job.state,
            "over": job.is_over,
            "done": job.done,
            "total": job.total,
            "words": progress_in_words(job),
        }
    )


@require_safe
def job_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file that the job made; of an export, while its person may see the list that is in it."""
    job = _own(request, pk)
    if job.file is None or (job.kind == exporting.KIND and not exporting.still_allowed(job)):
        raise Http404
    return files.download(job.file)
