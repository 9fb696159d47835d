"""Core's addresses: home, jobs, imports, what was kept, health, signing in."""

from core import clock
from core.importing.actions import CHECK
from core.models import Import, Job, KeptPost, StoredFile
from core.models.jobs import State
from tests.permissions.row import ADMIN, ANON, PERF, QA, ROLES, SIGNED_IN, Row, allow

IMPORTERS_OF_STAFF = (ADMIN, PERF)
EVERYBODY = allow(*SIGNED_IN)
OPEN = allow(*ROLES)


def furnish(world):
    """Each user has a job with a file, a checked file of teams and a kept text; so has the stranger."""
    over = {"state": State.DONE, "finished_at": clock.now()}
    for user in [*world.users.values(), world.stranger]:
        own = {"by": user, "by_name": user.name, **over}
        job = Job.objects.create(kind="test", title="A job", file=_file(), **own)
        asked = {"kind": "teams", "file": _file().pk}
        check = Job.objects.create(kind=CHECK, title="A check", args=asked, **own)
        kept = KeptPost.objects.create(user=user, path="/", data={}, digest="d", at=clock.now())
        for what, row in (("jobs", job), ("checks", check), ("kept", kept)):
            world.more.setdefault(what, {})[user.pk] = row.pk
    world.more["import"] = Import.objects.create(
        kind="teams", title="Teams", name="teams.csv", sha256="0" * 64, by=world.stranger,
        by_name="The stranger", at=clock.now(), added=1, corrected=0, unchanged=0,
    )  # fmt: skip


def _file():
    return StoredFile.objects.keep(name="result.csv", content_type="text/csv", content=b"a,b")


def own(what):
    """The asking user's own."""
    return lambda world, user: [world.more[what][user.pk]]


def strangers(what):
    """Somebody else's."""
    return lambda world, user: [world.more[what][world.stranger.pk]]


ROWS = [
    Row("home", get=EVERYBODY),
    Row("brand", get=OPEN),
    Row("healthz", get=OPEN),
    Row("readyz", get=OPEN),
    Row("jobs", get=EVERYBODY),
    Row("job", own=own("jobs"), other=strangers("jobs"), get=EVERYBODY),
    Row("job_state", own=own("jobs"), other=strangers("jobs"), get=EVERYBODY),
    Row("job_file", own=own("jobs"), other=strangers("jobs"), get=EVERYBODY),
    Row(
        "kept_discard",
        own=own("kept"),
        other=strangers("kept"),
        get=allow(*SIGNED_IN, status=405),
        get_other=allow(*SIGNED_IN, status=405),
        post=allow(*SIGNED_IN, status=302),
        post_other=allow(*SIGNED_IN, status=404),
    ),
    Row("imports", get=allow(QA, PERF, ADMIN)),
    Row("import_upload", note="teams", own=lambda w, u: ["teams"], get=allow(*IMPORTERS_OF_STAFF)),
    Row("import_upload", note="audits", own=lambda w, u: ["audits"], get=allow(QA, PERF)),
    *(
        Row("import_upload", note=kind, own=lambda w, u, kind=kind: [kind], get=allow(PERF))
        for kind in ("statuses", "allocations", "visits", "supervisions")
    ),
    # A check is its asker's alone: to anybody else it is not there, whatever their rights.
    Row(
        "import_check",
        own=own("checks"),
        other=strangers("checks"),
        get=allow(*IMPORTERS_OF_STAFF, status=302),
        get_other=allow(*SIGNED_IN, status=404),
    ),
    *(
        Row(
            name,
            own=own("checks"),
            other=strangers("checks"),
            get=allow(*SIGNED_IN, status=405),
            get_other=allow(*SIGNED_IN, status=405),
            post={**allow(*SIGNED_IN, status=403), **allow(*IMPORTERS_OF_STAFF, status=302)},
            post_other=allow(*SIGNED_IN, status=404),
        )
        for name in ("import_take", "import_drop")
    ),
    Row(
        "import_taken",
        own=lambda w, u: [w.more["import"].pk],
        get={**allow(*SIGNED_IN, status=404), **allow(*IMPORTERS_OF_STAFF)},
    ),
    Row("account_login", get={**allow(*SIGNED_IN, status=302), ANON: 200}),
    Row("account_logout", get=EVERYBODY),
    Row("account_inactive", get=OPEN),
    # Whoever has a password is led to the page that changes it.
    Row("account_set_password", get=allow(*SIGNED_IN, status=302)),
    Row("account_change_password", get=EVERYBODY),
    Row("account_reset_password", get=OPEN),
    Row("account_reset_password_done", get=OPEN),
    Row("account_reset_password_from_key", own=lambda w, u: ["1", "no-key"], get=OPEN),
    Row("account_reset_password_from_key_done", get=OPEN),
]
