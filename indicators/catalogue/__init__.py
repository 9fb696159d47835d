"""The catalogue on the pages: definitions, targets, benchmarks, populations, sections."""
