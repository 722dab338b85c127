from django.urls import path
from django.views.i18n import set_language

from claimtrack.accounts import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", views.SignOut.as_view(), name="sign-out"),
    path("profile/", views.profile, name="profile"),
    path("language/", set_language, name="set-language"),
    path("password/", views.PasswordChange.as_view(), name="password-change"),
    path("password/done/", views.PasswordChangeDone.as_view(), name="password-change-done"),
    path("reset/", views.PasswordReset.as_view(), name="password-reset"),
    path("reset/sent/", views.PasswordResetSent.as_view(), name="password-reset-sent"),
    path("reset/<uidb64>/<token>/", views.PasswordResetConfirm.as_view(), name="password-reset-confirm"),
    path("reset/done/", views.PasswordResetDone.as_view(), name="password-reset-done"),
]
