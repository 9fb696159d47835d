"""These tests kill and suspend things: each has servers of its own."""

import pytest

from tests.redis.servers import Servers


@pytest.fixture
def servers(transactional_db, tmp_path):
    """Redis, a worker and gunicorn with the address that starts a job, all up."""
    running = Servers(tmp_path, settings="tests.redis.settings")
    try:
        running.start_redis()
        running.start_worker()
        running.start_web()
        yield running
    finally:
        running.close()
