"""How the indicators stand: a month, a section, thirteen months, places side by side."""
