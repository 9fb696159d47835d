"""Actions and a tag whose words are new: those that have the words get the tag."""

from audits.models import ActionUpdate, AgreedAction, Tag
from audits.rules.learning import tags_of
from core.history import Actor, action

Links = AgreedAction.tags.through
BY_A_PERSON = "\nTags: "
"""What the update says with which a person changed the tags of an action: theirs stay."""


@action
def tag_actions(*, by: Actor, tag: Tag) -> int:
    """Give the tag to the actions that have its words, and to no other; answers how many have it.

    What a person said of an action's tags stays. No history is recorded: `tag_again` says that it was done.
    """
    said = ActionUpdate.objects.filter(kind=ActionUpdate.Kind.CHANGED, text__contains=BY_A_PERSON)
    theirs = AgreedAction.objects.exclude(pk__in=said.values("action"))
    words = {tag.pk: tag.words}
    found = theirs.order_by("pk").values_list("pk", "what").iterator(chunk_size=2000)
    wanted = {pk for pk, what in found if tags_of(what, words)}
    by_words = Links.objects.filter(tag=tag, agreedaction__in=theirs)
    had = set(by_words.values_list("agreedaction_id", flat=True))
    Links.objects.filter(tag=tag, agreedaction__in=sorted(had - wanted)).delete()
    Links.objects.bulk_create([Links(agreedaction_id=pk, tag_id=tag.pk) for pk in sorted(wanted - had)])
    return len(wanted)
