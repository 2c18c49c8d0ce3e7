"""Chinese for the reference pages that `docs/generate.py` writes."""

SENTENCES: dict[str, str] = {
    "Columns": "列名说明",
    "Errors and exit statuses": "错误与退出状态",
    "Schema": "数据库结构",
    "Done, or nothing found.": "执行完毕，或者没有查到内容。",
    "Failed.": "执行未成功。",
    "The command line, or a value in it, cannot be read.": "命令行或其中的值无法识别。",
    "With --exit-code: there is something to report.": "加 --exit-code 时：有内容可报。",
    "`reform check` found faults.": "`reform check` 查出差错。",
    "Interrupted from the keyboard.": "由键盘中断。",
    "Keys are never translated and never removed. Dates are ISO 8601; an empty cell is null in JSON.": (
        "键名不翻译，也不取消。日期用 ISO 8601 格式；空单元格在 JSON 中为 null。"
    ),
    "Key": "键名",
    "Label": "表头",
    "Holds": "类型",
    "Headings that an import takes too": "导入时也认的表头",
    "Status": "退出状态",
    "With --json an error is an object on stderr: its code, what, where and hint.": (
        "加 --json 时，错误以一个对象写到标准错误，含 code（编号）、what（内容）、where（位置）和 hint（建议）。"
    ),
    "A flag wins over the variable, the variable over the settings file, the file over the default.": (
        "命令行选项优先于环境变量，环境变量优先于设置文件，设置文件优先于默认值。"
    ),
    "Default": "默认值",
    "The file is SQLite. Read it with any tool; write it only with reform, which keeps the history.": (
        "台账文件为 SQLite 格式。用任何工具都可以读；写入只用 reform，由它保存变更历史。"
    ),
    "Written by docs/generate.py.": "由 docs/generate.py 生成。",
    "Error code": "错误代码",
    "The rules of the office": "本办的规则",
    "A part that they give takes the place of the one before whole, but for the kinds of [process]; one that they leave out stays as it was. Keys and words may be written as in the second column, in either language and without quotation marks.": "写出的部分整体取代此前的这一部分（[process] 按类别取代），没有写出的部分保持不变。项名和用词可用第二列的写法，中英文均可，不必加引号。",
    "The views are made for that: `sqlite-utils rows ledger.db open_work` lists what is still to be done.": "视图正是为此而设：`sqlite-utils rows ledger.db open_work` 列出尚未办结的工作。",
    "Column": "列",
    "Type": "类型",
    "Word": "中文",
    "`reform rules show` prints the rules that count, `reform rules load` lets others count from a day on.": "`reform rules show` 打印当前适用的规则，`reform rules load` 让新规则自某日起适用。",
}
