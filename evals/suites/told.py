"""Is every fact of a description read, none that it does not tell, and each quoted with the words that say it?"""

from evals.suite import Suite
from evals.told_scorers import goods_told, quoted, read_told, told_read

TOLD = Suite(
    name="told",
    about="facts and goods of descriptions, with the words that say them",
    takes=lambda case: case.suite == "told" and bool(case.text),
    target="draft",
    scorers={"told_read": told_read, "read_told": read_told, "quoted": quoted, "goods": goods_told},
    gradual=frozenset({"told_read", "read_told", "quoted", "goods"}),
)
