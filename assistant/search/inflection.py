"""The forms of words that the stemmer keeps apart: «besøkte» is «besøke», «avlysning» too.

Snowball joins «-e», «-er» and «-et», but not the past in «-te» and «-de», nor the nouns in «-ing»
and «-ning». Which words are forms of one verb is told by how common they are in the language: an
infinitive and a past that people write make a verb («plane» has no «plante»). So it is with nouns
that end in a vowel: of «sofa» the stemmer takes the -a, of «sofaen» not, and nothing of «sjøen».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.domain import Language
from assistant.search import analysis
from assistant.search.commonness import zipf

_ENDINGS = re.compile(r"n?ing(?:en|a|er|ar|ene|ane|s)?|tes?|des?|ers?|ets?|ar|es?|[atd]")
_NOUN = re.compile(r"n?ing(?:en|a|er|ar|ene|ane|s)?$")
_RARE = re.compile(r"(\w{3,}?)(?:e[rst]?|te?|a)")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
_VOWELS = "aeiouyæøå"
_SHORTEST = 3
# A shorter participle is another word as often: «telt», «bygd», «fast».
_SHORTEST_PARTICIPLE = 6
# Zipf frequencies from which an infinitive and a noun are words of the language, and how much
# less or more common than the infinitive a past may be.
_VERB, _NOUN_LEAST, _LESS_COMMON, _MORE_COMMON = 3.2, 2.3, 1.6, 0.7
# Nouns that end in a vowel, long and of one syllable, and their forms, the definite ones first.
_LONG = re.compile(r"\w{2,}[^\W\daeiouyæøå]a")
_OF_ONE_SYLLABLE = re.compile(r"(?=\w\w)[^\W\daeiouyæøå]*(?:ai|ei|øy|[aeiouyæøå])")
_DEFINITE, _SEVERAL = ("en", "et", "a"), ("ene", "ane", "er", "ar")
# How common a form must be, and the definite one of so short a noun: «toen» is none of «to».
_FORM_LEAST, _SHORT_LEAST = 1.9, 3.0


@lru_cache(maxsize=20_000)
def verb_forms(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Other forms of a lower-cased word that is one of a regular verb: verbs, and its nouns.

    Only such as have another stem; empty for a word that is of no such verb.
    """
    own = analysis.stem(word)
    if len(word) < _SHORTEST_PARTICIPLE and word.endswith(("t", "d")):
        return (), ()
    for root in _roots(word):
        past = _past(root)
        if not past:
            continue
        verbs, noun = (f"{root}e", *past), _noun(root)
        present = {f"{root}{ending}" for ending in ("er", "es", "ar", "a", "ast")}
        if word in verbs or word in present or (noun and _NOUN.sub("", word) == noun[1]):
            return _others(verbs, own), _others((noun[0],) if noun else (), own)
    return (), ()


def nouns_of_rare(word: str) -> tuple[str, ...]:
    """What doing it may be called, if a lower-cased word is a rare verb: «sliping» of «slipt».

    Whether it is one, is for those to tell who have the noun; common verbs have `verb_forms`.
    """
    found = _RARE.fullmatch(word) if zipf(word, Language.NB) < _VERB else None
    return (f"{found[1]}ing", f"{found[1]}ingen", f"{found[1]}inga") if found else ()


@lru_cache(maxsize=20_000)
def noun_forms(word: str) -> tuple[str, ...]:
    """Forms with another stem of a lower-cased word that is one of a noun in a vowel.

    A long noun itself has none: its forms begin with it, and are found by that.
    """
    for base in (
        word,
        *(word.removesuffix(e) for e in (*_DEFINITE, *_SEVERAL) if word.endswith(e)),
    ):
        short = _OF_ONE_SYLLABLE.fullmatch(base)
        if not (short or (base != word and _LONG.fullmatch(base))):
            continue
        definite = max(_DEFINITE, key=lambda e: zipf(f"{base}{e}", Language.NB))
        common = zipf(f"{base}{definite}", Language.NB)
        # «Leien» is of «leie», not of «lei», and «via» not of «vi».
        others = (zipf(f"{base}e", Language.NB), zipf(base, Language.NB) - _LESS_COMMON)
        if common < max(_SHORT_LEAST if short else _FORM_LEAST, *others):
            continue
        forms = (f"{base}{e}" for e in (definite, *_SEVERAL))
        said = (base, *(f for f in forms if zipf(f, Language.NB) >= _FORM_LEAST))
        if word in said:
            return _others(said, analysis.stem(word))
    return ()


def _roots(word: str) -> Iterator[str]:
    """What a word may be without its ending: of «bestilte» both «bestil» and «bestill»."""
    for at in range(_SHORTEST, len(word)):
        root = word[:at]
        if _ENDINGS.fullmatch(word[at:]) and any(v in root for v in _VOWELS):
            if root[-1] not in _VOWELS and root[-2] != root[-1]:
                yield root + root[-1]
            yield root


def _past(root: str) -> tuple[str, ...]:
    """The past and the participle of a verb; empty where there is no such verb."""
    infinitive = zipf(f"{root}e", Language.NB)
    if infinitive < _VERB:
        return ()
    short = _single(root)
    # «Rente» is no form of «rene».
    pairs: list[tuple[str, ...]] = [(f"{root}et",)]
    if short[-1] not in "td":
        pairs = [(f"{short}te", f"{short}t"), (f"{short}de", f"{short}d"), *pairs]
    for pair in pairs:
        if all(-_LESS_COMMON <= zipf(p, Language.NB) - infinitive <= _MORE_COMMON for p in pair):
            return pair
    return ()


def _noun(root: str) -> tuple[str, str] | None:
    """The noun of a verb, and what it is without its ending: «festing», for «festning» is none."""
    short = _single(root)
    stems = {f"{root}ing": root} | ({} if short[-1] in "td" else {f"{short}ning": short})
    known = (n for n in stems if zipf(n, Language.NB) >= _NOUN_LEAST)
    noun = next(known, "")
    return (noun, stems[noun]) if noun else None


def _single(root: str) -> str:
    return root[:-1] if _DOUBLE.search(root) else root


def _others(words: tuple[str, ...], own: str) -> tuple[str, ...]:
    by_stem = {analysis.stem(w): w for w in reversed(words)}
    return tuple(w for s, w in by_stem.items() if s != own)
