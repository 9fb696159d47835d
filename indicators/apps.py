from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "indicators"

    def ready(self) -> None:
        """Tell the rooms below what indicators have to offer."""
        from figures.describing import register_described, register_remarks
        from indicators import (
            describing,
            importers,
            permissions,  # noqa: F401 - declares the rights
        )
        from indicators.api.feed import nightly
        from indicators.board import work as board
        from indicators.months import work as months
        from indicators.taking import registering, work

        importers.register()
        registering.register()
        work.offer()
        board.offer()
        months.offer()
        nightly.register()
        register_described(describing.described)
        register_remarks(describing.accepted)
