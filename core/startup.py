"""What is looked at before a process starts, and what it says when it has."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, connection

DEMO_ACCOUNTS = (
    "Plumbline refuses to start: the database holds the demo's accounts, whose passwords are published. "
    "Production needs a database that the demo was never loaded into."
)
NO_DATABASE = (
    "Plumbline refuses to start: the database cannot be reached, "
    "so nothing shows that it is free of the demo's accounts."
)


class Refused(ImproperlyConfigured):
    """Production must not start like this; the message says why."""


def check() -> None:
    """Raise Refused when production has the demo's accounts. (Settings refuse the rest by themselves.)

    A database without tables has no accounts: `/readyz` says that it is to be migrated.
    """
    if not settings.PRODUCTION:
        return
    try:
        found = get_user_model()._default_manager.filter(is_demo=True).exists()
    except OperationalError as error:
        raise Refused(NO_DATABASE) from error
    except DatabaseError:
        found = False
    finally:
        connection.close()
    if found:
        raise Refused(DEMO_ACCOUNTS)


Lines = Callable[[], list[str]]
_banner: list[Lines] = []


def announce(lines: Lines) -> None:
    """Have `manage.py serve` print these lines, asked for when it starts; in `AppConfig.ready`."""
    _banner.append(lines)


def banner_lines() -> list[str]:
    """What the rooms have to say when the embedded server is up."""
    return [line for lines in _banner for line in lines()]
