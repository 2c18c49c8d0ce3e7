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
    "The form's columns are no longer there.": "填报表的各列已不存在。",
    "Filled in by: {line}    Telephone: {line}    Date: {line}": "填报人：{line}    联系电话：{line}    填报日期：{line}",
    "Checked by (head of the unit): {line}    (stamp)": "审核人（单位负责人）：{line}    （盖章）",
    "Report by {day}.": "请于 {day} 前报回。",
    "The hidden cells are not those that this form was sent with.": "隐藏单元格不是本表下发时的内容。",
    "Ask for it in the file that was sent.": "请对方用下发的原表填报。",
    "To: {person}.": "报送：{person}。",
    "Telephone: {number}.": "联系电话：{number}。",
}
