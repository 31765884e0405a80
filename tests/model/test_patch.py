"""The laws of merge patches, on any JSON."""

import copy
import json

from hypothesis import given

from journey_widgets.model.patch import apply, diff, invert, minimal, same
from tests.model.journeys import DOCUMENTS, PATCHES, VALUES


def text(value):
    return json.dumps(value, sort_keys=True)


@given(DOCUMENTS, PATCHES)
def test_a_change_and_its_inverse_give_back_the_document(document, patch):
    assert text(apply(apply(document, patch), invert(document, patch))) == text(document)


@given(DOCUMENTS, DOCUMENTS)
def test_the_difference_leads_from_one_document_to_the_other(before, after):
    assert text(apply(before, diff(before, after))) == text(after)


@given(VALUES, VALUES)
def test_there_is_no_difference_exactly_where_the_json_is_the_same(before, after):
    equal = text(before) == text(after)
    assert same(before, after) == equal
    if isinstance(before, dict) and isinstance(after, dict):
        assert (diff(before, after) == {}) == equal


@given(DOCUMENTS, PATCHES)
def test_nothing_is_ever_mutated(document, patch):
    kept = copy.deepcopy((document, patch))
    invert(document, patch)
    minimal(document, patch)
    diff(document, apply(document, patch))
    assert text(kept) == text((document, patch))


@given(DOCUMENTS, PATCHES)
def test_applying_twice_is_applying_once(document, patch):
    once = apply(document, patch)
    assert text(apply(once, patch)) == text(once)


@given(DOCUMENTS, PATCHES)
def test_the_minimal_patch_does_the_same_and_is_empty_where_nothing_changes(document, patch):
    least = minimal(document, patch)
    after = apply(document, patch)
    assert text(apply(document, least)) == text(after)
    assert (least == {}) == (text(document) == text(after))


@given(DOCUMENTS, PATCHES)
def test_what_a_patch_does_not_touch_is_shared_not_copied(document, patch):
    after = apply(document, patch)
    assert all(after[key] is document[key] for key in document if key not in patch)
