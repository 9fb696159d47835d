"""Addresses of this part."""

from django.urls import path

from indicators.catalogue import adding, changing, compared, lists, naming, one, sections, targets

CATALOGUE = "performance/catalogue/"
NEW = f"{CATALOGUE}new/"
ONE = f"{CATALOGUE}<str:slug>/"
SECTION = "performance/sections/<slug:slug>/"

urlpatterns = [
    path(CATALOGUE, lists.Catalogue.as_view(), name="catalogue"),
    path(f"{NEW}indicator/", adding.add, name="catalogue_add"),
    path(f"{NEW}measures/", lists.MissingMeasures.as_view(), name="catalogue_measures"),
    path(f"{NEW}measures/<str:slug>/", adding.add_measure, name="catalogue_add_measure"),
    path(ONE, one.entry, name="catalogue_entry"),
    path(f"{ONE}change/<slug:part>/", changing.set_from, name="catalogue_set"),
    path(f"{ONE}versions/<int:pk>/", one.version, name="catalogue_version"),
    path(f"{ONE}versions/<int:pk>/months/", changing.months_of, name="catalogue_months"),
    path(f"{ONE}versions/<int:pk>/end/", changing.end, name="catalogue_end"),
    path(f"{ONE}versions/<int:pk>/correct/<slug:part>/", changing.correct, name="catalogue_correct"),
    path(f"{ONE}targets/set/", targets.set_from, name="target_set"),
    path(f"{ONE}targets/<int:pk>/correct/", targets.correct, name="target_correct"),
    path(f"{ONE}targets/<int:pk>/end/", targets.end, name="target_end"),
    path(f"{ONE}benchmarks/add/", compared.add_benchmark, name="benchmark_add"),
    path(f"{ONE}benchmarks/<int:pk>/", compared.change_benchmark, name="benchmark_change"),
    path(f"{ONE}benchmarks/<int:pk>/remove/", compared.remove_benchmark, name="benchmark_remove"),
    path(f"{ONE}names/add/", naming.of_indicator, name="indicator_name_add"),
    path(f"{ONE}names/<int:pk>/forget/", naming.forget_of_indicator, name="indicator_name_forget"),
    path(f"{ONE}sections/add/", naming.list_also, name="also_listed_add"),
    path(f"{ONE}sections/<int:pk>/remove/", naming.list_no_more, name="also_listed_remove"),
    path("performance/sections/", lists.Sections.as_view(), name="sections"),
    path("performance/new-section/", sections.add, name="section_add"),
    path(SECTION, sections.section, name="section"),
    path(f"{SECTION}change/", sections.change, name="section_change"),
    path(f"{SECTION}names/add/", naming.of_section, name="section_name_add"),
    path(f"{SECTION}names/<int:pk>/forget/", naming.forget_of_section, name="section_name_forget"),
    path("performance/populations/", lists.Populations.as_view(), name="populations"),
    path("performance/populations/<int:year>/", compared.change_population, name="population_change"),
    path("performance/new-population/", compared.add_population, name="population_add"),
]
