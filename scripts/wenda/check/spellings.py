"""Words whose Traditional spelling no table of characters can tell.

瞭 is a character of Simplified, too (瞭望), but 瞭解 is 了解: OpenCC tells by the word. The check
takes both spellings for one, in quotations and in print; nothing else folds so, and no address
depends on it. The twin of docs/assets/wenda/check/spellings.mjs.
"""

from __future__ import annotations

import re

_WORDS = (
    "瞭解了解 明瞭明了 瞭然了然 瞭如了如 瞭若了若 藉口借口 藉以借以 藉助借助 藉此借此 藉由借由"
    " 藉机借机 藉故借故 藉着借着 凭藉凭借 反覆反复 答覆答复 回覆回复 批覆批复 函覆函复 覆信复信"
    " 彷佛仿佛 复甦复苏 甦醒苏醒 家俱家具 项炼项链 计画计划 沈重沉重"
)
SPELLINGS = {pair[:2]: pair[2:] for pair in _WORDS.split()}
"""As they are folded, Traditional characters already Simplified: 藉機 is 藉机."""

_ANY = re.compile("|".join(SPELLINGS))


def one_spelling(folded: str) -> str:
    """A folded text with its words in one spelling, as long as before."""
    return _ANY.sub(lambda match: SPELLINGS[match[0]], folded)
