"""What a reader does with a list that has grown long: by year, by month, by day, and back."""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support import ROOT, TOY
from wenda.reading.decode import sha256

HELD = {"2020-03-07": 85, "2021-05-06": 84, "2021-06-01": 3}  # exchanges of each
AXE = ROOT / "scripts/lint/node_modules/axe-core/axe.min.js"
LIST = "qa/outlets/penguin-agency/"
PAGES = [LIST, f"{LIST}2021/", f"{LIST}2021-05/", f"{LIST}2021-05-06/", "qa/years/", "data/"]


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose lists are long, as `mkdocs build --strict` makes it."""
    root = tmp_path_factory.mktemp("long")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("docs", "scripts"):
        ignored = shutil.ignore_patterns("qa", "__pycache__", "node_modules")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    shutil.copytree(TOY / "source/vocabulary", root / "source/vocabulary")
    for day, count in HELD.items():
        write(root / f"source/transcripts/{day[:4]}/{day}-wang-wu", day, count)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", "site"]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return root / "site"


def write(path: Path, day: str, count: int) -> None:
    text = "".join(
        f"**企鹅社记者：**第{number}艘渔船何时出港？\n**王五：**第{number}艘明天出港。\n"
        for number in range(1, count + 1)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_suffix(".txt").write_text(text, "utf-8")
    path.with_suffix(".yml").write_text(
        f"title: {day[:4]} 年的一场\ndate: {day}\nplace: 三号码头\nspeakers: [wang-wu]\n"
        f"basis: 编者虚构。\npublication: {{name: 海湾日报, date: {day}}}\n"
        f"sha256: {sha256(text.encode())}\n",
        "utf-8",
    )


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def long_address(long_site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(long_site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="block", locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_from_a_list_to_a_day_to_an_answer_and_back(reader: Page, long_address: str) -> None:
    reader.goto(long_address)
    reader.get_by_role("link", name="媒体").first.click()
    reader.get_by_role("link", name="企鹅社").click()
    expect(reader.locator(".wd-list li")).to_have_count(50)
    expect(reader.locator(".wd-bars li")).to_have_text(["2021 年87 / 87", "2020 年85 / 85"])
    reader.get_by_role("link", name="2021 年").click()
    expect(reader).to_have_url(f"{long_address}{LIST}2021/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("企鹅社：2021 年")
    reader.get_by_role("link", name="2021年5月").click()
    reader.get_by_role("link", name="2021年5月6日").click()
    expect(reader).to_have_url(f"{long_address}{LIST}2021-05-06/")
    expect(reader.locator(".wd-list li")).to_have_count(84)
    reader.wait_for_load_state()
    reader.get_by_role("link", name="第84艘渔船何时出港").click()
    expect(reader).to_have_url(f"{long_address}qa/2021-05-06-wang-wu/q84/")
    reader.get_by_role("link", name="回到企鹅社：2021年5月6日").click()
    reader.get_by_role("navigation", name="所在的清单").get_by_role("link", name="2021 年").click()
    expect(reader).to_have_url(f"{long_address}{LIST}2021/")


def test_on_to_the_later_and_the_earlier(reader: Page, long_address: str) -> None:
    reader.goto(f"{long_address}{LIST}2020-03-07/")
    for period in ("2021-05-06", "2021-06"):
        reader.get_by_role("link", name="较晚").click()
        expect(reader).to_have_url(f"{long_address}{LIST}{period}/")
    expect(reader.get_by_role("link", name="较晚")).to_have_count(0)
    reader.get_by_role("link", name="较早").click()
    expect(reader).to_have_url(f"{long_address}{LIST}2021-05/")


def test_a_period_of_which_nothing_is_left_leads_to_the_list(
    reader: Page, long_site: Path, long_address: str
) -> None:
    unknown = f"{long_address}{LIST}2021-09/"
    html = (long_site / "404.html").read_text("utf-8").replace('"/', '"')
    head = f'<head><base href="{long_address}">'
    html = html.replace("<head>", head)
    reader.route(unknown, lambda route: route.fulfill(body=html, status=404))
    reader.goto(unknown)
    reader.get_by_role("link", name="这个清单的 2021 年").click()
    expect(reader).to_have_url(f"{long_address}{LIST}2021/")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_nothing_of_it_is_out_of_reach(
    browser: Browser, long_address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": width, "height": 844},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    page = context.new_page()
    failures = {}
    for path in PAGES:
        page.goto(long_address + path)
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run().then(({violations}) => violations)")
        failures |= {f"{path} {each['id']}": each["nodes"][0]["html"] for each in found}
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()
    assert failures == {}
