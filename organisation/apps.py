import datetime as dt

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "organisation"

    def ready(self) -> None:
        """Tell core which files this room imports, what it does nightly, its work and its links."""
        from core import home, jobs
        from organisation import importers, permissions, work
        from organisation.tasks import SHOW_NAMES

        importers.register()
        jobs.nightly(SHOW_NAMES, at=dt.time(0, 5))
        for provider in (work.in_ended_teams, work.without_a_user, work.without_a_role):
            home.offer(provider, 60)
        manage = permissions.MANAGE_ORGANISATION.name
        home.navigate("Users", "users", manage, 110)
        home.navigate("Staff", "staff_list", manage, 120)
        home.navigate("Teams", "teams", manage, 130)
        home.navigate("Service areas", "service_areas", manage, 140)
        home.navigate("E-mails", "mail", permissions.VIEW_MAIL.name, 145)
        home.navigate("Erase a text", "history_erase", permissions.ERASE_HISTORY_TEXT.name, 150)
