"""Places of alleged events."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import tracked


@tracked
class Place(models.Model):
    """A place of the gazetteer; WGS 84 degrees, ISO 3166-1 country."""

    gazetteer_id = models.CharField(_("gazetteer id"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300)
    country = models.CharField(_("country (ISO 3166-1)"), max_length=2, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [
            models.CheckConstraint(
                name="place_on_earth",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
            )
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class PlaceAlias(models.Model):
    """A spelling that people read as a place: where the machine finds no place, or the one that they put right."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="aliases", verbose_name=_("place"))
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=200, unique=True)
    instead_of = models.CharField(_("instead of (gazetteer id)"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("spelling of a place")
        verbose_name_plural = _("spellings of places")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
