"""How much of a spreadsheet is read. Past any of these the file is refused, in words."""

ROWS = 200_000
COLUMNS = 400
CELLS = 1_000_000
CELL_CHARACTERS = 32_767
"""What Excel holds in a cell."""

TEXT_CHARACTERS = 20_000_000
"""All cells together: a shared text of 1 MB that a million cells point at is still a bomb."""

MEMBERS = 1_000
UNPACKED_BYTES = 100 * 1024 * 1024
RATIO = 250
"""How many times its size a member may unpack to, once it is past `RATIO_FROM_BYTES`."""
RATIO_FROM_BYTES = 10 * 1024 * 1024

MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 4
WALL_SECONDS = 20
"""The processor's time is what a bad file uses up; the wall's only ends what hangs on a busy machine."""
