from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "figures"

    def ready(self) -> None:
        """The nightly check, what is computed again when places change, the link to the figures' pages."""
        from core import home, jobs
        from figures import actions, permissions, tasks
        from organisation import listening

        jobs.nightly(tasks.NIGHTLY)
        listening.when_places_change(actions.places_changed)
        home.navigate("Figures", "figures", permissions.VIEW.name, 60)
