"""What the benchmarks measure with: their texts and their reckoning."""

from __future__ import annotations

import json
import re

import pytest

from bench.checkers import read_labelled, score
from bench.prose import Writer


def test_the_same_writer_writes_the_same_texts():
    assert Writer().text(500) == Writer().text(500)


def test_no_sentence_is_written_twice():
    writer = Writer()
    texts = [writer.text(2_000), writer.text(2_000)]
    sentences = [part for text in texts for part in re.split(r"(?<=[.?])\s+", text)]
    assert [len(text.split()) // 100 for text in texts] == [20, 20]
    assert len(set(sentences)) == len(sentences) > 200


def test_a_score_leaves_doubtful_sentences_out(tmp_path):
    path = tmp_path / "labelled.jsonl"
    hard, soft = {"category": "absolute"}, {"category": "absolute", "soft": True}
    rows = [
        *({"text": "both", "labels": [soft, hard]}, {"text": "hard", "labels": [hard]}),
        *({"text": "soft", "labels": [soft]}, {"text": "calm", "labels": []}),
        *({"text": "quiet", "labels": []}, {"text": "third", "labels": [hard]}),
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    labelled = read_labelled(path)
    assert labelled.sentences == ["both", "hard", "calm", "quiet", "third"]
    assert labelled.blames == [True, True, False, False, True]
    told = score([True, False, True, False, True], labelled.blames)
    assert told.precision == pytest.approx(2 / 3)
    assert told.recall == pytest.approx(2 / 3)
    assert told.false_alarms == 500
