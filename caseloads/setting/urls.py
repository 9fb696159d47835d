"""Where the pages of policies and closure days are."""

from django.urls import path

from caseloads.setting import changing, closures, views

ONE = "caseloads/policies/<slug:kind>/<slug:key>/"
urlpatterns = [
    path("caseloads/policies/", views.policies, name="caseload_policies"),
    path("caseloads/policies/limits/new/", changing.which_limit, name="caseload_limit_new"),
    path(ONE, views.policy, name="caseload_policy"),
    path(f"{ONE}set/", changing.set_from, name="caseload_policy_set"),
    path(f"{ONE}<int:pk>/correct/", changing.correct, name="caseload_policy_correct"),
    path(f"{ONE}<int:pk>/end/", changing.end, name="caseload_policy_end"),
    path("caseloads/closure-days/", closures.closure_days, name="closure_days"),
    path("caseloads/closure-days/add/", closures.add, name="closure_day_add"),
    path("caseloads/closure-days/<int:pk>/remove/", closures.remove, name="closure_day_remove"),
]
