"""The pages that belong to no room: home, and what was kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from core import home as work
from core.models.kept import KeptPost


def home(request: HttpRequest) -> HttpResponse:
    """The signed-in person's work: what is due, late, waiting for them."""
    return render(request, "home.html", {"sections": work.work_of(request.user)})


@require_POST
def discard_kept(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw away one's own kept text; back to its page as it is saved."""
    post = get_object_or_404(KeptPost, pk=pk, user_id=request.user.pk)
    url = post.url
    post.delete()
    messages.success(request, "What was kept has been thrown away.")
    return HttpResponseRedirect(url)
