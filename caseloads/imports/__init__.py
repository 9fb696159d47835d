"""Files of statuses, allocations, visits and supervisions into rows and problems. Nothing is written."""
