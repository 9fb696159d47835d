"""The rules of moderation: which there are, beginning and ending one; how far they are kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits import actions
from audits.forms.second_looks import EndRuleForm, RuleForm
from audits.models import Cycle, SecondLookRule
from audits.permissions import MODERATE, SET_RULES
from audits.second_looks import coverage
from core import clock
from core.errors import Refused
from core.forms import form_page
from core.permissions import requires

SHOWN_CYCLES = 24


@requires(SET_RULES)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule: those in force, those to come, those that ended."""
    today = clock.today()
    found = list(SecondLookRule.objects.order_by("-starts_on", "kind"))
    ended = [rule for rule in found if rule.ends_on is not None and rule.ends_on <= today]
    context = {
        "groups": [
            ("In force", [rule for rule in found if rule.starts_on <= today and rule not in ended]),
            ("To come", [rule for rule in found if rule.starts_on > today]),
            ("Ended", ended),
        ],
        "rules": found,
    }
    return render(request, "audits/second_look_rules.html", context)


@requires(SET_RULES)
def new(request: HttpRequest) -> HttpResponse:
    """Begin a rule."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rule = actions.begin_rule(by=request.user, **form.cleaned_data)
            messages.success(request, f"The rule is set from {rule.starts_on:%-d %B %Y}.")
            return redirect("second_look_rules")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title="Set a rule of moderation",
        submit="Set the rule",
        cancel_url=reverse("second_look_rules"),
        intro=(
            "Audits are picked as they are submitted, by the rules of that day. To change a share, end the "
            "rule that holds and begin another on the same day."
        ),
    )


@requires(SET_RULES)
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """One rule with its history; end it."""
    shown = get_object_or_404(SecondLookRule, pk=pk)
    form = EndRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_rule(by=request.user, rule=shown, **form.cleaned_data)
            messages.success(request, f"The rule ends on {form.cleaned_data['on']:%-d %B %Y}.")
            return redirect("second_look_rules")
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return form_page(
        request,
        form,
        title=str(shown),
        submit="End the rule",
        cancel_url=reverse("second_look_rules"),
        template="audits/second_look_rule.html",
        rule=shown,
        ended=shown.ends_on is not None and shown.ends_on <= clock.today(),
    )


@requires(MODERATE)
def covered(request: HttpRequest) -> HttpResponse:
    """For each of the last cycles: what each rule asks for, and what of it is moderated."""
    cycles = list(Cycle.objects.order_by("-month", "-pk")[:SHOWN_CYCLES])
    found = [each for each in coverage.of_cycles(cycles, request.user) if each.rows]
    context = {"found": found, "shown": SHOWN_CYCLES, "may_set": request.user.may(SET_RULES)}
    return render(request, "audits/coverage.html", context)
