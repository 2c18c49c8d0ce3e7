"""What people type for commands and options that have another name here, so that an error can name what they mean."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

COMMANDS: Mapping[str, str] = {
    "add": "new create insert append register assign 新增 添加 增加 新建 登记",
    "edit": "change modify update rename set assign 修改 编辑 更改 变更",
    "done": "complete finish close closed 完成 办结 销号",
    "extend": "postpone reschedule delay move 延期 顺延",
    "drop": "delete remove rm cancel kill 取消 删除 终止",
    "remove": "delete rm drop 删除",
    "undo": "delete remove rm revert rollback 撤销 撤回 删除",
    "reopen": "open restart 重启",
    "stage": "step 环节",
    "note": "comment remark log 备注 记录",
    "light": "rag 亮灯",
    "status": "summary overview report dashboard stats 状态 总览 概况 统计 进展",
    "overdue": "late delayed 逾期 超期",
    "due": "upcoming deadlines deadline coming 到期 时限",
    "list": "ls all projects 列表 清单 台账 项目",
    "show": "view get info details detail 查看 详情",
    "find": "search grep query 搜索 查找 查询",
    "import": "read 导入",
    "export": "dump save csv excel 导出",
    "paper": "report print draft 文稿 报告 通报",
    "order": "remind press 督办 督办单 交办单 催办单",
    "forms": "remind form 填报 填报表 表格",
    "calendar": "ics ical 日历",
    "chart": "gantt graph 挂图",
    "board": "dashboard wall 看板",
    "score": "rank points 得分 考核 评分",
    "owner": "unit person people owners 单位 责任单位 责任主体",
    "visit": "inspection inspect 督查 督察",
    "meeting": "meetings 会议",
    "submission": "信息 报送",
    "idea": "微改革 创意",
    "event": "大事 大事记",
    "rules": "规则",
    "history": "log changes audit 历史",
    "compare": "diff 对比",
    "settings": "config configure setup set 设置",
    "backup": "备份",
    "restore": "恢复",
    "help": "帮助",
}
"""Words for a command, which are no commands themselves where they are typed."""

OPTIONS: Mapping[str, str] = {
    "due": "deadline by end finish target",
    "lead": "owner assignee responsible unit",
    "owner": "lead unit assignee",
    "to": "project milestone parent",
    "with": "support supporting",
    "liaison": "contact person",
    "on": "date day when",
    "date": "on day when",
    "title": "name",
    "reason": "why because",
    "approved-by": "approver",
    "since": "from after",
    "until": "before to",
    "light": "rag colour color",
    "output": "file out save",
    "ics": "ical icalendar",
    "xlsx": "excel",
}
"""Words for an option, by its name without the dashes."""


def meant(word: str, names: Iterable[str], other_words: Mapping[str, str]) -> list[str]:
    """Which of `names` a word that is none of them may mean: those that have it among their `other_words`, else those
    that hold it as a part, else the three spelled most alike."""
    present, typed = list(names), word.lower()
    having = [name for name in present if typed in other_words.get(name, "").split()]
    return having or [name for name in present if typed in name.split("-")] or get_close_matches(typed, present)
