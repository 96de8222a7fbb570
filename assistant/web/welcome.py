"""The empty page: what can be asked, questions to tap by role, and what is kept."""

from html import escape
from typing import NamedTuple

from assistant.datatypes import Language
from assistant.web.texts import text


class Starters(NamedTuple):
    """Typical questions of the library that the empty page offers to one kind of visitor; `role` names a text."""

    role: str
    questions: tuple[str, ...]


STARTERS: dict[Language, tuple[Starters, ...]] = {
    "en": (
        Starters(
            "role_farmer",
            (
                "Do I need a business licence to sell my own apples online?",
                "Is there a sales limit above which a farmer selling what he grew must register?",
            ),
        ),
        Starters(
            "role_shop",
            (
                "How much may I sell per month before VAT starts?",
                "From which day do I count the 7 days of a no-reason return?",
            ),
        ),
        Starters(
            "role_cooperative",
            (
                "twelve kiwi families want to team up, what sort of organisation would a cooperative be?",
                "Whole village sells sweet potato noodles and prices crash, what does the paper say?",
            ),
        ),
        Starters(
            "role_livestreamer",
            (
                "What papers does the platform check when I open a livestream room?",
                "Can I say in my livestream that our honey cures a cough?",
            ),
        ),
        Starters(
            "role_official",
            (
                "When does a village count as a Taobao Village?",
                "How many rural e-commerce demonstration counties were named each year?",
            ),
        ),
    ),
    "zh": (
        Starters("role_farmer", ("网上卖自家种的苹果要不要办执照？", "哪几种人开网店可以不登记？")),
        Starters("role_shop", ("一个月卖多少才开始交增值税？", "鲜荔枝不支持七天退货，要标在哪儿？")),
        Starters(
            "role_cooperative",
            (
                "我们十二家种猕猴桃的想抱团，搞合作社是个啥性质的组织？",
                "村里跟风都卖红薯粉条，价格打下来了，论文说咋办",
            ),
        ),
        Starters("role_livestreamer", ("开直播间，平台要查我哪些材料？", "直播间说我家蜂蜜治咳嗽，行不行？")),
        Starters("role_official", ("啥样的村才算淘宝村？", "电商进农村示范县每年各有多少个？")),
    ),
}


def render_welcome(language: Language, *, keep_days: int) -> str:
    """Return the empty page's own words; one role is open at a time, the first to begin with."""
    roles = "".join(_render_role(starters, language, place) for place, starters in enumerate(STARTERS[language]))
    welcome, privacy = escape(text("welcome", language)), escape(text("privacy", language, days=keep_days))
    return (
        f'<div class="welcome"><p>{welcome}</p>{roles}{_render_install(language)}<p class="privacy">{privacy}</p></div>'
    )


def _render_install(language: Language) -> str:
    """Return how to put the page on the home screen; its script shows what this browser can do of it."""
    button = f'<button type="button">{escape(text("install", language))}</button>'
    return f'<p class="install">{button}</p><p class="install-by-menu">{escape(text("install_by_menu", language))}</p>'


def _render_role(starters: Starters, language: Language, place: int) -> str:
    chips = "".join(f'<button type="button" class="chip">{escape(one)}</button>' for one in starters.questions)
    opened = " open" if place == 0 else ""
    role = escape(text(starters.role, language))
    return f'<details class="role"{opened}><summary>{role}</summary>{chips}</details>'
