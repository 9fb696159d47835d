"""What a test reads of one of the clinic's lists."""

import csv
import datetime as dt
import io

TODAY = dt.date(2023, 10, 16)
JULY = {"month_0": "7", "month_1": "2023"}


def listed(page):
    """The names, in order."""
    return [row.name for row in page.context["table"].data.data]


def exported(page):
    """The rows of the file."""
    return list(csv.DictReader(io.StringIO(page.content.decode("utf-8-sig"))))
