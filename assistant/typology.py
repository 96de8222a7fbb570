"""The paper's typology of rural e-commerce as a pure function: a profile in, a classification out.

Origin (3.1.1), base and role (3.1.2), risks (3.2), target mode (4.3) and measures (5), each with the rules
that led to it, what would change it, and which unknown facts are worth asking for. The rules stand in
`typology_rules`, the facts in `typology_profile`, the questions in `typology_wording`.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from assistant.typology_profile import FACT_VALUES, Profile, ProfileError, read_profile
from assistant.typology_rules import AXES, MEASURES, RISKS, RULES, Axis, Rule
from assistant.typology_scoring import UNCLEAR, apply, compile_axes, decide, encode, find_changes, holds, score_labels
from assistant.typology_wording import QUESTIONS

__all__ = [
    "FACT_VALUES", "UNCLEAR", "Classification", "Measure", "Missing", "Profile", "ProfileError", "Reason", "Risk", "Verdict",
    "WouldChange", "classify", "read_profile", "rules_version",
]  # fmt: skip

# What an answer is worth: it settles what is open, or it may overturn what is settled.
_GAIN_OPEN, _GAIN_SETTLED, _GAIN_RISK, _GAIN_MEASURES = 100, 50, 25, 10
# Facts that can hardly be told before another one is: their answers count for a third till then.
_ASKED_AFTER = {"partner_weight": "partners", "gain_sharing": "partners", "momentum_and_good_brand": "own_brand"}


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that held, with the facts it used and the paper's section it comes from."""

    rule: str
    facts: tuple[str, ...]
    en: str
    zh: str
    section: str

    def to_dict(self) -> dict[str, Any]:
        """Return the reason as in doors.md."""
        because = {"en": self.en, "zh": self.zh}
        return {"rule": self.rule, "facts": list(self.facts), "because": because, "section": self.section}


