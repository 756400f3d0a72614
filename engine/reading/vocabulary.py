"""The words of column headers, as ERPs and spreadsheets write them, and the idea behind each.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese; SAP field names. All words are in the form
that `words.normal` gives: lower case, no accents, no punctuation.
"""

from __future__ import annotations

_IDEAS: dict[str, str] = {
    "customer": """customer customers cust client clients account accounts acct buyer purchaser household hshd member
        partner card consumer shopper dealer reseller user kunde kunden klient debitor debitoren abnehmer
        auftraggeber cliente clienti clientes klant klanten debiteur afnemer acheteur comprador acquirente""",
    "company": "company firma firm organisation organization entreprise societe empresa azienda bedrijf business",
    "sold to": "soldto sellto",
    "bill to": "billto invoicedto payer regulierer rechnungsempfanger",
    "store": "store shop outlet filiale magasin tienda negozio winkel loja",
    "ship to": "shipto deliverto consignee warenempfanger lieferadresse",
    "product": """product products service services prod item items article articles art material materials mat part parts good goods
        artikel produkt produkte ware producto productos produto produtos prodotto prodotti produit produits articulo
        articulos articolo articoli artigo artigos materiale referencia""",
    "barcode": "barcode ean ean13 upc gtin asin isbn strichcode",
    "sku": "sku stockcode stockitem itemcode",
    "invoice": """invoice invoices inv bill billing document doc voucher rechnung rechnungs rechnungen faktura beleg belege
        facture factures factura facturas fattura fatture factuur facturen fatura faturas nota documento belegnr
        rg rgnr rechn""",
    "order": """order orders ordered auftrag auftrags bestellung bestell commande commandes pedido pedidos ordine ordini
        bestelling encomenda po so purchaseorder sop""",
    "basket": "basket transaction trans receipt ticket bon visit session cart kassenbon scontrino recibo kassabon",
    "id": """id ids no nos nmbr numbe nr num number nbr numb code codes key ident identifier identification ref reference nummer
        numero numeros kode codigo codice cod kennung schlussel n sleutel clave""",
    "name": "name names nom noms nombre nome nomi naam namen bezeichnung benennung",
    "description": """description descriptions desc descr text kurztext langtext beschreibung title designation libelle bez
        descripcion descrizione omschrijving descricao denominacion denominazione""",
    "quantity": """quantity quantities qty qnty quant units pieces pcs pc cases boxes bottles cartons volume vol menge anzahl stuck stucke stueck
        stk quantite qte cantidad cant quantita qta aantal quantidade qtd qtde unites unidades unita hoeveelheid
        pezzi piezas uds unds ud pz pzs""",
    "price": "price prices preis preise prix precio prezzo prijs preco rate tarif pu vkpreis prce",
    "amount": """amount amounts amt value values revenue revenues turnover umsatz umsatze betrag wert montant importe
        importo bedrag valor valeur valore fatturato omzet facturacion faturamento erlos erlose spend spent
        chiffreaffaires ca proceeds ingresos ricavi
        imponibile""",
    "sales": "sales sale sold verkauf verkaufs vente ventes venta ventas vendita vendite verkoop venda vendas vk",
    "total": "total totals xtnd extended ext summe gesamt totale totaal somme zeilensumme",
    "line": "line lines ln position pos zeile posten ligne linea riga regel linha row",
    "unit": "unit each single per einzel unitaire unitario unitaria stuk stuks unite unidad unidade eenheid einheit einheits",
    "net": "net netto nett ht neto excl excluding exclusive ohne hors senza sin sem exkl untaxed",
    "gross": "gross brutto ttc bruto lordo incl including inkl",
    "cost": "cost costs cogs kosten einstand einstandspreis ek cout couts costo costi custo kostprijs coste einkauf einkaufspreis",
    "purchase": "purchase purchases purchased einkaufe achat achats compra compras acquisto",
    "tax": "tax taxes vat mwst ust steuer tva iva btw gst impuesto imposta imposto",
    "freight": "freight porto fracht frachtkosten versandkosten flete frete postage carriage",
    "discount": "discount discounts disc rabatt remise descuento sconto korting desconto skonto rebate",
    "margin": """margin margins profit profits marge margen margine margem deckungsbeitrag rohertrag gewinn benefice
        beneficio winst contribution gp db grossprofit""",
    "date": "date dates datum fecha timestamp timestmp datetime day tag jour dia giorno dag",
    "data": "data dt",
    "time": "time hour uhrzeit zeit heure hora ora tijd",
    "month": "month period yearmonth monat periode mois mes mese maand",
    "later": """due delivery delivered ship shipped shipping shipment dispatch created creation modified changed updated
        entry entered payment paid received start end first last required requested promised lieferung liefer versand
        fallig falligkeit livraison echeance entrega vencimiento consegna scadenza levering""",
    "past": "birth since opened enrollment joined seit geburt naissance",
    "region": """region regions regional area territory district zone gebiet bezirk vertriebsgebiet verkaufsgebiet regione
        regiao zona secteurgeographique""",
    "country": "country countries land pays pais paese nation",
    "state": "state province county bundesland provincia provincie estado stato canton kanton prefecture",
    "end use": """enduse endmarket industry industries sector sectors trade vertical branche branchen secteur
        settore setor ramo industria lineofbusiness marketsegment naics sic anwendungsbereich""",
    "segment": "segment segments segmento market segmentation",
    "channel": "channel vertriebsweg vertriebskanal canal canale kanaal kanal",
    "type": "type types typ art tipo soort kind",
    "class": "class classes classification klasse klassifizierung classe clase klassifikation abc tier",
    "category": "category categories cat categ kategorie kategorien categorie categoria categorias categorieen",
    "group": "group groups grp gruppe gruppen groupe grupo gruppo groep hierarchy hierarchie",
    "product group": "warengruppe warengruppen artikelgruppe produktgruppe materialgruppe productgroep sortiment assortment",
    "department": "department dept abteilung rayon departamento reparto afdeling division commodity sparte",
    "family": "family famille familia famiglia familie produktfamilie",
    "sub": "sub unter sous sotto",
    "main": "main haupt principal hoofd primary top parent",
    "brand": "brand brands manufacturer mfr mfg make marke hersteller marque fabricant marca fabricante marchio produttore merk fabrikant maker",
    "vendor": "vendor supplier lieferant lieferanten fournisseur proveedor fornitore leverancier fornecedor",
    "function": "functionality function application usage funktion funktionalitat anwendung fonction funcion applicazione toepassing",
    "unit of measure": "uom um measure masseinheit mengeneinheit basismengeneinheit me bme vme packaging",
    "stock": """stock instock available availability inventory onhand bestand lager lagerbestand verfugbar verfugbarkeit
        disponible disponibilite disponibile disponibilita voorraad beschikbaar estoque disponivel lieferbar stocked""",
    "weight": "weight gewicht poids peso kg kgs lbs ntgew brgew",
    "rep": """rep reps representative manager salesrep salesperson salesman seller accountmanager salesemployee vertreter
        verkaufer aussendienst aussendienstmitarbeiter kundenbetreuer betreuer vendeur commercial representant vendedor
        comercial agente agent venditore verkoper vertegenwoordiger accountmanagers accountowner keyaccountmanager
        salesmanager vertriebsmitarbeiter vertriebsbeauftragter""",
    "list": "list liste lista catalogue catalog standard base recommended rrp msrp katalog listen",
    "status": "status flag statut",
    "size": "size age income limit terms comp count years ranking score pack min max minimum maximum open back backorder reserved",
    "address": """address street city town zip postcode plz ort stadt strasse phone fax contact website url
        adresse ville ciudad citta stad cp telephone latitude longitude lat lon""",
    "email": "email mail emailaddress",
    "currency": "currency curr waehrung wahrung devise moneda valuta moeda",
    "1": "1 l1 level1 lvl1 i one",
    "2": "2 l2 level2 lvl2 ii two",
    "3": "3 l3 level3 lvl3 iii three",
    "4": "4 l4 level4 lvl4 5 l5 level5 6 iv v",
    "level": "level lvl ebene niveau nivel livello stufe",
}

