"""What taking a file of children's records should come to, by plain loops over what its cells mean.

A cell is (text, meaning); BAD is what no importer takes. The first cells of a row are its key, the day of
it last among them.
"""

import datetime as dt

BAD = object()
REFS = {"CD1001": "CD1001", "cd 1002": "CD1002", "CD1003": "CD1003"}
UNKNOWN = "CD9999"


def outcome(recorded, rows, objections, days=None):
    """The records by key afterwards, and the numbers of the rows that have a problem.

    `rows` are (number, key, values) with what their cells mean. Each of `objections`, one after the other,
    says by key, values and what else there would be whether the row may not be taken.
    """
    spoilt = {n for n, key, values in rows if BAD in (*key, *values)}
    groups = {}
    for n, key, values in rows:
        if n not in spoilt:
            groups.setdefault(key, []).append((n, values))
    first = {}
    for key, group in groups.items():
        if any(values != group[0][1] for _, values in group):
            spoilt |= {n for n, _ in group}
        else:
            first[key] = group[0]
    stays = {
        k: v for k, v in recorded.items() if days is None or k in first or not days[0] <= k[-1] <= days[1]
    }
    for objects in objections:
        wrong = {None}
        while wrong:
            state = {**stays, **{key: values for key, (_, values) in first.items()}}
            wrong = {key for key, (_, values) in first.items() if objects(key, values, state)}
            spoilt |= {first[key][0] for key in wrong}
            first = {key: row for key, row in first.items() if key not in wrong}
    if days is not None and spoilt:
        return recorded, spoilt
    return {**stays, **{key: values for key, (_, values) in first.items()}}, spoilt


def overlap(one, other):
    """Whether two periods share a day."""
    return one[0] < (other[1] or dt.date.max) and other[0] < (one[1] or dt.date.max)
