/** A state, province or nation of a country. */
export interface Region {
  /** In English. */
  readonly name: string;
  readonly country: string;
  /** As it stands behind a city: `TX`. Null where nobody writes one. */
  readonly code: string | null;
  /** Its other names: in its own language, say. */
  readonly aliases: readonly string[];
}

// `CODE Name=alias=alias`, parted by ";"; "-" where no code is written.
const written: Readonly<Record<string, string>> = {
  US:
    'AL Alabama; AK Alaska; AZ Arizona; AR Arkansas; CA California=Calif; CO Colorado; CT Connecticut; DE Delaware; ' +
    'FL Florida; GA Georgia; HI Hawaii; ID Idaho; IL Illinois; IN Indiana; IA Iowa; KS Kansas; KY Kentucky; ' +
    'LA Louisiana; ME Maine; MD Maryland; MA Massachusetts; MI Michigan; MN Minnesota; MS Mississippi; MO Missouri; ' +
    'MT Montana; NE Nebraska; NV Nevada; NH New Hampshire; NJ New Jersey; NM New Mexico; NY New York=New York State; ' +
    'NC North Carolina; ND North Dakota; OH Ohio; OK Oklahoma; OR Oregon; PA Pennsylvania; RI Rhode Island; ' +
    'SC South Carolina; SD South Dakota; TN Tennessee; TX Texas; UT Utah; VT Vermont; VA Virginia; ' +
    'WA Washington=Washington State; WV West Virginia; WI Wisconsin; WY Wyoming; DC District of Columbia',
  CA:
    'AB Alberta; BC British Columbia; MB Manitoba; NB New Brunswick; NL Newfoundland and Labrador=Newfoundland; ' +
    'NS Nova Scotia; NT Northwest Territories; NU Nunavut; ON Ontario; PE Prince Edward Island; ' +
    'QC Quebec=Québec; SK Saskatchewan; YT Yukon',
  AU:
    'NSW New South Wales; QLD Queensland; SA South Australia; TAS Tasmania; VIC Victoria; WA Western Australia; ' +
    'ACT Australian Capital Territory; NT Northern Territory',
  DE:
    'BW Baden-Württemberg; BY Bavaria=Bayern; - Berlin; BB Brandenburg; - Bremen; - Hamburg; HE Hesse=Hessen; ' +
    'NI Lower Saxony=Niedersachsen; MV Mecklenburg-Western Pomerania=Mecklenburg-Vorpommern; ' +
    'NRW North Rhine-Westphalia=Nordrhein-Westfalen; RP Rhineland-Palatinate=Rheinland-Pfalz; SL Saarland; ' +
    'SN Saxony=Sachsen; ST Saxony-Anhalt=Sachsen-Anhalt; SH Schleswig-Holstein; TH Thuringia=Thüringen',
  AT:
    '- Vienna=Wien; - Lower Austria=Niederösterreich; - Upper Austria=Oberösterreich; - Styria=Steiermark; ' +
    '- Tyrol=Tirol; - Carinthia=Kärnten; - Salzburg; - Vorarlberg; - Burgenland',
  CH:
    'ZH Zurich=Zürich; GE Geneva=Genève; VD Vaud=Waadt; BE Bern=Berne; BS Basel-Stadt=Basel-City; BL Basel-Landschaft; ' +
    'ZG Zug; LU Lucerne=Luzern; SG St. Gallen=Sankt Gallen; AG Aargau; TI Ticino=Tessin; VS Valais=Wallis; TG Thurgau; ' +
    'FR Fribourg=Freiburg; GR Grisons=Graubünden; SO Solothurn; NE Neuchâtel',
  GB: '- England; - Scotland; - Wales; - Northern Ireland',
  FR:
    'IDF Île-de-France=Paris Region; - Auvergne-Rhône-Alpes=Rhône-Alpes=Auvergne; PACA Provence-Alpes-Côte d’Azur=Provence-Alpes-Côte-d’Azur; ' +
    '- Brittany=Bretagne; - Normandy=Normandie=Haute-Normandie=Basse-Normandie; - Occitania=Occitanie=Midi-Pyrénées=Languedoc-Roussillon; ' +
    '- Nouvelle-Aquitaine=Aquitaine=Limousin=Poitou-Charentes; - Hauts-de-France=Nord-Pas-de-Calais=Picardie; ' +
    '- Grand Est=Alsace=Lorraine=Champagne-Ardenne; - Pays de la Loire; - Centre-Val de Loire; - Corsica=Corse; ' +
    '- Burgundy-Franche-Comté=Bourgogne-Franche-Comté=Bourgogne=Franche-Comté',
  ES:
    '- Catalonia=Cataluña=Catalunya; - Community of Madrid=Comunidad de Madrid; - Andalusia=Andalucía; ' +
    '- Basque Country=País Vasco=Euskadi; - Valencian Community=Comunidad Valenciana; - Galicia; - Aragon=Aragón; ' +
    '- Castile and León=Castilla y León; - Balearic Islands=Islas Baleares; - Canary Islands=Islas Canarias=Canarias; ' +
    '- Murcia=Región de Murcia; - Asturias=Principado de Asturias; - Navarre=Navarra=Comunidad Foral de Navarra; - Cantabria; - Extremadura',
  IT:
    '- Lombardy=Lombardia; - Piedmont=Piemonte; - Tuscany=Toscana; - Sardinia=Sardegna; - Sicily=Sicilia; ' +
    '- Apulia=Puglia; - Lazio; - Veneto; - Emilia-Romagna; - Campania; - Liguria; - Trentino-Alto Adige',
  NL:
    '- North Holland=Noord-Holland; - South Holland=Zuid-Holland; - North Brabant=Noord-Brabant; - Utrecht; - Gelderland; ' +
    '- Overijssel; - Groningen; - Friesland; - Flevoland; - Zeeland; - Drenthe',
  BE: '- Flanders=Vlaanderen=Flandern; - Wallonia=Wallonie; - Brussels Capital',
  PL: '- Masovia=Masovian=Mazowieckie; - Lesser Poland=Małopolskie; - Lower Silesia=Lower Silesian=Dolnośląskie; - Greater Poland=Wielkopolskie; - Pomerania=Pomeranian=Pomorskie; - Silesia=Silesian=Śląskie',
  PT: '- Lisbon=Lisboa; - Azores=Açores; - Madeira; - Porto',
  SE: '- Västra Götaland; - Skåne=Scania; - Östergötland',
  BR: 'SP São Paulo; RJ Rio de Janeiro; MG Minas Gerais; PR Paraná; SC Santa Catarina; RS Rio Grande do Sul; BA Bahia; PE Pernambuco; CE Ceará; DF Distrito Federal; GO Goiás; ES Espírito Santo',
  MX: '- Mexico City=Distrito Federal=Ciudad de México; - Jalisco; - Nuevo León; - Querétaro; - State of Mexico=México=Estado de México',
  IN:
    'KA Karnataka; MH Maharashtra; TN Tamil Nadu; TS Telangana=TG; DL Delhi; HR Haryana; UP Uttar Pradesh; ' +
    'WB West Bengal; GJ Gujarat; KL Kerala; AP Andhra Pradesh; RJ Rajasthan; MP Madhya Pradesh; PB Punjab; ' +
    '- Odisha=Orissa; - Uttarakhand=Uttaranchal; - Bihar; - Goa; - Assam; - Chandigarh; - Jharkhand; - Chhattisgarh; - Himachal Pradesh',
  ZA: '- Western Cape; - Gauteng; - KwaZulu-Natal; - Eastern Cape',
  AE: '- Dubai=Dubay; - Abu Dhabi=Abu Zaby; - Sharjah',
  JP: '- Tokyo; - Osaka; - Kanagawa; - Kyoto; - Aichi; - Fukuoka; - Hokkaido',
};