WORDS: dict[str, tuple[str, ...]] = {}
"""Each known word and the ideas it may stand for; a few words have two ("art" is an article or a kind)."""
for _idea, _words in _IDEAS.items():
    for _word in _words.split():
        WORDS[_word] = (*WORDS.get(_word, ()), _idea)

COMPOUNDS: dict[str, tuple[str, ...]] = {
    "kd": ("customer",),
    "kdnr": ("customer", "id"),
    "kdname": ("customer", "name"),
    "artnr": ("product", "id"),
    "artbez": ("product", "description"),
    "lineitem": ("line", "product"),
    "mpn": ("brand", "product", "id"),
    "nettobetrag": ("net", "amount"),
    "qtyinvcd": ("invoice", "quantity"),
    "kunnr": ("customer", "id"),
    "kunag": ("sold to", "id"),
    "kunwe": ("ship to", "id"),
    "name1": ("customer", "name"),
    "matnr": ("product", "id"),
    "maktx": ("product", "description"),
    "arktx": ("product", "description"),
    "vbeln": ("invoice", "id"),
    "belnr": ("invoice", "id"),
    "aubel": ("order", "id"),
    "netwr": ("net", "amount"),
    "kzwi1": ("gross", "amount"),
    "fkimg": ("quantity",),
    "kwmeng": ("order", "quantity"),
    "fkdat": ("invoice", "date"),
    "erdat": ("later", "date"),
    "audat": ("order", "date"),
    "budat": ("invoice", "date"),
    "netpr": ("net", "price"),
    "matkl": ("product group",),
    "meins": ("unit of measure",),
    "vrkme": ("unit of measure",),
    "brsch": ("end use",),
    "bzirk": ("region",),
    "land1": ("country",),
    "regio": ("region",),
    "kdgrp": ("customer", "group"),
    "ktokd": ("customer", "group"),
    "vtweg": ("channel",),
    "vkgrp": ("rep",),
    "vrtnr": ("rep", "id"),
    "prdha": ("product", "group"),
    "waerk": ("currency",),
    "posnr": ("line", "id"),
    "unitprice": ("unit", "price"),
    "einzelpreis": ("unit", "price"),
    "stuckpreis": ("unit", "price"),
    "listenpreis": ("list", "price"),
    "verkaufspreis": ("price",),
    "rechnungsdatum": ("invoice", "date"),
    "belegdatum": ("invoice", "date"),
    "buchungsdatum": ("invoice", "date"),
    "subtotal": ("total",),
    "productline": ("family",),
    "subcategory": ("sub", "category"),
    "subcategorie": ("sub", "category"),
    "subcategoria": ("sub", "category"),
    "sottocategoria": ("sub", "category"),
    "unterkategorie": ("sub", "category"),
    "unterwarengruppe": ("sub", "category"),
    "untergruppe": ("sub", "category"),
    "subgroup": ("sub", "category"),
    "subclass": ("sub", "category"),
    "subfamily": ("sub", "category"),
    "subfamilia": ("sub", "category"),
    "hauptkategorie": ("main", "category"),
    "oberkategorie": ("main", "category"),
    "hauptwarengruppe": ("main", "category"),
    "razonsocial": ("customer", "name"),
    "ragionesociale": ("customer", "name"),
    "raisonsociale": ("customer", "name"),
    "gesamtpreis": ("total", "price"),
    "gesamtbetrag": ("total", "amount"),
}
"""Words that stand for several ideas at once."""

