"""Whether the process is alive, and whether it can work. Asked by machines, without signing in."""

from functools import cache
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache as store
from django.db import DatabaseError, InterfaceError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.models.jobs import Job, State


@require_safe
@never_cache
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Nothing else is asked: a restart would not mend a database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
@login_not_required
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when requests can be served, else 503; the JSON says what is missing.

    Redis is not asked: requests do without it. How long the oldest job has waited tells whether jobs
    are being done.
    """
    try:
        found: dict[str, Any] = {"database": "ok", "migrations": _migrations(), "cache": _cache_table()}
        ready = set(found.values()) == {"ok"}
        if ready:
            found["jobs"] = _jobs()
    except (DatabaseError, InterfaceError):
        ready, found = False, {"database": "cannot be reached"}
    return JsonResponse({"ready": ready, **found}, status=200 if ready else 503)


@cache
def _wanted() -> frozenset[tuple[str, str]]:
    """The migrations that this version of the code comes with; they do not change while it runs."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return frozenset(loader.disk_migrations)


def _migrations() -> str:
    missing = _wanted() - set(MigrationRecorder(connection).applied_migrations())
    return f"{len(missing)} not applied" if missing else "ok"


def _cache_table() -> str:
    table = getattr(store, "_table", None)
    return "ok" if table is None or table in connection.introspection.table_names() else "table missing"


def _jobs() -> dict[str, int]:
    waiting = Job.objects.filter(state=State.WAITING)
    oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
    age = (clock.now() - oldest).total_seconds() if oldest else 0
    return {"waiting": waiting.count(), "oldest_waiting_seconds": int(age)}
