"""A real browser: the system's Chromium, which must be there. Nothing here skips.

`signed_in("qa")` opens a page as a new user of the role; `sweep(page, "/audits/")` looks at one address
in every way that holds for all pages.
"""

import atexit
import os
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser.sweeping import Sweep
from tests.factories import UserFactory

INSTALLED = [Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium")]
"""The shell opens a page in a quarter of the time: it has no windows of its own to draw."""
CHROMIUM = Path(
    os.environ.get("PLUMBLINE_CHROMIUM") or next((p for p in INSTALLED if p.exists()), INSTALLED[-1])
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright keeps an event loop in the test's thread; Django would take its queries for asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.once)


@cache
def shared_browser():
    """One Chromium a process, whichever folder's tests ask first: Playwright allows no second."""
    if not CHROMIUM.exists():
        pytest.fail(f"The browser tests need Chromium at {CHROMIUM}, or where PLUMBLINE_CHROMIUM says.")
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    atexit.register(playwright.stop)
    atexit.register(browser.close)
    return browser


@pytest.fixture(scope="session")
def browser():
    return shared_browser()


@pytest.fixture
def open_page(browser, live_server):
    """A new page, as a new browser: `open_page()`; options are those of a browser context."""
    contexts = []

    def opened(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(live_server):
    """Sign a page's browser in as the user, by the session's cookie."""

    def signed(page, user):
        client = Client()
        client.force_login(user)
        value = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
        )
        return page

    return signed


@pytest.fixture
def signed_in(open_page, sign_in):
    """A page of a new user of the role: `signed_in("qa")`; `user` gives an existing one."""

    def opened(role=None, *, user=None, **options):
        person = user or UserFactory(roles=[role] if role else [])
        page = sign_in(open_page(**options), person)
        page.person = person
        return page

    return opened


@pytest.fixture
def sweep(open_page, live_server):
    """`sweep(page, url)` fails with all that is wrong with the address for the page's user."""
    return Sweep(open_page, live_server.url)
