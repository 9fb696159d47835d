"""Who reads by a key: nobody's user."""

from dataclasses import dataclass, field
from typing import Any

from core.permissions import Permission
from indicators.models import ApiKey
from organisation.access import Access


@dataclass(frozen=True)
class Consumer:
    """A key as `visible_to` and those who withhold figures ask of a reader.

    Its reach is the whole service and the service areas, whose figures the council publishes; teams only if
    the key says so. It is an outsider: it has done nothing itself (there is no user 0, and it is none of the
    staff), and what is withheld from anybody is withheld from it.
    """

    key: ApiKey
    access: Access
    pk: int = field(default=0)

    def may(self, permission: Permission | str) -> Any:
        """Yes: rooms ask it to find out from whom they withhold ("moderators see no grade before they gave
        one"). What a key opens is asked of its rights, never here."""
        return True


def consumer(key: ApiKey) -> Consumer:
    """The reader that the key stands for."""
    return Consumer(key, Access(sees_all_services=key.teams))
