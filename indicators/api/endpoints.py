"""The endpoints of /api/v1/, and their description."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import Path, Query, Schema
from pydantic import Field

from core import clock, months
from indicators.api import paging, serving
from indicators.api.answers import CatalogueOut, DefinitionOut, FiguresOut, PlacesOut
from indicators.api.asked import (
    ACCEPTED,
    SLUG,
    Between,
    BetweenAsked,
    FiguresAsked,
    InMonth,
    InMonthAsked,
    only,
)
from indicators.api.description import Described
from indicators.api.feed.kept import Feed
from indicators.api.problems import ProblemOut, handle
from indicators.api.security import by_key
from indicators.models import Right

PREFIX = "/api/v1/"
CSV = "text/csv; charset=utf-8"
PROBLEMS: dict[int, Any] = dict.fromkeys((400, 401, 403, 429), ProblemOut)
MAY_BE_UNKNOWN = {**PROBLEMS, 404: ProblemOut}

api = Described(
    title="Plumbline",
    version="1",
    description="Figures of children’s social care, their catalogue and definitions. It is only read.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
handle(api, ACCEPTED)


class Slug(Schema):
    """An indicator in the address."""

    slug: str = Field(pattern=SLUG, description="The slug of an indicator, as the catalogue lists them")


def _month(asked: InMonth) -> Any:
    return asked.month or months.last_full(clock.today())


@api.get(
    "/catalogue",
    auth=by_key(Right.CATALOGUE),
    response={200: CatalogueOut, **PROBLEMS},
    url_name="api_catalogue",
    summary="The indicators of a month, with their targets",
)
@only(InMonth)
def catalogue(request: HttpRequest, asked: InMonthAsked) -> CatalogueOut:
    return serving.catalogue(_month(asked))


@api.get(
    "/definitions/{slug}",
    auth=by_key(Right.DEFINITIONS),
    response={200: DefinitionOut, **MAY_BE_UNKNOWN},
    url_name="api_definition",
    summary="How an indicator is counted",
)
@only(InMonth)
def definition(request: HttpRequest, path: Path[Slug], asked: InMonthAsked) -> DefinitionOut:
    return serving.definition(path.slug, _month(asked))


@api.get(
    "/places",
    auth=by_key(Right.FIGURES),
    response={200: PlacesOut, **PROBLEMS},
    url_name="api_places",
    summary="The places of which the key may read figures",
)
@only()
def places(request: Any) -> PlacesOut:
    return serving.places(request.auth)


@api.get(
    "/figures",
    auth=by_key(Right.FIGURES),
    response={200: FiguresOut, **MAY_BE_UNKNOWN},
    url_name="api_figures",
    summary="Figures, by month, page by page; with as_at as they were known that day",
)
@only(FiguresAsked)
def figures(request: Any, asked: Query[FiguresAsked]) -> FiguresOut:
    return paging.page(request.auth, asked)


@api.get(
    "/feed.csv",
    auth=by_key(Right.FIGURES, in_address=True),
    response={200: str, **PROBLEMS},
    url_name="api_feed",
    summary="Every headline figure with target, RAG and direction, as CSV",
)
@only(Between, also=("key",))
def feed(request: Any, asked: BetweenAsked) -> StreamingHttpResponse:
    pieces = Feed(request.auth, asked.first, asked.last).pieces()
    return StreamingHttpResponse(pieces, content_type=CSV)


@api.get("/openapi.json", auth=by_key(), url_name="api_openapi", include_in_schema=False)
@only()
def openapi(request: HttpRequest) -> dict[str, Any]:
    """This description, for a key that opens anything."""
    return described()


def described() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1)."""
    return dict(api.get_openapi_schema(path_prefix=PREFIX))
