"""Signing in and out, passwords, and the own profile."""

from django.contrib.auth import views as auth
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.translation import gettext as _

from claimtrack.accounts.access import PersonRequest, page
from claimtrack.accounts.forms import ProfileForm, SignInForm
from claimtrack.accounts.services import user_update
from claimtrack.pages import show_form, tell


class SignIn(auth.LoginView):
    template_name = "accounts/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True


class SignOut(auth.LogoutView):
    http_method_names = ["post", "options"]


class PasswordChange(auth.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("password-change-done")


class PasswordChangeDone(auth.PasswordChangeDoneView):
    template_name = "accounts/password_change_done.html"


class PasswordReset(auth.PasswordResetView):
    template_name = "accounts/password_reset.html"
    email_template_name = "accounts/password_reset_mail.txt"
    subject_template_name = "accounts/password_reset_subject.txt"
    success_url = reverse_lazy("password-reset-sent")


class PasswordResetSent(auth.PasswordResetDoneView):
    template_name = "accounts/password_reset_sent.html"


class PasswordResetConfirm(auth.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("password-reset-done")


class PasswordResetDone(auth.PasswordResetCompleteView):
    template_name = "accounts/password_reset_done.html"


@page()
def profile(request: PersonRequest) -> HttpResponse:
    """The own name, language and time zone."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if form.is_valid():
        user = user_update(user=request.user, **form.cleaned_data)
        translation.activate(user.language)
        tell(request, _("Saved."))
        return redirect("profile")
    return show_form(request, "accounts/profile.html", {"form": form})
