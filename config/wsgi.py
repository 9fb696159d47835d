"""The web application for gunicorn: production, unless the environment says otherwise."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.urls import get_resolver

from core import startup
from core.jobs import publisher

startup.check()
get_resolver().url_patterns  # noqa: B018 - imports every page's code now, not at somebody's first request
publisher.wake()
