"""A message taken apart: the question, what is set before it, and frames around either."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer.understanding.asking import meaning_of, sentences_of, taken_apart
from assistant.domain import Language


@pytest.mark.parametrize(
    ("text", "question", "setting"),
    [
        ("Hvor mye kan vi få?", "Hvor mye kan vi få?", ""),
        ("Vi er et lag i Bodø. Hvor mye kan vi få?", "Hvor mye kan vi få?", "Vi er et lag i Bodø."),
        ("Hvor mye kan vi få? Vi er et lag.", "Hvor mye kan vi få?", "Vi er et lag."),
        ("Vi holder på: hva koster det?", "hva koster det?", "Vi holder på:"),
        # Abbreviations and ordinals end no sentence.
        ("Møtet er kl. 12 i Bodø. Hvem kommer?", "Hvem kommer?", "Møtet er kl. 12 i Bodø."),
        ("Det gjelder fra 3. mai. Hva gjør vi?", "Hva gjør vi?", "Det gjelder fra 3. mai."),
        # Small talk is no setting.
        ("Når er fristen? Tusen takk for svar", "Når er fristen?", ""),
        ("Når er fristen?\nMed vennlig hilsen Kari", "Når er fristen?", ""),
        ("Hei! Når er fristen? Takk", "Når er fristen?", ""),
        ("Når er fristen? Hva sier reglene?", "Når er fristen?", ""),
        ("Hva er et lag? Kort forklart", "Hva er et lag?", ""),
        # The last that asks does, but not one that guesses the answer.
        ("Hva koster det? Og når er fristen?", "Og når er fristen?", "Hva koster det?"),
        ("Hvem leder kursene? Folk utenfra?", "Hvem leder kursene?", "Folk utenfra?"),
        ("", "", ""),
        ("?", "?", ""),
    ],
)
def test_the_question_and_its_setting(text: str, question: str, setting: str) -> None:
    found = taken_apart(text)
    assert (found.question, found.setting) == (question, setting)
    assert not found.embedded


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Styret spør meg hva et lag er.", "hva et lag er."),
        ("Jeg lurer på hvor mye støtte vi kan få", "hvor mye støtte vi kan få"),
        ("Kan dere si meg når fristen er?", "når fristen er?"),
        ("Veit de kor lenge det varer?", "kor lenge det varer?"),
        ("My board is asking how long it lasts", "how long it lasts"),
        ("Could you tell me what it costs?", "what it costs?"),
        ("Når er fristen, lurer sjefen på", "Når er fristen?"),
    ],
)
def test_a_question_in_a_frame(text: str, question: str) -> None:
    found = taken_apart(text)
    assert found.question == question
    assert found.embedded
    assert not found.whether


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Sjefen lurer på om vi kan søke to ganger.", "om vi kan søke to ganger."),
        ("Vi er usikre på om laget får støtte", "om laget får støtte"),
        ("My boss wonders whether we can apply twice", "whether we can apply twice"),
        # What somebody claims, and whether that is so.
        (
            "Naboen påstår at støtten er avskaffet. Stemmer det?",
            "støtten er avskaffet. Stemmer det?",
        ),
        ("According to my boss the fee is gone. Is that true?", "the fee is gone. Is that true?"),
    ],
)
def test_a_question_whether(text: str, question: str) -> None:
    found = taken_apart(text)
    assert found.question == question
    assert found.whether


@pytest.mark.parametrize(
    "text",
    [
        # Who asks is what is asked here.
        "Hvem spør hva fristen er?",
        "Hva sier reglene om støy?",
        # «Om» introduces no clause.
        "Hva lurer folk på om natta?",
    ],
)
def test_what_is_no_frame(text: str) -> None:
    found = taken_apart(text)
    assert (found.question, found.embedded, found.whether) == (text, False, False)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("støtteordning, hva er det?", "hva er støtteordning?"),
        ("oppstartsmøte, kva er det for noko?", "kva er oppstartsmøte?"),
        ("matching funds, what does that mean?", "what is matching funds?"),
    ],
)
def test_a_term_before_its_question(text: str, question: str) -> None:
    assert taken_apart(text).question == question


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Hva koster det? Og når er fristen?", True),
        ("Hva koster det? Takk!", False),
        ("Vi er et lag. Hva koster det?", False),
        ("Hvem leder kursene? Folk utenfra?", False),
    ],
)
def test_whether_the_setting_asks_too(text: str, several: bool) -> None:
    assert taken_apart(text).several is several


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Kom kl. 12. Ta f.eks. båten.", ["Kom kl. 12.", "Ta f.eks. båten."]),
        ("Vi er ti\nHva nå?", ["Vi er ti", "Hva nå?"]),
        ("Den 3. mai reiser vi.", ["Den 3. mai reiser vi."]),
        ("Det er nr. 3. Mai er fin.", ["Det er nr. 3.", "Mai er fin."]),
        ("Dette: når er det?", ["Dette:", "når er det?"]),
        ("Åpent 12: 30 plasser.", ["Åpent 12: 30 plasser."]),
        ("   ", []),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    ("term", "language", "question"),
    [
        ("klyngeportalen??", Language.NB, "Hva er klyngeportalen?"),
        (" fylkesting ", Language.NN, "Kva er fylkesting?"),
        ("Matching.", Language.EN, "What is Matching?"),
    ],
)
def test_what_a_term_means(term: str, language: Language, question: str) -> None:
    assert meaning_of(term, language) == question


WORDS = st.sampled_from(["Vi", "er", "hva", "koster", "det", "Bodø", "når", "om", "kl.", "3.", "?"])
MESSAGES = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=14).map(" ".join))


@given(MESSAGES)
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert " ".join(sentences_of(text)).split() == text.split()


@given(MESSAGES)
def test_the_question_stands_in_the_whole(text: str) -> None:
    found = taken_apart(text)
    assert found.question in found.whole
    assert len(found.whole.split()) >= len(found.setting.split())
