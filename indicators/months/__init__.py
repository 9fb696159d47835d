"""A month's analysis, confirmation and sign-off, and what was restated since."""
