"""A line of a draft in plainer words of a chat model, taken only where it says the same, sentence by sentence."""

from collections.abc import Sequence

from assistant.chat_model import ChatModel
from assistant.datatypes import Citation, Language
from assistant.language import detect_language, fold, split_sentences
from assistant.prompting import estimate_tokens, show_citation
from assistant.prompts import Prompts
from assistant.sentence_stream import SentenceStream
from assistant.support_cues import find_senses, without_cues
from assistant.support_words import is_harmless, same_words
from assistant.tokenizing import tokenize
from assistant.verification import judge

# For one line; a worker watches how the lines come.
LINE_WITHIN_S = 20.0
# Which share of a sentence's own words must be there still: an answer may leave out a matter, a rephrasing may not.
FEWEST_KEPT_WORDS = 0.7
_RESERVE = 120
_STOPS = "。.!！ "


def rephrase_line(
    chat: ChatModel, prompts: Prompts, line: str, sources: Sequence[Citation], *, language: Language
) -> str:
    """Return the line in other words that say the same, or as it was where the model's say anything else.

    Raises ChatModelError where the model gave none within LINE_WITHIN_S.
    """
    from langchain_core.messages import HumanMessage

    prompt = prompts["draft_rephrasing", language]
    shown = "\n\n".join(show_citation(citation) for citation in sources)
    room = chat.limits.context_tokens - chat.limits.max_tokens - _RESERVE - estimate_tokens(prompt.text + line)
    data = line.replace("<", "‹").replace(">", "›")
    text = prompt.fill(passages=shown if estimate_tokens(shown) <= room else "", line=data)
    return accept_rephrasing(chat.complete([HumanMessage(text)], within_s=LINE_WITHIN_S), line, language)


def accept_rephrasing(text: str, line: str, language: Language) -> str:
    """Return a rephrasing that says sentence by sentence what the line says, no more and no less, else the line.

    >>> accept_rephrasing("Sellers must keep the record 6 months.", "The seller must keep the record 6 months.", "en")
    'Sellers must keep the record 6 months.'
    >>> accept_rephrasing("The seller may keep the record 9 months.", "The seller must keep the record 6 months.", "en")
    'The seller must keep the record 6 months.'
    """
    stream = SentenceStream()
    said = [one.text for one in (*stream.feed(text.strip()), *stream.finish())]
    told = split_sentences(line)
    if len(said) != len(told) or detect_language(text) != language:
        return line
    if not all(_says_the_same(one, other) for one, other in zip(said, told, strict=True)):
        return line
    return ("" if language == "zh" else " ").join(said)


def _says_the_same(said: str, told: str) -> bool:
    """Tell whether one sentence says what another says: supported by the whole of it, and nothing of it left out.

    What supports a sentence of an answer may say more than it, such as whose goods are meant. A line that lost
    'own' on the way would promise an exemption to others, too.
    """
    judgement = judge(said, told)
    if judgement.support == "verbatim":
        return fold(said).rstrip(_STOPS) == fold(told).rstrip(_STOPS)
    if judgement.support is None or judgement.told != told:
        return False
    return find_senses(fold(said)).keys() == find_senses(fold(told)).keys() and _kept(said, told) >= FEWEST_KEPT_WORDS


def _kept(said: str, told: str) -> float:
    """Return which share (0 to 1) of the words that make up a sentence another one has, or has a synonym of."""
    words = {word for word in tokenize(without_cues(fold(told))) if not is_harmless(word)}
    return len(words & same_words(set(tokenize(fold(said))))) / len(words) if words else 1.0
