"""Jobs that processes of a test do: each leaves a stored file, so that effects can be counted."""

import time

from core import jobs
from core.models import StoredFile

EFFECT = "test.effect"


@jobs.handler(EFFECT, title="Leave an effect")
def effect(job):
    """Works for `seconds`, then `quiet` ones without a sign of progress; leaves the effect `name`."""
    tenths = int(job.args.get("seconds", 0) * 10)
    for tenth in range(tenths):
        job.progress(tenth, tenths, "Working")
        time.sleep(0.1)
    job.progress(tenths, tenths, "Nearly done")
    time.sleep(job.args.get("quiet", 0))
    with job.finish() as outcome:
        StoredFile.objects.keep(name=job.args["name"], content_type="text/plain", content=b"")
        outcome.words = "There it is."
