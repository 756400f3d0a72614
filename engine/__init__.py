"""The front door: every name that the outside may use.

Names are imported on first use, so that a window can paint before pandas and scikit-learn are loaded.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from engine.analysis import Analysis, analyse
    from engine.associations.associations import Associations, TopItems
    from engine.associations.basket_choice import BasketChoice, basket_choices
    from engine.associations.baskets import Baskets
    from engine.associations.by_cluster import RuleCounts
    from engine.associations.items import NotItem, left_out_sentence
    from engine.associations.rule_words import antecedent_names, rule_sentences
    from engine.associations.rules import Rules
    from engine.associations.targets import Targets
    from engine.clustering import Cluster, Driver, KChoice, Projection, Quality, Segment, Segmentation, Stability
    from engine.clustering.comparing import ModelChoice, ModelComparison, compare_models, model_choices
    from engine.clustering.given_names import GivenName
    from engine.clustering.personas import Persona, persona_of
    from engine.clustering.profiling import Profile, ProfileRow, profile
    from engine.clustering.recommended import ModelRow
    from engine.dataset import ColumnUse, Dataset, ImportReport, LeftOut, SourceFile
    from engine.errors import (
        ColumnError,
        EngineError,
        FileError,
        Issue,
        NothingToAnalyse,
        OptionError,
        Place,
        WriteError,
    )
    from engine.features import Attribute, Feature, Features, Figures
    from engine.features.customer_profile import ColumnTreatment, column_treatments
    from engine.features.foldings import ValueGroup
    from engine.health import DataHealth, Improvement, data_health
    from engine.issue_list import export_issues
    from engine.market_baskets import MarketBaskets
    from engine.offer_evidence import evidence, own_purchases
    from engine.options import (
        AssociationOptions,
        ClusterOptions,
        FeatureOptions,
        Options,
        ReadOptions,
        RecommendOptions,
        options_from_mapping,
        options_from_toml,
    )
    from engine.options.persona_scheme import PersonaRule, persona_rules
    from engine.progress import Cancelled, Report, silent
    from engine.proving.back_test import back_test
    from engine.proving.clusterings import ClusteringComparison, ClusteringRow, compare_clusterings
    from engine.proving.holdout import ProposedDays, propose_days
    from engine.proving.intervals import Interval
    from engine.proving.proof import BackTest, Calibration, MethodResult, PlayResult, SegmentResult
    from engine.proving.proof_words import METHOD_NAMES, proof_sentence, said_and_taken
    from engine.reading.inspecting import assign_role, inspect_files, read_dataset
    from engine.reading.opening.own_files import is_read
    from engine.reading.sources import Column, Sources, Table
    from engine.reassociating import associate_anew
    from engine.recipes import Proposal, propose, resolve
    from engine.recommending import Recommendations
    from engine.recommending.offerable import KeptOut
    from engine.renaming import given_names, rename_cluster, with_names
    from engine.roles import Role
    from engine.run_summary import summary
    from engine.splitting import segment_columns, segment_sizes
    from engine.version import VERSION
    from engine.withdrawing import products_kept_out, unknown_on_lists, withdraw
    from engine.workbook import export_workbook

_HOME = {
    "engine.analysis": ("Analysis", "analyse"),
    "engine.associations.associations": ("Associations", "TopItems"),
    "engine.associations.basket_choice": ("BasketChoice", "basket_choices"),
    "engine.associations.baskets": ("Baskets",),
    "engine.associations.by_cluster": ("RuleCounts",),
    "engine.associations.items": ("NotItem", "left_out_sentence"),
    "engine.associations.rule_words": ("antecedent_names", "rule_sentences"),
    "engine.associations.rules": ("Rules",),
    "engine.associations.targets": ("Targets",),
    "engine.clustering": (
        "Cluster",
        "Driver",
        "KChoice",
        "Projection",
        "Quality",
        "Segment",
        "Segmentation",
        "Stability",
    ),
    "engine.clustering.given_names": ("GivenName",),
    "engine.clustering.personas": ("Persona", "persona_of"),
    "engine.clustering.profiling": ("Profile", "ProfileRow", "profile"),
    "engine.clustering.comparing": ("ModelChoice", "ModelComparison", "compare_models", "model_choices"),
    "engine.clustering.recommended": ("ModelRow",),
    "engine.health": ("DataHealth", "Improvement", "data_health"),
    "engine.dataset": ("ColumnUse", "Dataset", "ImportReport", "LeftOut", "SourceFile"),
    "engine.errors": (
        "ColumnError",
        "EngineError",
        "FileError",
        "Issue",
        "NothingToAnalyse",
        "OptionError",
        "Place",
        "WriteError",
    ),
    "engine.offer_evidence": ("evidence", "own_purchases"),
    "engine.features": ("Attribute", "Feature", "Features", "Figures"),
    "engine.features.customer_profile": ("ColumnTreatment", "column_treatments"),
    "engine.features.foldings": ("ValueGroup",),
    "engine.issue_list": ("export_issues",),
    "engine.market_baskets": ("MarketBaskets",),
    "engine.options": (
        "AssociationOptions",
        "ClusterOptions",
        "FeatureOptions",
        "Options",
        "ReadOptions",
        "RecommendOptions",
        "options_from_mapping",
        "options_from_toml",
    ),
    "engine.options.persona_scheme": ("PersonaRule", "persona_rules"),
    "engine.progress": ("Cancelled", "Report", "silent"),
    "engine.reading.inspecting": ("assign_role", "inspect_files", "read_dataset"),
    "engine.reading.opening.own_files": ("is_read",),
    "engine.reading.sources": ("Column", "Sources", "Table"),
    "engine.reassociating": ("associate_anew",),
    "engine.recipes": ("Proposal", "propose", "resolve"),
    "engine.proving.back_test": ("back_test",),
    "engine.proving.clusterings": ("ClusteringComparison", "ClusteringRow", "compare_clusterings"),
    "engine.proving.holdout": ("ProposedDays", "propose_days"),
    "engine.proving.intervals": ("Interval",),
    "engine.proving.proof": ("BackTest", "Calibration", "MethodResult", "PlayResult", "SegmentResult"),
    "engine.proving.proof_words": ("METHOD_NAMES", "proof_sentence", "said_and_taken"),
    "engine.recommending": ("Recommendations",),
    "engine.recommending.offerable": ("KeptOut",),
    "engine.renaming": ("given_names", "rename_cluster", "with_names"),
    "engine.roles": ("Role",),
    "engine.run_summary": ("summary",),
    "engine.splitting": ("segment_columns", "segment_sizes"),
    "engine.version": ("VERSION",),
    "engine.withdrawing": ("products_kept_out", "unknown_on_lists", "withdraw"),
    "engine.workbook": ("export_workbook",),
}

__all__ = [
    "METHOD_NAMES",
    "VERSION",
    "Analysis",
    "AssociationOptions",
    "Associations",
    "Attribute",
    "BackTest",
    "BasketChoice",
    "Baskets",
    "Calibration",
    "Cancelled",
    "Cluster",
    "ClusterOptions",
    "ClusteringComparison",
    "ClusteringRow",
    "Column",
    "ColumnError",
    "ColumnTreatment",
    "ColumnUse",
    "DataHealth",
    "Dataset",
    "Driver",
    "EngineError",
    "Feature",
    "FeatureOptions",
    "Features",
    "Figures",
    "FileError",
    "GivenName",
    "ImportReport",
    "Improvement",
    "Interval",
    "Issue",
    "KChoice",
    "KeptOut",
    "LeftOut",
    "MarketBaskets",
    "MethodResult",
    "ModelChoice",
    "ModelComparison",
    "ModelRow",
    "NotItem",
    "NothingToAnalyse",
    "OptionError",
    "Options",
    "Persona",
    "PersonaRule",
    "Place",
    "PlayResult",
    "Profile",
    "ProfileRow",
    "Projection",
    "Proposal",
    "ProposedDays",
    "Quality",
    "ReadOptions",
    "RecommendOptions",
    "Recommendations",
    "Report",
    "Role",
    "RuleCounts",
    "Rules",
    "Segment",
    "SegmentResult",
    "Segmentation",
    "SourceFile",
    "Sources",
    "Stability",
    "Table",
    "Targets",
    "TopItems",
    "ValueGroup",
    "WriteError",
    "analyse",
    "antecedent_names",
    "assign_role",
    "associate_anew",
    "back_test",
    "basket_choices",
    "column_treatments",
    "compare_clusterings",
    "compare_models",
    "data_health",
    "evidence",
    "export_issues",
    "export_workbook",
    "given_names",
    "inspect_files",
    "is_read",
    "left_out_sentence",
    "model_choices",
    "options_from_mapping",
    "options_from_toml",
    "own_purchases",
    "persona_of",
    "persona_rules",
    "products_kept_out",
    "profile",
    "proof_sentence",
    "propose",
    "propose_days",
    "read_dataset",
    "rename_cluster",
    "resolve",
    "rule_sentences",
    "said_and_taken",
    "segment_columns",
    "segment_sizes",
    "silent",
    "summary",
    "unknown_on_lists",
    "with_names",
    "withdraw",
]


def __getattr__(name: str) -> Any:
    for module, names in _HOME.items():
        if name in names:
            value = getattr(import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'engine' has no attribute {name!r}")
