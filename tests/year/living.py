"""A year of the audit programme, lived through by actions alone: the script, with a seed and the clock.

Each month is planned, drawn, allocated and opened; audits are submitted, exempted, withdrawn, extended,
given to somebody else, missed; some come back; chance and rules say what is moderated; actions are
followed up; the month is closed.
"""

import datetime as dt
from itertools import count
from random import Random

from audits import actions
from audits.actions.returning import return_audit
from audits.actions.sampling import allocate_draw, make_draw
from audits.actions.submitting import Draft
from audits.models import AgreedAction, Audit, Cycle, InadequateTask, Recheck
from audits.rules.sample import Case, Wanted
from audits.standing import standing_of, standing_of_staff
from core import months
from core.errors import Refused
from organisation.models import User
from tests.year.council import CASE_HOLDING, FOCUS_5, Council, Manager

AUDITS = 34
LISTED = 60
GRADES = ["outstanding", "good", "good", "good", "requires_improvement", "requires_improvement", "inadequate"]
GOOD = ["The chronology is in date", "The child's voice is heard", "Timely visits", "A clear plan"]
IMPROVE = ["The chronology has gaps", "Supervision is late", "The genogram is missing", "The plan drifts"]
TAGS = {
    "Chronology": "chronology",
    "Voice of the child": "voice",
    "Supervision": "supervision",
    "Plans": "plan",
}
RATIONALE = "What the file shows led to this grade, month after month."


