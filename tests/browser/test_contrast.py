"""Words can be read and handles seen, light and dark, as the browser computes the colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

SLUG = "2024-03-07-wang-yi"
LEAST = 4.5  # WCAG 2.2, 1.4.3
LEAST_OF_A_SHAPE = 3.0  # 1.4.11

# Of every visible element with words in it, in the document and in the dialog: [ratio, what it is].
MEASURE = """() => {
  const rgba = (text) => {
    const [r, g, b, a = 1] = text.match(/-?[\\d.]+(e-?\\d+)?/g).map(Number);
    return text.startsWith('color(') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = ([r, g, b, a], ground) => [r, g, b].map((c, i) => c * a + ground[i] * (1 - a));
  const groundOf = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(rgba(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
      if (at.matches('dialog')) break;
    }
    return layers.reduceRight((ground, layer) => over(layer, ground), [255, 255, 255]);
  };
  const luminance = (colour) => colour.map((c) => c / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light + 0.05) / (dark + 0.05);
  };
  const drawn = (element) => element.matches('.wd-handle'); // a shape in its own colour
  const worded = (element) => element.matches('input[type=search], input[type=date], select')
    || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const measure = (element, part = '') => {
    const style = getComputedStyle(element, part || null);
    const ground = groundOf(drawn(element) ? element.parentElement : element);
    const [r, g, b, a] = rgba(style.color);
    const name = [element.localName, ...element.classList].join('.') + part;
    const around = element.parentElement.closest('[class*=wd-]')?.className ?? '';
    return [ratio(over([r, g, b, a * style.opacity], ground), ground), `${around} ${name}`.trim()];
  };
  const ours = '.md-content *, .wd-header *, .wd-footer *, dialog *, .wd-marks *';
  return [...document.querySelectorAll(ours)]
    .filter((element) => element.checkVisibility() && (worded(element) || drawn(element)))
    .filter((element) => !element.closest('.wd-said, script, style, option'))
    .flatMap((element) => ['', ...(element.placeholder ? ['::placeholder'] : [])]
      .map((part) => measure(element, part)));
}"""


# Not as an element: the page's policy allows no style that is written into it.
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { transition: none !important }');
  document.adoptedStyleSheets.push(sheet);
}"""


def opened(path: str) -> Callable[[Page, str], None]:
    return lambda page, address: page.goto(address + path) and None


def searched(query: str, awaited: str) -> Callable[[Page, str], None]:
    def show(page: Page, address: str) -> None:
        page.goto(f"{address}search/?q={query}")
        expect(page.locator(awaited).first).to_be_visible()

    return show


def dialog(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("非洲")
    expect(page.get_by_role("option").first).to_be_visible()
    expect(page.locator(".wd-suggestions > *").first).to_be_visible()
    page.keyboard.press("ArrowDown")


def copied(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/")
    page.locator(".wd-handle").first.click()
    expect(page.locator(".wd-handle--copied")).to_have_count(1)


def selected(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/")
    page.locator("#p2").select_text()
    page.get_by_role("button", name="复制链接").click()
    expect(page.locator(".wd-chosen__note")).not_to_be_empty()


def marked(page: Page, address: str) -> None:
    page.goto(f"{address}qa/{SLUG}/q07/?q=邻居#p2")
    expect(page.locator(".wd-hit--here")).to_be_visible()


STATES: dict[str, Callable[[Page, str], None]] = {
    "home": opened(""),
    "exchange": opened(f"qa/{SLUG}/q07/"),
    "paragraph": opened(f"qa/{SLUG}/q01/#p1"),
    "erratum": opened(f"qa/{SLUG}/q06/#r1"),
    "note": opened(f"qa/{SLUG}/q06/#e1"),
    "conference": opened(f"qa/{SLUG}/"),
    "text": opened(f"qa/{SLUG}/text/"),
    "outlets": opened("qa/outlets/"),
    "data": opened("data/"),
    "found": searched("台湾", ".wd-result"),
    "near": searched("台湾地区选举只是中国的一个城市选举罢了", ".wd-difference"),
    "nothing": searched("qzxv", ".wd-nothing"),
    "dialog": dialog,
    "copied": copied,
    "selected": selected,
    "marked": marked,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_words_stand_out(page: Page, address: str, state: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    STATES[state](page, address)
    page.evaluate(STILL)
    measured: list[tuple[float, str]] = page.evaluate(MEASURE)
    assert measured
    faint = {(round(ratio, 2), name) for ratio, name in measured if ratio < least(name)}
    assert not faint


def least(name: str) -> float:
    return LEAST_OF_A_SHAPE if name.endswith(".wd-handle") else LEAST
