"""Lists of parts whose wholes have no rows of their own: codes of projects, and sections that are projects."""

from tests.importers.books import answering, book, rows_of

PROJECTS = (
    "project_id,project_name,planned_end_date,status\nPRJ001,ERP,2026-11-10,On Track\n"
    "PRJ002,Portal,2026-06-23,On Track\n"
)
MILESTONES = (
    "milestone_id,project_id,milestone_name,planned_date,actual_date,status\n"
    "MS1,PRJ001,Kick-off,2026-02-02,2026-02-02,On Time\n"
    "MS2,PRJ001,Go-live,2026-09-22,,Planned\n"
    "MS3,PRJ002,Kick-off,2026-02-03,2026-02-24,Delayed\n"
    "MS4,PRJ002,Go-live,2026-06-01,,Planned\n"
)


def projects(reform):
    return [(row["number"], row["code"], row["title"]) for row in rows_of(reform, "projects")]


def milestones(reform):
    return [(row["project"], row["title"], row["due"]) for row in rows_of(reform, "milestones")]


PARTS = [(1, "Kick-off", "2026-02-02"), (1, "Go-live", "2026-09-22"), (2, "Kick-off", "2026-02-03")]


def test_codes_mean_projects_of_the_ledger(reform, take):
    take(PROJECTS)
    told = take(MILESTONES)
    assert "No project here" not in told.err
    assert projects(reform) == [(1, "PRJ001", "ERP"), (2, "PRJ002", "Portal")]
    assert milestones(reform)[:3] == PARTS
    assert [row["due"] for row in rows_of(reform, "projects")] == ["2026-11-10", "2026-06-23"]


def test_codes_that_no_project_has_are_said_and_may_be_named_later(reform, take):
    told = take(MILESTONES)
    assert "row 2: No project here has the code PRJ001; added under that name." in told.err
    assert projects(reform) == [(1, "PRJ001", "PRJ001"), (2, "PRJ002", "PRJ002")]
    assert milestones(reform)[:3] == PARTS
    take(PROJECTS)
    assert projects(reform) == [(1, "PRJ001", "ERP"), (2, "PRJ002", "Portal")]
    assert "No project here" not in take(MILESTONES).err


def test_a_doubt_about_a_code_names_its_cell(reform, take):
    told = take(MILESTONES, "--dry-run")
    assert "2  B2    No project here has the code PRJ001" in told.out + told.err


def test_lateness_beside_a_later_completion_tells_how_it_was_done(reform, take):
    told = take(MILESTONES)
    assert "beside a day of completion" not in told.err
    done = [(row["state"], row["done"]) for row in rows_of(reform, "milestones")]
    assert done[2] == ("done", "2026-02-24")


def test_lateness_beside_a_completion_in_time_is_doubted(take):
    told = take("Task,Owner,Due,Actual End,Status\nPave,Ann Lee,2026-03-01,2026-02-20,Delayed\n")
    assert "'Delayed' beside a day of completion; taken as in hand." in told.err


def test_bare_numbers_are_no_codes_of_the_ledgers_projects(reform, take):
    take("Code,Project,Due\n1,Bridge,2026-05-01\n2,Depot,2026-06-01\n")
    told = take(
        "Project ID,Task,Due\n1,Order kit,2026-05-30\n1,Fit kit,2026-06-30\n2,Order kit,2026-05-20\n2,Fit,2026-07-30\n"
    )
    assert "row 2: No row says what Project ID 1 is; added under that name." in told.err
    named = [(row["title"], row["due"]) for row in rows_of(reform, "projects")]
    assert named[2:] == [("Project ID 1", "2026-06-30"), ("Project ID 2", "2026-07-30")]
    assert [row["project"] for row in rows_of(reform, "milestones")] == [3, 3, 4, 4]


