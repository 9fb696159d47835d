"""The list of tags: added, changed, taken out of use and back. None is ever deleted."""

from collections.abc import Mapping

from audits.actions.learning import ask_to_tag_again
from audits.models import Tag
from core.errors import Conflict, Refused
from core.history import Actor, action, record


def described_tag(tag: Tag) -> dict[str, str]:
    """What a change of a tag is judged by, and history says."""
    return {"name": tag.name, "words": tag.words}


def words_written(text: str) -> str:
    """A tag's words as they are kept: each once, with a comma and a blank between."""
    words = (" ".join(each.split()) for each in text.split(","))
    return ", ".join(dict.fromkeys(word for word in words if word))


@action
def add_tag(*, by: Actor, name: str, words: str) -> Tag:
    """Add a tag; points that have its words get it. The same tag twice answers the one that is there."""
    wanted = {"name": " ".join(name.split()), "words": words_written(words)}
    there = Tag.objects.filter(name__iexact=wanted["name"]).first()
    if there is not None:
        if described_tag(there) == wanted and there.active:
            return there
        raise Refused(_taken(there))
    tag = Tag.objects.create(**wanted)
    record("added", tag, by=by, after=wanted)
    ask_to_tag_again(by=by, tag=tag)
    return tag


@action
def change_tag(*, by: Actor, tag: Tag, name: str, words: str, seen: Mapping[str, str]) -> Tag:
    """Rename a tag, or change the words that stand for it; points go by the new words.

    `seen` is the tag as it was read (`described_tag`): Conflict when it says something else by now.
    """
    now: Tag = Tag.objects.select_for_update().get(pk=tag.pk)
    before, wanted = described_tag(now), {"name": " ".join(name.split()), "words": words_written(words)}
    if before == wanted:
        return now
    if before != dict(seen):
        raise Conflict(now, "Somebody else changed this tag while you were working on it.")
    other = Tag.objects.filter(name__iexact=wanted["name"]).exclude(pk=now.pk).first()
    if other is not None:
        raise Refused(_taken(other))
    now.name, now.words = wanted["name"], wanted["words"]
    now.save(update_fields=["name", "words"])
    record("changed", now, by=by, before=before, after=wanted)
    if before["words"] != now.words and now.active:
        ask_to_tag_again(by=by, tag=now)
    return now


def _taken(tag: Tag) -> str:
    if tag.active:
        return f"There is a tag called {tag.name} already. Change that one, or choose another name."
    return f"There is a tag called {tag.name} out of use. Put that one back, or choose another name."


@action
def set_tag_in_use(*, by: Actor, tag: Tag, active: bool) -> Tag:
    """Take a tag out of use, or put it back. Points keep it; new ones get it while it is in use."""
    now: Tag = Tag.objects.select_for_update().get(pk=tag.pk)
    if now.active != active:
        now.active = active
        now.save(update_fields=["active"])
        verb = "put back into use" if active else "took out of use"
        record(verb, now, by=by, before={"in_use": not active}, after={"in_use": active})
        if active:
            ask_to_tag_again(by=by, tag=now)
    return now
