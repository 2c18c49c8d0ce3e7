"""Chinese words beside a date, and phrases without one.

可能6月底, 6月底（待定）, 不是6月底 leave a date in doubt or deny it; 原定, 延期至, 已于 say that it was given up or
is past. Hedges (力争, 确保, 原则上, 拟, 预计) and verb tails change nothing (practice 4.2) and do not stand here. A new
word is a new alternative in one of the patterns.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from reformcli.deadlines.chinese.beside import DOING
from reformcli.deadlines.chinese.relative import CUT_TO
from reformcli.deadlines.combine import Cell
from reformcli.deadlines.items import Item, Unreadable, on_an_event
from reformcli.deadlines.reading import Kind, Reading
from reformcli.deadlines.tape import Tape
from reformcli.i18n import _

_STATUS = (
    r"(?:目前|现|均|都|基本|全部|正式|总体)*(?:(?:已经?|未|尚未|正在|正|暂未|没有)[^,;]{0,20}"
    r"|(?:完成|办结|办毕|销号|整改|启动|进行|推进|落实|实施|开展|结束|办理|申报|筹备|研究|施工|建设|起草"
    r"|审批)(?:中|完毕|到位|了|完成|阶段)?"
    r"|(?:提前|超前|超额|基本|全面|顺利)完成.{0,4}|正常|滞后|逾期|超期|暂缓|暂停|中止|终止|取消|作废|缓办|达标)"
)
_MISSING = (
    r"(?:待定|待明确|待确定|待研究|待商定?|待议|待补充|待核实|待通知|未定|暂定|暂无|无|空|没有|不详|未知|不明"
    r"|另行通知|另行确定|另定|另行安排"
    r"|同上|同前|同左|同右|下同|见上|见前|详?见.{1,12}|不涉及|不适用|不限|略|时限|期限|(?:完成|整改|办理"
    r"|截止)?(?:时间|时限|期限|日期)|〃|″|々)"
)
_IMMEDIATE = (
    r"[即立边][行知查学整督][即立边]改|[即立]改|立即|即时|马上|即刻|随到随办|当场|[即立]办|第一时间|即行|即交即办|现场整改"
    r"|接诉即办"
)
_STANDING = (
    r"(?<!中)长期(?!规划|目标)|持续|常态|经常|日常|动态|[常长]抓|始终|全程|贯穿|不间断|[常长]年|永[久远]|久久为功|一以贯之"
    r"|长[效久]|滚动|不断|一直|终身|实时|全天候|全周期|^坚持|常规工作|年年"
)
_VAGUE = (
    r"尽[快早速]|适时|择机|及时|[近远短中]期|中?长远|中长期|分(?:步|阶段|批|期|类|[年季月]度?)|逐步|稳步|有序|稳妥|积极"
    r"|视|酌情|根据|结合|依[据照]|按照?|如期|限期|条件成熟|成熟一|定期|随时|必要时|需要时|阶段性|加快|抓紧|后续|下一步|将来"
    r"|今后|以后|未来|早|统一安排|统筹|同步|灵活|机动|进度|优先|先行先试|抓好|推动|接续|继续"
)
_EVENT = (
    r"(?:待|等|俟).{1,40}(?:后|时|明确|部署|出台|批复|下达|印发|确定|到位|要求|安排|通知)"
    r"|.{1,30}(?<![目当此先最然落提超空以之今随事日生往])(?:前|后)(?:$"
    r"|[完启实开推报印到整落进出建投组形正全基,;(].{0,20}$)"
    r"|(?:与|同|跟|随).{1,20}同步.{0,8}|(?:按照?|根据|依据|结合|随|视|待|以).{0,6}(?:上级|国家|中央|省|市|部委).{0,16}"
    r"|(?:上级|国家|中央|省里?|市里?).{0,6}(?:部署|要求|安排|通知|统一|明确).{0,10}"
    r"|.{0,20}(?:之日起?|时起|汛期|期间|采暖期|供暖期|寒假.{0,4}|汛前|汛后|入冬|入汛|春耕|秋收|[春夏秋冬]季?"
    r"|开学|换届|节前|节后|任期内?|届内|届末|学期.{0,4}|学年.{0,4})"
    r"|(?:主?汛期?|采暖季?|供暖季?|供暖期|寒假|入冬|入汛|开学|换届|春耕|秋收|[春夏秋冬][季天]?|今冬明春|雨季"
    r"|旱季|农闲|农忙)(?:期?间?|[前后]|内)?"
)
_PERHAPS = r"可能|也许|或许|大概|大致|恐怕|兴许|估计|好像|差不多|没准|说不定|未必|(?i:maybe|perhaps|possibly|probably)"
_OPEN = (
    r"(?:日期|时间|时限|具体)*(?:待定|待[明确核议商研批审][^,;:()]{0,4}|(?:尚未|未|不)确定|未定|不一定|存疑|[另再]定|再议"
    r"|(?i:tb[cda]))"
)
_LINKS = r"(?:会|要|需|须|将|能|得|于|在|是|为|到|至|等到|推迟|延期|延|拖|[:\s])"
_MAY_NOT = r"(?:不得|不能|不可|不准|不许|不宜|不允许|严禁|禁止)"
_PUT_OFF = r"(?:延期|延长|延迟|延后|推迟|推延|顺延|展期|推后|推至|推到|放宽|延|拖)"
_ASKED = (
    rf"(?:可以?|建议|拟|申请|请求|提请|恳请|希望|打算|报请)[^,;:()批准同意]{{0,10}}(?:{_PUT_OFF}|调整|变更)"
    r"[^,;:()]{0,4}[至到为]"
)


@cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """The words beside an item, by the names that `phrase` and `selection` ask for."""
    edge = r"[\s,;:.!、()/\-·*#_=\\|~`^%$@+<>…]+"
    names = {
        # A date given up, and the one in its place.
        "old": r"原(?:定|计划|拟|为|是|要求|先|本)?[于为在]?(?:完成|时限|期限|时间|工期|完工|竣工)*[于为在]?[:(]?$",
        "new": rf"(?:调整|变更|修改|更改|更正|修订|改|{_PUT_OFF}|调|提前)[为至到成][了在于]?[:(]?$|(?:→|[=-]>)$"
        r"|(?<![实体发出呈表展兑再])现(?:定|调整|拟|要求|改|延期|延)?[为于在到至]?$|新的?(?:时限|期限|日期|时间)(?:[为是:]|定于)*$",
        # Somebody asks for another day, or may be given one.
        "may move": rf"{_ASKED}$|(?:可|天气[^,;()]{0, 4}|特殊情况|确有(?:困难|难度)|必要时|经[^,;()]{{0,8}}(?:批准"
        rf"|同意)[^,;()]{{0,4}}可)[^;()]{{0,8}}{_PUT_OFF}(?:至|到)$"
        rf"|确有(?:困难|难度)[^,;()]{{0,6}}可[于在]?$|特殊情况[^;()]{{0,4}}不得?超过$|(?:确需|如需|若需|特殊)[^;()]{{0,4}}{_PUT_OFF}[^;()]{{0,4}}"
        r"(?:不[晚迟]于|不超过|最[晚迟]|至迟)$|经[^,;()]{2,12}(?:批准|同意)后?,?(?:最[晚迟]|至迟|不[晚迟]于)$",
        # What is past, what begins.
        "done before": r"(?:已经?|业已)(?:于|在|经)?$",
        "done after": r"^(?:[^,;:()]{0,3}(?:已经?|业已)(?!有|定|明确|[^,;:()]{1,4}(?:项目|的))|[^,;:()]{0,4}以来)",
        # 至9月底，开工率为86.5%; 9月下旬，我区举行了集中开工: what was reached, whatever the year.
        "told after": r"^(?:[^;()]{0,20}\),)?[^;()]{0,40}?(?:累计(?!一)|超(?:序时|时序)进度|同比|环比|上年同期"
        r"|(?:^|[,)])(?:目前|实际)|(?<![成对将])正在|(?:均|尚|还|仍)未|受[^,;]{1,12}影响|(?:查|审计|督察|巡[视察])发现(?!的)"
        r"|率(?:为|达(?!到)|近|约|仅)?\d[\d.]*%(?!以上|左右|以内|以下)|(?<![为除])了(?![解结断])"
        r"|\d\.\d\d+(?:亿|万元|%|个百分点)|增长\d+\.\d%(?!以上|左右)|完成(?:年初|年度|全年)?(?:预算|目标|任务|计划)数?的\d|占(?:[^,;]{0,6}计划|$)|[调补]休|停[运课]"
        r"|已经?(?:全部|基本|全面)?(?:完成|实现|启动|开工|建成|竣工|投产|办结|达)(?!的|项目))"
        r"|^,(?:实际|无|未|没有)|^,?共(?:[计有]|(?![同享建产赢商治])[^,;]{0,6}\d)|^远景"
        r"|^,?也?是(?![^,;:()]{0,4}(?:截|最后))",
        "done by then": r"^[^,;:()]{1,6}(?<![为除])了(?![解结断])"
        r"|^,?[^,;:()]{0,24}(?<![为除])了(?![解结断])[^,;:()]{2}",
        "as of": r"截至到?$|截止到?$",
        "stated after": r"^,?+(?!完成|完工|竣工|逾期)(?:(?!报名|申报|投标|提交|报送|上报|递交|受理|登记"
        r"|[缴须应请务的时止]|(?<!提)前).){5}|[^;]*\d[余多万]*(?:个|项|户|件|家|人|亩|公里)(?:$|[,;])",
        "up to": r"(?:^|[,;:()])(?:截至|截止)?[至到]$|截[至止]到?$",
        "reported after": r"^,?[^,;:()]{0,8}(?:累计|共计|共有|已有?|增长|下降)",
        "reported": r"(?:截至到?|截止到?|根据|依据|依照|按照|贯彻|落实|传达|学习|召开的?|印发的?|发布的?|实施的?)$"
        r"|(?:完成|办结|办毕|销号|到位|结束|印发|建成|通过|出台|召开|成立|始建)(?:于|在)?[(:]?$",
        "begins": r"(?:正式|全面)?(?:启动|开工|动工|着手|起步|开建|进场|试行)",
        "ends": r"(?:全部|全面|基本|正式|主体)?(?:竣工|完工|完成|建成|投产|投用|交付|结束|通车)",
        "gloss": r"^[^,]{0,6},(?:共|共计|合计|历时|为期|总|[工会]期)+$",
        # Choices and doubts.
        "or after": r"^(?:或者?|还是)(?!以前|之前|更?早|提前|[^,;:]{0,4}(?:完成|落实|办结))",
        "or before": r"(?:^|[^,;:])?(?:或者?|还是)(?:于|在|到)?$",
        "perhaps before": rf"{_ASKED}$|至少[要得到]{{0,2}}$|情况(?:及|和|以及|、)$|是否[^,;:()]{{0,8}}$"
        rf"|(?:{_PERHAPS}|(?<!不)(?<!不[得应能可宜会许要])早于){_LINKS}{{0,4}}$"
        rf"|(?:^|[,;:(])(?:{_OPEN})(?:$|[,;:()])",
        "perhaps after": rf"^[,;:(\s]?(?:{_PERHAPS})(?:$|[,;:)]|会|要|延|推|拖|提前|调)"
        r"|^[^,;:()]{0,8}可能(?![的性])|^[,;:(\s]?上下(?:$|[,;:()])"
        rf"|(?:^|[,;:(])(?:{_OPEN})(?:$|[,;:()])|^{_OPEN}(?:$|[,;:()])"
        rf"|^{_MAY_NOT}(?![晚迟早少低]于|超过)"
        # 6月底（已延期）: given up, with no other day in its place.
        r"|^[^;]{0,20}具体(?:时间|日期|时限)(?:取决|以|视|另)|^[,;(]?视[^,;:()]{1,12}(?:调整|而定|确定)|^不再"
        r"|^[^;]{0,8}[如若遇]{1,2}[^,;()]{0,4}(?:雨|天气|特殊情况|不可抗力)[^,;()]{0,6}(?:顺延|延[后期]|推迟)|^\(?以[^,;()]{1,12}为准"
        rf"|^(?:\([已拟]?|,?[已拟])(?:{_PUT_OFF}|暂缓|取消|[中终]止|暂停)(?:$|[,;:()])"
        # 本月最后一日的: a condition, not a limit.
        "|^[^,;:()]{0,16}的(?:$|,)",
        "about": rf"(?:大约|(?<![节预签公条合制违履特大])约){_LINKS}{{0,4}}$",
        "denied": r"(?:不是|并非|而非|除非|不在|不于|别在|非)$",
        "begins before": r"(?:不(?:[得能可准宜]|允许)|禁止|严禁)[于在]$"
        r"|(?:不(?:[得应能可宜会许要]|允许)?早于|勿早于|[最至][早快]|[晚迟]于|(?<![-=])>=?|≥|≧"
        r"|(?i:after|from|since|before|earlierthan|soonerthan|laterthan))[于在到:\s]?$",
        "not late": r"(?:不|不[得应能可宜会许要]|不允许|勿|最|至)[晚迟]于[:\s]?$",
        "begins after": rf"^{_MAY_NOT}(?![晚迟早少低超])[^,;:()]{{0,6}}(?:$|[,;:()])"
        r"|^才(?![艺干智])|^(?:不[开复]|暂不)[^,;:()]{1,4}(?:$|[,;:()])"
        r"|^(?i:(?:or)?later|orafter|andlater|andafter|onwards?|attheearliest)",
        "again": r"(?:^|[,(])(?:即|也就是)$",
        "moves earlier": r"[遇逢如][^,;]{0,8}(?:假日?|休息日|公休日?|周末|双休日|节日)[^,;]{0,8}提前",
        "moves": r"[遇逢如][^,;]{0,8}(?:假日?|休息日|公休日?|周末|双休日|节日)[^,;]{0,8}(?:顺延|后延|延后|推迟)",
        "until": r"[^,;]{0,5},?(?:一直[到至]|直[到至]|持续[到至]|延续[到至]|至|到)[\d年月日底末前]+(?:止|为止)?$",
        # 6月底前完成主体并于四季度投产: a later period is a step of its own.
        "leads": "[于在再]$",
        "acts": "完成|[完开竣]工|验收|投[产用]|建成|推[广开]|启动|实施|出台|印发|交付|通车|运行|总结|全面|正式",
        # Words of this file.
        "topic": r"(?:度|和|及|、|[全上下]半?年)*(?:行动|工作|总结|报告|计划|规划|方案|目标|任务|考核|攻坚|活动"
        r"|努力|进[展度]|完成情况|滚动|期|制|级|目)",
        # 为期3个月的整治, 24小时服务, 120天工期: a length that is part of a name.
        "held": "的[^,;:()]|(?:自助)?服务|工期|值[班守]|热线|以上|滚动|集中|攻坚|大?会战",
        "cut to": rf"{CUT_TO}|(?:大干|[奋苦决鏖]战)$",
        "fragments": r"[,;:()、]|并且?|且|同时|此后|之后|其后|今后|完成后|后",
        "status": _STATUS,
        "missing": _MISSING,
        "immediate": _IMMEDIATE,
        "standing": _STANDING,
        "vague": _VAGUE,
        "event": _EVENT,
        "frame": rf"^{edge}|{edge}$",
        "standing clause": rf"(?:要|需|应|须|做到|予以|转入|进入|纳入|实行|保持)*(?:{_STANDING}).{{0,8}}",
        "immediate clause": rf"(?:要|需|应|须|做到|予以|坚持)*(?:{_IMMEDIATE}).{{0,4}}",
        # What leaves the item out, which the nul character stands for.
        "left out": r"\([^()]{0,6}\x00([^()]{0,4}(?:免报|不报|免于|免予|除外|不含|无需|不用|不再)[^()]{0,4})\)",
        # What leads to the day on which work begins: 开工日期：2026年5月1日, 自5月上报.
        "led by start": r"(?:开始|开工|启动|起始|动工)(?:时间|日期)(?:[为是:])?$|(?:^|[,;:()])自从? ?$",
        "happens": r"前$|举行|举办|召开|届满|期满|到期|开始|施行|实施|开工|竣工|验收|结束|启动|换届|终止|开庭|考试|投产"
        r"|发布|公布|采暖|汛",
        # A day or period on which something was said that the work only takes up.
        "context": r"共[计有][^,;:()]{1,20},"
        r"|[^,;:()]{0,6}(?:(?:反馈|批示|通知|通报|督办)(?:意见|要求|精神)?|(?:调研|检查)时?(?:要求|[指提]出)),"
        r"|[^,;:()]{0,8}会议?(?:精神|要求|同意|审议|研究|明确|部署|通过|纪要)[^,;:()]{0,6},"
        rf"|(?!{DOING})[^,;:()]{{2,30}}的[\d余多个项件]*(?:问题|意见|任务|事项|项目),"
        "|[^,;:()]{0,8}(?:到期|开工|建成|竣工|启动|完成|发现|反映|交办|通报)的[^,;:()]{1,8},",
        "joined": rf"(?!{DOING})[^,;:()]{{1,12}}(?:以及|[和及与、])",
        "paper": "[^,;:()]{0,6}(?:总结|报告|计划|方案|[预决]算|报表|数据|要点|考核|规划)",
        # Between a pace and the first day on which it is due.
        "next due": r"(?:首|第一|下)次[^,;:()]{0,4}(?:时间|日期|期限)?[为是:于在]{0,2}$",
        # Before a length that the work takes.
        "takes": "(?:工期|周期|建设期)(?:为|约|:)?$|,共$",
        # Between two limits, of two kinds of things or two levels: 急件2日内办结，平件5日内办结; 省定9月底，市定8月底.
        "of another level": "[,;](?:国家|[省市县区]|我[省市县区])(?:里|级|委)?(?:定|要求|明确|自加压力)",
        "of a part": r"\([^()]{1,16}(?:地区|单位|项目|企业|学校|部门|[县市区镇村者类])$",
        "of others": "(?:[急平]|普通|一般|批)件|公文|纪要|[,;](?:也|亦|或)",
        # A pace that says how work goes on: 逐年推进.
        "advances": r"[逐按][年季月](?:度)?(?:分[批步]|进行)?(?:推进|分解|细化|实施|落实|提[高升]|增[加长]|扩大"
        r"|推[开广]|完善|[压削]减|减少|降低|化解|消化|递[增减]|加大)",
        # What a pace names where work sets it up: 三季度建立每月会商机制.
        "arrangement": r"[^,;:()]{0,6}?”?(?:机制|制度|模式)",
    }
    return defaultdict(lambda: re.compile(r"(?!)"), {name: re.compile(pattern) for name, pattern in names.items()})


_TIMELY = frozenset((
    "plan", "festival", "lunar", "solar term", "fiscal year", "numbers", "year mark", "one each", "report",
    "alternate", "every", "duration", "day word", "week word", "month word", "quarter word", "half word",
    "both halves", "year word", "two years", "whole year", "half month", "ten days", "weekday", "nth", "first n",
    "last n", "quarter code", "half code", "season", "workday", "calendar",
))  # fmt: skip
"""Kinds of tokens that speak of time by themselves."""
_UNITS = ("year", "month", "quarter", "week", "ten day", "day")


def says_time(tape: Tape, place: int) -> bool:
    """Whether the token at `place` speaks of time: a calendar word, or a numeral with its unit."""
    token, before = tape.at(place), tape.at(place - 1)
    if token.kind == "duration" and patterns()["cut to"].search(tape.before(place)):
        return False
    if token.kind == "duration" and patterns()["held"].match(tape.after(place + 1)):
        # After a beginning (8月5日起) it says how long.
        return "起" in tape.text[: token.begin]
    if token.kind in ("duration", "whole year", "half word", *_UNITS) and patterns()["topic"].match(
        tape.after(place + 1)
    ):
        return False
    if token.kind in _UNITS:
        return before.kind == token.kind or (
            before.kind == "numeral" and not (token.text == "号" and before.text.isascii() and len(before.text) > 2)
        )
    return token.kind in _TIMELY


def undated(text: str, base: date) -> Item:
    """The item of a phrase in which no date was found. Raises `Unreadable` where it is no time limit."""
    words = patterns()["frame"].sub("", text)
    if not words or patterns()["missing"].fullmatch(words):
        raise Unreadable(_("no time limit is given"))
    clauses = [clause for clause in re.split(r"[,;:!()、]|并且?", words) if clause]
    immediate = any(patterns()["immediate"].search(clause) for clause in clauses)
    standing = any(patterns()["standing"].search(clause) for clause in clauses)
    status = patterns()["status"]
    if status.fullmatch(words) or (clauses and not standing and status.fullmatch(clauses[0])):
        raise Unreadable(_("a status, not a time limit"))
    if immediate or standing:
        said = _("at once: no calendar date") if immediate else _("standing work: no end date")
        start = base if immediate else None
        return Item(Reading("", Kind.OPEN_ENDED, start, immediate=immediate, standing=standing, sentence=said))
    if patterns()["event"].fullmatch(words):
        return on_an_event()
    if patterns()["vague"].search(words):
        return Item(Reading("", Kind.OPEN_ENDED, sentence=_("no date is named")))
    raise Unreadable(_("no date is found in it"))


def goes_on(gaps: list[str], cell: Cell) -> None:
    """Sets the standing and immediate flags from the clauses beside the items (practice 4.10)."""
    for place, gap in enumerate(gaps):
        # 长期: 2028年底前 names a stage.
        fragments = patterns()["fragments"].split(re.sub("[短中长近远]期:", "", gap))
        for index, fragment in enumerate(fragments):
            cell.immediate = cell.immediate or patterns()["immediate clause"].fullmatch(fragment) is not None
            touches_next = index == len(fragments) - 1 and place < len(gaps) - 1
            # 年底前持续推进 is a verb tail, 年底前长期坚持 is not; 持续推进，12月底前 comes before its date.
            lasts = (place > 0 and index > 0) or fragment.startswith(("长期", "常态", "经常"))
            if lasts and not touches_next and patterns()["standing clause"].fullmatch(fragment):
                cell.standing = True
