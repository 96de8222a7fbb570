"""What a description says outright, beside what the fitted reader makes of it.

A fact read from words that do not speak of its matter would be told to the client as his own ("you sell online",
though he only said that his niece advises it). Such a fact rests on the clearest clause that does speak of the
matter; where none does, and no sentence says it very clearly, it is left open and asked about, as it is where the words
deny it. What is said in so many words counts, whatever the reader made of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.fact_clauses import Clause
from assistant.fact_words import MATTERS, NOT_DONE, SHOPS
from assistant.outright import Said, said_in
from assistant.profile_reading import Evidence, Reading
from assistant.profile_segments import plain_text
from assistant.typology import read_profile

# Who names one platform sells on one, unless the words speak of more.
_MORE_SHOPS = r"\b(?:platforms|shops|stores|apps|sites|others?|elsewhere|several|two|three|everywhere)\b|[几两三四五多]个|[几两三四]家|平台都|别的|其他|到处|各个?平台"
# From this score on a sentence says a fact in whatever words.
_VERY_CLEAR = 0.45
_ENDS = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_CLAUSE = re.compile(r"[^，,;；:：]+")
_BEGUN = ("started_by", "others_followed")
# What set words count or compare: on how many platforms, since when, more or less than before.
_COUNTED = ("platforms", "stage", "online_scale", "profit")


def put_right(text: str, reading: Reading) -> Reading:
    """Return a reading without the facts that no words of its tell, and with those that the text says outright.

    Facts without words in the text, such as corrected ones, stay as they are. What the story model reads has been
    weighed against these words already: they only tell what to quote.
    """
    plain = plain_text(text)
    if reading.is_weighed:
        return _on_best_words(reading, _said(text, reading), text, plain)
    known = reading.profile.known()
    # Weak words are not heard against the reader, but where they agree with him, they say it best.
    said = [one for one in _said(text, reading) if not one.weak or known.get(one.fact, one.value) == one.value]
    new = {one.fact: one.value for one in said}
    founded = {one.fact: _founded(one, reading.clauses.get(one.fact, ()), plain) for one in reading.evidence}
    lost = {fact for fact, found in founded.items() if found is None and fact not in new}
    if new.get("stage") == "planning":  # nobody began what has not begun
        lost |= {*_BEGUN}
    facts = {fact: value for fact, value in known.items() if fact not in lost} | new
    kept = [
        replace(found, words=text[found.start : found.end])
        for fact, found in founded.items()
        if found and fact not in lost and fact not in new
    ]
    told = [Evidence(one.fact, one.value, text[one.start : one.end], one.start, one.end) for one in said]
    open_still = tuple(fact for fact in reading.contradictions if fact not in facts)
    return replace(reading, profile=read_profile(facts), evidence=(*kept, *told), contradictions=open_still)


def _on_best_words(reading: Reading, said: Sequence[Said], text: str, plain: str) -> Reading:
    """Return a weighed reading with each fact on the words that say it best.

    None is lost or won by them but what is counted or compared rather than told.
    """
    known = reading.profile.known()
    counted = [one for one in said if one.fact in _COUNTED and not one.weak]
    facts = {one.fact: one.value for one in counted if one.fact != "stage" or one.fact not in known}
    outright = {(one.fact, one.value): one for one in said}
    kept = [one for one in reading.evidence if one.fact not in facts]
    best = [
        outright.get((one.fact, one.value)) or _founded(one, reading.clauses.get(one.fact, ()), plain) or one
        for one in kept
    ]
    told = [*best, *(outright[pair] for pair in facts.items())]
    return replace(
        reading,
        profile=read_profile(known | facts),
        evidence=tuple(Evidence(one.fact, one.value, text[one.start : one.end], one.start, one.end) for one in told),
        contradictions=tuple(fact for fact in reading.contradictions if fact not in facts),
    )


def _said(text: str, reading: Reading) -> list[Said]:
    """Return what the text says outright, weak words left out of what it tells in two ways."""
    return [one for one in said_in(text) if one.fact not in reading.contradictions or not one.weak]


def _founded(found: Evidence, clauses: Sequence[Clause], plain: str) -> Evidence | None:
    """Return the evidence on the clearest clause that speaks of its matter, else on one that is very clear, else None."""
    label = f"{found.fact}={found.value}"
    matter = MATTERS.get(label) or MATTERS.get(found.fact)
    clear: Evidence | None = None
    for clause in clauses:
        one = replace(found, start=clause.start, end=clause.end)
        if _is_denied(one, plain):
            if matter is None:  # no other words can be told to speak of it
                return None
            continue
        if matter is None or re.search(matter, plain[clause.start : clause.end]):
            return one
        if clear is None and clause.score >= _VERY_CLEAR:
            clear = one
    return clear or (_in_its_sentence(found, matter, plain) if not clauses else None)


def _in_its_sentence(found: Evidence, matter: str | None, plain: str) -> Evidence | None:
    """Return evidence that came without clauses on words of its sentence that speak of its matter."""
    if matter is None:
        return None if _is_denied(found, plain) else found
    for start, end in _clauses(plain, found):
        one = replace(found, start=start, end=end)
        if re.search(matter, plain[start:end]) and not _is_denied(one, plain):
            return one
    return None


def _is_denied(found: Evidence, plain: str) -> bool:
    label, words = f"{found.fact}={found.value}", plain[found.start : found.end]
    if label == "platforms=several":
        return len(set(re.findall(SHOPS, plain))) == 1 and re.search(_MORE_SHOPS, words) is None
    denied = NOT_DONE.get(label)
    return denied is not None and re.search(denied, words) is not None


def _clauses(plain: str, found: Evidence) -> Iterator[tuple[int, int]]:
    """Yield the places of the words themselves, then of the clauses of the sentence around them."""
    yield found.start, found.end
    begin = max((match.end() for match in _ENDS.finditer(plain, 0, found.start)), default=0)
    after = _ENDS.search(plain, max(found.end - 1, begin))
    for match in _CLAUSE.finditer(plain, begin, after.start() if after else len(plain)):
        yield match.start(), match.end()
