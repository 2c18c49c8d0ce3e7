"""Chinese for the shell of the program and what all rooms share: the command line, context, settings, errors,
columns and lights."""

SENTENCES: dict[str, str] = {
    "A ledger of projects, deadlines, responsibility and supervision, in one file.": (
        "改革台账：项目、时限、责任、督查，都记在一个文件里。"
    ),
    "`reform COMMAND --help` explains a command and gives examples. `reform demo` shows it all.": (
        "`reform COMMAND --help` 说明某个命令的用法并举例；`reform demo` 演示全部功能。"
    ),
    "Interrupted; nothing more was written.": "已中断，此后的内容未写入。",
    "The answer could not be written: {why}.": "结果无法输出：{why}。",
    "Something went wrong inside reform: {why}.": "reform 内部出错：{why}。",
    "Run it again with --debug and report what it prints.": "加 --debug 再运行一次，并把输出反馈给开发者。",
    "Print the version.": "显示版本号。",
    "See `{path} --help`.": "见 `{path} --help`。",
    "There is no command {name!r}.": "没有命令 {name!r}。",
    "Complete commands, refs and names in this shell.": "为当前 shell 装上命令、台账号和名称的补全。",
    "Print what does that.": "显示补全脚本。",
    "Commands": "命令",
    "There is no option {name}.": "没有选项 {name}。",
    "{name} is missing.": "缺少 {name}。",
    "{name} needs a value.": "{name} 后面缺少值。",
    "Ref": "台账号",
    "What to type for it: 17, 17.3, V12, F45, A12.": "输入命令时用的号：17、17.3、V12、F45、A12。",
    "Title of the project that it belongs to.": "所属项目的名称。",
    "Light": "亮灯",
    "Colour of the light, as a word.": "灯的颜色，用文字表示。",
    "Last day in time.": "按期完成的最后一天。",
    "Days late": "逾期天数",
    "Calendar days after the due date.": "超过完成时限的自然日数。",
    "Days left": "剩余天数",
    "Calendar days until the due date; 0 is today.": "距完成时限的自然日数，0 表示当天到期。",
    "Slip": "推迟天数",
    "Calendar days from the first due date to the current one, or to the day on which it was done.": (
        "从首次时限到现行时限的自然日数；已完成的，算到实际完成日。"
    ),
    "Extensions": "延期次数",
    "How often the due date was moved.": "完成时限调整过几次。",
    "Lead unit": "牵头单位",
    "Lead units on the day asked about.": "查询日的牵头单位。",
    "Leader": "领衔领导",
    "Leaders on the day asked about.": "查询日的领衔领导。",
    "Group": "专项小组",
    "Special groups on the day asked about.": "查询日的专项小组。",
    "Liaison": "联络员",
    "Liaisons on the day asked about.": "查询日的联络员。",
    "Version": "版本",
    "Which version of the entry it is: one more for each extension, and once it is done or dropped.": (
        "日历条目的第几版：每延期一次加一，完成或取消时加一。"
    ),
    "Section": "部分",
    "Part of the report that the row belongs to.": "该行属于报表的哪一部分。",
    "Count": "数量",
    "How many.": "有多少个。",
    "Share": "占比",
    "Part of the whole, from 0 to 1.": "占总数的比例，0 到 1。",
    "Where it comes from.": "任务来源。",
    "Noun": "类别",
    "What kind of thing it is.": "属于哪一类记录。",
    "Show this page.": "显示本页。",
    "Arguments": "参数",
    "Options": "选项",
    "Usage:": "用法：",
    "[OPTIONS]": "[选项]",
    "Examples": "示例",
    "General options": "通用选项",
    "Output options": "输出选项",
    "Filters": "筛选条件",
    "Writing options": "写入选项",
    "Fields": "字段",
    "The day that counts as today.": "把哪一天当作今天。",
    "Print the answer and errors, nothing about them.": "只输出结果和错误，不作说明。",
    "Show where in the program an error came from.": "显示错误出自程序何处。",
    "Write to this file, in the format that its name ends in; - is stdout.": (
        "写入该文件，格式由扩展名决定；- 表示标准输出。"
    ),
    "People's headings instead of keys, in CSV and TSV.": "CSV 和 TSV 的表头用中文名称，不用字段键名。",
    "CSV for a spreadsheet: with byte-order mark, nothing that it would run.": (
        "供电子表格打开的 CSV：带字节顺序标记，不含会被当作公式执行的内容。"
    ),
    "Say what would be recorded, and record nothing.": "只说明将记录什么，不实际写入。",
    "Answer yes to every question.": "所有询问一律答“是”。",
    "Ask nothing; refuse what would need an answer.": "不询问；凡需要回答的一律不执行。",
    "Who is recorded as having made the change.": "记录为由谁操作。",
    "Only this plan year; all for every year.": "只看该计划年度；all 表示所有年度。",
    "Only what this group and its parts answer for.": "只看该专项小组及其下级负责的。",
    "Only what this leader and its parts answer for.": "只看该领导及其下级领衔的。",
    "Only what this owner and its parts answer for, in any role.": "只看该责任主体及其下级负责的，不限角色。",
    "Only from this source.": "只看该来源的。",
    "Only of this theme.": "只看该领域的。",
    "Only with this light: red, yellow, green, blue or grey.": (
        "只看亮这种灯的：red 红、yellow 黄、green 绿、blue 蓝、grey 灰。"
    ),
    "Only key projects.": "只看重点项目。",
    "Only projects that meet a condition, such as 'due<2026-06-01' or title~road; may be repeated.": (
        "只看符合条件的项目，如 'due<2026-06-01' 或 title~医共体；可重复使用。"
    ),
    "Only one of {flags} can be given.": "{flags} 只能选用一个。",
    "--{format} is nothing for a terminal to show.": "--{format} 无法在终端上显示。",
    "Name a file with -o, or send it through a pipe.": "用 -o 指定文件，或用管道输出。",
    "Made the ledger {path}.": "已建立台账 {path}。",
    "{text!r} is not a day that can be today.": "{text!r} 不能作为今天的日期。",
    "The ending of this name means no format.": "从文件扩展名看不出格式。",
    "Use one of {endings}, or say the format.": "扩展名用 {endings} 之一，或者指明格式。",
    "Give --yes to go ahead.": "确认执行请加 --yes。",
    "[y/N]": "[y/N]",
    "Something failed that has no class of its own.": "未单独归类的错误。",
    "The command line does not say what to do: an unknown command, option or missing argument.": (
        "命令行有误：命令或选项不存在，或者缺少参数。"
    ),
    "A value that its field cannot hold; nothing was written.": "字段不能取该值，未写入任何内容。",
    "Words that are not read as a date; nothing was written.": "文字读不出日期，未写入任何内容。",
    "No such thing in the ledger.": "台账中没有这条记录。",
    "A name that is close to a known owner, or that several owners share.": (
        "名称与已有责任主体相近，或者为几个责任主体共用。"
    ),
    "The thing is there, but its state does not allow what was asked.": "记录存在，但其进展状态不允许这样操作。",
    "Somebody changed the same record in the meantime; nothing was written.": (
        "其间有人改动了同一条记录，未写入任何内容。"
    ),
    "A question that only a person at a terminal, or --yes, can answer.": "需要在终端上有人确认，或者加 --yes。",
    "There is no ledger at the place that was named.": "指定的位置没有台账。",
    "The file is something other than a ledger of reform; it was not touched.": (
        "该文件不是 reform 的台账，未作任何改动。"
    ),
    "The ledger was written by a newer reform; it was not touched.": "台账由更新版本的 reform 写成，未作任何改动。",
    "A symbolic link, a device or a network folder stands where the ledger should be.": (
        "台账所在位置是符号链接、设备文件或网络文件夹。"
    ),
    "Another program kept the ledger locked for too long.": "台账被另一程序锁定过久。",
    "The ledger or its folder cannot be written.": "台账或其所在文件夹不可写。",
    "The disk is full; nothing was written.": "磁盘已满，未写入任何内容。",
    "The file is not whole as a database.": "文件作为数据库已不完整。",
    "A file that cannot be read or written, or is not in the shape that was expected; nothing was written.": (
        "文件无法读写，或者格式不符，未写入任何内容。"
    ),
    "A setting that is unknown or has a value that it cannot hold.": "设置项不存在，或者取值不允许。",
    "red": "红",
    "yellow": "黄",
    "green": "绿",
    "blue": "蓝",
    "grey": "灰",
    "struck off": "已取消",
    "done, after its due date": "已完成，但晚于完成时限",
    "no due date": "没有完成时限",
    "open and past its due date": "未完成且已超过完成时限",
    "more than {far_behind} points behind schedule": "落后序时进度超过{far_behind}个百分点",
    "due within {near} days": "{near}天内到期",
    "{behind} to {far_behind} points behind schedule": "落后序时进度{behind}至{far_behind}个百分点",
    "due in more than {near} days and less than {behind} points behind schedule": (
        "距到期{near}天以上，落后序时进度不到{behind}个百分点"
    ),
    "a whole number from {low} to {high}": " {low} 到 {high} 的整数",
    "yes or no": " yes 或 no",
    "one of {words}": " {words} 之一",
    "a country code of two letters, such as CN": "两个字母的国家代码，如 CN",
    "The ledger's file.": "台账文件。",
    "The language: en or zh.": "语言：en 英文，zh 中文。",
    "Who is recorded as having made a change; else the name you logged in with.": "记录为由谁操作；不设则用登录名。",
    "The day that counts as today, for reports of another day.": "把哪一天当作今天，用于出其他日期的报表。",
    "The plan year meant where none is given; else the year of today.": (
        "未指明时默认的计划年度；不设则为今天所在年份。"
    ),
    "How many days ahead count as due soon.": "多少天以内算即将到期。",
    "Days before the due date from which a light is yellow.": "距完成时限多少天起亮黄灯。",
    "Points behind schedule from which a light is yellow.": "落后序时进度多少个百分点起亮黄灯。",
    "Points behind schedule above which a light is red.": "落后序时进度超过多少个百分点亮红灯。",
    "Whether 01/02/2026 is 1 February (yes) or 2 January (no).": "01/02/2026 读作2月1日（yes）还是1月2日（no）。",
    "The month in which a fiscal year begins.": "财政年度从几月开始。",
    "Whose public holidays working days leave out.": "计算工作日时扣除哪国的法定节假日。",
    "The part of the country whose holidays count too, such as GB-ENG or AU-NSW.": "另有自己节假日的地区，如 GB-ENG、AU-NSW。",
    "a country and its part, such as GB-ENG": "国家和地区代码，如 GB-ENG",
    "Which of its calendar years FY2027 is named by: end or start. Unless set, both are said.": "FY2027 以结束年份（end）还是开始年份（start）命名；不设则两种读法都说明。",
    "What a due date is in a calendar file: an event of the whole day (event) or a task (todo).": (
        "完成时限在日历文件中的形式：event 全天日程，todo 待办任务。"
    ),
    "Days before the due date on which a calendar gives an alarm, at nine in the morning; none unless set.": (
        "日历提前多少天提醒，上午九点响铃；不设则不提醒。"
    ),
    "Take a name that is close to a known owner as a new owner, unasked.": "名称与已有责任主体相近时不询问，直接新增。",
    "Seconds to wait while another program keeps the ledger locked.": "台账被其他程序锁定时等待多少秒。",
    "Allow the ledger on a network folder, where locks may not hold.": "允许台账放在网络文件夹；那里的文件锁可能失效。",
    "{key} cannot be {text!r}: it takes {allowed}.": "{key} 不能设为 {text!r}，应为{allowed}。",
    "There is no such settings file.": "没有这个设置文件。",
    "Make it, or unset REFORM_SETTINGS.": "先建立该文件，或者取消环境变量 REFORM_SETTINGS。",
    "The settings file cannot be read: {why}.": "设置文件无法读取：{why}。",
    "The settings file is not TOML: {why}.": "设置文件不是 TOML 格式：{why}。",
    "There is no setting {key}.": "没有设置项 {key}。",
    "See `reform settings` for those there are.": "可用的设置项见 `reform settings`。",
    "The most open projects that a unit should have; no cap unless set.": "一个单位在办项目数的上限；不设则没有上限。",
    "The most visits that a unit should receive in the period; no cap unless set.": (
        "一个单位在统计期内接受督查次数的上限；不设则没有上限。"
    ),
    "The fewest projects of a year that a leader should lead.": "每位领导一年至少应领衔的项目数。",
    "{name} takes a whole number.": "{name} 应为整数。",
    "There is a word too many: {words}.": "多了一个词：{words}。",
    "words without control characters": "不含控制字符的文字",
    "Days without news after which the light of open work is yellow; never unless set.": "未完成的工作多少天没有消息后亮黄灯；不设置则不看。",
    "The light of work that was late and has caught up: green or yellow. It stays marked either way.": "曾逾期、现已追上的工作亮什么灯：green 或 yellow；两种都保留标记。",
    "What scheduled progress follows: the weights of milestones that are due, or months pro rata.": "序时进度怎么算：按到期节点的权重（milestones），或按月平均（months）。",
    "The most papers that a unit should be asked for in the period; no cap unless set.": "一个单位在时段内最多应被要求报送几份材料；不设置则无上限。",
    "--{format} and {file} are different formats.": "--{format} 与 {file} 的格式不一致。",
    "Give one of them, or another ending.": "请只写一个，或换一个后缀。",
    "Give --{name}.": "请用 --{name}。",
}
