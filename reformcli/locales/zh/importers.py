"""Chinese for `reformcli.importers`."""

SENTENCES: dict[str, str] = {
    "One JSON object a line, as exported.": "每行一个 JSON 对象，与导出的相同。",
    "There is no such file.": "没有这个文件。",
    "This folder holds no file that can be imported.": "该文件夹中没有可导入的文件。",
    "Files of this kind are not read.": "不支持读取这类文件。",
    "Known endings: {known}": "支持的扩展名：{known}",
    "This file cannot be read: {why}.": "该文件无法读取：{why}。",
    "The row has {n} cells, the heading {width}.": "该行有{n}格，表头有{width}格。",
    "Look for a missing comma or quotation mark.": "查看是否漏了逗号或引号。",
    "There is no field {field} of {noun}.": "{noun} 没有字段 {field}。",
    "Write {extra}{field} to keep it as another column.": "要作为其他列保留，写成 {extra}{field}。",
    "No row of headings was found in the first {n} rows.": "前{n}行中没有找到表头。",
    "The first row must name the columns, such as title, due and lead; see the page of columns.": (
        "表头须写明各列名称，如 名称、完成时限、牵头单位；见列名说明页。"
    ),
    "The file is not right as CSV: {why}.": "该文件的 CSV 格式有误：{why}。",
    "Look for a missing quotation mark.": "查看是否漏了引号。",
    "Save it as CSV UTF-8 and import that.": "另存为 CSV UTF-8 后再导入。",
    "The line does not say which noun it is.": "该行没有说明属于哪一类。",
    "noun is one of: {nouns}.": "noun 可取：{nouns}。",
    "This JSON holds none of: {nouns}.": "该 JSON 中没有以下任何一类：{nouns}。",
    "It must be as `reform export --json` makes it.": "格式须与 `reform export --json` 的输出相同。",
    "{noun} is not an array.": "{noun} 不是数组。",
    "This is not JSON in UTF-8: {why}.": "不是 UTF-8 编码的 JSON：{why}。",
    "This is not a JSON object.": "不是 JSON 对象。",
    "Put it into extra.": "放进 extra。",
    "{file}, line {n}": "{file}，文本第 {n} 行",
    "{file}, item {n}": "{file}，第 {n} 项",
    "The first row must name the columns: {columns} …": "首行应写明各列名称：{columns} 等。",
    "This export has the format {format}; this reform reads {known}.": "这份导出的格式版本是 {format}，本程序只读 {known}。",
    "Install the newer program.": "请安装更新的程序。",
}