PHRASES: dict[str, str] = {
    "end use": "enduse",
    "end market": "endmarket",
    "end user segment": "enduse",
    "line of business": "lineofbusiness",
    "market segment": "marketsegment",
    "stock code": "stockcode",
    "stock item": "stockitem",
    "in stock": "instock",
    "on hand": "onhand",
    "sold to": "soldto",
    "sell to": "sellto",
    "purchase order": "purchaseorder",
    "customer po": "purchaseorder",
    "vk preis": "vkpreis",
    "art bez": "artbez",
    "u m": "uom",
    "e mail": "email",
    "email address": "email",
    "q ta": "qta",
    "q te": "qte",
    "q ty": "qty",
    "razao social": "razonsocial",
    "ship to": "shipto",
    "bill to": "billto",
    "invoiced to": "invoicedto",
    "deliver to": "deliverto",
    "account manager": "accountmanager",
    "account owner": "accountowner",
    "account executive": "accountmanager",
    "account rep": "salesrep",
    "key account manager": "keyaccountmanager",
    "customer rep": "salesrep",
    "sales rep": "salesrep",
    "sales person": "salesperson",
    "sales manager": "salesmanager",
    "sales employee": "salesemployee",
    "sales representative": "salesrep",
    "sales agent": "salesrep",
    "slsperson": "salesperson",
    "gross profit": "grossprofit",
    "gross margin": "grossprofit",
    "unit of measure": "uom",
    "unit of measurement": "uom",
    "units of measure": "uom",
    "sales unit": "uom",
    "created at": "created date",
    "paid at": "paid date",
    "base unit": "uom",
    "unite de mesure": "uom",
    "unidad de medida": "uom",
    "unidade de medida": "uom",
    "unita di misura": "uom",
    "razon social": "razonsocial",
    "ragione sociale": "ragionesociale",
    "raison sociale": "raisonsociale",
    "chiffre d affaires": "chiffreaffaires",
    "chiffre affaires": "chiffreaffaires",
    "credit limit": "limit",
    "credit note": "invoice",
    "product line": "family",
    "commodity code": "commodity",
    "year month": "yearmonth",
}
"""Words that mean something together; replaced by one word before single words are looked up."""

_FILLERS = """the of a an de du des d l la le les el los las del der die das von dem den di da do dos das delle della het een
    van in im en et und and y e eur euro euros usd gbp dollar dollars chf s sek dkk nok pln lcy fcy local my our ihre pro par por per zum
    zur actual invoiced billed invcd posting posted booking party pt merceologica"""
FILLERS = frozenset(_FILLERS.split())
"""Words that carry no idea."""
