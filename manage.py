#!/usr/bin/env python
"""Plumbline's commands. Without a secret key in the environment they work on the embedded database."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    mode = "production" if os.environ.get("SECRET_KEY") else "embedded"
    os.environ.setdefault("PLUMBLINE_ENV", mode)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
