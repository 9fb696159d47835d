from indicators.models.catalogue import (
    AlsoListed,
    Basis,
    Benchmark,
    Entry,
    Frequency,
    IndicatorName,
    Kind,
    Operator,
    Peer,
    PolarityChoices,
    Population,
    SectionName,
    StepChange,
    Target,
    Window,
)
from indicators.models.keys import ApiKey, Right
from indicators.models.sections import Section, SectionMonth, SignOff
from indicators.models.taking import ReportFile
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
    "Right",
    "ReportFile",
    "Section",
    "SectionMonth",
    "SectionName",
    "SignOff",
    "StepChange",
    "Target",
    "Window",
]
