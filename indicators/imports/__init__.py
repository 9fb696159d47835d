"""Files into rows and problems, and what the rows would change. Nothing is written."""
