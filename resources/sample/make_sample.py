"""Make the sample: ten customers, fifty products and 847 invoice lines of a made-up building-materials distributor.

    python resources/sample/make_sample.py [FOLDER]

Writes customers.csv, products.csv and invoices.csv into FOLDER (this folder by default), the same bytes every time:
the only source of chance is `Random.random()`, whose sequence Python promises to keep.

The baskets of C001, C003 and C005, the category totals of C002 and C004 and the listed lines are given; all other
lines are drawn job by job: a framing job takes nails, plywood and hangers together, a repaint takes paint, rollers
and tape, and each customer does the jobs of its trade. Some customers never buy a product their peers buy, or start
late, so that there is something to recommend and something to find again.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import TypeVar

SEED = 847

T = TypeVar("T")

CUSTOMERS = """\
customer_id,region,end_use,customer_name,customer_type,rep
C001,Northeast,Construction,BuildRight Contractors LLC,Commercial,Dana Whitfield
C002,Northeast,Construction,HomeWorks General Contracting,Commercial,Dana Whitfield
C003,Northeast,Painting,ProPaint Services Inc,Commercial,Luis Ortega
C004,Northeast,Painting,ColorSplash Painters,Small Business,Luis Ortega
C005,Northeast,Plumbing,QuickFix Plumbing,Small Business,Luis Ortega
C006,Southeast,Construction,Southern Builders Co,Commercial,Priya Raman
C007,Southeast,Construction,Apex Construction Group,Commercial,Priya Raman
C008,Southeast,Electrical,Bright Electric Solutions,Commercial,Priya Raman
C009,Southeast,Painting,Coastal Painters LLC,Small Business,Luis Ortega
C010,Southeast,HVAC,CoolAir Systems,Commercial,Priya Raman
"""

PRODUCTS = """\
product_id,brand,l2_category,l3_category,product_name,unit_price,unit_of_measure,in_stock
P001,DeWalt,Power Tools,Cordless Drills,DeWalt 20V MAX Cordless Drill Kit,149.00,each,yes
P002,DeWalt,Power Tools,Circular Saws,DeWalt 7-1/4 Circular Saw,139.00,each,yes
P003,Milwaukee,Power Tools,Impact Drivers,Milwaukee M18 Impact Driver,159.00,each,yes
P004,Milwaukee,Power Tools,Reciprocating Saws,Milwaukee M18 Reciprocating Saw,169.00,each,yes
P005,Makita,Power Tools,Angle Grinders,Makita 4-1/2-Inch Angle Grinder,89.00,each,yes
P006,Stanley,Hand Tools,Hammers,Stanley 16oz Claw Hammer,17.98,each,yes
P007,Stanley,Hand Tools,Tape Measures,Stanley 25ft Tape Measure,14.97,each,yes
P008,Empire,Hand Tools,Levels,Empire 48-Inch Magnetic Box Level,44.97,each,yes
P009,Channellock,Hand Tools,Pliers,Channellock 10-Inch Tongue and Groove Pliers,21.98,each,yes
P010,Klein Tools,Hand Tools,Wire Strippers,Klein Tools Wire Stripper and Cutter,24.97,each,yes
P011,Grip-Rite,Fasteners,Framing Nails,Grip-Rite 3-Inch Framing Nails 5lb,21.48,box,yes
P012,Grip-Rite,Fasteners,Finishing Nails,Grip-Rite 2-Inch Finishing Nails 5lb,19.98,box,yes
P013,GRK,Fasteners,Construction Screws,GRK R4 3-1/8-Inch Construction Screws 100-Pack,29.98,box,yes
P014,Tapcon,Fasteners,Concrete Screws,Tapcon 2-3/4-Inch Concrete Screws 75-Pack,23.97,box,yes
P015,Simpson Strong-Tie,Fasteners,Structural Screws,Simpson 6-Inch Structural Screws 50-Pack,42.98,box,yes
P016,Behr,Paints,Interior Paint,Behr Premium Plus Interior Paint Gallon,32.98,gallon,yes
P017,Behr,Paints,Exterior Paint,Behr Premium Plus Exterior Paint Gallon,36.98,gallon,yes
P018,KILZ,Paints,Primer,KILZ 2 All-Purpose Primer Gallon,24.98,gallon,yes
P019,Cabot,Paints,Wood Stain,Cabot Semi-Solid Deck Stain Gallon,46.98,gallon,yes
P020,Benjamin Moore,Paints,Interior Paint,Benjamin Moore Regal Select Interior Gallon,69.99,gallon,yes
P021,Purdy,Painting Supplies,Paint Brushes,Purdy 2.5-Inch Angle Brush,15.98,each,yes
P022,Wooster,Painting Supplies,Paint Rollers,Wooster 9-Inch Roller Cover 3-Pack,14.47,3-pack,yes
P023,ScotchBlue,Painting Supplies,Painter's Tape,ScotchBlue 1.88-Inch Painter's Tape 3-Pack,21.97,3-pack,yes
P024,DAP,Painting Supplies,Caulk,DAP Alex Plus Painter's Caulk 12-Pack,41.76,12-pack,yes
P025,Trimaco,Painting Supplies,Drop Cloths,Trimaco 9x12 Canvas Drop Cloth,26.98,each,yes
P026,SharkBite,Plumbing,Pipe Fittings,SharkBite 1/2-Inch Push Fittings,9.48,each,yes
P027,Charlotte Pipe,Plumbing,PVC Pipes,Charlotte 3-Inch PVC Pipe 10ft,27.98,each,yes
P028,Oatey,Plumbing,PVC Cement,Oatey All-Purpose PVC Cement 16oz,13.48,can,yes
P029,Moen,Plumbing,Kitchen Faucets,Moen Pull-Down Kitchen Faucet,179.00,each,yes
P030,Delta,Plumbing,Shower Heads,Delta 5-Spray Shower Head,54.98,each,yes
P031,Southwire,Electrical,Romex Wire,Southwire 14/2 Romex 250ft,98.00,roll,yes
P032,Leviton,Electrical,Outlets,Leviton Duplex Outlets 10-Pack,11.98,10-pack,yes
P033,Leviton,Electrical,Switches,Leviton Decora Rocker Switches 10-Pack,26.48,10-pack,yes
P034,Square D,Electrical,Circuit Breakers,Square D Homeline 20A Circuit Breaker,9.97,each,yes
P035,Carlon,Electrical,Electrical Boxes,Carlon 1-Gang New Work Electrical Box,1.28,each,yes
P036,Halo,Electrical,Recessed Lighting,Halo 6-Inch LED Downlight 4-Pack,57.97,4-pack,no
P037,Ideal,Electrical,Wire Connectors,Ideal Yellow Wire-Nut Connectors 100-Pack,12.98,box,yes
P038,Allied Tube,Electrical,Conduit,Allied 3/4-Inch EMT Conduit 10ft,11.34,each,yes
P039,Honeywell Home,Electrical,Thermostats,Honeywell Home T6 Pro Thermostat,84.00,each,yes
P040,Eaton,Electrical,Disconnects,Eaton 60A Air Conditioner Disconnect,18.97,each,yes
P041,Simpson Strong-Tie,Fasteners,Joist Hangers,Simpson LUS26 Galvanized Joist Hanger,1.98,each,yes
P042,Teks,Fasteners,Sheet Metal Screws,Teks #8 Sheet Metal Screws 280-Pack,18.48,box,yes
P043,Sheetrock,Building Materials,Drywall,Sheetrock UltraLight 1/2-Inch Drywall 4x8,15.48,sheet,yes
P044,Sheetrock,Building Materials,Joint Compound,Sheetrock All Purpose Joint Compound 4.5 Gallon,21.98,pail,yes
P045,Owens Corning,Building Materials,Insulation,Owens Corning R-13 Wall Insulation Roll,24.98,roll,no
P046,Georgia-Pacific,Building Materials,Plywood,Georgia-Pacific 3/4-Inch Sanded Plywood 4x8,58.97,sheet,yes
P047,Quikrete,Building Materials,Concrete Mix,Quikrete Concrete Mix 80lb,6.98,bag,yes
P048,Nashua,Building Materials,Foil Tape,Nashua 2.5-Inch Aluminum Foil Tape 60yd,15.98,roll,yes
P049,Master Flow,Building Materials,Flexible Duct,Master Flow 6-Inch Insulated Flexible Duct 25ft,47.98,each,yes
P050,Metabo HPT,Power Tools,Nail Guns,Metabo HPT 3-1/2-Inch Framing Nail Gun,229.00,each,yes
"""

GIVEN_LINES = """\
C001 P001 4 2024-01-31
C001 P015 47 2024-02-16
C001 P007 22 2024-03-21
C001 P012 22 2024-03-22
C001 P006 3 2024-03-30
C001 P004 2 2024-04-14
C003 P016 25 2024-02-10
C003 P021 18 2024-02-10
C003 P022 30 2024-02-15
C003 P017 40 2024-03-20
C005 P026 15 2024-01-15
C005 P027 8 2024-01-20
C005 P029 3 2024-02-10
"""

GIVEN_BASKETS = {  # product total/times
    "C001": "P001 13/2 P002 7/1 P003 2/1 P004 2/1 P005 6/1 P006 3/1 P007 22/1 P010 8/1 P012 90/2 P013 147/2 P014 53/1 "
    "P015 146/2 P041 67/2 P046 45/1 P050 5/1",
    "C003": "P016 95/4 P017 120/3 P018 50/2 P020 30/1 P021 48/3 P022 75/3 P023 12/2 P025 8/1 P007 3/1",
    "C005": "P026 85/6 P027 42/5 P028 15/3 P029 12/4 P030 8/2 P006 5/2 P009 8/2 P001 2/1 P011 10/1",
}

GIVEN_TOTALS = {  # units per L2 category
    "C002": {"Power Tools": 28, "Hand Tools": 25, "Fasteners": 425, "Building Materials": 38},
    "C004": {"Hand Tools": 5, "Paints": 220, "Painting Supplies": 115},
}

JOBS = {  # product chance least-most; the first product is what the job is about
    "framing": "P011 1 4-18 P046 .7 8-24 P013 .55 3-12 P041 .4 10-30 P006 .15 1-3 P002 .1 1-2 P050 .1 1-1",
    "deck": "P015 1 3-12 P041 .75 10-40 P013 .5 3-10 P047 .5 6-20 P019 .35 2-5 P002 .1 1-1",
    "drywall": "P043 1 10-40 P044 .85 2-8 P045 .5 4-14 P007 .15 1-2 P001 .1 1-1",
    "trim": "P012 1 3-12 P024 .5 1-3 P007 .2 1-2 P008 .15 1-1 P003 .15 1-1",
    "concrete": "P014 1 3-12 P047 .8 8-30 P005 .15 1-1 P008 .1 1-1",
    "tools": "P001 .45 1-2 P003 .4 1-2 P006 .45 1-4 P007 .4 1-4 P008 .3 1-2 P002 .25 1-1 P004 .2 1-1 P050 .15 1-1",
    "bath": "P026 1 4-12 P028 .55 1-2 P030 .5 1-3 P029 .4 1-2 P027 .4 1-4",
    "wiring": "P031 1 2-8 P035 .85 10-40 P037 .55 1-4 P034 .25 2-6 P010 .1 1-2",
    "devices": "P032 1 2-8 P033 .75 1-5 P036 .35 1-6 P037 .4 1-3",
    "panel": "P034 1 3-12 P038 .7 5-20 P031 .45 1-3 P014 .25 1-2",
    "cooling": "P040 1 1-4 P039 .65 1-4 P027 .45 2-6 P028 .4 1-2 P038 .3 2-6 P034 .3 1-4",
    "ducts": "P049 1 2-8 P048 .85 2-8 P042 .75 1-5 P009 .1 1-1",
    "bag": "P009 .5 1-3 P010 .45 1-3 P007 .35 1-3 P001 .3 1-2 P003 .3 1-2 P008 .2 1-1 P005 .15 1-1",
    "rooms": "P016 1 5-20 P022 .75 2-6 P023 .6 2-8 P018 .4 2-8 P025 .3 1-4 P024 .35 1-3 P021 .3 2-4 P007 .07 1-2",
    "cabinets": "P020 1 2-8 P021 .8 2-5 P023 .6 1-4 P018 .45 1-4",
    "outside": "P017 1 5-20 P021 .6 2-5 P018 .45 2-6 P024 .45 1-4 P025 .25 1-3 P019 .35 2-6",
    "patching": "P044 1 1-3 P043 .5 2-6 P012 .3 1-3 P016 .5 1-4 P001 .06 1-1",
}

SEASON = {"deck": range(4, 11), "outside": range(4, 11), "cooling": range(5, 10)}
"""Months in which a job is three times as frequent."""

HOLIDAYS = {date(2024, 5, 27), date(2024, 7, 4), date(2024, 9, 2), date(2024, 11, 28), date(2024, 12, 25)}


@dataclass(frozen=True)
class Habit:
    """What a customer does all year: its number of lines, its jobs by weight, what it never buys, what it buys only
    from some day on.
    """

    lines: int
    jobs: str
    never: str = ""
    late: str = ""


HABITS = {
    "C002": Habit(70, "framing 3 deck 1 drywall 2 trim 2 concrete 1.5 tools 5", "P004 P019 P024", "P014 2024-06-03"),
    "C004": Habit(44, "rooms 4 cabinets 1.5 outside 2", "P025", "P020 2024-05-06"),
    "C006": Habit(
        158,
        "framing 4 deck 2 drywall 1.5 trim 2 concrete 2 tools 2 bath .8 rooms .8",
        "P005 P008 P045",
        "P014 2024-11-07",
    ),
    "C007": Habit(
        141, "framing 2 drywall 3 trim 1.5 concrete 3 tools 2 rooms 1.2", "P002 P023 P041 P044", "P050 2024-11-12"
    ),
    "C008": Habit(136, "wiring 4 devices 3.5 panel 3 bag 1.5 concrete .3", "P005 P047", "P038 2024-11-05"),
    "C009": Habit(
        124, "rooms 4 cabinets .7 outside 2.5 patching 1.5 tools .3", "P003 P004 P025 P050", "P024 2024-11-14"
    ),
    "C010": Habit(108, "cooling 3 ducts 4 bag 1.5 panel .7", "P008 P031 P014", "P042 2024-11-12"),
}


@dataclass(frozen=True)
class Line:
    """One product on one invoice."""

    day: date
    customer: str
    product: str
    quantity: int


def main(folder: Path) -> None:
    """Write the three files into `folder`."""
    rng = Random(SEED)  # noqa: S311 - chance, not secrecy
    categories = {row["product_id"]: row["l2_category"] for row in table(PRODUCTS)}
    lines: list[Line] = []
    for customer, basket in GIVEN_BASKETS.items():
        lines += given_lines(rng, customer, basket)
    for customer, habit in HABITS.items():
        drawn = drawn_lines(rng, customer, habit)
        lines += scaled(drawn, categories, GIVEN_TOTALS[customer]) if customer in GIVEN_TOTALS else drawn
    lines.sort(key=lambda line: (line.day, line.customer, line.product))
    (folder / "customers.csv").write_text(CUSTOMERS, encoding="utf-8", newline="\n")
    (folder / "products.csv").write_text(PRODUCTS, encoding="utf-8", newline="\n")
    write_invoices(folder / "invoices.csv", lines, rng)


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV text."""
    return list(csv.DictReader(text.splitlines()))


