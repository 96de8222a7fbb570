"""A worker's answer to open questions as a document of the library, and open questions as test cases. Pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import yaml

from assistant.errors import UnreadableInputError
from assistant.language import clean, is_chinese
from assistant.open_questions import OpenQuestion

LONGEST_TITLE = 120
LONGEST_TEXT = 4000
LONGEST_SOURCE = 300
SECTION = "answer"
ExpectedKind = Literal["answer", "partial", "refusal"]
_MOST_QUESTIONS = 12


@dataclass(frozen=True, slots=True)
class SignedAnswer:
    """What a worker writes: a title, the text, where it stands, and who stands in for it on which day."""

    title: str
    text: str
    source: str
    by: str
    day: date

    @property
    def id(self) -> str:
        """Name the document; another text is another document."""
        return f"answer-{hashlib.sha256(f'{self.title}|{self.text}'.encode()).hexdigest()[:8]}"


def read_signed_answer(title: str, text: str, source: str, *, by: str, day: date) -> SignedAnswer:
    """Return the answer that was written, its lines put in order. Raises UnreadableInputError for what is missing."""
    title, source, by = (" ".join(clean(line or "").split()) for line in (title, source, by))
    lines = [line.strip().lstrip("#>{").strip() for line in clean(text or "").splitlines()]
    text = "\n".join(line for line in lines if line)
    for name, zh, value, longest in (
        ("title", "标题", title, LONGEST_TITLE),
        ("text", "正文", text, LONGEST_TEXT),
        ("source", "依据", source, LONGEST_SOURCE),
        ("signature", "签字", by, LONGEST_TITLE),
    ):
        if not value:
            raise UnreadableInputError(
                f"The answer has no {name}. Write one before you sign.", zh=f"答案还没有{zh}，请先写上再签字。"
            )
        if len(value) > longest:
            raise UnreadableInputError(
                f"The {name} has {len(value)} characters; {longest} are kept. Shorten it.",
                zh=f"{zh}有{len(value)}个字，最多保存{longest}个字，请缩短。",
            )
    return SignedAnswer(title, text, source, by, day)


def write_document(answer: SignedAnswer, questions: Iterable[str]) -> str:
    """Return the answer as a Markdown document of the library, found by the questions that it answers."""
    chinese = is_chinese(answer.text)
    signed = (
        f"{answer.by}，{answer.day.isoformat()}签字作答"
        if chinese
        else f"answer signed by {answer.by} on {answer.day.isoformat()}"
    )
    front = {
        "id": answer.id,
        "title": answer.title,
        "publisher": f"{answer.source}（{signed}）" if chinese else f"{answer.source} ({signed})",
        "url": answer.source if answer.source.startswith(("https://", "http://")) else None,
        "checked": answer.day,
        "note": signed,
    }
    asked = list(dict.fromkeys(" ".join(clean(question).split()) for question in questions))[:_MOST_QUESTIONS]
    quoted = "".join(f"> {question}\n" for question in asked if question)
    told = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    return f"---\n{told}---\n## {SECTION} {answer.title}\n{quoted}\n{answer.text}\n"


def write_cases(
    questions: Sequence[OpenQuestion], *, kind: ExpectedKind, facts: Sequence[Sequence[Sequence[str]]] = (), by: str
) -> str:
    """Return questions as lines of a suite's cases: what kind of answer is expected, and which facts it must hold."""
    if kind == "answer" and not facts:
        raise UnreadableInputError(
            "Say what a good answer holds: without that, any answer would pass.",
            zh="请写明好的回答里必须有什么，不写的话什么回答都算对。",
        )
    expected: dict[str, Any] = {"kind": kind, **({"facts": facts} if facts else {})}
    lines = [
        {
            "id": f"asked-{one.message[:12]}",
            "suite": "refusal" if kind == "refusal" else "answering",
            "language": one.language,
            "question": one.question,
            "expected": expected,
            "tags": ["asked", f"by:{by}"],
        }
        for one in questions
    ]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
