"""What the likely languages write beyond English letters: which letters, how often, and between which others."""

from __future__ import annotations

LETTERS: dict[str, str] = {
    "German": "ü60 ä54 ö30 ß30 é2 Ü6 Ö4 Ä4",
    "French": "é190 è30 à49 ê22 ç9 ô6 î5 û6 ù6 ï1 â5 ë1 œ2 ü1 É20 È4 À3 Ê3 Ç2 Ô1 Î1 Œ1",
    "Spanish": "ó83 í73 á50 é43 ñ31 ú17 ü1 ç1 Ó10 Í10 Á10 É8 Ñ8 Ú3",
    "Italian": "à64 è26 ò10 ù17 ì9 é10 À4 È3 Ò2 Ù2 Ì1 É1",
    "Portuguese": "ã73 ç53 á12 é34 ó30 ê45 í13 õ4 à7 â6 ú21 ô6 ü1 Ã8 Ç8 Á6 É5 Ó4 Ê2 Í3 Õ2 Ú2 Â2 Ô1 À1",
    "Dutch": "ë20 é20 ï10 è5 ö5 ü4 ê2 à2 á1 ó2 Ë1 É2 Ï1 Ö1",
    "Nordic": "ø94 å119 æ87 ö130 ä180 é8 ü2 è1 Ø9 Å12 Æ8 Ö12 Ä16 É1",
    "Polish": "ł206 ó114 ą70 ż93 ę100 ś81 ć60 ń36 ź8 Ł18 Ó6 Ą4 Ż8 Ę4 Ś10 Ć3 Ń3 Ź1",
    "Czech": "á209 í302 é170 ě122 š80 č74 ř70 ž82 ý99 ů38 ú45 ň8 ó13 ť7 ď3 ľ6 ô5 ĺ1 ŕ1 ä2 Á9 Í8 É6 Ě4 Š11 Č11 Ř7 Ž10 Ý5 Ů3 Ú6 Ň1 Ť1 Ď1 Ľ1 Ó1",
    "Hungarian": "é351 á303 ö82 ó90 ő88 í52 ü53 ú20 ű13 É20 Á18 Ö7 Ó7 Ő6 Í4 Ü6 Ú3 Ű1",
    "Romanian": "ă240 î60 â91 ş80 ţ60 Ă10 Î8 Â5 Ş10 Ţ6",
    "Cyrillic": (
        "о1090 е850 а800 и740 н670 т630 с550 р470 в450 л440 к350 м320 д300 п280 у260 я200 ы150 ь170 г170 з160 б160"
        " ч140 й120 х97 ж94 ш73 ю64 ц48 щ36 э32 ф26 ъ40 ё4 і250 ї40 є40 ґ2"
        " О90 Е70 А80 И60 Н60 Т60 С60 Р50 В50 Л40 К50 М40 Д30 П50 У20 Я10 Ы8 Ь8 Г20 З20 Б30 Ч10 Й8 Х12 Ж6 Ш9"
        " Ю6 Ц8 Щ3 Э6 Ф9 Ъ3 Ё1 І15 Ї3 Є3 Ґ1"
    ),
}
"""Language → letters beyond ASCII with how often each is met, as published letter frequencies have it (rounded)."""

