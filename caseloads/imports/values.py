"""What the cells of these files may say: case references, statuses, how often visits were agreed."""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import BeforeValidator

from caseloads.models import Allocation, Status
from caseloads.rules.references import CASE_REFERENCE, case_reference
from core.importing.values import Accepts, OneOf

MOST = 365
"""No visits are agreed more seldom than every so many days, weeks or months."""

_AGREED = re.compile(r"(\d{1,3})\s*(day|week|month)s?", re.ASCII | re.IGNORECASE)


@lru_cache(maxsize=65_536)
def known_as(text: str) -> str:
    """A case reference as the case management system writes it; ValueError for anything else."""
    found = case_reference(text)
    if found is None:
        raise ValueError("not a case reference")
    return found


def agreed(text: str) -> str:
    """'6 weeks' of '6 Weeks' and '1 weeks' of '1 week'; ValueError for anything else."""
    found = _AGREED.fullmatch(text)
    if found is None or not 1 <= int(found[1]) <= MOST:
        raise ValueError("not so often")
    return f"{int(found[1])} {found[2].lower()}s"


_STATUSES = OneOf(tuple(Status.values))
_KINDS = OneOf(tuple(Allocation.Kind.values))

CaseRef = Annotated[str, BeforeValidator(known_as), Accepts(f"a case reference: {CASE_REFERENCE}")]
StatusWord = Annotated[str, BeforeValidator(_STATUSES), _STATUSES.accepts]
KindWord = Annotated[str, BeforeValidator(_KINDS), _KINDS.accepts]
AgreedVisit = Annotated[
    str,
    BeforeValidator(agreed),
    Accepts("how often visits were agreed, such as 42 days, 6 weeks or 3 months"),
]
