"""The facts that the paper's typology asks for, and how a profile of them is read from JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, Literal, get_args

YesNo = Literal["yes", "no"]
Starter = Literal["farmer", "returnee", "firm", "cooperative", "government"]
Dependence = Literal["mostly", "half", "little"]
ProductKind = Literal["fresh", "processed_food", "craft", "manufactured", "service"]
Relation = Literal["none", "parasitic", "favoured", "reciprocal"]
Number = Literal["none", "few", "many"]
Weight = Literal["like", "unlike"]
Sharing = Literal["none", "equal", "by_contribution"]
Platforms = Literal["one", "several"]
Stage = Literal["planning", "starting", "running"]
Trend = Literal["rising", "stable", "falling"]
Level = Literal["leader", "backbone", "small"]


class ProfileError(ValueError):
    """A profile that cannot be read; the message names what is wrong and what is accepted, `zh` says it in Chinese."""

    def __init__(self, message: str, *, zh: str) -> None:
        super().__init__(message)
        self.zh = zh


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a business or village; None is unknown, which differs from no.

    The order of the facts is the order of everything that lists them.
    """

    prior_industry: YesNo | None = None
    traditional_market_lost: YesNo | None = None
    started_by: Starter | None = None
    others_followed: YesNo | None = None
    resource_dependence: Dependence | None = None
    product_kind: ProductKind | None = None
    makes_own_goods: YesNo | None = None
    sells_own_goods_online: YesNo | None = None
    sells_to_order_for_others: YesNo | None = None
    platform_organises_producers: YesNo | None = None
    links_chain: YesNo | None = None
    consumer_units: Relation | None = None
    service_units: Relation | None = None
    auxiliary_units: Relation | None = None
    support_units: Relation | None = None
    partners: Number | None = None
    partner_weight: Weight | None = None
    gain_sharing: Sharing | None = None
    neighbours_sell_same: YesNo | None = None
    price_cutting: YesNo | None = None
    easily_copied: YesNo | None = None
    own_brand: YesNo | None = None
    platforms: Platforms | None = None
    fees_eat_margin: YesNo | None = None
    stage: Stage | None = None
    online_scale: Trend | None = None
    profit: Trend | None = None
    can_expand_both_ways: YesNo | None = None
    can_widen_range: YesNo | None = None
    can_enlarge_production: YesNo | None = None
    enterprise_level: Level | None = None
    momentum_and_good_brand: YesNo | None = None
    city_reach: YesNo | None = None
    farmer_image: YesNo | None = None
    rural_organisation: YesNo | None = None

    def known(self) -> dict[str, str]:
        """Return the known facts with their values, in the order of the facts.

        >>> Profile(stage="planning", started_by="farmer").known()
        {'started_by': 'farmer', 'stage': 'planning'}
        """
        return {fact: value for fact in FACT_VALUES if (value := getattr(self, fact)) is not None}


def _accepted(annotation: Any) -> tuple[str, ...]:
    return tuple(value for kind in get_args(annotation) for value in get_args(kind))


FACT_VALUES: Mapping[str, tuple[str, ...]] = {field.name: _accepted(field.type) for field in fields(Profile)}


def read_profile(facts: Mapping[str, Any]) -> Profile:
    """Return the profile of a JSON object; null and "unknown" leave a fact unknown.

    Every unknown name and value is named in one ProfileError, with what is accepted.

    >>> read_profile({"stage": "running", "own_brand": None}).stage
    'running'
    >>> read_profile({"stage": "later"})
    Traceback (most recent call last):
    ...
    assistant.typology_profile.ProfileError: Fact 'stage' cannot be 'later'; it is one of planning, starting, running, or null.
    """
    if not isinstance(facts, Mapping):
        raise ProfileError(
            f"A profile is a JSON object of facts, not {type(facts).__name__}. Facts: {_listed(FACT_VALUES)}.",
            zh=f"事实表是JSON对象，不是{type(facts).__name__}。事实有：{_listed(FACT_VALUES)}。",
        )
    problems = [problem for fact, value in facts.items() if (problem := _problem(fact, value))]
    if problems:
        raise ProfileError(" ".join(en for en, _ in problems), zh="".join(zh for _, zh in problems))
    return Profile(**{fact: value for fact, value in facts.items() if value not in (None, "unknown")})


def _problem(fact: str, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a fact, in English and Chinese."""
    accepted = FACT_VALUES.get(fact)
    if accepted is None:
        near = get_close_matches(str(fact), FACT_VALUES, n=1)
        meant = f"; did you mean {near[0]!r}?" if near else f"; its facts are {_listed(FACT_VALUES)}."
        zh = f"是不是{near[0]}？" if near else f"可用的有{_listed(FACT_VALUES)}。"
        return f"A profile has no fact {_shown(fact)}{meant}", f"事实表里没有{_shown(fact)}，{zh}"
    if value is None or (isinstance(value, str) and value in (*accepted, "unknown")):
        return None
    return (
        f"Fact {fact!r} cannot be {_shown(value)}; it is one of {_listed(accepted)}, or null.",
        f"事实{fact}不能是{_shown(value)}，只能是{_listed(accepted)}或null。",
    )


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:60]}..."


def _listed(names: Any) -> str:
    return ", ".join(names)
