/** Towns in which many jobs are and which city-timezones does not have: region of a country, then its towns. */
export const moreCities: readonly (readonly [country: string, region: string, towns: string])[] = [
  [
    'US',
    'California',
    'Mountain View|Palo Alto|Menlo Park|Sunnyvale|Redwood City|Cupertino|Costa Mesa|El Segundo|Santa Monica|South San Francisco|Foster City|Burlingame|Emeryville|Milpitas|Pleasanton|Hawthorne|Culver City|Playa Vista|Marina del Rey|San Bruno|Los Gatos|Newport Beach|Manhattan Beach|Redondo Beach|Beverly Hills|Anaheim|Fremont|Torrance|West Hollywood|South Bay',
  ],
  ['US', 'Washington', 'Bellevue|Redmond|Kirkland|Bothell|Issaquah'],
  ['US', 'New York', 'Brooklyn|Manhattan|Bronx|Queens|Staten Island|White Plains|Long Island City'],
  ['US', 'New Jersey', 'Jersey City|Hoboken|Princeton|Englewood Cliffs|Parsippany'],
  ['US', 'Massachusetts', 'Cambridge|Waltham|Somerville|Needham|Burlington|Woburn|Framingham|Lexington|Andover'],
  ['US', 'Virginia', 'Reston|McLean|Tysons|Tysons Corner|Herndon|Chantilly|Ashburn|Manassas|Fairfax'],
  ['US', 'Maryland', 'Bethesda|Silver Spring|Rockville|Annapolis Junction|Fort Meade|Gaithersburg'],
  ['US', 'Texas', 'Plano|Irving|Frisco|Fort Worth|Richardson|The Woodlands|Round Rock|Starbase'],
  ['US', 'Arizona', 'Tempe|Chandler|Gilbert'],
  ['US', 'Utah', 'Lehi|Draper|American Fork'],
  ['US', 'Colorado', 'Broomfield|Littleton|Lakewood|Centennial'],
  ['US', 'Florida', 'Boca Raton|Cape Canaveral'],
  ['US', 'Georgia', 'Alpharetta|Kennesaw'],
  ['US', 'Illinois', 'Deerfield|Oak Brook|Schaumburg|Naperville'],
  ['US', 'Pennsylvania', 'King of Prussia|Radnor|Conshohocken'],
  ['US', 'North Carolina', 'Cary|Morrisville|Chapel Hill|Research Triangle Park'],
  ['US', 'Arkansas', 'Bentonville'],
  ['US', 'Kansas', 'Overland Park'],
  ['US', 'Michigan', 'Southfield|Dearborn|Novi|Troy'],
  ['US', 'Oregon', 'Hillsboro|Beaverton'],
  ['US', 'Tennessee', 'Franklin|Brentwood'],
  ['CA', 'Ontario', 'Mississauga|Markham|Waterloo|Oakville|Brampton|Vaughan'],
  ['CA', 'British Columbia', 'Burnaby'],
  ['CA', 'Quebec', 'Laval'],
  [
    'GB',
    'England',
    'Milton Keynes|Guildford|Slough|Basingstoke|Stevenage|Croydon|Maidenhead|Warrington|Cheltenham|Gloucester|Wolverhampton|Swindon',
  ],
  ['DE', 'Bavaria', 'Ottobrunn|Garching|Unterföhring|Erlangen|Oberpfaffenhofen'],
  ['DE', 'Baden-Württemberg', 'Walldorf|Sindelfingen|Ludwigsburg|Tübingen|Konstanz'],
  ['DE', 'Hesse', 'Darmstadt|Eschborn'],
  ['DE', 'Brandenburg', 'Grünheide'],
  ['NL', 'North Holland', 'Hoofddorp|Hilversum|Schiphol'],
  ['NL', 'South Holland', 'Delft|Leiden'],
  ['NL', 'North Brabant', 'Veldhoven|Den Bosch|Tilburg'],
  ['BE', 'Flanders', 'Ghent|Leuven|Mechelen'],
  ['CH', 'Zurich', 'Winterthur'],
  ['SE', 'Skåne', 'Lund'],
  ['IN', 'Uttar Pradesh', 'Noida|Greater Noida'],
  ['IN', 'Maharashtra', 'Navi Mumbai'],
  ['IN', 'Telangana', 'Secunderabad'],
  ['IL', '', 'Herzliya|Ramat Gan|Petah Tikva|Netanya|Rehovot|Yokneam'],
  ['FR', 'Île-de-France', 'Boulogne-Billancourt|Levallois-Perret|La Défense|Saint-Denis|Courbevoie'],
  ['FR', 'Auvergne-Rhône-Alpes', 'Sophia Antipolis'],
];

