import { findPlaces } from './find-places.ts';

/** Countries of the parts of the world that `areas` (regions.ts) names, ISO 3166-1 alpha-2. */
const eu = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE';
const eea = `${eu} IS LI NO`;
const europe = `${eea} GB CH AL AD BA BY FO GG GI IM JE MC MD ME MK RS RU SM TR UA VA XK`;
const middleEast = 'AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE';
const northAfrica = 'DZ EG EH LY MA SD TN';
const africa = `${northAfrica} AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA NE NG RW SC SL SN SO SS ST SZ TD TG TZ UG ZA ZM ZW`;
const southeastAsia = 'BN ID KH LA MM MY PH SG TH TL VN';
const oceania = 'AU NZ FJ FM KI MH NC NR PF PG PW SB TO TV VU WS';
const asia = `${southeastAsia} ${middleEast} AF AM AZ BD BT CN GE HK IN JP KG KP KR KZ LK MN MO MV NP PK TJ TM TR TW UZ`;
const northAmerica = 'US CA MX';
const southAmerica = 'AR BO BR CL CO EC FK GF GY PE PY SR UY VE';
const centralAmerica = 'BZ CR CU DO GT HN HT JM NI PA PR SV TT BS BB';
const latinAmerica = `MX ${southAmerica} ${centralAmerica}`;

const countriesOfArea: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    EU: eu,
    EEA: eea,
    Europe: europe,
    EMEA: `${europe} ${middleEast} ${africa}`,
    APAC: `${asia} ${oceania}`,
    LATAM: latinAmerica,
    DACH: 'DE AT CH',
    Benelux: 'BE NL LU',
    Nordics: 'DK FI IS NO SE FO',
    'North America': northAmerica,
    'South America': southAmerica,
    Americas: `${northAmerica} ${latinAmerica}`,
    Africa: africa,
    Asia: asia,
    'Middle East': middleEast,
    MENA: `${middleEast} ${northAfrica}`,
    ANZ: 'AU NZ',
    'Southeast Asia': southeastAsia,
    Oceania: oceania,
  }).map(([area, countries]) => [area, countries.split(' ')]),
);

/**
 * The countries (ISO 3166-1 alpha-2) in which the places that a text names are, or of which they
 * consist: `EU or UK`, `Berlin`, `Americas`. Null where it names none that is known.
 */
export const countriesIn = (written: string): ReadonlySet<string> | null => {
  const countries = findPlaces(written).flatMap(({ region, country }) =>
    country === null ? (countriesOfArea.get(region ?? '') ?? []) : [country],
  );
  return countries.length === 0 ? null : new Set(countries);
};
