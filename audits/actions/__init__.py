from audits.actions.adjusting import adjust, ask_adjustment, decide_adjustment
from audits.actions.agreeing import agree
from audits.actions.calibrating import close_calibration, grade_case, make_calibration
from audits.actions.changing import change_action
from audits.actions.copying import make_copy
from audits.actions.cycles import (
    allocate,
    close_cycle,
    described,
    open_cycle,
    plan_cycle,
    revise_cycle,
)
from audits.actions.expecting import change_expectation, end_expectation, set_expectation
from audits.actions.following import mark_done, reopen, update_action, verify
from audits.actions.imports import write_audits
from audits.actions.learning import correct_tags, tag_again
from audits.actions.moderating import grade_blind, moderate
from audits.actions.rechecking import draw_rechecks, record_recheck
from audits.actions.reinstating import reinstate, say_why_missed
from audits.actions.reminding import remind, remind_now, set_reminder_text
from audits.actions.second_looks import begin_rule, complete_draw, end_rule, pick
from audits.actions.submitting import Incomplete, submit
from audits.actions.tags import add_tag, change_tag, set_tag_in_use
from audits.actions.tasks import close_task
from audits.actions.tools import take_tool
from audits.actions.writing import Saved, discard, merge, save

__all__ = [
    "Incomplete",
    "Saved",
    "add_tag",
    "adjust",
    "agree",
    "allocate",
    "ask_adjustment",
    "begin_rule",
    "change_action",
    "change_expectation",
    "change_tag",
    "close_calibration",
    "close_cycle",
    "close_task",
    "complete_draw",
    "correct_tags",
    "decide_adjustment",
    "described",
    "discard",
    "draw_rechecks",
    "end_expectation",
    "end_rule",
    "grade_blind",
    "grade_case",
    "make_calibration",
    "make_copy",
    "mark_done",
    "merge",
    "moderate",
    "open_cycle",
    "pick",
    "plan_cycle",
    "record_recheck",
    "reinstate",
    "remind",
    "remind_now",
    "reopen",
    "revise_cycle",
    "save",
    "say_why_missed",
    "set_expectation",
    "set_reminder_text",
    "set_tag_in_use",
    "submit",
    "tag_again",
    "take_tool",
    "update_action",
    "verify",
    "write_audits",
]
