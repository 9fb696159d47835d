"""How many audits somebody owes in a month, and what is missing of them. Pure."""


def owed(role: int | None, personal: int | None) -> int | None:
    """A person's own expectation stands in place of their role's, also where it is none at all (0).

    None where nothing is expected of either.
    """
    return role if personal is None else personal


def to_complete(expected: int | None, exempted: int) -> int | None:
    """What is expected less what they were exempted from, never below 0. None where nothing is expected.

    A withdrawn audit leaves as much to do as before: another case can be audited in its place.
    """
    return None if expected is None else max(0, expected - exempted)


def missing(expected: int | None, exempted: int, completed: int) -> int | None:
    """How many completed audits are missing of those that are to be completed, never below 0."""
    asked = to_complete(expected, exempted)
    return None if asked is None else max(0, asked - completed)
