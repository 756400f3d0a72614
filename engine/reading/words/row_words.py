"""The language of rows that are no lines: totals, page headers and footers, separators."""

from __future__ import annotations

TOTAL_LABEL = (
    r"(?i)^\W*("
    r"((grand|sub|report|page|overall|running|invoice|customer|group)[ -]?)?totals?|sub ?totals?|sum of|"
    r"(carried|brought|carry|bring|balance)[ -]?(forward|down)|"
    r"gesamt(summe|betrag|ergebnis|umsatz|wert)?|\w*summe|[uü]bertrag|saldovortrag|"
    r"total g[eé]n[eé]ral|sous[ -]?total|somme|totaux|suma|soma|somma|"
    r"totale|subtotale|totaal|(sub|eind)totaal|totales|subtotales|totais|subtotal geral"
    r")([^\w-]|\d|$)"
    r"|^[^\w*]*(sum|result|overall result|ergebnis|[aà] reporter|riporto|transporte?|som|c/f|b/f)\W*$"
    r"|^\s*\*{1,4}\s*$"
)
"""A cell that starts as a total does in seven languages, or is one whole; also the stars of a SAP list."""

TOTAL_ENDING = (
    r"(?i)\w.*[\s:·-](total|subtotal|ergebnis|teilergebnis|summe|zwischensumme|gesamt|totaal|totale|subtotale|"
    r"sous-total|resultado|r[eé]sultat|risultato|resultaat)\W*$"
)
"""A cell that ends as the subtotals of Excel do: “ACME Total”, “ACME Ergebnis”."""

BARE_TOTAL = (
    r"(?i)^\W*(grand |sub[ -]?|overall )?(totals?|gesamt|summe|zwischensumme|gesamtsumme|total g[eé]n[eé]ral|"
    r"sous-total|somme|suma|soma|somma|totale|totaal|subtotaal|subtotale|[uü]bertrag|ergebnis|gesamtergebnis)\W*$"
)
"""A cell that is the word for a total and nothing else."""

PAGE_NOTE = (
    r"(?i)(^|\W)(page|seite|pagina|p[áa]gina|blatt|pag\.)\s*[:#]?\s*\d+(\s*(of|von|de|di|van|sur|da|/)\s*\d+)?(\W|$)"
    r"|^\W*(printed|print(ing)? date|run (date|time)|report (date|time|run)|created|generated|exported|extracted|"
    r"gedruckt|druckdatum|erstellt|ausgedruckt|ausgegeben|imprim[ée]|[ée]dit[ée]|[ée]dition|stampat[oa]|impres[os]o?|"
    r"emitido|afgedrukt|geprint|uitgeprint)[\s:].*(\d|\b(on|by|am|von|le|par|il|el|por|em|op|door)\b)"
    r"|^\W*(end of (the )?(report|list|data)|ende der liste|ende des berichts|fin del? (l[ae] )?(informe|liste|rapport)|"
    r"fine (del )?(rapporto|report|elenco)|einde (van het )?(rapport|lijst)|continued|\(?continued on|"
    r"records? (selected|found)|\d[\d.,]* (records?|rows?|lines?|datens[äa]tze|zeilen|lignes?|l[ií]neas|righe|regels)"
    r"( (selected|found|printed|listed|ausgew[äa]hlt|gefunden))?)\W*$"
)
"""A page number, a print date, or the end of a report, in seven languages."""

RULE = r"^[-=_~+|*#.:\s–—─━═]*[-=_~–—─━═]{2,}[-=_~+|*#.:\s–—─━═]*$"
"""A line drawn with signs."""
