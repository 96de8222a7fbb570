"""Where an English text names goods, and whether it says that they are sold, grown or made.

The last noun of a compound is the thing (plum jam is a jam), and what stands before it as far as it is a name's word
belongs to what the client calls it.
"""

import re
from collections.abc import Iterator
from functools import cache

from assistant.goods_names import (
    FORMER,
    KIND_OF_FORM,
    MADE,
    NAMED,
    OTHERS,
    SOLD,
    THEN,
    Good,
    Mention,
    any_of,
    load_alive,
    load_forms,
    load_words,
    name_key,
)

_BEFORE = (
    "dried|smoked|salted|pickled|candied|canned|bottled|roasted|fermented|preserved|cured|fried|sugared|powdered|ground"
)
# What is no part of a name, though it stands before one.
_NO_NAME = (
    "opened|open|the|an?|all|my|our|his|her|their|its|own|some|any|no|this|that|these|those|each|every|both|of|in|on|at|to|from|for|by|with|into|onto|out|about|through|over|near"
    "|and|or|but|so|because|while|when|then|if|as|than|i|we|you|he|she|it|they|them|us|me|who|which|what|there|here|is|are|was|were|be|been|have|has|had|do|does|did|can|will"
    "|would|could|should|get|gets|got|go|goes|take|takes|use|uses|bring|brings|buys?|bought|want|wants|need|needs|like|call|turn|turns|now|only|also|just|still|mostly|mainly|online"
    "|even|very|more|most|less|another|same|other|one|two|three|four|five|six|ten|not|never|nearly|sells?|selling|sold|makes?|making|made|grows?|growing|grew|[a-z]+'s"
    "|deliver|delivers|grade|box|boxes|pack|packs|press|presses|bakes?|brews?|smokes?|pickles?|weaves?|carves?|carving|embroiders?|sews?|sewed|knits?|raises?|plants?|picks?|keeps?"
    "|process|processes|produces?|dry|dries|boils?|cooks?|roasts?|livestream|put|puts|ship|send|list|offer|collects?|where|since|before|after|mu|acres|households?|members"
)
_QUALITY = rf"(?:(?!(?!(?:children|women|men|goat|sheep|cow)'s )(?:{_NO_NAME})\b)[a-z][a-z'-]+ ){{0,2}}"
_LARGER = re.compile(
    r"^[ -](?:co-?op\w*|orchard|farm|grower|tree|garden|field|hive|bush|vine|plantation|harvest|household|families|family|factory|factories|mill|plant|workshop)"
)
_FACTORY = re.compile(r"^[ -](?:factory|factories|mill|plant|works)\b")
_NOT_THE_HEAD = re.compile(r"^-[a-z]")
# Carving is sold as a thing, and done to another.
_DONE_TO = re.compile(r"^ (?!and\b|or\b|from\b|in\b|on\b|for\b|with\b|is\b|are\b|that\b|online\b)[a-z]")
_SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\d))+")
_KEPT = re.compile(
    r"\b(?:for (?:ourselves|myself|the family|our own)|our own table|we eat|eat (?:it|them) ourselves|at home only)\b"
)
_SELL = r"\b(?:my trade is|the goods are|(?:run|have|keep|opened|own) (?:a |an |the |our )?(?:\w+ )?(?:shop|stall|store) (?:for|of|with)|deal in|specialise in|sell|sells|selling|sold|offer|livestream\w*|list|ship|send|put|sale of|orders? for|market|trade in|export|goes? online|deliver|collects?)\b"
_NOW = (
    r"grow|grows|growing|dries|knits|sews|raises|boils|cooks|produces|plants|harvests|catches|make|makes|making|raise|raises|plant|harvest|pick|catch|press|bake|brew|dry|smoke|smokes|pickle|pickles|bakes|brews|presses|weave|weaves|carve|carves"
    r"|carving|embroider|embroiders|sew|sews|knit|distil|roast|process|produce|boil|boils|cook|turn into"
)
_THEN = r"made|grew|sewed|wove|carved|raised|baked|brewed"
_MAKE = rf"\b(?:{_NOW}|organises?|(?:growers?|makers?|producers?|breeders?) of|crochets?|knits|throws?|glazes?|ferments?|folds?|folded|(?:mu|acres?|hectares?|trees|hives|ponds|sheds) of)\b"
_AFTER = re.compile(
    r"^[^.;]{0,30}\b(?:turned|made|woven|sewn|folded|baked|pressed|grown|raised|dried|carved|brewed) (?:in|by|at|on) (?:our|my|us|me|the|a)\b|^,? (?:which|that) (?:we|i) (?:sell|grow|make)|^[^.;]*\b(?:sells?|sold|livestream|list) (?:them|it|these|both)\b|^[^.,;]{0,24}\b(?:go(?:es)? online|sells? (?:for|well|on|at|best|out|by|in)|(?:is|are|was|were) sold|on (?:taobao|tmall|jd|douyin|pinduoduo|kuaishou|wechat)|a month|orders)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:(?:one|two|three|some|most|many|both) of them|neighbou?rs?|others|other (?:families|sellers|shops|growers)|they(?: all)?|competitors?|dealers?|cousin)\b[^,.;]{0,16}$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:no|not|never|don't|n't|nobody|neither|no longer|without)\b(?: \w+){0,7} ?$", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:want(?:s|ed)? to|would like|plan(?:s|ning)? to|thinking of|could|should|maybe|might|hope to|if (?:we|i)|next year|dream)\b",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:used to|formerly|in the past|until \d{4}|my grandfather|when (?:i|we) still|in those days)\b", re.IGNORECASE
)
_MATERIAL = re.compile(
    r"\b(?:under|behind|beside|between|among|near|at|on|by|like|from|of|with|out of|in|into|for) (?:our own |my own |my |our |a |an |the |bought |local )*$",
    re.IGNORECASE,
)


