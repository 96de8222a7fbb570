"""`advise`: a draft of upgrade advice, or a batch of them."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.commands import Commands
from assistant.commands.printing import print_json, show_progress, show_step, write_output
from assistant.commands.reading import read_json, read_lines
from assistant.errors import SettingsError, UnreadableInputError
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.datatypes import Language
    from assistant.drafts import Draft


def declare(commands: Commands) -> None:
    """Declare `advise`."""
    advise = commands.add_parser("advise", help="a draft of upgrade advice, or a batch of them")
    described = advise.add_mutually_exclusive_group(required=True)
    described.add_argument("--text", metavar="TEXT", help="a description of the client; - is standard input")
    described.add_argument("--profile", type=Path, metavar="FILE.json", help="the facts of the client")
    described.add_argument("--batch", metavar="FILE.jsonl", help="one client a line; - is standard input")
    advise.add_argument("--client", default="", metavar="NAME", help="whom the draft is for")
    advise.add_argument("--language", choices=("auto", "en", "zh"), default="auto")
    advise.add_argument("--format", choices=("md", "txt", "docx", "html", "json"), default="md")
    advise.add_argument("--output", type=Path, metavar="FILE", help="a file, or the folder of a batch")
    advise.add_argument(
        "--rephrase", action="store_true", help="let the chat model word lines more simply; each is checked"
    )
    advise.set_defaults(run=_advise)


def _advise(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.advising import choose_language
    from assistant.exporting import export

    if options.batch:
        return _advise_batch(options, settings)
    if options.format == "docx" and options.output is None:
        raise UnreadableInputError(
            "A Word document needs a file. Name it with --output FILE.docx.",
            zh="Word文档要存成文件，请用--output写上文件名.docx。",
        )
    if options.profile:
        facts = read_json(options.profile)
        draft = _draft_maker(options, settings)(
            None, facts, options.client, choose_language(options.language, None, options.client)
        )
    else:
        text = sys.stdin.read() if options.text == "-" else options.text
        draft = _draft_maker(options, settings)(text, None, options.client, choose_language(options.language, text, ""))
    write_output(export(draft, options.format), options.output)
    return 0


def _advise_batch(options: argparse.Namespace, settings: Settings) -> int:
    from tqdm import tqdm

    from assistant.advising import ClientLine, advise_lines, choose_language, write_batch

    if options.output is None:
        raise UnreadableInputError(
            "A batch needs a folder for its drafts. Name it with --output FOLDER.",
            zh="批量草稿要有文件夹来放，请用--output写上文件夹。",
        )
    lines = list(read_lines(options.batch))
    make = _draft_maker(options, settings)

    def advise(read: ClientLine) -> "Draft":
        asked = options.language if read.language == "auto" else read.language
        return make(read.text, read.profile, read.client, choose_language(asked, read.text, read.client))

    total = sum(bool(line.strip()) for line in lines)
    outcomes = tqdm(advise_lines(lines, advise), total=total, unit=" drafts", file=sys.stderr)
    done = write_batch(outcomes, options.output, options.format)
    for outcome in done:
        print_json(outcome.to_dict())
    return int(any(outcome.error for outcome in done))


def _draft_maker(
    options: argparse.Namespace, settings: Settings
) -> "Callable[[str | None, Any, str, Language | None], Draft]":
    """Return what makes a draft of a text or of facts; the models are loaded with the first text.

    A chat model has a say only where --rephrase asks for it.
    """
    from functools import cache

    from assistant.catalogue import open_library
    from assistant.drafting import draft_for_profile
    from assistant.service import Assistant

    library = open_library(settings)
    reword = _rephraser(settings) if options.rephrase else lambda draft: draft
    assistant = cache(lambda: Assistant.open(settings, progress=show_progress))

    def make(text: str | None, facts: Any, client: str, language: "Language | None") -> "Draft":
        if text is None:
            day = settings.day()
            return reword(draft_for_profile(facts, library, day=day, client=client, language=language or "en"))
        return reword(assistant().draft(text, client=client, language=language))

    return make


def _rephraser(settings: Settings) -> "Callable[[Draft], Draft]":
    """Return what lets the chat model word a draft, and tells on stderr how far it came."""
    from assistant.chat_model import load_chat_model
    from assistant.prompts import load_prompts
    from assistant.rephrasing import rephrase_with

    chat, prompts = load_chat_model(settings), load_prompts(settings.prompts)
    if chat is None:
        raise SettingsError("--rephrase needs a chat model. Name one in ASSISTANT_CHAT_MODEL, or leave it out.")

    def reword(draft: "Draft") -> "Draft":
        for state in rephrase_with(draft, chat, prompts):
            show_step("Wording", state.done, state.total)
        failed = " It gave no more answers." if state.failed else ""
        print(f"{chat.name} worded {len(state.changed)} of {state.total} lines.{failed}", file=sys.stderr)
        return state.draft

    return reword
