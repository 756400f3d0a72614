"""Method, as far as the order of the recommendations is concerned: what ranks them, with which settings, and why."""

from __future__ import annotations

from engine.counting import counted
from engine.options import RecommendOptions
from engine.proving.proof import BackTest
from engine.proving.proof_words import METHOD_WORDS
from engine.workbook.contents import Contents

_HOW = {
    "peers": "Products that more of the peers buy come first.",
    "rules": "First come products to which rules lead from what the customer buys, among those that peers buy: "
    "0.45 × confidence + 0.20 × support + 0.20 × lift + 0.15 × how lately the first half was bought.",
    "affinity": "First come products that go with all that the customer buys, among those that peers buy "
    "(EASE, Steck 2019, on purchases that count less the older they are).",
}


def ranking(contents: Contents) -> str:
    """What ranks the recommendations, how, and why it does."""
    options = contents.analysis.options.recommending
    named = METHOD_WORDS[options.method]
    settings = f" {_settings(options)}" if options.method == "affinity" else ""
    return f"By {named}. {_HOW[options.method]}{settings} {_why(contents.analysis.proof, options)}"


def _settings(options: RecommendOptions) -> str:
    age = (
        f"A purchase counts half after {counted(options.half_life, 'day')}"
        if options.half_life
        else "All purchases count alike"
    )
    rise = f"products on the rise in the last {counted(options.momentum_days, 'day')} count more, to the power {options.momentum:g}"
    return f"{age}; ridge {options.ridge:,g}; {rise if options.momentum else 'products on the rise count no more than others'}."


def _why(proof: BackTest | None, options: RecommendOptions) -> str:
    if proof is None:
        return "This run was not to prove the methods."
    if not proof.methods:
        return proof.sentence
    ours = proof.of(options.method).ndcg.value
    beside = f"NDCG@{proof.n} {ours:.3f} in the back-test, bestsellers {proof.of('bestsellers').ndcg.value:.3f}"
    if not proof.enough:
        return f"Too few customers tell which method is better: {beside}."
    if proof.best == options.method:
        return f"Of the methods that can rank a list it did best: {beside}."
    best = f"{METHOD_WORDS[proof.best]} {proof.of(proof.best).ndcg.value:.3f}"
    return f"The options ask for it: {beside}, {best}."
