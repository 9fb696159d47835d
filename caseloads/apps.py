from django.apps import AppConfig


class CaseloadsConfig(AppConfig):
    name = "caseloads"

    def ready(self) -> None:
        """Tell the rooms below what caseloads have to offer, and listen to what changes them."""
        from caseloads import importers
        from caseloads.actions import stale
        from caseloads.full.work import offer as offer_full_caseloads
        from caseloads.late.work import offer as offer_late_lists
        from caseloads.overview.work import offer as offer_caseloads
        from organisation import listening

        importers.register()
        listening.when_staff_change(stale.staff_changed)
        offer_full_caseloads()
        offer_caseloads()
        offer_late_lists()
        self._tell_figures()

    def _tell_figures(self) -> None:
        from caseloads.counted import counted
        from caseloads.frames import READERS
        from caseloads.measures import MEASURES
        from figures import registry

        registry.register(*MEASURES)
        registry.register_counted("caseloads", counted)
        for name, reader in READERS.items():
            registry.register_frame(name, reader)
