"""Files are kept in the database, whole and up to 20 MB."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from core.models import StoredFile

pytestmark = pytest.mark.django_db
LIMIT = 20 * 1024 * 1024


def keep(content):
    return StoredFile.objects.keep(name="beans.csv", content_type="text/csv", content=content)


def test_a_file_is_kept_with_its_size_and_digest():
    stored = StoredFile.objects.get(pk=keep(b"bean").pk)
    assert bytes(stored.content) == b"bean"
    assert (stored.size, stored.sha256) == (4, hashlib.sha256(b"bean").hexdigest())


def test_a_file_of_20_mb_is_kept_and_a_larger_one_refused_in_words():
    assert keep(b"x" * LIMIT).size == LIMIT
    with pytest.raises(ValidationError, match="larger than 20 MB"):
        keep(b"x" * (LIMIT + 1))


def test_the_database_itself_refuses_a_larger_one():
    with pytest.raises(IntegrityError):
        StoredFile.objects.create(name="big", content_type="text/csv", size=LIMIT + 1, sha256="", content=b"")


def test_a_list_of_files_does_not_read_their_bytes(django_assert_num_queries):
    keep(b"bytes")
    with django_assert_num_queries(1) as queries:
        list(StoredFile.objects.all())
    assert "content" not in queries.captured_queries[0]["sql"].replace("content_type", "")
