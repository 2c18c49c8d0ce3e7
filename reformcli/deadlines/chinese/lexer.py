"""Chinese text to tokens: one ordered table of words, the longer before the shorter.

A new word is a new alternative in `TOKENS`. Every pattern is bounded, so the time taken grows with the length of the
text and no faster. What a word counts (第三, 下半年, 周五, 下下周) is its token's value, by `VALUES`.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from reformcli.deadlines.calendars import SOLAR_TERMS, by_chinese_name, plan_periods
from reformcli.deadlines.numeric import CHARACTERS, number
from reformcli.deadlines.tape import Token

NUMERAL = rf"(?:\d{{1,9}}|[{CHARACTERS}]{{1,9}})"
_SPREAD = rf"{NUMERAL}(?:[-至到]{NUMERAL})?"
_NOT_A_MEASURE = (
    r"(?!周(?![一二三四五六日天])|[年月季次个天旬时点小%‰万亿元米平吨升倍件项家户公亩千百度分级版栋幢楼层岁辆]"
    "|标段|标包|包件)"
)
_HOUR = rf"(?:上午|下午|中午|晚上|晚|早上|凌晨|傍晚|夜间)?{NUMERAL}(?:时|点钟?)(?![间候段限效])(?:整|半|{NUMERAL}分)?"
_ZONE = r"(?:Z|[+-](?:0\d|1[0-4]):?\d{2}(?![\d年])| ?[AaPp][Mm])?"
_TIME = rf"(?:上午|下午|中午|晚上)?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d{{1,9}})?{_ZONE}"
_ACT = "(?!更[换新]|报送)[更督调通报总评考汇小研会检巡反清结分听次审盘提主述核排销点轮专推交晒公例观比讲碰复统跟梳摸曝]"
_PAIR = "一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九"
_FEW = rf"(?:[1-9]|1[0-5]|20|30|50|{_PAIR}|[一二两三四五六七八九十]|十[一二三四五]|[二三]十)"
_LIMIT_FOLLOWS = r"(?=内|以内|之内|左右|时间|的时间|期|后|之后|以后|为限|$|[,;、)(])"
_FESTIVAL_FOLLOWS = r"(?=前|之前|以前|期间|假|长假|黄金周|后|之后|以后|左右|当天|至|到|[-、和,;)]|$)"

TOKENS: tuple[tuple[str, str], ...] = (
    # Words that begin or end like a word of time and are none.
    ("word", rf"(?<![\d{CHARACTERS}周期拜])(?:日[常前益趋程]|日历(?!天|日)|月均|年[均轻龄限货]|季[节风]|周[边密全])"
     r"|(?:原则|基础|总体|实际|整体|大体|基本|[以线网])[上下](?=[年月半季周旬])|(?<![附就])近[\d一二两三四五六七八九十]{1,2}年(?![内以之])|[一二三五十百]{1,3}年一遇"
     r"|[\d一二两三四五六七]日游|[其剩业]余|内[容部控外]|前[期述往沿置列]|前提(?![交出供])|后[续期]|中[央心共]|初[步稿审验评见显具次]"
     r"|(?:[采供]暖|[雨旱淡旺赛汛榨渔])季(?!度)|末位|起[草步]|到[位场]|止境|终身|底[线数账]|及时|和谐|周[年期]"
     r"|(?:[春秋]季|新|本)学期(?![前末底初结内中开至到]|期(?!末[停考]))|首季(?=开门红)|最后一(?:公里|米)"
     r"|年初(?=预算|计划|目标|任务|确定|安排)|年终(?:工作)?(?:总结|考[核评]|奖|评比|述职|决算)"
     r"|当年(?=立项|建[设成]|[开竣完]工|投产|见效|达产|签约|招标)"),
    ("label", rf"(?<=\d)第{NUMERAL}周(?=$|[,;)])|第{NUMERAL}周(?=[ :(;]{{0,2}}\d{{1,2}}[月.])"
     rf"|第{NUMERAL}(?:批次?|阶段|部分|方面|[次期项轮步类号稿届条章组档点款节])"
     r"|(?:\d{1,4}|[一二三四五六七八九十]{1,3})号(?=[楼线院机井门桥馆厂站路地令文坑窑库矿车厅]|项目|标段)"
     r"|(?![QqHh][1-4](?!\d)|[Ff][Yy]|[Cc][Yy]|[Tt]\d\d:)[A-Z]{1,6}/?[A-Z]?\d{2,6}(?:\.\d+)?(?:[-/]\d{2,4})?(?!\d)"
     r"|[Vv]\d{1,3}(?:\.\d{1,4}){1,3}|(?<![\d.])0(?:\.\d{1,4}){2}(?!\d)"),
    ("plan", ""),
    ("plan edge", r"开局之年|收官之年"),
    ("fiscal year", r"(?:(?:19|2[01])\d\d(?:[-/](?:20)?\d\d)?年?度?|本|上|下|今|明|去)(?:个)?(?:财年|财政年度"
    r"|会计年度)"),
    ("lunar", rf"(?:农历|阴历|旧历|夏历)的?(?:(?:\d{{4}}|[{CHARACTERS}]{{4}})年)?(?:闰?(?:[正元冬腊]|{NUMERAL})月份?)?"
     rf"(?:初?{NUMERAL}[日号]?|[底末](?!伏))?(?!年|新|春|除)|(?:农历|阴历)年[底末]|[冬腊正]月(?:初?[{CHARACTERS}]{{1,3}}"
     rf"|底)(?=[前之以,;、)]|$)"),
    ("festival", ""),
    ("solar term", ""),
    ("clock", r"(?<=[\s,])\d{1,2}\.00(?![\d.])"),
    ("numbers",
     rf"(?:19|2[01])\d\d(?P<iso>[-./·])\d{{1,2}}(?P=iso)\d{{1,2}}(?!\d|(?P=iso)\d{{1,2}}(?!\d)){_NOT_A_MEASURE}"
     rf"|\d{{1,4}}(?P<three>[-./·])\d{{1,2}}(?P=three)\d{{1,4}}(?!\d|(?P=three)\d){_NOT_A_MEASURE}"
     rf"|(?:19|2[01])\d\d[-./](?:0[1-9]|1[0-2]|[1-9])(?!\d){_NOT_A_MEASURE}"
     rf"|\d{{1,3}}(?P<two>[-./·])(?!0{{1,2}}(?!\d))\d{{1,2}}(?!\d|(?P=two)\d|[A-Za-z]){_NOT_A_MEASURE}(?!(?<=-\d)[日号]"
     rf"|(?<=-\d\d)[日号])"
     rf"|\d{{1,2}}[-./](?:19|2[01])\d\d(?!\d|[./]\d|-\d{{1,2}}(?![\d/])){_NOT_A_MEASURE}"),
    ("year mark", r"(?:19|2[01])\d\d[-./](?=\d{1,2}(?:[-至到、]\d{1,2})?月)"
     r"|(?:(?:19|2[01])\d\d|(?<!\d)[23]\d)[-./]?(?=[QqHh][1-4](?!\d))"
     r"|(?<!\d)(?:19|2[01])\d\d ?(?=[上下]半年|第?[一二三四1-4]季度)"),
    # The hours of an office say nothing about the day.
    ("clock", rf"每[天日]:?{_TIME}分?[-至到]{_TIME}分?(?:[,、]{_TIME}分?[-至到]{_TIME}分?)?"),
    ("clock", rf"[Tt ]?{_TIME}|{_HOUR}|上午|下午|中午|晚上|早上|凌晨|傍晚|[上下]班(?=前|之前|以前)|当晚|零点"),
    ("one each", rf"(?:[两双半每]|{NUMERAL})个?(?:工作日|日|天|周|旬|月|季度|季|年)(?:度)?[一1](?={_ACT})"),
    ("report", rf"(?<![\d{CHARACTERS}半每个本上下当次])(?:工作日|半年|双周|双月|单月|日|周|旬|月|季|年)度?"
     r"(?:报(?![送告表批请到名披审编酬过])|调度(?!计划|方案)|通报|会商|研判|点评|盘点|例会|清零|晾晒|督办|督导|分析会)"),
    ("alternate", r"(?:逢|每逢)?[单双](?:月|周)"),
    ("every",
     r"每个?(?:会计|纳税|自然|日历)(?=年)|每逢|每隔|每一个?(?=[年季月旬周天日])|每个(?=[年季月旬周天日自工星礼学半会纳交\d一二三四五六七八九十两])|每(?![个街乡村行单地层]|[日天月年]加[收缴]|[次人户名位件项篇村家份条吨亩套台辆班校组])"
     r"|一个?(?=(?:年度?|季度|月|周)(?:(?:不少于|至少|不低于)一|(?:不少于|至少|不低于)?[两二三四五六七八九十\d]{1,2})次)"),
    ("by unit",
     r"(?:按照?|逐|隔)(?!照?年度[^,;:()]{0,14}(?:计划|方案|预算|规划|目标|任务|安排|要求))(?=(?:自然)?(?:半年|年|季|月|旬|周|日|天)(?:度)?(?![度间历程计目任安要考工规份期]|加[收缴]|换算|折算|计[算征收]|累计))"),
    ("duration", rf"{_SPREAD}个?(?:法定|银行)?(?:工作日|交易日|营业日)"
     rf"|\d{{1,3}}\.\d{{1,2}}(?:个月|年|天|个?小时|个?工作日)"
     rf"|{NUMERAL}年(?:零|又)?{NUMERAL}个月|{NUMERAL}个半(?:月|小时)|{NUMERAL}年半"
     rf"|{_SPREAD}(?:个(?:自然)?月|个?(?:自然|日历|公历|连续)[日天]|天(?!窗)(?:半(?![年月]))?|日历天|个?(?:周|星期|礼拜)(?:半(?![年月])|(?![年期末岁]))"
     r"|个?(?:小时|钟头)|个季度|个年(?:度|头)|个?旬(?=内|以内|之内))"
     r"|半个?(?:年度?(?!报(?![送告])|度)|月|周|旬|天|日|小时|工作日)"
     rf"|(?:(?<![月份\d\-至到、])|(?<=[文函件令]到)){_SPREAD}日(?=内|以内|之内|后|之后|以后|时间|左右|为限)"
     rf"|(?:(?<=限)|(?<=限期)){_SPREAD}日(?!前|之前|以前|{NUMERAL})"
     rf"|(?<![\d第])(?:{_FEW}[-至到])?{_FEW}年{_LIMIT_FOLLOWS}"),
    ("now", r"(?:自|从)?(?:即日|即时|今日|今天|现在|目前|(?<!立)即|(?:本通知|本方案|本意见|本办法|本文件?)?(?:印发|发文"
     r"|发布|公布|下发)之日)"
     r"(?:开始|起|始)|(?:现在|目前|当前)(?=[-至到])"),
    ("festivals", r"[双两]节(?=[前期假之]|$)"),
    ("day word", r"今天|今日|本日|[今明][早晚晨夜]|明天|(?<!文)明日|大后天|后天(?:一早)?|昨天|昨日|前天|次日(?!工作)"
    r"|翌日|第二天|当天|当日|即日"),
    ("next workday", r"(?:下|次)一?个?工作日|次日工作日"),
    ("week word", r"(?:本|这|上{2,4}|下{2,4}|上|下|当|次)一?个?(?:周|星期|礼拜)(?![期转边全密年])"),
    ("month word", rf"(?:本|这|下下|上|下|当|(?<![{CHARACTERS}\d每])次|同)一?个?月(?!报)"),
    ("quarter word", rf"(?:本|这|上|下|当|(?<![{CHARACTERS}\d每])次)一?个?季度?"),
    ("both halves", r"上[、和]?下半年度?"),
    ("half word", r"(?:[上下]|(?:^|(?<=[年度的,;:(、\-至到和与及]))[前后])半年度?(?!报(?!送)|内|以内|之内)"
    r"|[上下]半年度?(?!报(?!送))"),
    ("year word",
     r"本年度?|今年度?|当年度?|明年度?|次年度?|来年|翌年|(?<=[-至到])第二年|下一?个?年度?(?!代)|大后年|(?<![今以之此然])后年|去年度?"
     r"|上一?个?年度?(?!代)|(?<![日月底此目提当])前年|同年"),
    ("two years", r"(?:今明|明后|去今|今、明)[两二2]?年"),
    ("whole year", r"(?<!安)全年度?|(?<!调)整年|一整年"),
    ("half month", r"[上下前]半个?月|(?:^|(?<=[年月度的,;:(、\-至到和与及]))后半个?月"),
    ("ten days", r"上中旬|中上旬|中下旬|下中旬|[上中下]旬"),
    ("weekday", r"(?:周|星期|礼拜)[一二三四五六日天](?!\d{1,2}(?![\d月./年-])|[个期])"
    r"|(?:周|星期|礼拜)[1-7](?![\d月./年-]|[个期])"),
    ("nth", rf"(?:第{NUMERAL}个?|首个?|最后一个?|末个?|倒数第{NUMERAL}个?)(?=工作日|周|星期|礼拜|月|季|旬"
    rf"|[天日](?![常报程历]))"),
    ("first n", rf"(?<![月日号末底天目])[前头]{NUMERAL}(?=季度)"
     rf"|(?:^|(?<=[年度,;:()、\-至到取在于保计])|(?<=[年度]的|力争))[前头]{NUMERAL}个?(?=季度?|月)"),
    ("last n", rf"(?<=年)后{NUMERAL}个?(?=季度?|月)"),
    ("quarter code", r"(?<![A-Za-z])[Qq][1-4](?!\d)|(?<![A-Za-z\d])[1-4][Qq](?![A-Za-z])"),
    ("half code", r"(?<![A-Za-z])[Hh][12](?!\d)"),
    ("season", r"暑假期?|暑期"),
    ("workday", r"工作日"),
    ("republic", r"民国"),
    ("numeral", NUMERAL),
    ("year", r"年度|年"),
    ("month", r"月份|月度|月(?![龄薪饼球嫂])"),
    ("quarter", r"季度|季"),
    ("week", r"周|星期|礼拜"),
    ("ten day", r"旬"),
    ("day", r"[日号天]"),
    ("finish", r"的?(?:终了|结束|届满|完结|终结)"),
    ("end", r"[底末尾]|(?<=[年季月])终"),
    ("begin", r"初期?|伊始"),
    ("middle", r"中期|中(?=$|进行|开展|组织|召开|[前,;、()\-至到完之和及与])"),
    # What is said about a moment.
    ("not before", r"(?:不(?:得|应|能|可|宜|会|许|要|允许)?|勿)早于:?|(?<![-=])>=|≥|≧"
     r"|[最至](?:早|快)(?:也|要|应|可|须|得|将|能|会|只能|是|为|于|在|到|从|自|:){0,4}"),
    ("later than", r"(?<![不最至])(?<!不[得应能可宜会许要])(?<!不允许)(?<!勿)[晚迟]于:?|(?<![-=])>(?!=)"),
    ("onwards", r"[或及和](?:以后|之后|此后|其后|更?晚|往后)|(?:往|向)后|方可|方能|才能|才可|始得"),
    ("days off left out",
     r"\(?(?:不含|不包括|不计|扣除|除去?)?(?:法定)?(?:节假日|休息日|公休日|双休日|周末)(?:[和及、][^()]{1,6})?"
     r"(?:除外|不计算?(?:在内)?|不算)\)?|\(?(?:不含|不包括|不计|扣除)(?:法定)?(?:节假日|休息日|公休日|双休日"
     r"|周末)[^()]{0,6}\)?"),
    ("inclusive", r"\((?:含|包含|包括)[^()]{0,12}\)|含本?数?当日"),
    ("exclusive", r"\(?不(?:含|包括)[^(),;]{0,8}\)?"),
    ("before", r"以前|之前|前(?![后沿端])"),
    ("within", r"以内|之内|期内|内"),
    ("around", r"左右|前后"),
    ("after", r"以后|之后|后"),
    ("until", r"为止|止|截止(?=$|[,;)]|报名|申报|提交|投[标稿]|受理|征集)"),
    ("during", r"期间|时期|假期|假日|长假|黄金周"),
    # A calendar of its own, where no reader knew which.
    ("calendar", r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|农历|阴历|旧历|夏历|财年|学年|学期"),
    ("from", r"(?:之日)?(?:起|开始|始)"),
    ("since", r"自从?|从|由"),
    ("moved", r"(?:调整|变更|修改|更改|更正|修订|改)(?:为|至|到|成)"
     r"|(?:延期|延长|延迟|延后|推迟|推延|顺延|展期|推后|延|推)(?:至|到|为)|调(?:至|到|为)|提前(?:至|到|为)|→|=>|->"),
    ("or", r"或者?|还是"),
    ("range", r"直至|一直到|截至到?|截止到?|[-至到]"),
    ("list", r"、|/|以及|及|和|与|&|\+"),
    ("mask", r"[_×*#□△▲?○◯]+|[Xx]+(?=[年月日号\dXx])|某|若干|\.\.+|\(\)"),
    ("stop", r"[,;:!\n]"),
    ("open", r"\("),
    ("close", r"\)"),
    ("other", r"."),
)  # fmt: skip

WEEKDAY_NAMES = "一二三四五六日"

_TURNS = {
    **dict.fromkeys("今本这当即同", 0), **dict.fromkeys("明来次翌第下", 1), "后": 2, "大": 3,
    **dict.fromkeys("昨去上", -1), "前": -2,
}  # fmt: skip


def _turn(text: str) -> int:
    """How far from the present one: 本周 0, 明天 1, 下下月 2, 大后天 3, 去年 -1."""
    return _TURNS[text[0]] * text.count(text[0])


def _ordinal(text: str) -> int:
    """第三 → 3, 首 → 1, 最后一 and 末 → -1, 倒数第二 → -2."""
    if text[0] in "首最末":
        return 1 if text[0] == "首" else -1
    value = number(text.strip("倒数第个")) or 0
    return -value if text[0] == "倒" else value


def _weekday(text: str) -> int:
    """0 for 周一 and 星期1, 6 for 礼拜天."""
    name = text[-1]
    return int(name) - 1 if name.isdigit() else WEEKDAY_NAMES.index("日" if name == "天" else name)


VALUES: Mapping[str, Callable[[str], int | None]] = {
    "numeral": number, "nth": _ordinal, "weekday": _weekday,
    **dict.fromkeys(("half word", "half month"), lambda text: 1 if text[0] in "上前" else 2),
    **dict.fromkeys(("half code", "quarter code"), lambda text: int(text.strip("QqHh"))),
    **dict.fromkeys(("first n", "last n"), lambda text: number(text[1:].rstrip("个"))),
    **dict.fromkeys(("day word", "week word", "month word", "quarter word", "year word"), _turn),
}  # fmt: skip
"""What the words of a kind count."""


@cache
def _pattern() -> re.Pattern[str]:
    """All of `TOKENS` as one pattern, compiled when the first Chinese phrase is read."""
    plans = "|".join(sorted((name for name in plan_periods() if len(name) > 2), key=len, reverse=True))
    early_plans = "|".join(name for name in plan_periods() if len(name) == 2)
    names = sorted(by_chinese_name(), key=len, reverse=True)
    words = "|".join(name for name in names if not set(name) <= set(CHARACTERS))
    numbers = "|".join(name for name in names if set(name) <= set(CHARACTERS))
    vocabulary = {
        "plan": rf"(?:{plans})(?:规划|计划)?(?:时期|期间|规划期|期(?=[间末初内中]))?"
        rf"|(?:{early_plans})(?:(?:规划|计划)(?:时期|期间|期)?|时期|期间|期(?=[间末初内中]))",
        "festival": rf"(?<![超经通创更革全])(?:{words})(?!(?<=历年)[底末]|[路街村镇乡桥]|社区|小学|中学|广场|大道|公园)"
        rf"|(?<!\()(?:{numbers}){_FESTIVAL_FOLLOWS}",
        "solar term": rf"(?:{'|'.join(SOLAR_TERMS[place : place + 2] for place in range(0, 48, 2))})"
        r"(?:节气?|时节)?(?=前|之前|以前|后|之后|以后|至|到|起|当[天日]|[-、和,;)]|$)",
    }
    # Alternatives of one kind may stand in several places; the name of a group may not.
    groups = (f"(?P<k{place}>{vocabulary.get(kind, pattern)})" for place, (kind, pattern) in enumerate(TOKENS))
    return re.compile("|".join(groups), re.DOTALL)


def lex(text: str) -> list[Token]:
    """The tokens of `text`, which `normalise.compact` has prepared; every character belongs to one."""
    tokens = []
    for match in _pattern().finditer(text):
        kind = TOKENS[int((match.lastgroup or "k0")[1:])][0]
        value = VALUES[kind](match[0]) if kind in VALUES else None
        tokens.append(Token(kind, match[0], match.start(), match.end(), value))
    return tokens
