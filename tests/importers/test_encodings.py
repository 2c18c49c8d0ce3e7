"""Text files in the encodings and dialects that offices send, and in those that must not be taken for them."""

import pytest

from reformcli.importers.sheets.cells.encodings import UnknownEncoding, decode
from tests.importers.books import rows_of

CHINESE = "事项,责任单位,完成时限\n推进一网通办改革,县政务服务局,2026-06-30\n深化医药卫生体制改革,县卫健局,2026-09-30\n"
RARE = "事项,责任单位,完成时限\n㙇镇改革,县㵐局,2026-06-30\n𠮷祥路整治,县住建局,2026-07-30\n"
TRADITIONAL = "Task,Owner,Due\n推動數位轉型計畫,資訊處,2026-06-30\n改善校園環境,教育處,2026-07-30\n"
FRENCH = "Task,Owner,Due\nRénover l’école,Hélène Lefèvre,2026-06-30\nRéviser le règlement,Noël Dupré,2026-07-30\n"
GERMAN = "Task;Owner;Due\nStraße erneuern;Jürgen Groß;30.06.2026\nÜberprüfung Teil 1;Käthe Müller;31.07.2026\n"
JAPANESE = (
    "Task,Owner,Due\nシステム更改の検討,総務課,2026-06-30\n住民説明会の開催,企画課,2026-07-30\n業務,情課,2026-08-30\n"
)
KOREAN = "Task,Owner,Due\n조직 개편 추진,기획팀,2026-06-30\n예산 편성,재무팀,2026-07-30\n"
RUSSIAN = "Task,Owner,Due\nMend the roof,Ann Lee,2026-06-30\nПокрасить дверь,Иванов,2026-07-30\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((CHINESE, name) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk")),
        (RARE, "gb18030"),
        (TRADITIONAL, "big5"),
        (FRENCH, "cp1252"),
        (GERMAN, "cp1252"),
        ("事项,单位\n修路,甲\n", "gbk"),
        ("Task,Owner\n" + "Mend the roof,Ann Lee\n" * 200 + "修路,县住建局\n", "gbk"),
    ],
)
def test_what_is_read_is_what_was_written(text, encoding):
    read = decode(text.encode(encoding))
    assert read is not None and (read.content, read.damaged) == (text, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (JAPANESE, "cp932"),
        (JAPANESE, "euc-jp"),
        (KOREAN, "euc-kr"),
        (FRENCH, "mac-roman"),
        (GERMAN, "cp850"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (CHINESE, "utf-7"),
    ],
)
def test_other_encodings_are_refused_and_never_taken_for_these(reform, home, text, encoding):
    with pytest.raises(UnknownEncoding):
        decode(text.encode(encoding))
    path = home / "list.csv"
    path.write_bytes(text.encode(encoding))
    refused = reform("import", path)
    assert refused.status != 0 and "CSV UTF-8" in refused.err
    assert rows_of(reform, "projects") == []


def test_bytes_of_two_encodings_are_refused_with_their_line(reform, home):
    path = home / "list.csv"
    path.write_bytes(CHINESE.encode() + "乙事,县财政局,2026-07-30\n".encode("gbk"))
    assert "line 4: The encoding" in reform("import", path).err


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (CHINESE.encode("gbk").replace("卫健局".encode("gbk"), b"\xce\xc0\xff\xbe\xd6"), 3),
        (CHINESE.encode().replace("卫健局".encode(), b"\xe5\x8d\xff\xe5\xb1\x80"), 3),
        (CHINESE.encode().replace("政务".encode(), b"\x00"), 2),
        (CHINESE.encode("gbk").replace("政务".encode("gbk"), b"\x00"), 2),
    ],
)
def test_damage_is_said_with_its_line(reform, home, content, line):
    path = home / "list.csv"
    path.write_bytes(content)
    taken = reform("import", path)
    assert taken.status == 0 and f"line {line}: Damaged characters in lines {line}" in taken.err
    assert [row["due"] for row in rows_of(reform, "projects")] == ["2026-06-30", "2026-09-30"]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("first", ["", "sep={}\n"])
def test_dialects(reform, home, separator, end, first):
    path = home / "list.csv"
    text = first.format(separator) + CHINESE.replace(",", separator)
    path.write_bytes(text.replace("\n", end).encode("utf-8-sig"))
    assert reform("import", path).status == 0
    assert [row["title"] for row in rows_of(reform, "projects")] == ["推进一网通办改革", "深化医药卫生体制改革"]


def test_a_carriage_return_amid_a_row_breaks_no_row_and_is_said(reform, home):
    path = home / "list.csv"
    path.write_bytes(
        "事项,责任单位,完成时限\r\n修路\r分两段,县住建局,2026-06-30\r\n架桥,县交通局,2026-07-30\r\n".encode()
    )
    taken = reform("import", path)
    assert taken.status == 0 and "line 2: Lines 2 hold a carriage return" in taken.err
    assert [(row["title"], row["due"]) for row in rows_of(reform, "projects")] == [
        ("修路 分两段", "2026-06-30"),
        ("架桥", "2026-07-30"),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('"修路,县住建局,2026-06-30', ("A quotation mark that opens in this row", "引号没有按 CSV 的规矩结束")),
        ('"修"路"段",县住建局,2026-06-30', ("between a closing quotation mark", "后引号与下一格之间")),
        ("修路,县住建局," + "长" * (1 << 24) + "长", ("more than 16777216 characters", "超过 16777216 个字符")),
    ],
)
def test_what_is_no_csv_is_said_at_its_row_in_one_language(reform, home, language, row, words):
    path = home / "list.csv"
    path.write_text(f"事项,责任单位,完成时限\n架桥,县交通局,2026-07-30\n{row}\n甲,县发改局,2026-08-30\n", "utf-8")
    refused = reform("import", path, "--lang", language)
    assert refused.status != 0 and words[language == "zh"] in refused.err
    assert ("line 3" if language == "en" else "第 3 行") in refused.err
    assert language == "en" or not any(word in refused.err for word in ("unexpected", "expected", "field"))


def test_long_and_ragged_rows(reform, home):
    path = home / "list.csv"
    heading = "事项,责任单位,完成时限,备注"
    rows = (heading, f"修路,县住建局,2026-06-30,{'长' * 70_000}", "架桥,县交通局", "甲,,2026-07-30,,多一格")
    path.write_text("\n".join(rows), "utf-8")
    taken = reform("import", path)
    assert (
        taken.status == 0 and "row 4: Cells that no heading stands above are not taken: 1, such as 多一格" in taken.err
    )
    assert [row["due"] for row in rows_of(reform, "projects")] == ["2026-06-30", None, "2026-07-30"]
