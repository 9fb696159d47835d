"""Back to where somebody came from: the list at the same filter and page, the child's or worker's page."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"
PAGES = frozenset(
    {
        "home",
        "caseloads",
        "caseload_area",
        "caseload_team",
        "caseload_workers",
        "caseload_worker",
        "caseloads_reported",
        "caseloads_protected",
        "caseload_alarms",
        "child",
        "child_search",
        "late_visits",
        "late_supervisions",
        "unallocated",
    }
)
"""Those one may come back to: they show something, and going there changes nothing."""


def here(request: HttpRequest) -> str:
    """Where the reader is, filters included. What was asked by POST is personal data: it stays out."""
    return request.get_full_path() if request.method == "GET" else request.path


def link(name: str, pk: int, back: str = "", **more: object) -> str:
    """The address of a page that leads back to where it was opened."""
    said = {key: value for key, value in {**more, NEXT: back}.items() if value}
    url = reverse(name, args=[pk])
    return f"{url}?{urlencode(said)}" if said else url


def way_back(request: HttpRequest, otherwise: str) -> str:
    """Where `next` leads, if that is one of PAGES; else the other address."""
    asked = request.GET.get(NEXT, "")
    path = urlsplit(asked).path
    if not asked.startswith("/") or not url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return otherwise
    try:
        found = resolve(path).url_name
    except Resolver404:
        return otherwise
    return asked if found in PAGES else otherwise
