"""Which words tell bokmål and nynorsk apart, counted in questions of both.

    python -m assistant.search.train.norwegian [evals/general …]

The questions are those that the model is trained with, the sentences in three languages, and those
of the question sets given. Writes `norwegian.json` of `search.language`: word → how much more
often, as a logarithm, nynorsk questions have it than bokmål ones; and endings, «-ane», of the
words that only one of them has.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.search.language import ENDINGS, FILE, ending, words_of
from assistant.search.train import pairs as sources
from assistant.search.train.question_sets import questions_in

# Words that fewer questions have tell by their endings.
_LEAST = 10
# A word tells of nynorsk where it does so many standard errors off: few questions differ by chance.
_SURE = 1.64
# How telling a word is at least and at most, and an ending.
_TELLING, _MOST = 1.2, 6.0
_ENDING_TELLING, _ENDING_MOST = 0.8, 2.0
# In so many different words an ending must stand.
_LEAST_WORDS = 8
# A word so much more common in one of them is that one's.
_ONES_OWN = 3.0

Said = tuple[str, bool]


def main(arguments: Sequence[str] | None = None) -> int:
    """Counts and writes; exit code 0, or 2 with one line on standard error."""
    parser = argparse.ArgumentParser(prog="python -m assistant.search.train.norwegian")
    parser.add_argument("folders", type=Path, nargs="*", help="folders with question sets")
    given = parser.parse_args(arguments)
    try:
        found = weights([*_trained_on(), *_asked_in(given.folders)])
    except AssistantError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    rows = json.dumps({w: round(found[w], 2) for w in sorted(found)}, ensure_ascii=False, indent=0)
    FILE.write_text(rows + "\n", encoding="utf-8")
    return 0


def _trained_on() -> Iterator[Said]:
    """The questions and sentences of the training data, and whether they are in nynorsk."""
    for group in (*sources.read_questions(), *sources.read_absent()):
        for lang in ("nb", "nn"):
            yield from ((text, lang == "nn") for text in sources.questions_of(group, lang))
    for row in sources.read(sources.PARALLEL, "sentence"):
        yield from ((row[lang], lang == "nn") for lang in ("nb", "nn"))


def _asked_in(folders: Iterable[Path]) -> Iterator[Said]:
    """The questions of the sets in folders that are in one of them."""
    for text, language in questions_in(folders):
        if language in ("nb", "nn"):
            yield text, language == "nn"


def weights(said: Sequence[Said]) -> dict[str, float]:
    """Word or «-ending» → how much it speaks for nynorsk; below 0 for bokmål.

    Args:
        said: texts, and whether each of them is in nynorsk.

    """
    held = {kind: Counter[str]() for kind in (False, True)}
    texts = Counter(kind for _, kind in said)
    for text, kind in said:
        held[kind].update(set(words_of(text)))
    words = {
        w: _odds(held[True][w], texts[True], held[False][w], texts[False])
        for w in {*held[False], *held[True]}
    }
    common = {w: odds for w, odds in words.items() if held[False][w] + held[True][w] >= _LEAST}
    found = {
        word: max(-_MOST, min(_MOST, odds))
        for word, odds in common.items()
        if max(-odds, odds - _SURE * _error(held[True][word], held[False][word])) >= _TELLING
    }
    endings = _endings(words)
    # A word that is known to tell nothing does not tell by its ending either.
    neutral = {
        w: 0.0
        for w in common.keys() - found.keys()
        if any(ending(w, n) in endings for n in ENDINGS)
    }
    return found | neutral | endings


def _endings(words: dict[str, float]) -> dict[str, float]:
    """«-ending» → how much more of nynorsk's own words have it than of bokmål's own."""
    held = {kind: Counter[str]() for kind in (False, True)}
    for word, odds in words.items():
        if abs(odds) >= math.log(_ONES_OWN):
            held[odds > 0].update({e for n in ENDINGS if (e := ending(word, n))})
    total = {
        kind: max(1, sum(n for e, n in c.items() if len(e) == ENDINGS[0] + 1))
        for kind, c in held.items()
    }
    odds_of = {
        e: _odds(held[True][e], total[True], held[False][e], total[False])
        for e in {*held[False], *held[True]}
        if held[False][e] + held[True][e] >= _LEAST_WORDS
    }
    return {
        e: max(-_ENDING_MOST, min(_ENDING_MOST, odds))
        for e, odds in odds_of.items()
        if abs(odds) >= _ENDING_TELLING
    }


def _odds(one: float, of_one: float, other: float, of_other: float) -> float:
    """Logarithm of how many times as common something is in the one as in the other."""
    return math.log((one + 0.5) / (of_one + 1)) - math.log((other + 0.5) / (of_other + 1))


def _error(one: float, other: float) -> float:
    """Standard error of such a logarithm."""
    return math.sqrt(1 / (one + 0.5) + 1 / (other + 0.5))


if __name__ == "__main__":
    raise SystemExit(main())
