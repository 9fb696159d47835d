"""The tables of core: each part has its own module."""
