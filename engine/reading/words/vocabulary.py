"""The words of column headers, as ERPs and spreadsheets write them, and the idea behind each: one word at a time.

Languages: English, German, French, Spanish, Italian, Dutch, Portuguese; SAP field names. All words are in the form
that `words.normal` gives: lower case, no accents, no punctuation.
"""

from __future__ import annotations

_IDEAS: dict[str, str] = {
    "customer": """customer customers cust client clients account accounts acct buyer purchaser household hshd member
        partner card consumer shopper dealer reseller user kunde kunden klient debitor debitoren abnehmer
         cliente clienti clientes klant klanten debiteur afnemer cli deb bp acheteur comprador acquirente tiers entidade entidad debtor debtors konto compte conto cuenta conta cus cst cstmr clt clte cte kdn abnehmernr relatie rekening afnemers verkooprelatie""",
    "contact": "contact kontakt contacto contatto contato",
    "company": "company firma firm organisation organization entreprise societe empresa azienda bedrijf business",
    "sold to": """soldto sellto auftraggeber""",
    "bill to": "billto invoicedto payer regulierer rechnungsempfanger",
    "store": "store shop outlet filiale magasin tienda negozio winkel loja",
    "ship to": "shipto deliverto consignee warenempfanger lieferadresse",
    "product": """product products service services prod item items article articles art material materials mat part parts good goods
        artikel produkt produkte ware matl producto productos produto produtos prodotto prodotti produit produits articulo
        articulos articolo articoli artigo artigos materiale referencia teil teile itm prd waren artike produktartikel prods mercadoria merce leistung concept""",
    "barcode": """barcode ean ean13 upc gtin asin isbn strichcode codbar gtin13 codigobarras""",
    "sku": "sku stockcode stockitem itemcode",
    "invoice": """invoice invoices inv bill billing document doc voucher rechnung rechnungs rechnungen faktura beleg belege
        facture factures factura facturas fattura fatture factuur facturen fatura faturas nota documento belegnr
        rg rgnr rechn fact fatt nf nfe ivc fra fakt fakturen bel piece invoicehead invcd fat""",
    "order": """order orders ordered auftrag auftrags bestellung bestell commande commandes pedido pedidos ordine ordini
        bestelling encomenda po so purchaseorder sop bestellungen encargo""",
    "basket": """basket transaction trans receipt ticket bon visit session cart kassenbon scontrino recibo kassabon txn trx tran transaktion transaccion transazione transacao verkaufsbeleg""",
    "id": """id ids no nos nmbr numbe nr num number nbr numb code codes key ident identifier identification ref reference nummer
        numero numeros kode codigo codice cod kennung schlussel n sleutel clave rut nro cd kennnummer nummern cde numer""",
    "name": """name names nom noms nombre nome nomi naam namen intitule   nm denominazione denominacion denominacao denominazioni particulars matchcode kurzname""",
    "description": """description descriptions desc descr text kurztext langtext beschreibung title designation libelle bez
        descripcion descrizione omschrijving descricao   designacao glosa bezeichnung benennung bezeichn descrip omschr oms desig lib concepto concetto detalle dettaglio label intituleligne warenbezeichnung wording""",
    "quantity": """quantity quantities qty qnty quant units pieces pcs pc cases boxes bottles cartons volume vol menge anz anzahl stuck stucke stueck
        stk quantite qte cantidad cant quantita qta aantal quantidade qtd qtde unites unidades unita hoeveelheid
        pezzi piezas uds unds ud pz pzs mge anzahlen aant qtes qtt unids pzas stueckzahl stuckzahl qtys ctd hoev aantallen colli""",
    "price": """price prices preis preise prix precio prezzo prijs preco rate tarif pu vkpreis prce prc px pv vkp precios prezzi pricing""",
    "amount": """amount amounts amt value values revenue revenues turnover umsatz umsatze betrag wert montant importe
        importo bedrag valor valeur valore fatturato omzet facturacion faturamento vlr erlos erlose spend spent
        chiffreaffaires ca proceeds ingresos ricavi
        imponibile amnt mt mtt montants importes importi bedragen val vl imp erloes""",
    "sales": "sales sale sold verkauf verkaufs vente ventes venta ventas vendita vendite verkoop venda vendas vk",
    "total": """total totals xtnd extended ext summe gesamt totale totaal somme zeilensumme zwischensumme gesamtsumme totaux totales totali subtotaal""",
    "line": """line lines ln position pos zeile posten ligne linea riga regel linha row zeilen positionen lignes lineas righe regels linhas posiciones""",
    "unit": "unit each single per einzel unitaire unitario unitaria stuk stuks unite unidad unidade eenheid einheit einheits",
    "net": """net netto nett ht neto excl excluding exclusive ohne hors senza sin sem exkl untaxed liquido liquida neta nette netta exclus nt zonder""",
    "gross": """gross brutto ttc bruto lordo incl including inkl bruta brutta iliquido inclusief btoo""",
    "cost": """cost costs cogs kosten einstand einstandspreis ek cout couts costo costi custo kostprijs coste einkauf einkaufspreis einstands custos costes kost revient inkoop inkoopprijs wareneinsatz verrechnungswert selbstkosten""",
    "purchase": "purchase purchases purchased einkaufe achat achats compra compras acquisto",
    "tax": """tax taxes vat mwst ust steuer tva iva btw gst impuesto imposta imposto taxe ivas icms ipi impuestos imposte impots belasting sst hst pst""",
    "freight": "freight porto fracht frachtkosten versandkosten flete frete postage carriage",
    "discount": """discount discounts disc rabatt remise descuento sconto korting desconto skonto rebate disct dto dcto descto descuentos sconti remises escompte kortingen desc1 provvigione provision commission""",
    "margin": """margin margins profit profits marge margen margine margem deckungsbeitrag rohertrag gewinn benefice
        beneficio winst contribution gp db grossprofit gm benef rohgewinn handelsspanne db1 db2 utile lucro""",
    "date": """date dates datum fecha timestamp timestmp datetime day tag jour dia giorno dag dat fec fechas datums journee""",
    "data": "data dt",
    "time": "time hour uhrzeit zeit heure hora ora tijd",
    "month": "month period yearmonth monat periode mois mes mese maand",
    "later": """due delivery delivered ship shipped shipping shipment dispatch created creation modified changed updated
        entry entered received start end first last required requested promised lieferung liefer versand
        fallig falligkeit livraison echeance entrega vencimiento consegna scadenza levering lieferungs leistungs shpd faelligkeit valuta vencto venc venct vto echeances leverings verval vervaldatum wertstellung vencimento liquidacion eingang anlage angelegt""",
    "settled": "payment paid pago paiement pagamento bezahlt zahlung betaling",
    "past": "birth since opened enrollment joined seit geburt naissance",
    "region": """region regions regional area territory district zone gebiet bezirk vertriebsgebiet verkaufsgebiet regione
        regiao zona secteurgeographique rgn terr territories vertriebsregion regionen regioni regiones gebiete verkaufsregion salesdistrict zonas rayon""",
    "country": """country countries land pays pais paese nation ctry landen nazione staat""",
    "state": """state province county bundesland provincia provincie estado stato canton kanton prefecture prov uf departement dpt provincias provinz depto distrito""",
    "end use": """enduse endmarket industry industries sector sectors trade vertical branche branchen secteur
        settore setor ramo industria lineofbusiness marketsegment naics sic anwendungsbereich giro""",
    "segment": "segment segments segmento market segmentation",
    "channel": "channel vertriebsweg vertriebskanal canal canale kanaal kanal",
    "type": "type types typ art tipo soort kind",
    "class": "class classes classification klasse klassifizierung classe clase klassifikation abc tier",
    "category": """category categories cat categ kategorie kategorien categorie categoria categorias categorieen cate catg kat katg""",
    "group": """group groups grp gruppe gruppen groupe grupo gruppo groep hierarchy hierarchie gr grupos gruppi groepen""",
    "product group": """warengruppe warengruppen artikelgruppe produktgruppe materialgruppe productgroep sortiment assortment wgr warengr artgruppe artgrp produktgrp warengrp artikelgrp hauptwarengr""",
    "department": """department dept abteilung rayon departamento reparto afdeling division commodity sparte """,
    "family": """family famille familia famiglia familie produktfamilie fam familles famiglie gamme""",
    "sub": "sub unter sous sotto",
    "main": "main haupt principal hoofd primary top parent",
    "brand": """brand brands manufacturer mfr mfg make marke hersteller marque fabricant marca fabricante marchio produttore merk fabrikant maker brd fabrikat marken markenname producent""",
    "vendor": "vendor supplier lieferant lieferanten fournisseur proveedor fornitore leverancier fornecedor",
    "function": "functionality function application usage funktion funktionalitat anwendung fonction funcion applicazione toepassing",
    "unit of measure": """uom um measure masseinheit mengeneinheit basismengeneinheit me bme vme packaging uofm unm einheiten mengeneinh einheitencode einh ium umb umv unitmeasure vpe mee""",
    "pack size": """vpe packsize verpackungseinheit packungseinheit verpackungsmenge gebindegrosse packungsgrosse packgrosse verpackungsgrosse
        colisage conditionnement verpakkingseenheid verpakkingsgrootte""",
    "discontinued": """discontinued discontinuation obsolete obsoleto obsoleta auslaufartikel auslaufend ausgelaufen ausgelistet delisted
        descatalogado descontinuado descontinuada discontinuado""",
    "warehouse": "warehouse whse lagerort lagerplatz depot depots magazzino armazem almacen magazijn",
    "stock": """stock instock available availability inventory onhand bestand lager lagerbestand verfugbar verfugbarkeit
        disponible disponibilite disponibile disponibilita voorraad beschikbaar estoque disponivel lieferbar stocked""",
    "weight": "weight gewicht poids peso kg kgs lbs ntgew brgew",
    "rep": """rep reps representative manager salesrep salesperson salesman seller accountmanager salesemployee vertreter
        verkaufer aussendienst aussendienstmitarbeiter kundenbetreuer betreuer vendeur commercial representant vendedor
        comercial agente agent venditore verkoper vertegenwoordiger accountmanagers accountowner keyaccountmanager
        salesmanager vertriebsmitarbeiter vertriebsbeauftragter slsmn slsman slsm slprsn salesrepid comisionista adm employee employees mitarbeiter sachbearbeiter agents salesmen verkaeufer vend salespersons werknemer vertr kam acctmgr slp delegado promotor ag taker vert""",
    "list": "list liste lista catalogue catalog standard base recommended rrp msrp katalog listen",
    "status": """status flag statut statuts zahlstatus""",
    "size": "size age income limit terms comp count years ranking score pack min max minimum maximum open back backorder reserved",
    "address": """address street city town zip postcode plz ort stadt strasse phone fax website url
        adresse ville ciudad citta stad cp telephone latitude longitude lat lon cidade municipio localidad localidade poblacion domicilio morada endereco indirizzo comune localita woonplaats plaats cap cep telefono telefone telefoon telefon tel mobile ph handy anschrift hausnummer mobil fon suburb""",
    "email": "email mail emailaddress",
    "currency": """currency curr waehrung wahrung devise moneda valuta moeda wkz cur waerung wahrg devises divisa valute munt fx wahr""",
    "internal": "internal intern interne interno interna uuid guid",
    "issue": "issued issue emission emision emissione emissao ausstellungsdatum ausstellung",
    "tax number": "nif cif cnpj cpf piva gstin siret siren kvk cuit rfc ruc ustid ustidnr steuernummer contribuinte ncont",
    "running": "running cumulative cumul kumuliert acumulado acumulada cumulato balance saldo solde opening closing cumulatief",
    "memo": "memo narration buchungstext",
    "model": "model modell modele modelo modello",
    "delivery note": "lieferschein lieferscheinnummer albaran albaranes ddt pakbon packing bl guia remito",
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

_FILLERS = """the of a an de du des d l la le les el los las del der die das von dem den di da do dos das delle della het een
    van in im en et und and y e eur euro euros usd gbp dollar dollars chf s sek dkk nok pln lcy fcy local my our ihre pro par por per zum
    zur actual invoiced billed invcd posting posted booking party pt merceologica
    invc dtl hdr hd det detail details tbl domestic invoicehead"""
FILLERS = frozenset(_FILLERS.split())
"""Words that carry no idea."""
