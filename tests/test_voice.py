"""What the assistant says of itself follows the corpus, in every language."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import texts
from assistant.domain import CorpusCard, Language
from assistant.ingest.manifest import load_card
from assistant.settings import REPOSITORY
from assistant.texts.voice import ALWAYS, IF_SAID, PLACES, Voice

NB, NN, EN = Language.NB, Language.NN, Language.EN
AREAS = ("answer", "prompts", "web", "web_account")
OWN = load_card(REPOSITORY / "corpus")
WORD = st.text("abcæøå", min_size=1, max_size=8)
LINES = st.dictionaries(st.sampled_from(Language), WORD)
CARDS = st.builds(
    CorpusCard,
    name=LINES,
    subject=LINES,
    proper_name=st.none() | WORD,
    documents=LINES,
    topics=LINES,
    which=st.dictionaries(st.sampled_from(Language), st.lists(WORD, min_size=1).map(tuple)),
    contact=LINES,
    contact_url=st.none() | WORD,
    publisher=st.none() | WORD,
)


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def spoken(language: Language) -> dict[str, str]:
    """Texts with a place that the corpus fills, without their variants."""
    found = {}
    for area in AREAS:
        for key, text in texts.area(area, language).items():
            if isinstance(text, str) and fields_of(text) & set(PLACES):
                found[f"{area}.{key}"] = text
    return {k: t for k, t in found.items() if not k.endswith(("_short", "_plain"))}


@pytest.mark.parametrize("language", Language)
def test_a_text_that_may_lack_a_word_has_a_plain_variant(language: Language) -> None:
    assert len(spoken(language)) >= 12
    for key, text in spoken(language).items():
        if fields_of(text) & set(IF_SAID):
            area, _, name = key.partition(".")
            plain = texts.area(area, language)[f"{name}_plain"]
            assert not fields_of(str(plain)) & set(IF_SAID), key


@given(CARDS, st.sampled_from(Language))
def test_every_text_can_be_said_of_any_corpus(card: CorpusCard, language: Language) -> None:
    voice = Voice(card)
    assert set(ALWAYS) <= set(voice.places(language)) <= set(PLACES)
    for key, text in spoken(language).items():
        given_ = dict.fromkeys(fields_of(text) - set(PLACES), "…")
        said = voice.get(key, language, **given_)
        assert said
        assert not fields_of(said), key
        assert said[0] in "«…" or said[0].isupper(), said


@given(CARDS, st.sampled_from(Language))
def test_a_foreign_corpus_is_never_called_the_cluster_programme(
    card: CorpusCard, language: Language
) -> None:
    voice = Voice(card)
    for key, text in spoken(language).items():
        if key != "prompts.tool_check":  # Only where the corpus says that the check belongs to it.
            said = voice.get(key, language, **dict.fromkeys(fields_of(text) - set(PLACES), "…"))
            for word in ("klyng", "Klyng", "cluster", "Innova"):
                assert word not in said, key


CASES = {
    "answer.where_to_ask": {
        NB: "Spør Innovasjon Norge hvis du trenger et sikkert svar.",
        NN: "Spør Innovasjon Noreg om du treng eit sikkert svar.",
        EN: "Ask Innovation Norway if you need a definite answer.",
    },
    "answer.out_of_scope": {
        NB: "Det kan jeg ikke svare på. Jeg svarer bare på det som står i dokumentene om"
        " klyngeprogrammet.",
        NN: "Det kan eg ikkje svare på. Eg svarer berre på det som står i dokumenta om"
        " klyngeprogrammet.",
        EN: "I cannot answer that. I only answer from the documents about the cluster programme.",
    },
    "answer.hostile": {
        NB: "Det kan jeg ikke hjelpe med. Jeg svarer på spørsmål om klyngeprogrammet, ut fra"
        " programdokumentene.",
        NN: "Det kan eg ikkje hjelpe med. Eg svarer på spørsmål om klyngeprogrammet, ut frå"
        " programdokumenta.",
        EN: "I cannot help with that. I answer questions about the cluster programme, from the"
        " programme documents.",
    },
    "answer.clarify_lost": {
        NB: "Hva gjelder spørsmålet? Skriv gjerne hvilket nivå eller hvilken utlysning du tenker"
        " på.",
        NN: "Kva gjeld spørsmålet? Skriv gjerne kva nivå eller kva utlysing du tenkjer på.",
        EN: "What is the question about? Please say which level or which call you have in mind.",
    },
    "answer.greeting": {
        NB: "Hei! Spør meg om klyngeprogrammet, for eksempel hva som kreves, hvor lenge støtten"
        " varer eller hvordan en klynge søker.",
        NN: "Hei! Spør meg om klyngeprogrammet, til dømes kva som krevst, kor lenge støtta"
        " varer eller korleis ei klynge søkjer.",
        EN: "Hello! Ask me about the cluster programme, for example what is required, how long"
        " the support lasts or how a cluster applies.",
    },
    "answer.identity": {
        NB: "Jeg er Klyngeassistenten, en automatisk assistent. Jeg svarer på spørsmål om"
        " klyngeprogrammet Norwegian Innovation Clusters og viser hvor i dokumentene svaret står.",
        NN: "Eg er Klyngeassistenten, ein automatisk assistent. Eg svarer på spørsmål om"
        " klyngeprogrammet Norwegian Innovation Clusters og viser kvar i dokumenta svaret står.",
        EN: "I am Klyngeassistenten, an automated assistant. I answer questions about the cluster"
        " programme Norwegian Innovation Clusters and show where in the documents the answer"
        " is found.",
    },
    "web.ask_title": {
        NB: "Spør om klyngeprogrammet",
        NN: "Spør om klyngeprogrammet",
        EN: "Ask about the cluster programme",
    },
    "web.product": dict.fromkeys(Language, "Klyngeassistenten"),
}


@pytest.mark.parametrize(("key", "said"), CASES.items(), ids=list(CASES))
def test_of_the_shipped_documents(key: str, said: dict[Language, str]) -> None:
    for language, wanted in said.items():
        assert Voice(OWN).get(key, language) == wanted


def test_a_choice_begins_with_a_capital() -> None:
    told = [
        Voice(OWN).get("answer.clarify_choice", language, choices="A og B") for language in Language
    ]
    assert told == [
        "Hvilket nivå gjelder det? Dokumentene har svar for A og B.",
        "Kva nivå gjeld det? Dokumenta har svar for A og B.",
        "Which level do you mean? The documents have answers for A og B.",
    ]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (CorpusCard(), "Spør utgiveren av dokumentene hvis"),
        (CorpusCard(publisher="Havnekontoret"), "Spør Havnekontoret hvis"),
        (CorpusCard(contact={NB: "Kari"}, publisher="Havnekontoret"), "Spør Kari hvis"),
        (
            CorpusCard(contact={NB: "Kari"}, contact_url="https://example.org"),
            "Spør Kari (https://example.org) hvis",
        ),
    ],
)
def test_who_to_ask(card: CorpusCard, said: str) -> None:
    assert Voice(card).get("answer.where_to_ask", NB).startswith(said)


def test_what_is_known_is_said_and_no_more() -> None:
    voice = Voice(CorpusCard(subject={NB: "hallene"}))
    assert voice.get("answer.greeting", NB) == "Hei! Spør meg om hallene."
    assert voice.get("answer.greeting", EN) == "Hello! Ask me about what the documents say."
    assert voice.get("web.footer", EN).endswith("The publisher of the documents decides.")


def test_an_unknown_key_is_an_error_for_programmers() -> None:
    with pytest.raises(KeyError):
        Voice().get("answer.nosuchkey", NB)
