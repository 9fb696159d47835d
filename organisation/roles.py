"""The roles of DOMAIN: what somebody does with Plumbline. A person may hold several."""

from django.db import models


class Role(models.TextChoices):
    PRACTICE_MANAGER = "practice_manager", "Practice manager"
    QA = "qa", "Quality assurance unit"
    HEAD_OF_SERVICE = "head_of_service", "Head of service"
    SERVICE_LEAD = "service_lead", "Service lead"
    PERFORMANCE = "performance", "Performance team"
    SCRUTINY = "scrutiny", "Scrutiny officer"
    PANEL = "panel", "Panel member"
    ADMINISTRATOR = "administrator", "Administrator"


SEES_ALL_SERVICES = frozenset({Role.QA, Role.PERFORMANCE})
"""These roles see every service area's audits and figures, as far as their permissions go."""

SEES_SERVICE_AREAS = frozenset({Role.HEAD_OF_SERVICE, Role.SERVICE_LEAD})
"""These see the service areas that their role names."""

SEES_TEAMS = frozenset({Role.PRACTICE_MANAGER})
"""These see the team that their staff record names today."""
