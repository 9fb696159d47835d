"""Where the API is, and its keys; the workbook too leaves by machine."""

from django.urls import URLPattern, URLResolver, include, path

from indicators.api import opening

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(opening.addresses())),
    path("api/<path:rest>", opening.nothing_here, name="api_nothing"),
]
