"""What a signed-in person sees is stored nowhere: who uses the machine next finds nothing by going back."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class NotStored:
    """Middleware, after the one that knows the user: pages and files of who is signed in aren't stored.

    An answer that says by itself how long it may be kept (the council's colour) is left as it is; static
    files are answered before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        before = request.user.is_authenticated
        response = self.get_response(request)
        if before or request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response
