"""What a form says it is about, so that sending it again after the thing is gone is no dead end."""

from typing import Any

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from caseloads.models import Child

_signer = Signer(salt="caseloads.recording.gone")


def named(thing: Any) -> str:
    """What a page carries of an allocation, visit or supervision: which it is, and of which child, signed.

    Only who was shown the thing has it.
    """
    return _signer.sign(f"{_kind(type(thing))} {thing.pk} {thing.child_id}")


def gone_already(request: HttpRequest, model: type[Any], pk: int, told: str) -> HttpResponse:
    """To the child's page, saying so, if the form was made of this thing and the child is within reach.

    Http404 otherwise: for what there never was, and for what was never shown to the reader.
    """
    try:
        kind, number, child = _signer.unsign(request.POST.get("of", "")).split()
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    found = Child.objects.visible_to(request.user).filter(pk=child).first()
    if found is None or (kind, number) != (_kind(model), str(pk)):
        raise Http404
    messages.info(request, told)
    return redirect(found)


def _kind(model: type[Any]) -> str:
    return str(model._meta.model_name)
