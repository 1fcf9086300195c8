"""Hybrid retrieval: the lexical and the dense leg, fused by weighted, normalised scores.

Rank fusion with a weak dense model costs several points, measured; scores normalised per query
and weighted do not (see README, «Søket»).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain import Chunk, Hit, Language
from assistant.search import analysis, asked_files
from assistant.search.asked import AskedQuestions
from assistant.search.embedding import (
    Encoder,
    StaticEncoder,
    Vectors,
    load_encoder,
    sentence_encoder,
    sentence_folder,
)
from assistant.search.language import detect
from assistant.search.likeness import NO_LIKENESS, Likeness, Source
from assistant.search.names import distinct_names
from assistant.search.query import Query, QueryAnalyser
from assistant.search.reworded import reworded, said_in
from assistant.search.store import Index
from assistant.search.thesaurus import Thesaurus
from assistant.search.thesaurus_files import shipped
from assistant.settings import Settings

POOL = 50
# Sentence vectors kept in memory; beyond them they are made anew.
_REMEMBERED = 20_000
# Least share of known passages, among so many looked at, for the model to weigh sentences.
_HOME, _SAMPLE = 0.8, 200
# Up to here the sentences of all passages are compared with those that are known.
_FEW_PASSAGES = 600


def normalise(scores: Mapping[str, float]) -> dict[str, float]:
    """Scores divided by the best one; non-positive scores become 0. Order is kept."""
    best = max(scores.values(), default=0.0)
    if best <= 0:
        return dict.fromkeys(scores, 0.0)
    return {k: max(0.0, v) / best for k, v in scores.items()}


def fuse(
    lexical: Mapping[str, float], dense: Mapping[str, float], dense_weight: float
) -> dict[str, float]:
    """Weighted sum of the two legs' normalised scores: id → score from 0 to 1.

    With weight 0 the order is the lexical one, with 1 the dense one. Dense scores are spread
    between the pool's worst and best, since cosines of unlike texts are not near 0.
    """
    floor = min(dense.values(), default=0.0)
    spread = normalise({k: v - floor for k, v in dense.items()})
    level = normalise(lexical)
    return {
        key: (1 - dense_weight) * level.get(key, 0.0) + dense_weight * spread.get(key, 0.0)
        for key in {**level, **spread}
    }


class Retriever:
    """Finds passages for a question in one open index."""

    def __init__(
        self, index: Index, settings: Settings, *, thesaurus: Thesaurus | None = None
    ) -> None:
        self.index = index
        self._settings = settings
        self.analyser = QueryAnalyser(index.lexical, thesaurus or shipped())
        self._encoder: Encoder | None = None
        self._sentences: StaticEncoder | None = None
        self._vectors: dict[str, Vectors] = {}
        self._home: bool | None = None
        self._asked: tuple[AskedQuestions, frozenset[Source], dict[Source, Source]] | None = None
        self._marks: frozenset[str] | None = None
        self.dense_weight = self._dense_weight()

    def _dense_weight(self) -> float:
        if self._settings.embedding == "none":
            return 0.0
        if self._settings.dense_weight is not None:
            return self._settings.dense_weight
        self._encoder = load_encoder(self._settings)
        return self._encoder.dense_weight if self._encoder else 0.0

    def analyse(self, question: str, language: Language | None = None) -> Query:
        """The question as weighted concepts; its language is detected when not given."""
        return self.analyser.analyse(question, language or detect(question))

    def search(self, question: str, top_k: int = 10) -> tuple[Hit, ...]:
        """The best passages for a question, best first; empty when nothing matches."""
        return self.retrieve(self.analyse(question), top_k)

    def retrieve(self, query: Query, top_k: int = 10) -> tuple[Hit, ...]:
        """The best passages for an analysed question, best first; empty when nothing matches."""
        pool = max(POOL, top_k)
        lexical = self.index.lexical.search(query.weights, pool)
        dense = self._dense(query, pool) if self.dense_weight > 0 else []
        scores = fuse(dict(lexical), dict(dense), self.dense_weight)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:top_k]
        lexical_ranks, dense_ranks = _ranks(lexical), _ranks(dense)
        return tuple(
            Hit(
                self.index.lexical.chunk(chunk_id),
                score,
                lexical_ranks.get(chunk_id),
                dense_ranks.get(chunk_id),
            )
            for chunk_id, score in best
            if score > 0
        )

    def affinities(self, question: str, texts: Sequence[str]) -> tuple[float, ...]:
        """How near each text lies to a question, as the static model has it: cosines, -1 to 1.

        0 where the model has no opinion on the question or the text, and for every text where
        embeddings are switched off or the model knows too little of the documents. Some hundred
        sentences take milliseconds, which is why it is the static model also where another one
        finds the passages.
        """
        if not self._at_home():
            return (0.0,) * len(texts)
        model = self._sentence_model()
        asked = model.encode_queries([question])[0]
        if not asked.any():
            return (0.0,) * len(texts)
        new = list(dict.fromkeys(t for t in texts if t not in self._vectors))
        if len(self._vectors) + len(new) > _REMEMBERED:
            self._vectors.clear()
            new = list(dict.fromkeys(texts))
        self._vectors.update(zip(new, model.encode_passages(new), strict=True))
        return tuple(float(asked @ self._vectors[t]) for t in texts)

    def likeness(self, question: str, *, typed: str = "") -> Likeness:
        """What a question is like among those kept beside the static model (`search.asked`).

        Args:
            question: the question, typing errors mended.
            typed: the same as it was typed; what looks like a slip may be a dialect's word.

        Empty where embeddings are switched off or the documents are not those they are about.
        """
        if self._settings.embedding == "none":
            return NO_LIKENESS
        if self._asked is None:
            kept = asked_files.load(sentence_folder(self._settings))
            here = standing(kept.sources, self.index.chunks())
            self._asked = kept, here, self._moved([s for s in kept.sources if s not in here])
        questions, here, moved = self._asked
        if not here and not moved:
            return NO_LIKENESS
        if self._marks is None:
            named = {w for n in distinct_names(self.index.lexical) for w in analysis.stems(n)}
            self._marks = questions.years | named
        same = analysis.words(typed) in ([], analysis.words(question))
        texts = (question,) if same else (question, typed.lower())
        vectors = self._sentence_model().encode_queries(texts)
        mended, *more = (
            questions.likeness(text, vector, here, self._marks, moved)
            for text, vector in zip(texts, vectors, strict=True)
        )
        best = min((mended, *more), key=lambda found: (not found.sources, found.unanswered))
        # A slip is strange wherever the votes come from.
        return replace(best, strange=mended.strange, unfamiliar=mended.unfamiliar)

    def passages_of(self, sources: Sequence[Source]) -> tuple[Chunk, ...]:
        """The passages in which sentences stand, each once."""
        found = {
            chunk.id: chunk
            for source in sources
            for chunk in self.index.lexical.chunks(source.document)
            if source.quote in " ".join(chunk.text.split())
        }
        return tuple(found.values())

    def _moved(self, gone: Sequence[Source]) -> dict[Source, Source]:
        """What says the same as sentences that are gone, in documents that the model knows."""
        if not gone or not self._at_home() or len(self.index.chunks()) > _FEW_PASSAGES:
            return {}
        return reworded(gone, said_in(self.index.chunks()), self._sentence_model().encode_passages)

    def _at_home(self) -> bool:
        """Whether the static model was made for documents like these: it knows most passages."""
        if self._settings.embedding == "none":
            return False
        if self._home is None:
            chunks = self.index.chunks()
            sample = chunks[:: max(1, len(chunks) // _SAMPLE)]
            known = self._sentence_model().encode_passages([c.text for c in sample]).any(axis=1)
            self._home = bool(sample) and float(known.mean()) >= _HOME
        return self._home

    def _sentence_model(self) -> StaticEncoder:
        if self._sentences is None:
            loaded = self._encoder
            static = loaded if isinstance(loaded, StaticEncoder) else None
            self._sentences = static or sentence_encoder(self._settings)
        return self._sentences

    def _dense(self, query: Query, pool: int) -> list[tuple[str, float]]:
        if self._encoder is None:
            self._encoder = load_encoder(self._settings)
        if self._encoder is None or not query.text.strip():
            return []
        if isinstance(self._encoder, StaticEncoder) and not self._at_home():
            # The few passages that it knows would stand before all others.
            return []
        vector = self._encoder.encode_queries([query.text])[0]
        return self.index.vectors.search(vector, pool)


def standing(sources: Sequence[Source], chunks: Sequence[Chunk]) -> frozenset[Source]:
    """The sources whose words still stand in their document, white space folded."""
    texts: dict[str, list[str]] = {}
    for chunk in chunks:
        texts.setdefault(chunk.document_id, []).append(" ".join(chunk.text.split()))
    return frozenset(s for s in sources if any(s.quote in t for t in texts.get(s.document, ())))


def _ranks(pairs: Sequence[tuple[str, float]]) -> dict[str, int]:
    return {chunk_id: rank for rank, (chunk_id, _) in enumerate(pairs, 1)}
