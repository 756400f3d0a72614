import pytest

from engine.features.column_words import ideas_of


@pytest.mark.parametrize(
    ("idea", "headers"),
    [
        ("birth", "Year_Birth, DOB, Geburtsjahr, Date de naissance, Fecha de nacimiento, Data di nascita, Data de nascimento, Geboortedatum"),
        ("age", "Age, Alter, Âge, Edad, Età, Idade, Leeftijd"),
        ("income", "Income, HouseholdIncome, Jahreseinkommen, Revenu annuel, Ingresos, Reddito, Rendimento, Inkomen"),
        ("education", "Education, Schulabschluss, Niveau d'études, Nivel de estudios, Titolo di studio, Escolaridade, Opleiding"),
        ("marital", "Marital_Status, Familienstand, Situation familiale, Estado civil, Stato civile, Burgerlijke staat"),
        ("children", "Kidhome, Teenhome, Children, Anzahl Kinder, Enfants, Hijos, Figli, Filhos, Kinderen"),
        ("outcome", "MntWines, NumWebPurchases, AcceptedCmp3, Response, Complain, Recency, Umsatz 2023, Chiffre d'affaires, Ventas, Fatturato, Faturamento, Omzet"),
        ("code", "Zip, PLZ, Kundennummer, Phone number, E-Mail, Kundengruppe"),
    ],
)  # fmt: skip
def test_headers_of_seven_languages_name_what_they_hold(idea, headers):
    assert [header for header in headers.split(", ") if idea not in ideas_of(header)] == []


@pytest.mark.parametrize(
    ("header", "idea"),
    [
        ("Alternative", "age"),
        ("Average price", "age"),
        ("Revenue", "income"),
        ("Number of employees", "code"),
        ("Website visits", "code"),
        ("Customer since", "outcome"),
        ("Kinderen", "outcome"),
    ],
)
def test_words_that_only_look_alike_are_not_taken_for_it(header, idea):
    assert idea not in ideas_of(header)
