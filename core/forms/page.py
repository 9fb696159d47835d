"""A whole page for one form: what every simple create and edit page is."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core import kept
from core.forms.form import GovukMixin


def form_page(
    request: HttpRequest,
    form: GovukMixin,
    *,
    title: str,
    submit: str = "Save",
    cancel_url: str = "",
    intro: str = "",
    template: str = "components/form_page.html",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """The page that asks the form: title, introduction, fields, a button and the way back.

    Shows the form as it was typed if its sending met a session that had ended (`core.kept`). For a page
    with more on it, extend the template and name it; further keyword arguments are its context, such as
    `back`: what the page is called that the way back leads to.
    """
    kept.fill(request, form)
    page = {
        "form": form,
        "title": title,
        "submit": submit,
        "cancel_url": cancel_url,
        "intro": intro,
        **context,
    }
    return render(request, template, page, status=status)
