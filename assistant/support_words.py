"""Words that say the same, and words that say next to nothing, in the form in which `tokenize` gives them."""

from collections.abc import Iterable
from functools import cache

from assistant.tokenizing import tokenize

# A word of a sentence counts as the passage's own where the passage has another of its row.
_SAME = """
register registration sign-up
licence license permit
online internet web
product goods item
pay pays paid
tell inform
give provide
begin start
need needs
shop store
delivery shipping
freight postage
fine penalty
help support
tax taxes
cost expense
price prices
risk danger
get obtain
home house household
year annual yearly
month monthly
farm agricultural farming
登记 注册
执照 营业执照 证照
许可证 许可
网上 线上 在线 网络 互联网 上网
农产品 农副产品 产品
商品 货物 货 东西
办 办理
给 提供
告诉 告知 通知
运费 邮费 快递费
罚款 罚
税 税款 纳税 交税 缴税
钱 款 货款 资金
退 退货
店 网店 店铺
写 标明 注明 标注 写明
个体 个人
成本 费用
风险 危险
利益 收益 好处
一年 每年 年
一起 共同 联合
"""
# What may be added without adding a claim.
_HARMLESS = """
also thus then so therefore simply basically actually really just still even already well like such this that these
those it its they them their there here one ones thing things case cases matter way kind sort example instance say says
said mean means call called under according about regarding online person you your yourself we our who which what
when where how because since as if for with from into onto upon via per among between while although though however
be being been do does done get gets got go goes come comes take takes make makes put set let keep have has had
would could should will might very quite rather too much many lot include including includes
的 了 在 是 和 与 及 或 或者 也 就 会 有 被 把 对 从 到 为 以 所 其 这 那 个 些 你 您 他 她 它 我 们 你们 他们 我们 着 过 给 让 向 按 由 等
即 则 而 并 且 并且 而且 因为 所以 因此 这样 那么 这种 这个 这些 那些 一个 一种 一样 就是 也就是 也就是说 属于 算 算是 叫 叫做 称为 说 来说 来 去
上 下 中 里 里面 这里 时 时候 的话 如果 若 关于 根据 按照 依照 通过 对于 由于 例如 比如 包括 以及 还 还要 还有 再 又 另外 同时 其中 方面 情况 问题
要 需要 得 该 进行 做 作 是否 自己 本人 大家 人 地 它们 拿 用 使用 这么 那样 其实 简单 换句话 意思 具体
"""


@cache
def _rows() -> dict[str, frozenset[str]]:
    rows: dict[str, frozenset[str]] = {}
    for line in _SAME.strip().splitlines():
        row = frozenset(word for name in line.split() for word in tokenize(name))
        for word in row:
            rows[word] = rows.get(word, frozenset()) | row
    return rows


@cache
def _harmless() -> frozenset[str]:
    return frozenset(word for name in _HARMLESS.split() for word in [name, *tokenize(name)])


def is_harmless(word: str) -> bool:
    """Tell whether a word may stand in a sentence although no passage has it.

    >>> is_harmless("因此"), is_harmless("苹果")
    (True, False)
    """
    return word in _harmless()


def same_words(words: Iterable[str]) -> set[str]:
    """Return the words and all that say the same.

    >>> "注册" in same_words({"登记"})
    True
    """
    rows = _rows()
    return {other for word in words for other in rows.get(word, frozenset((word,))) | {word}}
