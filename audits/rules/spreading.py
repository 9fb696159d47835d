"""Which auditor takes which case: everybody's bars hold, and nobody gets more than others need to. Pure."""

import heapq
from collections import deque
from collections.abc import Mapping, Sequence
from random import Random


def spread(allowed: Sequence[frozenset[int]], rooms: Mapping[int, int], chance: Random) -> list[int | None]:
    """For each case, given as the auditors who may take it, the one who does.

    Auditors fill up in proportion to their rooms. Somebody gets more than their room only if that is the
    only way to have a case audited, and what is over is spread evenly; a room below 0 is what somebody has
    over already. A case has None only if nobody may take it.

    A maximum matching by augmenting paths: the auditors' places are taken cheapest first, which for matchings
    is the best there is. What has no order of its own is put into one by chance.
    """
    people = sorted(rooms)
    chance.shuffle(people)
    order = list(range(len(allowed)))
    chance.shuffle(order)
    may = {person: [case for case in order if person in allowed[case]] for person in people}
    holder: list[int | None] = [None] * len(allowed)
    free = [_place(1, rooms[person], turn) for turn, person in enumerate(people)]
    heapq.heapify(free)
    left = sum(1 for each in allowed if not each.isdisjoint(rooms))
    taken = dict.fromkeys(people, 0)
    while left and free:
        _, _, turn = heapq.heappop(free)
        person = people[turn]
        if _find_one(person, may, holder):
            left -= 1
            taken[person] += 1
            heapq.heappush(free, _place(taken[person] + 1, rooms[person], turn))
    return holder


def _place(number: int, room: int, turn: int) -> tuple[int, float, int]:
    """What somebody's so-many-th case costs: within the room by how full it is, beyond it by how far."""
    if number <= room:
        return 0, (2 * number - 1) / (2 * room), turn
    return 1, float(number - room), turn


def _find_one(person: int, may: Mapping[int, Sequence[int]], holder: list[int | None]) -> bool:
    """Give the person one case more: a free one, or somebody's who finds another instead, and so on.

    False if there is no way, and then there never will be: others only take more.
    """
    asked_by: dict[int, int] = {}
    gives_up: dict[int, int] = {}
    asking = deque([person])
    while asking:
        each = asking.popleft()
        for case in may[each]:
            if case in asked_by:
                continue
            asked_by[case] = each
            held = holder[case]
            if held is None:
                _hand_on(case, person, asked_by, gives_up, holder)
                return True
            if held != person and held not in gives_up:
                gives_up[held] = case
                asking.append(held)
    return False


def _hand_on(
    case: int, first: int, asked_by: Mapping[int, int], gives_up: Mapping[int, int], holder: list[int | None]
) -> None:
    """Along the way that was found, each takes what they asked for and gives up what they held."""
    while True:
        taker = asked_by[case]
        holder[case] = taker
        if taker == first:
            return
        case = gives_up[taker]
