"""Patterns and endings that tell what a heading is about which has no known name."""

import re

from reformcli.importers.sheets.words.date_names import ENDS

KEYWORDS = (
    ("percent", re.compile(r"\b(?:pct|percent(?:age)?)\b|%|百分比|完成率")),
    ("contact", re.compile(r"\b(?:e-?mail|phone|tel)\b|电话|邮箱|手机")),
    (
        "contact",
        re.compile(
            r"(?:审核|审批|校对|复核)(?!情况|结果|结论|意见)|验收人|督办人|填报人|reviewer|approver|approved by"
            r"|checked by"
        ),
    ),
    (
        "cost",
        re.compile(
            r"\b(?:costs?|budget|price|amount|usd|gbp|eur|funding|spend)\b|[$£€¥]|金额|经费|费用|预算|投资|资金"
        ),
    ),
    ("duration", re.compile(r"\b(?:hours?|hrs|days|duration|weeks|effort|months)\b|天数|工时|工期|人天|时长")),
    ("impact", re.compile(r"\b(?:impact|likelihood|probability|severity|exposure)\b|影响|风险")),
    ("priority", re.compile(r"\bpriority\b|优先|紧急")),
    ("responsible", re.compile(r"\b(?:owner|responsib\w+|assign\w*|accountable|in charge)\b|责任(?:单位|部门)")),
    ("officer", re.compile(r"经办人")),
    ("liaison", re.compile(r"责任人|负责人|(?:责任|包[村组片]|驻村|帮扶).{0,2}干部|网格员$")),
    (
        "state",
        re.compile(
            r"\bstatus\b|状态|(?:完成|办结|整改|落实|销号|到位)(?:与|了)?否$|是[/、或]?否(?:已|全部|按[期时])?"
            rf"(?:{ENDS}|化解|整改|结案|到位|达标|闭环|结项|关闭|息访|息诉|兑现|清零|完结)"
            r"|(?:完成|办结|销号|落实).{0,4}[打划画].{0,2}[√✓✔勾]|[打划画].{0,2}[√✓✔勾].{0,3}(?:完成|办结|销号|落实)"
        ),
    ),
    (
        "leader",
        re.compile(r"(?:责任|牵头|分管|包联|包抓|包保|挂钩|联系|领衔|对接)(?:常委|副?[县市区]长|书记|班子成员)$"),
    ),
    ("title", re.compile(r"(?:内容|事项|描述|诉求|摘要)$")),
    (
        "progress_text",
        re.compile(
            r"进度$|进展|成效$|(?:目前|当前|最新|落实|整改|整治|处置|处理|办理|完成|推进|实施|建设|治理|攻坚|清理|清零|化解|结案|解决|"
            r"开展|执行|反馈|工作|自查|承接|移交|征迁|拆迁|报批|编制|招标|组建|创建|培训|整合|盘活|清退|践诺|上线|兑现|履约|履行|履职|跟踪|帮扶|协调|对接|承办).{0,4}(?:情况|结果|状况)$"
        ),
    ),
    (
        "state",
        re.compile(
            r"^(?:sorted|met|done|fixed|sent|resolved|achieved|finished|ticked|cleared|delivered|complied|implemented|"
            r"actioned|completed?|closed|submitted|signed off|rectified|corrected|remedied|discharged)"
            r"\s*(?:\?|[(（]?\s*y(?:es)?\s*/\s*no?\s*[)）]?)$"
        ),
    ),
    ("responsible", re.compile(r"^(?:by )?who\b")),
    ("due", re.compile(r"^(?:by )?when\b")),
    ("due", re.compile(r"\b(?:due|deadline)\b|时限|期限|截止")),
    ("remark", re.compile(r"\b(?:comments?|remarks?|notes?)\b|备注|说明")),
    ("ignore", re.compile(r"\b(?:link|url|files?|attachments?)\b|链接|附件")),
)
"""Words that tell what a heading is about which has no known name, the surer ones first."""

