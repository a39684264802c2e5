"""Which kept recordings make up one run.

Most runs have one recording, because a better one replaces a poorer one. Two stay side by
side when each knows something that the other doesn't: a text without times that goes on
longer, and a log with times that was cut off. They are one run only if nothing else fits:

* recordings with the same `logContext` and start are one run;
* of these the richest, and each text with times, picks the text that goes on where it
  stops: one with times before one without, and only if exactly one fits;
* a text that several pick goes with the one that shares most of it, if one does.

No pick depends on the order in which recordings came. When one comes or goes, only the texts
that it picks, or that those below it pick, can change sides.
"""

from collections.abc import Iterable
from typing import assert_never

from renovate_kit.reports.store.identity import Identity, Knowledge, Richness, extends
from renovate_kit.reports.store.ledger import Kept, Ledger

__all__ = ["Arrangement"]


class Arrangement:
    """Answers for one state of the ledger; make a new one after a change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._picks: dict[int, Kept | None] = {}

    def texts_at_stake(self, identity: Identity) -> list[Kept]:
        """Return the texts that may change sides when this recording comes or goes."""
        lead = self._lead(identity)
        pickers = [lead, *self._below(identity)] if lead else self._below(identity)
        picked = (self._pick(picker) for picker in pickers)
        return [text for text in picked if text is not None]

    def groups(self, touched: Iterable[Kept]) -> list[list[Kept]]:
        """Return whole runs: the touched recordings with all that belong to them."""
        waiting = {kept.id: kept for kept in touched}
        groups = []
        while waiting:
            _, first = waiting.popitem()
            group = self._run_of(first)
            for kept in group:
                waiting.pop(kept.id, None)
            groups.append(group)
        return groups

    def _run_of(self, first: Kept) -> list[Kept]:
        group = {first.id: first}
        waiting = [first]
        while waiting:
            for kept in self._joined(waiting.pop()):
                if kept.id not in group:
                    group[kept.id] = kept
                    waiting.append(kept)
        return list(group.values())

    def _joined(self, kept: Kept) -> list[Kept]:
        joined = self._ledger.siblings(kept.identity)
        if (picker := self._accepted(kept)) is not None:
            joined.append(picker)
        lead = self._lead(kept.identity)
        text = self._pick(lead) if lead is not None else None
        if text is not None and lead is not None:
            accepted = self._accepted(text)
            if accepted is not None and accepted.id == lead.id:
                joined.append(text)
        return joined

    def _lead(self, identity: Identity) -> Kept | None:
        """Return the one that picks for this recording's run: the richest of its siblings."""
        match identity.knowledge:
            case Knowledge.UNTIMED:
                return None
            case Knowledge.TIMED:
                near = self._ledger.near(identity, texts_only=True)
                same = [kept for kept in near if kept.identity.digest == identity.digest]
            case Knowledge.IDENTIFIED:
                same = self._ledger.siblings(identity)
            case _:
                assert_never(identity.knowledge)
        return max(same, key=_preference, default=None)

    def _below(self, identity: Identity) -> list[Kept]:
        """Return those that could pick this text: they know more of the run and stop earlier."""
        match identity.knowledge:
            case Knowledge.UNTIMED:
                found = self._ledger.beginnings(identity.trace, untimed_only=False)
                lower = [kept for kept in found if kept.identity.knowledge > Knowledge.UNTIMED]
            case Knowledge.TIMED:
                lower = [
                    kept
                    for kept in self._ledger.near(identity, texts_only=False)
                    if kept.identity.knowledge is Knowledge.IDENTIFIED
                    and extends(identity.trace, kept.identity.trace)
                ]
            case Knowledge.IDENTIFIED:
                return []
            case _:
                assert_never(identity.knowledge)
        return [kept for kept in lower if self._is_lead(kept)]

    def _is_lead(self, kept: Kept) -> bool:
        lead = self._lead(kept.identity)
        return lead is not None and lead.id == kept.id

    def _pick(self, picker: Kept) -> Kept | None:
        if picker.id not in self._picks:
            self._picks[picker.id] = self._fitting_text(picker.identity)
        return self._picks[picker.id]

    def _fitting_text(self, identity: Identity) -> Kept | None:
        fitting: list[Kept] = []
        if identity.knowledge is Knowledge.IDENTIFIED:
            fitting = [
                kept
                for kept in self._ledger.near(identity, texts_only=True)
                if extends(kept.identity.trace, identity.trace)
            ]
        if not fitting:
            fitting = self._ledger.continuations(identity.trace, limit=2)
        return fitting[0] if len(fitting) == 1 else None

    def _accepted(self, text: Kept) -> Kept | None:
        pickers = [
            kept
            for kept in self._below(text.identity)
            if (pick := self._pick(kept)) is not None and pick.id == text.id
        ]
        pickers.sort(key=lambda kept: len(kept.identity.trace), reverse=True)
        if len(pickers) > 1 and len({len(kept.identity.trace) for kept in pickers[:2]}) == 1:
            return None
        return pickers[0] if pickers else None


def _preference(kept: Kept) -> tuple[Richness, bytes]:
    return kept.identity.richness, kept.identity.digest
