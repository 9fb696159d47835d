"""What must hold of every page, looked at in a real browser."""

import os
from html.parser import HTMLParser
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
SCREENSHOTS = os.environ.get("PLUMBLINE_SCREENSHOTS")
ONLY_VIOLATIONS = {"resultTypes": ["violations"]}
"""What passes is looked at as well, and not described at length: that takes as long as looking."""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(e => !e.parentElement.closest('.app-table-wrap, .app-chart'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


class Sweep:
    """Looks at addresses, one after another, for the user whom a page belongs to."""

    def __init__(self, open_page, address):
        self.open_page, self.address = open_page, address

    def __call__(self, page, *urls):
        looking = self._open(page.context.cookies())
        faults = self._listened(looking)
        wrong = []
        for url in urls:
            faults.clear()
            found = self.look(looking, url)
            wrong += [f"{url}: {fault}" for fault in (*faults, *found)]
        assert not wrong, "\n".join(wrong)

    def _open(self, cookies, **options):
        page = self.open_page(**options)
        if cookies:
            page.context.add_cookies(cookies)
        return page

    def look(self, page, url):
        """Nothing on the console (a breach of the content security policy would be), nobody else asked,
        a title, one main heading, no violation that axe finds, nothing wider than a narrow screen, and
        without scripts the same to read and to do."""
        page.set_viewport_size(WIDE)
        response = page.goto(url)
        if response is None or response.status != 200:
            return [f"the answer is {response and response.status}"]
        faults = []
        if not page.title().partition(" – ")[0].strip():
            faults.append(f"the title says nothing: {page.title()}")
        if page.locator("h1").count() != 1:
            faults.append(f"there are {page.locator('h1').count()} main headings")
        self._picture(page, url, "wide")
        faults += self.with_axe(page)
        faults += self.without_scripts(response.text(), offers(page))
        page.set_viewport_size(NARROW)
        beyond = page.evaluate(OVERFLOW)
        if beyond > 0:
            faults.append(f"at 320 pixels it is {beyond} too wide: {page.evaluate(WIDEST)}")
        self._picture(page, url, "narrow")
        return faults

    def _listened(self, page):
        """What goes wrong while the page is there, as it does."""
        faults = []

        def asked(request):
            if not request.url.startswith((self.address + "/", "data:")):
                faults.append(f"asked elsewhere: {request.url}")

        page.on("console", lambda message: faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", asked)
        return faults

    def without_scripts(self, html, offered):
        """The page as it was sent, which is all of it where nothing runs: same heading, links and forms."""
        found = sent(html)
        return [
            f"without scripts: {found[key]} and not {offered[key]}"
            for key in offered
            if found[key] != offered[key]
        ]

    def with_axe(self, page):
        """No violation that axe finds. The debugger injects it, which no policy of the page hinders."""
        found = Axe().run(page, options=ONLY_VIOLATIONS).response["violations"]
        return [
            f"axe: {v['id']} ({v['help']}): " + "; ".join(node["html"][:160] for node in v["nodes"][:5])
            for v in found
        ]

    def _picture(self, page, url, size):
        if SCREENSHOTS:
            name = url.strip("/").replace("/", "-").replace("?", "-") or "home"
            page.screenshot(path=Path(SCREENSHOTS) / f"{name}-{size}.png", full_page=True)


def offers(page):
    """What the page offers: its heading, where one can go, what one can send."""
    links = "all => all.map(a => a.getAttribute('href'))"
    forms = "all => all.map(f => f.method + ' ' + f.getAttribute('action'))"
    return {
        "heading": " ".join(page.locator("h1").first.text_content().split()),
        "links": sorted(page.locator("a[href]").evaluate_all(links)),
        "forms": sorted(page.locator("form").evaluate_all(forms)),
    }


class Sent(HTMLParser):
    """The same of a page's source."""

    def __init__(self):
        super().__init__()
        self.headings, self.links, self.forms, self.inside = [], [], [], False

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "form":
            self.forms.append(f"{said.get('method', 'get')} {said.get('action', 'null')}")
        elif tag == "h1":
            self.inside = True
            self.headings.append("")

    def handle_endtag(self, tag):
        if tag == "h1":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.headings[-1] += data


def sent(html):
    """What the source offers, as `offers` has it."""
    source = Sent()
    source.feed(html)
    heading = " ".join(source.headings[0].split()) if source.headings else ""
    return {"heading": heading, "links": sorted(source.links), "forms": sorted(source.forms)}
