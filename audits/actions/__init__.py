from audits.actions.adjusting import adjust, ask_adjustment, decide_adjustment
from audits.actions.calibrating import close_calibration, grade_case, make_calibration
from audits.actions.cycles import (
    allocate,
    close_cycle,
    described,
    open_cycle,
    plan_cycle,
    revise_cycle,
)
from audits.actions.expecting import change_expectation, end_expectation, set_expectation
from audits.actions.imports import write_audits
from audits.actions.moderating import grade_blind, moderate
from audits.actions.reinstating import reinstate, say_why_missed
from audits.actions.reminding import remind, remind_now, set_reminder_text
from audits.actions.second_looks import begin_rule, complete_draw, end_rule, pick
from audits.actions.submitting import Incomplete, submit
from audits.actions.tools import take_tool
from audits.actions.writing import Saved, discard, merge, save

__all__ = [
    "Incomplete",
    "Saved",
    "adjust",
    "allocate",
    "ask_adjustment",
    "change_expectation",
    "begin_rule",
    "close_calibration",
    "close_cycle",
    "complete_draw",
    "decide_adjustment",
    "described",
    "discard",
    "end_expectation",
    "end_rule",
    "grade_blind",
    "grade_case",
    "make_calibration",
    "merge",
    "moderate",
    "open_cycle",
    "pick",
    "plan_cycle",
    "reinstate",
    "remind",
    "remind_now",
    "revise_cycle",
    "save",
    "say_why_missed",
    "set_expectation",
    "set_reminder_text",
    "submit",
    "take_tool",
    "write_audits",
]