WORDS: dict[str, str] = {
    "German": (
        "müller für größe stück söhne straße käse gewürze kräuter grün weiß köln münchen düsseldorf nürnberg österreich"
        " zürich jäger schäfer böhm krüger schröder königs bäckerei getränke büro möbel tür schlüssel schlösser hölzer"
        " dübel nägel säge öl würth größer höhe länge gehäuse geräte zubehör wäsche tücher füße süß spül kühl heiß gruß"
        " schließ fuß maß außen röhre blätter fächer äpfel eßlöffel früh über ähnlich ärzte übung händler gebrüder fräser"
        " gäste häuser läden mühle brücke rücken stück glück zubehör können möglich schön löwen förder wärme"
    ),
    "French": (
        "société éts référence désignation quantité créme crème fenêtre forêt hôtel château école été métal légumes thé"
        " café pâtisserie pâté boîte côté français façade garçon leçon hélène andré rené joël noël bétail élevage père"
        " frères lumière cuillère première célèbre après accès succès modèle matière étagère pièce lèvre sécurité"
        " déchets réseau général électrique mécanique vélo clé marché à là déjà où sûr goût août brûleur île maïs cœur"
        " sœur œuf bœuf être tête bête fête même crêpe qualité beauté poêle contrôle pétrole époque équipe éclair"
    ),
    "Spanish": (
        "españa año niño señor muñoz ibáñez núñez peña montaña compañía pequeño baño leña garcía martínez rodríguez"
        " gonzález hernández lópez pérez sánchez gómez díaz jiménez álvarez málaga cádiz córdoba león mérida código"
        " artículo descripción dirección población construcción distribución instalación camión jabón cajón avión"
        " eléctrico mecánico plástico químico teléfono café azúcar fábrica técnica electrónica alimentación jardín"
        " maría josé jesús andrés ramón joaquín aragón más también según número túnel así aquí país cañería piñón"
    ),
    "Italian": (
        "quantità città società qualità unità perché caffè è più giù così lunedì venerdì però può università attività"
        " novità varietà proprietà tè bebè falò comò cioè virtù tribù già là metà tivù forlì cantù canicattì"
    ),
    "Portuguese": (
        "são joão pão mão não descrição construção alimentação conceição produção informações instalações ações limões"
        " joões peças praça almoço açúcar serviço preço código número município água café português três você francês"
        " bebê indústria comércio farmácia máquina plástico elétrico família josé antónio antônio mónica sérgio"
        " gonçalves magalhães simões guimarães irmãos coração atenção algodão botão balcão calções caminhão lã maçã"
        " estação lâmpada câmara pêssego à avó avô português pão também será"
    ),
    "Dutch": (
        "één geïsoleerd coördinatie reünie financiën belgië italië patiënt café crème ruïne efficiënt zeeën knieën"
        " ideeën kopiëren geëmailleerd privé logé vacuüm industriële reële daniël joël michaël noël oriënt poëzie"
    ),
    "Nordic": (
        "københavn århus ålborg ærø sørensen jørgensen søren møller nørgaard bjørn hård blå grøn grå rød brød smør øl"
        " køkken værktøj mælk æg kæde læder sæbe træ før øst på år små sjælland fåborg malmö göteborg västerås örebro"
        " öst från för östersund växjö jönköping norrköping gävle sjö lägg köp kött smör bröd mjölk öl äpple åäö trä"
        " järn stål måla färg skåp lås nät väg gård måleri bygg åkeri söder öberg lindström sjöberg håkan björk älg"
        " åkesson åberg bengtsson märta pelle hjälm tråd såg rör höjd längd bänk bräda råd våg møbler fløde kål"
    ),
    "Polish": (
        "łódź kraków gdańsk poznań wrocław białystok toruń śląsk częstochowa rzeszów łukasz paweł michał małgorzata"
        " wojciechowski wiśniewski dąbrowski kozłowski jabłoński wróbel król zając śruba śrubokręt wkręt młotek żarówka"
        " gwóźdź łopata półka krzesło stół łóżko część usługi spółka złoty płyta masło mąka chleb żółty biały różowy"
        " księgarnia żywność owoców wędliny sprzedaż ilość wartość data jakość wysokość długość szerokość żel źródło"
        " ćwikła ołówek święta męski ręcznik pięć dziesięć będzie są się też już może można świat miód łyżka"
    ),
    "Czech": (
        "příliš žluťoučký kůň úpěl ďábelské ódy dvořák novák černý veselý horák němec pokorný růžička procházka kučera"
        " beneš fiala sedláček doležal zeman kolář krejčí navrátil čermák vaněk urban blažek kříž šimek vlček říha"
        " množství zboží číslo objednávka faktura zákazník jméno město plzeň brno ústí české budějovice hradec králové"
        " liberec třebíč děčín chléb máslo mléko sýr šroub matice kladivo pilník nůž vrták světlo žárovka dveře okno"
        " stůl židle skříň postel bílý červený zelený modrý žlutý malý velký železářství potřeby výroba prodej služby"
        " bratislava košice žilina trenčín prešov ľudovít kováč horváth tovar množstvo číslo dáma mäso stôl kôň vôňa"
    ),
    "Hungarian": (
        "győr székesfehérvár kecskemét pécs miskolc nyíregyháza szombathely érd tatabánya békéscsaba hódmezővásárhely"
        " kovács szabó tóth horváth németh nagy kiss molnár balogh farkas lakatos papp takács juhász mészáros simon"
        " gyűrű szűcs hűtő fűrész kő erdő felső első idő bőr cipő fűtő vető emelő ülő tűző fűszer gyűjtő műanyag műszaki"
        " fizető értékesítő vevő szállító mennyiség cikkszám megnevezés egységár összeg számla vásárló kenyér tej vaj"
        " őszi könyv üveg zöld kék fehér sárga kötő csavar kulcs fúró ütő ágy szék asztal ajtó főváros gépjármű hús"
    ),
    "Romanian": (
        "bucureşti iaşi timişoara constanţa braşov ploieşti oţel piaţă brânză pâine lapte roşu făină ulei şurub ţeavă"
        " maşină cheie uşă fereastră masă împărat în preţ bucăţi întreţinere grădină românia ştefan târgu mureş"
    ),
    "Cyrillic": (
        "россия москва иванов петров сидоров компания общество строительство материалы товар клиент количество цена"
        " наименование молоко хлеб масло сахар соль гвоздь молоток отвертка краска кисть лампа розетка провод труба"
        " украина київ львів харків дніпро одеса їжа цукор вулиця україна підприємство кількість ціна шевченко коваленко"
        " бондаренко ткаченко україни вироби обладнання будівельний матеріали олія борошно сіль"
        " българия софия пловдив варна бургас русе стара загора иванов георгиев димитров николов петров стоянов"
        " количество цена стока клиент мляко хляб сирене масло захар бяло червено строителни материали инструменти"
        " санкт петербург новосибирск екатеринбург казань торговый дом фирма завод продукты улица шуруп болт гайка"
        " шайба саморез дрель ключ замок дверь окно стекло стол стул шкаф кровать белый красный зелёный чёрный"
    ),
}
"""Language → words of names and goods, from which it is learnt which letters stand beside each other."""
