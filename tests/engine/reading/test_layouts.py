"""Whole layouts as ERPs and shops export them, each read without a word from the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import Dataset, inspect_files, read_dataset
from tests.engine.reading.files import issue, kinds, read, roles_of, write_text

LAYOUTS = {
    "german erp": (
        "cp1252",
        "Kunden-Nr.;Kundenname;Artikel-Nr.;Bezeichnung;Menge;Einzelpreis;Umsatz netto;Rechnungsdatum;Rechnungs-Nr.;Warengruppe;Vertreter;Gebiet;Branche;ME;Lagerbestand",
        "00123;Müller GmbH;A-1;Hammer 5 kg;1.200;1,50;1.800,00;31.12.2024;RE1;Werkzeug;Schulz;Nord;Maler;Stk;12",
        "customer_id customer_name product_id product_name quantity unit_price amount date invoice_id l2_category rep region end_use unit_of_measure in_stock",
        (1200.0, 1800.0, "2024-12-31"),
    ),
    "sap": (
        "utf-16",
        "Sold-to party\tName 1\tMaterial\tMaterial Description\tBilling Document\tBilling Date\tBilled Quantity\tSales unit\tNet value\tCurrency\tMaterial Group\tSales district\tPlant",
        "0000100012\tACME\t000000000000004711\tBolt\t90001234\t12.01.2024\t1.000,000\tEA\t1.234,50\tEUR\tM1\tNorth\t1000",
        "customer_id customer_name product_id product_name invoice_id date quantity unit_of_measure amount - l2_category region -",
        (1000.0, 1234.5, "2024-01-12"),
    ),
    "sap fields": (
        "utf-8",
        "KUNNR|NAME1|MATNR|MAKTX|VBELN|FKDAT|FKIMG|VRKME|NETWR|MATKL|BZIRK|BRSCH",
        "0000100012|ACME|4711|Bolt|90001234|20240112|7.000|EA|1234.50|M1|North|Painters",
        "customer_id customer_name product_id product_name invoice_id date quantity unit_of_measure amount l2_category region end_use",
        (7.0, 1234.5, "2024-01-12"),
    ),
    "navision": (
        "utf-8",
        "Sell-to Customer No.,Sell-to Customer Name,Document No.,Posting Date,Type,No.,Description,Quantity,Unit of Measure,Unit Price,Line Amount,Line Discount %,Item Category Code,Salesperson Code",
        "C1,ACME,INV1,01/31/24,Item,1000,Bicycle,2,PCS,100.00,190.00,5,CAT,JO",
        "customer_id customer_name invoice_id date - product_id product_name quantity unit_of_measure unit_price amount - l2_category rep",
        (2.0, 190.0, "2024-01-31"),
    ),
    "quickbooks": (
        "utf-8-sig",
        ",Type,Date,Num,Memo,Name,Item,Qty,Sales Price,Amount,Balance",
        ",Invoice,01/15/2024,1001,Hammer,ACME,HAM,2,5.00,10.00,10.00",
        "- date invoice_id - customer_id product_id quantity unit_price amount -",
        (2.0, 10.0, "2024-01-15"),
    ),
    "odoo": (
        "utf-8",
        "Order Reference,Customer,Order Lines/Product,Order Lines/Quantity,Order Lines/Unit Price,Order Lines/Subtotal,Order Date,Salesperson",
        "S0001,ACME,[FURN] Desk,2,100,200,2024-01-05 10:00:00,Mitchell",
        "invoice_id customer_id product_id quantity unit_price amount date rep",
        (2.0, 200.0, "2024-01-05"),
    ),
    "dynamics gp": (
        "utf-8",
        "SOPNUMBE,DOCDATE,CUSTNMBR,ITEMNMBR,QTYINVCD,XTNDPRCE",
        "STDINV1,2024-01-05,AARONFIT0001,ACCS-CRD-12WH,3,29.85",
        "invoice_id date customer_id product_id quantity amount",
        (3.0, 29.85, "2024-01-05"),
    ),
    "superstore": (
        "cp1252",
        "Row ID,Order ID,Order Date,Ship Date,Ship Mode,Customer ID,Customer Name,Segment,Country,City,State,Postal Code,Region,Product ID,Category,Sub-Category,Product Name,Sales,Quantity,Discount,Profit",
        '1,CA-1,11/28/2016,11/29/2016,Second Class,CG-1,Claire,Consumer,United States,Henderson,Kentucky,42420,South,FUR-1,Furniture,Bookcases,Bush 5" Somerset,261.96,2,0,41.91',
        "- invoice_id date - - customer_id customer_name end_use - - - - region product_id l2_category l3_category product_name amount quantity - margin",
        (2.0, 261.96, "2016-11-28"),
    ),
    "industrial distributor": (
        "utf-8",
        "Inv Date,Inv #,Cust #,Cust Name,Sls Rep,Prod #,Prod Desc,Vendor,Qty Shipped,Unit,Ext Price,Ext Cost,GP $,GP %,Ship To,Ship To State",
        '01/31/2024,1,77,ACME,JD,9,Bolt,Acme,4,EA,"$1,012.50",8,4.5,36,1,TX',
        "date invoice_id customer_id customer_name rep product_id product_name brand quantity unit_of_measure amount - margin - - region",
        (4.0, 1012.5, "2024-01-31"),
    ),
    "french": (
        "cp1252",
        "N° facture;Date facture;Code client;Nom client;Région;Réf. article;Désignation;Famille;Sous-famille;Qté;PU HT;Montant HT;Commercial",
        "F1;05/02/2024;411001;Dupont;Île-de-France;A1;Marteau;Outils;Marteaux;2;12,50;25,00;Luc",
        "invoice_id date customer_id customer_name region product_id product_name l2_category l3_category quantity unit_price amount rep",
        (2.0, 25.0, "2024-02-05"),
    ),
    "italian": (
        "utf-8",
        "Data documento;Numero documento;Codice cliente;Ragione sociale;Codice articolo;Descrizione articolo;Q.tà;Prezzo unitario;Importo;Agente;Provincia",
        "05/02/2024;1;C1;Rossi;A1;Martello;2;12,50;25,00;Luca;MI",
        "date invoice_id customer_id customer_name product_id product_name quantity unit_price amount rep region",
        (2.0, 25.0, "2024-02-05"),
    ),
    "spanish": (
        "utf-8",
        "Fecha;Nº Factura;Cód. Cliente;Nombre cliente;Referencia;Descripción;Unidades;Precio;Importe;Familia;Comercial;Zona",
        "05/02/2024;1;C1;Ruiz;A1;Martillo;2;12,50;25,00;Herramienta;Ana;Norte",
        "date invoice_id customer_id customer_name product_id product_name quantity unit_price amount l2_category rep region",
        (2.0, 25.0, "2024-02-05"),
    ),
    "dutch": (
        "utf-8",
        "Factuurdatum;Factuurnummer;Klantnummer;Klantnaam;Artikelnummer;Omschrijving;Aantal;Prijs;Bedrag excl. btw;Productgroep;Vertegenwoordiger",
        "05-02-2024;1;C1;Jan;A1;Hamer;2;12,50;25,00;Gereedschap;Piet",
        "date invoice_id customer_id customer_name product_id product_name quantity unit_price amount l2_category rep",
        (2.0, 25.0, "2024-02-05"),
    ),
    "portuguese": (
        "utf-8",
        "Data da venda;Nota fiscal;Código do cliente;Razão Social;Código do produto;Descrição;Quantidade;Preço unitário;Valor total;Vendedor",
        "05/02/2024;1;C1;Silva;A1;Martelo;2;12,50;25,00;Ana",
        "date invoice_id customer_id customer_name product_id product_name quantity unit_price amount rep",
        (2.0, 25.0, "2024-02-05"),
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_column_of_the_layout_is_recognised(tmp_path: Path, layout: str) -> None:
    encoding, header, line, roles, _ = LAYOUTS[layout]

    sources = inspect_files([write_text(tmp_path / "export.txt", f"{header}\n{line}\n", encoding)])

    assert [role or "-" for role in roles_of(sources).values()] == roles.split()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_quantity_money_and_day_of_the_layout_are_read(tmp_path: Path, layout: str) -> None:
    encoding, header, line, _, (quantity, amount, day) = LAYOUTS[layout]

    dataset = read(write_text(tmp_path / "export.txt", f"{header}\n{line}\n", encoding))

    assert dataset.lines.amount is not None
    assert dataset.lines.day is not None
    assert (dataset.lines.quantity[0], dataset.lines.amount[0], str(dataset.lines.day[0])) == (quantity, amount, day)


def invoices(folder: Path, amounts: list[str]) -> Dataset:
    """Three invoices of two lines each, all 2 × 5.00."""
    lines = [f"I{i // 2},C1,P{i},2,5.00,{amount}" for i, amount in enumerate(amounts)]
    path = write_text(folder / "l.csv", "\n".join(["order_id,customer_id,sku,qty,price,total", *lines]) + "\n")
    return read_dataset(inspect_files([path]))


def test_an_invoice_total_that_stands_on_each_line_is_not_added_up_again_and_again(tmp_path: Path) -> None:
    dataset = invoices(tmp_path, ["20", "20", "23", "23", "20", "20"])

    assert dataset.report.amount_read == 60.0
    assert "“total” holds the total of the invoice" in issue(dataset, "amount_per_invoice").message


def test_discounted_amounts_of_lines_are_no_invoice_totals(tmp_path: Path) -> None:
    dataset = invoices(tmp_path, ["9", "8", "7", "9", "8", "9"])

    assert dataset.report.amount_read == 50.0
    assert "amount_per_invoice" not in kinds(dataset)


def test_lines_without_any_product_but_a_category_are_read_by_category(tmp_path: Path) -> None:
    text = "Transaction ID,Date,Customer ID,Gender,Product Category,Quantity,Price per Unit\n1,2023-11-24,CUST001,M,Beauty,3,50\n"

    dataset = read(write_text(tmp_path / "retail.csv", text))

    assert list(dataset.products["product_id"]) == ["Beauty"]


def test_decimal_commas_mean_that_the_day_comes_first(tmp_path: Path) -> None:
    text = "customer;item;qty;date\nC1;P1;1,5;05/02/2024\nC1;P1;2;04/02/2024\nC1;P1;2;06/01/2024\n"

    dataset = read(write_text(tmp_path / "l.csv", text))

    assert str(dataset.period and dataset.period[0]) == "2024-01-06"
    assert "doubtful_dates" not in kinds(dataset)
