"""The addresses of learning: tags, search, auditors, practitioners' copies."""

from audits.models import Finding, Tag
from tests.permissions.row import HEAD, LEAD, PM, QA, Row, allow

READERS = allow(PM, QA, HEAD, LEAD)
UNIT = allow(QA)


def furnish(world):
    """A tag, and a point of either side's submitted audit."""
    world.more["tag"] = Tag.objects.create(name="Chronology", words="chronology")
    for side in (world.own, world.other):
        side.more["point"] = Finding.objects.create(
            audit=side.done, kind="improvement", text="Chronology is late", position=1
        )


def done(side):
    """The submitted audit of a side."""
    return lambda world, user: [getattr(world, side).done.pk]


def tag(world, user):
    """The tag."""
    return [world.tag.pk]


def auditor(world, user):
    """The member of staff whose audits are those of one's own side."""
    return [world.own.staff.pk]


def untagged(world, user):
    """A correction that changes nothing."""
    return {"seen": f"{world.own.point.pk}:"}


ROWS = [
    Row("point_search", get=READERS, post=READERS, data=lambda world, user: {"words": "chronology"}),
    Row(
        "audit_tags",
        own=done("own"),
        other=done("other"),
        get=UNIT,
        get_other=UNIT,
        post=allow(QA, status=302),
        data=untagged,
    ),
    Row(
        "audit_copy",
        own=done("own"),
        other=done("other"),
        get=READERS,
        get_other=UNIT,
        post=allow(*READERS, status=302),
        post_other=allow(QA, status=302),
    ),
    Row("auditors", get=UNIT),
    Row("auditor_me", get=allow(PM)),
    Row("auditor", own=auditor, get=UNIT),
    Row("tags", get=UNIT),
    Row("tag_new", get=UNIT),
    Row("tag", own=tag, get=UNIT),
    Row("tag_change", own=tag, get=UNIT),
    Row("tag_use", own=tag, get=allow(QA, status=405), post=allow(QA, status=302)),
]
