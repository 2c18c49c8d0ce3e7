"""One spelling for what is written many ways: widths, scripts, dashes, spaces, quotation marks, document titles.

Nothing here decides what a phrase means; it only takes away what never means anything.
"""

import re
import unicodedata
from functools import cache

from reformcli.deadlines.numeric import CHARACTERS, number

LONGEST = 1000
"""Characters that a time-limit cell may hold; longer text is not a time limit and is refused unread."""

# Each traditional character is followed by its simplified one; only the vocabulary of time limits is here.
_TRADITIONAL_PAIRS = (
    "國国節节個个號号兩两週周內内後后長长續续辦办態态會会議议發发獲获時时開开動动並并間间歷历曆历舊旧農农陰阴終终結结驗验檢检討讨彙汇匯汇總总報报調调為为爲为變变啟启啓启實实際际達达處处資资訊讯書书體体經经"
    "與与從从過过這这來来畢毕審审機机構构務务應应該该確确爭争則则擬拟計计劃划畫划預预約约遲迟當当屆届滿满據据隨随衝冲聯联貫贯徹彻雙双單单點点鐘钟縣县區区鄉乡鎮镇職职業业產产學学習习訓训練练標标準准備备註注"
    "項项傳传簽签認认識识證证試试運运轉转輪轮進进遠远適适選选還还邊边寫写錄录題题類类領领導导頭头問问聞闻陸陆貳贰參参叄叁於于裡里裏里臺台佈布頒颁擴扩關关係系條条團团隊队環环觀观飛飞現现場场價价組组織织勞劳"
    "婦妇兒儿陽阳歲岁階阶監监繼继鞏巩優优將将屬属緊紧協协請请繳缴補补規规範范製制訂订復复複复覆复執执暫暂無无對对遞递齊齐籌筹籤签鑒鉴鑑鉴獎奖勵励專专責责負负質质營营穩稳慶庆聖圣誕诞憲宪護护師师記记軍军黨党"
    "創创層层濟济義义衆众網网線线維维幹干樹树權权風风雲云電电車车門门歸归盡尽戶户響响獻献禮礼紀纪給给絡络託托賬账銷销鐵铁鍵键閉闭闊阔陣阵險险難难頻频願愿顯显養养駐驻騐验鬥斗麼么齡龄龍龙夠够夾夹奪夺寧宁尋寻"
    "峽峡幣币庫库廢废廠厂彌弥徵征憂忧懷怀戰战擇择擔担攔拦擾扰敗败敵敌數数斷断曉晓棄弃棟栋極极樓楼樣样歡欢殘残氣气決决沒没況况淨净測测滅灭漸渐潔洁濕湿災灾煙烟熱热爐炉爾尔牆墙狀状獨独瑣琐療疗盤盘眾众碼码礦矿"
    "離离種种積积窮穷競竞筆笔簡简糧粮級级納纳純纯紙纸細细絕绝統统綜综綠绿緒绪編编緩缓縮缩績绩罰罚羣群聲声肅肃腦脑臨临興兴舉举艱艰藝艺蘇苏蟲虫術术衛卫襲袭視视覽览觸触訪访設设許许訴诉評评詢询話话詳详誤误說说"
    "課课談谈論论諾诺謀谋謝谢講讲譯译讓让豐丰財财貨货販贩貼贴費费貿贸賃赁賞赏賠赔賣卖賴赖購购贈赠贊赞趕赶趨趋跡迹踐践軟软較较載载輔辅輕轻輯辑輸输邏逻郵邮鄰邻醫医釋释鑽钻銀银錢钱閒闲閱阅陳陈隱隐雜杂雖虽靈灵"
    "靜静頂顶順顺須须頓顿額额顧顾餘余館馆驅驱髒脏鮮鲜鳥鸟"
)
_TRADITIONAL = str.maketrans(_TRADITIONAL_PAIRS[::2], _TRADITIONAL_PAIRS[1::2])
_PUNCTUATION = str.maketrans({
    "—": "-", "–": "-", "―": "-", "－": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "─": "-", "━": "-", "﹣": "-",
    "~": "-", "～": "-", "〜": "-", "∼": "-", "˜": "-", "⁓": "-",
    "•": "·", "‧": "·", "∙": "·", "・": "·", "．": ".", "。": ";", "；": ";", "，": ",", "：": ":", "﹑": "、",
    "〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "｛": "(", "｝": ")", "{": "(", "}": ")",
    "“": None, "”": None, "‘": None, "’": None, '"': None, "'": None, "「": None, "」": None, "『": None, "』": None,
    "Ⅰ": "1", "Ⅱ": "2", "Ⅲ": "3", "Ⅳ": "4",
    **{chr(number): ";" for number in range(0x2460, 0x2474)},  # ① to ⑳ number the clauses
    "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None, "\u00ad": None,
})  # fmt: skip


