"""Where the audits' pages are."""

from django.urls import path, register_converter

from audits import agreed_urls, learning_urls, sampling_urls, second_look_urls, tool_urls, urgent_urls
from audits.addresses import CycleConverter
from audits.running_urls import patterns as running
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
    *tool_urls.patterns(),
]
