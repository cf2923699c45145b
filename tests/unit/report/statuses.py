"""The sample result after a gate: one conflict known, one accepted, one whose decision ran out, one new."""

from __future__ import annotations

from dataclasses import replace

from tests.unit.report.sample import NOTE, RESULT, SCOPE, VALUE

from claimcheck.model import Decision, Verdict

DECISION = Decision("k-value", Verdict.BOTH_VALID, "the poster has the later cut-off", by="a.reviewer", on="2026-11-21")
ACCEPTED = replace(VALUE, status="accepted", decision=DECISION)
KNOWN = replace(SCOPE, status="known")
EXPIRED = replace(VALUE, id="k-expired", status="expired", decision=replace(DECISION, expires="2026-11-30"))
NEW = replace(SCOPE, id="k-new")
REMARK = "sources/news.md:9: the comment ignores S101, and nothing beside it conflicts so"
AFTER_GATE = replace(RESULT, conflicts=(ACCEPTED, EXPIRED, KNOWN, NEW, NOTE), remarks=(REMARK,))
