"""Drafts: every line sourced and short, the same for the same client, different for different ones."""

import random
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.datatypes import Language
from assistant.draft_case import AnsweredQuestion
from assistant.draft_questions import MOST_QUESTIONS
from assistant.drafting import Client, knowledge_version, write_draft
from assistant.drafts import PARTS, Draft
from assistant.goods_names import Good
from assistant.ingestion import load_documents
from assistant.library import Library
from assistant.profile_reading import Evidence
from assistant.settings import Settings
from assistant.typology import FACT_VALUES, Profile, read_profile
from evals.drafts import changed_lines, overlap, score_draft

DAY = date(2026, 11, 22)
LIBRARY = Library(load_documents(Settings(data=Path()).knowledge, Path("no-such-folder")))
LANGUAGES: tuple[Language, ...] = ("en", "zh")
# Clients that have little in common, as profiles.
UNLIKE = [
    {"product_kind": "fresh", "makes_own_goods": "yes", "stage": "planning", "partners": "none", "started_by": "farmer"},
    {"product_kind": "manufactured", "prior_industry": "yes", "traditional_market_lost": "yes", "started_by": "firm",
     "resource_dependence": "little", "partners": "many", "partner_weight": "unlike", "enterprise_level": "leader"},
    {"product_kind": "craft", "neighbours_sell_same": "yes", "price_cutting": "yes", "partners": "few", "partner_weight": "like",
     "gain_sharing": "equal", "rural_organisation": "no", "others_followed": "yes"},
    {"product_kind": "processed_food", "sells_to_order_for_others": "yes", "makes_own_goods": "no", "platforms": "one",
     "fees_eat_margin": "yes", "easily_copied": "yes", "service_units": "none", "support_units": "none"},
    {"product_kind": "service", "online_scale": "rising", "profit": "falling", "can_expand_both_ways": "yes",
     "can_widen_range": "yes", "can_enlarge_production": "yes", "momentum_and_good_brand": "yes", "city_reach": "yes"},
]  # fmt: skip


def draft(facts: dict[str, str], language: Language = "zh", description: str = "") -> Draft:
    return write_draft(Client("王二", read_profile(facts), description), LIBRARY, language=language, day=DAY)


