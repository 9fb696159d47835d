"""A new council's first administrator chooses a password by a link; nobody types it for them."""

import io

import pytest
from django.core.management import CommandError, call_command

from organisation.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "seven plumb lines hang"


def added(email="first@council.example", name="Frankie Firstly"):
    out = io.StringIO()
    call_command("add_administrator", email, name, stdout=out)
    return out.getvalue().strip().splitlines()[-1]


def test_the_link_leads_to_choosing_a_password_and_the_person_administers(client):
    page = client.get(added(), follow=True)
    answer = client.post(page.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302, answer.context["form"].errors
    user = User.objects.get(email="first@council.example")
    assert user.check_password(PASSWORD)
    assert user.may("organisation.manage")


def test_the_same_person_twice_is_one_person():
    added()
    added()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("email", "words"), [("nobody", "is not an e-mail address"), ("first@council.example", "There is a user")]
)
def test_what_cannot_be_is_refused_in_words(email, words):
    added()
    with pytest.raises(CommandError, match=words):
        added(email=email, name="Somebody Else")
