"""Described businesses whose sentences are marked with what they tell: what the story model is fitted to.

`stories/marked.<language>.jsonl` holds a story a line: its sentences, each with labels (`fact=value` of the typology,
`tells=matter`), what it sells with the form of each, what the teller is in law, and the axes by its writer's verdict.
The older stories of `cases` and the example sentences are marked with facts alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.datatypes import Language
from assistant.typology import FACT_VALUES
from evals.corpora import is_held_out, read_corpus_lines
from evals.reader_fitting import read_all_examples, read_stories

FOLDER = Path(__file__).with_name("stories")
# What a sentence may tell of the client's own business beside the facts of the typology.
MATTERS = (
    "loss_on_way", "claim", "returns_often", "has_food_paper", "lacks_food_paper", "weak_label", "unquarantined",
    "health_claim", "uncertified_organic", "false_origin", "delisted", "frozen_money", "late_pay", "price_pact",
    "copied", "bad_review", "late_delivery", "scam_offer", "invoice_asked", "one_buyer", "bought_in",
    "made_by_households", "outworkers", "paid_by_day", "contract_growers", "partner_leaves", "account_in_other_name",
    "far_courier", "season_gap", "each_sends_alone", "idle_building", "idle_cooperative", "thinks_of_cooperative",
    "member_dispute", "registered_mark", "livestream", "hired_host", "loan_or_subsidy_asked", "tax_worry",
    "wild_goods", "medicine", "liquor", "rooms", "toys_or_babies", "living_plants", "live_animals",
)  # fmt: skip
LABELS = (
    *(f"{fact}={value}" for fact, values in FACT_VALUES.items() for value in values),
    "asks=direction",
    "asks=rule",
    *(f"tells={matter}" for matter in MATTERS),
)
GOODS_FORMS = (
    "none", "fresh", "keeping", "dried", "processed", "craft", "manufactured", "service", "living", "medicinal",
    "other",
)  # fmt: skip
LEGAL_FORMS = ("unknown", "person", "household", "cooperative", "firm", "village")
# One story in so many is never learned from, and no letter of one series, by other hands: thresholds are fitted to
# these, and the model is measured on them.
_HELD_OUT, _HELD_OUT_SERIES = 8, "t"


@dataclass(frozen=True, slots=True)
class MarkedStory:
    """A story; `goods`, `legal_form` and matters are only marked where `is_whole`. A single sentence is none."""

    id: str
    language: Language
    sentences: tuple[str, ...]
    labels: tuple[frozenset[str], ...]
    is_whole: bool
    is_story: bool = True
    goods: tuple[tuple[str, str], ...] = ()
    legal_form: str = "unknown"
    axes: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The description as it would be sent."""
        return ("" if self.language == "zh" else " ").join(self.sentences)

    @property
    def told(self) -> frozenset[str]:
        """What the story tells anywhere."""
        return frozenset().union(*self.labels)

    @property
    def is_held_out(self) -> bool:
        """Whether it is kept from the fitting."""
        of_series = self.is_whole and self.id.split("-")[1] == _HELD_OUT_SERIES
        return self.is_story and (of_series or is_held_out(self.id, _HELD_OUT))


def read_marked(folder: Path = FOLDER) -> list[MarkedStory]:
    """Return the stories that are marked throughout."""
    return [_read(told) for _, told in read_corpus_lines(folder, "marked")]


def _read(told: Mapping[str, Any]) -> MarkedStory:
    return MarkedStory(
        id=told["id"],
        language=told["language"],
        sentences=tuple(sentence for sentence, _ in told["sentences"]),
        labels=tuple(frozenset(labels) for _, labels in told["sentences"]),
        is_whole=True,
        goods=tuple((name, form) for name, form in told["goods"]),
        legal_form=told["legal_form"],
        axes=told["axes"],
    )


def read_corpus() -> list[MarkedStory]:
    """Return all that the model learns from: marked stories, older ones marked with facts, and example sentences."""
    return [*read_marked(), *_older()]


def _older() -> Iterator[MarkedStory]:
    for story in read_stories():
        sentences = tuple(sentence.text for sentence in story.sentences)
        labels = tuple(frozenset(sentence.labels) for sentence in story.sentences)
        yield MarkedStory(story.case.id, story.case.language, sentences, labels, is_whole=False)
    for number, example in enumerate(read_all_examples()):
        yield MarkedStory(
            f"example-{number}",
            example.language,
            (example.text,),
            (frozenset(example.labels),),
            is_whole=False,
            is_story=False,
        )
