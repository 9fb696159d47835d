"""Where draws and samples outside the month are."""

from django.urls import URLPattern, path

from audits.views import draws, samples, swapping


def patterns() -> list[URLPattern]:
    """Their addresses; called once the converter of cycles is registered."""
    return [
        path("cycles/<cycle:key>/draw/", draws.draw_for_cycle, name="cycle_draw"),
        path("draws/<int:pk>/", draws.draw, name="draw"),
        path("draws/<int:pk>/cases/", draws.DrawCases.as_view(), name="draw_cases"),
        path("draws/<int:pk>/again/", draws.again, name="draw_again"),
        path("draws/<int:pk>/allocate/", draws.allocate, name="draw_allocate"),
        path("draws/<int:pk>/repeat/", draws.repeat, name="draw_repeat"),
        path("draws/<int:pk>/swap/<int:case>/", swapping.swap, name="draw_swap"),
        path("samples/", samples.Samples.as_view(), name="samples"),
        path("samples/new/", samples.plan, name="sample_new"),
    ]
