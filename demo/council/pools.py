"""Which pool of workers each child belongs to at a month's end: pools are filled one after another."""

from collections.abc import Callable, Iterable

from demo.council.asked import Asked
from demo.council.children import CLOSING, Child
from demo.council.loads import Share
from demo.council.moves import HELD_BY_YPS_WITH_EARLY_HELP

YEAR = 365
GROUPS = (
    ({"CFF"}, "CFF"),
    ({"PA"}, "PA"),
    ({"PTC"}, "PTC"),
    ({"CWD"}, "CWD"),
    ({"CWD_FP"}, "CWD_FP"),
    ({"YPS"}, "YPS"),
    ({"YPS_FP"}, "YPS_FP"),
    ({"BIT", "SWF"}, "SOCIAL_WORK"),
    ({"FP"}, "FP"),
)
"""Pools whose caseloads are set together, in the order in which they choose their children."""


def share(group: str, month: Asked, left: int) -> Share:
    """What a group holds at the month's end, of so many children that are left and that it may hold."""
    elsewhere = ("at_20_pa", "at_20_cff", "at_20_ptc", "at_20_cwd")
    return {
        "CFF": Share(month["cff"], month["at_20_cff"]),
        "PA": Share(month["cl"] + month["pa_cla"], month["at_20_pa"]),
        "PTC": Share(month["ptc"], month["at_20_ptc"]),
        "CWD": Share(month["cwd"], 0),
        "CWD_FP": Share(left, month["at_20_cwd"]),
        "YPS": Share(month["yps"], 0),
        "YPS_FP": Share(month["yps_fp"], 0),
        "SOCIAL_WORK": Share(
            month["held_by_sw"] - month["ptc"] - month["cwd"] - month["yps"],
            month["at_20"] - sum(month[column] for column in elsewhere),
        ),
        "FP": Share(left, 0),
    }[group]


def wanting(pool: str, month: Asked) -> Callable[[Child], float | None]:
    """How much a pool wants a child that is not in it, the least number first; None for not at all."""
    return {
        "CFF": lambda child: child.taste if child.main == "EH" else None,
        "PA": lambda child: _advised(child, month.last),
        "PTC": lambda child: -child.looked_after_since if child.main == "CLA" else None,
        "CWD": _disabled,
        "CWD_FP": _disabled,
        "YPS": _young,
        "YPS_FP": lambda child: -child.taste if child.main == "EH" else _young(child),
        "BIT": lambda child: {"ASSESSMENT": 0.0, "CIN": 2.0}.get(child.main),
        "SWF": lambda child: {"CP": 0.0, "CLA": 0.5, "ASSESSMENT": 2.0, "CIN": 3.0}.get(child.main),
        "FP": lambda child: {"CIN": 0.0, "ASSESSMENT": 1.0, "CP": 2.0, "CLA": 3.0}.get(child.main),
    }[pool]


def _advised(child: Child, day: int) -> float | None:
    """Care leavers, and looked-after children who soon will be."""
    if child.main == "CL":
        return -1
    nearly = child.main == "CLA" and child.taste > 0.5 and child.looked_after_since <= day - 2 * YEAR
    return child.taste if nearly else None


def _disabled(child: Child) -> float | None:
    """Children in need who are disabled, and such in care."""
    if child.main == "CLA" and child.disabled:
        return 0
    return 1 + child.taste if child.main == "CIN_CWD" else None


def _young(child: Child) -> float | None:
    """Adolescents: of those who have just been assessed."""
    return -child.taste if child.main in ("CIN", "ASSESSMENT") else None


MAY_STAY = {
    "CFF": {"EH"},
    "PA": {"CL", "CLA"},
    "PTC": {"CLA"},
    "CWD": {"CIN_CWD", "CLA"},
    "CWD_FP": {"CIN_CWD", "CLA"},
    "YPS": {"CIN", "ASSESSMENT", "CP", "CLA"},
    "YPS_FP": {"CIN", "ASSESSMENT", "CP", "CLA", "EH"},
    "BIT": {"ASSESSMENT"},
    "SWF": {"CP", "CLA", "CIN", "ASSESSMENT"},
    "FP": {"CIN", "ASSESSMENT", "CP"},
}
"""Children in a pool go on in it while they stand there; those being closed stay wherever they are."""

COME_FIRST = {("PA", "CL"), ("SWF", "CP")}
"""Even before those who could stay."""


def fill(
    pool: str, number: int | None, children: Iterable[Child], now: dict[int, str], month: Asked
) -> list[Child]:
    """The children who belong to the pool at the month's end: first those in it, then whom it wants most."""
    wants, early_help = wanting(pool, month), []
    ranked = []
    for child in children:
        wish = wants(child)
        stays = now.get(child.number) == pool and (child.main in MAY_STAY[pool] or child.main == CLOSING)
        if not stays and (wish is None or child.main == CLOSING):
            continue
        if pool == "YPS_FP" and child.main == "EH":
            early_help.append((not stays, wish, child))
        else:
            must = child.main == CLOSING or (pool, child.main) in COME_FIRST
            away = now.get(child.number) != pool
            ranked.append((not must, not stays, wish or 0.0, away, child))
    ranked.sort(key=lambda each: each[:4])
    early_help.sort(key=lambda each: each[:2])
    first = [each[-1] for each in early_help[:HELD_BY_YPS_WITH_EARLY_HELP]]
    rest = [each[-1] for each in ranked]
    return first + (rest if number is None else rest[: number - len(first)])
