import { combine } from './combine.ts';
import type { Place } from './place.ts';
import { readLocation } from './read-location.ts';

/** Boards repeat their locations: nearly every one is answered from here. */
const remembered = new Map<string, readonly Place[]>();
const mostRemembered = 10_000;
/** A posting that names more is open everywhere. */
const mostPlaces = 40;

/** The places that a written location names, each once; nothing where none is known for certain. */
export const findPlaces = (location: string): readonly Place[] => {
  const known = remembered.get(location);
  if (known !== undefined) return known;
  const places = distinct(readLocation(location).flatMap(combine)).slice(0, mostPlaces);
  if (remembered.size >= mostRemembered) remembered.clear();
  if (location.length <= 300) remembered.set(location, places);
  return places;
};

const distinct = (places: readonly Place[]): readonly Place[] => [
  ...new Map(places.map((place) => [`${place.city}|${place.region}|${place.country}`, place])).values(),
];