_SHORT = {
    "yr": "year", "mth": "month", "mnth": "month", "wk/c": "w/c", "wk": "week", "yrly": "yearly", "qtrly": "quarterly",
    "qtly": "quarterly", "mthly": "monthly", "wkly": "weekly",
}  # fmt: skip
"""English words of time that are written short, with the words they stand for."""


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of this file, compiled when the first phrase is read."""
    return {
        "short year": re.compile(r"(?:(?<![\d'’])|(?<=[QqHh]\d))['’](\d\d)(?![\d'’]|[/.／．-]\d\d?[/.／．-])"),
        "title": re.compile(r"《[^《》]*》"),
        "number": re.compile(r"\(\s*(?:19|2[01])\d\d\s*\)\s*第?\s*\d{1,5}\s*号"),
        "dashes": re.compile(r"-{2,}"),
        "zero": re.compile(f"(?<=[{CHARACTERS}])[Oo0]{{1,2}}(?=[{CHARACTERS}])"),
        # Between two whole dates white space is a stop; inside one (2026年\n6月) it is nothing.
        "line": re.compile(
            rf"(?<=[\d)])[^\S\n]*\n\s*(?=\d)|(?<=[日号底末前止)])\s+(?=(?:\d{{1,4}}|[{CHARACTERS}]{{1,4}})[年月./-])"
            r"|(?<=月)\s*\n\s*(?=\d{1,2}月|\d{4}年)"
        ),
        "spelled": re.compile(r"(?<!\d)\d(?:\s+\d)+(?!\d|\s*:)|(?<!\d)(?=[\d\s]{5,8}年)\d{1,3}\s+\d{1,3}(?=\s*年)"),
        "first month": re.compile(r"(?<![\d万亿千百美欧日港公元单多开新改])元(?=月|[-至到、]\d{1,2}月)"),
        "about": re.compile(r"^\s*[~～≈〜]\s*(?=\d{4}\D)"),
        "about English": re.compile(
            r"^\s*[~～≈〜](?:\s+(?=\w)|(?=[A-Za-zＡ-Ｚａ-ｚ]|\d{1,2}[/／\s]))(?!.*[\u4e00-\u9fff])"
        ),
        "spaced date": re.compile(r"^(\d\d?) (\d\d?) (\d{4})$|\b(\d\d?)\. ?(\d\d?)\. ?((?:19|20)\d\d)\b"),
        "spaced ordinal": re.compile(r"(?<=\d)\s(?=(?:st|nd|rd|th)\b)"),
        # A mark that refers to a note below.
        "note": re.compile(r"(?<=[a-z\d)\u4e00-\u9fff])\s*(?<!\*)[*†‡](?!\*)\s*$|\s+[*†‡]+\s*$", re.IGNORECASE),
        "digits": re.compile(r"(?<=\d)\s+(?=\d)"),
        "numbering": re.compile(
            r"(?:^|(?<=;))\(?(\d{1,2}|[一二三四五六七八九十]{1,2})(?:[、)]|\)、|\.(?!\d)|\.(?=\d{1,2}月|\d{4}年))"
        ),
        "short word": re.compile(rf"(?<![a-z])({'|'.join(_SHORT)})(?=s?(?![a-z]))"),
        "joined year": re.compile(r"\b(?:[qh][1-4]|[1-4][qh])(?=[fc]y)"),
        "slashes": re.compile(r"\b(\d\d?) ?/ ?([a-z]{3,9}) ?/ ?(\d{4})\b"),
        "two quarters": re.compile(r"\bq([1-3])\s?[/-]\s?([2-4])(?!\d)"),
        "mark": re.compile(r"(?:^|(?<=\s))\d\)\s|^\*\s"),
        "said again": re.compile(
            rf"(?<![{CHARACTERS}\d])([{CHARACTERS}]{{1,6}}|\d{{1,4}})\(([{CHARACTERS}]{{1,6}}|\d{{1,4}})\)(?=[年月日天个周])"
        ),
        "bracketed": re.compile(r"\((\d{1,4})\)(?=[年月日号])"),
        "space": re.compile(r"(?<!\d)\s+|\s+(?!\d)"),
    }


def half_width(phrase: str) -> str:
    """`phrase` in half width with single spaces, for the canonical notation."""
    return " ".join(unicodedata.normalize("NFKC", phrase).split())


def plain(phrase: str) -> str:
    """`phrase` in half width, simplified script and one kind of dash, bracket and stop, without quotation marks."""
    patterns = _patterns()
    # Dec '26 is December 2026, not 26 December: the apostrophe must not go unread.
    phrase = patterns["about English"].sub("approx ", patterns["short year"].sub(r"20\1", phrase))
    phrase = patterns["about"].sub("约", phrase)
    text = unicodedata.normalize("NFKC", phrase.translate(_PUNCTUATION)).translate(_PUNCTUATION)
    text = patterns["note"].sub("", text)
    text = patterns["spaced ordinal"].sub("", text.translate(_TRADITIONAL)).strip()
    return patterns["spaced date"].sub(lambda match: ".".join(filter(None, match.groups())), text)


def compact(text: str) -> str:
    """`text` (from `plain`) without titles, document numbers and spaces, for the reader of Chinese.

    A number spelled with a space after each digit is one number; other spaces between two digits stay as one; a line
    break between two dates becomes a stop. A Latin O or 0 between Chinese digits is a zero (二O二六, 二00六).
    """
    patterns = _patterns()
    # Cells of a table that were copied as text.
    text = text.replace(" | ", ";")
    text = patterns["number"].sub("", patterns["title"].sub("", text))
    text = patterns["line"].sub(";", text)
    text = patterns["spelled"].sub(lambda match: "".join(match[0].split()), text)
    text = patterns["digits"].sub("\x00", text)
    text = patterns["space"].sub("", text).replace("\x00", " ")
    text = patterns["dashes"].sub("-", patterns["first month"].sub("1", text))
    text = _without_numbering(patterns["zero"].sub(lambda match: "〇" * len(match[0]), text))
    text = patterns["said again"].sub(_once, text)
    return patterns["bracketed"].sub(r"\1", text)


def _once(match: re.Match[str]) -> str:
    """三十（30）日 as 30日; where the two numbers are not one, as it is written."""
    return match[2] if number(match[1]) == number(match[2]) else match[0]


def without_marks(text: str) -> str:
    """English `text` (from `plain`): a stop in place of 1) 2) before its clauses; Q1FY27, Q3/4 and wk written out."""
    text = _patterns()["short word"].sub(lambda match: _SHORT[match[0]], text)
    text = _patterns()["two quarters"].sub(r"q\1-q\2", _patterns()["slashes"].sub(r"\1 \2 \3", text))
    return _patterns()["joined year"].sub(r"\g<0> ", _patterns()["mark"].sub("; ", text))


def _without_numbering(text: str) -> str:
    """The text without 1. 2. or 一、二、 before its clauses; numbering begins with one and goes on."""
    marks = list(_patterns()["numbering"].finditer(text))
    values = [number(mark[1]) for mark in marks]
    if not marks or marks[0].start() != 0 or values != list(range(1, len(marks) + 1)):
        return text
    if len(marks) == 1 and not marks[0][0].endswith((".", ")")):
        return text
    return _patterns()["numbering"].sub("", text)
