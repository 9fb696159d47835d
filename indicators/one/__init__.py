"""One indicator: its control chart, its windows, what is known of it."""
