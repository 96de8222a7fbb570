"""The chat-model composer: three steps behind the extractive one, prompt, model and verify, as Runnables.

What the extractive composer wrote stays at hand: it takes the model's place at once where that fails.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from langchain_core.callbacks.manager import CallbackManager
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda, ensure_config

from assistant.chat_model import ChatModel, Limits
from assistant.chunking import sentence_chunk_id
from assistant.composing import Composed
from assistant.datatypes import Answer, Language, Passage
from assistant.errors import ChatModelError, ChatStreamBrokenError
from assistant.language import detect_language, split_sentences
from assistant.prompting import choose_passages, write_messages
from assistant.prompts import Prompts
from assistant.replying import Request, Turn, Written, fall_back, lead_with, reply
from assistant.retrieval import Retriever
from assistant.rewriting import rewrite_question
from assistant.sentence_stream import SentenceStream
from assistant.verification import Entails
from assistant.vetting import Vetter

# A text that broke off after its first token is asked for once more, after a pause that doubles.
_RETRIES = 1
_BACK_OFF_S = 0.5
# Fewer of the model's sentences than this share, and what is left is no answer any more.
_FEWEST_KEPT = 0.34
_ENOUGH_TO_TELL_LANGUAGE = 40
_LONGEST_WITHOUT_STOP = 1_200
_CHARACTERS_PER_TOKEN = 8
_LOOP = re.compile(r"(.{2,120}?)\1{5,}\Z", re.DOTALL)
_MODEL_UNUSABLE = "model_unusable"
_MODEL_UNAVAILABLE = "model_unavailable"


class ChatComposer:
    """Has a chat model write the answer, and shows of it only what the passages support."""

    def __init__(
        self,
        chat: ChatModel,
        prompts: Prompts,
        retriever: Retriever,
        *,
        entails: Entails | None = None,
        rewrites: bool = False,
    ) -> None:
        self.chat = chat
        self.prompts = prompts
        self.retriever = retriever
        self.entails = entails
        self.rewrites = rewrites
        self.prompt: Runnable[Turn, Turn] = RunnableLambda(self._prompt, name="prompt")
        # LangChain streams what a generator yields; its types know only of functions that return.
        self.model: Runnable[Turn, Turn] = RunnableLambda(self._write, name="model")  # type: ignore[arg-type]
        self.verify: Runnable[Turn, Turn] = _Verify(self)

    def rewrite(self, turn: Turn, config: RunnableConfig) -> str | None:
        """Return the question made whole by the model, None where that is not asked for or does not succeed."""
        if not self.rewrites:
            return None
        return rewrite_question(
            self.chat, self.prompts, turn.question, turn.history, language=turn.language, config=config
        )

    def _prompt(self, turn: Turn) -> Turn:
        if turn.answer is None or turn.retrieved is None or turn.answer.kind not in ("answer", "partial"):
            return turn
        passages = choose_passages(turn.retrieved.sections, turn.language)
        messages, kept = write_messages(
            self.prompts,
            passages,
            turn.whole,
            history=turn.history,
            language=turn.language,
            limits=self.chat.limits,
        )
        return replace(turn, request=Request(tuple(messages), passages[: len(kept)]))

    def _write(self, turn: Turn, config: RunnableConfig) -> Iterator[Turn]:
        if turn.request is None:
            yield turn
            return
        for attempt in range(_RETRIES + 1):
            text = ""
            try:
                for piece in self.chat.stream(turn.request.messages, config=config):
                    text += piece
                    fault = find_fault(text, turn.language, self.chat.limits)
                    turn = replace(turn, written=Written(text, attempt, _MODEL_UNUSABLE if fault else None))
                    yield turn
                    if fault:
                        return
                return
            except ChatStreamBrokenError:
                if attempt < _RETRIES:
                    self.chat.sleep(_BACK_OFF_S * 2**attempt)
            except ChatModelError:
                break
        yield replace(turn, written=replace(turn.written, failure=_MODEL_UNAVAILABLE))

    def vetter(self, turn: Turn) -> Vetter:
        """Return what vets the sentences of a turn, with the correction of a false premise said already."""
        assert turn.request is not None
        vetter = Vetter(
            turn.request.passages, turn.language, turn.question, nearness=self._nearness, entails=self.entails
        )
        vetter.start_with(lead_with(turn.correction, Composed((), ()), turn.language))
        return vetter

    def _nearness(self, text: str, passage: Passage) -> Sequence[float]:
        told = split_sentences(passage.section.text)
        ids = [sentence_chunk_id(passage.document, passage.section, number) for number in range(len(told))]
        known = self.retriever.vectors.vectors("sentence", ids)
        vector = self.retriever.embedder.embed_passages([text])[0]
        return [float(vector @ known[id]) if id in known else 0.0 for id in ids]

    def partial_answer(self, turn: Turn, composed: Composed) -> Answer:
        """Return the answer as far as it is checked."""
        answer = reply(turn, composed, self.retriever.library)
        return replace(answer, composer=f"llm:{self.chat.name}")

    def last_answer(self, turn: Turn, vetter: Vetter) -> Answer:
        """Return the whole answer: the model's, or the extractive one where that is of no use."""
        assert turn.answer is not None
        failure = turn.written.failure or (None if _is_enough(turn.answer, vetter) else _MODEL_UNUSABLE)
        return fall_back(turn.answer, failure) if failure else self.partial_answer(turn, vetter.composed)


