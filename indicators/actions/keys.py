"""Keys by which other programs read the figures: made, and ended."""

from collections.abc import Iterable

from core import clock
from core.errors import Refused
from core.history import Actor, action, record
from indicators.api.secret import new_key
from indicators.models import ApiKey, Right


@action
def make_key(*, by: Actor, name: str, rights: Iterable[str], teams: bool) -> tuple[ApiKey, str]:
    """A key for a consumer, and the key itself, which is kept nowhere: who loses it asks for another."""
    chosen = [right for right in Right.values if right in set(rights)]
    new = new_key()
    key = ApiKey.objects.create(
        name=name,
        prefix=new.prefix,
        digest=new.digest,
        rights=chosen,
        teams=teams,
        made_at=clock.now(),
        made_by_id=getattr(by, "pk", None),
    )
    record("made", key, by=by, after={"consumer": name, "opens": key.rights_in_words, "teams": teams})
    return key, new.whole


@action
def end_key(*, by: Actor, key: ApiKey, reason: str) -> None:
    """From now on the key opens nothing. Ending it twice ends it once."""
    now = ApiKey.objects.select_for_update().get(pk=key.pk)
    if now.has_ended:
        return
    if not reason.strip():
        raise Refused("Say why the key is ended.")
    now.ended_at = clock.now()
    now.save(update_fields=["ended_at"])
    record("ended", now, by=by, reason=reason)
