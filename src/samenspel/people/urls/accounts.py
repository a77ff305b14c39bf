"""The pages of django-allauth that we use, under the names by which it looks for them."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from .. import views
from ..adapters.keys import with_a_letter

urlpatterns = [
    path("inloggen/", account.request_login_code, name="account_login"),
    path("inloggen/", account.request_login_code, name="account_request_login_code"),
    path("inloggen-met-code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("inloggen-met-sleutel/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen-tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("aanmelden/", views.sign_up, name="account_signup"),
    path(
        "aanmelden/code/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("geen-toegang/", account.account_inactive, name="account_inactive"),
    path("mijn-toegang/", views.access, name="mfa_index"),
    path("mijn-toegang/", views.access, name="mfa_list_webauthn"),
    path("mijn-toegang/", views.access, name="account_email"),
    path("mijn-toegang/nieuw/", with_a_letter(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path(
        "mijn-toegang/<int:pk>/weg/",
        with_a_letter(webauthn.remove_webauthn),
        name="mfa_remove_webauthn",
    ),
    path("mijn-toegang/app/", with_a_letter(totp.activate_totp), name="mfa_activate_totp"),
    path("mijn-toegang/app/weg/", with_a_letter(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(
        "mijn-toegang/bevestig/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("mijn-toegang/bevestig-met-code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("mijn-toegang/noodcodes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "mijn-toegang/noodcodes/nieuw/",
        with_a_letter(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
]
