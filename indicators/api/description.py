"""The API's description, as ninja makes it, put right where it can't know: what is CSV, what a problem is."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from indicators.api.problems import CONTENT_TYPE

JSON, TEXT = "application/json", "text/csv"


class Described(NinjaAPI):
    """An API whose description says what each answer is."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        found = super().get_openapi_schema(**kwargs)
        for path, methods in found["paths"].items():
            for operation in methods.values():
                _say_content(operation["responses"], is_csv=path.endswith(".csv"))
                for parameter in operation["parameters"]:
                    if parameter["schema"].get("default", "") is None:
                        del parameter["schema"]["default"]
        return found


def _say_content(answers: dict[int, Any], *, is_csv: bool) -> None:
    for status, answer in answers.items():
        content = answer["content"]
        if status >= 400:
            content[CONTENT_TYPE] = content.pop(JSON)
        elif is_csv:
            content[TEXT] = content.pop(JSON)