class Year:
    """Who lives it, and with which chance."""

    def __init__(self, council: Council, settings, first: dt.date, cycles: int, seed: int) -> None:
        self.council, self.settings, self.chance = council, settings, Random(seed)
        self.months = [months.plus_months(first, number) for number in range(cycles)]
        self.references = count(100_000)

    def live(self) -> None:
        """All of it."""
        self.on(self.months[0])
        self.set_the_rules()
        for number, month in enumerate(self.months):
            self.month(month, blind=number % 4 == 3)

    def on(self, day: dt.date) -> None:
        """It is this day; who may do what is looked at anew."""
        self.settings.PLUMBLINE_TODAY = day
        for user in self.everybody():
            user.__dict__.pop("access", None)

    def everybody(self) -> list[User]:
        council = self.council
        managers = [one.user for one in council.managers]
        return [council.qa, council.other_qa, *managers, *council.leads.values()]

    def set_the_rules(self) -> None:
        qa, day = self.council.qa, self.months[0]
        actions.set_expectation(by=qa, role="PM", audits=3, starts_on=day, reason="The programme begins")
        for kind, share in [("inadequate", None), ("outstanding", None), ("new_auditor", None)]:
            actions.begin_rule(by=qa, kind=kind, starts_on=day, share=share, reason="The programme")
        actions.begin_rule(by=qa, kind="share", starts_on=day, share=40, reason="The programme")
        actions.begin_rule(by=qa, kind="recheck", starts_on=day, share=50, reason="The programme")
        for name, words in TAGS.items():
            actions.add_tag(by=qa, name=name, words=words)

    def month(self, month: dt.date, *, blind: bool) -> None:
        qa, due = self.council.qa, month.replace(day=24)
        self.on(month)
        cycle = actions.plan_cycle(
            by=qa, month=month, theme="", due_on=due, tool=self.council.tool, blind=blind
        )
        actions.open_cycle(by=qa, cycle=cycle)
        self.draw(cycle)
        self.on(month.replace(day=12))
        fates = self.chance.choices(
            ["submit", "exempt", "withdraw", "extend", "reassign", "miss"], [26, 2, 1, 2, 2, 4], k=AUDITS
        )
        for audit, fate in zip(list(cycle.audits.order_by("pk")), fates, strict=True):
            getattr(self, fate)(audit)
        self.moderate(cycle)
        self.on(month.replace(day=20))
        self.resubmit(cycle)
        self.moderate(cycle)
        self.follow_up()
        self.on(months.last_day(month))
        actions.close_cycle(by=qa, cycle=cycle)
        self.say_why(cycle)

    def draw(self, cycle: Cycle) -> None:
        """A list of cases as the month has them, and a sample of it."""
        managers = self.council.managers
        teams = [self.chance.choice(managers) for _ in range(LISTED)]
        frame = [
            Case(number, f"CD{next(self.references)}", one.area.pk, one.team.pk)
            for number, one in enumerate(teams, start=1)
        ]
        wanted = Wanted(since=months.minus_months(cycle.month, 12), total=AUDITS)
        draw = make_draw(
            by=self.council.qa, cycle=cycle, frame=frame, source="typed", wanted=wanted, seed=cycle.key
        )
        allocate_draw(by=self.council.qa, draw=draw, seen=draw.version)

    def submit(self, audit: Audit) -> None:
        """The auditor fills it in and submits it."""
        user = self.council.manager_of(audit.auditor_id).user
        texts = self.texts(audit)
        versions = dict(audit.entries.values_list("field", "version"))
        fields = {code: (text, versions.get(code, 0)) for code, text in texts.items()}
        actions.save(by=user, audit=audit, fields=fields)
        actions.submit(by=user, audit=audit, seen=Draft(Audit.objects.get(pk=audit.pk)).digest)

    def texts(self, audit: Audit) -> dict[str, str]:
        chance, today = self.chance, self.settings.PLUMBLINE_TODAY
        said = {
            "seen": chance.choice(["yes", "no", "na"]),
            "depth": chance.choice("12345"),
            "discussion": chance.choice(["yes", "yes", "no"]),
            "discussion_with": "The allocated social worker",
            "discussion_on": f"{today:%d/%m/%Y}",
            "feedback": "no",
            "good_practice": "\n".join(chance.sample(GOOD, chance.randint(1, 3))),
            "improvement": "\n".join(chance.sample(IMPROVE, chance.randint(0, 2))),
            "grade": chance.choice(GRADES),
            "rationale": RATIONALE,
        }
        if audit.service_area.name in CASE_HOLDING:
            said |= {code: chance.choice(["yes", "yes", "no", "na"]) for code in FOCUS_5}
        for group in range(1, chance.randint(0, 2) + 1):
            due = today + dt.timedelta(days=chance.randint(3, 60))
            said |= {
                f"action_{group}_what": f"{chance.choice(IMPROVE)}: put right ({group})",
                f"action_{group}_for_whom": "The child",
                f"action_{group}_owner": chance.choice(["team_manager", "service_lead", "qa"]),
                f"action_{group}_due": f"{due:%d/%m/%Y}",
            }
        return said

    def exempt(self, audit: Audit) -> None:
        """The auditor asks, the unit agrees, or now and then does not."""
        user = self.council.manager_of(audit.auditor_id).user
        asked = actions.ask_adjustment(by=user, audit=audit, kind="exempt", reason="The case moved away.")
        approve = self.chance.random() < 0.7
        actions.decide_adjustment(
            by=self.council.qa, adjustment=asked, approve=approve, decision="As was talked about."
        )

    def withdraw(self, audit: Audit) -> None:
        actions.adjust(
            by=self.council.qa, audit=audit, kind="withdraw", reason="Allocated twice.", seen=audit.version
        )

    def extend(self, audit: Audit) -> None:
        later = audit.cycle.due_on + dt.timedelta(days=4)
        actions.adjust(
            by=self.council.qa, audit=audit, kind="extend", reason="Leave.", due_on=later, seen=audit.version
        )
        self.submit(Audit.objects.get(pk=audit.pk))

    def reassign(self, audit: Audit) -> None:
        to = self.chance.choice([one for one in self.council.managers if self.may_audit(one, audit)])
        actions.adjust(
            by=self.council.qa, audit=audit, kind="reassign", reason="Long leave.", auditor=to.staff,
            seen=audit.version,
        )  # fmt: skip
        self.submit(Audit.objects.get(pk=audit.pk))

    def may_audit(self, one: Manager, audit: Audit) -> bool:
        barred = standing_of_staff(one.staff).bar(audit, as_auditor=True)
        return not barred and one.staff.pk != audit.auditor_id

    def miss(self, audit: Audit) -> None:
        """It is not filled in."""

    def moderate(self, cycle: Cycle) -> None:
        """What waits is moderated for the most part, or sent back."""
        council = self.council
        for waiting in Audit.objects.awaiting_moderation_by(council.qa).filter(cycle=cycle).order_by("pk"):
            audit = Audit.objects.select_related("cycle").get(pk=waiting.pk)
            moderator = self.chance.choice([council.qa, council.other_qa])
            fate = self.chance.random()
            if fate < 0.15:
                asked = "What did the child say?"
                return_audit(by=moderator, audit=audit, questions=asked, seen=audit.version)
            elif fate < 0.9:
                self.settle(moderator, audit)

    def settle(self, moderator: User, audit: Audit) -> None:
        grade = audit.grade if self.chance.random() < 0.7 else self.chance.choice(GRADES)
        reason = "The answers bear it out."
        if audit.cycle.blind:
            actions.grade_blind(by=moderator, audit=audit, grade=self.chance.choice(GRADES), reason=reason)
        actions.moderate(by=moderator, audit=audit, grade=grade, reason=reason, seen=audit.version)

    def resubmit(self, cycle: Cycle) -> None:
        """Most of what was sent back comes back."""
        for audit in cycle.audits.filter(state=Audit.State.RETURNED).order_by("pk"):
            if self.chance.random() < 0.7:
                self.submit(audit)

    def follow_up(self) -> None:
        """Actions are done, verified, reopened, re-checked or forgotten; tasks are closed."""
        for agreed in AgreedAction.objects.filter(state="open").select_related("audit").order_by("pk"):
            if agreed.owner and self.chance.random() < 0.4:
                done = actions.mark_done(
                    by=agreed.owner, agreed=agreed, text="It is on the file.", seen=agreed.version
                )
                self.look_again(done)
        for recheck in (
            Recheck.objects.filter(lasted__isnull=True).exclude(action__state="open").order_by("pk")
        ):
            day = self.settings.PLUMBLINE_TODAY
            actions.record_recheck(
                by=self.council.qa, picked=recheck, lasted=self.chance.random() < 0.8, words="Seen.", day=day
            )
        for task in InadequateTask.objects.open():
            self.end(task)

    def look_again(self, agreed: AgreedAction) -> None:
        by = self.council.other_qa
        fate = self.chance.random()
        if fate < 0.3:
            actions.verify(by=by, agreed=agreed, text="Looked at.", seen=agreed.version)
        elif fate < 0.4:
            actions.reopen(by=by, agreed=agreed, text="It is not on the file.", seen=agreed.version)

    def end(self, task: InadequateTask) -> None:
        by = task.assigned_to or self.council.qa
        if standing_of(by).bar(task.audit) == "auditor":
            return
        try:
            actions.close_task(by=by, task=task, reason="What is agreed is enough.")
        except Refused:
            due = self.settings.PLUMBLINE_TODAY + dt.timedelta(days=20)
            actions.agree(
                by=by, audit=task.audit, what="See the child and say how they are", for_whom="The child",
                owner_kind="team_manager", due_on=due,
            )  # fmt: skip
            actions.close_task(by=by, task=task, reason="What is agreed is enough.")

    def say_why(self, cycle: Cycle) -> None:
        for audit in cycle.audits.to_do().order_by("pk"):
            if self.chance.random() < 0.7:
                reason = self.chance.choice(Audit.Missed.values)
                actions.say_why_missed(by=self.council.qa, audit=audit, reason=reason, note="As reported.")