@dataclass(frozen=True, slots=True)
class WouldChange:
    """The fewest changes of facts, as (fact, value), that lead to another label."""

    changes: tuple[tuple[str, str], ...]
    label: str

    def to_dict(self) -> dict[str, Any]:
        """Return the change as in doors.md."""
        return {"changes": [{"fact": fact, "to": value} for fact, value in self.changes], "label": self.label}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An axis's label with its score, 0 to 1; unclear has score 0, and the reasons on all sides."""

    label: str
    score: float
    runner_up: str | None
    reasons: tuple[Reason, ...]
    would_change: tuple[WouldChange, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the verdict as in doors.md."""
        return {
            "label": self.label,
            "score": self.score,
            "runner_up": self.runner_up,
            "reasons": [reason.to_dict() for reason in self.reasons],
            "would_change": [change.to_dict() for change in self.would_change],
        }


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk of the paper's section 3.2 with its level: unclear, none, low or high."""

    label: str
    level: str
    section: str
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the risk as in doors.md."""
        reasons = [reason.to_dict() for reason in self.reasons]
        return {"label": self.label, "level": self.level, "section": self.section, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the paper's section 5 that fits; `score` is 0 to 1."""

    label: str
    section: str
    score: float
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the measure as in doors.md."""
        reasons = [reason.to_dict() for reason in self.reasons]
        return {"label": self.label, "section": self.section, "score": self.score, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Missing:
    """An unknown fact that could change a verdict, with the question to ask.

    `changes` names the axes and risks, or "measures"; `gain` tells how much an answer could change.
    """

    fact: str
    en: str
    zh: str
    changes: tuple[str, ...]
    gain: int

    def to_dict(self) -> dict[str, Any]:
        """Return the question as in doors.md."""
        return {
            "fact": self.fact,
            "question": {"en": self.en, "zh": self.zh},
            "changes": list(self.changes),
            "gain": self.gain,
        }


@dataclass(frozen=True, slots=True)
class Classification:
    """What the typology makes of a profile; measures best first, missing facts by gain."""

    origin: Verdict
    base: Verdict
    role: Verdict
    target_mode: Verdict
    risks: tuple[Risk, ...]
    measures: tuple[Measure, ...]
    missing: tuple[Missing, ...]
    rules_version: str

    def to_dict(self) -> dict[str, Any]:
        """Return the object `classification` of doors.md; `missing` and `rules_version` stand beside it there."""
        axes = {axis.name: getattr(self, axis.name).to_dict() for axis in AXES}
        risks = [risk.to_dict() for risk in self.risks]
        return {**axes, "risks": risks, "measures": [measure.to_dict() for measure in self.measures]}


@cache
def rules_version() -> str:
    """Return the SHA-256 of the rule table: axes, thresholds, rules, weights and reasons."""
    axes = [[a.name, a.section, a.labels, a.threshold, a.lead] for a in (*AXES, *RISKS, *MEASURES)]
    rules = [[r.id, r.axis, r.label, r.weight, r.section, dict(r.when), r.en, r.zh] for r in RULES]
    return hashlib.sha256(json.dumps([axes, rules], ensure_ascii=False).encode()).hexdigest()


def classify(profile: Profile) -> Classification:
    """Return what the paper's typology makes of a profile; an empty one is unclear throughout.

    >>> result = classify(Profile(resource_dependence="little"))
    >>> result.base.label, result.base.reasons[0].rule, result.origin.label
    ('characteristic_industry', 'B2', 'unclear')
    """
    state = encode(profile)
    origin, base, role, target_mode = (_verdict(axis, state) for axis in AXES)
    risks = tuple(_risk(axis, state) for axis in RISKS)
    return Classification(
        origin, base, role, target_mode, risks, _measures(state), _missing(profile, state), rules_version()
    )


def _verdict(axis: Axis, state: int) -> Verdict:
    label = decide(axis.name, state)
    ranked = sorted(zip(score_labels(axis.name, state), axis.labels, strict=True), key=lambda pair: -pair[0])
    rivals = [name for score, name in ranked if score and name != label]
    reasons = _reasons(axis, state, None if label == UNCLEAR else label)
    changes = (WouldChange(way, other) for other, ways in find_changes(axis.name, state).items() for way in ways)
    score = 0.0 if label == UNCLEAR else ranked[0][0] / 100
    return Verdict(label, score, rivals[0] if rivals else None, reasons, tuple(changes))


def _risk(axis: Axis, state: int) -> Risk:
    level = decide(axis.name, state)
    return Risk(axis.name, level, axis.section, _reasons(axis, state, level))


def _measures(state: int) -> tuple[Measure, ...]:
    fitting = [
        Measure(axis.name, axis.section, score_labels(axis.name, state)[0] / 100, _reasons(axis, state, "recommended"))
        for axis in MEASURES
        if decide(axis.name, state) != UNCLEAR
    ]
    return tuple(sorted(fitting, key=lambda measure: -measure.score))


def _reasons(axis: Axis, state: int, label: str | None) -> tuple[Reason, ...]:
    """Return the rules that hold, strongest first; a rule whose conditions a stronger one includes is left out."""
    held = sorted((rule for rule in _rules_of(axis.name) if holds(rule, state)), key=lambda rule: -rule.weight)
    chosen: list[Rule] = []
    for rule in held:
        if label in (None, rule.label) and not any(
            rule.when.keys() <= other.when.keys() for other in chosen if other.label == rule.label
        ):
            chosen.append(rule)
    return tuple(Reason(rule.id, tuple(rule.when), rule.en, rule.zh, rule.section) for rule in chosen)


@cache
def _rules_of(axis: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.axis == axis)


def _missing(profile: Profile, state: int) -> tuple[Missing, ...]:
    known = profile.known()
    joint = _joint_gains(state, known)
    found = []
    for place, fact in enumerate(FACT_VALUES):
        if fact in known:
            continue
        gains = _single_gains(fact, state)
        for name, gain in joint.get(fact, {}).items():
            gains.setdefault(name, gain)
        if fact in _ASKED_AFTER and _ASKED_AFTER[fact] not in known:
            gains = {name: gain // 3 for name, gain in gains.items()}
        if gains:
            names = dict.fromkeys("measures" if name in _MEASURE_NAMES else name for name in gains)
            found.append(
                (-sum(gains.values()), place, Missing(fact, *QUESTIONS[fact], tuple(names), sum(gains.values())))
            )
    return tuple(missing for _, _, missing in sorted(found, key=lambda entry: entry[:2]))


_AXIS_NAMES = frozenset(axis.name for axis in AXES)
_MEASURE_NAMES = frozenset(axis.name for axis in MEASURES)


def _gain(name: str, state: int) -> int:
    if name in _AXIS_NAMES:
        return _GAIN_OPEN if decide(name, state) == UNCLEAR else _GAIN_SETTLED
    return _GAIN_MEASURES if name in _MEASURE_NAMES else _GAIN_RISK


@lru_cache(maxsize=1 << 10)
def _axes_of(fact: str) -> tuple[str, ...]:
    return tuple(name for name, compiled in compile_axes().items() if fact in compiled.facts)


def _single_gains(fact: str, state: int) -> dict[str, int]:
    """Return the verdicts that some answer changes, with the share of the answers that do as their gain."""
    gains = {}
    values = FACT_VALUES[fact]
    for name in _axes_of(fact):
        now = decide(name, state)
        changing = sum(decide(name, apply(state, [(fact, value)])) != now for value in values)
        if changing:
            gains[name] = _gain(name, state) * changing // len(values)
    return gains


def _joint_gains(state: int, known: dict[str, str]) -> dict[str, dict[str, int]]:
    """Return what answers could change together with other answers: a part of the verdict's gain each."""
    gains: dict[str, dict[str, int]] = {}
    for axis in AXES:
        ways = [way for ways in find_changes(axis.name, state).values() for way in ways if len(way) > 1]
        for way in (way for way in ways if not any(fact in known for fact, _ in way)):
            for fact, _ in way:
                part = _gain(axis.name, state) // (2 * len(way))
                before = gains.setdefault(fact, {}).get(axis.name, 0)
                gains[fact][axis.name] = max(before, part)
    return gains
