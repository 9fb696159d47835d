"""Where the overview's numbers lead: the lists that hold exactly what was counted.

Each takes what narrows the list down to a place or a worker, as a query: 'team=3'; blank for all.
"""

from django.urls import reverse


def all_within_reach() -> str:
    """All caseloads within one's reach."""
    return reverse("caseloads")


def children(query: str = "") -> str:
    """The children held, or waiting."""
    return _with(reverse("child_search"), query)


def workers(query: str = "") -> str:
    """All workers."""
    return _with(reverse("caseload_workers"), query)


def held(query: str = "") -> str:
    """The children held."""
    return _with(reverse("child_search"), query or "worker=any")


def holders(query: str = "") -> str:
    """Those who hold children."""
    return _with(reverse("caseload_workers"), query, "show=holding")


def over(query: str = "") -> str:
    """Those over their own limit."""
    return _with(reverse("caseload_workers"), query, "show=over")


def reported(query: str = "") -> str:
    """The clinic's list of 20 or more."""
    return _with(reverse("caseloads_reported"), query)


def protected(query: str = "") -> str:
    """Those over a protected limit."""
    return _with(reverse("caseloads_protected"), query)


def unallocated() -> str:
    """The queue of children whom nobody holds."""
    return reverse("unallocated")


def late_visits(query: str = "") -> str:
    """Children late for a visit."""
    return _with(reverse("late_visits"), query)


def late_supervisions(query: str = "") -> str:
    """Children late for a supervision."""
    return _with(reverse("late_supervisions"), query)


def alarms(query: str = "") -> str:
    """Workers with children who cannot be working with them."""
    return _with(reverse("caseload_alarms"), query)


def _with(url: str, *queries: str) -> str:
    asked = "&".join(query for query in queries if query)
    return f"{url}?{asked}" if asked else url
