from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"

    def ready(self) -> None:
        """Tell the rooms below what indicators have to offer."""
        from indicators import (
            importers,
            permissions,  # noqa: F401 - declares the rights
        )
        from indicators.taking import registering, work

        importers.register()
        registering.register()
        work.offer()
