"""The figures of the worked example, written down once, by hand."""

from __future__ import annotations

CUSTOMERS = """\
C001 | Northeast | Construction | BuildRight Contractors LLC | Commercial
C002 | Northeast | Construction | HomeWorks General Contracting | Commercial
C003 | Northeast | Painting | ProPaint Services Inc | Commercial
C004 | Northeast | Painting | ColorSplash Painters | Small Business
C005 | Northeast | Plumbing | QuickFix Plumbing | Small Business
C006 | Southeast | Construction | Southern Builders Co | Commercial
C007 | Southeast | Construction | Apex Construction Group | Commercial
C008 | Southeast | Electrical | Bright Electric Solutions | Commercial
C009 | Southeast | Painting | Coastal Painters LLC | Small Business
C010 | Southeast | HVAC | CoolAir Systems | Commercial
"""

NAMED_PRODUCTS = """\
P001 | DeWalt | Power Tools | Cordless Drills | DeWalt 20V MAX Cordless Drill Kit
P002 | DeWalt | Power Tools | Circular Saws | DeWalt 7-1/4 Circular Saw
P003 | Milwaukee | Power Tools | Impact Drivers | Milwaukee M18 Impact Driver
P006 | Stanley | Hand Tools | Hammers | Stanley 16oz Claw Hammer
P007 | Stanley | Hand Tools | Tape Measures | Stanley 25ft Tape Measure
P011 | Grip-Rite | Fasteners | Framing Nails | Grip-Rite 3-Inch Framing Nails 5lb
P012 | Grip-Rite | Fasteners | Finishing Nails | Grip-Rite 2-Inch Finishing Nails 5lb
P016 | Behr | Paints | Interior Paint | Behr Premium Plus Interior Paint Gallon
P017 | Behr | Paints | Exterior Paint | Behr Premium Plus Exterior Paint Gallon
P021 | Purdy | Painting Supplies | Paint Brushes | Purdy 2.5-Inch Angle Brush
P022 | Wooster | Painting Supplies | Paint Rollers | Wooster 9-Inch Roller Cover 3-Pack
P026 | SharkBite | Plumbing | Pipe Fittings | SharkBite 1/2-Inch Push Fittings
P027 | Charlotte Pipe | Plumbing | PVC Pipes | Charlotte 3-Inch PVC Pipe 10ft
P031 | Southwire | Electrical | Romex Wire | Southwire 14/2 Romex 250ft
P032 | Leviton | Electrical | Outlets | Leviton Duplex Outlets 10-Pack
"""

DESCRIBED_PRODUCTS = {  # L2 category, and a word of the product or its L3 category
    "P004": ("Power Tools", "reciprocating saw"),
    "P005": ("Power Tools", "grinder"),
    "P050": ("Power Tools", "nail gun"),
    "P009": ("Hand Tools", "pliers"),
    "P010": ("Hand Tools", "wire stripper"),
    "P013": ("Fasteners", "construction screws"),
    "P014": ("Fasteners", "concrete screws"),
    "P015": ("Fasteners", "structural screws"),
    "P041": ("Fasteners", "joist hanger"),
    "P018": ("Paints", "primer"),
    "P020": ("Paints", "regal select"),
    "P023": ("Painting Supplies", "tape"),
    "P025": ("Painting Supplies", "drop cloth"),
    "P028": ("Plumbing", "pvc cement"),
    "P029": ("Plumbing", "kitchen faucet"),
    "P030": ("Plumbing", "shower head"),
    "P046": ("Building Materials", "plywood"),
}

LISTED_LINES = """\
C001 P001 4 2024-01-31 · C001 P015 47 2024-02-16 · C001 P007 22 2024-03-21 · C001 P012 22 2024-03-22
C001 P006 3 2024-03-30 · C001 P004 2 2024-04-14 · C003 P016 25 2024-02-10 · C003 P021 18 2024-02-10
C003 P022 30 2024-02-15 · C003 P017 40 2024-03-20 · C005 P026 15 2024-01-15 · C005 P027 8 2024-01-20
C005 P029 3 2024-02-10
"""

BASKETS = {  # total quantity / times bought
    "C001": "P001 13/2 · P002 7/1 · P003 2/1 · P004 2/1 · P005 6/1 · P006 3/1 · P007 22/1 · P010 8/1 · P012 90/2 · "
    "P013 147/2 · P014 53/1 · P015 146/2 · P041 67/2 · P046 45/1 · P050 5/1",
    "C003": "P016 95/4 · P017 120/3 · P018 50/2 · P020 30/1 · P021 48/3 · P022 75/3 · P023 12/2 · P025 8/1 · P007 3/1",
    "C005": "P026 85/6 · P027 42/5 · P028 15/3 · P029 12/4 · P030 8/2 · P006 5/2 · P009 8/2 · P001 2/1 · P011 10/1",
}

CATEGORIES = (
    "Power Tools",
    "Hand Tools",
    "Fasteners",
    "Building Materials",
    "Paints",
    "Painting Supplies",
    "Plumbing",
    "Electrical",
)

NORTHEAST = {
    "C001": (35, 33, 503, 45, 0, 0, 0, 0),
    "C002": (28, 25, 425, 38, 0, 0, 0, 0),
    "C003": (0, 3, 0, 0, 295, 143, 0, 0),
    "C004": (0, 5, 0, 0, 220, 115, 0, 0),
    "C005": (2, 13, 10, 0, 0, 0, 162, 0),
}

BUILDERS_AND_PLUMBER, PAINTERS = frozenset({"C001", "C002", "C005"}), frozenset({"C003", "C004"})
MEAN_QUANTITIES = {
    BUILDERS_AND_PLUMBER: (21.7, 23.7, 312.7, 27.7, 0, 0, 54, 0),
    PAINTERS: (0, 4, 0, 0, 257.5, 129, 0, 0),
}
BUILDERS, PLUMBER_WITH_PAINTERS = frozenset({"C001", "C002"}), frozenset({"C003", "C004", "C005"})

Basket = dict[str, tuple[int, int]]
Clusters = set[frozenset[str]]


def fields_of(text: str) -> list[list[str]]:
    return [line.split(" | ") for line in text.splitlines()]


def expected_basket(customer: str) -> Basket:
    entries = (entry.split() for entry in BASKETS[customer].split(" · "))
    return {product: (int(figures.split("/")[0]), int(figures.split("/")[1])) for product, figures in entries}
