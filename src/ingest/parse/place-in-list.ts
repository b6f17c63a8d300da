/** How a rejection names an item without a readable id: by its place, from 1. */
export const placeInList = (index: number): string => `number ${index + 1}`;

/** True where a rejection could not say which posting it refused. */
export const isPlaceInList = (item: string): boolean => /^number \d+$/.test(item);