def test_phases_of_coded_sites_are_their_milestones(reform, take):
    take(
        "milestone_id,site_id,phase,planned_date,owner_dept\nM1,DX1,Planning,2026-05-01,Operations\n"
        "M2,DX1,Launch,2026-07-01,Facilities\nM3,DX2,Planning,2026-05-08,Operations\nM4,DX2,Launch,2026-07-09,Facilities\n"
    )
    assert milestones(reform) == [
        (1, "Planning", "2026-05-01"),
        (1, "Launch", "2026-07-01"),
        (2, "Planning", "2026-05-08"),
        (2, "Launch", "2026-07-09"),
    ]
    assert answering(reform, 1, "lead") == ["Operations"]


def test_codes_of_projects_in_chinese(reform, take):
    take(
        "项目编号,节点名称,完成时限,责任单位\nXM001,立项批复,2026-05-30,县发改局\nXM001,开工,2026-07-01,县住建局\n"
        "XM002,立项批复,2026-05-20,县发改局\nXM002,开工,2026-08-01,县住建局\n"
    )
    assert projects(reform) == [(1, "XM001", "XM001"), (2, "XM002", "XM002")]
    assert [title for _project, title, _due in milestones(reform)] == ["立项批复", "开工", "立项批复", "开工"]


def test_a_code_of_its_own_is_none_of_a_whole(reform, take):
    take("Project ID,Task,Due\nP-1,Order,2026-05-30\nP-2,Fit,2026-06-30\nP-3,Test,2026-07-30\n")
    assert projects(reform) == [(1, "P-1", "Order"), (2, "P-2", "Fit"), (3, "P-3", "Test")]


SECTIONS = (
    "PROJECT,PHASE,ACTIVITY,OWNER,DUE DATE\nBus station,,,,\n,Design,Agree the lease,Ann Lee,2026-04-10\n"
    ",Build,Pave,Bob Ray,2026-05-13\nDepot,,,,\n,Initiation,Project Charter,PM,2026-04-08\n"
    ",Build,Resource Planning,PM,2026-04-11\n"
)


def test_sections_below_project_are_the_projects(reform, take):
    take(SECTIONS)
    assert [(row["title"], row["due"]) for row in rows_of(reform, "projects")] == [
        ("Bus station", "2026-05-13"),
        ("Depot", "2026-04-11"),
    ]


def test_the_first_row_of_a_section_is_no_heading_though_it_names_columns(reform, take):
    take(SECTIONS)
    assert milestones(reform) == [
        (1, "Agree the lease", "2026-04-10"),
        (1, "Pave", "2026-05-13"),
        (2, "Project Charter", "2026-04-08"),
        (2, "Resource Planning", "2026-04-11"),
    ]


def test_sections_below_another_heading_are_themes(reform, take):
    take("AREA,ACTIVITY,OWNER,DUE DATE\nRoads,,,\n,Pave,Ann Lee,2026-04-10\nParks,,,\n,Plant,Bob Ray,2026-05-13\n")
    assert [(row["title"], row["theme"]) for row in rows_of(reform, "projects")] == [
        ("Pave", "Roads"),
        ("Plant", "Parks"),
    ]


def test_names_beside_the_codes_are_the_projects_titles(reform, take):
    told = take(
        "project_id,cable_name,milestone,planned_date,status\nG-1,EURASIA,Survey,2026-01-11,Complete\n"
        "G-1,EURASIA,Landing,2026-08-13,Planned\nG-2,MEDLINK,Survey,2026-02-11,Complete\nG-2,MEDLINK,Landing,2026-09-13,Planned\n"
    )
    assert projects(reform) == [(1, "G-1", "EURASIA"), (2, "G-2", "MEDLINK")]
    assert [title for _project, title, _due in milestones(reform)] == ["Survey", "Landing", "Survey", "Landing"]
    assert "No project here" not in told.err


