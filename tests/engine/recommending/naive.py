"""The recommender said slowly, from its definition: loops over customers, products and peers."""

from __future__ import annotations

from statistics import median


def recommend_slowly(lines, rings, category_of=None, per_customer=10, prior=5.0, not_offered=()):
    """Offers as {customer: [(product, ring, buyers, peers, strength)]}.

    rings  list of (name, {customer: group}) from the cluster outwards; the groups of each must nest in the next
    """
    net, touched, spend = {}, {}, {}
    for customer, product, quantity in (line[:3] for line in lines):
        net[customer, product] = net.get((customer, product), 0) + quantity
        touched.setdefault(customer, set()).add(product)
    bought = {
        key for key, quantity in net.items() if quantity > 0 and any(line[:2] == key and line[2] > 0 for line in lines)
    }
    for key in bought:
        spend[key] = net[key]
    customers = sorted({customer for customer, _ in bought})
    products = sorted({product for _, product in touched_pairs(touched)})

    def members(level, customer):
        groups = rings[level][1]
        return [other for other in customers if groups[other] == groups[customer]]

    def strength(level, customer, product):
        peers = [other for other in members(level, customer) if other != customer]
        buyers = sum((other, product) in bought for other in peers)
        if level == len(rings) - 1:
            return buyers / max(len(peers), 1)
        wider = strength(level + 1, customer, product)
        return (buyers + prior * wider) / (len(peers) + prior)

    result = {}
    for customer in customers:
        offers = []
        reach = (
            {category_of[p] for other in members(0, customer) for p in products if (other, p) in bought}
            if category_of
            else None
        )
        for level, (name, _) in enumerate(rings):
            peers = [other for other in members(level, customer) if other != customer]
            candidates = []
            for product in products:
                buyers = [other for other in peers if (other, product) in bought]
                fresh = (
                    product not in touched[customer]
                    and product not in not_offered
                    and product not in {o[0] for o in offers}
                )
                reachable = level == 0 or reach is None or category_of[product] in reach
                if buyers and fresh and reachable:
                    earned = sum(spend[other, product] for other in buyers)
                    candidates.append((-strength(level, customer, product), -earned, product, len(buyers)))
            for minus, _, product, buyers in sorted(candidates)[: per_customer - len(offers)]:
                offers.append((product, name, buyers, len(peers), -minus))
        result[customer] = offers
    return result


def touched_pairs(touched):
    return {(customer, product) for customer, products in touched.items() for product in products}


def median_order(lines, members, product):
    """Median of what these customers order of a product at a time (one order = one line here)."""
    return median(line[2] for line in lines if line[0] in members and line[1] == product and line[2] > 0)
