"""Asking for a job."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction

from core.history import Actor
from core.jobs import publisher, registry
from core.models.jobs import Job


def start(kind: str, *, by: Actor, args: dict[str, Any], title: str = "") -> Job:
    """Ask for a job, in the caller's transaction; it is published once that is committed.

    `args` holds primary keys and months only. UnknownKind when no room does such jobs. Whether there
    is a queue at the moment makes no difference. What an asked-for job changes has its own history.
    """
    handler = registry.find(kind)
    person = by if isinstance(by, get_user_model()) else None
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind, title=title or handler.title, by=person, by_name=by.name, args=args
        )
        transaction.on_commit(publisher.wake, robust=True)
    return job
