"""The address at which somebody chooses a password, once, for a while. No one types another's password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from organisation.models import User


def path_to_choose(user: User) -> str:
    """The path of a one-time link; it ends with PASSWORD_RESET_TIMEOUT, or when a password is chosen."""
    told = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=told)
