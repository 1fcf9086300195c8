"""How a question is read: with what it leans on, its names, its years and its scene."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.answer import patterns
from assistant.answer.answer_types.demands import matches
from assistant.answer.dialogue import came_after
from assistant.answer.dialogue.beside_it import is_unnamed, leans_on_it
from assistant.answer.dialogue.by_place import with_the_name
from assistant.answer.dialogue.conversation import classify
from assistant.answer.dialogue.corrected import without_correction
from assistant.answer.dialogue.followup import elliptic, written_out
from assistant.answer.dialogue.present import is_of_today, without_then
from assistant.answer.dialogue.rephrased import is_of_the_same
from assistant.answer.dialogue.vocabulary import Vocabulary
from assistant.answer.extraction.listed import MARKER
from assistant.answer.extraction.values import find
from assistant.answer.patterns import cue
from assistant.answer.question import Question
from assistant.answer.understanding import background
from assistant.answer.understanding.asking import may_decide, meaning_of, taken_apart
from assistant.answer.understanding.intent import Intent, intent_of
from assistant.answer.understanding.leaning import (
    DEMANDED,
    THAT_ONE,
    YEAR,
    Said,
    asks_what_is_demanded,
    leans,
    names_no_thing,
    only_repeats,
    points_back,
)
from assistant.answer.understanding.time_asked import without_bound
from assistant.domain import Language, Turn
from assistant.search import analysis
from assistant.search.language import detect
from assistant.search.names import Mention, NameStore, name_words
from assistant.search.query import Query, QueryAnalyser

_NEGATION = re.compile(
    r"\b(ikke|ikkje|ingen|inga|inkje|uten|utan|aldri|not|never|without|cannot)\b|n't\b", re.I
)
# «Er det ope no?» asks of today.
_NO = re.compile(r"\bno\b", re.IGNORECASE)
_PAST = cue("asks", "past")
_HAPPENED = patterns.pattern("followup", "happened", "any")
_COUNTED = re.compile(
    r"\b(?:hvor mange|kor mange|how many|antall(?:et)?|tal(?:et)? på|number of)"
    r"((?:\s+[\w-]+){1,3})",
    re.IGNORECASE,
)
_ADJECTIVES = frozenset(patterns.read("demands").tables["fragments"]["new_or_old"])
_AUXILIARIES = frozenset(patterns.read("demands").tables["fragments"]["ends_phrase"])
# With so many of them a question needs no word of the scene that is set before it.
_ENOUGH = 2

_ASKING = patterns.read("asking")
_WONDERING = _ASKING.compiled([_ASKING.tables["wondering"]["any"]])


@dataclass(frozen=True, slots=True)
class _Message:
    """A message: with its words mended, what it asks, and the scene that it sets for it.

    `doubtful`: whether it may have been mended in another way than it was meant.
    """

    spelt: str
    said: Said
    scene: str
    doubtful: bool


class Reader:
    """Understands questions with the vocabulary and the names of one index."""

    def __init__(self, analyser: QueryAnalyser, names: NameStore) -> None:
        self._vocabulary = Vocabulary(analyser, names)

    def read(self, text: str, history: Sequence[Turn] = ()) -> Question:
        """The question, with what it leans on taken from `history` (oldest first)."""
        language = detect(text, history)
        earlier = _asked_before(history)
        named = with_the_name(text, *earlier[-1], self._names_in(language)) if earlier else text
        message = self._message(named, language)
        said = message.said
        leaning = leans(said) or (bool(earlier) and _names_nothing(said))
        before = self._leant_on(said, earlier, language) if leaning else None
        resolved = written_out(said, before, earlier[-1][1]) if before else said.text
        if not before and self._vocabulary.is_term(said):
            resolved = meaning_of(resolved, language)
        # The frame of an embedded question tells its intent too.
        intent = intent_of(message.spelt if resolved == said.text else resolved)
        found = self._vocabulary.mentions(resolved, language)
        return Question(
            text=text,
            resolved=resolved,
            language=language,
            intent=intent,
            query=self._query(resolved, intent, message.scene, found, language),
            mentions=found,
            years=tuple(dict.fromkeys(YEAR.findall(_unbounded(resolved, language)))),
            counted=_counted(resolved, name_words(found)),
            negated=_negates(resolved, language),
            leans=leaning,
            lost=is_unnamed(said.text) if earlier else self._lost(said),
            told=_told(said, before, earlier[-1][1]) if before else (),
            other_kinds=self._vocabulary.other_kinds(resolved),
            read_as=message.spelt if message.doubtful else "",
        )

    def names_little(self, text: str, language: Language) -> bool:
        """Whether a question hardly says what it is asked of: «hva er kravene?»."""
        said = self._message(text, language).said
        return not said.names and len(said.content) <= 1

    def speaks_of(self, thing: str, language: Language) -> bool:
        """Whether the documents speak of a thing."""
        return self._vocabulary.speaks_of(thing, language)

    def _query(
        self,
        resolved: str,
        intent: Intent,
        scene: str,
        found: Sequence[Mention],
        language: Language,
    ) -> Query:
        """The question as a query; what only stands around it tells less."""
        # Whether it was so before a year, that year decides.
        asked = resolved if intent is Intent.YES_NO else _unbounded(resolved, language)
        query = self._vocabulary.analyse(asked, language)
        if scene:
            around = self._vocabulary.analyse(scene, language)
            query = background.in_scene(query, around, name_words(found))
        return background.without_kind_words(query, intent, resolved)

    def _message(self, text: str, language: Language) -> _Message:
        """The message with its words mended, as the question that it asks and its scene."""
        text = without_correction(text)
        mended, doubtful = self._vocabulary.mend(text, language)
        asking = taken_apart(mended)
        core = self._vocabulary.said(asking.question, language)
        thin = core.telling < _ENOUGH and not core.names
        # «Jeg begynte i jobben i 2017. Når er fristen?» asks of today.
        then = may_decide(asking.setting) or bool(_PAST.search(core.text))
        thin = thin and (then or not YEAR.search(asking.setting))
        # «Sjefen min lurer. Hvor lenge varte det?» tells no thing that «det» may be, and no scene.
        # What else is told of those who ask is one; `alone` sets it apart.
        told = asking.setting if not _WONDERING.match(asking.setting) else ""
        if told and (asking.several or thin or points_back(core)):
            core = self._vocabulary.said(asking.whole, language)
            scene = ""
        else:
            scene = told
        if core.text != mended:
            left = self._left(core, mended, language, then=then)
            core = self._vocabulary.said(" ".join((core.text, *left)), language)
        return _Message(mended, core, scene, doubtful)

    def _left(self, core: Said, message: str, language: Language, *, then: bool) -> list[str]:
        """Names and years of a scene that its question has none of: «Vi er i Arena. Hva nå?»."""
        whole = self._vocabulary.said(message, language)
        names = [m.name for m in whole.names if self._vocabulary.is_name(m.name)]
        years = [] if core.years or not then else list(dict.fromkeys(whole.years))
        return [*([] if core.names else names), *years]

    def _before(self, earlier: Sequence[tuple[str, str]], language: Language) -> Said | None:
        """The latest of the earlier questions, itself written out where it leans on others."""
        if not earlier:
            return None
        said = self._message(earlier[-1][0], language).said
        if len(earlier) > 1 and (leans(said) or _names_nothing(said)):
            before = self._leant_on(said, earlier[:-1], language)
            if before is not None:
                return self._vocabulary.said(written_out(said, before, earlier[-2][1]), language)
        elif len(earlier) > 1 and _is_of_a_thing_before(said):
            # «Hvor lenge varer det?» asks of the thing, not of its requirements.
            thing = self._before(earlier[:-1], language)
            return _with_thing(said, thing) if thing is not None else said
        return said

    def _leant_on(
        self, said: Said, earlier: Sequence[tuple[str, str]], language: Language
    ) -> Said | None:
        """What a question leans on in the earlier ones: what came, what is still so, or all."""
        before = self._before(earlier, language)
        if before is None or said.names:
            return before
        if came_after.is_pointed_at(said.text, before.text):
            return came_after.told_in(earlier[-1][1], self._names_in(language))
        return without_then(before) if is_of_today(said.text, before.text) else before

    def _names_in(self, language: Language) -> Callable[[str], tuple[Mention, ...]]:
        return partial(self._vocabulary.mentions, language=language)

    def _lost(self, said: Said) -> bool:
        """Whether nothing at all tells what the question is about."""
        if (not said.names and THAT_ONE.search(said.text)) or only_repeats(said):
            return True
        intent = intent_of(said.text)
        if said.years and said.content and intent is not Intent.OTHER:
            # «When did the 2017 call open up?»
            return False
        if said.years and intent is Intent.COUNT and matches("got_in", "asks", said.text):
            return False
        known = any(map(self._vocabulary.stands, said.content))
        return not (said.names or said.telling or known)


def _unbounded(text: str, language: Language) -> str:
    """A question without the year before which it asks how it was."""
    return without_bound(text, patterns.read("followup").tables["before"][language.value])


def _asked_before(history: Sequence[Turn]) -> list[tuple[str, str]]:
    """The earlier questions with their answers, oldest first; thanks and the like are none."""
    asked: list[tuple[str, str]] = []
    for turn in history:
        if turn.role == "user" and turn.content.strip():
            asked.append((turn.content, ""))
        elif asked and turn.role == "assistant":
            asked[-1] = (asked[-1][0], turn.content)
    return [(text, reply) for text, reply in asked if classify(text) is None]


def _names_nothing(said: Said) -> bool:
    """Whether a question that was asked after another one names nothing that it is asked of."""
    return names_no_thing(said) or leans_on_it(said.text) or is_of_the_same(said.text)


def _is_of_a_thing_before(said: Said) -> bool:
    """Whether an earlier question is of a thing it does not name («hva er kravene?»)."""
    of_it = asks_what_is_demanded(said.text, intent_of(said.text)) or _HAPPENED.search(said.text)
    return bool(of_it) and not said.names


def _with_thing(said: Said, before: Said) -> Said:
    """A question that names no thing with the one that was spoken of before it."""
    thing = [m.name for m in before.names] or list(before.content)
    text = " ".join((said.text, *thing))
    content = tuple(dict.fromkeys((*before.content, *said.content)))
    kept = tuple(w for w in content if not DEMANDED.fullmatch(w))
    return Said(text, before.names, kept, before.telling)


def _told(said: Said, before: Said, reply: str) -> tuple[str, ...]:
    """Values that the answer before gave; who asks on wants another of the kind."""
    known = {analysis.stem(w) for w in before.content}
    repeated = all(analysis.stem(w) in known for w in said.content)
    if repeated or elliptic(said) or intent_of(said.text) is not intent_of(before.text):
        return ()
    return tuple(v.canonical for v in find(MARKER.sub("", reply)))


def _negates(resolved: str, language: Language) -> bool:
    """Whether a question has a word for not; «no» is one in English alone."""
    english = language is Language.EN and _NO.search(resolved)
    return bool(english or _NEGATION.search(resolved))


def _counted(text: str, named: Collection[str]) -> tuple[str, ...]:
    """The words after «hvor mange»; what is counted in «Arena-prosjekter» is projects."""
    match = _COUNTED.search(text)
    if not match:
        return ()
    stop = analysis.norwegian_stop_words() | analysis.stop_words()["en"]
    said = analysis.words(match[1])
    if said[0] in _AUXILIARIES:
        # «Hvor mange kan vi sende?»: the noun is left out.
        return ()
    words = [w for w in said if w not in stop]
    others = tuple(w for w in words if w not in named)
    if others and len(others) < len(words) and all(w in _ADJECTIVES for w in others):
        # «Hvor mange nye NCE-er?» counts what has the name.
        return ()
    return others or tuple(words)
