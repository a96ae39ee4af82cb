"""What is pressed is large enough for a finger: measured by pressing around, on every kind of page.

44 pixels where that is often, 24 everywhere (WCAG 2.2, 2.5.5 and 2.5.8). A link in a line of text
may be short. The segments of a conference's line are a drawing of what its list has.
"""

from __future__ import annotations

from playwright.sync_api import Browser
from test_reach import STATES

OFTEN = (
    ".wd-handle, .wd-pager a, .wd-strip > a, .wd-header :is(a, button), .wd-back a, .wd-doors a, "
    ".wd-chosen button, .wd-marks button, .wd-button, .wd-cite summary, .wd-filter-box summary, "
    ".wd-filters label, .wd-tools :is(button, select), .wd-list li > a, .wd-result__title, "
    ".wd-suggestions :is(a, button), .wd-pages a, .wd-more > summary, .wd-check-mark > summary, "
    ".wd-search-form :is(input, button), .wd-dialog :is(input, button), .wd-dialog__all, "
    ".wd-check button"
)
# How far around its middle each thing answers; of a link over two lines, the first.
SMALL = """(often) => {
  const room = document.querySelector('dialog[open]') ?? document;
  const pressed = 'a[href], button, input, select, textarea, summary, label';
  const small = [];
  for (const each of room.querySelectorAll(pressed)) {
    if (!each.checkVisibility({ visibilityProperty: true })) continue;
    if (each.matches('.wd-skip, .wd-line a')) continue;
    each.scrollIntoView({ block: 'center', behavior: 'instant' });
    const [box] = each.getClientRects();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const answers = (right, down) => {
      const there = document.elementFromPoint(x + right, y + down);
      if (each.contains(there)) return true;
      // Of a paragraph a note on a reading lies over the handle, and a toolbar over all.
      if (each.matches('.wd-handle')) return !!there?.closest('.wd-erratum, .wd-chosen');
      return !!there && there.closest('label')?.control === (each.control ?? each);
    };
    const extent = (right, down) => {
      let steps = 0;
      while (steps < 50 && answers(right * (steps + 1), down * (steps + 1))) steps++;
      return steps;
    };
    const wide = extent(-1, 0) + extent(1, 0) + 1;
    const high = extent(0, -1) + extent(0, 1) + 1;
    const inline = getComputedStyle(each).display === 'inline';
    const least = each.matches(often) ? 44 : 24;
    if (high < least || (wide < least && !inline))
      small.push(`${wide} × ${high}: ${each.outerHTML.slice(0, 90)}`);
  }
  return small;
}"""


def test_what_is_pressed_is_large_enough(browser: Browser, address: str) -> None:
    context = browser.new_context(
        service_workers="block",
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
        reduced_motion="reduce",
    )
    page = context.new_page()
    failures = {}
    for name, show in STATES.items():
        show(page, address)
        page.wait_for_load_state("networkidle")
        if small := page.evaluate(SMALL, OFTEN):
            failures[name] = small
    context.close()
    assert failures == {}
