"""The retriever in LangChain's own interface."""

from langchain_core.runnables import RunnableLambda

from assistant.langchain_view import SectionRetriever
from assistant.service import Assistant


def test_sections_come_as_documents_best_first(small_assistant: Assistant) -> None:
    retriever = SectionRetriever(retriever=small_assistant.retriever, top_k=1)
    (found,) = retriever.invoke("What goes on the apple label?")
    assert found.page_content.startswith("The label of an apple box") and found.id == "apples.en/art-2"
    assert (found.metadata["document"], found.metadata["section"], found.metadata["language"]) == (
        "apples",
        "art-2",
        "en",
    )


def test_it_takes_part_in_a_chain(small_assistant: Assistant) -> None:
    retriever = SectionRetriever(retriever=small_assistant.retriever)
    chain = retriever | RunnableLambda(lambda documents: [document.metadata["section"] for document in documents])
    assert chain.batch(["苹果箱的标签写什么？"])[0][0] == "art-2"
