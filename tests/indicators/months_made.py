"""A month to be signed off: two sections with owners, a figure each, all of it over."""

import datetime as dt
from dataclasses import dataclass

from indicators.actions.months import confirm, sign_off, write_analysis
from indicators.models import Section
from organisation.models import User
from organisation.roles import Role
from tests.factories import UserFactory
from tests.indicators.made import MONTH, entry, figure, section

AUGUST = dt.date(2023, 8, 1)
REFERRALS, VACANCIES = "referrals.number", "workforce.vacancies"


@dataclass
class Month:
    """What a test needs by name."""

    door: Section
    workforce: Section
    owner: User
    team: User

    def confirm_all(self, month=MONTH):
        for each in (self.door, self.workforce):
            confirm(by=self.team, section=each, month=month)

    def sign(self, month=MONTH, **more):
        return sign_off(by=self.team, month=month, **more)

    def write(self, text="Fewer referrals than in August.", **more):
        given = {"by": self.owner, "section": self.door, "month": MONTH, **more}
        return write_analysis(text=text, **given)


def make_month():
    """September 2023: 299 referrals, 12 vacancies. The head of service owns the front door."""
    owner = UserFactory(name="Robin Owner", roles=[Role.HEAD_OF_SERVICE])
    team = UserFactory(name="Pat Performance", roles=[Role.PERFORMANCE])
    made = Month(section("front-door", owner=owner), section("workforce"), owner, team)
    entry(REFERRALS, section=made.door)
    entry(VACANCIES, section=made.workforce, unit="posts")
    figure(REFERRALS, MONTH, 299)
    figure(VACANCIES, MONTH, 12)
    return made
