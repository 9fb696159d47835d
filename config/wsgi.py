"""The web application for gunicorn: production, unless the environment says otherwise."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from core import startup
from core.jobs import publisher

startup.check()
publisher.wake()
