from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"

    def ready(self) -> None:
        """Tell the rooms below what audits have to offer: measures, frames, work, links."""
        from audits import blinding, counted, frames, importers, permissions, samples, work
        from audits.action_frames import actions
        from audits.action_measures import MEASURES as ACTION_MEASURES
        from audits.agreed_work import offer as offer_actions
        from audits.learning_work import offer as offer_learning
        from audits.measures import MEASURES
        from audits.work_calibration import offer as offer_calibration
        from audits.work_running import offer as offer_running
        from audits.work_urgent import offer as offer_what_is_urgent
        from core import home
        from figures import registry

        importers.register()
        offer_what_is_urgent()
        registry.register(*MEASURES)
        registry.register(*ACTION_MEASURES)
        registry.register_frame("audits", frames.audits)
        registry.register_frame("actions", actions)
        registry.register_counted("audits", counted.counted)
        registry.register_withheld(blinding.withheld)
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
