from audits.models.agreed import ActionUpdate, AgreedAction, Recheck, Tag
from audits.models.audit import Audit, Finding, Grade, Moderation
from audits.models.cycle import Cycle
from audits.models.running import Adjustment, Concern, Expectation, ReminderText, Return
from audits.models.sample import Draw, FrameCase
from audits.models.second_looks import (
    BlindGrade,
    Calibration,
    CalibrationCase,
    CalibrationGrade,
    CalibrationGrader,
    Pick,
    SecondLookRule,
)
from audits.models.tasks import InadequateTask
from audits.models.tool import Question, Section, ToolVersion
from audits.models.writing import Answer, Entry, Unmerged

__all__ = [
    "ActionUpdate",
    "Adjustment",
    "AgreedAction",
    "Answer",
    "Audit",
    "BlindGrade",
    "Calibration",
    "CalibrationCase",
    "CalibrationGrade",
    "CalibrationGrader",
    "Concern",
    "Cycle",
    "Draw",
    "Entry",
    "Expectation",
    "Finding",
    "FrameCase",
    "Grade",
    "InadequateTask",
    "Moderation",
    "Pick",
    "Question",
    "Recheck",
    "ReminderText",
    "Return",
    "SecondLookRule",
    "Section",
    "Tag",
    "ToolVersion",
    "Unmerged",
]
