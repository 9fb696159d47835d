from audits.summary.build import Summary, build

__all__ = ["Summary", "build"]
