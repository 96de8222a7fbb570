"""The retriever as LangChain knows one, for chains and tracers of other people."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.language import language_of
from assistant.retrieval import Retriever


class SectionRetriever(BaseRetriever):
    """Finds sections for a question; each is one LangChain document, in the question's language if it has it."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    retriever: Retriever
    top_k: int = 4

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002 - LangChain hands it over by name
    ) -> list[LangChainDocument]:
        language = language_of(query)
        found = []
        for hit in self.retriever.search(query, top_k=self.top_k).sections:
            told_in, document, section = hit.in_language(language)
            metadata = {
                "document": document.id,
                "title": document.title,
                "section": section.id,
                "heading": section.heading,
                "language": told_in,
                "score": hit.score,
            }
            found.append(
                LangChainDocument(id=f"{document.key}/{section.id}", page_content=section.text, metadata=metadata)
            )
        return found
