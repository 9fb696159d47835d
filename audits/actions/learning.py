"""Points as they are kept: with the stems that they are searched by, and with their tags."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from audits.actions.retagging import tag_actions
from audits.models import Audit, Finding, Tag
from audits.rules.learning import stems_kept, tags_of
from core import jobs
from core.errors import Conflict, Refused
from core.history import Actor, action, record
from organisation.models import User

BATCH = 500
AT_ONCE = 300
"""So many points are tagged again while a person waits; more of them in a job."""

TAG_AGAIN = "audits.tag_again"
LABELS = {Finding.Kind.GOOD_PRACTICE: "good_practice", Finding.Kind.IMPROVEMENT: "area_for_improvement"}

Links = Finding.tags.through
Which = tuple[int, str, str]


@dataclass(frozen=True)
class _Said:
    """What a person said of a point: who, and which tags it has."""

    by: int
    tags: frozenset[int]


def write_points(points: list[Finding], in_place_of: QuerySet[Finding]) -> None:
    """Put these points where those were, each with its stems and its tags.

    What a person said of a point's tags holds as long as its text stays.
    """
    said = _said_by_people(in_place_of)
    in_place_of.delete()
    for point in points:
        point.stems = stems_kept(point.text)
        known = said.get(_which(point))
        point.tagged_by_id = known.by if known else None
    Finding.objects.bulk_create(points, batch_size=BATCH)
    words = dict(Tag.objects.filter(active=True).values_list("pk", "words"))
    Links.objects.bulk_create(
        [
            Links(finding_id=point.pk, tag_id=tag)
            for point in points
            for tag in _tags(point, said.get(_which(point)), words)
        ],
        batch_size=BATCH,
    )


def _tags(point: Finding, said: _Said | None, words: Mapping[int, str]) -> Collection[int]:
    return said.tags if said else tags_of(point.text, words)


def _which(point: Finding) -> Which:
    return point.audit_id, point.kind, point.text


def _said_by_people(points: QuerySet[Finding]) -> dict[Which, _Said]:
    tagged = points.filter(tagged_by__isnull=False).prefetch_related("tags")
    return {_which(each): _Said(each.tagged_by_id or 0, _tagged(each)) for each in tagged}


def _tagged(point: Finding) -> frozenset[int]:
    return frozenset(tag.pk for tag in point.tags.all())


@action
def ask_to_tag_again(*, by: Actor, tag: Tag) -> None:
    """Go by a tag's new words: at once, or by a job where there are many points."""
    if Finding.objects.filter(tagged_by__isnull=True)[: AT_ONCE + 1].count() <= AT_ONCE:
        tag_again(by=by, tag=tag)
    else:
        jobs.start(TAG_AGAIN, by=by, args={"tag": tag.pk}, title="Tag the points of audits again")


@action
def tag_again(*, by: Actor, tag: Tag) -> int:
    """Give a tag to the points that have its words now, and to no others; answers how many have it.

    What a person said of a point stays. A tag that is out of use stays where it is.
    """
    now = Tag.objects.select_for_update().get(pk=tag.pk)
    by_words = Links.objects.filter(tag=now, finding__tagged_by__isnull=True)
    had = set(by_words.values_list("finding_id", flat=True))
    if not now.active:
        return len(had)
    tag_actions(by=by, tag=now)
    points = Finding.objects.filter(tagged_by__isnull=True).values_list("pk", "text").order_by("pk")
    words = {now.pk: now.words}
    wanted = {pk for pk, text in points.iterator(chunk_size=2000) if tags_of(text, words)}
    if wanted != had:
        by_words.delete()
        Links.objects.bulk_create(
            [Links(finding_id=pk, tag_id=now.pk) for pk in sorted(wanted)], batch_size=BATCH
        )
        before, after = {"points_with_its_words": len(had)}, {"points_with_its_words": len(wanted)}
        record("went through all points again for", now, by=by, before=before, after=after)
    return len(wanted)


def digest_of(points: Iterable[Finding]) -> str:
    """What stands for the tags of an audit's points: equal for equal points with equal tags."""
    return ";".join(f"{each.pk}:{','.join(map(str, sorted(_tagged(each))))}" for each in points)


@action
def correct_tags(*, by: User, audit: Audit, tags: Mapping[int, Collection[int]], seen: str) -> Audit:
    """Say which tags each point of a completed audit has, by the points' primary keys.

    A point whose tags are changed keeps what was said, whatever becomes of the tags' words. `seen` is the
    digest of the tags that the person read: Conflict when somebody else said otherwise meanwhile.
    """
    now: Audit = Audit.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=audit.pk)
    if not now.is_completed:
        raise Refused("This audit is not completed at present, so its points cannot be tagged.")
    points = list(now.findings.prefetch_related("tags"))
    changed = [each for each in points if each.pk in tags and set(tags[each.pk]) != _tagged(each)]
    if not changed:
        return now
    if digest_of(points) != seen:
        raise Conflict(now, "Somebody else changed these points or their tags while you were reading them.")
    names = dict(Tag.objects.values_list("pk", "name"))
    before = {_label(each): _names(_tagged(each), names) for each in changed}
    after = {_label(each): _names(tags[each.pk], names) for each in changed}
    for each in changed:
        each.tags.set(tags[each.pk])
        each.tagged_by = by
    Finding.objects.bulk_update(changed, ["tagged_by"])
    record("corrected the tags of", now, by=by, before=before, after=after)
    return now


def _label(point: Finding) -> str:
    return f"{LABELS[Finding.Kind(point.kind)]}_{point.position}"


def _names(tags: Collection[int], names: Mapping[int, str]) -> str:
    return ", ".join(sorted(names[tag] for tag in tags))
