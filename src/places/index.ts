import type { Place } from './place.ts';

export type { Place } from './place.ts';

/** The places that a written location names; nothing where none is known for certain. */
export const findPlaces = (_location: string): readonly Place[] => [];

/** Every name under which a person may look for the place: `Munich München Bavaria Bayern Germany Deutschland`. */
export const placeNames = (_place: Place): readonly string[] => [];
