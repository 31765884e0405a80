"""The harness itself: if these fail, look here before looking at the board."""

from __future__ import annotations

import pytest

from tests.browser.hands import Finger, InputMethod, Mouse, Point, middle
from tests.browser.lab import KernelError, Lab

COUNTER = """
import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = '''
    export default { render({ model, el }) {
      el.innerHTML = '<button data-counter>0</button><input data-field>';
      const events = [];
      const button = el.querySelector('button');
      for (const type of ['pointerdown', 'pointermove', 'pointerup']) button.addEventListener(type, (e) => events.push(type + ' ' + e.pointerType));
      button.style.touchAction = 'none';
      button.events = events;
      el.querySelector('input').addEventListener('keydown', (e) => events.push('key ' + e.isComposing));
      button.addEventListener('click', () => { model.set('count', model.get('count') + 1); model.save_changes(); });
      model.on('change:count', () => { button.textContent = model.get('count'); });
    } };
    '''
    count = traitlets.Int(0).tag(sync=True)
counter = Counter()
counter
"""


def test_a_widget_in_a_real_notebook_is_clicked_and_its_kernel_knows(lab: Lab):
    lab.show(COUNTER)
    button = lab.page.locator("[data-counter]")
    button.click()
    lab.python("counter.count += 41")
    button.get_by_text("42").wait_for()
    assert lab.value("counter.count") == 42


def test_mouse_finger_and_input_method_are_real(lab: Lab):
    lab.show(COUNTER)
    button = lab.page.locator("[data-counter]")
    start = middle(button)
    Mouse(lab.page).drag(start, Point(start.x + 2, start.y))
    finger = Finger(lab.devtools())
    finger.down(start)
    finger.move(start, Point(start.x + 3, start.y), steps=2)
    finger.up()
    lab.page.locator("[data-field]").focus()
    InputMethod(lab.devtools()).type("に", "にほ", "にほん", "日本")
    assert lab.page.locator("[data-field]").input_value() == "日本"
    events = lab.page.evaluate("() => document.querySelector('[data-counter]').events")
    for expected in (
        "pointerdown mouse",
        "pointermove mouse",
        "pointerdown touch",
        "pointermove touch",
        "pointerup touch",
        "key true",
    ):
        assert expected in events


def test_an_error_in_a_cell_is_raised_in_the_test(lab: Lab):
    with pytest.raises(KernelError, match="no_such_name"):
        lab.show("no_such_name")


def test_a_console_error_and_a_request_to_elsewhere_are_noticed(lab: Lab):
    lab.page.evaluate("() => { console.error('one of ours'); fetch('http://192.0.2.1/').catch(() => 0) }")
    lab.page.wait_for_function("() => true")
    assert any("one of ours" in text for text in lab.complaints())
    assert lab.strays() == ["http://192.0.2.1/"]
    lab.forget()
