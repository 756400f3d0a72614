"""Other baskets and other rules for an analysis that stands."""

from __future__ import annotations

from dataclasses import replace

from engine.analysis import Analysis
from engine.associations.associations import associate
from engine.associations.baskets import require_fit
from engine.options import AssociationOptions
from engine.progress import Report, silent
from engine.recommending.offerable import offerable


def associate_anew(analysis: Analysis, options: AssociationOptions, report: Report = silent) -> Analysis:
    """The analysis with what is bought together found by these options; customers stay in their clusters.

    Raises OptionError where the files lack what the basket or the level asked for needs; lets `Cancelled` of `report`
    pass. Cost: that part of the run alone, 1 s for 390,000 lines.
    """
    require_fit(analysis.dataset, options)
    found = associate(
        analysis.dataset,
        analysis.baskets,
        analysis.figures,
        analysis.segmentation,
        options=options,
        report=report,
        offerable=offerable(analysis.dataset, analysis.baskets, analysis.options.recommending),
    )
    return replace(analysis, associations=found, options=replace(analysis.options, associating=found.options))
