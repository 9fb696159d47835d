from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"

    def ready(self) -> None:
        """Have the embedded server say who may sign in."""
        from core import startup
        from demo import accounts

        startup.announce(accounts.lines)