def test_findings_of_one_title_are_told_apart_by_their_numbers(reform, take):
    take(
        "risk_id,description,mitigation,owner,status\nR-1,Weather delay,Spare ship,Ann Lee,Closed\n"
        "R-2,Weather delay,Second route,Ann Lee,Open\nR-3,Permit,Lawyer,Bob Ray,Open\n"
    )
    assert [(row["title"], row["state"]) for row in rows_of(reform, "matters")] == [
        ("Weather delay", "done"),
        ("Weather delay（R-2）", "planned"),
        ("Permit", "planned"),
    ]


def test_names_and_days_are_no_owners(reform, take):
    take("name,date,platform\nCode freeze,2026-08-18,all\nRelease,2026-08-28,all\n", name="milestones.csv")
    assert [(row["title"], row["due"]) for row in rows_of(reform, "projects")] == [
        ("Code freeze", "2026-08-18"),
        ("Release", "2026-08-28"),
    ]


def test_quarters_beside_a_date_are_no_limits(reform, take):
    take("quarter,id,title,date\nQ126,m1,Spin webs,Oct 1 – Nov 30\nQ126,m2,Junction,December 2026\n")
    assert [row["due"] for row in rows_of(reform, "projects")] == ["2026-11-30", "2026-12-31"]


def test_issues_with_the_codes_of_sites_are_matters(reform, take):
    take(
        "issue_id,site_id,issue,department,resolution_status\nI1,DX1,Permit delay,Vendors,Resolved\n"
        "I2,DX1,Network outage,Technology,Escalated\nI3,DX2,No-show,Security,Resolved\n"
        "I4,DX2,Shortfall,Vendors,Escalated\n"
    )
    assert rows_of(reform, "projects") == []
    assert [(row["title"], row["owner"]) for row in rows_of(reform, "matters")][:2] == [
        ("Permit delay", "Vendors"),
        ("Network outage", "Technology"),
    ]


def test_one_code_for_all_rows_is_that_of_a_board(reform, take):
    take("Project ID,Task,Due\nP-1,Order,2026-05-30\nP-1,Fit,2026-06-30\nP-1,Test,2026-07-30\n")
    assert [title for _number, _code, title in projects(reform)] == ["Order", "Fit", "Test"]


def test_sections_above_rows_that_name_their_projects_are_none(reform, take):
    take(
        "PROJECT,ACTIVITY,OWNER,DUE DATE\nNorth,,,\nBus station,Agree the lease,Ann Lee,2026-04-10\n"
        "Bus station,Pave,Bob Ray,2026-05-13\nSouth,,,\nDepot,Draw,Ann Lee,2026-04-08\nDepot,Build,Bob Ray,2026-04-11\n"
    )
    assert not {"North", "South"} & {title for _number, _code, title in projects(reform)}


def test_milestones_may_stand_before_their_projects_in_one_workbook(reform, tmp_path):
    path = book(
        tmp_path / "plan.xlsx",
        {
            "Milestones": [row.split(",") for row in MILESTONES.splitlines()],
            "Projects": [row.split(",") for row in PROJECTS.splitlines()],
        },
    )
    told = reform("import", path)
    assert "No project here" not in told.err
    assert projects(reform) == [(1, "PRJ001", "ERP"), (2, "PRJ002", "Portal")]


def test_the_ledgers_own_columns_need_a_title_and_know_their_fields(reform, take):
    assert "Title is missing" in take("title,code,due\n,P-1,2026-05-30\n").err
    own = take("project,number,title,due,date\n1,1,Pave,2026-05-30,2026-04-01\n")
    assert "There is no field date of milestones" in own.err
    assert projects(reform) == []


def test_a_title_that_is_the_code_by_its_row_is_kept(reform, tmp_path):
    heading = ["Code", "Project", "Due"]
    north = [heading, ["A12", "A12", "2026-05-01"], ["B7", "Depot", "2026-06-01"]]
    south = [heading, ["A12", "Bridge", "2026-05-01"], ["C9", "Quay", "2026-06-01"]]
    told = reform("import", book(tmp_path / "plan.xlsx", {"North": north, "South": south}))
    assert "not taken: Title Bridge (there A12)" in told.err
    assert projects(reform)[0] == (1, "A12", "A12")
