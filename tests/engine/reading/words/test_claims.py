"""Which role a header claims, in the words of ERPs, spreadsheets and seven languages."""

from __future__ import annotations

import pytest

from engine import Role
from engine.reading.words.claims import claims
from engine.reading.words.fields import FIELDS
from engine.reading.words.phrases import COMPOUNDS, PHRASES
from engine.reading.words.vocabulary import FILLERS, WORDS
from engine.reading.words.words import header, normal

HEADERS = {
    Role.INVOICE_ID: """InvoiceNo; Invoice Number; Invoice #; invoice_id; INVOICE; Document No.; Billing Document; Order ID;
        Order Number; Sales Order No; Transaction ID; basket_id; Receipt No; Rechnungs-Nr.; Rechnungsnummer; Belegnummer;
        Rg.-Nr.; Auftragsnummer; N° facture; Numéro de facture; Nº factura; Número de pedido; Numero fattura; Factuurnummer;
        VBELN; SOPNUMBE; Order Reference; orderNumber; Nota Fiscal; N° Pièce; Folio""",
    Role.DOCUMENT_TYPE: """Document Type; document_type; Doc. Type; Invoice Type; Billing type; Transaction Type; Voucher Type;
        Belegart; Rechnungsart; Vorgangsart; Belegtyp; FKART; VBTYP; Type de pièce; Type de document; Tipo documento;
        Tipo de factura; Tipo fattura; Soort document; Factuursoort; Documenttype; Document category; move_type""",
    Role.CUSTOMER_ID: """CustomerID; Customer ID; customer_id; Cust. No.; Cust No; CUST_NO; Customer Number; customerNumber;
        Customer Code; Client Code; Client ID; Account; Account No.; Account Number; Sold-to party; Sold-to pt;
        Sell-to Customer No.; Ship-to; Buyer; household_id; hshd_num; Member ID; Kunden-Nr.; Kundennummer; KdNr; Kunde;
        Debitor; Debitorennummer; Code client; N° client; Numéro client; Cliente; Código cliente; Cód. Cliente;
        Codice cliente; Klantnummer; Klant; Código do cliente; KUNNR; CUSTNMBR; custid; Partner; Cód. Cli.;
        Deb.-Nr.; BP Code; Customer/Vendor Code; A/C Ref; Ship to location; RUT Cliente""",
    Role.CUSTOMER_NAME: """Customer Name; customer_name; CUST_NAME; Client Name; Account Name; Sell-to Customer Name;
        Kundenname; Name Kunde; Nom client; Nom du client; Raison sociale; Nombre cliente; Razón social; Nome cliente;
        Ragione sociale; Klantnaam; Razão Social; NAME1; Company Name; Billing Name; Nombre fiscal; Intitulé client""",
    Role.PRODUCT_ID: """StockCode; Stock Code; SKU; Product ID; product_id; Product Code; productCode; Item; Item No.; Item #;
        Item Code; ITEMNMBR; Part Number; Part #; Material; Material Number; Lineitem sku; Product/Service; Artikel-Nr.;
        Art.Nr.; Artikelnummer; Artikel; Produkt; Materialnummer; Code article; Réf. article; Article; Código artículo;
        Codice articolo; Articolo; Artikelnummer; Código do produto; MATNR; UPC; EAN; Order Lines/Product; Inventory ID; InventoryItemCode;
        PN; shipprod""",
    Role.PRODUCT_NAME: """Description; Product Name; product_name; Item Description; Item Desc; PROD_DESC; Material Description;
        Product Description; Lineitem name; Artikelbezeichnung; ArtBez; Produktname; Désignation; Libellé article;
        Descripción; Descrizione; Omschrijving; Artikelomschrijving; Descrição do produto; MAKTX; Designação; Glosa;
        Description 1""",
    Role.QUANTITY: """Quantity; Qty; Qty.; QTY; Units; Units Sold; Pieces; Volume; Invoiced Quantity; Billed quantity;
        Shipped Qty; qty_shipped; Quantity Ordered; quantityOrdered; Order Qty; Lineitem quantity; Menge; Anzahl; Stück;
        Fakturierte Menge; Quantité; Qté; Quantité facturée; Cantidad; Unidades; Quantità; Q.tà; Aantal; Quantidade; Qtde; Uds.; Unds;
        FKIMG; QTYINVCD; Bottles Sold; Sales Volume; Anz.; Accepted quantity""",
    Role.UNIT_PRICE: """UnitPrice; Unit Price; unit_price; Price; Net Price; Sales Price; Price/Unit; priceEach; Price per unit;
        Unit Price Excl. VAT; Lineitem price; Einzelpreis; VK-Preis; Preis; Prix unitaire; PU HT; Precio unitario;
        Prezzo unitario; Prijs per stuk; Preço unitário; List Price; Rate; UnitAmount; Vlr. Unitário; P.U. HT""",
    Role.AMOUNT: """Amount; line_total; Line Total; Line Amount; Line Amount Excl. VAT; Net Sales; Net Sales (EUR); Net Amount;
        Net value; Sales; Sales Value; sales_value; Sales Amount (Actual); Revenue; Sales Revenue; Turnover; Total;
        Total Sales; Total Amount; Total Price; Ext. Price; Extended Price; Ext Amt; XTNDPRCE; Amt (EUR); Umsatz;
        Umsatz netto; Nettoumsatz; Betrag; Betrag EUR; Nettobetrag; Gesamtpreis; Montant HT; CA HT; Chiffre d'affaires;
        Importe; Importe neto; Importo; Imponibile; Bedrag excl. btw; Omzet; Valor total; NETWR; Untaxed Total;
        Purchase Amount (USD); Sale (Dollars)""",
    Role.DATE: """InvoiceDate; Invoice Date; invoice_date; Date; Order Date; Posting Date; Document Date; DOCDATE; Billing Date;
        Transaction Date; trans_date; transaction_timestamp; Sale Date; Date of sale; Purchase Date; Datum; Rechnungsdatum;
        Belegdatum; Buchungsdatum; Fakturadatum; Date facture; Date de facture; Fecha; Fecha factura; Data fattura;
        Data documento; Factuurdatum; Data da venda; FKDAT; BUDAT; Ship Date; Lieferdatum""",
    Role.REGION: """Region; region; Sales Region; Sales Area; Territory; Sales Territory; Country; Customer Country; State;
        County; Gebiet; Verkaufsgebiet; Bundesland; Land; Région; Pays; Zona; Provincia; País; Regione; Paese; Regio;
        Região; BZIRK; LAND1; Sales district""",
    Role.END_USE: """End use; end_use; End-Use; EndUse; Industry; Customer Industry; Sector; Trade; Vertical; Segment; Market
        Segment; Line of business; Branche; Secteur d'activité; Sector; Settore; Ramo; BRSCH; Customer Segment""",
    Role.CUSTOMER_TYPE: """Customer Type; customer_type; Customer Class; Customer Group; Customer Category; Account Type;
        Channel; Sales Channel; Distribution Channel; Kundengruppe; Kundenart; Vertriebsweg; Type de client; Tipo cliente;
        Klanttype; KDGRP""",
    Role.REP: """Rep; Sales Rep; Salesperson; Sales Person; Salesperson Code; Account Manager; Account Owner; Sales Employee;
        Vertreter; Außendienst; Verkäufer; Kundenbetreuer; Commercial; Vendeur; Vendedor; Comercial; Agente; Venditore;
        Vertegenwoordiger; Regional Manager""",
    Role.BRAND: "Brand; brand; Brand Name; Manufacturer; Make; Marke; Hersteller; Marque; Marca; Merk; Vendor; Supplier; Lieferant",
    Role.L2_CATEGORY: """L2 category; l2_category; L2; Category; Product Category; product_category; Product Group; Item Group;
        Material Group; Item Category Code; Department; Product Line; Product Family; Warengruppe; Artikelgruppe; Famille;
        Familia; Categoria; Catégorie; Productgroep; MATKL""",
    Role.L3_CATEGORY: """L3 category; l3_category; L3; Sub-Category; Subcategory; Sub Category; Product Subcategory;
        Product Type; product_type; Unterwarengruppe; Sous-famille; Subfamilia; Sottocategoria; Subcategorie""",
    Role.FUNCTIONALITY: "Functionality; functionality; Function; Application; Funktion; Anwendung; Fonction",
    Role.UNIT_OF_MEASURE: "UOM; U/M; Unit of measure; unit_of_measure; Unit; Sales unit; Mengeneinheit; ME; Einheit; Unité; VRKME",
    Role.IN_STOCK: "in_stock; In stock; Stock; Stock Quantity; Available; Available Qty; On hand; Bestand; Lagerbestand; Voorraad",
    Role.WEIGHT: "Weight; Net Weight; Weight (kg); Gewicht; Poids; Peso; NTGEW",
    Role.PACK_SIZE: """Pack size; pack_size; Packing unit; Pack Qty; Units per case; Units/Case; Pcs per carton; Order multiple; VPE;
        Verpackungseinheit; Stück je Karton; Stk/Karton; Colisage; Unités par carton; Unidades por caja; Uds./caja; Pezzi per confezione;
        Aantal per doos; Verpakkingseenheid; Unidades por caixa; Qty per box""",
    Role.DISCONTINUED: """Discontinued; Discontinued flag; Discontinued item; Obsolete; Phased out; End of life; Delisted; Auslaufartikel;
        Fin de série; Descatalogado; Fuori produzione; Item active; Artikel aktiv""",
    Role.MARGIN: "Margin; Gross Margin; Gross Profit; GP; GP%; Profit; Deckungsbeitrag; Rohertrag; Marge",
}

