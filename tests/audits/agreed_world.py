"""The small month of `tests.audits.world` with those who see to its actions, and how actions are agreed."""

import datetime as dt
from dataclasses import dataclass

from audits import actions
from audits.models import AgreedAction, Audit
from organisation.models import User
from tests.audits.world import World, make_world, submit
from tests.factories import StaffFactory, TeamFactory, UserFactory

DUE = dt.date(2023, 11, 15)
FORM = {
    "action_1_what": "Bring the chronology up to date",
    "action_1_for_whom": "The child",
    "action_1_owner": "team_manager",
    "action_1_due": "15/11/2023",
}
SECOND = {
    "action_2_what": "Hold a supervision about the plan",
    "action_2_for_whom": "The practitioner",
    "action_2_owner": "service_lead",
    "action_2_due": "30/11/2023",
}


@dataclass
class Agreed:
    """Who is there, by name."""

    world: World
    audit: Audit
    manager: User
    lead: User
    head: User
    qa: User
    other_qa: User
    elsewhere: User
    auditor: User


def make() -> Agreed:
    """An audit to do; its team's manager, its service area's lead and head, a manager of another area."""
    world = make_world()
    area, team = world.audit.service_area, world.audit.team
    there = StaffFactory(name="Sam Placewell", record=team)
    return Agreed(
        world=world,
        audit=world.audit,
        manager=UserFactory(name="Sam Placewell", staff=there, roles=["practice_manager"]),
        lead=UserFactory(name="Lee Leadsworth", roles=["service_lead"], roles__service_area=area),
        head=UserFactory(name="Harper Headley", roles=["head_of_service"], roles__service_area=area),
        qa=world.qa,
        other_qa=world.other_qa,
        elsewhere=UserFactory(
            name="Kit Faraway", roles=["practice_manager"], staff=StaffFactory(record=TeamFactory())
        ),
        auditor=world.manager,
    )


def submitted() -> Agreed:
    """The same, with the audit submitted, without actions."""
    made = make()
    submit(made.world)
    return made


def agree(made: Agreed, by: User | None = None, audit: Audit | None = None, **said) -> AgreedAction:
    """An action of the audit, its team's manager's unless said otherwise, due on 15 November."""
    wanted = {
        "what": "Bring the chronology up to date",
        "for_whom": "The child",
        "owner_kind": "team_manager",
        "due_on": DUE,
        **said,
    }
    return actions.agree(by=by or made.qa, audit=audit or made.audit, **wanted)


def done(
    made: Agreed, agreed: AgreedAction, by: User | None = None, text="It is on the case."
) -> AgreedAction:
    """The action, done, as its owner says."""
    seen = AgreedAction.objects.get(pk=agreed.pk).version
    return actions.mark_done(by=by or made.manager, agreed=agreed, text=text, seen=seen)


def verified(made: Agreed, agreed: AgreedAction, by: User | None = None) -> AgreedAction:
    """The action, verified by the QA unit."""
    seen = AgreedAction.objects.get(pk=agreed.pk).version
    return actions.verify(by=by or made.qa, agreed=agreed, text="I read the chronology.", seen=seen)


def reopened(made: Agreed, agreed: AgreedAction, by: User | None = None) -> AgreedAction:
    """The action, to do again."""
    seen = AgreedAction.objects.get(pk=agreed.pk).version
    return actions.reopen(by=by or made.qa, agreed=agreed, text="It has lapsed.", seen=seen)
