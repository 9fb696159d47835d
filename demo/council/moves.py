"""One month of what happens to children: referred, assessed, planned for, looked after, closed.

How many move is what makes the month's end as asked; who moves, and on which day, is chance.
"""

from collections.abc import Callable

from demo.council.asked import Asked
from demo.council.children import CLOSING, GONE, LONGER_WITH_OLD_PLAN, Child, Council
from demo.council.days import working

YEAR = 365
HELD_BY_YPS_WITH_EARLY_HELP = 35
WAITING_FOR_EARLY_HELP = 3
BACK_AGAIN, STEPPED_UP = 0.15, 0.04
"""Of those referred, children whom the council has known before, and children with early help."""


class Month:
    """The month's movements, in the order in which they are settled: those in care first."""

    def __init__(self, council: Council, asked: Asked) -> None:
        self.council, self.asked, self.random = council, asked, council.random
        self.days = working(asked.before + 1, asked.last)
        # Part of a month sees part of what a month brings.
        self.part = min((asked.last - asked.before) / 30, 1.0)
        self.count = {
            main: len(council.standing(main))
            for main in ("ASSESSMENT", "CIN", "CIN_CWD", "CP", "CLA", "CL", "EH")
        }

    def usually(self, number: float) -> int:
        """So many in a whole month."""
        return round(number * self.part)

    def run(self) -> None:
        """All movements of the month."""
        to_care = max(self.asked["new_cla"], self.asked["cla"] - self.count["CLA"] + self.usually(3))
        home = self._leave_care(to_care)
        from_plan = round(0.45 * to_care)
        stepped_down = self._leave_plans(from_plan)
        self._take_into_care(to_care, from_plan)
        self._children_with_disabilities()
        wanted = self._children_in_need(home + stepped_down)
        self._assess(to_care - from_plan - round(0.2 * to_care), wanted)
        self._early_help()

    def _leave_care(self, arriving: int) -> int:
        leaving = self.count["CLA"] + arriving - self.asked["cla"]
        short = self.asked["cl"] - self.count["CL"]
        grown = min(leaving, max(short, round(0.4 * leaving)))
        self._move("CLA", grown, "CL", self._nearly_grown, first=self._with_adviser)
        self._close("CL", self.count["CL"] + grown - self.asked["cl"], self._since(2 * YEAR))
        home = round(0.45 * (leaving - grown))
        self._move("CLA", home, "CIN", first=self._long_in_care)
        self._close("CLA", leaving - grown - home, first=self._long_in_care)
        return home

    def _leave_plans(self, from_plan: int) -> int:
        begun = self.usually(30)
        still = sum(child.plan_ends > self.asked.last for child in self.council.standing("CLA"))
        leaving = self.count["CP"] + begun - from_plan - (self.asked["cp"] - still - from_plan // 2)
        if leaving < self.usually(12):
            begun, leaving = begun + self.usually(12) - leaving, self.usually(12)
        self.begun_plans = begun
        stepped_down = round(0.7 * leaving)
        self._move("CP", stepped_down, "CIN", self._since(60))
        self._close("CP", leaving - stepped_down, self._since(60))
        return stepped_down

    def _take_into_care(self, number: int, from_plan: int) -> None:
        for place, child in enumerate(self._move("CP", from_plan, "CLA")):
            # For every other one the plan goes on beyond the month's end.
            longer = LONGER_WITH_OLD_PLAN if place % 2 == 0 and place // 2 < from_plan // 2 else 0
            if longer:
                child.plan_ends = child.since + longer
                child.statuses[-2].ends = child.plan_ends
        self._move("CIN", round(0.2 * number), "CLA")
        self.taken_from_need = round(0.2 * number)

    def _children_with_disabilities(self) -> None:
        self.begun_cwd = self.usually(7)
        leaving = self.count["CIN_CWD"] + self.begun_cwd - self.asked["cin_cwd"]
        if leaving < self.usually(2):
            self.begun_cwd, leaving = self.begun_cwd + self.usually(2) - leaving, self.usually(2)
        self._close("CIN_CWD", leaving, self._since(90))

    def _children_in_need(self, arrived: int) -> int:
        to_plan = round(0.35 * self.begun_plans)
        self._move("CIN", to_plan, "CP")
        leaving = self.usually(0.15 * self.count["CIN"])
        wanted = self.asked["cin"] - self.count["CIN"] - arrived + to_plan + self.taken_from_need + leaving
        if wanted < self.usually(20):
            wanted, leaving = self.usually(20), leaving + self.usually(20) - wanted
        self.helped_early = leaving // 8
        self._move("CIN", self.helped_early, "EH")
        self._close("CIN", leaving - self.helped_early, self._since(40))
        return wanted

    def _assess(self, to_care: int, to_need: int) -> None:
        to_plan = self.begun_plans - round(0.35 * self.begun_plans)
        ahead = (("CLA", to_care), ("CP", to_plan), ("CIN_CWD", self.begun_cwd), ("CIN", to_need))
        others = sum(number for _, number in ahead)
        to_early_help = self.usually(12)
        closed = max(round(0.25 * self.asked["referred"]), self.asked["referred"] - others - to_early_help)
        closed = min(closed, int(self.count["ASSESSMENT"] * 0.95) - others - to_early_help)
        for status, number in ahead:
            for child in self._move("ASSESSMENT", number, status, first=self._waited):
                child.disabled |= status == "CIN_CWD"
        self._move("ASSESSMENT", to_early_help, "EH", first=self._waited)
        self.helped_early += to_early_help
        self._close("ASSESSMENT", closed, lambda child: bool(child.holder), first=self._waited)
        self._refer()

    def _refer(self) -> None:
        open_now = sum(child.is_open for child in self.council.present)
        known = [child for child in self.council.known() if child.since < self.asked.before - 60]
        helped = [child for child in self.council.standing("EH") if child.since <= self.asked.before]
        for _ in range(self.asked["open"] - open_now):
            chance = self.random.random()
            from_where = known if chance < BACK_AGAIN else helped if chance < BACK_AGAIN + STEPPED_UP else []
            if from_where:
                child = from_where.pop(self.random.randrange(len(from_where)))
                if child.main == GONE:
                    self.council.again(child)
            else:
                child = self.council.child()
            child.becomes("ASSESSMENT", self._day(after=self.asked.before))

    def _early_help(self) -> None:
        wanted = self.asked["cff"] + HELD_BY_YPS_WITH_EARLY_HELP + WAITING_FOR_EARLY_HELP
        self._close("EH", self.usually(0.2 * self.count["EH"]))
        for _ in range(wanted - len(self.council.standing("EH"))):
            self.council.child().becomes("EH", self._day(after=self.asked.before))

    def _move(
        self,
        main: str,
        number: int,
        status: str,
        able: Callable[[Child], bool] | None = None,
        first: Callable[[Child], float] | None = None,
    ) -> list[Child]:
        chosen = self._choose(main, number, able, first)
        for child in chosen:
            child.becomes(status, self._day(after=max(child.since, self.asked.before)))
        return chosen

    def _close(
        self,
        main: str,
        number: int,
        able: Callable[[Child], bool] | None = None,
        first: Callable[[Child], float] | None = None,
    ) -> None:
        for child in self._choose(main, number, able, first):
            child.becomes(CLOSING, self._day(after=max(child.since, self.asked.before)))

    def _choose(
        self,
        main: str,
        number: int,
        able: Callable[[Child], bool] | None,
        first: Callable[[Child], float] | None,
    ) -> list[Child]:
        there = [child for child in self.council.standing(main) if child.since <= self.asked.before]
        chosen = [child for child in there if able is None or able(child)]
        chosen = chosen if len(chosen) >= number else there
        self.random.shuffle(chosen)
        if first:
            chosen.sort(key=first)
        return chosen[: max(number, 0)]

    def _day(self, after: int) -> int:
        """A working day of the month, now and then its very last day, whatever day that is."""
        if self.random.random() < 0.02:
            return self.asked.last
        days = [day for day in self.days if day > after]
        return self.random.choice(days) if days else self.asked.last

    def _since(self, days: int) -> Callable[[Child], bool]:
        return lambda child: child.since <= self.asked.last - days

    def _nearly_grown(self, child: Child) -> bool:
        return child.looked_after_since <= self.asked.last - YEAR

    def _long_in_care(self, child: Child) -> float:
        """Children go home in their first year rather than later."""
        return self.random.random() + (child.looked_after_since <= self.asked.last - YEAR)

    def _with_adviser(self, child: Child) -> float:
        return 0 if child.taste > 0.5 else 1

    def _waited(self, child: Child) -> float:
        return child.since + self.random.randrange(20)
