"""Signing in: an e-mail address and a password, through django-allauth with all else of it closed.

Sign-up is closed: the administrator makes the accounts. Limits by address (IP) and by account are taken
before the password is hashed, since a hash costs a fifth of a second; a refusal is a page that says so
(429). Whether an address has an account is never said: the same words, the same work. The second factor
and single sign-on have their place as stages and a second adapter of allauth.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.core.exceptions import ImmediateHttpResponse
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from core.forms import GovukMixin

HOW_TO_CHOOSE = (
    "At least 12 characters. Three words that only you would put together are easy to remember "
    "and hard to guess."
)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for who tried too often; config.urls names it as handler429."""
    return render(request, "429.html", status=429)


class AccountAdapter(DefaultAccountAdapter):
    """allauth, as this product has it."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right. Check both.",
        "enter_current_password": "The present password is not right.",
        "invalid_password_reset": "This link has been used or is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Before the hash: refuse who failed too often, in words and as a 429."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(too_many_requests(request)) from error

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login") + "?ended=signed-out"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("home")


class _Words(GovukMixin):
    """allauth's forms with our labels, hints and no placeholders."""

    words: dict[str, tuple[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label, hint = self.words.get(name, (str(field.label), ""))
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)
        self.say_in_words()


class SignInForm(_Words, LoginForm):
    """E-mail address and password."""

    words = {"login": ("E-mail address", ""), "password": ("Password", "")}


class NewPasswordForm(_Words, ChangePasswordForm):
    """The present password, the new one twice."""

    words = {
        "oldpassword": ("Present password", ""),
        "password1": ("New password", HOW_TO_CHOOSE),
        "password2": ("New password again", ""),
    }


class ForgottenPasswordForm(_Words, ResetPasswordForm):
    """The address to send a link to. One without an account gets a message too: same answer, same work."""

    words = {"email": ("E-mail address", "We will send a link to it.")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if self.users:
            sent: str = super().save(request, **kwargs)
            return sent
        email: str = self.cleaned_data["email"]
        get_adapter(request).send_mail("account/email/unknown_account", email, {})
        return email


class ResetForm(_Words, ResetPasswordKeyForm):
    """The new password twice, for who has followed the link."""

    words = {"password1": ("New password", HOW_TO_CHOOSE), "password2": ("New password again", "")}
