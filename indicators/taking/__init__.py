"""Figures from a file, on the pages."""