def _is_enough(extractive: Answer, vetter: Vetter) -> bool:
    """Tell whether what is left is an answer: cited, most of what was written, and on the matter."""
    kept = vetter.told - vetter.dropped
    if not vetter.cites or not vetter.composed.passages or kept / max(vetter.told, 1) < _FEWEST_KEPT:
        return False
    used = {(passage.document.id, passage.section.id) for passage in vetter.composed.passages}
    return bool(used & {(citation.document, citation.section) for citation in extractive.citations})


def find_fault(text: str, language: Language, limits: Limits) -> str | None:
    """Return what is wrong with the shape of a text that is still being written, None where nothing is.

    >>> find_fault("You must. " * 40, "en", Limits()), find_fault("You must. ", "en", Limits())
    ('loop', None)
    """
    if _LOOP.search(text[-800:]) and len(text) > _ENOUGH_TO_TELL_LANGUAGE:
        return "loop"
    if len(text) > limits.max_tokens * _CHARACTERS_PER_TOKEN:
        return "length"
    if len(text) > _LONGEST_WITHOUT_STOP and not re.search(r"[。！？!?.]", text):
        return "garbage"
    if len(text) >= _ENOUGH_TO_TELL_LANGUAGE and detect_language(text) != language and "<think>" not in text:
        return "language"
    return None


class _Verify(Runnable[Turn, Turn]):
    """Passes a turn on with every sentence that is checked, while the model is still writing.

    Runnable's own way to stream would read the model to its end even when the reader has left, so this one
    reports to callbacks itself.
    """

    def __init__(self, composer: ChatComposer) -> None:
        self.name = "verify"
        self.composer = composer

    def invoke(self, input: Turn, config: RunnableConfig | None = None, **kwargs: Any) -> Turn:
        *_, last = self.stream(input, config, **kwargs)
        return last

    def stream(self, input: Turn, config: RunnableConfig | None = None, **kwargs: Any | None) -> Iterator[Turn]:
        yield from self.transform(iter([input]), config, **kwargs)

    def transform(self, input: Iterator[Turn], config: RunnableConfig | None = None, **_: Any | None) -> Iterator[Turn]:
        manager = CallbackManager.configure(ensure_config(config).get("callbacks"))
        run = manager.on_chain_start(None, {"input": ""}, name=self.name)
        try:
            yield from self._check(input)
        finally:
            run.on_chain_end({"output": ""})
            close = getattr(input, "close", None)
            if close is not None:
                close()

    def _check(self, turns: Iterator[Turn]) -> Iterator[Turn]:
        vetter: Vetter | None = None
        sentences, read = SentenceStream(), Written()
        turn: Turn | None = None
        for turn in turns:
            if turn.request is None:
                yield turn
                return
            vetter = vetter or self.composer.vetter(turn)
            if turn.written.attempt != read.attempt:
                sentences, read = SentenceStream(), Written(attempt=turn.written.attempt)
            before = len(vetter.composed.sentences)
            for written in sentences.feed(turn.written.text[len(read.text) :]):
                vetter.take(written)
            read = turn.written
            if len(vetter.composed.sentences) > before:
                yield replace(turn, answer=self.composer.partial_answer(turn, vetter.composed))
        assert turn is not None and vetter is not None
        for written in sentences.finish():
            vetter.take(written)
        yield replace(turn, answer=self.composer.last_answer(turn, vetter))
