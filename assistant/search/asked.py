"""Questions known to be answered by a sentence, or by none: what a new question is most like.

People word a question more like other people's questions than like the sentence that answers it.
So the questions that the static model was trained with are kept beside it, each with its sentence
(as Nogueira et al. 2019, «Document Expansion by Query Prediction», keep predicted ones), and some
that the documents do not answer. A question is compared with all of them, by vector and by words,
and a classifier trained on them (`search.answering`) has its say in the vote.

They say something only of the sentences they were written for, and of those that say the same in
other words (`search.reworded`); a document that training never saw is answered as if they were not
there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from assistant.search import analysis
from assistant.search.answering import Answering, Opinion
from assistant.search.deciding import Deciding
from assistant.search.embedding import Vectors
from assistant.search.kind_asked import WHY, kind_of
from assistant.search.likeness import Decision, Likeness, Source

_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    rf"\s*\b(?:(?:i|in|fra|frå|from)\s+)?(?:(?:året|år)\s+)?{_YEAR.pattern}\b", re.I
)
# Share of the vectors in the nearness of two questions; the words have the rest.
VECTOR_SHARE = 0.7
# The sentence of a question that no sentence answers.
NOWHERE = -1
# What a question loses that is about another year or level, or asks for another kind of thing.
_OTHER_MARK, _OTHER_KIND = 0.15, 0.1
# How fast a kept question's vote falls with its distance from the nearest one: by e for each .06.
_TEMPERATURE = 0.06
# Only so many of the nearest vote; the many that are far would together outvote them.
_VOTERS = 30
# Share of the classifier in the vote; the nearest kept questions have the rest.
CLASSIFIER_SHARE = 0.6
# Sentences with less of the vote are not asked what they say.
_HEARD = 0.1
# In so many kept questions a word stands that is not strange to their matter.
_FAMILIAR = 3
# From this share of the sentences on, the documents are those that the questions are about.
_SAME_DOCUMENTS = 0.9
_UNMOVED: Mapping[Source, Source] = MappingProxyType({})


class AskedQuestions:
    """The questions kept beside the static model.

    Args:
        sources: the sentences; questions point at them by number.
        answered_by: for each question the number of its sentence, or `NOWHERE`.
        kinds: for each question what it asks for (`kind_of`).
        vectors: a unit vector for each question.
        words: the stems of the questions with their inverse document frequencies.
        postings: for each stem the questions that have it, and its weight in them.
        first: which rows are the first of their question; one that several sentences answer has a
            row for each; all of them when None.

    `classifier`: tells which sentence answers a question, where one was trained; `deciding`:
    whether it says yes or no to it.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        answered_by: NDArray[np.integer],
        kinds: NDArray[np.int8],
        vectors: Vectors,
        words: Mapping[str, float],
        postings: Sequence[tuple[NDArray[np.int32], Vectors]],
        *,
        first: NDArray[np.bool_] | None = None,
    ) -> None:
        self.sources = tuple(sources)
        self.answered_by = answered_by
        self.kinds = kinds
        self.vectors = vectors
        self.words = words
        self.postings = dict(zip(words, postings, strict=True))
        self.first = np.ones(len(answered_by), dtype=bool) if first is None else first
        self.classifier: Answering | None = None
        self.deciding: Deciding | None = None

    def likeness(
        self,
        question: str,
        vector: Vectors,
        standing: frozenset[Source],
        marks: frozenset[str] = frozenset(),
        moved: Mapping[Source, Source] = _UNMOVED,
    ) -> Likeness:
        """What a question is like, among those whose sentences stand in the documents.

        Args:
            question: the question, typing errors mended.
            vector: its vector; all zero where the model has no opinion, and so has this.
            standing: the sources that the documents still have as they were.
            marks: stems that tell things apart, as years and the names of levels do. A question
                with a mark that this one has not is about something else.
            moved: for sources that stand no longer, the ones that say the same now.

        """
        # What other documents do not answer, these may.
        same = bool(standing) and len(standing) >= _SAME_DOCUMENTS * len(self.sources)
        strange = self._strange(question) if same else ()
        known = bool(vector.any())
        alone = same and self.classifier is not None
        if not (known or alone) or not (standing or moved):
            return Likeness(same=same, unfamiliar=same, strange=frozenset(strange))
        near = VECTOR_SHARE * (self.vectors @ vector) + (1 - VECTOR_SHARE) * self._shared(question)
        near -= _OTHER_MARK * self._marked(marks.difference(analysis.stems(question)))
        near -= _OTHER_KIND * self._of_another_kind(kind_of(question))
        best = self._best(near)
        opinion = self.classifier.opinion(question) if self.classifier else None
        votes = self._votes(near, opinion, known=known)
        found: dict[Source, float] = {}
        shares: dict[Source, float] = {}
        for at, source in enumerate(self.sources):
            place = source if source in standing else moved.get(source)
            if place is not None:
                near_it = float(best[at])
                found[place] = max(near_it, found.get(place, near_it))
                shares[place] = float(votes[at]) + shares.get(place, 0.0)
        return Likeness(
            found,
            float(best[NOWHERE]),
            votes=shares,
            unanswered=float(votes[NOWHERE]),
            elsewhere=self._elsewhere(question, opinion) if same else None,
            same=same,
            unfamiliar=not known,
            strange=frozenset(strange),
            decisions=self._decisions(question, votes, standing),
        )

    def _decisions(
        self, question: str, votes: NDArray[np.float64], standing: frozenset[Source]
    ) -> Mapping[Source, Decision]:
        """What the sentences say to a question that are voted for and stand as they were.

        One in their place that says the same in other words may differ in what decides.
        """
        if self.deciding is None:
            return {}
        voted = [
            at
            for at, source in enumerate(self.sources)
            if votes[at] >= _HEARD and source in standing
        ]
        said = self.deciding.decisions(question, voted) if voted else ()
        return {self.sources[at]: told for at, told in zip(voted, said, strict=True)}

    def _elsewhere(self, question: str, opinion: Opinion | None) -> float | None:
        """How likely a question is of another subject, if nothing answers it.

        A year is no subject: «Hvem vant VM i 2018?» is of what «Hvem vant VM?» is of.
        """
        if opinion is None or self.classifier is None:
            return None
        undated = _DATED.sub("", question)
        if undated != question:
            opinion = self.classifier.opinion(undated)
        return opinion.elsewhere / opinion.unanswered

    def _best(self, near: Vectors) -> Vectors:
        """Nearness of the nearest question of each source, and in the last place of `NOWHERE`."""
        best = np.zeros(len(self.sources) + 1, dtype=np.float32)
        order, starts, places = self._by_place
        best[places] = np.maximum(0, np.maximum.reduceat(near[order], starts))
        return best

    @cached_property
    def _by_place(self) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.integer]]:
        """The questions by their source, where each source's begin, and which sources they are."""
        order = np.argsort(self.answered_by, kind="stable")
        places, starts = np.unique(self.answered_by[order], return_index=True)
        return order, starts, places

    def _votes(self, near: Vectors, opinion: Opinion | None, *, known: bool) -> NDArray[np.float64]:
        """Share of the vote of each source, and in the last place of what nothing answers.

        Where several sentences answer a question, each has the whole of its vote. Of a question in
        unknown words (`known`), which parts of words may tell all the same, the classifier alone
        has a say.
        """
        if opinion is not None and not known:
            return np.append(opinion.answers, opinion.unanswered).astype(np.float64)
        voters = np.argpartition(-near, min(_VOTERS, len(near) - 1))[:_VOTERS]
        weights = np.exp((near[voters] - near.max()) / _TEMPERATURE)
        cast = float(weights[self.first[voters]].sum()) or float(weights.sum())
        votes = np.zeros(len(self.sources) + 1)
        np.add.at(votes, self.answered_by[voters], weights / cast)
        votes = np.minimum(votes, 1.0)
        if opinion is None:
            return votes
        told = np.append(opinion.answers, opinion.unanswered)
        return np.asarray(CLASSIFIER_SHARE * told + (1 - CLASSIFIER_SHARE) * votes)

    def _strange(self, question: str) -> frozenset[str]:
        """The stems of a question that hardly any answered one has.

        A figure of speech is no matter of the documents, and neither is what people ask for in
        vain.
        """
        # Of few questions, one is enough.
        least = min(_FAMILIAR, 1 + len(self.answered_by) // 1_000)
        return frozenset(s for s in analysis.stems(question) if self._answered_with(s) < least)

    def _answered_with(self, stem: str) -> int:
        """How many of the questions with a stem have an answer."""
        if stem not in self.postings:
            return 0
        return int((self.answered_by[self.postings[stem][0]] != NOWHERE).sum())

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that questions name."""
        return frozenset(w for w in self.words if _YEAR.fullmatch(w))

    def _of_another_kind(self, kind: int) -> NDArray[np.bool_]:
        """Which questions ask for another kind of thing than this one."""
        if not kind:
            return np.zeros(len(self.kinds), dtype=bool)
        other: NDArray[np.bool_] = self.kinds != kind
        return other if kind == WHY else other & (self.kinds != 0)

    def _marked(self, marks: Iterable[str]) -> NDArray[np.bool_]:
        """Which questions have one of these stems."""
        found = np.zeros(len(self.vectors), dtype=bool)
        for mark in marks:
            if mark in self.postings:
                found[self.postings[mark][0]] = True
        return found

    def _shared(self, question: str) -> Vectors:
        """Cosines of the stems' tf-idf weights, question by question."""
        found = np.zeros(len(self.vectors), dtype=np.float32)
        weights = {
            stem: (1 + np.log(count)) * self.words[stem]
            for stem, count in Counter(analysis.stems(question)).items()
            if stem in self.words
        }
        norm = float(np.sqrt(sum(w * w for w in weights.values()))) or 1.0
        for stem, weight in weights.items():
            rows, values = self.postings[stem]
            found[rows] += weight / norm * values
        return found


def build(
    pairs: Iterable[tuple[str, Source | None]], encode: Callable[[Sequence[str]], Vectors]
) -> AskedQuestions:
    """The questions with their sources (None where nothing answers), ready to compare with.

    Args:
        pairs: question and source.
        encode: texts → unit vectors.

    """
    listed = list(dict.fromkeys(pairs))
    sources = list(dict.fromkeys(s for _, s in listed if s is not None))
    number = {s: i for i, s in enumerate(sources)}
    answered = [NOWHERE if s is None else number[s] for _, s in listed]
    counted = [Counter(analysis.stems(q)) for q, _ in listed]
    held = Counter(stem for c in counted for stem in c)
    words = {s: float(np.log((1 + len(listed)) / (1 + n)) + 1) for s, n in held.items()}
    rows: dict[str, list[int]] = {s: [] for s in words}
    values: dict[str, list[float]] = {s: [] for s in words}
    for row, count in enumerate(counted):
        weights = {s: (1 + float(np.log(n))) * words[s] for s, n in count.items()}
        norm = sum(w * w for w in weights.values()) ** 0.5 or 1.0
        for stem, weight in weights.items():
            rows[stem].append(row)
            values[stem].append(weight / norm)
    postings = [
        (np.array(rows[s], dtype=np.int32), np.array(values[s], dtype=np.float32)) for s in words
    ]
    vectors = encode([q for q, _ in listed])
    kinds = np.array([kind_of(q) for q, _ in listed], dtype=np.int8)
    earliest = {q: row for row, (q, _) in reversed(list(enumerate(listed)))}
    first = np.array([earliest[q] == row for row, (q, _) in enumerate(listed)], dtype=np.bool_)
    return AskedQuestions(sources, np.array(answered), kinds, vectors, words, postings, first=first)