profiles = st.fixed_dictionaries(
    {}, optional={fact: st.sampled_from(values) for fact, values in FACT_VALUES.items()}
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(profiles, st.sampled_from(LANGUAGES))
def test_every_line_of_any_draft_is_short_and_sourced(facts: dict[str, str], language: Language) -> None:
    score = score_draft(draft(facts, language), LIBRARY)
    assert score.faults == () and score.supported == 1


@settings(max_examples=60, deadline=None)
@given(profiles, st.sampled_from(sorted(FACT_VALUES)), st.randoms(use_true_random=False))
def test_a_changed_fact_changes_only_the_lines_that_depend_on_it(
    facts: dict[str, str], fact: str, chance: random.Random
) -> None:
    other = chance.choice([value for value in (*FACT_VALUES[fact], None) if value != facts.get(fact)])
    changed = {**facts, fact: other} if other else {name: value for name, value in facts.items() if name != fact}
    for key, depends in changed_lines(draft(facts), draft(changed)).items():
        assert fact in depends or key.startswith("questions."), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_unlike_clients_share_little_beyond_the_headings(language: Language) -> None:
    drafts = [draft(facts, language) for facts in UNLIKE]
    shared = [overlap(one, other) for place, one in enumerate(drafts) for other in drafts[:place]]
    assert max(shared) <= 0.15 and sum(shared) / len(shared) <= 0.1


def test_the_same_client_gives_the_same_draft() -> None:
    assert draft(UNLIKE[2]) == draft(dict(reversed(UNLIKE[2].items())))


def test_both_languages_say_the_same_things() -> None:
    for facts in UNLIKE:
        english, chinese = draft(facts, "en"), draft(facts, "zh")
        assert [line.rule for line in english.lines_of("steps")] == [line.rule for line in chinese.lines_of("steps")]
        sources = [[(found.document, found.section) for found in one.citations] for one in (english, chinese)]
        assert sources[0] == sources[1]


def test_lines_stand_in_the_order_of_the_parts_and_are_numbered() -> None:
    made = draft(UNLIKE[3])
    assert [line.id for line in made.lines] == [f"L{number}" for number in range(1, len(made.lines) + 1)]
    places = [PARTS.index(line.part) for line in made.lines]
    assert places == sorted(places)


def test_an_empty_profile_is_answered_with_questions() -> None:
    made = draft({})
    asked = [line.key for line in made.lines_of("questions")]
    assert made.lines_of("situation") == () and len(asked) == MOST_QUESTIONS + 2
    assert asked[:3] == ["questions.product_kind", "questions.legal_form", "questions.own"]


def test_the_clients_own_words_and_product_are_used() -> None:
    text = "我家种猕猴桃，村里十几家都卖猕猴桃。"
    found = Evidence("neighbours_sell_same", "yes", "十几家都卖猕猴桃", 9, 17)
    client = Client("王二", Profile(neighbours_sell_same="yes"), text, (found,))
    made = write_draft(client, LIBRARY, language="zh", day=DAY)
    assert made.product == "猕猴桃"
    situation = next(line for line in made.lines if line.key.startswith("situation.neighbours"))
    assert situation.text == "邻里也卖一样的猕猴桃。" and situation.words == ("村里十几家都卖猕猴桃",)
    assert any("猕猴桃" in line.text for line in made.lines_of("steps"))


def test_a_product_shows_its_kind_where_the_facts_do_not() -> None:
    made = write_draft(Client("", Profile(), "我们村做草席。"), LIBRARY, language="zh", day=DAY)
    assert made.profile == {"product_kind": "craft"}
    assert made.evidence[0]["words"] == "草席"


def test_who_names_his_goods_is_not_asked_what_he_sells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.drafting.goods_of", lambda *_: (Good("gadgets", None, 8, 15),))
    (asked,) = (line for line in draft({}, "en", "We sell gadgets.").lines if line.key == "questions.product_kind")
    assert asked.text.startswith("Which is it with gadgets: farm produce")
    lives = AnsweredQuestion("Must they be quarantined?", None, about=frozenset({"live_animals"}))
    client = Client("", Profile(), "We sell gadgets.", asked=(lives,))
    made = write_draft(client, LIBRARY, language="en", day=DAY)
    assert "questions.product_kind" not in {line.key for line in made.lines}


def test_who_sells_chicken_wire_sells_no_meat(monkeypatch: pytest.MonkeyPatch) -> None:
    def rests_on_meat() -> bool:
        made = draft({}, "en", "We make chicken wire and sell it online.")
        return any("live animals, meat" in line.text for line in made.lines)

    monkeypatch.setattr("assistant.drafting.goods_of", lambda *_: (Good("fresh chicken", "fresh", 8, 15),))
    assert rests_on_meat()
    monkeypatch.setattr("assistant.drafting.goods_of", lambda *_: (Good("chicken wire", "manufactured", 8, 20),))
    assert not rests_on_meat()


def test_a_told_kind_goes_before_the_products_name() -> None:
    made = write_draft(Client("", Profile(product_kind="fresh"), "我们村做草席。"), LIBRARY, language="zh", day=DAY)
    assert made.profile == {"product_kind": "fresh"}


def test_a_cooperative_is_not_told_the_rules_for_individuals() -> None:
    made = draft({"product_kind": "fresh", "started_by": "cooperative"})
    told = " ".join(line.text for line in made.lines_of("rules"))
    assert "个人在网上卖自己生产的农副产品" not in told and "合作社和公司不能用个人的免登记规定" in told


@pytest.mark.parametrize("text", ["我们是县里的一家公司，卖辣椒。", "我家开伞厂，卖雨伞。"])
def test_a_firm_is_not_told_the_rules_for_individuals(text: str) -> None:
    told = " ".join(line.text for line in draft({}, description=text).lines)
    assert "个人" not in told.replace("合作社和公司不能用个人的免登记规定", "") and "在网上经营都要登记" in told


def test_produce_that_keeps_is_not_taken_for_perishable() -> None:
    fresh = " ".join(line.text for line in draft({}, description="我家种樱桃。").lines_of("rules"))
    kept = " ".join(line.text for line in draft({}, description="我家种核桃。").lines_of("rules"))
    assert "鲜活易腐商品不适用无理由退货" in fresh and "鲜活易腐商品不适用无理由退货" not in kept
    assert "收货起7日内可以不说理由退货" in kept


def test_a_village_is_spoken_to_as_a_village() -> None:
    facts = {"neighbours_sell_same": "yes", "price_cutting": "yes", "started_by": "farmer"}
    made = draft(facts, description="我是邻县一个村的支书，各家都卖核桃。")
    assert any(line.text.startswith("你们村卖的是农产品") for line in made.lines_of("situation"))
    assert {"S24", "S25", "S26"} <= {line.rule for line in made.lines_of("steps")}
    assert all(line.actor != "你自己" for line in made.lines_of("steps"))


def test_members_who_quarrel_over_shares_get_the_law_and_a_way_to_settle_it() -> None:
    facts = {"started_by": "cooperative", "gain_sharing": "equal", "partner_weight": "unlike", "product_kind": "fresh"}
    made = draft(facts)
    assert {"S13", "S27", "S28"} <= {line.rule for line in made.lines_of("steps")}
    told = [line.text for line in made.lines_of("rules") if line.head == "合作社"]
    assert "60%" in told[0] and "出资" in told[1]


def test_a_question_tells_what_each_answer_would_mean() -> None:
    line = next(line for line in draft({"partners": "few"}, "en").lines if line.key == "questions.partner_weight")
    assert "unlike: asymmetric mode" in line.text and "about alike: symmetric mode" in line.text


def test_an_open_verdict_points_to_the_questions_or_says_that_nothing_shows_it() -> None:
    made = draft({}, "en")
    open_lines = {line.key: line.text for line in made.lines if line.head.endswith("still open")}
    assert "questions above" in open_lines["target.target_mode"]
    assert "does not show it" in open_lines["diagnosis.origin"]


def test_questions_keep_to_one_subject_at_a_time() -> None:
    facts = {"product_kind": "craft", "partners": "few", "stage": "running"}
    asked = [line.key.removeprefix("questions.") for line in draft(facts).lines_of("questions")]
    assert "partner_weight" in asked and asked == list(dict.fromkeys(asked))


def test_nobody_is_asked_about_partners_of_whom_he_tells_none() -> None:
    asked = {line.key.removeprefix("questions.") for line in draft({"product_kind": "craft"}).lines_of("questions")}
    assert "partners" in asked and not asked & {"partner_weight", "links_chain", "gain_sharing"}


def test_only_risks_that_the_clients_facts_show_are_told() -> None:
    assert draft({"stage": "planning"}).lines_of("risks") == ()
    assert all(line.rule != "E5" for line in draft({"platforms": "one"}).lines_of("risks"))
    copied = draft({"easily_copied": "yes"}).lines_of("risks")
    assert [line.key for line in copied] == ["risks.E1.0", "risks.sign.easy_replacement"]
    assert copied[0].citations and copied[1].basis == "suggestion"


def test_nobody_is_told_what_would_be_if_the_partners_were_not_as_he_told() -> None:
    told = draft({"partners": "many", "partner_weight": "unlike", "stage": "running"}, "en").lines_of("target")
    assert any("asymmetric" in line.head for line in told)
    assert not any("about as big as you" in line.text for line in told)


def test_our_reading_is_said_once() -> None:
    made = draft({"makes_own_goods": "yes", "sells_own_goods_online": "yes"}, "en")
    (line,) = [line for line in made.lines_of("diagnosis") if line.rule == "R1"]
    assert line.text == "You make the goods and sell them yourself." and line.interpretation


@pytest.mark.parametrize("facts", [{"started_by": "cooperative"}, {"started_by": "firm"}])
def test_a_group_is_not_spoken_to_as_one_person(facts: dict[str, str]) -> None:
    told = draft({**facts, "stage": "running", "partners": "few", "platforms": "one", "makes_own_goods": "yes"})
    ours = [line.text for line in told.lines if line.basis in ("client", "rule")]
    assert any("你们" in text for text in ours) and not any(re.search("你(?!们)", text) for text in ours)


def test_a_village_is_asked_about_its_households() -> None:
    text = "I am with the county bureau of commerce and describe a village of weavers."
    asked = [line.text for line in draft({"product_kind": "craft"}, "en", text).lines_of("questions")]
    assert any("households" in text for text in asked) and not any("you" in text.split() for text in asked)


def test_beginners_are_asked_what_they_can_know() -> None:
    asked = {line.key.removeprefix("questions.") for line in draft({"stage": "planning"}).lines_of("questions")}
    assert "makes_own_goods" in asked and not asked & {"traditional_market_lost", "others_followed", "online_scale"}


def test_nobody_is_asked_what_he_may_have_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked() -> set[str]:
        return {line.key.removeprefix("questions.") for line in draft({"stage": "running"}).lines_of("questions")}

    before = asked()
    hinted = before & {*FACT_VALUES, "legal_form"}
    assert {"product_kind", "legal_form"} < hinted
    monkeypatch.setattr("assistant.drafting._hinted", lambda _: frozenset(hinted))
    # What is sold decides which rules concern a client, so that it must be sure.
    assert asked() & hinted == {"product_kind"}


def test_who_sells_is_not_asked_how_far_selling_is() -> None:
    asked = {line.key for line in draft({"online_scale": "rising", "product_kind": "craft"}).lines_of("questions")}
    assert "questions.stage" not in asked and "questions.partners" in asked


def test_a_replaced_law_is_not_told_any_more() -> None:
    facts = {"own_brand": "no", "resource_dependence": "mostly"}
    now = write_draft(Client("", read_profile(facts)), LIBRARY, language="en", day=DAY)
    later = write_draft(Client("", read_profile(facts)), LIBRARY, language="en", day=date(2027, 2, 1))
    laws = [{found.document for found in made.citations} for made in (now, later)]
    assert "trademark-2019" in laws[0] and "trademark-2019" not in laws[1] and "trademark-2026" in laws[1]


def test_lone_beginners_start_and_groups_of_equals_divide_the_work() -> None:
    beginner = {line.rule for line in draft(UNLIKE[0]).lines_of("steps")}
    equals = {line.rule for line in draft(UNLIKE[2]).lines_of("steps")}
    assert {"S1", "S2"} <= beginner and "S12" not in beginner
    assert {"S3", "S12", "S16"} <= equals and "S1" not in equals


def test_steps_tell_who_acts_what_it_costs_and_how_it_shows() -> None:
    for line in draft(UNLIKE[3]).lines_of("steps"):
        assert line.horizon and line.actor and line.cost_class and line.indicator


def test_units_show_what_is_missing() -> None:
    rows = {row.unit: row for row in draft({"service_units": "none", "support_units": "reciprocal"}).units}
    assert (rows["service"].relation, rows["service"].gap) == ("none", "没人做：先找人")
    assert rows["support"].gap == "双方都有好处：保持住" and rows["consumer"].relation is None


def test_contradictions_are_asked_about_first() -> None:
    client = Client("", Profile(product_kind="fresh"), contradictions=("stage",))
    made = write_draft(client, LIBRARY, language="en", day=DAY)
    assert made.lines_of("questions")[0].key == "questions.stage"


def test_the_version_of_the_knowledge_changes_with_any_document() -> None:
    fewer = Library(document for document in LIBRARY.documents if document.id != "ecl-2018")
    assert knowledge_version(fewer) != knowledge_version(LIBRARY)


def test_a_draft_survives_being_written_and_read() -> None:
    made = draft(UNLIKE[1], description="我们厂")
    assert Draft.from_dict(made.to_dict()) == made


@pytest.mark.alone
def test_a_draft_takes_well_under_two_seconds() -> None:
    draft(UNLIKE[0])
    start = time.perf_counter()
    draft(UNLIKE[1])
    assert time.perf_counter() - start < 1


def test_a_village_collectives_cooperative_is_no_farmers_cooperative() -> None:
    told = "I keep the books of our village's stock cooperative. Our cooperative sells dried persimmons online."
    made = write_draft(Client("", Profile(), told), LIBRARY, language="en", day=DAY)
    assert made.seller is not None and made.seller["legal_form"] == "village"
    assert not any("60%" in line.text for line in made.lines)