STRANGERS = """years_as_customer; credit_limit; household_size; Discount; Line Discount Amount; Tax Amount; VAT; Unit Cost;
    Cost Amount (Actual); Postal Code; City; Phone; Ship Mode; Row ID; Line No.; Currency Code; Plant; Sales Org.; Status;
    Payment Terms; Product Manager; Min Order Qty; Open Qty; Comment; Kommentar; Rabatt; MwSt; PLZ; Ort; Ville; Remise;
    Customer Since; Balance; Debit; Active; Aktiv; Lifecycle; Pack; Price per pack and unit;  Credit; Recency; Latitude; Customer City"""


def words(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";")]


@pytest.mark.parametrize(("role", "name"), [(role, name) for role, text in HEADERS.items() for name in words(text)])
def test_a_usual_header_claims_its_role_most_strongly(role: Role, name: str) -> None:
    found = claims(name)

    assert found, f"{name} claims nothing"
    assert found[role] == max(found.values())


@pytest.mark.parametrize("name", words(STRANGERS))
def test_a_header_of_something_else_claims_no_role(name: str) -> None:
    assert claims(name) == {}


@pytest.mark.parametrize(
    "change", [str.upper, str.lower, str.title, lambda t: f"  {t} ", lambda t: t.replace("_", " ")]
)
@pytest.mark.parametrize("name", ["customer_id", "product_id", "invoice_date", "unit_price", "end_use", "l2_category"])
def test_case_and_spacing_of_a_header_do_not_matter(name: str, change: object) -> None:
    assert callable(change)

    assert claims(change(name)) == claims(name)


