"""The lines at the end: which record this is, when it was made, what the fonts did not have."""

from __future__ import annotations

from datetime import UTC

from reportlab.platypus import Flowable

from postmortem_desktop.domain.times import clock_text, day_text
from postmortem_desktop.i18n import _
from postmortem_desktop.report import styles
from postmortem_desktop.report.composition import Composition, record_number


def closing(composition: Composition) -> list[Flowable]:
    """Return the lines below the last section."""
    elements, postmortem = composition.elements, composition.dossier.postmortem
    now = composition.now.astimezone(UTC)
    made = _("Record {record}, as it was on {day} at {time} UTC.").format(
        record=record_number(postmortem.id), day=day_text(now, "UTC"), time=clock_text(now, "UTC")
    )
    lines = [made]
    if postmortem.seal:
        lines.append(_("Seal of the finished record: {seal}").format(seal=postmortem.seal))
    lines += elements.lettering.notes()
    return [
        elements.space(24),
        elements.rule(),
        elements.space(8),
        *(elements.line(line, styles.CAPTION) for line in lines),
    ]
