"""Actions, and the records that they leave."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, models, transaction

from core.history.actors import Actor, checked
from core.history.chain import Pending, append, pending

P = ParamSpec("P")
R = TypeVar("R")

_records: ContextVar[list[Pending] | None] = ContextVar("records of the outermost action", default=None)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """A change of state: one transaction, keyword-only, done `by` somebody.

    An action inside another joins its transaction as a savepoint: what it did and what it recorded
    go together if it fails. The outermost one writes all records, last.
    """
    parameters = inspect.signature(function).parameters
    wrong = [p.name for p in parameters.values() if p.kind not in (p.KEYWORD_ONLY, p.VAR_KEYWORD)]
    if wrong or "by" not in parameters:
        raise TypeError(f"{function.__qualname__}: an action takes keywords only, `by` among them.")

    @wraps(function)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        if not args:
            checked(kwargs.get("by"))
        if _records.get() is not None:
            with transaction.atomic():
                return function(*args, **kwargs)
        return _outermost(lambda: function(*args, **kwargs))

    return done


def _outermost(function: Callable[[], R]) -> R:
    records: list[Pending] = []
    opened = _records.set(records)
    try:
        with transaction.atomic():
            result = function()
            standing = _standing(records)
            if standing and not transaction.get_rollback():
                append(standing)
            return result
    finally:
        _records.reset(opened)


def _standing(records: list[Pending]) -> list[Pending]:
    """The records whose savepoint was not rolled back, by an action that failed or by anybody else.

    Django forgets what was to be called at commit when a savepoint rolls back; each record is on
    that list for this alone, and comes off it here.
    """
    ours = {id(item) for item in records}
    called: Any = connection.run_on_commit
    waiting = {id(item[1]) for item in called}
    connection.run_on_commit = [item for item in called if id(item[1]) not in ours]
    return [item for item in records if id(item) in waiting]


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Actor,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Say in history what the running action did.

    The verb is in the past tense ("moderated"), the subject a saved object, `before` and `after` flat
    dicts from a field's name in snake_case to a value that JSON can hold, or a date or a decimal.
    The values are taken as they are now. RuntimeError outside of an action.
    """
    records = _records.get()
    if records is None:
        raise RuntimeError("Only an action records history.")
    item = pending(verb, subject, by=checked(by), before=before or {}, after=after or {}, reason=reason)
    records.append(item)
    transaction.on_commit(item)
