"""What people have to say."""

from django import forms
from django.utils.translation import gettext_lazy

from claims.services.comments import MOST_WORDS


class CommentForm(forms.Form):
    """What somebody has to say; who is named after an @ is told."""

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("Write @ and a name to tell somebody."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
