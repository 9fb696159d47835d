"""The real addresses, and one that starts a job as any page would: in its transaction."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from core import jobs
from core.history import Service
from tests.handlers import EFFECT


@csrf_exempt
@login_not_required
@transaction.atomic
def start(request):
    """A job that leaves the named effect."""
    args = {"name": request.POST["name"], "seconds": float(request.POST.get("seconds", 0))}
    return JsonResponse({"job": jobs.start(EFFECT, by=Service("A test"), args=args).pk})


urlpatterns = [path("start/", start), path("", include("config.urls"))]
