namespace ConsentPortal.Core.Storage.Demo;

/// <summary>A family or given name, and how it is written in an address.</summary>
internal readonly record struct DemoName(string Name, string Ascii)
{
    public static implicit operator DemoName(string text) => text.Split('|') is [var name, var ascii] ? new(name, ascii) : new(text, text);
}

/// <summary>How a country names its people, its companies and its (never assigned) telephone numbers.</summary>
internal sealed record DemoCountry(string Code, string Language, string City, string PhonePrefix, int PhoneDigits, DemoName[] Given, DemoName[] Family, string[] Companies);

/// <summary>Names by country; every domain is reserved (RFC 2606), every number from a range that no operator gives out.</summary>
internal static class DemoNames
{
    // drama numbers: Ofcom 07700 900xxx, ARCEP 06 39 98 xx xx, Bundesnetzagentur 030 23125 xxx, PTS 070 1740605-699, NANP 555-01xx
    private const string Uk = "+447700900", France = "+3363998", Germany = "+493023125", Sweden = "+46701740", America = "+1202555";

    public static readonly DemoCountry[] All =
    [
        new("GB", "en", "Leeds", Uk, 3, ["Olivia", "Amelia", "George", "Isla", "Harry", "Grace", "Oscar", "Freya", "Theo", "Maisie", "Callum", "Niamh", "Rhys", "Ottilie"],
            ["Ashworth", "Bennett", "Carter", "Doyle", "Everett", "Fletcher", "Greenwood", "Hargreaves", "Kapoor", "Llewellyn", "O'Connor|oconnor", "Whitfield", "Featherstonehaugh"], ["Pennine Print Works", "Harbourside Travel", "Oakfield Dental"]),
        new("US", "en-US", "Portland", America, 4, ["Emma", "Liam", "Ava", "Noah", "Mia", "Ethan", "Zoe", "Mateo", "Layla", "Jackson", "Dana", "Aaliyah"],
            ["Anderson", "Brooks", "Coleman", "Diaz", "Foster", "Hayes", "Jenkins", "Martinez", "Nguyen", "Okafor", "Reed", "Washington"], ["Cascade Outdoor Supply", "Bluebird Clinics", "Tamarack Valves"]),
        new("DE", "de", "Hamburg", Germany, 3, ["Anna", "Jürgen|juergen", "Lena", "Matthias", "Sofie", "Björn|bjoern", "Käthe|kaethe", "Emre", "Nele", "Thorsten", "Ayşe|ayse", "Friedrich"],
            ["Müller|mueller", "Schröder|schroeder", "Weiß|weiss", "Yılmaz|yilmaz", "Hoffmann", "Krämer|kraemer", "Vogel", "Lindner", "Köhler|koehler", "von der Heide|vonderheide", "Brandt", "von Hohenstein-Wittenberge|vonhohenstein"], ["Nordlicht Logistik", "Bäckerei Sonnenkorn", "Kranich Maschinenbau"]),
        new("FR", "fr", "Lyon", France, 4, ["Camille", "Hugo", "Léa|lea", "Élodie|elodie", "Jérôme|jerome", "Inès|ines", "Théo|theo", "Anaïs|anais", "Baptiste"],
            ["Dubois", "Lefèvre|lefevre", "Moreau", "Garçon|garcon", "Bélanger|belanger", "Roux", "Chevalier", "N'Diaye|ndiaye"], ["Maison Garance", "Atelier du Rhône", "Studio Belleville"]),
        new("ES", "es", "Valencia", Uk, 3, ["Lucía|lucia", "Martín|martin", "Sofía|sofia", "Íñigo|inigo", "Carmen", "Álvaro|alvaro", "Nuria"],
            ["García López|garcia", "Fernández|fernandez", "Muñoz|munoz", "Ibáñez|ibanez", "Ortega", "Peña Robles|pena"], ["Naranjos del Turia", "Clínica Alameda"]),
        new("PL", "pl", "Kraków", Uk, 3, ["Zofia", "Łukasz|lukasz", "Agnieszka", "Michał|michal", "Małgorzata|malgorzata", "Paweł|pawel"],
            ["Kowalska", "Wiśniewski|wisniewski", "Wójcik|wojcik", "Zieliński|zielinski", "Dąbrowska|dabrowska", "Szymańska|szymanska"], ["Wisła Wydawnictwo", "Zakopane Sport"]),
        new("SE", "sv", "Göteborg", Sweden, 3, ["Astrid", "Björn|bjorn", "Saga", "Åke|ake", "Elin", "Östen|osten"], ["Lindström|lindstrom", "Åberg|aberg", "Nyström|nystrom", "Sjögren|sjogren", "Ek"], ["Fjällbäck Färg", "Västkust Media"]),
        new("JP", "ja", "大阪", Uk, 3, ["陽菜|haruna", "蓮|ren", "さくら|sakura", "大翔|hiroto", "美咲|misaki"], ["佐藤|sato", "鈴木|suzuki", "高橋|takahashi", "田中|tanaka", "渡辺|watanabe"], ["さくら商事", "海風デザイン"]),
        new("IT", "it", "Bologna", Uk, 3, ["Giulia", "Niccolò|niccolo", "Chiara", "Matteo", "Francesca"], ["Rossi", "D'Angelo|dangelo", "Ferrari", "Esposito", "Conti"], ["Officine Reno", "Gelateria Nettuno"]),
        new("NL", "nl", "Utrecht", Uk, 3, ["Sanne", "Daan", "Fleur", "Jeroen", "Maud"], ["de Vries|devries", "van den Berg|vandenberg", "Jansen", "Bakker", "Visser"], ["Grachtenfiets", "Polder Energie"]),
    ];

    public static readonly string[] Titles = ["Head of Marketing", "Buyer", "Managing Director", "Office Manager", "CTO", "Procurement Lead", "Event Manager", "Sales Director", "Accountant", "Founder", "Operations", "Data Protection Officer", ""];
}
