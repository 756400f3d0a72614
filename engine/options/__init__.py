"""Every choice a user can make, as frozen records: each field has a type, a default, a range and one sentence.

`options_from_toml` reads them from a file; a key that does not exist or a value out of range is refused with the
nearest valid one.
"""

from __future__ import annotations

from engine.options.all_options import Options
from engine.options.associating import AssociationOptions
from engine.options.clustering import ClusterOptions
from engine.options.describing import FeatureOptions
from engine.options.parsing import options_from_mapping, options_from_toml
from engine.options.reading import ReadOptions
from engine.options.recommending import RecommendOptions

__all__ = [
    "AssociationOptions",
    "ClusterOptions",
    "FeatureOptions",
    "Options",
    "ReadOptions",
    "RecommendOptions",
    "options_from_mapping",
    "options_from_toml",
]
