"""The shipped thesaurus and stop words as data, and the loader that reads them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.search import analysis
from assistant.search.thesaurus import (
    ASKED_WEIGHT,
    FORM_WEIGHT,
    KIN_WEIGHT,
    SIBLING_WEIGHT,
    TRANSLATED_WEIGHT,
    Thesaurus,
)
from assistant.search.thesaurus_files import SHIPPED, parse, shipped

ENTRIES: list[dict[str, list[str]]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["entry"]
ASKED = ("nb", "nn", "en")
LEVEL_WORDS = ("arena", "pro", "nce", "gce", "nic", "connect", "explore", "impact")
LONGEST_PHRASE = 4
MOST_TARGETS = 4

# (what is asked, language, a word of the documents that it must reach)
CASES = [
    ("penger", Language.NB, "støtte"),
    ("pengestøtte", Language.NB, "finansiering"),
    ("firma", Language.NB, "bedrift"),
    ("foretak", Language.NB, "virksomhet"),
    ("sjef", Language.NB, "ledelse"),
    ("daglig leder", Language.NB, "ledelse"),
    ("siste dag", Language.NB, "frist"),
    ("kurs", Language.NB, "klyngelederskolen"),
    ("kurs", Language.NB, "skole"),
    ("treff", Language.NB, "nettverkssamlinger"),
    ("hvem styrer", Language.NB, "hovedansvaret"),
    ("står bak", Language.NB, "ansvar"),
    ("universiteter", Language.NB, "akademia"),
    ("investorene", Language.NB, "kapital"),
    ("konsulenter", Language.NB, "rådgiver"),
    ("logoen", Language.NB, "merkenavn"),
    ("sertifisering", Language.NB, "gullsertifisering"),
    ("handlingsplan", Language.NB, "gjennomføringsplan"),
    ("tildelt", Language.NB, "bevilget"),
    ("koster", Language.NB, "kostnad"),
    ("maks", Language.NB, "høyst"),
    ("pandemien", Language.NB, "koronakrisen"),
    ("bli med", Language.NB, "opptak"),
    ("holder på", Language.NB, "varighet"),
    ("lønner seg", Language.NB, "merverdi"),
    ("få igjen", Language.NB, "merverdi"),
    ("slapp til", Language.NB, "opptak"),
    ("nådde opp", Language.NB, "tatt"),
    ("nåløyet", Language.NB, "opptak"),
    ("hvem betaler", Language.NB, "finansiert"),
    ("bekostet", Language.NB, "finansiering"),
    ("stå på egne bein", Language.NB, "selvfinansierende"),
    ("tar slutt", Language.NB, "avsluttet"),
    ("pengene tar slutt", Language.NB, "exit"),
    ("legges ned", Language.NB, "erstatter"),
    ("avviklet", Language.NB, "erstatter"),
    ("tre i kraft", Language.NB, "lansert"),
    ("så dagens lys", Language.NB, "opprettet"),
    ("komme i gang", Language.NB, "startet"),
    ("legge vekt på", Language.NB, "sentrum"),
    ("avhenger", Language.NB, "avgjør"),
    ("i samsvar med", Language.NB, "henhold"),
    ("fikk svar", Language.NB, "vedtak"),
    ("rekke fristen", Language.NB, "søknadsfrist"),
    ("underveis", Language.NB, "perioden"),
    ("på nettet", Language.NB, "side"),
    ("nødt til", Language.NB, "obligatorisk"),
    ("kan vi droppe", Language.NB, "obligatorisk"),
    ("rekruttere", Language.NB, "mobilisere"),
    ("nystartede nettverk", Language.NB, "tidligfase"),
    ("høyere nivå", Language.NB, "modent"),
    ("strengere", Language.NB, "forventninger"),
    ("administrerer", Language.NB, "driver"),
    ("hvem har laget", Language.NB, "utviklet"),
    ("politisk vedtak", Language.NB, "stortinget"),
    ("gikk til", Language.NB, "kanalisert"),
    ("årsverk", Language.NB, "klyngeadministrasjon"),
    ("kursholder", Language.NB, "fasilitatorer"),
    ("portalen", Language.NB, "klyngeportalen"),
    ("fusjonert", Language.NB, "felles"),
    ("indikatorer", Language.NB, "resultatmål"),
    ("ringvirkninger", Language.NB, "synergi"),
    ("pådriver", Language.NB, "motor"),
    ("bak rattet", Language.NB, "førersetet"),
    ("storbedrifter", Language.NB, "etablerte"),
    ("leverandører", Language.NB, "verdikjede"),
    ("gjenstår", Language.NB, "gjensto"),
    ("foreløpig", Language.NB, "tentativt"),
    ("til daglig", Language.NB, "operative"),
    ("illustrasjon", Language.NB, "figur"),
    ("pressemelding", Language.NB, "nyheter"),
    ("infrastruktur", Language.NB, "fasiliteter"),
    ("gebyr", Language.NB, "kostnad"),
    ("utleie", Language.NB, "leie"),
    ("pengar", Language.NN, "støtte"),
    ("verksemdene", Language.NN, "virksomhet"),
    ("verksemd", Language.NN, "bedrift"),
    ("søkje", Language.NN, "søknad"),
    ("skildre", Language.NN, "beskrive"),
    ("krevje", Language.NN, "krav"),
    ("tilbod", Language.NN, "tilbud"),
    ("leiinga", Language.NN, "ledelse"),
    ("leiarar", Language.NN, "ledelse"),
    ("høve", Language.NN, "mulighet"),
    ("medverke", Language.NN, "delta"),
    ("føremålet", Language.NN, "formål"),
    ("røynsle", Language.NN, "erfaring"),
    ("løyvinga", Language.NN, "bevilgning"),
    ("tal på", Language.NN, "antall"),
    ("fleire", Language.NN, "flere"),
    ("tenester", Language.NN, "tjeneste"),
    ("berekraftig", Language.NN, "bærekraftig"),
    ("rådgjevarane", Language.NN, "rådgivning"),
    ("førarsetet", Language.NN, "førersetet"),
    ("tidlegare", Language.NN, "tidligere"),
    ("marknadsføring", Language.NN, "profilering"),
    ("styresmakter", Language.NN, "offentlig"),
    ("kvart år", Language.NN, "årlig"),
    ("held på", Language.NN, "varighet"),
    ("løner seg", Language.NN, "merverdi"),
    ("slepp til", Language.NN, "opptak"),
    ("fekk ja", Language.NN, "opptak"),
    ("kven betalte", Language.NN, "finansiert"),
    ("stå åleine", Language.NN, "selvfinansierende"),
    ("støtta tek slutt", Language.NN, "exit"),
    ("lagd ned", Language.NN, "erstatter"),
    ("tredde i kraft", Language.NN, "lansert"),
    ("kome i gang", Language.NN, "startet"),
    ("leggje vekt på", Language.NN, "viktig"),
    ("nøydd til", Language.NN, "obligatorisk"),
    ("lågare nivå", Language.NN, "modent"),
    ("kven har laga", Language.NN, "utviklet"),
    ("gjekk til", Language.NN, "kanalisert"),
    ("verkty", Language.NN, "verktøy"),
    ("leiarutvikling", Language.NN, "klyngelederskolen"),
    ("einige om", Language.NN, "forankring"),
    ("ferdig", Language.NN, "ferdigstilt"),
    ("heilskapen", Language.NN, "hele"),
    ("nedst", Language.NN, "nederst"),
    ("talfeste", Language.NN, "kvantifiserbare"),
    ("pådrivar", Language.NN, "katalysator"),
    ("lærestad", Language.NN, "akademia"),
    ("storverksemd", Language.NN, "etablerte"),
    ("løysing", Language.NN, "løses"),
    ("lenkje", Language.NN, "originalen"),
    ("leige", Language.NN, "leie"),
    ("funding", Language.EN, "støtte"),
    ("grants", Language.EN, "tilskudd"),
    ("applied", Language.EN, "søknad"),
    ("applications", Language.EN, "søke"),
    ("companies", Language.EN, "bedrift"),
    ("driver's seat", Language.EN, "førersetet"),
    ("deadline", Language.EN, "søknadsfrist"),
    ("universities", Language.EN, "akademia"),
    ("operating aid", Language.EN, "driftsstøtte"),
    ("advisers", Language.EN, "rådgiver"),
    ("mature", Language.EN, "moden"),
    ("ecosystem", Language.EN, "innovasjonsøkosystem"),
    ("value creation", Language.EN, "verdiskaping"),
    ("state aid rules", Language.EN, "statsstøtteregelverket"),
    ("five point model", Language.EN, "fempunktsmodellen"),
    ("gold certified", Language.EN, "gullsertifisering"),
    ("ministries", Language.EN, "departement"),
    ("municipality", Language.EN, "kommune"),
    ("growing", Language.EN, "vekst"),
    ("cooperating", Language.EN, "samarbeid"),
    ("exit plan", Language.EN, "strategi"),
    ("replaced", Language.EN, "erstatter"),
    ("average", Language.EN, "gjennomsnitt"),
]

Key = tuple[str, ...]


def key(phrase: str) -> Key:
    return tuple(analysis.stem(w) for w in analysis.words(phrase))


def named(entry: dict[str, list[str]]) -> str:
    return " / ".join(entry["to"])


def asked(*codes: str) -> Iterator[tuple[str, str, dict[str, list[str]]]]:
    for entry in ENTRIES:
        for code in codes:
            for phrase in entry.get(code, []):
                yield code, phrase, entry


@pytest.mark.parametrize(("phrase", "language", "expected"), CASES)
def test_reaches_the_documents_word(phrase: str, language: Language, expected: str) -> None:
    found = shipped().expand(analysis.words(phrase), language)
    assert expected in {w for e in found for w in e.words}


def test_a_phrase_belongs_to_one_entry_of_a_table() -> None:
    for codes in (("nb", "nn"), ("en",)):
        first: dict[Key, str] = {}
        for _, phrase, entry in asked(*codes):
            assert first.setdefault(key(phrase), named(entry)) == named(entry), phrase
        counted = [key(p) for _, p, _ in asked(*codes)]
        assert len(counted) == len(set(counted))


def test_no_phrase_has_the_stems_of_what_it_leads_to() -> None:
    for code, phrase, entry in asked(*ASKED):
        assert key(phrase) not in {key(t) for t in entry["to"]}, (code, phrase)


def test_targets_are_few_and_distinct() -> None:
    for entry in ENTRIES:
        assert len(entry["to"]) <= MOST_TARGETS, named(entry)
        assert len({key(t) for t in entry["to"]}) == len(entry["to"]), named(entry)
        assert any(entry.get(code) for code in ASKED) or len(entry["to"]) > 1, named(entry)


def test_phrases_have_at_most_four_words() -> None:
    for entry in ENTRIES:
        for phrase in (p for phrases in entry.values() for p in phrases):
            assert 1 <= len(analysis.words(phrase)) <= LONGEST_PHRASE, phrase


def test_single_words_are_no_stop_words_since_those_are_never_looked_up() -> None:
    norwegian = analysis.norwegian_stop_words()
    stop = {
        "nb": norwegian,
        "nn": norwegian,
        "en": norwegian | analysis.stop_words()["en"],
        "to": norwegian,
    }
    for code, phrase, _ in asked("to", *ASKED):
        found = analysis.words(phrase)
        assert any(w not in norwegian for w in found) or code != "to", phrase
        assert len(found) > 1 or found[0] not in stop[code], (code, phrase)


def test_targets_are_phrases_only_where_they_stand_alone() -> None:
    """A phrase beside other targets would make its words count half when they are asked for."""
    for entry in ENTRIES:
        if len(entry["to"]) > 1:
            assert all(len(analysis.words(t)) == 1 for t in entry["to"]), named(entry)


@pytest.mark.parametrize("language", list(Language))
def test_level_names_stand_for_nothing_and_nothing_stands_for_them(language: Language) -> None:
    stems = {analysis.stem(w) for w in LEVEL_WORDS}
    for _, phrase, _ in asked("to", *ASKED):
        assert not stems & set(key(phrase)), phrase
    for word in LEVEL_WORDS:
        assert shipped().expand((word,), language) == ()
        assert not shipped().knows(word, language)


def test_a_word_that_both_tables_know_means_the_same_in_both() -> None:
    norwegian: dict[Key, set[Key]] = {}
    for _, phrase, entry in asked("nb", "nn"):
        norwegian.setdefault(key(phrase), set()).update(key(t) for t in entry["to"])
    for _, phrase, entry in asked("en"):
        if (other := norwegian.get(key(phrase))) is not None:
            assert other & {key(t) for t in entry["to"]}, phrase


KNOWN = sorted({p for _, p, _ in asked("to", *ASKED)})
# A word's other forms pass on a little less of what leads to it.
WEIGHTS = {
    round(weight * share, 6)
    for weight in (TRANSLATED_WEIGHT, ASKED_WEIGHT, SIBLING_WEIGHT)
    for share in (1.0, FORM_WEIGHT)
} | {FORM_WEIGHT}
# What is kin to a translation or to another form counts for less than what is kin to the word.
WEIGHTS |= {
    round(KIN_WEIGHT * share * form, 6)
    for share in (1.0, TRANSLATED_WEIGHT, FORM_WEIGHT)
    for form in (1.0, FORM_WEIGHT)
}


@given(st.sampled_from(KNOWN), st.sampled_from(list(Language)))
def test_expansions_never_hold_the_phrase_and_weigh_less_than_it(
    phrase: str, language: Language
) -> None:
    for expansion in shipped().expand(analysis.words(phrase), language):
        assert key(" ".join(expansion.words)) != key(phrase)
        assert round(expansion.weight, 6) in WEIGHTS


ALONE = Thesaurus(ENTRIES)


@given(st.sampled_from(KNOWN), st.sampled_from([Language.NB, Language.NN]))
def test_english_entries_are_silent_in_norwegian_questions(phrase: str, language: Language) -> None:
    norwegian = {key(p) for _, p, _ in asked("to", "nb", "nn")}
    if key(phrase) not in norwegian:
        assert ALONE.expand(analysis.words(phrase), language) == ()


@given(st.lists(st.text(alphabet="abcdefghijklmnoprstuvyæøå", min_size=1), max_size=5))
def test_any_words_can_be_looked_up(words: list[str]) -> None:
    for language in Language:
        norwegian = set(ALONE.expand(words, Language.NB))
        assert {e.words for e in norwegian} <= {e.words for e in ALONE.expand(words, language)}
        assert all(e.words for e in shipped().expand(words, language))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[entry]]\nto = ["a"]\nde = ["b"]', "unknown key de"),
        ('[[entry]]\nnb = ["a"]', "`to` must list"),
        ('[[entry]]\nto = ["a"]\nnb = ["–"]', "`nb` must hold words"),
        ("[[entry]\n", "not valid TOML"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(text: str, reason: str) -> None:
    with pytest.raises(ConfigurationError, match=reason) as caught:
        parse(text, source="mine.toml")
    assert "mine.toml" in str(caught.value)


def test_siblings_reach_each_other_weakly_and_askers_words_do_not() -> None:
    small = parse('[[entry]]\nto = ["hus", "bygg"]\nnb = ["bolig"]', source="small")
    assert [(e.words, e.weight) for e in small.expand(["hus"], Language.NB)] == [
        (("bygg",), SIBLING_WEIGHT)
    ]
    assert {e.weight for e in small.expand(["boligen"], Language.NB)} == {ASKED_WEIGHT}


# Bokmål words with content of their own that older nynorsk lists hold, and the other way round.
CONTENT = ["sum", "vert", "dykk", "somt", "siden", "like", "sted", "nok", "del", "tal", "få", "mål"]


def test_stop_words_carry_no_content() -> None:
    assert set(analysis.stop_words()) == {"nb", "nn", "en"}
    assert not analysis.norwegian_stop_words() & set(CONTENT)
    for word in LEVEL_WORDS:
        assert all(word not in listed for listed in analysis.stop_words().values())


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("nb", "hva hvem hvor hvordan hvorfor hvilke hvilken hvilket når jeg ikke en et og"),
        ("nn", "kva kven kor korleis kvifor korfor kvar når eg ikkje ein eit og dei"),
        ("en", "what who where when why how which whose the a of to is are do does s"),
    ],
)
def test_question_words_are_stop_words(code: str, words: str) -> None:
    assert set(words.split()) <= analysis.stop_words()[code]


def test_stop_words_are_listed_once_and_in_lower_case() -> None:
    lines = SHIPPED.with_name("stopwords.txt").read_text(encoding="utf-8").splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("[")] + [len(lines)]
    for start, end in pairwise(starts):
        listed = " ".join(lines[start + 1 : end]).split()
        assert len(listed) == len(set(listed)), lines[start]
        assert all(analysis.words(w) == [w] for w in listed), lines[start]


@pytest.mark.parametrize(
    ("phrase", "english"),
    [("forslag", "proposal"), ("forslaget", "proposal"), ("havneområde", "harbour area")],
)
def test_what_norwegian_words_are_called_in_english(phrase: str, english: str) -> None:
    table = """entry = [
        {to = ["forslag"], en = ["proposal"]}, {to = ["havneområde"], en = ["harbour area"]},
    ]"""
    found = parse(table, source="test").in_english((phrase,))
    assert [" ".join(e.words) for e in found] == [english]
    assert all(0 < e.weight <= 1 for e in found)