def test_the_sold_to_party_is_the_customer_before_the_payer_and_the_ship_to() -> None:
    strength = [claims(f"{party} party")[Role.CUSTOMER_ID] for party in ("Sold-to", "Bill-to", "Ship-to")]

    assert strength == sorted(strength, reverse=True)
    assert len(set(strength)) == 3


def test_region_comes_before_country_and_country_before_state() -> None:
    strength = [claims(name)[Role.REGION] for name in ("Region", "Country", "State")]

    assert strength == sorted(strength, reverse=True)


def test_a_general_word_is_the_id_before_the_name() -> None:
    for name, id_role, name_role in (
        ("Customer", Role.CUSTOMER_ID, Role.CUSTOMER_NAME),
        ("Product", Role.PRODUCT_ID, Role.PRODUCT_NAME),
    ):
        assert claims(name)[id_role] > claims(name)[name_role] > 0


def test_an_unknown_word_weakens_a_claim() -> None:
    assert claims("Quantity xyzzy")[Role.QUANTITY] < claims("Quantity")[Role.QUANTITY]


def test_words_run_together_are_taken_apart() -> None:
    for joined, apart in (
        ("kundennummer", "kunden nummer"),
        ("invoicedate", "invoice date"),
        ("productcode", "product code"),
    ):
        assert header(joined).ideas == header(apart).ideas


def test_accents_punctuation_and_camel_case_are_folded() -> None:
    assert normal("Größe/Maß  (Stück)") == "grosse mass stuck"
    assert normal("InvoiceNo") == "invoice no"
    assert normal("N° de client") == "no de client"


def test_no_word_of_the_vocabulary_is_beyond_reach() -> None:
    known = {*WORDS, *COMPOUNDS, *FILLERS}

    assert all(word == normal(word) for word in known)
    assert all(phrase == normal(phrase) for phrase in PHRASES)
    assert all(field == normal(field) for field in FIELDS)
    assert all(header(replacement).unknown == 0 for replacement in [*PHRASES.values(), *FIELDS.values()])
    assert not set(WORDS) & set(COMPOUNDS)


def test_a_long_word_of_many_known_pieces_is_looked_up_at_once() -> None:
    assert claims("customer" * 40 + "x") == {}
    assert claims("itemart" * 500 + "q") == {}


@pytest.mark.parametrize("header_", ["freight_value", "Freight Amount", "Frachtkosten netto", "Valor frete"])
def test_freight_is_money_but_not_what_was_sold(header_):
    assert Role.AMOUNT not in claims(header_)


def test_the_time_an_order_was_placed_is_its_date():
    assert claims("order_purchase_timestamp")[Role.DATE] > 0.8
