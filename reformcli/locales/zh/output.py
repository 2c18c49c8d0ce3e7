"""Chinese for `reformcli.output`."""

SENTENCES: dict[str, str] = {
    "Comma-separated values, keys as headings.": "逗号分隔，表头为字段键名。",
    "Tab-separated values, keys as headings.": "制表符分隔，表头为字段键名。",
    "One JSON array of objects.": "一个 JSON 数组，每条记录一个对象。",
    "One JSON object a line.": "每行一个 JSON 对象。",
    "A Markdown table.": "Markdown 表格。",
    "A page of HTML.": "HTML 网页。",
    "A workbook for spreadsheet programs.": "电子表格工作簿。",
    "A cell of row {row} has {n} characters, more than the {most} of a workbook.": (
        "第 {row} 行有一格长 {n} 字，工作簿每格最多 {most} 字。"
    ),
    "A sheet holds no more than {n} rows.": "一张工作表最多 {n} 行。",
    "Choose another format, such as --csv.": "请换一种格式，如 --csv。",
    "Page {page} of {pages}": "第 {page} 页，共 {pages} 页",
    "iCalendar: due dates for a calendar program.": "iCalendar：供日历程序使用的完成时限。",
    "This answer cannot be written as {format}: it has no {columns}.": "该结果不能写成 {format}：没有 {columns}。",
    "Due dates come from `reform calendar --ics`.": "导出完成时限用 `reform calendar --ics`。",
    "{label}: {value}": "{label}：{value}",
    "yes": "是",
    "no": "否",
    "This file cannot be written: {why}.": "该文件无法写入：{why}。",
    "Name another with -o.": "用 -o 换一个文件。",
    "This is a database, which an answer must not replace.": "这是数据库文件，不能用输出覆盖它。",
    "today": "今天",
    "A picture, above all of a chart.": "一张图（SVG），宜用于挂图。",
}
