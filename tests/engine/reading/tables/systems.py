"""Headers of sales exports as systems write them, each with what it means, and cells that such a column would hold.

“Header > role” is a column that plays a role, “Header > -kind” one that plays none and holds cells of that kind.
"""

from __future__ import annotations

import datetime as dt
import random

from engine import Role

SYSTEMS: dict[str, str] = {
    # SAP
    "SAP billing items": """VBELN > invoice_id; POSNR > -line; FKDAT > date; KUNAG > customer_id; NAME1 > customer_name;
        MATNR > product_id; ARKTX > product_name; FKIMG > quantity; VRKME > unit_of_measure; NETWR > amount; MWSBP > -tax;
        WAVWR > -cost; WAERK > -currency; MATKL > l2_category; VKORG > -constant; SPART > -text; WERKS > -constant; ERDAT > -entered""",
    "SAP order items": """VBELN > invoice_id; AUDAT > date; KUNNR > customer_id; NAME1 > customer_name; ORT01 > -city;
        PSTLZ > -zip; LAND1 > -country; BZIRK > region; KDGRP > customer_type; MATNR > product_id; MAKTX > product_name;
        KWMENG > quantity; NETPR > unit_price; NETWR > amount; WAERK > -currency; VKBUR > -office; VKGRP > rep""",
    "SAP list, English": """Billing Document > invoice_id; Item > -line; Billing Date > date; Sold-to Party > customer_id;
        Name of sold-to party > customer_name; Material > product_id; Description > product_name; Billed Quantity > quantity;
        Sales Unit > unit_of_measure; Net Value > amount; Tax Amount > -tax; Cost > -cost; Document Currency > -currency;
        Material Group > l2_category; Sales District > region; Created On > -entered; Sales Office > -office""",
    "SAP list, German": """Faktura > invoice_id; Position > -line; Fakturadatum > date; Auftraggeber > customer_id;
        Name Auftraggeber > customer_name; Material > product_id; Materialkurztext > product_name; Fakturierte Menge > quantity;
        VME > unit_of_measure; Nettowert > amount; Steuerbetrag > -tax; Verrechnungswert > -cost; Währg > -currency;
        Warengruppe > l2_category; Kundenbezirk > region; Regulierer > -payer; Werk > -constant""",
    "SAP Business One": """DocNum > invoice_id; DocDate > date; DocDueDate > -due; CardCode > customer_id; CardName > customer_name;
        ItemCode > product_id; Dscription > product_name; Quantity > quantity; Price > unit_price; DiscPrcnt > -discount;
        LineTotal > amount; VatSum > -tax; Currency > -currency; WhsCode > -warehouse; SlpName > rep; LineNum > -line""",
    # Microsoft Dynamics
    "Navision item ledger": """Entry No. > -entry; Posting Date > date; Document No. > invoice_id; Source No. > customer_id; Item No. > product_id;
        Description > product_name; Invoiced Quantity > quantity; Sales Amount (Actual) > amount; Cost Amount (Actual) > -costtotal;
        Location Code > -warehouse; Unit of Measure Code > unit_of_measure; Discount Amount > -discountamount""",
    "Business Central invoice lines": """Document No. > invoice_id; Line No. > -line; Sell-to Customer No. > customer_id; Sell-to Customer Name > customer_name;
        Posting Date > date; Shipment Date > -shipdate; Type > -constant; No. > product_id; Description > product_name; Quantity > quantity;
        Unit of Measure Code > unit_of_measure; Unit Price Excl. VAT > unit_price; Line Discount % > -discount; Line Amount Excl. VAT > amount;
        Amount Including VAT > -gross; Unit Cost (LCY) > -cost; Bill-to Customer No. > -payer; Item Category Code > l2_category""",
    "Business Central, German": """Belegnr. > invoice_id; Zeilennr. > -line; Verk. an Deb.-Nr. > customer_id; Verk. an Name > customer_name; Buchungsdatum > date;
        Nr. > product_id; Beschreibung > product_name; Menge > quantity; Einheitencode > unit_of_measure; VK-Preis ohne MwSt. > unit_price;
        Zeilenrabatt % > -discount; Zeilenbetrag > amount; Einstandspreis (MW) > -cost; Lagerortcode > -warehouse; Verkäufercode > rep""",
    "Dynamics AX": """InvoiceId > invoice_id; InvoiceDate > date; CustAccount > customer_id; CustName > customer_name; ItemId > product_id;
        Name > product_name; Qty > quantity; SalesUnit > unit_of_measure; SalesPrice > unit_price; LineAmount > amount; LineDisc > -discountamount;
        TaxAmount > -tax; CurrencyCode > -currency; SalesId > -order; LineNum > -line; CustGroup > customer_type""",
    "Dynamics GP": """SOPNUMBE > invoice_id; DOCDATE > date; CUSTNMBR > customer_id; CUSTNAME > customer_name; ITEMNMBR > product_id;
        ITEMDESC > product_name; QUANTITY > quantity; UOFM > unit_of_measure; UNITPRCE > unit_price; XTNDPRCE > amount; UNITCOST > -cost; SLPRSNID > rep;
        SALSTERR > region; LNITMSEQ > -line""",
    # Sage
    "Sage 50 UK": """No > invoice_id; Date > date; A/C > customer_id; Name > customer_name; Stock Code > product_id; Description > product_name;
        Quantity > quantity; Unit Price > unit_price; Disc % > -discount; Net Amount > amount; VAT Amount > -tax; T/C > -taxcode""",
    "Sage 100 France": """N° pièce > invoice_id; Date pièce > date; N° compte client > customer_id; Intitulé client > customer_name; Réf. article > product_id;
        Désignation > product_name; Qté > quantity; P.U. HT > unit_price; Remise > -discount; Montant HT > amount; Montant TTC > -gross;
        Prix de revient > -cost; Dépôt > -warehouse; Représentant > rep; Famille > l2_category""",
    "Sage 100 France, tables": """DO_Piece > invoice_id; DO_Date > date; CT_Num > customer_id; CT_Intitule > customer_name; AR_Ref > product_id; DL_Design > product_name;
        DL_Qte > quantity; DL_PrixUnitaire > unit_price; DL_MontantHT > amount; DL_MontantTTC > -gross; DL_PrixRU > -cost; DL_Ligne > -line""",
    "Sage 100 Germany": """Belegnummer > invoice_id; Belegdatum > date; Kundennummer > customer_id; Matchcode > customer_name; Artikelnummer > product_id;
        Bezeichnung 1 > product_name; Menge > quantity; ME > unit_of_measure; Einzelpreis > unit_price; Rabatt % > -discount; Gesamtpreis > amount;
        Rohertrag > margin; Vertreter > rep; USt.-ID > -vat""",
    "Sage 200 Spain": """Ejercicio > -year; Serie > -constant; Número Factura > invoice_id; Fecha Factura > date; Cód. Cliente > customer_id; Razón Social > customer_name;
        CIF/DNI > -vat; Cód. Artículo > product_id; Descripción Artículo > product_name; Unidades > quantity; Precio > unit_price; %Dto. > -discount;
        Importe Neto > amount; Cuota IVA > -tax; Provincia > region; Comisionista > rep; Cód. Familia > l2_category""",
    # small business, English
    "QuickBooks sales by customer": """Type > -doctype; Date > date; Num > invoice_id; Memo > product_name; Name > customer_id; Item > product_id; Qty > quantity;
        Sales Price > unit_price; Amount > amount; Balance > -running""",
    "QuickBooks Online": """Customer > customer_id; Date > date; Transaction Type > document_type; Num > invoice_id; Product/Service > product_id;
        Memo/Description > product_name; Qty > quantity; Sales Price > unit_price; Amount > amount; Balance > -running""",
    "Xero invoices": """ContactName > customer_id; EmailAddress > -email; POAddressLine1 > -address; POCity > -city; POPostalCode > -zip; InvoiceNumber > invoice_id;
        Reference > -blank; InvoiceDate > date; DueDate > -due; Total > -total; TaxTotal > -taxtotal; InvoiceAmountPaid > -total; InvoiceAmountDue > -zero;
        InventoryItemCode > product_id; Description > product_name; Quantity > quantity; UnitAmount > unit_price; Discount > -discount; LineAmount > amount;
        AccountCode > -constant; TaxType > -taxcode; TaxAmount > -tax; Currency > -currency; Status > -status""",
    "Zoho Books": """Invoice Date > date; Invoice ID > -internal; Invoice Number > invoice_id; Invoice Status > -status; Customer ID > customer_id; Customer Name > customer_name;
        Due Date > -due; PurchaseOrder > -blank; Currency Code > -currency; SubTotal > -total; Total > -totalgross; Balance > -zero; Item Name > product_id;
        Item Desc > -blank; Quantity > quantity; Item Price > unit_price; Item Total > amount; Item Tax % > -taxrate; Sales person > rep; GST Identification Number (GSTIN) > -vat""",
    "NetSuite": """Date > date; Period > -period; Type > -doctype; Document Number > invoice_id; Name > customer_id; Item > product_id; Memo > -text; Quantity > quantity;
        Item Rate > unit_price; Amount > amount; Sales Rep > rep; Internal ID > -internal; Account > -constant; Subsidiary > -constant; Location > -warehouse""",
    "NetSuite search": """Internal ID > -internal; Tran Date > date; Document Number > invoice_id; Customer : ID > customer_id; Customer : Company Name > customer_name;
        Item : Name > product_id; Item : Display Name > product_name; Quantity > quantity; Amount (Net) > amount; Est. Gross Profit > margin""",
    "MYOB": """Co./Last Name > customer_id; Addr 1 - Line 1 > -address; Invoice No. > invoice_id; Date > date; Customer PO > -blank; Item Number > product_id; Description > product_name;
        Quantity > quantity; Price > unit_price; Discount > -discount; Total > amount; Tax Code > -taxcode; Salesperson Last Name > rep""",
    "FreshBooks": """Client Name > customer_id; Invoice # > invoice_id; Date Issued > date; Invoice Status > -status; Date Paid > -due; Item Name > product_id;
        Item Description > product_name; Rate > unit_price; Quantity > quantity; Discount Percentage > -discount; Line Subtotal > amount; Tax 1 Amount > -tax; Line Total > -gross;
        Currency > -currency""",
    "Tally": """Date > date; Particulars > customer_id; Voucher Type > document_type; Voucher No. > invoice_id; Item Name > product_id; Quantity > quantity; Rate > unit_price; Value > amount;
        GSTIN/UIN > -vat; Narration > -text""",
    "Odoo": """Number > invoice_id; Invoice Date > date; Partner > customer_id; Invoice lines/Product > product_id; Invoice lines/Label > product_name; Invoice lines/Quantity > quantity;
        Invoice lines/Unit Price > unit_price; Invoice lines/Discount (%) > -discount; Invoice lines/Subtotal > amount; Due Date > -due; Salesperson > rep; Total > -total;
        Currency > -currency""",
    "Odoo, German": """Nummer > invoice_id; Rechnungsdatum > date; Partner > customer_id; Rechnungszeilen/Produkt > product_id; Rechnungszeilen/Menge > quantity;
        Rechnungszeilen/Preis pro Einheit > unit_price; Rechnungszeilen/Zwischensumme > amount; Fälligkeitsdatum > -due; Vertriebsmitarbeiter > rep""",
    "Infor M3": """IVNO > invoice_id; IVDT > date; CUNO > customer_id; CUNM > customer_name; ITNO > product_id; ITDS > product_name; IVQT > quantity; SAPR > unit_price; SAAM > amount;
        SMCD > rep; ITGR > l2_category; WHLO > -warehouse; UCOS > -cost""",
    "Infor XA": """Invoice No > invoice_id; Inv Dt > date; Cust # > customer_id; Cust Nm > customer_name; Prod Cd > product_id; Prod Desc > product_name; Inv Qty > quantity; Unit Prc > unit_price;
        Ext Amt > amount; Ext Cost > -costtotal; Terr > region; Slsmn > rep; Whse > -warehouse""",
    "Epicor": """InvoiceHead_InvoiceNum > invoice_id; InvoiceHead_InvoiceDate > date; Customer_CustID > customer_id; Customer_Name > customer_name; InvcDtl_PartNum > product_id;
        InvcDtl_LineDesc > product_name; InvcDtl_SellingShipQty > quantity; InvcDtl_UnitPrice > unit_price; InvcDtl_ExtPrice > amount; InvcDtl_Discount > -discountamount;
        SalesTer_TerritoryDesc > region; InvcDtl_IUM > unit_of_measure""",
    "Eclipse / Prophet 21": """invoice_no > invoice_id; invoice_date > date; customer_id > customer_id; customer_name > customer_name; ship2_name > -shipto; item_id > product_id;
        item_desc > product_name; qty_shipped > quantity; unit_of_measure > unit_of_measure; unit_price > unit_price; extended_price > amount; cogs_amount > -costtotal; salesrep_id > rep;
        supplier_id > brand; order_no > -order; freight_in > -zero""",
    # marketplaces and tills
    "Shopify orders": """Name > invoice_id; Email > customer_id; Financial Status > -status; Paid at > -firstdate; Currency > -currency; Subtotal > -firsttotal; Shipping > -firstzero;
        Taxes > -firsttotal; Total > -firsttotal; Discount Code > -blank; Created at > date; Lineitem quantity > quantity; Lineitem name > product_name; Lineitem price > unit_price;
        Lineitem compare at price > -blank; Lineitem sku > product_id; Billing Name > customer_name; Billing Zip > -firstzip; Billing Phone > -firstphone; Vendor > brand; Id > -firstinternal""",
    "WooCommerce": """Order Number > invoice_id; Order Status > -status; Order Date > date; First Name (Billing) > -text; Company (Billing) > customer_name; Email (Billing) > -email;
        Customer User ID > customer_id; Phone (Billing) > -phone; SKU > product_id; Item # > -line; Item Name > product_name; Quantity > quantity;
        Order Line Subtotal > amount; Order Total Amount > -total; Coupon Code > -blank""",
    "Magento": """increment_id > invoice_id; created_at > date; customer_id > customer_id; customer_email > -email; sku > product_id; name > product_name; qty_ordered > quantity; price > unit_price;
        row_total > amount; tax_amount > -tax; discount_amount > -discountamount; base_currency_code > -currency; grand_total > -total""",
    "Amazon seller": """amazon-order-id > invoice_id; purchase-date > date; last-updated-date > -shipdate; order-status > -status; sku > product_id; product-name > product_name; asin > -asin;
        quantity > quantity; currency > -currency; item-tax > -tax; shipping-price > -zero; buyer-email > customer_id; ship-city > -city; ship-state > region;
        ship-postal-code > -zip""",
    "Amazon vendor": """PO > invoice_id; Vendor > -constant; Ship to location > customer_id; ASIN > -asin; Model Number > product_id; Title > product_name; Order Date > date; Accepted quantity > quantity;
        Unit Cost > -cost; Total cost > -costtotal; Availability > in_stock""",
    "Square": """Date > date; Time > -time; Category > l2_category; Item > product_name; Qty > quantity; SKU > product_id; Gross Sales > -gross; Discounts > -discountamount; Net Sales > amount;
        Tax > -tax; Transaction ID > invoice_id; Customer ID > customer_id; Customer Name > customer_name; Location > -constant""",
    "Lightspeed": """Sale ID > invoice_id; Sale Date > date; Customer Name > customer_id; Item > product_name; System ID > product_id; Quantity > quantity; Retail > unit_price; Discounts > -discountamount;
        Subtotal > amount; Tax > -tax; Cost > -costtotal; Profit > margin; Employee > rep""",
    "Iowa liquor sales": """Invoice/Item Number > -entry; Date > date; Store Number > customer_id; Store Name > customer_name; Address > -address; City > -city; Zip Code > -zip; County > region;
        Category Name > l2_category; Vendor Name > brand; Item Number > product_id; Item Description > product_name; Pack > -pack; Bottle Volume (ml) > -pack; State Bottle Cost > -cost;
        State Bottle Retail > unit_price; Bottles Sold > quantity; Sale (Dollars) > amount; Volume Sold (Liters) > -volume""",
    # German
    "lexoffice": """Belegnummer > invoice_id; Belegdatum > date; Kundennummer > customer_id; Kunde > customer_name; Artikelnummer > product_id; Artikelbezeichnung > product_name;
        Menge > quantity; Einheit > unit_of_measure; Preis pro Einheit netto > unit_price; Rabatt > -discount; Gesamt netto > amount; Gesamt brutto > -gross; Steuersatz > -taxrate""",
    "Lexware": """Rg-Nr. > invoice_id; Rg.-Datum > date; Kd-Nr. > customer_id; Kd.-Name > customer_name; PLZ > -zip; Ort > -city; Art-Nr. > product_id; Art.Bez. > product_name; Anz. > quantity;
        E-Preis > unit_price; G-Preis > amount; MwSt-Betrag > -tax; Vertreter-Nr. > rep; WGR > l2_category""",
    "DATEV Auftragswesen": """Rechnungsnr. > invoice_id; Leistungsdatum > -shipdate; Rechnungsdatum > date; Debitorenkonto > customer_id; Debitorenname > customer_name; Artikelnr. > product_id;
        Bezeichnung > product_name; Menge > quantity; Einzelpreis netto > unit_price; Positionsbetrag netto > amount; Skonto > -discountamount; Kostenstelle > -constant; BU-Schlüssel > -taxcode;
        USt-IdNr. > -vat""",
    "DATEV postings": """Umsatz (ohne Soll/Haben-Kz) > amount; Soll/Haben-Kennzeichen > -constant; WKZ Umsatz > -currency; Konto > customer_id; Gegenkonto (ohne BU-Schlüssel) > -constant;
        Belegdatum > date; Belegfeld 1 > invoice_id; Buchungstext > -text""",
    "JTL-Wawi": """Rechnungsnummer > invoice_id; Rechnungsdatum > date; Kundennummer > customer_id; Firma > customer_name; Artikelnummer > product_id; Artikelname > product_name; Anzahl > quantity;
        VK Netto > unit_price; Gesamtpreis Netto > amount; VK Brutto > -gross; EK Netto > -cost; MwSt. > -taxrate; Gewinn > margin; Hersteller > brand; Warengruppe > l2_category; Auftragsnummer > -order""",
    "proALPHA": """Ktonr > customer_id; Kundenbez. > customer_name; Beleg-Nr > invoice_id; Bel.-Dat. > date; Teile-Nr. > product_id; Teilebez. > product_name; Fakt.-Menge > quantity; Mengeneinh. > unit_of_measure;
        Stückpreis > unit_price; Umsatz netto EUR > amount; Lieferdatum > -shipdate; Vertr.-Gebiet > region; Branche > end_use; Produktgrp. > l2_category""",
    "abas": """Debitor > customer_id; Suchwort Kunde > -text; Name > customer_name; Rechnung > invoice_id; Fakt.-Datum > date; Artikel > product_id; Bezeichnung > product_name; Lief.-Menge > quantity;
        Preis/ME > unit_price; Pos.-Wert > amount; Währung > -currency; Lieferschein-Nr. > -order; Lagerplatz > -warehouse""",
    "Microtech büro+": """AdrNr > customer_id; NaRe > customer_name; BelegNr > invoice_id; Dat > date; ArtNr > product_id; Bez > product_name; Mge > quantity; EPr > unit_price; GPr > amount; Einh > unit_of_measure""",
    # French
    "EBP": """N° document > invoice_id; Date document > date; Code client > customer_id; Nom du client > customer_name; Code postal > -zip; Code article > product_id; Description > product_name;
        Quantité > quantity; PV HT > unit_price; % remise > -discount; Montant net HT > amount; Montant TVA > -tax; PA HT > -cost; Code famille > l2_category; Commercial > rep; N° TVA intracom. > -vat""",
    "Ciel": """Numéro facture > invoice_id; Date facture > date; Code tiers > customer_id; Raison sociale > customer_name; Référence article > product_id; Libellé > product_name; Qté facturée > quantity;
        Prix unitaire HT > unit_price; Total ligne HT > amount; Taux TVA > -taxrate; Mode règlement > -constant; Date échéance > -due""",
    "Cegid": """N° pièce > invoice_id; Date pièce > date; Code tiers facturé > customer_id; Libellé tiers > customer_name; Code article > product_id; Libellé article > product_name; Qté > quantity;
        PU HT net > unit_price; CA HT > amount; Marge > margin; Secteur d'activité > end_use; Région > region; SIRET > -vat""",
    # Spanish
    "A3ERP": """Nº Factura > invoice_id; Fec. Factura > date; Cód. Cli. > customer_id; Nom. Cliente > customer_name; NIF > -vat; Cód. Art. > product_id; Desc. Artículo > product_name; Uds. > quantity;
        P. Unit. > unit_price; Dto. > -discount; Importe > amount; Base Imp. > -total; IVA > -taxrate; Agente > rep; Zona > region; Albarán > -order""",
    "ContaPlus / FacturaPlus": """NNUMFAC > invoice_id; DFECFAC > date; CCODCLI > customer_id; CNOMCLI > customer_name; CREF > product_id; CDETALLE > product_name; NCANENT > quantity; NPREUNIT > unit_price;
        NTOTLIN > amount; NDTO > -discount; NIVA > -taxrate; CCODAGE > rep; CCODALM > -warehouse""",
    "Holded": """Fecha > date; Núm. factura > invoice_id; Cliente > customer_id; NIF > -vat; Concepto > product_id; SKU > -blank; Unidades > quantity; Precio unidad > unit_price; Descuento > -discount;
        Subtotal > amount; IVA > -tax; Total > -gross; Vencimiento > -due; Estado > -status""",
    "Spanish list": """Fecha de emisión > date; N.º de documento > invoice_id; Código de cliente > customer_id; Nombre comercial > customer_name; Domicilio > -address; Población > -city; Teléfono > -phone;
        Ref. > product_id; Denominación > product_name; Cant. > quantity; Pr. venta > unit_price; Imp. total > amount; Coste medio > -cost; Saldo > -balance; Sector > end_use; Comunidad autónoma > region""",
    # Portuguese
    "Primavera": """Tipo Doc. > document_type; Nº Doc. > invoice_id; Data Doc. > date; Data Venc. > -due; Entidade > customer_id; Nome > customer_name; Nº Contribuinte > -vat; Artigo > product_id; Descrição > product_name;
        Quantidade > quantity; Unidade > unit_of_measure; Preço Unit. > -listprice; Desc. 1 > -discount; Preço Líquido > unit_price; Total Ilíquido > -gross; Valor Líquido > amount; Vendedor > rep; Armazém > -warehouse""",
    "PHC": """fno > invoice_id; fdata > date; no > customer_id; nome > customer_name; ref > product_id; design > product_name; qtt > quantity; epv > unit_price; etiliquido > amount; desconto > -discount;
        iva > -taxrate; ncont > -vat; ecusto > -cost; familia > l2_category; vendnm > rep""",
    "TOTVS Protheus": """D2_FILIAL > -constant; D2_DOC > invoice_id; D2_SERIE > -constant; D2_EMISSAO > date; D2_CLIENTE > customer_id; D2_LOJA > -constant; A1_NOME > customer_name; A1_CGC > -vat; D2_COD > product_id;
        B1_DESC > product_name; D2_QUANT > quantity; D2_UM > unit_of_measure; D2_PRCVEN > unit_price; D2_TOTAL > amount; D2_VALICM > -tax; D2_CUSTO1 > -costtotal; A1_EST > region; F2_VEND1 > rep; B1_GRUPO > l2_category""",
    "Brazilian list": """Nro. Nota > invoice_id; Dt. Emissão > date; Cód. Cliente > customer_id; Razão Social > customer_name; CNPJ > -vat; UF > region; Cód. Produto > product_id; Descrição do Produto > product_name; Qtde > quantity;
        Un. > unit_of_measure; Vlr. Unit. > unit_price; Vlr. Desc. > -discountamount; Vlr. Total > amount; Vlr. ICMS > -tax; Custo Médio > -cost; Dt. Entrega > -shipdate; Ramo de Atividade > end_use""",
    "Portuguese list": """N.º Fatura > invoice_id; Data da Fatura > date; N.º Cliente > customer_id; Nome do Cliente > customer_name; NIF > -vat; Morada > -address; Cód. Artigo > product_id; Designação > product_name;
        Qtd. > quantity; P. Unitário > unit_price; Desc. % > -discount; Valor s/ IVA > amount; Valor c/ IVA > -gross; Telefone > -phone; Zona > region""",
    # Italian
    "Fatture in Cloud": """Data > date; Prossima scadenza > -due; Numero > invoice_id; Cliente > customer_id; P.IVA > -vat; CF > -vat; Cod. > product_id; Prodotto > product_name; Qtà > quantity; Prezzo netto > unit_price;
        Sconto > -discount; Imponibile > amount; IVA > -tax; Lordo > -gross; Provincia > region""",
    "Danea Easyfatt": """N. doc. > invoice_id; Data > date; Cod. cliente > customer_id; Denominazione > customer_name; Partita Iva > -vat; Cod. articolo > product_id; Descrizione > product_name; Q.tà > quantity;
        U.m. > unit_of_measure; Prezzo netto > unit_price; Sconti > -discount; Importo netto > amount; Iva > -taxrate; Agente > rep; Categoria > l2_category; Costo > -cost""",
    "Zucchetti": """Num. fatt. > invoice_id; Dt. fatt. > date; Codice conto > customer_id; Ragione sociale > customer_name; Indirizzo > -address; CAP > -zip; Cod. art. > product_id; Descr. art. > product_name;
        Quant. > quantity; Prezzo unit. > unit_price; Valore riga > amount; Aliquota IVA > -taxrate; Gruppo merc. > l2_category; Zona > region; Settore > end_use; Provvigione > -discountamount""",
    # Dutch
    "Exact": """Factuurnr. > invoice_id; Factuurdatum > date; Debiteurnr. > customer_id; Debiteurnaam > customer_name; Artikelcode > product_id; Omschrijving > product_name; Aantal > quantity; Eenheid > unit_of_measure;
        Nettoprijs > unit_price; Korting % > -discount; Bedrag excl. BTW > amount; Bedrag incl. BTW > -gross; Kostprijs > -cost; Artikelgroep > l2_category; Vervaldatum > -due""",
    "AFAS": """Verkooprelatie > customer_id; Naam verkooprelatie > customer_name; Factuurnummer > invoice_id; Factuurdatum > date; Itemcode > product_id; Omschrijving item > product_name; Aantal eenheden > quantity;
        Prijs per eenheid > unit_price; Regelbedrag excl. btw > amount; Btw-bedrag > -tax; Vertegenwoordiger > rep; Branche > end_use; Plaats > -city; KvK-nummer > -vat""",
    "Unit4": """Klantnr > customer_id; Klantnaam > customer_name; Fact.nr > invoice_id; Fact.datum > date; Art.nr > product_id; Art.omschr > product_name; Aant. > quantity; Verk.prijs > unit_price; Omzet > amount;
        Marge > margin; Postcode > -zip; Landcode > -country; Rayon > region; Kostenplaats > -constant""",
    # Nordic systems, in English as they export it
    "Fortnox": """DocumentNumber > invoice_id; InvoiceDate > date; DueDate > -due; CustomerNumber > customer_id; CustomerName > customer_name; ArticleNumber > product_id; Description > product_name;
        DeliveredQuantity > quantity; Unit > unit_of_measure; Price > unit_price; Discount > -discount; Total > amount; VAT > -taxrate; AccountNumber > -constant""",
    "e-conomic": """Booked Invoice Number > invoice_id; Date > date; Customer Number > customer_id; Customer Name > customer_name; Product Number > product_id; Description > product_name; Quantity > quantity;
        Unit Net Price > unit_price; Total Net Amount > amount; Unit Cost Price > -cost; Vat Rate > -taxrate; Currency > -currency""",
    "Visma Business": """Invoice no. > invoice_id; Invoice date > date; Customer no. > customer_id; Name > customer_name; Product no. > product_id; Description > product_name; Invoiced quantity > quantity;
        Price in currency > unit_price; Discount 1 % > -discount; Amount domestic > amount; Cost price > -cost; Seller > rep; Voucher no. > -order""",
    # ways people write
    "own list, English": """Sold To # > customer_id; Sold To Name > customer_name; Inv # > invoice_id; Inv Date > date; P/N > product_id; Prod. Descr. > product_name; Qty Shpd > quantity; Sell Price > unit_price;
        Ext. Sales $ > amount; Ext. Cost $ > -costtotal; GM $ > margin; Vert. Market > end_use; Sales Terr. > region; Acct Mgr > rep; Ship Date > -shipdate; Ph. > -phone""",
    "own list, running total": """Customer No. > customer_id; Customer > customer_name; Invoice > invoice_id; Date > date; Item > product_id; Item Text > product_name; Pcs > quantity; Price > unit_price; Total > amount;
        Cumulative Total > -running; Customer VAT No. > -vat; Customer Phone > -phone; Customer Address > -address; Account Balance > -balance; Exchange Rate > -constant; Item Cost > -cost; Price Date > -entered""",
    "own list, dates": """Client > customer_id; Client VAT Number > -vat; Product > product_id; Order Date > -orderdate; Invoice Date > date; Delivery Date > -shipdate; Due Date > -due; Payment Date > -due; Units > quantity;
        Net Sales > amount; Sales Tax > -tax; Sales Incl. Tax > -gross; Invoice Total > -total; Line Cost > -costtotal; Discount % > -discount; Currency > -currency""",
}  # fmt: skip

