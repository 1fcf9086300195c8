"""The English dictionary beside the thesaurus: what English words reach, and its laws."""

from __future__ import annotations

import re
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
from assistant.search.thesaurus import TRANSLATED_WEIGHT, Thesaurus
from assistant.search.thesaurus_files import (
    ENGLISH,
    GENERAL,
    KIN,
    SHIPPED,
    parse_groups,
    parse_kin,
    shipped,
)

ENTRIES: list[dict[str, list[str]]] = tomllib.loads(ENGLISH.read_text(encoding="utf-8"))["entry"]
FIRST: list[dict[str, list[str]]] = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["entry"]
GENERAL_TEXT = GENERAL.read_text(encoding="utf-8")
SECOND: list[dict[str, list[str]]] = tomllib.loads(GENERAL_TEXT)["entry"]
LEVEL_WORDS = ("arena", "pro", "nce", "gce", "nic", "connect", "explore", "impact")
LONGEST_PHRASE = 4
MOST_TARGETS = 4
FEWEST_WORDS = 4500

# (what is asked in English, a Norwegian word that it must reach)
CASES = [
    ("cluster programme", "klyngeprogrammet"),
    ("activities", "aktiviteter"),
    ("financing", "finansiert"),
    ("admitted to", "tatt"),
    ("set of criteria", "kriteriesett"),
    ("catalyst", "katalysator"),
    ("feasible", "realiserbar"),
    ("lasts", "varighet"),
    ("three years", "treårig"),
    ("in accordance with", "henhold"),
    ("channelled", "kanalisert"),
    ("solve", "løses"),
    ("solved", "løsning"),
    ("prevented", "hindre"),
    ("proposed", "foreslått"),
    ("in may", "mai"),
    ("september", "september"),
    ("fifteen", "femten"),
    ("kpis", "resultatmål"),
    ("going international", "internasjonalisering"),
    ("opening hours", "åpningstider"),
    ("parking fee", "parkeringsavgift"),
    ("building permit", "byggetillatelse"),
    ("housing", "bolig"),
    ("scholarships", "stipend"),
    ("tuition fees", "kursavgift"),
    ("kindergarten", "barnehage"),
    ("appeals", "klage"),
    ("processing time", "saksbehandlingstid"),
    ("sick leave", "sykmelding"),
    ("doctor", "lege"),
    ("elderly", "eldre"),
    ("driving licence", "førerkort"),
    ("driver's license", "førerkort"),
    ("train", "tog"),
    ("library", "bibliotek"),
    ("swimming pool", "svømmehall"),
    ("booked", "bestille"),
    ("employer", "arbeidsgiver"),
    ("residence permit", "oppholdstillatelse"),
    ("refunded", "tilbakebetale"),
    ("cheapest", "billig"),
    ("children", "barn"),
    ("citizen", "innbygger"),
    ("delayed", "utsatt"),
    ("cancelled", "avlyst"),
    ("organisation number", "organisasjonsnummer"),
    ("digitization", "digitalisering"),
    ("digitisation", "digitalisering"),
    ("neighbor", "nabo"),
    ("neighbour", "nabo"),
    ("waste", "avfall"),
    ("wind power", "havvind"),
    ("agenda", "saksliste"),
    ("taught", "undervisning"),
    ("written", "skrive"),
    ("twenty", "tjue"),
    ("tuesday", "tirsdag"),
    ("christmas", "jul"),
    ("merged", "sammenslåing"),
    ("invoices", "faktura"),
    ("tax relief", "skattefradrag"),
    ("confidential", "taushetsplikt"),
    ("recruitment", "rekruttering"),
    ("lowest", "lav"),
    ("faster", "rask"),
    ("partly", "delvis"),
    ("gradually", "gradvis"),
    ("disagrees", "uenig"),
    ("negotiated", "forhandle"),
    ("seafood", "sjømat"),
    ("value", "verdi"),
    ("probably", "sannsynlig"),
    ("chapter", "kapittel"),
    ("online", "digital"),
    ("standards", "kvalitet"),
    ("keys", "nøkkel"),
    ("sublet", "framleie"),
    ("house rules", "husordensregler"),
    ("laundry", "vaskeri"),
    ("thrown away", "avfall"),
    ("food waste", "matavfall"),
    ("smoke alarm", "røykvarsler"),
    ("dogs", "hund"),
    ("leashed", "båndtvang"),
    ("luggage", "bagasje"),
    ("bicycle", "sykkel"),
    ("stroller", "barnevogn"),
    ("lost and found", "hittegods"),
    ("absent", "fravær"),
    ("retake", "ny eksamen"),
    ("cheated", "fusk"),
    ("plagiarised", "plagiat"),
    ("supervisors", "veileder"),
    ("dissertation", "avhandling"),
    ("surgery", "operasjon"),
    ("referral", "henvisning"),
    ("visiting hours", "besøkstid"),
    ("sick child", "sykt barn"),
    ("guided tours", "omvisning"),
    ("admission fee", "inngangspenger"),
    ("photos", "bilde"),
    ("campfire", "bål"),
    ("tents", "telt"),
    ("drones", "drone"),
    ("annual leave", "ferie"),
    ("travel expenses", "reiseutgifter"),
    ("overtime", "overtid"),
    ("working from home", "hjemmekontor"),
    ("whistle blower", "varsling"),
    ("trade union", "fagforening"),
    ("quorum", "beslutningsdyktig"),
    ("two thirds", "flertall"),
    ("treasurer", "kasserer"),
    ("warranty claim", "garanti"),
    ("cooling off", "angrerett"),
    ("stolen", "tyveri"),
    ("spouse", "ektefelle"),
    ("refugees", "flyktning"),
    ("polling station", "valglokale"),
    ("overheads", "indirekte kostnader"),
    ("co financing", "egenfinansiering"),
]