const parse = (country: string, list: string): Region[] =>
  list.split(/;\s*/).map((entry) => {
    const [, code = '-', names = ''] = /^(\S+) (.+)$/.exec(entry.trim()) ?? [];
    const [name = '', ...aliases] = names.split('=');
    return { name, country, code: code === '-' ? null : code, aliases };
  });

/** The regions that locations name often; the other ones come with their cities. */
export const knownRegions: readonly Region[] = Object.entries(written).flatMap(([country, list]) =>
  parse(country, list),
);

// city-timezones names counties and cities here; what no list names is England.
const nations: Readonly<Record<string, string>> = {
  Scotland:
    'Inverclyde|Highland|South Ayrshire|Aberdeen|Perthshire and Kinross|Dundee|Dumfries and Galloway|Moray|Edinburgh|Glasgow',
  Wales: 'Swansea|Cardiff',
  'Northern Ireland': 'Omagh|Derry|Dungannon|Belfast',
};
const nationOf = new Map(
  Object.entries(nations).flatMap(([nation, list]) => list.split('|').map((province) => [province, nation] as const)),
);

/** The nation of a British province as city-timezones names it. */
export const britishNation = (province: string): string => nationOf.get(province) ?? 'England';

/** Counties of England: written where other countries write a region, but every English city counts as within. */
export const counties = (
  'Surrey|Essex|Kent|Sussex|East Sussex|West Sussex|Hampshire|Berkshire|Buckinghamshire|Oxfordshire|Cambridgeshire|' +
  'Hertfordshire|Bedfordshire|Norfolk|Suffolk|Devon|Dorset|Somerset|Wiltshire|Gloucestershire|Cornwall|Lancashire|' +
  'Cheshire|Derbyshire|Leicestershire|Nottinghamshire|Lincolnshire|Staffordshire|Warwickshire|Worcestershire|Shropshire|' +
  'Northamptonshire|Cumbria|Yorkshire|North Yorkshire|West Yorkshire|South Yorkshire|Merseyside|Greater Manchester|' +
  'Greater London|Tyne and Wear|West Midlands|County Durham|Middlesex|Herefordshire'
).split('|');

/** Parts of the world that are no country: known as a region whose country is not. */
export const areas: Readonly<Record<string, string>> = {
  emea: 'EMEA',
  apac: 'APAC',
  'asia pacific': 'APAC',
  latam: 'LATAM',
  'latin america': 'LATAM',
  dach: 'DACH',
  benelux: 'Benelux',
  nordics: 'Nordics',
  eu: 'EU',
  'european union': 'EU',
  europe: 'Europe',
  europa: 'Europe',
  eea: 'EEA',
  'north america': 'North America',
  'south america': 'South America',
  americas: 'Americas',
  amer: 'Americas',
  africa: 'Africa',
  asia: 'Asia',
  'middle east': 'Middle East',
  mena: 'MENA',
  anz: 'ANZ',
  'southeast asia': 'Southeast Asia',
  oceania: 'Oceania',
  'western europe': 'Europe',
  'eastern europe': 'Europe',
};
