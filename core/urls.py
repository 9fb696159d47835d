"""Core's own pages."""

from django.urls import path

from core import brand, health, views
from core.importing import views as imports
from core.jobs import views as jobs

urlpatterns = [
    path("", views.home, name="home"),
    path("brand.css", brand.brand, name="brand"),
    path("kept/<int:pk>/discard/", views.discard_kept, name="kept_discard"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("jobs/", jobs.JobList.as_view(), name="jobs"),
    path("jobs/<int:pk>/", jobs.job_detail, name="job"),
    path("jobs/<int:pk>/state.json", jobs.job_state, name="job_state"),
    path("jobs/<int:pk>/file/", jobs.job_file, name="job_file"),
    path("imports/", imports.import_list, name="imports"),
    path("imports/new/<slug:kind>/", imports.upload, name="import_upload"),
    path("imports/checks/<int:pk>/", imports.check, name="import_check"),
    path("imports/checks/<int:pk>/take/", imports.take, name="import_take"),
    path("imports/checks/<int:pk>/drop/", imports.drop, name="import_drop"),
    path("imports/<int:pk>/", imports.taken, name="import_taken"),
]
