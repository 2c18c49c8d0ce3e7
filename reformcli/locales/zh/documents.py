"""Chinese for `reformcli.documents`."""

SENTENCES: dict[str, str] = {
    "Done on": "完成日期",
    "Open work": "未办结事项",
    "{owner}: open work on {day}": "{owner}：未办结事项填报表（{day}）",
    "Fill in the yellow cells, leave the others as they are, and send this file back.": (
        "请填写黄色单元格，其余内容不要改动，填好后将本文件发回。"
    ),
    "Choose one of the words in the list.": "请从列表中选择。",
    "A day that has come, such as 2026-06-28.": "请填已经到来的日期，如 2026-06-28。",
    "The workbook is larger than any form.": "该工作簿过大，不是填报表。",
    "The workbook is not whole.": "该工作簿不完整，无法读取。",
    "What the form was sent with is no longer whole.": "填报表下发时附带的信息已不完整。",
    "The form's columns are no longer there.": "填报表的各列已不存在。",
    "This is no list of forms sent.": "这不是下发清单。",
}