Headers = list[tuple[str, Role | None, str]]


def headers_of(system: str) -> Headers:
    """Header, role and kind of cells of each column."""
    found: Headers = []
    for part in SYSTEMS[system].split(";"):
        header, _, meaning = (" ".join(piece.split()) for piece in part.rpartition(" > "))
        role = None if meaning.startswith("-") else Role(meaning)
        found.append((header, role, meaning.removeprefix("-")))
    return found


TOWNS = ["Aachen", "Bern", "Cadiz", "Delft", "Essen", "Faro", "Genoa", "Hague", "Ivrea", "Jena", "Kiel", "Lyon"]
WORDS = [
    "Bolt",
    "Nut",
    "Washer",
    "Screw",
    "Hinge",
    "Bracket",
    "Drill",
    "Saw",
    "Glove",
    "Tape",
    "Lamp",
    "Cable",
    "Pump",
    "Valve",
    "Hose",
]


def rows_of(system: str, lines: int = 160, seed: int = 7) -> list[list[str]]:
    """Invoices of a few lines each, told from one another as in a true export."""
    chance = random.Random(seed)
    kinds = [kind for _, _, kind in headers_of(system)]
    rows: list[list[str]] = []
    invoice = 0
    while len(rows) < lines:
        invoice += 1
        line_count = chance.randint(1, 4)
        goods = [_goods(chance) for _ in range(line_count)]
        total = sum(float(cells["amount"]) for cells in goods)
        who = _customer(chance.randrange(24)) | _document(chance, invoice, total)
        for number, cells in enumerate(goods):
            full = who | cells | {"line": str(10 * (number + 1)), "entry": str(len(rows) + 3001)}
            first = {kind: who.get(kind.removeprefix("first"), "") for kind in kinds if kind.startswith("first")}
            full |= first if number == 0 else dict.fromkeys(first, "")
            rows.append([full.get(kind, "") for kind in kinds])
    if "running" in kinds:
        _add_up(rows, kinds)
    return rows[:lines]


