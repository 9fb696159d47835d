from indicators.models.catalogue import AlsoListed, Entry, Frequency, Kind, PolarityChoices, Window
from indicators.models.compared import Benchmark, Peer, Population
from indicators.models.keys import ApiKey, Right
from indicators.models.names import IndicatorName, SectionName
from indicators.models.sections import Section, SectionMonth, SignOff
from indicators.models.taking import ReportFile
from indicators.models.targets import Basis, Operator, StepChange, Target
from indicators.models.warnings import AcceptedWarning

__all__ = [
    "AcceptedWarning",
    "AlsoListed",
    "ApiKey",
    "Basis",
    "Benchmark",
    "Entry",
    "Frequency",
    "IndicatorName",
    "Kind",
    "Operator",
    "Peer",
    "PolarityChoices",
    "Population",
    "ReportFile",
    "Right",
    "Section",
    "SectionMonth",
    "SectionName",
    "SignOff",
    "StepChange",
    "Target",
    "Window",
]
