"""Every figure that was ever known of an indicator, place and month, and where each came from."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core import clock
from core.importing.importer import for_user
from figures import describing, reading, shown
from figures.describing import Described
from figures.models import Figure, Source

KEPT_ASIDE = "Kept with its section: of this report, the figure of another section is current."


@dataclass(frozen=True)
class Vintage:
    """A figure with what its row says."""

    figure: Figure
    how: Described
    importable: frozenset[str]
    """The kinds of import that the reader may see."""
    remarks: tuple[str, ...]

    @property
    def value(self) -> Decimal | None:
        return self.figure.value

    @property
    def published(self) -> dt.date:
        """The day of the report that printed it."""
        return self.figure.known_at.astimezone(clock.LONDON).date()

    @property
    def why(self) -> str:
        """The reason of its being another than the one before."""
        restatement = getattr(self.figure, "restatement", None)
        return self.figure.cause or (restatement.reason if restatement else "")

    @property
    def notes(self) -> list[str]:
        """What was said of it when it was taken, and who stands by it."""
        kept = [KEPT_ASIDE] if self.figure.aside else []
        note = [self.figure.note] if self.figure.note else []
        return [*kept, *note, *self.remarks, *(each.why for each in self.figure.frozen.all())]

    @property
    def file_url(self) -> str:
        """The page of the import, for those who may import its kind."""
        imported = self.figure.imported
        return imported.get_absolute_url() if imported and imported.kind in self.importable else ""


@dataclass(frozen=True)
class OfSource:
    """What one source ever said, newest first."""

    source: str
    vintages: list[Vintage]

    @property
    def newest(self) -> Vintage:
        """What is current: not what is only kept with its section."""
        return next((each for each in self.vintages if not each.figure.aside), self.vintages[0])

    @property
    def name(self) -> str:
        return Source(self.source).label

    @property
    def shown(self) -> str:
        newest = self.newest
        return shown.worth(newest.how, newest.figure.value, newest.figure.missing)


def read(user: Any, how: Described, place: int, month: dt.date, sources: list[str]) -> list[OfSource]:
    """By source, the headline's first; those that know nothing are left out."""
    found = list(
        reading.vintages(how.slug, place, month, *sources)
        .visible_to(user)
        .select_related("imported", "restatement")
        .prefetch_related("frozen")
    )
    remarks = describing.remarks([figure.pk for figure in found if figure.source == Source.REPORTED])
    kinds = frozenset(importer.kind for importer in for_user(user))
    made = [Vintage(each, how, kinds, tuple(remarks.get(each.pk, ()))) for each in found]
    by_source = {source: [each for each in made if each.figure.source == source] for source in sources}
    ordered = sorted(sources, key=lambda source: source != how.headline)
    return [OfSource(source, by_source[source]) for source in ordered if by_source[source]]
