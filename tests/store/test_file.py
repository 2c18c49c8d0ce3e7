"""The ledger as a file: rights, what must not stand in its place, locks, damage, backup and restore."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reformcli.model.change import Batch
from reformcli.store.sqlite import schema
from reformcli.store.sqlite.ledger_files import lock_holder, network_type


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def damage(path, statement, *values):
    with sqlite3.connect(path) as connection:
        connection.execute(statement, values)
    connection.close()


def test_only_the_owner_reads_it_whatever_the_umask(run, home):
    before = os.umask(0)
    try:
        ledger = home / "a" / "b" / "ledger.db"
        assert run("init", "--db", ledger).status == 0
        run("backup", home / "copy.db", "--db", ledger)
        run("export", "-o", home / "out", "--db", ledger)
    finally:
        os.umask(before)
    assert mode(ledger) == mode(home / "copy.db") == mode(home / "out" / "projects.csv") == 0o600
    assert mode(ledger.parent) == mode(home / "out") == 0o700


def test_the_journal_has_the_rights_of_the_ledger(reform, home):
    before = os.umask(0)
    try:
        connection = sqlite3.connect(home / "ledger.db")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO batches (verb, actor, at, today) VALUES ('x', 'x', 'x', 'x')")
        assert mode(home / "ledger.db-journal") == 0o600
        connection.rollback()
        connection.close()
    finally:
        os.umask(before)


def test_a_missing_ledger_is_made_only_where_nobody_named_another(run, home, monkeypatch):
    assert "There is no ledger here." in run("status", "--db", home / "no.db").err
    assert run("add", "甲", "--db", home / "no.db").status == 1
    assert not (home / "no.db").exists()
    assert run("status").status == 1
    made = run("add", "甲")
    assert made.status == 0 and "Made the ledger" in made.err
    assert (home / "data" / "reform" / "ledger.db").exists()


@pytest.mark.parametrize("beside", ["", "-journal"])
def test_a_planted_link_is_refused(reform, home, beside):
    target = home / "victim.txt"
    target.write_text("precious")
    link = home / f"other.db{beside}"
    link.symlink_to(target)
    if beside:
        shutil.copy(home / "ledger.db", home / "other.db")
    for command in ("init", "status", "add"):
        refused = reform(command, *(["甲"] if command == "add" else []), "--db", home / "other.db")
        assert refused.status == 1 and "symbolic link" in refused.err
    assert target.read_text() == "precious"


@pytest.mark.parametrize("content", [b"just text\n" * 400, b"SQLite format 3\0" + b"\0" * 4000, b"x"])
def test_a_foreign_file_is_not_touched(run, home, content):
    (home / "other.db").write_bytes(content)
    for command in (("init",), ("status",), ("add", "甲")):
        refused = run(*command, "--db", home / "other.db")
        assert refused.status == 1 and refused.err.count("\n") == 1, refused
    assert (home / "other.db").read_bytes() == content


def test_another_programs_database_is_not_touched(run, home):
    damage(home / "other.db", "CREATE TABLE theirs (x)")
    before = (home / "other.db").read_bytes()
    for command in (("init",), ("overdue",), ("add", "甲")):
        assert "not a ledger of reform" in run(*command, "--db", home / "other.db").err
    assert (home / "other.db").read_bytes() == before


def test_a_newer_ledger_is_not_touched(reform, home):
    damage(home / "ledger.db", f"PRAGMA user_version = {schema.VERSION + 1}")
    before = (home / "ledger.db").read_bytes()
    for command in (("status",), ("add", "甲"), ("init",)):
        assert "newer reform" in reform(*command).err
    assert (home / "ledger.db").read_bytes() == before


def test_a_device_is_refused(run):
    assert "not an ordinary file" in run("status", "--db", "/dev/null").err


def test_network_folders_are_known_by_their_mounts():
    mounts = (
        "disk / ext4 rw 0 0\nserver:/x /srv/share nfs4 rw 0 0\n"
        "me@host: /home/a\\040b fuse.sshfs rw 0 0\n/dev/sdb /usb fuseblk rw 0 0\n"
    )
    assert network_type(Path("/srv/share/plan/ledger.db"), mounts) == "nfs4"
    assert network_type(Path("/home/a b/ledger.db"), mounts) == "fuse.sshfs"
    assert network_type(Path("/srv/shared/ledger.db"), mounts) is None
    assert network_type(Path("/usb/ledger.db"), mounts) is None


def test_a_network_folder_needs_a_setting(reform, monkeypatch):
    monkeypatch.setattr("reformcli.store.sqlite.ledger_files._mounts", lambda: "server:/x / cifs rw 0 0\n")
    refused = reform("status")
    assert refused.status == 1 and "network folder (cifs)" in refused.err
    monkeypatch.setenv("REFORM_NETWORK_MOUNTS", "yes")
    assert reform("status").status == 0


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def test_a_held_lock_is_named_by_its_holder(reform, home, monkeypatch):
    monkeypatch.setenv("REFORM_WAIT", "0")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home / "ledger.db")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout.readline() == b"held\n"
        refused = reform("add", "甲")
        assert refused.status == 1 and "locked" in refused.err and "Nothing was written." in refused.err
        if lock_holder(home / "ledger.db"):
            assert f"process {holder.pid} (" in refused.err
        assert reform("status").status == 0
    finally:
        holder.communicate()
    assert reform("add", "甲").status == 0


def test_writers_wait_for_each_other(reform, home):
    commands = [[sys.executable, "-m", "reformcli", "add", f"项目{n}"] for n in range(6)]
    running = [subprocess.Popen(command, cwd=_root()) for command in commands]
    assert [one.wait(60) for one in running] == [0] * 6
    assert sorted(one["number"] for one in reform("export", "projects", "--json").rows) == list(range(1, 7))
    assert reform("check").status == 0


def test_writers_who_meet_the_same_new_owner_all_get_in(reform):
    command = [sys.executable, "-m", "reformcli", "add", "甲", "--lead"]
    running = [
        subprocess.Popen(
            [*command, f"第{n % 2}新局"], cwd=_root(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for n in range(12)
    ]
    assert [one.wait(60) for one in running] == [0] * 12
    assert len(reform("export", "owners", "--json").rows) == 2


def test_sixteen_first_starts_at_once(run, home):
    ledger = home / "new" / "ledger.db"
    command = [sys.executable, "-m", "reformcli"]
    running = [
        subprocess.Popen(
            [*command, *(["init"] if n % 2 else ["add", f"项目{n}"]), "--db", str(ledger)],
            cwd=_root(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for n in range(1, 32, 2)
    ]
    failures = [error for one in running for error in [one.communicate()[1]] if one.returncode]
    assert failures == []
    assert run("check", "--db", ledger).status == 0


def test_sixteen_first_entries_at_once(run, home):
    environ = {key: value for key, value in os.environ.items() if key != "REFORM_DB"}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "reformcli", "add", f"项目{n}"],
            cwd=_root(),
            env=environ,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for n in range(16)
    ]
    assert [error for one in running for error in [one.communicate()[1]] if one.returncode] == []
    assert sorted(one["number"] for one in run("export", "projects", "--json").rows) == list(range(1, 17))


def _root():
    return Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to mount a small disk")
def test_a_full_disk_loses_nothing(run, home):
    disk = home / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        ledger = disk / "ledger.db"
        assert run("init", "--db", ledger).status == 0
        run("add", "甲", "--db", ledger)
        (disk / "filler").write_bytes(b"x" * (disk.stat().st_blksize and shutil.disk_usage(disk).free))
        full = run("add", "乙" * 400, "--goal", "长" * 6000, "--db", ledger)
        assert full.status == 1 and full.err.count("\n") == 1
        (disk / "filler").unlink()
        assert [one["title"] for one in run("export", "projects", "--json", "--db", ledger).rows] == ["甲"]
        assert run("check", "--db", ledger).status == 0
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE projects SET title = '改' WHERE number = 1", "replay"),
        ("DELETE FROM projects WHERE number = 2", "replay"),
        (
            "INSERT INTO notes (uid, about_noun, about_number, date, text, extra)"
            " VALUES ('x', 'project', 1, '2026-01-01', 'y', '{}')",
            "replay",
        ),
        (
            "DROP TRIGGER history_keeps_UPDATE; UPDATE history SET after = replace(after, '甲', '丁')",
            "chain",
        ),
        ("DROP TRIGGER history_keeps_DELETE; DELETE FROM history WHERE sequence = 1", "chain"),
        ("DROP TRIGGER batches_keeps_UPDATE; UPDATE batches SET actor = 'somebody else' WHERE number = 1", "chain"),
    ],
)
def test_check_names_what_was_tampered_with(reform, home, statement, check):
    reform("add", "甲")
    reform("add", "乙")
    assert reform("check").status == 0
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.executescript(statement)
    found = reform("check", "--json")
    assert found.status == 4
    assert check in {row["check"] for row in found.rows}


@pytest.mark.parametrize(
    "statement",
    ["UPDATE history SET ref = 'x'", "DELETE FROM history", "UPDATE batches SET actor = 'x'", "DELETE FROM batches"],
)
def test_the_history_refuses_change(reform, home, statement):
    reform("add", "甲")
    with sqlite3.connect(home / "ledger.db") as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(statement)


def test_a_damaged_file_is_said_in_one_line(reform, home):
    for n in range(60):
        reform("add", f"项目{n}", "--goal", "长" * 300)
    content = bytearray((home / "ledger.db").read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xff" * (4096 * 9)
    (home / "ledger.db").write_bytes(content)
    assert reform("check").status == 4
    broken = reform("export", "projects")
    assert broken.status in (0, 1) and "Traceback" not in broken.err


def test_a_cut_off_tail_is_seen_by_the_hash(reform, home):
    reform("add", "甲", "--due", "2026-01-01")
    shutil.copy(home / "ledger.db", home / "old.db")
    reform("add", "乙")
    printed = reform("overdue", "--with-hash").out.splitlines()[-1]
    assert reform("check", "--db", home / "old.db").status == 0
    assert printed not in reform("check", "--db", home / "old.db").out


def test_backup_and_restore_keep_everything(reform, home):
    reform("add", "甲")
    assert reform("backup", "copy.db").status == 0
    assert reform("backup", "copy.db").status == 1
    reform("add", "乙")
    asked = reform("restore", "copy.db")
    assert asked.status == 2 and "--yes" in asked.err
    assert "1 batch of changes in the ledger is not in the backup" in asked.err
    restored = reform("restore", "copy.db", "--yes")
    assert restored.status == 0 and "ledger.db.replaced-1" in restored.err
    assert [one["title"] for one in reform("export", "projects", "--json").rows] == ["甲"]
    kept = reform("export", "projects", "--json", "--db", home / "ledger.db.replaced-1").rows
    assert [one["title"] for one in kept] == ["甲", "乙"]
    assert sorted(one.name for one in home.iterdir() if one.is_file()) == [
        "copy.db",
        "ledger.db",
        "ledger.db.replaced-1",
    ]


def test_a_copy_that_went_on_elsewhere_does_not_pass_for_a_newer_one(reform, home):
    reform("add", "甲")
    reform("backup", "stick.db")
    reform("add", "乙")
    for title in ("丙", "丁"):
        reform("add", title, "--db", "stick.db")
    assert "1 batch of changes in the ledger is not in the backup" in reform("restore", "stick.db", "--dry-run").err
    reform("restore", "stick.db", "--yes")
    assert "not in the backup" not in reform("restore", "stick.db", "--dry-run").err


def test_a_damaged_ledger_is_replaced_and_kept(reform, home):
    reform("add", "甲")
    reform("backup", "copy.db")
    content = (home / "ledger.db").read_bytes()
    (home / "ledger.db").write_bytes(b"garbage!" * 2 + content[16:])
    assert reform("status").status == 1
    assert reform("restore", "copy.db", "--yes").status == 0
    assert [one["title"] for one in reform("export", "projects", "--json").rows] == ["甲"]
    assert (home / "ledger.db.replaced-1").read_bytes().startswith(b"garbage!")


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE projects SET due = '2026-99-99'", "replay"),
        ("UPDATE owners SET other_names = 'xx'", "replay"),
        ("DROP TRIGGER history_keeps_UPDATE; UPDATE history SET after = '{'", "chain"),
        ("DROP TRIGGER history_keeps_UPDATE", "schema"),
        ("CREATE TRIGGER sly AFTER INSERT ON projects BEGIN UPDATE projects SET title = 'x'; END", "schema"),
        ("DROP INDEX projects_open", "schema"),
        ("ALTER TABLE projects ADD COLUMN more TEXT", "schema"),
    ],
)
def test_check_survives_what_it_finds(reform, home, statement, check):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-06-30")
    with sqlite3.connect(home / "ledger.db") as connection:
        connection.executescript(statement)
    found = reform("check", "--json")
    assert found.status == 4 and check in {row["check"] for row in found.rows}


def test_folders_that_are_made_are_for_their_owner_alone(run, home):
    assert run("init", "--db", home / "nope" / "deep" / "x.db").status == 0
    assert mode(home / "nope") == mode(home / "nope" / "deep") == 0o700


def test_a_damaged_backup_is_not_restored(reform, home):
    reform("add", "甲")
    reform("backup", "copy.db")
    damage(home / "copy.db", "UPDATE projects SET title = '乙'")
    refused = reform("restore", "copy.db", "--yes")
    assert refused.status == 1 and "not whole" in refused.err
    assert [one["title"] for one in reform("export", "projects", "--json").rows] == ["甲"]
    assert not list(home.glob(".*incoming*"))
    assert reform("restore", "nothing.db", "--yes").status == 1


def test_a_backup_of_a_damaged_ledger_is_not_called_one(reform, home):
    reform("add", "甲")
    damage(home / "ledger.db", "UPDATE projects SET title = '乙'")
    assert reform("backup", "copy.db").status == 1
    assert not (home / "copy.db").exists() and not list(home.glob(".*partial*"))


@pytest.mark.parametrize("command", [("export", "-o"), ("demo", "--into"), ("forms", "send", "--all", "-o")])
def test_every_folder_that_is_made_is_for_its_owner_alone(reform, home, command):
    reform("add", "甲", "--lead", "县教育局", "--due", "2026-06-30")
    reform(*command, home / "one" / "two")
    assert mode(home / "one") == mode(home / "one" / "two") == 0o700


def test_a_ledger_of_the_second_schema_is_brought_up_to_date_and_its_history_still_true(reform, home):
    from sqlite_utils import Database

    from reformcli.store.history import Chain
    from reformcli.store.rows import dumps
    from reformcli.store.sqlite.connection import APPLICATION_ID
    from reformcli.store.sqlite.migrations import migrations

    path = home / "old.db"
    connection = sqlite3.connect(path, isolation_level=None)
    migrations.apply(Database(connection), stop_before="m003_lights_and_assignments")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("PRAGMA user_version=2")
    visit = {"number": 1, "uid": "u" * 32, "date": "2026-03-01", "form": "phone", "purpose": "check"}
    visit |= {"visitors": "[]", "met": "[]", "projects": "[]", "extra": "{}"}
    names = ", ".join(visit)
    connection.execute(f"INSERT INTO visits ({names}) VALUES ({', '.join('?' * len(visit))})", tuple(visit.values()))
    chain = Chain(connection, Batch("visit add", "tester", datetime(2026, 3, 1, tzinfo=UTC), date(2026, 3, 1), ()))
    chain.add("visit", "u" * 32, "V1", None, dumps(visit))
    chain.flush()
    connection.close()
    path.chmod(0o600)
    assert reform("check", "--db", path).status == 0
    assert reform("visit", "list", "--db", path, "--json").rows[0]["papers"] == []
    assert reform("load", "--db", path, "--as-known", "2026-03-01").status == 0


def test_nobody_is_asked_about_a_backup_that_is_not_there(reform):
    assert reform("restore", "no.db").err == "reform: no.db: There is no such file.\n"
