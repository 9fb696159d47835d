from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"

    def ready(self) -> None:
        """Tell the rooms below what audits have to offer: imports, measures, frames, work, links."""
        from audits import importers
        from audits.sampling import open_cases

        importers.register()
        open_cases.register()
        self._tell_figures()
        self._tell_home()

    def _tell_figures(self) -> None:
        from audits import blinding, counted, frames
        from audits.agreed.frames import actions
        from audits.agreed.measures import MEASURES as ACTION_MEASURES
        from audits.measures import MEASURES
        from figures import registry

        registry.register(*MEASURES)
        registry.register(*ACTION_MEASURES)
        registry.register_frame("audits", frames.audits)
        registry.register_frame("actions", actions)
        registry.register_counted("audits", counted.counted)
        registry.register_withheld(blinding.withheld)

    def _tell_home(self) -> None:
        from audits import permissions, work
        from audits.agreed.work import offer as offer_actions
        from audits.learning.work import offer as offer_learning
        from audits.running.work import offer as offer_running
        from audits.sampling import samples
        from audits.second_looks.work import offer as offer_calibration
        from audits.urgent.work import offer as offer_what_is_urgent
        from core import home

        offer_what_is_urgent()
        for order, provider in enumerate(
            [work.to_fill_in, work.to_moderate, work.running_cycles, work.last_summary], start=10
        ):
            home.offer(provider, order)
        offer_calibration()
        offer_running()
        home.offer(samples.running, 15)
        offer_actions()
        offer_learning()
        home.navigate("Audits", "audits", permissions.VIEW.name, 10)
        home.navigate("Moderation", "moderation_queue", permissions.MODERATE.name, 20)
        home.navigate("Cycles", "cycles", permissions.RUN_CYCLES.name, 30)
        home.navigate("Samples", "samples", permissions.SAMPLE.name, 35)
        home.navigate("Audit tool", "tools", permissions.IMPORT.name, 40)
        home.navigate("Summary", "summary_latest", permissions.VIEW_SUMMARY.name, 50)
