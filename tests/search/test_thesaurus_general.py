"""The general part of the thesaurus: what words of any public document reach, and its laws."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Language
from assistant.errors import ConfigurationError
from assistant.search import analysis, thesaurus_files
from assistant.search.thesaurus import ASKED_WEIGHT, FORM_WEIGHT, Groups, Thesaurus
from assistant.search.thesaurus_files import GENERAL, SHIPPED, parse_groups, shipped

TEXT = GENERAL.read_text(encoding="utf-8")
ENTRIES: list[dict[str, list[str]]] = tomllib.loads(TEXT)["entry"]
FIRST: list[dict[str, list[str]]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["entry"]
GROUPS = parse_groups(TEXT, source=str(GENERAL))
LEVEL_WORDS = ("arena", "pro", "nce", "gce", "nic", "connect", "explore", "impact")
LONGEST_PHRASE = 4
MOST_TARGETS = 4
FEWEST_ENTRIES = 400

# (what is asked, language, a word of the documents that it must reach)
CASES = [
    ("si opp", Language.NB, "oppsigelse"),
    ("sa opp", Language.NB, "oppsigelse"),
    ("sagt opp", Language.NB, "oppsigelse"),
    ("leie ut videre", Language.NB, "framleie"),
    ("bråk", Language.NB, "støy"),
    ("ro om natten", Language.NB, "nattero"),
    ("ha hund", Language.NB, "dyrehold"),
    ("hund i bånd", Language.NB, "båndtvang"),
    ("søppelplass", Language.NB, "gjenvinningsstasjon"),
    ("matrester", Language.NB, "matavfall"),
    ("søppelkasse", Language.NB, "avfallsbeholder"),
    ("pusse opp", Language.NB, "oppussing"),
    ("søke om å bygge", Language.NB, "byggesøknad"),
    ("varsle naboen", Language.NB, "nabovarsel"),
    ("elbillader", Language.NB, "ladestasjon"),
    ("lappen", Language.NB, "førerkort"),
    ("månedskort", Language.NB, "periodebillett"),
    ("koffert", Language.NB, "bagasje"),
    ("taxi", Language.NB, "drosje"),
    ("glemte ting", Language.NB, "hittegods"),
    ("borte fra skolen", Language.NB, "fravær"),
    ("var borte fra skolen", Language.NB, None),
    ("jukset", Language.NB, "fusk"),
    ("strøk på eksamen", Language.NB, "eksamen"),
    ("stipendiaten", Language.NB, "doktorgradskandidat"),
    ("legekontor", Language.NB, "fastlege"),
    ("bli innlagt", Language.NB, "innleggelse"),
    ("legge ut penger", Language.NB, "utlegg"),
    ("la ut penger", Language.NB, None),
    ("sykmelde seg selv", Language.NB, "egenmelding"),
    ("barn er sykt", Language.NB, "barn"),
    ("barnet er sykt", Language.NB, "barn"),
    ("pappaperm", Language.NB, "foreldrepermisjon"),
    ("jobbe hjemmefra", Language.NB, "hjemmekontor"),
    ("tenne bål", Language.NB, "båltenning"),
    ("tente bål", Language.NB, "båltenning"),
    ("slå opp telt", Language.NB, "telting"),
    ("slo opp telt", Language.NB, "telting"),
    ("ta bilder", Language.NB, "fotografering"),
    ("tok bilder", Language.NB, "fotografering"),
    ("guidet tur", Language.NB, "omvisning"),
    ("bryte reglene", Language.NB, "regelbrudd"),
    ("brøt reglene", Language.NB, "regelbrudd"),
    ("ekskludert", Language.NB, "eksklusjon"),
    ("over halvparten", Language.NB, "flertall"),
    ("agenda", Language.NB, "saksliste"),
    ("stemmelokale", Language.NB, "valglokale"),
    ("blankett", Language.NB, "skjema"),
    ("angre på kjøpet", Language.NB, "angrerett"),
    ("angret på kjøpet", Language.NB, "angrerett"),
    ("betale senere", Language.NB, "betalingsutsettelse"),
    ("klassestyrar", Language.NN, "kontaktlærer"),
    ("kle seg om", Language.NN, "garderobe"),
    ("nøkler", Language.NB, "nøkkel"),
    ("nøkkelen", Language.NB, "nøkler"),
    ("bøker", Language.NB, "bok"),
    ("medlemmene", Language.NB, "medlem"),
    ("reglene", Language.NB, "regel"),
    ("trukket", Language.NB, "trekke"),
    ("forbudt", Language.NB, "forby"),
    ("eiendommen", Language.NB, "eiendom"),
    ("sykdommer", Language.NB, "sykdom"),
    ("foreldrene", Language.NB, "forelder"),
    ("sjukehus", Language.NN, "sykehus"),
    ("sykehus", Language.NB, "sjukehus"),
    ("skulen", Language.NN, "skole"),
    ("husleige", Language.NN, "husleie"),
    ("bustaden", Language.NN, "bolig"),
    ("løyve", Language.NN, "tillatelse"),
    ("røysterett", Language.NN, "stemmerett"),
    ("avgjerd", Language.NN, "vedtak"),
    ("rettleiing", Language.NN, "veiledning"),
    ("føresetnader", Language.NN, "forutsetning"),
    ("symjehall", Language.NN, "svømmehall"),
    ("køyretøy", Language.NN, "kjøretøy"),
    ("ferjeturar", Language.NN, None),
    ("opningstider", Language.NN, "åpningstid"),
    ("naudutgang", Language.NN, "nødutgang"),
    ("teieplikt", Language.NN, "taushetsplikt"),
    ("eigenmelding", Language.NN, "egenmelding"),
    ("bror", Language.NN, "brødre"),
]
Key = tuple[str, ...]


def key(phrase: str) -> Key:
    return tuple(analysis.stem(w) for w in analysis.words(phrase))


def asked(entries: list[dict[str, list[str]]] = ENTRIES) -> Iterator[tuple[str, list[str]]]:
    for entry in entries:
        for code in ("nb", "nn"):
            for phrase in entry.get(code, []):
                yield phrase, entry["to"]


@pytest.mark.parametrize(("phrase", "language", "expected"), CASES)
def test_reaches_the_documents_word(phrase: str, language: Language, expected: str | None) -> None:
    found = {w for e in shipped().expand(analysis.words(phrase), language) for w in e.words}
    assert expected in found if expected else not found


def test_holds_some_hundred_entries_of_the_known_keys() -> None:
    assert len(ENTRIES) >= FEWEST_ENTRIES
    assert {k for entry in ENTRIES for k in entry} == {"to", "nb", "nn"}


def test_a_phrase_belongs_to_one_entry_of_the_norwegian_files() -> None:
    counted = Counter(key(p) for p, _ in asked([*FIRST, *ENTRIES]))
    second = {key(p) for p, _ in asked()}
    assert [k for k, n in counted.items() if n > 1 and k in second] == []


def test_targets_are_few_distinct_and_no_stem_of_what_leads_to_them() -> None:
    for entry in ENTRIES:
        targets = [key(t) for t in entry["to"]]
        assert len(targets) <= MOST_TARGETS, entry
        assert len(set(targets)) == len(targets), entry
        assert len(entry) > 1 or len(targets) > 1, entry
        # A phrase beside other targets would make its words count half when they are asked for.
        assert len(targets) == 1 or all(len(t) == 1 for t in targets), entry
    for phrase, to in asked():
        assert key(phrase) not in set(map(key, to)), phrase


def test_phrases_are_short_and_single_words_no_stop_words() -> None:
    stop = analysis.norwegian_stop_words()
    for phrase, targets in asked():
        for text in (phrase, *targets):
            found = analysis.words(text)
            assert 1 <= len(found) <= LONGEST_PHRASE, text
            assert any(w not in stop for w in found) or len(found) > 1, text
        assert all(any(w not in stop for w in analysis.words(t)) for t in targets), phrase


def test_level_names_stand_for_nothing_and_nothing_stands_for_them() -> None:
    stems = {analysis.stem(w) for w in LEVEL_WORDS}
    for phrase, targets in asked():
        assert not stems & {*key(phrase), *(s for t in targets for s in key(t))}, phrase
    for group in (*GROUPS.forms, *GROUPS.synonyms, *GROUPS.phrase_forms):
        assert not stems & {analysis.stem(w) for w in group}, group


@pytest.mark.parametrize("name", ["forms", "synonyms", "phrase_forms"])
def test_a_stem_stands_in_one_group_of_a_kind(name: str) -> None:
    stems = [analysis.stem(w) for group in getattr(GROUPS, name) for w in group]
    assert [s for s, n in Counter(stems).items() if n > 1] == []


def test_a_verb_has_its_forms_in_one_list() -> None:
    forms = {analysis.stem(w) for group in GROUPS.forms for w in group}
    assert not forms & {analysis.stem(w) for group in GROUPS.phrase_forms for w in group}


def test_words_that_search_passes_over_have_no_forms_of_their_own() -> None:
    stop = analysis.norwegian_stop_words()
    for group in (*GROUPS.forms, *GROUPS.synonyms):
        assert not stop & set(group), group


def test_synonyms_mean_the_same_where_an_entry_knows_them_too() -> None:
    led: dict[Key, set[Key]] = {}
    for phrase, to in asked([*FIRST, *ENTRIES]):
        led.setdefault(key(phrase), set()).update(map(key, to))
    for group in GROUPS.synonyms:
        for word in group:
            assert key(word) not in led or led[key(word)] & set(map(key, group)), group


WORDS = sorted({w for group in GROUPS.forms for w in group})


@given(st.sampled_from(WORDS), st.sampled_from([Language.NB, Language.NN]))
def test_every_form_reaches_every_other_form(word: str, language: Language) -> None:
    group = next(g for g in GROUPS.forms if word in g)
    found = {e.words: e.weight for e in shipped().expand([word], language)}
    for other in group:
        assert other == word or found[(other,)] == FORM_WEIGHT
    assert shipped().knows(word, language)


@given(st.sampled_from([g for g in GROUPS.synonyms if len(g) > 1]), st.data())
def test_synonyms_reach_each_other(group: tuple[str, ...], data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(group))
    found = {e.words: e.weight for e in shipped().expand([word], Language.NB)}
    assert all(found[(other,)] >= ASKED_WEIGHT for other in group if other != word)


def test_forms_count_within_a_phrase_and_small_verbs_there_alone() -> None:
    small = Thesaurus(
        [{"to": ["oppsigelse"], "nb": ["si opp"]}, {"to": ["tap"], "nb": ["miste nøkkelen"]}],
        groups=Groups(forms=(("nøkkel", "nøkler"),), phrase_forms=(("si", "sa", "sagt"),)),
    )
    assert {e.words for e in small.expand(["sagt", "opp"], Language.NB)} == {("oppsigelse",)}
    assert {e.words for e in small.expand(["mistet", "nøkler"], Language.NB)} == {("tap",)}
    assert small.expand(["sagt"], Language.NB) == ()
    assert not small.knows("sagt", Language.NB)


def test_a_form_leads_where_the_word_leads_and_what_leads_to_it_reaches_the_forms() -> None:
    small = Thesaurus(
        [{"to": ["regel"], "nb": ["påbud"], "en": ["rule"]}],
        groups=Groups(forms=(("regel", "regler"), ("påbud", "påbod"))),
    )
    assert {e.words for e in small.expand(["påbod"], Language.NN)} == {
        ("påbud",),
        ("regel",),
        ("regler",),
    }
    assert {e.words for e in small.expand(["rule"], Language.EN)} == {("regel",), ("regler",)}


def test_an_english_question_does_not_read_its_words_as_norwegian_forms() -> None:
    small = Thesaurus([], groups=Groups(forms=(("by", "byer"),)))
    assert small.expand(["by"], Language.EN) == ()
    assert {e.words for e in small.expand(["by"], Language.NB)} == {("byer",)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('forms = [["nøkkel"]]', "`forms`.*two or more"),
        ('synonyms = [["a", "to ord"]]', "`synonyms`.*two or more"),
        ('phrase_forms = ["a", "b"]', "`phrase_forms`.*two or more"),
        ("forms = 7", "`forms`.*two or more"),
        ('forms = [["Nøkkel", "nøkler"]]', "lower-case"),
        ("forms = [", "not valid TOML"),
    ],
)
def test_a_broken_group_is_named_with_its_list(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(thesaurus_files, "GENERAL", path)
    with pytest.raises(ConfigurationError, match=reason) as caught:
        shipped.__wrapped__()
    assert str(path) in str(caught.value)
