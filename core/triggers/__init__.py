"""Rules that the database keeps by triggers, declared in `Meta.constraints` like any other constraint.

Migrations make and drop them. SQLite loses triggers when Django remakes a table in a way that does
not go through the constraint, so `manage.py migrate` calls `upkeep.restore`; `manage.py flush`, which
must empty tables that refuse to be emptied, calls `upkeep.lift` and `upkeep.restore`.
"""

from core.triggers.rules import KeptByTriggers, Trigger, Unchangeable, column_of

__all__ = ["KeptByTriggers", "Trigger", "Unchangeable", "column_of"]
