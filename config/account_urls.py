"""The pages of django-allauth that are open; what is not here is not found: sign-up, e-mail management."""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

urlpatterns = [
    path("sign-in/", views.login, name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("password/", views.password_change, name="account_change_password"),
    # Who has no password yet chooses one by the link in a message, like who has forgotten it.
    path(
        "password/none/",
        RedirectView.as_view(pattern_name="account_reset_password"),
        name="account_set_password",
    ),
    path("password/forgotten/", views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/forgotten/link/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/forgotten/changed/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
