import { foldName } from './fold.ts';
import { gazetteer } from './gazetteer.ts';

const mostOffered = 25;

/** Cities, regions and countries whose name begins so, the largest first, at most 25; none for fewer than two letters. */
export const suggestPlaces = (start: string): string[] => {
  const folded = foldName(start);
  if (folded.length < 2) return [];
  const population = new Map<string, number>();
  for (const [name, meanings] of gazetteer().names) {
    if (!name.startsWith(folded)) continue;
    for (const { kind, city, region, population: people } of meanings) {
      const place = kind === 'city' ? city : region;
      if (place !== null) population.set(place, Math.max(population.get(place) ?? 0, people));
    }
  }
  return [...population]
    .sort(([one, ones], [other, others]) => others - ones || one.localeCompare(other))
    .slice(0, mostOffered)
    .map(([place]) => place);
};
