"""The one place that talks to the queue (Redis, or this process's memory) to publish."""

from celery import current_app
from celery.app.base import Celery

from core.jobs.sending import Reserved

TASK = "core.jobs.run"
CONNECT_SECONDS = 2.0
FULL = 100
"""With this many messages there, whatever was sent before is still there: sending it again helps nobody."""


def send(batch: list[Reserved]) -> None:
    """Publish the batch; raises when the queue can't be reached, within seconds.

    The connection is made anew each time: none survives a fork, a restart of Redis or a suspended one.
    """
    app: Celery = current_app._get_current_object()
    with app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, interval_start=0, timeout=CONNECT_SECONDS)
        full = any(each.again for each in batch) and _length(app, connection) >= FULL
        with app.amqp.Producer(connection, auto_declare=False) as producer:
            for each in batch:
                if not (each.again and full):
                    app.send_task(TASK, args=[each.job_id], producer=producer, retry=False)


def _length(app: Celery, connection: object) -> int:
    channel = connection.default_channel  # type: ignore[attr-defined]
    length: int = channel.queue_declare(queue=app.conf.task_default_queue).message_count
    return length
