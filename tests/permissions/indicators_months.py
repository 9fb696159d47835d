"""The addresses of a month's analysis, confirmation and sign-off, and of what was restated."""

import datetime as dt

from figures.models import Restatement
from indicators.actions.months import confirm, stamp
from tests.indicators.made import MONTH, entry, figure, section
from tests.permissions.row import HEAD, LEAD, PERF, PM, QA, Row, allow

BEFORE = dt.date(2023, 8, 1)


def furnish(world):
    """A section of the head, one of the service lead and one of nobody's, each with a figure."""
    sections = {
        HEAD: section("g-head", owner=world.users[HEAD]),
        LEAD: section("g-lead", owner=world.users[LEAD]),
        QA: section("g-quality", owner=world.users[QA]),
        "nobody": section("g-nobody"),
    }
    for name, each in sections.items():
        entry(f"g.{name}", section=each)
        figure(f"g.{name}", MONTH, 10)
        confirm(by=world.stranger, section=each, month=MONTH)
    before, after = figure("g.nobody", BEFORE, 10), figure("g.nobody", BEFORE, 11)
    Restatement.objects.create(figure=after, before=before, reason="A later report prints another value.")
    world.more["g_sections"] = sections


def own(world, user):
    """One's own section; of those who own none, the head's."""
    roles = [role for role, each in world.users.items() if each == user]
    sections = world.g_sections
    return [MONTH, sections.get(roles[0] if roles else HEAD, sections[HEAD]).slug]


def nobodys(world, user):
    """A section that nobody owns: the performance team writes of it."""
    return [MONTH, world.g_sections["nobody"].slug]


READERS = allow(PM, QA, HEAD, LEAD, PERF)
CONFIRMING = allow(QA, HEAD, LEAD, PERF)

ROWS = [
    Row(
        "section_analysis",
        own=own,
        other=nobodys,
        get=CONFIRMING,
        get_other=allow(PERF),
        post=allow(QA, HEAD, LEAD, PERF, status=302),
        post_other=allow(PERF, status=302),
        data=lambda w, u: {"text": "Fewer than in August.", "seen": stamp("")},
    ),
    Row(
        "section_confirm",
        own=own,
        other=nobodys,
        get=CONFIRMING,
        get_other=allow(PERF),
        post=allow(QA, HEAD, LEAD, PERF, status=302),
        post_other=allow(PERF, status=302),
    ),
    Row(
        "sign_off",
        own=lambda w, u: [MONTH],
        get=READERS,
        post={**allow(PM, QA, HEAD, LEAD, status=403), **allow(PERF)},
    ),
    Row("restatements", get=READERS),
]
