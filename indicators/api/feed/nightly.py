"""The feed is written by night, so that the first who reads it in the morning waits for nothing."""

import datetime as dt

from core import clock, home, jobs
from indicators.api.consumer import consumer
from indicators.api.feed.kept import Feed
from indicators.models import ApiKey, Right
from indicators.permissions import KEYS

KIND = "indicators.feed"
AFTER_THE_ROLL_UP = dt.time(4, 0)


@jobs.handler(KIND, title="Write the figures’ feed")
def write(job: jobs.Running) -> None:
    """Every month, as those read it who have a key: with teams, and without. What has not changed is kept."""
    readers = {key.teams: consumer(key) for key in _reading()}
    for done, reader in enumerate(readers.values()):
        job.progress(done, len(readers))
        for _ in Feed(reader, None, None).pieces():
            pass
    with job.finish() as outcome:
        outcome.words = "The feed is written." if readers else "No key reads the feed."


def _reading() -> list[ApiKey]:
    keys = ApiKey.objects.working(clock.now())
    return [key for key in keys if Right.FIGURES in key.rights]


def register() -> None:
    """Have it written each night, and the keys in the service navigation of those who make them."""
    jobs.nightly(KIND, at=AFTER_THE_ROLL_UP)
    home.navigate("API keys", "api_keys", KEYS.name, 146)
