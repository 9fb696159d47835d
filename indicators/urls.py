"""Where the pages of indicators are, part by part. The board is last: a section may be called anything."""

from django.urls import URLPattern, URLResolver, include, path

PARTS = ["catalogue", "taking", "months", "api", "publishing", "one", "board"]

urlpatterns: list[URLPattern | URLResolver] = [path("", include(f"indicators.{part}.urls")) for part in PARTS]
