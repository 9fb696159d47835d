"""What a page says: its text, its key figures, the cells of its tables."""

import html
import re

from django.urls import reverse


def opener(client):
    """Opens the page of an address, as a user, and answers its HTML."""

    def opened(user, name, *things):
        client.force_login(user)
        response = client.get(reverse(name, args=[each.pk for each in things]))
        assert response.status_code == 200
        return html.unescape(response.content.decode())

    return opened


def text(page):
    """Its words, without the elements."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def figures(page):
    """The key figures: by label the number, and where it leads."""
    tiles = re.findall(r'<div class="app-figure">(.*?)</div>', page, re.DOTALL)
    return {
        re.search(r"<dt[^>]*>([^<]*)", tile)[1]: (
            text(re.search(r'app-figure__value">(.*?)</dd>', tile, re.DOTALL)[1]).strip(),
            (re.search(r'href="([^"]*)"', tile) or ["", ""])[1],
        )
        for tile in tiles
    }


def rows(page, caption):
    """The rows of a table, each as the texts of its cells."""
    table = re.search(rf"<caption[^>]*>{caption}</caption>(.*?)</table>", page, re.DOTALL)[1]
    found = re.findall(r'<tr class="govuk-table__row[^"]*">(.*?)</tr>', table, re.DOTALL)
    return [
        [text(cell).strip() for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in found
    ]
