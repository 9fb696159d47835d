"""Loaded by pytest before Django's settings: the tests run as `test`, on whichever database is named."""

import os

os.environ.setdefault("PLUMBLINE_ENV", "test")
