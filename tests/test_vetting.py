"""What a chat model writes is supported, put back to the source, or dropped."""

from assistant.composing import Composed
from assistant.datatypes import Document, Passage, Section, Sentence
from assistant.sentence_stream import read_sentence
from assistant.vetting import Vetter

LEAVES = "An individual who sells fresh tea leaves need not register. The label names the grower."
RECORDS = "Sellers must keep the purchase record for at least 6 months. A missing record costs up to 5,000 yuan."


def passage(number: int, text: str, section: str) -> Passage:
    part = Section(section, "Heading", text)
    return Passage(number, "en", Document("law", "en", "Tea Law", (part,), "hash"), part)


PASSAGES = (passage(1, LEAVES, "art-1"), passage(2, RECORDS, "art-2"))


def vet(*raw: str, **options: object) -> Vetter:
    vetter = Vetter(PASSAGES, "en", **options)  # type: ignore[arg-type]
    for one in raw:
        for written in read_sentence(one):
            vetter.take(written)
    return vetter


def shown(vetter: Vetter) -> list[tuple[str, tuple[int, ...]]]:
    return [(sentence.text, sentence.citations) for sentence in vetter.composed.sentences]


def test_passages_are_numbered_by_first_use() -> None:
    vetter = vet("Sellers must keep the purchase record for at least 6 months [2].", "The label names the grower [1].")
    assert [citations for _, citations in shown(vetter)] == [(1,), (2,)]
    assert [one.section.id for one in vetter.composed.passages] == ["art-2", "art-1"]


def test_only_the_passage_that_supports_it_stays_cited() -> None:
    assert shown(vet("The label names the grower [1][2].")) == [("The label names the grower.", (1,))]


def test_each_stretch_is_held_against_what_it_cites() -> None:
    both = "The label names the grower [1], and a missing record costs up to 5,000 yuan [2]."
    assert shown(vet(both)) == [("The label names the grower, and a missing record costs up to 5,000 yuan.", (1, 2))]
    mixed = shown(vet("The label names the grower [1], and a missing record costs up to 9,000 yuan [2]."))
    assert [text for text, _ in mixed] == ["The label names the grower.", "A missing record costs up to 5,000 yuan."]


def test_a_wrong_number_does_not_lend_its_passage() -> None:
    assert shown(vet("Sellers must keep the purchase record for at least 6 months [1]."))[0][1] == (1,)
    cited = vet("Sellers must keep the purchase record for at least 6 months [1].").composed.passages
    assert [one.section.id for one in cited] == ["art-2"]


def test_nothing_is_shown_until_the_model_cites() -> None:
    assert shown(vet("The label names the grower.")) == []
    after = vet("The label names the grower.", "Sellers must keep the purchase record for at least 6 months [2].")
    assert len(shown(after)) == 2


def test_nothing_is_said_twice() -> None:
    lies = [f"A missing record costs up to {amount},000 yuan [2]." for amount in (7, 8, 9)]
    assert shown(vet(*lies)) == [("A missing record costs up to 5,000 yuan.", (1,))]


def test_what_is_on_no_matter_of_the_passages_is_dropped_and_counted() -> None:
    vetter = vet("Ponies fly over rainbows [1].")
    assert shown(vetter) == [] and (vetter.told, vetter.dropped) == (1, 1)


def test_a_sentence_in_another_language_is_not_shown() -> None:
    assert all("标签" not in text for text, _ in shown(vet("标签写明种植者[1]。")))


def test_the_readers_own_words_may_be_used_but_not_a_name_or_number() -> None:
    asked = "Must I register my oolong with the 300 clerks?"
    assert (
        vet("An individual who sells fresh oolong tea leaves need not register [1].", asked=asked)
        .composed.sentences[0]
        .support
        == "paraphrase"
    )
    assert (
        vet("An individual who sells 300 fresh tea leaves need not register [1].", asked=asked)
        .composed.sentences[0]
        .support
        == "verbatim"
    )


def test_a_correction_comes_first_and_is_not_repeated() -> None:
    first = Composed((Sentence("The label names the grower.", (1,), "verbatim"),), (PASSAGES[0],))
    vetter = Vetter(PASSAGES, "en")
    vetter.start_with(first)
    for raw in ("The label names the grower [1].", "A missing record costs up to 5,000 yuan [2]."):
        vetter.take(read_sentence(raw)[0])
    assert [citations for _, citations in shown(vetter)] == [(1,), (2,)]


def test_an_entailment_model_decides_where_only_words_are_in_doubt() -> None:
    new_word = "An individual who sells fresh tea leaves need not enrol [1]."
    assert (
        shown(vet(new_word, entails=lambda *_: 0.9))[0][0] == "An individual who sells fresh tea leaves need not enrol."
    )
    assert "enrol" not in shown(vet(new_word, entails=lambda *_: 0.1))[0][0]
    lie = "A missing record costs up to 9,000 yuan [2]."
    assert "9,000" not in shown(vet(lie, entails=lambda *_: 1.0))[0][0]
