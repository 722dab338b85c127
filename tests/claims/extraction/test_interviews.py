"""Interviews whose turns bear labels and no quotation marks."""

from claims.extraction import extract

ASKED = "Le Courrier : Pourquoi avoir fermé l'atelier ?\n\n"
ANSWERED = "Paul Vasseur : Nous n'avions plus le choix. Les dettes montaient.\n\n"


def said(text):
    return [(draft.speaker, draft.allegation) for draft in extract(text, language="fr", published_on=None)]


def test_an_answer_is_a_claim_and_a_question_is_none():
    answer = ("Paul Vasseur", "Nous n'avions plus le choix. Les dettes montaient")
    assert said(ASKED + ANSWERED) == [answer]
    draft = extract(ASKED + ANSWERED, language="fr", published_on=None)[0]
    assert (draft.kind, draft.speaker_name) == ("direct", "Paul Vasseur")


def test_marks_around_a_question_do_not_hide_who_asks():
    assert said("« Le Courrier : Pourquoi ? »\n\n" + ANSWERED)[0][0] == "Paul Vasseur"


def test_labels_of_facts_are_no_voices():
    assert said("Lieu : la salle des fêtes de Sorval.\n\nPrix : l'entrée est gratuite.\n") == []


def test_one_voice_alone_is_no_interview():
    assert said("Paul Vasseur : Que faire ?\n\nPaul Vasseur : Que dire ?\n") == []
