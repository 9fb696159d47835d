"""What must hold of every page, looked at in a real browser."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
SCREENSHOTS = os.environ.get("PLUMBLINE_SCREENSHOTS")
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDEST = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(e => !e.parentElement.closest('.app-table-wrap, .app-chart'))
    .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""


class Sweep:
    """Looks at one address for the user whom a page belongs to."""

    def __init__(self, open_page, address):
        self.open_page, self.address = open_page, address

    def __call__(self, page, url):
        cookies = page.context.cookies()
        faults = [
            *self.with_scripts(cookies, url),
            *self.with_axe(cookies, url),
        ]
        assert not faults, f"{url}:\n" + "\n".join(faults)

    def _open(self, cookies, **options):
        page = self.open_page(**options)
        if cookies:
            page.context.add_cookies(cookies)
        return page

    def with_scripts(self, cookies, url):
        """Nothing on the console (a breach of the content security policy would be), nobody else asked,
        a title, one main heading, nothing wider than a narrow screen; and the same without scripts."""
        page = self._open(cookies, viewport=WIDE)
        faults = self._listened(page)
        response = page.goto(url, wait_until="networkidle")
        if response is None or response.status != 200:
            return [f"the answer is {response and response.status}"]
        if not page.title().partition(" – ")[0].strip():
            faults.append(f"the title says nothing: {page.title()}")
        if page.locator("h1").count() != 1:
            faults.append(f"there are {page.locator('h1').count()} main headings")
        self._picture(page, url, "wide")
        page.set_viewport_size(NARROW)
        beyond = page.evaluate(OVERFLOW)
        if beyond > 0:
            faults.append(f"at 320 pixels it is {beyond} too wide: {page.evaluate(WIDEST)}")
        self._picture(page, url, "narrow")
        return faults + self.without_scripts(cookies, url, offers(page))

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

    def without_scripts(self, cookies, url, offered):
        """The same heading, the same links, the same forms."""
        page = self._open(cookies, java_script_enabled=False)
        page.goto(url)
        found = offers(page)
        return [
            f"without scripts: {found[key]} and not {offered[key]}"
            for key in offered
            if found[key] != offered[key]
        ]

    def with_axe(self, cookies, url):
        """No violation that axe finds. It is injected, so this look alone leaves the policy out."""
        page = self._open(cookies, viewport=WIDE, bypass_csp=True)
        page.goto(url)
        found = Axe().run(page).response["violations"]
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
        "heading": page.locator("h1").first.inner_text(),
        "links": sorted(page.locator("a[href]").evaluate_all(links)),
        "forms": sorted(page.locator("form").evaluate_all(forms)),
    }
