from audits.actions.cycles import (
    allocate,
    close_cycle,
    described,
    open_cycle,
    plan_cycle,
    revise_cycle,
)
from audits.actions.imports import write_audits
from audits.actions.moderating import grade_blind, moderate
from audits.actions.submitting import Incomplete, submit
from audits.actions.tools import take_tool
from audits.actions.writing import Saved, discard, merge, save

__all__ = [
    "Incomplete",
    "Saved",
    "allocate",
    "close_cycle",
    "described",
    "discard",
    "grade_blind",
    "merge",
    "moderate",
    "open_cycle",
    "plan_cycle",
    "revise_cycle",
    "save",
    "submit",
    "take_tool",
    "write_audits",
]
