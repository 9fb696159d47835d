"""Reads: the catalogue of a month, the figures of a place, and what they mean together."""
