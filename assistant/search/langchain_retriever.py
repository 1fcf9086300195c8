"""The project's retrieval as a LangChain retriever.

LangChain is imported with this module, so import it only where LangChain is wanted.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from assistant.domain import Hit
from assistant.search.retrieval import Retriever

SECTION_SEPARATOR = " › "


class ClusterRetriever(BaseRetriever):
    """Finds passages for a question: a `Runnable` from str to a list of LangChain documents.

    `k` is how many passages at most, 1 to 100; it can be given to one call too
    (`retriever.invoke(question, k=3)`).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever = Field(exclude=True, repr=False)
    k: int = Field(default=5, ge=1, le=100)

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,
        k: int | None = None,
    ) -> list[Document]:
        del run_manager
        return [as_document(hit) for hit in self.retriever.search(query, k or self.k)]


def as_document(hit: Hit) -> Document:
    """A hit as a LangChain document; unknown metadata is None.

    Metadata: `document` (id), `title`, `section` (path joined with « › »), `page` (from 1),
    `status`, `published`, `url`, `chunk_id` and `score` (0 to 1, higher is better).
    """
    chunk = hit.chunk
    metadata: dict[str, Any] = {
        "document": chunk.document_id,
        "title": chunk.title,
        "section": SECTION_SEPARATOR.join(chunk.section),
        "page": chunk.page,
        "status": chunk.metadata.status.value,
        "published": chunk.metadata.published,
        "url": chunk.metadata.url,
        "chunk_id": chunk.id,
        "score": round(hit.score, 6),
    }
    return Document(page_content=chunk.text, metadata=metadata, id=chunk.id)
