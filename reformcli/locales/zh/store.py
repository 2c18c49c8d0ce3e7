"""Chinese for `reformcli.store`."""

SENTENCES: dict[str, str] = {
    "This file exists already.": "该文件已经存在。",
    "Name a file that does not.": "换一个尚不存在的文件名。",
    "The backup cannot be written: {why}.": "备份无法写入：{why}。",
    "The ledger cannot be replaced: {why}.": "台账无法替换：{why}。",
    "This copy is not whole: {fault}": "这份备份不完整：{fault}",
    "See `reform check`.": "见 `reform check`。",
    "The file is damaged: {why}.": "文件已损坏：{why}。",
    "A row of {table} ({row}) refers to a row of {parent} that is missing.": (
        "表 {table} 第 {row} 行引用了表 {parent} 中不存在的行。"
    ),
    "Line {sequence} of the history does not follow from the line before it.": (
        "变更历史第 {sequence} 条与前一条接不上。"
    ),
    "The history knows nothing of {noun} {ref}.": "变更历史中没有{noun} {ref}。",
    "{noun} {ref} differs from its history in: {fields}.": "{noun} {ref} 与变更历史不一致的字段：{fields}。",
    "The history has {noun} {title}, the ledger has not.": "变更历史中有{noun} {title}，台账中没有。",
    "The ledger is locked by process {holder}.": "台账被进程 {holder} 锁定。",
    "The ledger is locked.": "台账被锁定。",
    "Nothing was written. Try again when that has ended.": "未写入任何内容。待其结束后再试。",
    "Make room and try again.": "腾出空间后再试。",
    "The ledger or its folder cannot be opened for this; nothing was written.": (
        "台账或其所在文件夹无法打开，未写入任何内容。"
    ),
    "Check the rights of the file and of its folder.": "检查该文件及其所在文件夹的权限。",
    "Keep a copy, then `reform restore` a backup.": "先留一份副本，再用 `reform restore` 恢复备份。",
    "Other records still refer to this; nothing was written.": "还有其他记录引用它，未写入任何内容。",
    "Undo those first.": "先撤销那些记录。",
    "Another record has the same number or name; nothing was written. ({why})": (
        "已有号码或名称相同的记录，未写入任何内容。（{why}）"
    ),
    "Try again.": "再试一次。",
    "The ledger failed: {why}. Nothing was written.": "台账出错：{why}。未写入任何内容。",
    "The ledger cannot be made: {why}.": "台账无法建立：{why}。",
    "Name another place with --db.": "用 --db 换一个位置。",
    "There is no ledger here.": "这里没有台账。",
    "Make one with `reform init`, or name it with --db.": "用 `reform init` 建立，或者用 --db 指定。",
    "The ledger cannot be reached: {why}.": "台账无法访问：{why}。",
    "This is a symbolic link, which could lead a record astray.": "这是符号链接，记录可能写到别处。",
    "Name the file itself with --db.": "用 --db 指定文件本身。",
    "This is not an ordinary file.": "这不是普通文件。",
    "Name a ledger with --db.": "用 --db 指定台账。",
    "The ledger lies on a network folder ({kind}), where locks may not hold.": (
        "台账位于网络文件夹（{kind}），文件锁可能失效。"
    ),
    "Move it to a local disk, or set network_mounts to yes.": "移到本地磁盘，或者把 network_mounts 设为 yes。",
    "This file is not a ledger of reform; it was not touched.": "该文件不是 reform 的台账，未作任何改动。",
    "Name a ledger with --db, or make one elsewhere with `reform init --db FILE`.": (
        "用 --db 指定台账，或者用 `reform init --db FILE` 另建一个。"
    ),
    "The ledger was written by a newer reform (schema {theirs}, here {ours}).": (
        "台账由更新版本的 reform 写成（结构版本 {theirs}，本程序为 {ours}）。"
    ),
    "Install the newer program; the file was not touched.": "安装更新版本的程序；文件未作任何改动。",
    "{ref} has changed in the meantime; nothing was written.": "{ref} 其间已被改动，未写入任何内容。",
    "There is no {noun} {ref}.": "没有{noun} {ref}。",
    "See `{command}`.": "请看 `{command}`。",
    "The history holds what is no JSON: {why}.": "历史记录里有不是 JSON 的内容：{why}。",
    "{name} is not as reform makes it.": "{name} 与 reform 所建的不一致。",
    "{field}: there is no {ref}.": "{field}：没有 {ref}。",
    "{noun}: some still refer to {ref}; nothing was written.": "还有{noun}引用 {ref}，未写入任何内容。",
    "{name} is not reform's; it is kept as it is.": "{name} 不是 reform 所建，原样保留。",
    "{noun} {ref} has a number that was not given to it.": "{noun} {ref} 的号不是台账给出的。",
    "The history tells of a noun that reform does not know: {noun}.": "变更历史中有 reform 不认识的名目：{noun}。",
    "The view {name} is not reform's, and does not run: {why}.": "视图 {name} 不是 reform 所建，且无法运行：{why}。",
    "{noun} {ref}: {field} refers to {other}, which is missing.": "{noun} {ref}：{field}引用的 {other} 不存在。",
    "The last number that was given, of each noun; none is ever given twice.": "各类记录给出的最后一个号；号不重复使用。",
    "Entries: everything that one command wrote, together.": "录入批次：一条命令写入的全部内容。",
    "The history: a line for each thing that was added, changed or removed. It only grows.": "变更历史：每次新增、修改、删除各一条，只增不减。",
    "Key of the noun.": "记录类别的键。",
    "Number of the thing inside which numbers count; 0 for the whole ledger.": "编号所在的上级记录的号；全台账编号的为0。",
    "The last number given.": "给出的最后一个号。",
    "The day that counted as today.": "当时视为今天的日期。",
    "Number of the batch that it takes back.": "所撤销的批次的号。",
    "Number of the line.": "条目的号。",
    "Number of the batch that it belongs to.": "所属批次的号。",
    "What people call the thing.": "人们如何称呼它。",
    "What differs, as it was: JSON; none for a thing that is added.": "有变化的内容的原值，JSON；新增的没有。",
    "What differs, as it is since: JSON; none for a thing that is removed.": "有变化的内容的新值，JSON；删除的没有。",
    "Hash of the line, over the hash of the line before it.": "该条的哈希值，含前一条的哈希值。",
    "What people call it: 17, 17.3, F45.": "台账号：17、17.3、F45。",
    "Noun, or the kind of a matter.": "类别，或事项的种类。",
    "Number of the project that it is, belongs to or is about.": "它本身、所属或所涉项目的号。",
    "Its owner, or the lead units of its project, those without a last day.": "责任主体，或所属项目未写终止日的牵头单位。",
    "Leaders of its project, those without a last day.": "所属项目未写终止日的领衔领导。",
    "All tracked work: projects, milestones, matters.": "全部在册工作：项目、节点、事项。",
    "Work that is still to be done.": "尚未办结的工作。",
    "Every approved move of a due date.": "每一次经批准的时限调整。",
    "Who answers for projects, in which role, from when to when.": "项目由谁、以何角色、自何时至何时负责。",
    "Number of the extension.": "延期的号。",
    "Number of the project.": "项目的号。",
}
