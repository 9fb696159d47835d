"""My jobs; a job's progress, problems and result. Only one's own: another's is a 404."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import files
from core.jobs.words import progress_in_words
from core.models.jobs import Job

PAGE = 50
REFRESH_SECONDS = 2


def _own(request: HttpRequest, pk: int) -> Job:
    return get_object_or_404(Job.objects.visible_to(request.user).select_related("file"), pk=pk)


@require_safe
@never_cache
def job_list(request: HttpRequest) -> HttpResponse:
    """The signed-in person's jobs, newest first."""
    own = Job.objects.visible_to(request.user).defer("args", "problems", "result")
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    return render(request, "core/job_list.html", {"page": page})


@require_safe
@never_cache
def job_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One job. `?keep=on` has the browser ask again every 2 seconds while it runs, without JavaScript.

    It is the reader's choice: a page that reloads by itself takes the place away from a screen reader.
    """
    job = _own(request, pk)
    problems = Paginator(job.problems, PAGE).get_page(request.GET.get("page"))
    keeping = request.GET.get("keep") == "on" and not job.is_over
    context = {"job": job, "problems": problems, "keeping": keeping, "progress": progress_in_words(job)}
    response = render(request, "core/job_detail.html", context)
    if keeping:
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


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
    """The file that the job made."""
    job = _own(request, pk)
    if job.file is None:
        raise Http404
    return files.download(job.file)