UNITS = (
    (
        "duration",
        re.compile(
            r"[(（]\s*(?:hrs?|hours?|days?|wks?|weeks?|months?|mins?|天|小时|人天|人日|个?月|周)\s*[)）]\s*$",
            re.IGNORECASE,
        ),
    ),
    ("cost", re.compile(r"[(（]\s*(?:[$£€¥][^)）]*|usd|gbp|eur|rmb|万元|亿元|元)\s*[)）]\s*$", re.IGNORECASE)),
    (
        "percent",
        re.compile(
            r"[(（]\s*(?:[%％]|0(?:\.0)?\s*[-–]\s*1(?:\.0)?)\s*[)）]\s*$|^[%％] (?!.*(?:spen|budget|cost|paid))",
            re.IGNORECASE,
        ),
    ),
)
"""What a heading is that ends in a unit in brackets, or begins with %, whatever else it says."""

NUMBERED = re.compile(
    r"(?:(?:task|action|item|work|rec|recommendation|risk|issue|finding|cr|change|deliverable|del|milestone|decision|ticket|"
    r"minute|min|meeting|project|programme|program|scheme|bug|defect|case|audit|objective|step|activity|story|wp|log|"
    r"request|query|contract|order|res|resolution|"
    r"motion|sop|document|doc|observation|enquiry|complaint|obligation|condition)s?\.?[ _-]?){1,2}"
    r"(?:no|nr|num|number|id|ref|reference|code|#)\.?",
    re.IGNORECASE,
)
"""Headings of the codes of items: Action No., Deliverable ID, Min. ref."""

WHO = re.compile(
    r"(?P<lead>lead(?:ing)?)?(?:resp(?:onsible|\.)|owning|implementing|accountable|delivering|assigned|action)? ?"
    r"(?:department|directorate|dept|unit|team|division|office|service|agency|body|organi[sz]ation|committee|party|officer|"
    r"manager|director|person|individual|ministry|partner|section|branch|bureau)s?(?:\(s\))?",
    re.IGNORECASE,
)
"""Headings of who answers: Responsible directorate, Lead department. A bare Department may be something else."""

DOERS = re.compile(
    r"(?:具体|主要)?(?:开发|执行|撰写|编写|编制|起草|实施|办理|经办|承办|落实|跟进|制作|对接|维护|运维|测试|设计)(?:人员|者)"
)
"""Headings of the persons who do the work at hand: 开发人员."""

HELPING = re.compile(
    r"(?:共同|其他)?(?:责任)?(?:参加|参与|参建|协作|协助|协办|协同|协同配合|配合|联办|会办|分办|支持|联合|共建)"
    r"(?:责任)?(?:单位|部门|科室|处室|股室|机构|企业|镇街|乡镇|人员|人|方)"
)
"""Headings of those who help: 参加部门, 协助单位."""

OTHERS = re.compile(
    r"(?:批复|批准|核准|命名|授牌|认定|授予|来文|来函|来信|发文|交办|批示|验收|服务|监管|监督|施工|设计|监理|勘察|供货|中标|报送|举报|颁发|会签|审核|审批|考核|督办|督查|指导|受益|用地|"
    r"出资|投资|签约|合作|发证|发布|检测|评估|检查|审计|复核|复查|核查|公示|归口管理|使用|采购|招标|委托|反馈|移交|转办|下达|立项|稳控|督导|反映|发现|推荐)"
    r"(?:责任)?(?:单位|部门|机构|企业|公司|领导|人|人员|方)"
    r"|(?:approved|reviewed|signed[ -]?off|authori[sz]ed|verified|checked|endorsed|agreed|raised|reported|requested|"
    r"blocked|delayed|caused|affected|triggered|created|drafted|proposed|seconded|moved|compiled|served|funded|logged|"
    r"entered|updated|prepared) by",
    re.IGNORECASE,
)
"""Headings of those who had a hand in something, and do not answer for it: 来文单位, 验收单位, Approved by."""

