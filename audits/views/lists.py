"""Lists of audits: those within one's reach, and those that wait for moderation."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from audits.blinding import seen_by
from audits.filters import AuditFilters, QueueFilters
from audits.models import Audit
from audits.permissions import IMPORT, MODERATE, SET_RULES, VIEW, VIEW_AGREEMENT
from audits.second_looks.coverage import with_reasons
from audits.tables import AuditTable, QueueTable
from core.tables import RecordList

SHOWN = ("cycle", "service_area", "team", "auditor")


class Audits(RecordList):
    """Every audit within the reader's reach."""

    permissions = [VIEW]
    title = "Audits"
    table_class = AuditTable
    filters_class = AuditFilters
    empty = (
        "There are no audits to see. They are here once the quality assurance unit has allocated them: "
        "to you, in your team or in your service area."
    )

    def get_records(self, user: Any) -> QuerySet[Any]:
        return seen_by(Audit.objects.visible_to(user), user).select_related(*SHOWN)

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        importing = [("Import audits", reverse("imports"))] if user.may(IMPORT) else []
        return [("Search good practice and improvements", reverse("point_search")), *importing]


class Queue(RecordList):
    """What waits for this moderator by the rules, or on demand all that could be; never one's own audits."""

    permissions = [MODERATE]
    title = "Audits to moderate"
    intro = "What the rules of moderation ask for. Filter the list to see all that could be moderated."
    table_class = QueueTable
    filters_class = QueueFilters
    empty = "No audit is waiting to be moderated. Submitted audits that the rules ask for come here."

    def get_records(self, user: Any) -> QuerySet[Any]:
        could_be = Audit.objects.visible_to(user).open_to_moderation_by(user)
        return with_reasons(seen_by(could_be, user), user).select_related(*SHOWN)

    def get_actions(self, user: Any) -> list[tuple[str, str]]:
        pages = [("Coverage", "moderation_coverage", MODERATE), ("Agreement", "agreement", VIEW_AGREEMENT)]
        pages += [("Rules", "second_look_rules", SET_RULES), ("Auditors", "auditors", VIEW_AGREEMENT)]
        return [(words, reverse(name)) for words, name, right in pages if user.may(right)]
