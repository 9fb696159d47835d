"""Django's migrate, and after it what Django leaves out: our triggers and the cache's table."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate

from core.triggers import upkeep


class Command(DjangoMigrate):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        if options.get("plan") or options.get("check_unapplied") or options.get("prune"):
            return
        restored = upkeep.restore(options["database"])
        if restored and options["verbosity"] >= 1:
            self.stdout.write(f"Put back {len(restored)} triggers: {', '.join(restored)}")
        call_command("createcachetable", database=options["database"], verbosity=0)
