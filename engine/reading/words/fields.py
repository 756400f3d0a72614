"""Whole headers that only a system's own dictionary explains: names of table fields and of report columns.

Each key is a header in the form that `words.normal` gives; the value says the same in words of the vocabulary.
"""

from __future__ import annotations

_SAP = """
posnr = position; vkorg = company; vkbur = sales address; vkgrp = sales rep;
pernr = rep id; sptag = invoice date; kunrg = payer id; prodh = product group; mvgr1 = product group;
mvgr2 = sub group; spart = department; umnetwrt = net amount; ummenge = quantity; absmg = quantity; mwsbp = tax amount; wavwr = cost amount;
wwert = currency date; prctr = cost id; konda = price group; pltyp = price group; kvgr1 = customer group; fklmg = quantity; ntgew = net weight;
brgew = gross weight; lfimg = delivery quantity; bstnk = purchase order; vgbel = order id; kukla = customer class; ort01 = city; pstlz = zip;
stras = street; stceg = vat id; ernam = created name; netpr = net price; kbetr = price; kwert = amount
"""
_MICROSOFT = """
source no = customer id; bill to customer no = payer id; cust account = customer id; custaccount = customer id; invoiceaccount = payer id;
invoice account = payer id; order account = customer id; orderaccount = customer id; cust group = customer group; lineamount = line amount;
salesid = order id; inventsiteid = warehouse; location code = warehouse; gen bus posting group = status;
gen prod posting group = status; custnmbr = customer id; custname = customer name; itemnmbr = product id; itemdesc = product description;
unitprce = unit price; xtndprce = extended price; unitcost = unit cost; slprsnid = rep id; salsterr = region; docdate = invoice date;
sopnumbe = invoice id; lnitmseq = line id; dscription = product description; cardcode = customer id; cardname = customer name; slpname = rep;
slpcode = rep id; whscode = warehouse; docnum = invoice id; docentry = internal id; doctotal = invoice total; itmsgrpnam = product group;
itmsgrpcod = product group
"""
_SAGE = """
do piece = invoice id; do date = invoice date; ct num = customer id; ct intitule = customer name; ar ref = product id; ar design = product description;
dl design = product description; dl qte = quantity; dl prix unitaire = unit price; dl montant ht = net amount; dl montant ttc = gross amount;
dl prix ru = cost; fa code famille = product family; co nom = rep; do tiers = customer id; t c = tax id; co last name = customer name; card id = customer id
"""
_NORTH_AND_GERMAN = """
adr nr = customer id; na re = customer name; na name = customer name; beleg nr = invoice id; dat = date; art nr = product id; bez = description; mge = quantity;
e pr = unit price; g pr = total price; ep = unit price; ges preis = total price; pos betrag = line amount; pos summe = line total;
umsatz ohne soll haben kz = net amount; soll haben kennzeichen = status; belegfeld 1 = invoice id; belegfeld 2 = due date; gegenkonto ohne bu schlussel = status;
suchwort kunde = customer memo; suchname = name; knr = customer id; anr = product id; rnr = invoice id; re nr = invoice id; re datum = invoice date;
re dat = invoice date; kd nr = customer id; kd name = customer name; lief nr = vendor id; ag nr = sold to id; we nr = ship to id; vk = sales price; ek = cost;
vk netto = sales price net; netto vk = sales price net; vk brutto = gross price; ek netto = cost; einzel netto = unit price net; gesamt netto = total net; gesamt brutto = total gross;
ums = amount; retail = price; system id = product id; state bottle retail = unit price; kundenbezirk = customer region
"""
_FRENCH_AND_IBERIAN = """
nnumfac = invoice id; dfecfac = invoice date; ccodcli = customer id; cnomcli = customer name; cref = product id; cdetalle = product description; ncanent = quantity;
npreunit = unit price; ntotlin = line total; ndto = discount; niva = tax; ccodage = rep id; ccodalm = warehouse; ccodfam = product family; ccodpro = state id;
fno = invoice id; fdata = invoice date; qtt = quantity; epv = unit price; etiliquido = net amount; ecusto = cost; vendnm = rep; design = description;
pvu = unit price; etotal = gross total; etotaldeb = gross total; ndoc = document type; nmdoc = document type; un = unit of measure; und = unit of measure;
unid = unit of measure; ud = quantity; uni = unit of measure; ref = product reference id; pr venta = sales price; pr vente = sales price; cp = zip;
nombre comercial = customer name; comunidad autonoma = region; ccaa = region; nome fantasia = customer name; nome comercial = customer name
"""
_TOTVS = """
d2 filial = company status; d2 doc = invoice id; d2 serie = status; d2 emissao = invoice date; d2 cliente = customer id; d2 loja = status; d2 cod = product id;
d2 quant = quantity; d2 um = unit of measure; d2 prcven = unit price; d2 prunit = list price; d2 total = line total; d2 valicm = tax; d2 valipi = tax;
d2 custo1 = cost; d2 item = line id; d2 tes = status; d2 cf = status; d2 descon = discount; d2 grupo = product group; d2 pedido = order id; a1 nome = customer name; a1 nreduz = customer name;
a1 cod = customer id; a1 est = region; a1 mun = city; a1 cgc = tax id; a1 end = address; a1 tipo = customer type; b1 cod = product id; b1 desc = product description; b1 grupo = product group; b1 um = unit of measure;
f2 doc = invoice id; f2 emissao = invoice date; f2 cliente = customer id; f2 vend1 = rep id; f2 valbrut = gross amount; a3 nome = rep; c5 num = order id; c6 produto = product id; c6 qtdven = quantity;
c6 prcven = unit price; c6 valor = line amount; c5 cliente = customer id; c5 emissao = order date
"""
_ANGLO = """
cuno = customer id; cunm = customer name; itno = product id; itds = product description; ivno = invoice id; ivdt = invoice date; ivqt = invoice quantity;
sapr = sales price; saam = sales amount; smcd = rep id; itgr = product group; itcl = product class; ucos = cost; whlo = warehouse; orno = order id; ponr = line id; sdst = region;
pyno = payer id; cucl = customer group; orqt = order quantity; increment id = invoice id; asin = barcode; ship state = state; ship country = country; ship city = city; buyer email = email;
model number = product model id; date issued = invoice date; transaction type = document type; employee = rep; location = warehouse;
co number = order id; company billing = customer name
"""


def _read(*tables: str) -> dict[str, str]:
    found = {}
    for table in tables:
        for entry in table.split(";"):
            field, _, meaning = entry.partition("=")
            found[" ".join(field.split())] = " ".join(meaning.split())
    return found


FIELDS: dict[str, str] = _read(_SAP, _MICROSOFT, _SAGE, _NORTH_AND_GERMAN, _FRENCH_AND_IBERIAN, _TOTVS, _ANGLO)
