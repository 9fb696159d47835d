"""The list of keys."""

from core.tables import Column, DateColumn, RecordTable, TagColumn
from indicators.models import ApiKey


class KeyTable(RecordTable):
    """Who has a key, what it opens, and when it was last used."""

    name = Column(linkify=True)
    prefix = Column(verbose_name="Begins")
    opens = Column(accessor="rights_in_words", orderable=False, verbose_name="Opens")
    reach = Column(orderable=False, verbose_name="Reads")
    state = TagColumn(
        accessor="state",
        order_by="ended_at",
        colours={"Works": "green", "Ended": "grey"},
        verbose_name="State",
    )
    made_at = DateColumn(verbose_name="Made on")
    last_used_on = DateColumn(verbose_name="Last used on")

    caption = "Keys"
    default_sort = ("name",)

    class Meta(RecordTable.Meta):
        model = ApiKey
        fields = ("name", "prefix", "opens", "reach", "state", "made_at", "last_used_on")
