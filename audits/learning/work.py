"""What the home page and the navigation say of learning."""

from typing import Any

from django.urls import reverse

from audits import permissions
from core import home


def own_record(user: Any) -> home.Work | None:
    """For an auditor: how their audits went, and what moderators said."""
    if not user.may(permissions.SUBMIT):
        return None
    words = "How they went, how far moderators agreed with your grades, and what they said"
    return home.Work("My audits so far", [home.Line(words, reverse("auditor_me"))])


def offer() -> None:
    """Tell the home page, once."""
    home.offer(own_record, 40)