MONEY = re.compile(
    r".{0,6}(?:支出|支付|拨付|投资|资金|预算)(?:执行|完成|使用|到位|拨付|支付|支出|序时)*(?:进度|率|比例|百分比)"
    r"|(?:%|percent|pct) (?:of )?.{0,12}(?:spen[dt]|budget|cost|paid).*",
    re.IGNORECASE,
)
"""Headings of shares of money, which are no shares of work: 支出进度, 投资完成率, % spent."""

BEFORE = re.compile(
    r"(?:last|previous(?:ly)?|most recent(?:ly)?)\b.*\b(?:completed?|completion|done|performed|carried out|held|"
    r"inspect\w+|tested|test|service\w*|audit\w*|review\w*|checked|check|approv\w+|filed|submi\w+|paid|issued|achieved|"
    r"renew\w+|calibrat\w+|train\w+)\b.*"
    r"|(?:.*\b)?(?:last|previous|prior) (?:month|quarter|period|week|report|rag|status)\b.*"
    r"|(?:reporting |accounting |financial |fiscal )?(?:period|year)[ -](?:start|end(?:s|ed|ing)?|from|to)(?: date)?",
    re.IGNORECASE,
)
"""Headings of the time before this one, in lists of what comes again (Last completed, Last review date), and of the
time that an item is about (Period end)."""

KIND_OF_UNIT = re.compile(
    r"(?<=责任|承办|牵头|主办|主责|协办|配合|协同|参与|落实|实施|经办)"
    r"(?:[科股处站办]?室|[科股处站组镇乡村]|[办站]所|站办|院系|镇街|乡镇|街道|村?社区|中心|支部|企业|班组|大队|学校|医院|片区)$"
)
"""What kind of unit answers, where a heading names the kind and not 单位: 责任股室, 牵头镇街."""

WEAK_BEGINNINGS = frozenset(
    (
        *("answered", "assigned", "by", "completion", "logged", "open", "opened", "raised", "received"),
        *("registered", "what", "work", "when", "who", "date", "time", "name", "list", "item", "type"),
        *("key", "target", "start", "end", "text", "no", "planned", "revised", "actual", "forecast"),
        *("original", "baseline", "outcome", "resource", "resources"),
    )
)
"""Names that say little of a heading that only begins with them: What does it stand for, Actual costs."""

WEAK_ENDINGS = frozenset(["resource", "resources"])
"""Names that say little of a heading that only ends in them: Human Resources."""

PROGRESS_TOO = re.compile(
    r".*(?:进展|进度|情况|办理|推进|落实|成效).{0,4}(?:及|和|与|、|/).{0,4}(?:问题|成效|成果|困难).{0,4}|"
    r"progress.*(?:and|&|/).*(?:issues|problems|risks)"
    r"|(?:current |latest )?(?:position|progress|update)(?: note)? "
    r"(?:(?:as )?(?:at|on|in|of|from)\b.*|\(?\d[\d./ -]+\)?)",
    re.IGNORECASE,
)
"""Headings of what goes on that name problems too (办理进展及存在问题) or its day (Position at May, Update 1.3.26)."""

PROBLEM = re.compile(
    r"(?!.*(?:原因|[数类]|性质|主体|方式|金额|编号|来源|序号|等级|领域|责任|单位|人$)).{0,6}(?:问题|隐患|违法|违规|缺陷).{0,4}"
)
"""Headings of what has to be put right: 主要问题表述, 违规情形."""

PLANNED = re.compile(r"计划|拟|预计|预期|应|要求|目标|(?:planned|target|expected|proposed|forecast)\b", re.IGNORECASE)
"""What headings of days begin with that have not come."""

SHORT_ENDINGS = frozenset(
    (
        *("单位", "部门", "领导", "时限", "期限", "措施", "举措", "状态", "名称", "类别", "类型", "分类"),
        *("模块", "板块", "领域", "进展", "问题", "目标", "成果", "任务", "项目"),
        *("编号", "单号", "文号", "代码", "编码"),
    )
)
"""Endings of two characters that say what a heading is about; others, such as 事项 in 注意事项, do not."""
