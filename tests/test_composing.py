"""The extractive composer picks sentences and writes none."""

from assistant.composing import compose
from assistant.language import split_sentences
from assistant.service import Assistant


def composed(assistant: Assistant, question: str, said: str = "") -> list[str]:
    found = assistant.retriever.search(question)
    result = compose(question, found.vector, found.sections, "en", assistant.retriever.vectors, said=said)
    assert all(sentence.support == "verbatim" and sentence.citations for sentence in result.sentences)
    return [sentence.text for sentence in result.sentences]


def test_an_answer_is_made_of_the_librarys_sentences(assistant: Assistant) -> None:
    told = composed(assistant, "Who has to show a business licence in the shop?")
    known = {
        s for pair in assistant.library.sections.values() if "en" in pair for s in split_sentences(pair["en"][1].text)
    }
    assert told and set(told) <= known


def test_an_answer_is_short_however_long_its_section_is(assistant: Assistant) -> None:
    lengths = [
        len(composed(assistant, q)) for q in ("types by natural resources and by role", "easy replacement", "VAT")
    ]
    assert max(lengths) <= 8 and min(lengths) >= 2


def test_what_was_said_already_is_left_out(assistant: Assistant) -> None:
    question = "How are gains shared in the asymmetric mode?"
    first = composed(assistant, question)
    more = composed(assistant, question, said=" ".join(first).casefold())
    assert more and not set(more) & set(first)


def test_a_number_is_preferred_where_one_is_asked_for(assistant: Assistant) -> None:
    told = composed(assistant, "How many days does a buyer have to send goods back without a reason?")
    assert any("7 days" in sentence for sentence in told[:2])


def test_nothing_found_is_nothing_told(small_assistant: Assistant) -> None:
    found = small_assistant.retriever.search("apples")
    result = compose("apples", found.vector, (), "en", small_assistant.retriever.vectors)
    assert (result.sentences, result.passages) == ((), ())


def test_after_the_first_sentences_come_in_the_order_of_their_section(assistant: Assistant) -> None:
    for question in ("How are gains shared in the asymmetric mode?", "What is easy replacement?"):
        answer = assistant.ask(question)
        for citation in answer.citations:
            told = [s.text for s in answer.sentences if s.support == "verbatim" and s.citations == (citation.number,)]
            places = [split_sentences(citation.quote).index(text) for text in told[1:]]
            assert answer.premise_corrected or places == sorted(places)


def test_the_sentence_that_answers_leads_where_it_clearly_answers_better(assistant: Assistant) -> None:
    told = composed(assistant, "How long must a platform keep the recordings of livestreams?")
    assert "3 years" in told[0]


def test_a_sentence_stands_in_the_passage_that_it_cites(assistant: Assistant) -> None:
    found = assistant._ready().retriever.search("How long are livestream recordings kept?")
    result = compose(found.question, found.vector, found.sections, "en", assistant._ready().retriever.vectors)
    passages = {passage.number: passage.section.text for passage in result.passages}
    assert list(passages) == list(range(1, len(passages) + 1)) and result.sentences
    assert all(sentence.text in passages[number] for sentence in result.sentences for number in sentence.citations)