def given_lines(rng: Random, customer: str, basket: str) -> list[Line]:
    """The listed lines of a customer, and what is missing to its basket on other days of the year."""
    listed = [line for line in map(parsed, GIVEN_LINES.splitlines()) if line.customer == customer]
    lines, days = list(listed), order_days(rng, 14)[3:]
    words = basket.split()
    for product, figures in zip(words[::2], words[1::2], strict=True):
        total, times = map(int, figures.split("/"))
        known = [line for line in listed if line.product == product]
        weights = [0.7 + 0.6 * rng.random() for _ in range(times - len(known))]
        parts = shares(total - sum(line.quantity for line in known), weights)
        lines += [
            Line(day, customer, product, part) for day, part in zip(taken(rng, days, len(parts)), parts, strict=True)
        ]
    return lines


def parsed(text: str) -> Line:
    """A listed line from its text."""
    customer, product, quantity, day = text.split()
    return Line(date.fromisoformat(day), customer, product, int(quantity))


def drawn_lines(rng: Random, customer: str, habit: Habit) -> list[Line]:
    """Exactly `habit.lines` lines: one job a day over the year, then lines struck out by chance until it fits."""
    words = habit.late.split()
    late = {product: date.fromisoformat(day) for product, day in zip(words[::2], words[1::2], strict=True)}
    lines: list[Line] = []
    for day in order_days(rng, habit.lines // 2):
        for product, quantity in job_lines(rng, picked_job(rng, habit.jobs, day.month)):
            if product not in habit.never.split() and day >= late.get(product, day):
                lines.append(Line(day, customer, product, quantity))
    return taken(rng, lines, habit.lines)


def order_days(rng: Random, count: int) -> list[date]:
    """`count` working days spread over 2024, at most one in each equal part of the year."""
    first, step = date(2024, 1, 2), 362 / count
    days = [first + timedelta(days=int((part + rng.random()) * step)) for part in range(count)]
    return sorted({next_open(day) for day in days})


def next_open(day: date) -> date:
    """The day itself, or the next one that is neither a Sunday nor a holiday."""
    while day.weekday() == 6 or day in HOLIDAYS:
        day += timedelta(days=1)
    return day


def picked_job(rng: Random, jobs: str, month: int) -> str:
    """A job by weight, and by season."""
    words = jobs.split()
    names = words[::2]
    weights = [
        float(weight) * (3 if month in SEASON.get(name, ()) else 1)
        for name, weight in zip(names, words[1::2], strict=True)
    ]
    point = rng.random() * sum(weights)
    for name, weight in zip(names, weights, strict=True):
        point -= weight
        if point < 0:
            return name
    return names[-1]


def job_lines(rng: Random, job: str) -> list[tuple[str, int]]:
    """What one job takes: products and quantities."""
    words = JOBS[job].split()
    basket = []
    for product, chance, span in zip(words[::3], words[1::3], words[2::3], strict=True):
        least, most = map(int, span.split("-"))
        needed, amount = rng.random(), rng.random()
        if needed < float(chance):
            basket.append((product, least + int(amount * (most - least + 1))))
    return basket


def scaled(lines: list[Line], categories: dict[str, str], totals: dict[str, int]) -> list[Line]:
    """The same lines with quantities that add up to the given total of each category."""
    result = []
    for category, total in totals.items():
        of_category = [line for line in lines if categories[line.product] == category]
        parts = shares(total, [line.quantity for line in of_category])
        result += [replace(line, quantity=part) for line, part in zip(of_category, parts, strict=True)]
    return result


def shares(total: int, weights: Sequence[float]) -> list[int]:
    """`total` in whole parts of at least 1, as near to `weights` as that allows (largest remainder)."""
    spare, whole = total - len(weights), sum(weights)
    exact = [spare * weight / whole for weight in weights]
    parts = [1 + int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: int(exact[i]) - exact[i])
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def taken(rng: Random, items: Sequence[T], count: int) -> list[T]:
    """`count` different items by chance."""
    left = list(items)
    return [left.pop(int(rng.random() * len(left))) for _ in range(count)]


def write_invoices(path: Path, lines: list[Line], rng: Random) -> None:
    """One invoice per customer and day; prices after the customer's discount, 2.5 % higher from July."""
    discount = {row["customer_id"]: 0.92 if row["customer_type"] == "Commercial" else 0.97 for row in table(CUSTOMERS)}
    price = {row["product_id"]: float(row["unit_price"]) for row in table(PRODUCTS)}
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["invoice_id", "customer_id", "product_id", "quantity", "invoice_date", "unit_price"])
        invoices = groupby(lines, key=lambda line: (line.day, line.customer))
        for number, ((day, customer), of_invoice) in enumerate(invoices, 1):
            season = 1.025 if day.month > 6 else 1.0
            for line in of_invoice:
                unit = price[line.product] * discount[customer] * season * (0.99 + 0.02 * rng.random())
                rows.writerow([f"INV-{number:04d}", customer, line.product, line.quantity, day, f"{unit:.2f}"])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
