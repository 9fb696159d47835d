"""Where the pages of agreed actions and of inadequates' tasks are."""

from django.urls import URLPattern, path

from audits.views import acting, agreed, tasks


def patterns() -> list[URLPattern]:
    """No case reference stands in any of them."""
    return [
        path("audits/<int:pk>/actions/new/", tasks.add, name="action_new"),
        path("actions/", agreed.Actions.as_view(), name="agreed_actions"),
        path("actions/themes/", agreed.repeated, name="action_themes"),
        path("actions/<int:pk>/", agreed.agreed, name="agreed_action"),
        path("actions/<int:pk>/<slug:verb>/", acting.act, name="action_act"),
        path("tasks/", tasks.Tasks.as_view(), name="inadequate_tasks"),
        path("tasks/<int:pk>/", tasks.task, name="inadequate_task"),
    ]
