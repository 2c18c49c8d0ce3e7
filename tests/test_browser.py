"""Charts in a browser: nothing is cut or overlaps, nothing complains, and what is printed is whole.

Needs Chromium (Debian's package `chromium`); without it these tests are skipped.
"""

import shutil
import unicodedata
from io import BytesIO

import pytest
from pypdf import PdfReader

from reformcli.cli import main

CHROMIUM = shutil.which("chromium")
PAPERS = {"A4": ("297mm", "210mm"), "A3": ("420mm", "297mm"), "A1": ("841mm", "594mm")}
CHARTS = ("progress", "works", "duty")

RADICALS = str.maketrans("⺠⻩⻢⻓⻔⻋⻅⻚⻛⻜⻝⻤⻥⻦⻨⻬⻮⻰⻉⺟⻘⻆", "民黄马长门车见页风飞食鬼鱼鸟麦齐齿龙刂母青角")
"""Radicals that typefaces put into a file in the place of the characters, and that no normal form undoes."""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")

OUTSIDE = """() => {
  const inside = (inner, outer) => inner.left >= outer.left - 1 && inner.right <= outer.right + 1
    && inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1
  const faults = []
  for (const cell of document.querySelectorAll('th, td')) {
    const range = document.createRange()
    range.selectNodeContents(cell)
    if (!cell.querySelector('svg') && !inside(range.getBoundingClientRect(), cell.getBoundingClientRect()))
      faults.push(cell.textContent)
  }
  for (const lane of document.querySelectorAll('svg.lane')) {
    const room = lane.getBoundingClientRect()
    for (const bar of lane.querySelectorAll('rect'))
      if (!inside(bar.getBoundingClientRect(), room)) faults.push('bar: ' + lane.getAttribute('aria-label'))
    for (const sign of lane.querySelectorAll('use')) {
      const box = sign.getBoundingClientRect(), middle = (box.left + box.right) / 2
      if (middle < room.left - 1 || middle > room.right + 1) faults.push('sign: ' + sign.textContent)
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push('wider than the window')
  return faults
}"""
"""What does not stay within its own cell."""

OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('text')].map(one => [one.getBoundingClientRect(), one.textContent])
  const frame = document.documentElement.getBoundingClientRect(), faults = []
  boxes.forEach(([box, words], n) => {
    if (box.right > frame.right + 1 || box.bottom > frame.bottom + 1) faults.push('cut: ' + words)
    for (const [other, more] of boxes.slice(n + 1, n + 40))
      if (Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1
          && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 5) faults.push(words + ' / ' + more)
  })
  return faults
}"""
"""Texts of a picture that lie on each other or outside it."""


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Every chart of a county's year, in both languages, and one of 2,000 projects in one group."""
    place = tmp_path_factory.mktemp("charts")
    big = place / "big"
    big.mkdir()
    lines = "".join(f"{n},{'长名称' * (n % 9)}第{n}项,2020,2020-{n % 12 + 1:02d}-15\n" for n in range(1, 2001))
    (big / "projects.csv").write_text(f"number,title,plan,due\n{lines}")
    (big / "duties.csv").write_text("project,owner,role\n" + "".join(f"{n},大组,group\n" for n in range(1, 2001)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REFORM_SETTINGS", str(place / "settings.toml"))
        (place / "settings.toml").touch()
        patch.setenv("REFORM_TODAY", "2020-09-15")
        for name, source in (("county", "seeds/hongan-2020"), ("big", str(big))):
            patch.setenv("REFORM_DB", str(place / f"{name}.db"))
            assert main(["init", "-q"]) == main(["import", source, "--new-owner", "-q", "--today", "2020-11-22"]) == 0
            for chart in CHARTS if name == "county" else ("progress",):
                for language in ("en", "zh"):
                    for shape in ("html", "svg"):
                        target = str(place / f"{name}-{chart}-{language}.{shape}")
                        assert main(["chart", chart, "-o", target, "--lang", language, "-q"]) == 0
    return place


@pytest.fixture
def opened(browser, folder):
    """Opens a chart; at the end nothing may have been said on the console or asked of the network."""
    said: list[str] = []
    pages = []

    def open_(name, **more):
        page = browser.new_page(**more)
        pages.append(page)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or said.append(request.url))
        page.goto((folder / name).as_uri())
        return page

    yield open_
    for page in pages:
        page.close()
    assert said == []


@pytest.mark.parametrize("width", [1024, 1600, 3840])
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("chart", CHARTS)
def test_nothing_is_cut_on_a_page(opened, chart, language, width):
    page = opened(f"county-{chart}-{language}.html", viewport={"width": width, "height": 900})
    assert page.evaluate(OUTSIDE) == []
    assert page.locator("tbody tr").count() >= 100


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("chart", CHARTS)
def test_no_texts_of_a_picture_lie_on_each_other(opened, chart, language):
    assert opened(f"county-{chart}-{language}.svg").evaluate(OVERLAPS) == []


def test_two_thousand_projects_are_all_there(opened):
    page = opened("big-progress-zh.html")
    assert page.locator("tbody tr").count() == page.locator("svg.lane").count() == 2000
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("chart", CHARTS)
def test_what_is_printed_is_whole_and_every_page_has_its_headings(opened, chart, paper):
    page = opened(f"county-{chart}-zh.html")
    groups = [plain(name) for name in page.locator("h2").evaluate_all("all => all.map(one => one.innerText)")]
    pages = printed(page, paper)
    assert [name for name in groups if name not in "".join(pages)] == []
    assert all("亮灯" in one for one in pages)
    if chart != "duty" and paper != "A1":
        assert [sum(name in one for name in groups) for one in pages if any(name in one for name in groups)] == [
            1 for _group in groups
        ]


def test_headings_are_repeated_on_every_page_of_a_long_group(opened):
    pages = printed(opened("big-progress-zh.html"), "A4")
    assert len(pages) > 50
    assert all("亮灯" in one and "12月" in one for one in pages)
    assert [n for n in range(1, 2001) if f"第{n}项" not in "".join(pages)] == []


def test_text_grows_with_the_paper(opened):
    sizes = []
    for paper, (width, height) in PAPERS.items():
        page = opened("county-progress-en.html")
        reader = PdfReader(BytesIO(page.pdf(width=width, height=height)))
        sizes.append((paper, round(float(reader.pages[0].mediabox.width) / 72 * 25.4)))
        page.emulate_media(media="print")
        page.set_viewport_size({"width": int(width[:-2]) * 96 * 10 // 254, "height": 900})
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert sizes == [("A4", 297), 11, ("A3", 420), 15, ("A1", 841), 22]


def test_dark_and_light(opened):
    page = opened("county-progress-en.html")
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.append(
            page.evaluate("getComputedStyle(document.querySelector('td.green, .green')).color")
            + page.evaluate("getComputedStyle(document.querySelector('h1')).color")
        )
    assert colours[0] != colours[1]


def test_a_screen_reader_gets_a_table_with_words_for_each_lane(opened):
    page = opened("county-progress-en.html")
    lane = page.get_by_role("img").first
    assert "done 1.1" in lane.get_attribute("aria-label")
    assert page.get_by_role("columnheader", name="Title").count() == page.locator("table").count()


def printed(page, paper):
    """The text of each printed page."""
    width, height = PAPERS[paper]
    reader = PdfReader(BytesIO(page.pdf(width=width, height=height)))
    return [plain(one.extract_text()) for one in reader.pages]


def plain(text):
    """Text as its characters, whatever forms of them the typeface had, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())
