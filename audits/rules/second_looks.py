"""Which audits get a second look: by what they are, or drawn by chance that can be repeated. Pure."""

from collections.abc import Collection
from hashlib import sha256

CERTAIN = ("inadequate", "outstanding", "new_auditor")
"""The rules that ask for every audit of a kind, the one that is named first before the others."""

SHARE = "share"
"""The rule that asks for a share of the rest."""


def why(grade: str, *, first_by_auditor: bool, kinds: Collection[str]) -> str:
    """The rule in force that asks for this audit whatever chance says; blank where none does.

    Every inadequate, every outstanding, every first audit by a new auditor, as far as these rules hold on
    the day of submission. An audit that several ask for is counted under the first of them.
    """
    reasons = {
        "inadequate": grade == "inadequate",
        "outstanding": grade == "outstanding",
        "new_auditor": first_by_auditor,
    }
    return next((kind for kind in CERTAIN if kind in kinds and reasons[kind]), "")


def rank(seed: str, key: str) -> str:
    """The place of an audit in the seed's order: nobody can foresee it, anybody can work it out again."""
    return sha256(f"{seed}/{key}".encode()).hexdigest()


def asked(share: int, number: int) -> int:
    """How many a share (per cent) of a number is: any part of an audit is a whole one."""
    return -(-share * number // 100)


def asked_so_far(seed: str, share: int, number: int) -> int:
    """How many of the first `number` are to be picked while more may come.

    Share × number, rounded down or up by the seed, the same way all along: systematic sampling with a random
    start. So every audit has the same chance as it comes in, the first of the month like the last.
    """
    start = int(rank(seed, "start"), 16) * 100 // 16**64
    return (share * number + start) // 100


def draw(
    *,
    seed: str,
    share: int,
    rest: Collection[str],
    picked: Collection[str],
    newcomers: Collection[str] = (),
    all_in: bool = False,
) -> list[str]:
    """Those of the rest to pick now, by key: what the share asks for less what is picked, which stays picked.

    While more may come, out of those that have just come in, lowest rank first. Once all are in the share
    is made whole: exactly share × number, rounded up, by the lowest rank among all.
    """
    wanted = asked(share, len(rest)) if all_in else asked_so_far(seed, share, len(rest))
    there, new = set(picked), set(newcomers)
    free = [key for key in rest if key not in there]
    free.sort(key=lambda key: (not all_in and key not in new, rank(seed, key)))
    return free[: max(wanted - len(there & set(rest)), 0)]
