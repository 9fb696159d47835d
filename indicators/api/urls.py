"""Where the API is, the pages of its keys, and what it says of itself."""

from django.urls import URLPattern, URLResolver, include, path

from indicators.api import guide, opening, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(opening.addresses())),
    path("api/<path:rest>", opening.nothing_here, name="api_nothing"),
    path("performance/api/", guide.guide, name="api_guide"),
    path("performance/api/openapi.json", guide.description, name="api_description"),
    path("performance/keys/", views.Keys.as_view(), name="api_keys"),
    path("performance/keys/new/", views.new, name="api_key_new"),
    path("performance/keys/<int:pk>/", views.one, name="api_key"),
    path("performance/keys/<int:pk>/end/", views.end, name="api_key_end"),
]