def _customer(i: int) -> dict[str, str]:
    return {
        "customer_id": f"{10020 + 7 * i}",
        "customer_name": f"{TOWNS[i % 12]} {('Trade', 'Build')[i // 12]} Ltd",
        "region": ("North", "South", "West")[i % 3],
        "country": ("DE", "FR")[i % 2],
        "end_use": ("Plumber", "Painter", "Builder", "Roofer")[i % 4],
        "customer_type": f"{i % 3 + 1:02}",
        "rep": ("Ann Lee", "Bo Chan", "Cy Dorn", "Di Egg")[i // 6],
        "vat": f"DE{811120000 + 31 * i}",
        "address": f"{i + 3} High Street",
        "city": TOWNS[i % 12],
        "zip": f"{52060 + i % 12}",
        "phone": f"+49 241 {5550 + i}",
        "email": f"office{i}@shop{i}.example",
        "balance": f"{137.5 * (i + 1):.2f}",
        "payer": f"{10020 + 7 * (i - i % 4)}",
        "shipto": f"{TOWNS[i % 12]} depot {i}",
        "office": f"{1000 + i // 8}",
    }


def _document(chance: random.Random, number: int, total: float) -> dict[str, str]:
    kind = chance.choice(["Invoice", "Invoice", "Credit Note"])
    day = dt.date(2024, 1, 3) + dt.timedelta(days=2 * number)
    return {
        "invoice_id": f"RE{240000 + number}",
        "order": f"A{77000 + number // 2}",
        "internal": f"{460000000026049 + 13 * number}",
        "date": str(day),
        "orderdate": str(day - dt.timedelta(days=chance.randint(4, 9))),
        "shipdate": str(day + dt.timedelta(days=chance.randint(1, 4))),
        "entered": str(day - dt.timedelta(days=chance.randint(0, 2))),
        "due": str(day + dt.timedelta(days=30)),
        "period": day.strftime("%b %Y"),
        "year": str(day.year),
        "time": f"{chance.randint(8, 17):02}:{chance.randint(0, 59):02}",
        "total": f"{total:.2f}",
        "totalgross": f"{total * 1.2:.2f}",
        "taxtotal": f"{total * 0.2:.2f}",
        "status": chance.choice(["paid", "open"]),
        "in_stock": chance.choice(["yes", "no"]),
        "doctype": kind,
        "document_type": kind,
        "currency": "EUR",
        "constant": "1000",
        "taxcode": "T1",
        "taxrate": "20",
        "zero": "0.00",
        "blank": "",
        "text": chance.choice(["", "", "", "call first", "as agreed", "rush"]),
        "warehouse": chance.choice(["MAIN", "WEST"]),
    }


def _goods(chance: random.Random) -> dict[str, str]:
    i = chance.randrange(30)
    price = 1.95 + 3.37 * i
    quantity = chance.choice([1, 2, 3, 5, 10, 12, 24])
    discount = chance.choice([0, 0, 0, 0, 5, 10])
    amount = round(quantity * price * (1 - discount / 100), 2)
    return {
        "product_id": f"{WORDS[i % 15][:2].upper()}-{100 + 3 * i}",
        "sku": f"{WORDS[i % 15][:3].upper()}{100 + 3 * i}",
        "asin": f"B00{4711 + 3 * i}XY",
        "product_name": f"{WORDS[i % 15]} {('zinc', 'brass')[i // 15]}",
        "l2_category": ("Fixing", "Tools", "Electric")[i % 3],
        "brand": ("Acme", "Bolz")[i % 2],
        "unit_of_measure": ("PCS", "BOX")[i % 2],
        "pack": str((6, 12, 24)[i % 3]),
        "quantity": str(quantity),
        "volume": f"{quantity * 0.75:.2f}",
        "unit_price": f"{price:.2f}",
        "listprice": f"{price * 1.1:.2f}",
        "discount": str(discount),
        "discountamount": f"{quantity * price - amount:.2f}",
        "amount": f"{amount:.2f}",
        "gross": f"{amount * 1.2:.2f}",
        "tax": f"{amount * 0.2:.2f}",
        "cost": f"{price * 0.7:.2f}",
        "costtotal": f"{quantity * price * 0.7:.2f}",
        "margin": f"{amount - quantity * price * 0.7:.2f}",
    }


def _add_up(rows: list[list[str]], kinds: list[str]) -> None:
    total = 0.0
    for row in rows:
        total += float(row[kinds.index("amount")])
        row[kinds.index("running")] = f"{total:.2f}"
