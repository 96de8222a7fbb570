"""`ask` and `classify`: one question or description, or a batch of them."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.commands import Commands
from assistant.commands.printing import print_batch, print_json, show_progress
from assistant.commands.reading import read_lines, read_text
from assistant.errors import UnreadableInputError
from assistant.settings import PACKAGED_EMBEDDING, Settings

if TYPE_CHECKING:
    from assistant.diagnosing import Classifier


def declare(commands: Commands) -> None:
    """Declare `ask` and `classify`."""
    ask = commands.add_parser("ask", help="one answer, or a batch of them")
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument("--json", action="store_true", help="print nothing but JSON")
    ask.add_argument("--language", choices=("auto", "en", "zh"), default="auto")
    ask.add_argument("--history", type=Path, metavar="FILE.json", help="the messages before the question")
    ask.add_argument("--batch", metavar="FILE.jsonl", help="one question a line; - is standard input")
    ask.set_defaults(run=_ask)

    classify = commands.add_parser("classify", help="what kind of business this is, by the paper's typology")
    given = classify.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", help="a description in English or Chinese")
    given.add_argument("--profile", type=Path, metavar="FILE.json", help="a JSON object of facts")
    given.add_argument("--batch", metavar="FILE.jsonl", help="one text or profile a line; - is standard input")
    classify.add_argument("--json", action="store_true", help="print nothing but JSON")
    classify.set_defaults(run=_classify)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.batch import answer_lines, read_history
    from assistant.service import Assistant

    if options.batch:
        return print_batch(answer_lines(read_lines(options.batch), Assistant.open(settings, progress=show_progress)))
    if options.question is None:
        raise UnreadableInputError(
            "There is no question. Put one in quotes behind 'ask', or give --batch FILE.jsonl.",
            zh="没有问题。请把问题用引号括起来放在ask后面，或者用--batch给出文件。",
        )
    history = read_history(read_text(options.history)) if options.history else []
    language = None if options.language == "auto" else options.language
    answer = Assistant.open(settings, progress=show_progress).ask(options.question, history=history, language=language)
    if options.json:
        print_json(answer.to_dict())
        return 0
    print(answer.text)
    for citation in answer.citations:
        print(f"[{citation.number}] {citation.title}, {citation.section}: {citation.heading}")
    return 0


def _classify(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.batch import classify_lines
    from assistant.diagnosing import language_of, parse_profile
    from assistant.diagnosis_wording import describe_diagnosis

    classifier = _classifier(settings, reads=not options.profile)
    if options.batch:
        return print_batch(classify_lines(read_lines(options.batch), classifier))
    profile = parse_profile(read_text(options.profile)) if options.profile else None
    diagnosis = classifier.classify(text=options.text, profile=profile)
    if options.json:
        print_json(diagnosis.to_dict())
    else:
        print(describe_diagnosis(diagnosis, language_of(options.text or "")))
    return 0


def _classifier(settings: Settings, *, reads: bool) -> "Classifier":
    """Return what classifies; where descriptions are read and a chat model is configured, with its proposals."""
    from assistant.diagnosing import Classifier

    if not reads or settings.chat_model is None:
        return Classifier()
    from assistant.embedding import load_embedder
    from assistant.proposing import load_proposer

    reader = load_embedder(PACKAGED_EMBEDDING)
    proposer = load_proposer(settings, reader)
    return Classifier(reader, propose=proposer.propose if proposer else None)