/**
 * Other names of cities, by their name in city-timezones or above: `Munich=München`. One with `*` is the
 * name that is usual in English.
 */
export const cityAliases =
  'New York=NYC=New York City=Big Apple|San Francisco=SF=San Fran=San Francisco Bay Area=Bay Area=SF Bay Area|Los Angeles=LA=L.A.=Los Ángeles|' +
  'Washington, D.C.=*Washington=Washington DC=DC=Washington D.C. Metro|Philadelphia=Philly|Las Vegas=Vegas|St. Louis=Saint Louis|' +
  'Munich=München=Muenchen|Cologne=Köln=Koeln|Vienna=Wien|Zürich=*Zurich=Zuerich|Geneva=Genève=Genf=Geneve|Basel=Bâle|Bern=Berne|Luzern=*Lucerne|' +
  'Nürnberg=*Nuremberg=Nuernberg|Düsseldorf=Duesseldorf|Frankfurt=Frankfurt am Main=Frankfurt a.M.=Frankfurt/Main|Hannover=Hanover|' +
  'Bengaluru=Bangalore=Bengalore|Mumbai=Bombay|Gurugram=Gurgaon|Chennai=Madras|Kolkata=Calcutta|Delhi=Delhi NCR=Delhi/NCR|New Delhi=Neu-Delhi|' +
  'Pune=Poona|Kyiv=Kiev=Kiew|Odessa=*Odesa|Lvov=*Lviv|Prague=Praha=Prag|Warsaw=Warszawa=Warschau|Kraków=Krakow=Cracow=Krakau|Wroclaw=*Wrocław|Gdansk=*Gdańsk|Lódz=*Łódź|' +
  'Lisbon=Lisboa=Lissabon|Porto=Oporto|Milan=Milano=Mailand|Rome=Roma=Rom|Turin=Torino|Florence=Firenze=Florenz|Naples=Napoli=Neapel|Venice=Venezia=Venedig|Genoa=Genova|' +
  'Brussels=Bruxelles=Brussel=Brüssel|Antwerpen=*Antwerp|Ghent=Gent=Gand|The Hague=Den Haag|Copenhagen=København=Kopenhagen|Malmö=Malmo|Göteborg=*Gothenburg|' +
  'Helsinki=Helsingfors|Athens=Athína=Athen|Bucharest=București=Bukarest|Belgrade=Beograd|Sofia=Sofiya|Moscow=Moskva=Moskau|St. Petersburg=Saint Petersburg|' +
  'Tel Aviv-Yafo=*Tel Aviv=Tel-Aviv|Jerusalem=Yerushalayim|Cairo=Al Qahirah|Beijing=Peking|Guangzhou=Canton|Ho Chi Minh City=Saigon=HCMC|Hanoi=Ha Noi|' +
  'Tokyo=Tōkyō=Tokio|Seoul=Soul|Singapore=Singapur|Mexico City=Ciudad de México=CDMX|Sao Paulo=*São Paulo|Seville=Sevilla|Zaragoza=Saragossa|' +
  'Bogota=*Bogotá|Medellin=*Medellín|Montréal=Montreal|Québec=Quebec City=Ville de Québec|Luxembourg=Luxemburg=Luxembourg City|Kuala Lumpur=KL|Hong Kong=HK|' +
  'Taipei=Taipei City|Ad Damman=*Dammam|Riyadh=Ar Riyad|Abu Dhabi=Abu Zaby|Astana=Nur-Sultan|Quezon City=QC Metro Manila|Manila=Metro Manila|Cork=Corcaigh|Dublin=Baile Átha Cliath';
