"""Scales: what verdicts may say, in the words of the newsroom, as data that admins keep."""

from collections.abc import Collection
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.models import tracked
from claims.models.evidence import Stance


def words_stay(*fields: str) -> pgtrigger.Protect:
    """Return the trigger that keeps the words of these fields: what was published says what it said."""
    condition = pgtrigger.Q()
    for name in fields:
        condition |= pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")})
    return pgtrigger.Protect(name="words_stay", operation=pgtrigger.Update, condition=condition)


def in_language(words: dict[str, str]) -> str:
    """Return {language: words} in the reader's language, in that of the newsroom where it lacks it."""
    code = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return words.get(code) or words.get(settings.LANGUAGE_CODE) or next(iter(words.values()), "")


def check_languages(field: str, words: Any) -> None:
    """Raise ValidationError unless `words` has some in every language of the interface."""
    wanted = [code for code, _name in settings.LANGUAGES]
    fine = isinstance(words, dict) and all(isinstance(words.get(code), str) and words[code].strip() for code in wanted)
    if not fine:
        raise ValidationError({field: _("Give the words in each language: %(codes)s.") % {"codes": ", ".join(wanted)}})


@tracked
class Scale(models.Model):
    """Ratings that belong together, `forecasts` for what has not happened yet. `label`: {language: words}."""

    key = models.SlugField(gettext_lazy("key"), max_length=40, unique=True)
    label = models.JSONField(gettext_lazy("words"), help_text='{"fr": "…", "en": "…"}')
    forecasts = models.BooleanField(gettext_lazy("for forecasts"), default=False)
    active = models.BooleanField(gettext_lazy("in use"), default=True)

    class Meta:
        verbose_name = gettext_lazy("scale")
        verbose_name_plural = gettext_lazy("scales")
        ordering = ["forecasts", "pk"]
        triggers = [words_stay("key", "label")]

    def __str__(self) -> str:
        return in_language(self.label)

    def clean(self) -> None:
        check_languages("label", self.label)


@tracked
class Rating(models.Model):
    """One word of a scale and what it means. `awaits` marks one to be looked at again when the forecast is due;
    `asks_for` the stance of which evidence has to count for it to be signed, "" where it says nothing of evidence.
    """

    scale = models.ForeignKey(Scale, models.PROTECT, related_name="ratings", verbose_name=gettext_lazy("scale"))
    key = models.SlugField(gettext_lazy("key"), max_length=40)
    label = models.JSONField(gettext_lazy("words"), help_text='{"fr": "…", "en": "…"}')
    meaning = models.JSONField(gettext_lazy("what it means"), help_text='{"fr": "…", "en": "…"}')
    position = models.PositiveSmallIntegerField(gettext_lazy("position"), default=0)
    awaits = models.BooleanField(gettext_lazy("to review when the forecast is due"), default=False)
    asks_for = models.CharField(
        gettext_lazy("evidence it asks for"),
        max_length=8,
        choices=[(s.value, s.label) for s in (Stance.SUPPORTS, Stance.REFUTES)],
        blank=True,
        default="",
    )
    active = models.BooleanField(gettext_lazy("in use"), default=True)

    class Meta:
        verbose_name = gettext_lazy("rating")
        verbose_name_plural = gettext_lazy("ratings")
        ordering = ["scale", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["scale", "key"], name="rating_once_in_scale")]
        triggers = [words_stay("key", "label", "meaning")]

    def __str__(self) -> str:
        return in_language(self.label)

    @property
    def means(self) -> str:
        """Return what it means in the reader's language."""
        return in_language(self.meaning)

    def lacks(self, stances: Collection[str]) -> bool:
        """Return whether it asks for evidence of a stance that is not among these."""
        return bool(self.asks_for) and self.asks_for not in stances

    def clean(self) -> None:
        check_languages("label", self.label)
        check_languages("meaning", self.meaning)