# Where another clause begins, of which alone the words before a product tell what is done with it.
_CLAUSE_HEAD = re.compile(
    r"[,:] (?=(?:i|we|they|he|she|it|my|our|the|what|but|so|now|everybody|nobody|in|on|at|by|with|under)\b)"
    r"|\b(?:but|while|because|now(?= (?:i|we|my|our))|that|who)\b",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"(?:growers?|makers?|producers?|breeders?|shop|stall|mu|acres?|hectares?|trees|hives|kilos?|tonnes?|kinds?|jars|boxes|of the|mostly|sale|books|accounts) of [\w ]*$"
    r"|\b(?:shop|stall|store|orders?) for [\w ]*$|\bturn(?:s|ed)?\b[\w ]* into [\w ]*$",
    re.IGNORECASE,
)
# One workshop of several is no trade of all; what grows over something else is only its place.
_ONE_OF_SEVERAL = re.compile(
    r"\b(?:one|two|three|an?|under the|behind the|between the|from the [\w ]*) $", re.IGNORECASE
)
# Rooms and tents are had, not made.
_KEPT_FOR_GUESTS = re.compile(
    r"\b(?P<verb>run|keep|have|let|rent out|opened|open|offer|our)\b[^.;,]{0,20}$", re.IGNORECASE
)
_OF_KIN = re.compile(
    r"\b(?:my|our) (?:aunt|uncle|mother|father|mother-in-law|father-in-law|grandmother|grandfather|wife|husband|parents|brother|sister|family)(?:'s|s') $",
    re.IGNORECASE,
)
_HIS_OWN = re.compile(r"\b(?:chair|lead|run|manage|head|own|founded|are|am) an? $", re.IGNORECASE)
_VERBS = ((_SELL, SOLD), (_MAKE, MADE), (rf"\b(?:{_THEN})\b", THEN))


@cache
def _pattern() -> re.Pattern[str]:
    name = any_of(_stem(one) for one in load_forms("en")).replace(r"\ ", "[ -]")
    ending = "(?:y|ies|es|s)?"
    return re.compile(
        rf"(?<![\w-])(?P<worked>(?:{_BEFORE}) )?(?P<quality>{_QUALITY})"
        rf"(?P<first>(?:(?:{name}){ending}[ -]){{0,2}}?)(?P<name>(?:{name}){ending})\b(?![ ](?:{name}){ending}\b)",
        re.IGNORECASE,
    )


def _stem(name: str) -> str:
    return name[:-1] if name.endswith("y") and name[-2] not in "aeiou" else name


def mentions(plain: str) -> Iterator[Mention]:
    forms = {name_key(name): form for name, form in load_forms("en").items()}
    for sentence in _SENTENCE.finditer(plain):
        before_last: tuple[int, tuple[float, bool]] | None = None
        for found in _pattern().finditer(plain, sentence.start(), sentence.end()):
            words = found[0].split()  # Sichuan pepper is no pepper
            longer = [one for count in (3, 2) if (one := name_key(" ".join(words[-count:]))) in forms]
            form = forms[longer[0]] if longer else forms.get(name_key(found["name"]))
            after = plain[found.end() : sentence.end()]
            if form is None or _NOT_THE_HEAD.match(after) or _only_a_verb(found, plain, sentence.start()):
                continue
            role = _role(plain[sentence.start() : found.start()], after)
            if (
                role[0] == NAMED
                and plain[: found.start()].strip().lower() in ("", "our", "my")
                and re.match(r"[,!]|[.]\s|$| (?:and|or) [\w -]{2,30}[,.]", after + ".")
            ):
                role = (MADE, False)  # whoever begins with it speaks of what he sells
            if form == "service" and role[0] == NAMED and _is_kept_for_guests(plain[sentence.start() : found.start()]):
                role = (SOLD, False)
            if before_last and re.fullmatch(r",?(?: and| or)?(?: some| our)? ?", plain[before_last[0] : found.start()]):
                role = max(role, before_last[1])
            before_last = (found.end(), role)
            if name_key(found["name"]) in load_alive("en") and role[0] == MADE:  # animals are kept for what they give
                role = (NAMED, False)
            larger = _LARGER.match(after) is not None  # of the Yunling pear cooperative, the pear alone is sold
            start = found.start("first" if larger else "quality") if not found["worked"] else found.start()
            if longer:
                start = min(start, found.end() - len(" ".join(words[-len(longer[0].split()) :])))
            name = " ".join(plain[start : found.end()].split())
            key = " ".join(filter(None, ((found["worked"] or "").strip(), found["first"].strip(), found["name"])))
            key = max([key, *longer], key=len)
            if _FACTORY.match(after) and KIND_OF_FORM[form] == "fresh":
                form = "between"  # a factory does something to it
            yield Mention(name, _worked(form, found["worked"]), start, found.end(), *role, key=name_key(key))


