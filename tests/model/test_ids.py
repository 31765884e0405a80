"""Ids: safe names that say nothing but when they were made."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from journey_widgets.model.ids import is_id, is_record_id, new_id


def test_ids_sort_in_the_order_in_which_things_were_made():
    made = [new_id("pe") for _ in range(2000)]
    assert sorted(made) == made
    assert all(is_id(name) for name in made)


def test_two_threads_never_make_the_same_id():
    with ThreadPoolExecutor(4) as pool:
        made = [name for batch in pool.map(lambda _: [new_id("tp") for _ in range(500)], range(8)) for name in batch]
    assert len(set(made)) == len(made)


@pytest.mark.parametrize("name", ["", "a/b", "__proto__", "constructor", "名前", "a b", "x" * 65, 3, None])
def test_what_could_poison_or_be_lost_is_no_id(name):
    assert not is_id(name)


def test_a_scores_id_has_four_parts_of_which_two_may_be_empty():
    assert is_record_id("scores", "tp_ad//as_is/")
    assert not is_record_id("scores", "tp_ad/as_is")
    assert not is_record_id("scores", "tp_ad//as_is/__proto__")
