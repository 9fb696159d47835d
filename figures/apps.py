from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "figures"

    def ready(self) -> None:
        """The nightly check, and the link to the figures' pages."""
        from core import home, jobs
        from figures import permissions, tasks

        jobs.nightly(tasks.NIGHTLY)
        home.navigate("Figures", "figures", permissions.VIEW.name, 60)
