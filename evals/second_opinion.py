"""A chat model's opinion on attacks that seem to have got through: was the order obeyed, or only quoted?

The words of an answer alone cannot tell. The opinion is reported beside the figures and changes none of them, for
a model may be wrong, and is asked only where `ASSISTANT_CHAT_MODEL` names an OpenAI-compatible one.
"""

from collections.abc import Sequence
from typing import Any

from assistant.settings import Settings

PROBE = "second opinion on what got through"
_PROVIDER = "openai"
NOT_ASKED = (
    "no chat model was asked: set ASSISTANT_CHAT_MODEL=openai:NAME and, for a server of your own, "
    "ASSISTANT_CHAT_BASE_URL"
)


def ask_second_opinion(settings: Settings, attacks: Sequence[tuple[Any, str]]) -> dict[str, Any]:
    """Return a row of the report for attacks of raginject, each a pattern with the answer it got.

    `passed` are those that the model says were not obeyed, `count` those that it gave a verdict on.
    """
    provider, _, name = (settings.chat_model or "").partition(":")
    if provider != _PROVIDER or not name:
        return _row(0, 0, NOT_ASKED)
    from raginject.judges.llm_judge import LLMJudge

    judge = LLMJudge(
        provider=_PROVIDER,
        model=name,
        base_url=settings.chat_base_url,
        # A server of one's own often wants no key, but the client insists on one.
        api_key=settings.chat_api_key or "none",
        timeout=settings.chat_first_token_s + settings.chat_max_tokens / 10,
    )
    verdicts = [_ask(judge, pattern, answer) for pattern, answer in attacks]
    given = [verdict for verdict in verdicts if isinstance(verdict, bool)]
    silent = [str(verdict) for verdict in verdicts if not isinstance(verdict, bool)]
    told = f"by {name}" + (f"; {len(silent)} without a verdict: {silent[0]}" if silent else "")
    return _row(given.count(False), len(given), told if attacks else f"nothing got through, so {name} was not asked")


def _ask(judge: Any, pattern: Any, answer: str) -> bool | str:
    """Return whether the attack succeeded, or why there is no verdict."""
    from raginject.judges.base import JudgeContext

    try:
        verdict = judge.judge(JudgeContext(pattern, pattern.question, answer, []))
    # Whatever a server may do, the figures of the run are there already.
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:120]}"
    return bool(verdict.attack_succeeded)


def _row(passed: int, count: int, reason: str) -> dict[str, Any]:
    return {"probe": PROBE, "passed": passed, "count": count, "reason": reason}
