"""The measures `caseloads.*`, `supervision.*` and `visits.*` of FORMATS, all asked months at once. Pure."""

from caseloads.measures import continuity, timeliness, workloads

MEASURES = [*workloads.MEASURES, *continuity.MEASURES, *timeliness.MEASURES]

__all__ = ["MEASURES"]
