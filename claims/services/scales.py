"""The scales that a newsroom starts with."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps

DEFAULT = Path(__file__).resolve().parents[1] / "scales" / "default.toml"


def scales_default(*, apps: Apps = installed, **kwargs: Any) -> None:
    """Fill the table of scales where it is empty: after migrations, with the models as they then are, or a flush."""
    try:
        scale_model, rating_model = apps.get_model("claims", "Scale"), apps.get_model("claims", "Rating")
    except LookupError:
        return
    if scale_model.objects.exists():
        return
    for entry in tomllib.loads(DEFAULT.read_text(encoding="utf-8"))["scales"]:
        ratings = entry.pop("ratings")
        scale = scale_model.objects.create(**entry)
        for position, rating in enumerate(ratings, 1):
            rating_model.objects.create(scale=scale, position=position, **rating)
