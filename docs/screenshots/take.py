"""Take the pictures of README again: a day of the sample newsroom, then Chromium in front of it.

`CLAIMTRACK_VAR=/tmp/pictures PORT=8100 make run` in one terminal; in another, once it is ready and with the same
CLAIMTRACK_VAR: `.venv/bin/python docs/screenshots/take.py http://127.0.0.1:8100`
"""

import json
import os
import shutil
import sys
from base64 import b64decode
from pathlib import Path

import django
from django.db import transaction
from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
# What allege the same, each with an article's external id: the first is the origin, the last denies it.
SAME = [
    ("AOI-20241007-0412", "Les vannes de crue du barrage de Haut-Saurel ont été sabotées"),
    ("vm-88214", "ont bloqué deux vannes du barrage de Haut-Saurel avant de fuir"),
    ("fi-2024-3307", "se seraient introduits dans la salle de commande"),
    ("ctv-7740091", "d'avoir envoyé quatre hommes bloquer ces vannes"),
    ("dl-551902", "Aucun de nos salariés ne se trouvait en Orvanie"),
]
TITLE = "Des employés d’Hydrolest auraient bloqué les vannes de Haut-Saurel"
REASONS = (
    "L’image radar de 3 h 10 ne montre aucun véhicule et le niveau de la retenue n’a presque pas varié. Les reprises "
    "remontent toutes au ministère ; la vérification qui confirme dépend de l’État qui accuse."
)


@transaction.atomic
def work_through() -> tuple[int, int, int]:
    """Do what a newsroom does in a day; return the ids of the claim, its article and its story."""
    from claims.models import Claim, Rating
    from claims.services.cases import case_add, case_note, case_open
    from claims.services.comments import comment_add
    from claims.services.queue import queue_ask
    from claims.services.review import claim_move
    from claims.services.saved_searches import search_save
    from claims.services.stories import story_describe, story_gather
    from claims.services.verdicts import verdict_move, verdict_propose
    from claimtrack.accounts.models import User

    maud, idris, claire = (User.objects.get(username=name) for name in ("analyste1", "analyste2", "responsable"))
    claims = [Claim.objects.get(article__external_id=key, allegation__contains=words) for key, words in SAME]
    first, story = claims[0], claims[0].story_id
    if len(Claim.objects.filter(story=story)) > 1:
        return claims[2].pk, first.article_id, story  # done already
    story_gather(story_id=story, claim_ids=[claim.pk for claim in claims[1:]], user=maud)
    story_describe(story_id=story, user=maud, title=TITLE, summary="")
    for claim in claims[:3]:
        claim_move(claim_id=claim.pk, move="accept", user=maud)
    rumour = Claim.objects.filter(article=first.article).exclude(pk__in=[claim.pk for claim in claims]).first()
    claim_move(claim_id=rumour.pk, move="reject", user=idris, why="Repris mot pour mot plus bas")
    comment_add(claim_id=claims[2].pk, user=idris, text="@responsable le conditionnel disparaît chez Valdrec-Matin.")
    queue_ask(claim_id=claims[3].pk, user=idris, note="Est-ce la même intrusion ?")
    rating = Rating.objects.get(key="unproven")
    verdict = verdict_propose(story_id=story, rating=rating, reasons=REASONS, user=maud)
    for move in ("confirm", "publish"):
        verdict_move(verdict_id=verdict.pk, move=move, user=claire)
    case = case_open(user=maud, title="Le barrage de Haut-Saurel", description="Qui accuse qui, depuis octobre 2024.")
    case_add(case_id=case.pk, story_id=story, user=maud)
    case_note(case_id=case.pk, user=maud, text="Redemander les vidéos au ministère.")
    search_save(user=claire, name="Hydrolest", params="q=Hydrolest", shared=True)
    return claims[2].pk, first.article_id, story


def sign_in(page: Page) -> None:
    known = json.loads((Path(os.environ["CLAIMTRACK_VAR"]) / "sample_logins.json").read_text())["logins"]
    lead = next(login for login in known if login["role"] == "lead")
    page.goto("/account/sign-in/")
    page.locator("[name=username]").fill(lead["username"])
    page.locator("[name=password]").fill(lead["password"])
    page.keyboard.press("Enter")
    page.wait_for_selector(".bell")


def main() -> None:
    claim, article, story = work_through()
    pictures = {
        "article": (f"/articles/{article}/", DESK, "light", "jj"),
        "article-dark": (f"/articles/{article}/", DESK, "dark", "jj"),
        "article-phone": (f"/articles/{article}/", PHONE, "light", "jj"),
        "queue": ("/queue/", DESK, "light", ""),
        "claims": ("/claims/?q=barrage", DESK, "light", "jiji"),
        "claim": (f"/claims/{claim}/", DESK, "light", ""),
        "story-dark": (f"/stories/{story}/", DESK, "dark", ""),
    }
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, size, scheme, keys) in pictures.items():
            context = chromium.new_context(base_url=sys.argv[1], locale="fr-FR", viewport=size, color_scheme=scheme)
            page = context.new_page()
            sign_in(page)
            page.goto(path)
            page.keyboard.type(keys)
            page.wait_for_timeout(500)  # the text scrolls to the claim
            options = {"format": "webp", "quality": 80}
            taken = context.new_cdp_session(page).send("Page.captureScreenshot", options)
            (HERE / f"{name}.webp").write_bytes(b64decode(taken["data"]))
            context.close()


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    django.setup()
    main()
