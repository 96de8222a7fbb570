"""The ranking of sentences is fitted to which of them hold what was expected."""

from assistant.service import Assistant
from evals.cases import Case
from evals.sentence_fitting import SentenceSample, fit_ranking, sample_sentences


def features(cosine: float) -> dict[str, float]:
    return {"cosine": cosine, "first": 0.0}


def test_what_tells_an_answer_from_another_sentence_gets_the_weight() -> None:
    samples = [SentenceSample(features(0.9 if n % 2 else 0.1), "en", n % 2 == 1) for n in range(40)]
    samples += [SentenceSample(features(0.5), "zh", n < 10) for n in range(20)]
    ranking = fit_ranking(samples)
    assert ranking.relevance(features(0.9), "en") > 0.7 > 0.3 > ranking.relevance(features(0.1), "en")


def test_a_sentence_answers_that_holds_an_expected_fact(small_assistant: Assistant) -> None:
    (hit, *_) = small_assistant.retriever.search("apples").sections
    _, document, section = hit.in_language("en")
    word = section.text.split()[1]
    expected = {"sections": [[document.id, section.id]], "facts": [[[word]]], "kind": "answer"}
    case = Case.model_validate(
        {"id": "a", "suite": "answering", "language": "en", "question": "apples", "expected": expected}
    )
    silent = case.model_copy(update={"expected": case.expected.model_copy(update={"facts": []})})
    sampled = list(sample_sentences(small_assistant, [case, silent]))
    assert any(one.answers for one in sampled) and {one.language for one in sampled} == {"en"}
    assert len(sampled) == len(list(sample_sentences(small_assistant, [case])))
