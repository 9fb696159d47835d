"""Nobody has the server read more than the largest file."""

import pytest

from core import sizes
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.pages")]


@pytest.fixture
def limit(settings):
    return settings.FILE_LIMIT_BYTES + sizes.ROOM_BYTES


class Unread:
    """A body that nobody may touch."""

    def read(self, *_):
        raise AssertionError("what is too large was read")

    readline = __iter__ = read


def send(client, length, path="/note/"):
    sent = {"CONTENT_TYPE": "multipart/form-data; boundary=b", "CONTENT_LENGTH": str(length)}
    return client.generic("POST", path, **sent, **{"wsgi.input": Unread()})


@pytest.mark.parametrize("path", ["/note/", "/account/sign-in/", "/nowhere/"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_what_is_too_large_is_refused_unread_in_words(client, limit, path, signed_in):
    if signed_in:
        client.force_login(UserFactory())
    refused = send(client, limit + 1, path)
    assert refused.status_code == 413
    assert "A file may have up to 20 MB. Nothing was saved." in refused.content.decode()
    assert "default-src 'none'" in refused["Content-Security-Policy"]


def test_what_is_as_large_as_may_be_is_read(client, limit):
    with pytest.raises(AssertionError, match="was read"):
        send(client, limit)


@pytest.mark.parametrize("length", ["", "many", "-1"])
def test_a_length_that_makes_no_sense_is_no_error(client, length):
    assert client.get("/account/sign-in/", CONTENT_LENGTH=length).status_code == 200
