export { countriesIn } from './countries-in.ts';
export { countryLanguage, countryName } from './country-name.ts';
export { findPlaces } from './find-places.ts';
export type { Place } from './place.ts';
export { placeNames } from './place-names.ts';
export { suggestPlaces } from './suggest-places.ts';
export { timezoneOf } from './timezone.ts';
