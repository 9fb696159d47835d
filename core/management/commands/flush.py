"""Django's flush, for tables that refuse to be emptied: their triggers are lifted and put back."""

from typing import Any

from django.core.management.commands.flush import Command as DjangoFlush
from django.db import transaction

from core.triggers import upkeep


class Command(DjangoFlush):
    def handle(self, **options: Any) -> None:
        # One transaction: a flush that fails leaves the triggers as they were.
        with transaction.atomic(using=options["database"]):
            upkeep.lift(options["database"])
            super().handle(**options)
            upkeep.restore(options["database"])
