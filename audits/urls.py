"""Where the audits' pages are."""

from django.urls import path, register_converter

from audits.addresses import CycleConverter
from audits.agreed import urls as agreed_urls
from audits.learning import urls as learning_urls
from audits.record.listing import Differences
from audits.running.urls import patterns as running
from audits.sampling import urls as sampling_urls
from audits.second_looks import urls as second_look_urls
from audits.tools import urls as tool_urls
from audits.urgent import urls as urgent_urls
from audits.views import (
    audit,
    cycles,
    lists,
    moderation,
    summary,
    writing,
)

register_converter(CycleConverter, "cycle")

urlpatterns = [
    path("audits/", lists.Audits.as_view(), name="audits"),
    path("audits/<int:pk>/", audit.audit, name="audit"),
    path("audits/<int:pk>/write/", writing.start, name="audit_start"),
    path("audits/<int:pk>/write/<slug:page>/", writing.write, name="audit_write"),
    path("audits/<int:pk>/choose/<int:unmerged>/", writing.choose, name="audit_choose"),
    path("audits/<int:pk>/check/", writing.check, name="audit_check"),
    path("audits/<int:pk>/moderate/", moderation.moderate, name="audit_moderate"),
    *urgent_urls.patterns(),
    *agreed_urls.patterns(),
    *learning_urls.patterns(),
    path("moderation/", lists.Queue.as_view(), name="moderation_queue"),
    *second_look_urls.patterns(),
    path("cycles/", cycles.cycles, name="cycles"),
    path("cycles/new/", cycles.plan, name="cycle_new"),
    path("cycles/<cycle:key>/", cycles.cycle, name="cycle"),
    path("cycles/<cycle:key>/change/", cycles.revise, name="cycle_revise"),
    path("cycles/<cycle:key>/allocate/", cycles.allocate, name="cycle_allocate"),
    *sampling_urls.patterns(),
    *running(),
    path("cycles/<cycle:key>/<str:to>/", cycles.move, name="cycle_move"),
    path("summary/", summary.latest, name="summary_latest"),
    path("summary/choose/", summary.choose, name="summary_choose"),
    path("summary/<month:month>/", summary.summary, name="summary"),
    path("summary/<month:month>/record/", Differences.as_view(), name="summary_record"),
    *tool_urls.patterns(),
]