Key = tuple[str, ...]


def key(phrase: str) -> Key:
    return tuple(analysis.stem(w) for w in analysis.words(phrase))


def asked(entries: list[dict[str, list[str]]] = ENTRIES) -> Iterator[tuple[str, list[str]]]:
    for entry in entries:
        for phrase in entry.get("en", []):
            yield phrase, entry["to"]


@pytest.mark.parametrize(("phrase", "expected"), [c for c in CASES if key(c[0]) != key(c[1])])
def test_reaches_the_norwegian_word(phrase: str, expected: str) -> None:
    found = shipped().expand(analysis.words(phrase), Language.EN)
    assert expected in {w for e in found for w in (*e.words, " ".join(e.words))}


def test_holds_a_dictionary_of_single_words() -> None:
    assert sum(len(analysis.words(p)) == 1 for p, _ in asked()) >= FEWEST_WORDS


def test_a_phrase_stands_once() -> None:
    counted = Counter(key(p) for p, _ in asked())
    assert [k for k, n in counted.items() if n > 1] == []


def test_a_phrase_of_the_first_file_leads_further_here() -> None:
    """Otherwise it belongs in one of the files alone."""
    first: dict[Key, set[Key]] = {}
    for phrase, targets in asked(FIRST):
        first.setdefault(key(phrase), set()).update(map(key, targets))
    for phrase, targets in asked():
        assert not first.get(key(phrase), set()) & set(map(key, targets)), phrase


def test_no_phrase_has_the_stems_of_what_it_leads_to() -> None:
    for phrase, targets in asked():
        assert key(phrase) not in set(map(key, targets)), phrase


def test_targets_are_few_distinct_and_carry_content() -> None:
    stop = analysis.norwegian_stop_words()
    for entry in ENTRIES:
        assert len(entry["to"]) <= MOST_TARGETS, entry
        assert len(set(map(key, entry["to"]))) == len(entry["to"]), entry
        assert entry["en"], entry
        assert all(any(w not in stop for w in analysis.words(t)) for t in entry["to"]), entry
        # A phrase beside other targets would make its words count half.
        assert len(entry["to"]) == 1 or all(len(analysis.words(t)) == 1 for t in entry["to"]), entry


def test_phrases_are_short_and_single_words_no_stop_words() -> None:
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    for phrase, targets in asked():
        found = analysis.words(phrase)
        assert 1 <= len(found) <= LONGEST_PHRASE, phrase
        assert len(found) > 1 or found[0] not in stop, phrase
        assert all(1 <= len(analysis.words(t)) <= LONGEST_PHRASE for t in targets), phrase
        assert re.fullmatch(r"[a-zé' -]+", phrase), phrase


def test_level_names_stand_for_nothing_and_nothing_stands_for_them() -> None:
    stems = {analysis.stem(w) for w in LEVEL_WORDS}
    for phrase, targets in asked():
        assert not stems & {*key(phrase), *(s for t in targets for s in key(t))}, phrase


# Read here, not within an example that has a deadline.
ALONE = Thesaurus(
    [*FIRST, *SECOND],
    groups=parse_groups(GENERAL_TEXT, source=str(GENERAL)),
    kin=parse_kin(KIN.read_text(encoding="utf-8"), source=str(KIN)),
)
BOTH = shipped()
KNOWN = sorted({w for p, targets in asked() for w in (p, *targets)})


@given(st.sampled_from(KNOWN), st.sampled_from([Language.NB, Language.NN]))
def test_norwegian_questions_never_notice_the_dictionary(phrase: str, language: Language) -> None:
    words = analysis.words(phrase)
    assert BOTH.expand(words, language) == ALONE.expand(words, language)
    assert BOTH.knows(words[0], language) == ALONE.knows(words[0], language)


@given(st.sampled_from(sorted(p for p, _ in asked())))
def test_english_questions_lose_nothing_by_it(phrase: str) -> None:
    words = analysis.words(phrase)
    more = {e.words: e.weight for e in BOTH.expand(words, Language.EN)}
    assert TRANSLATED_WEIGHT in more.values()
    for expansion in ALONE.expand(words, Language.EN):
        assert more[expansion.words] >= expansion.weight


def test_words_of_a_target_list_stay_strangers() -> None:
    small = Thesaurus([], english=[{"to": ["bok", "bestille"], "en": ["book"]}])
    assert {e.words for e in small.expand(["book"], Language.EN)} == {("bok",), ("bestille",)}
    assert small.expand(["bok"], Language.EN) == small.expand(["book"], Language.NB) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('entry = [{to = ["a"], nb = ["b"]}]', "unknown key nb"),
        ('entry = [{en = ["a"]}]', "`to` must list"),
        ("entry = [", "not valid TOML"),
    ],
)
def test_the_faulty_one_of_the_two_files_is_named(
    text: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(thesaurus_files, "ENGLISH", path)
    with pytest.raises(ConfigurationError, match=reason) as caught:
        shipped.__wrapped__()
    assert str(path) in str(caught.value)
