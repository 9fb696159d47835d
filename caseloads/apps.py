from django.apps import AppConfig


class CaseloadsConfig(AppConfig):
    name = "caseloads"

    def ready(self) -> None:
        """Tell the rooms below what caseloads have to offer, and listen to what changes them."""
        from caseloads import importers
        from caseloads.actions import stale
        from organisation import listening

        importers.register()
        listening.when_staff_change(stale.staff_changed)
