"""What goes wrong, in words and as JSON (RFC 9457): what, where, and what would be accepted."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, ValidationError

CONTENT_TYPE = "application/problem+json"
LONGEST = 80
TITLES = {
    400: "The request can't be understood",
    401: "A key is needed",
    403: "The key does not open this",
    404: "There is no such thing",
    405: "This is only read",
    429: "Too many keys that are none",
}


class Fault(Schema):
    """One thing that is wrong."""

    where: str
    what: str
    accepted: str


class ProblemOut(Schema):
    """A problem as it is answered."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: list[Fault] = []


class Problem(Exception):
    """What is answered instead of data. `faults` name each parameter that is wrong.

    Headers are given as `Retry_After="60"`.
    """

    def __init__(self, status: int, detail: str, *faults: Fault, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, faults
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def fault(where: str, what: str, accepted: str) -> Fault:
    """Where it is, what is wrong with it, what would be accepted."""
    return Fault(where=where, what=what, accepted=accepted)


def unknown(where: str, value: str, listed: str) -> Problem:
    """Nothing is called so, as far as this key can know."""
    words = f"Nothing that this key may read is called '{value[:LONGEST]}'."
    return Problem(404, words, fault(where, words, listed))


def answer(problem: Problem) -> HttpResponse:
    """The problem as it leaves."""
    body = ProblemOut(
        title=TITLES[problem.status],
        status=problem.status,
        detail=problem.detail,
        errors=list(problem.faults),
    )
    return JsonResponse(
        body.model_dump(), status=problem.status, content_type=CONTENT_TYPE, headers=problem.headers
    )


def handle(api: NinjaAPI, accepted: dict[str, str]) -> None:
    """Have the API answer every problem so; `accepted` says of each parameter what it takes."""

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:
        faults = [_of_parameter(request, each, accepted) for each in error.errors]
        return answer(Problem(400, " ".join(each.what for each in faults), *faults))

    def no_key(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(without_key())

    def nothing(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(Problem(404, str(error) or TITLES[404]))

    def problem(request: HttpRequest, error: Any) -> HttpResponse:
        return answer(error)

    api.add_exception_handler(Problem, problem)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(AuthenticationError, no_key)
    api.add_exception_handler(Http404, nothing)


def without_key(words: str = "Send the key as 'Authorization: Bearer …' or as 'X-API-Key: …'.") -> Problem:
    """Nobody, or nobody that is known."""
    return Problem(401, words, WWW_Authenticate='Bearer realm="Plumbline"')


def _of_parameter(request: HttpRequest, error: dict[str, Any], accepted: dict[str, str]) -> Fault:
    where = str(error["loc"][-1])
    said = request.GET.get(where)
    what = (
        f"'{said[:LONGEST]}' is not accepted as {where}." if said is not None else f"{where}: {error['msg']}."
    )
    return fault(where, what, accepted.get(where, "See the description of the API."))
