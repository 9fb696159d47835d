"""The real settings, with one address more: one that starts a job and nothing else."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.redis.urls"