def _is_kept_for_guests(before: str) -> bool:
    """Tell whether rooms or tents are the client's, which are had and not made."""
    head = _KEPT_FOR_GUESTS.search(before)
    return head is not None and not _PLAN.search(before) and not _OTHERS.search(before[: head.end("verb")])


def _worked(form: str, worked: str | None) -> str:
    if not worked or KIND_OF_FORM[form] in ("craft", "manufactured", "service") or form == "processed":
        return form
    return "dried" if worked.strip().lower() == "dried" else "processed"


def _only_a_verb(found: re.Match[str], plain: str, start: int) -> bool:
    """Tell whether a word such as 'I milk' or 'to press' is what somebody does."""
    single = not (found["worked"] or found["quality"] or found["first"])
    if found["name"].lower().endswith("ing") and _DONE_TO.match(plain[found.end() :]):
        return True
    return single and re.search(r"\b(?:i|we|they|to|you) $", plain[start : found.start()], re.IGNORECASE) is not None


def _role(before: str, after: str) -> tuple[float, bool]:
    """Return how surely a product at a place of its sentence is sold or made, and whether that is only thought of."""
    clause = _CLAUSE_HEAD.split(before)[-1]
    rest = re.split(r"[,;:]", after)[0]
    if _KEPT.search(rest) or _KEPT.search(clause) or _DENIED.search(clause):
        return 0.0, False
    larger = _LARGER.match(after) is not None and not (_ONE_OF_SEVERAL.search(clause) and not _HIS_OWN.search(clause))
    verbs = [
        (match.start(), weight) for pattern, weight in _VERBS for match in re.finditer(pattern, clause, re.IGNORECASE)
    ]
    if _AFTER.search(after):
        verbs.append((len(clause), SOLD))
    if not verbs and _OF_KIN.search(clause):
        return MADE, False
    if not verbs:
        return ((SOLD if _HIS_OWN.search(clause) else MADE) if larger else NAMED), False
    if _OTHERS.search(clause[: min(place for place, _ in verbs)]):
        return OTHERS, False
    if _MATERIAL.search(clause) and not (_MEASURED.search(clause) or larger):
        return NAMED, False
    if _FORMER.search(clause):
        return FORMER, False
    return max(weight for _, weight in verbs), _PLAN.search(clause) is not None


_OBJECT = re.compile(
    r"\b(?P<verb>sell|sells|selling|sold|make|makes|making|made|livestream(?:s|ing)?|orders for|embroiders?|weaves?|carves?|carving|sews?|sewed|knits?|bakes?|brews?|press(?:es)?"
    r"|pickles?|smokes?|grows?|growing|grew|raises?|plants?|harvests?|picks?|catch(?:es)?)\s+"
    r"(?:(?:all|my|our|his|her|their|own|some|the|a|an|about|mostly|mainly|only|same|\d+|(?:mother|father|wife|husband|family|grandmother)(?:'s|s'))\s+)*"
    r"(?P<object>(?:[a-z-]+\s+){0,2}[a-z-]+)"
)
_FORM_OF_VERB = (
    ("embroider weav carv", "craft"), ("sew knit", "manufactured"), ("bak brew press pickl smok", "processed"),
    ("grow grew rais plant harvest pick catch", "fresh"),
)  # fmt: skip


def objects(plain: str) -> Iterator[Good]:
    found = list(_OBJECT.finditer(plain.lower()))
    for match in sorted(found, key=lambda match: match["verb"] in ("made", "sold", "grew", "sewed")):
        words: list[str] = []
        for word in match["object"].split():
            if word in load_words("edge", "en"):
                break
            words.append(word)
        if words and not set(words) & load_words("never", "en") and re.fullmatch(r"[a-z]{2,}[^s]s", words[-1]):
            form = next((form for stems, form in _FORM_OF_VERB if match["verb"].startswith(tuple(stems.split()))), None)
            start = plain.lower().find(words[0], match.start("object"))
            sure = form is not None or not match["verb"].startswith(("grow", "grew", "ma"))
            if sure:
                yield Good(" ".join(words), form, start, start + len(" ".join(words)))
