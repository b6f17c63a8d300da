import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countryName, findPlaces, placeNames, timezoneOf } from '../../src/places/index.ts';

const found = (location: string): readonly string[] =>
  findPlaces(location).map(({ city, region, country }) => `${city ?? ''}/${region ?? ''}/${country ?? ''}`);

const austin = 'Austin/Texas/US';
const berlin = 'Berlin/Berlin/DE';
const munich = 'Munich/Bavaria/DE';
const newYork = 'New York/New York/US';
const sanFrancisco = 'San Francisco/California/US';

describe('places in a location', () => {
  test.each([
    ['NYC', [newYork]],
    ['New York, New York, United States', [newYork]],
    ['Austin, TX', [austin]],
    ['Toronto, ON, CAN', ['Toronto/Ontario/CA']],
    ['Toronto, ON, CA', ['Toronto/Ontario/CA']],
    ['United States-Alabama-Huntsville', ['Huntsville/Alabama/US']],
    ['USA - Office - Denver, CO', ['Denver/Colorado/US']],
    ['Bangalore, Karnataka, India', ['Bengaluru/Karnataka/IN']],
    ['KA, IN', ['/Karnataka/IN']],
    ['Indianapolis, IN', ['Indianapolis/Indiana/US']],
    ['London, UK', ['London/England/GB']],
    ['London', ['London/England/GB']],
    ['London, Ontario', ['London/Ontario/CA']],
    ['München, Deutschland', [munich]],
    ['Munich, DE', [munich]],
    ['Wilmington, DE', ['Wilmington/Delaware/US']],
    ['Wien, Österreich', ['Vienna/Vienna/AT']],
    ['Paris, Île-de-France', ['Paris/Île-de-France/FR']],
    ['Paris, Texas', ['Paris/Texas/US']],
    ['Sevilla, España', ['Seville/Andalusia/ES']],
    ['Saint Louis, MO', ['St. Louis/Missouri/US']],
    ['Washington, D.C.', ['Washington/District of Columbia/US']],
    ['Seattle, Washington', ['Seattle/Washington/US']],
    ['Portland, OR', ['Portland/Oregon/US']],
    ['Remote - US', ['//US']],
    ['Remote in germany', ['//DE']],
    ['Remote (EMEA)', ['/EMEA/']],
    ['Singapore', ['Singapore//SG']],
    ['Luxembourg', ['//LU']],
  ])('%s is %j', (location, places) => {
    expect(found(location)).toEqual(places);
  });

  test.each([
    ['New York, NY; San Francisco, CA', [newYork, sanFrancisco]],
    ['SF Austin, TX NYC', [sanFrancisco, austin, newYork]],
    ['Berlin / München', [berlin, munich]],
    ['Berlin or Munich', [berlin, munich]],
    ['US, Canada (Remote)', ['//US', '//CA']],
    ['London, Berlin, Germany', ['London/England/GB', berlin]],
    ['San Jose, Palo Alto, CA', ['San Jose/California/US', 'Palo Alto/California/US']],
    ['Berlin; Berlin, Germany', [berlin]],
  ])('%s are %j', (location, places) => {
    expect(found(location)).toEqual(places);
  });

  test('a town that no list has is known by the state or country behind it', () => {
    expect(found('Sandy Springs, GA, US')).toEqual(['Sandy Springs/Georgia/US']);
    expect(found('Sittard, The Netherlands')).toEqual(['Sittard//NL']);
    expect(found('Florence, KY')).toEqual(['Florence/Kentucky/US']);
    expect(found('1 Station Road, Leatherhead, KT22 9AE, GB')).toEqual(['Leatherhead//GB']);
  });

  test('of namesakes the much larger one is meant, else only the name is known', () => {
    expect(found('Cambridge')).toEqual(['Cambridge//']);
    expect(found('Cambridge, MA')).toEqual(['Cambridge/Massachusetts/US']);
    expect(found('Cambridge, UK')).toEqual(['Cambridge/England/GB']);
    expect(found('Birmingham')).toEqual(['Birmingham//']);
    expect(found('Georgia')).toEqual(['/Georgia/']);
    expect(found('Tbilisi, Georgia')).toEqual(['Tbilisi/Tbilisi/GE']);
    expect(found('Atlanta, Georgia')).toEqual(['Atlanta/Georgia/US']);
  });

  test.each([
    'Remote',
    'Hybrid',
    'Office',
    'Various',
    '3 Locations',
    'Multiple Locations',
    'Nice to have',
    'Reading',
    'Mobile',
    'Of',
    'Split',
    'CA',
    'Acme GmbH',
    'Phoenix Centre',
    'Springfield Nuclear Plant',
    'Austin Powers Museum',
    'to be agreed',
    '',
  ])('%j is no place', (location) => {
    expect(found(location)).toEqual([]);
  });

  test('an everyday word is a town beside its country', () => {
    expect(['Reading, UK', 'Mobile, AL', 'Nice, France'].flatMap(found)).toEqual([
      'Reading/England/GB',
      'Mobile/Alabama/US',
      'Nice/Provence-Alpes-Côte d’Azur/FR',
    ]);
  });

  test('no text fails, and a long one takes no time', () => {
    const pieces = fc.constantFrom(
      'Berlin',
      'CA',
      'US',
      ', ',
      ' - ',
      '; ',
      '(',
      'New York',
      'Georgia',
      'Remote',
      'x',
      'IN',
      'Nice',
      'München',
      '\u{1F600}',
      '\ud800',
    );
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => void findPlaces(parts.join(' '))));
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void findPlaces(text)));
    for (const piece of ['Berlin, ', 'New York ', '((((', 'US-', 'a']) {
      const started = performance.now();
      findPlaces(piece.repeat(100_000));
      expect(performance.now() - started).toBeLessThan(500);
    }
  });
});

describe('names of a place', () => {
  const names = (location: string): readonly string[] => findPlaces(location).flatMap(placeNames);

  test('a city is found by its names, its region and its country in several languages', () => {
    expect(names('Munich')).toEqual(
      expect.arrayContaining(['Munich', 'München', 'Bavaria', 'Bayern', 'Germany', 'Deutschland', 'DE']),
    );
    expect(names('New York, NY')).toEqual(
      expect.arrayContaining(['NYC', 'New York City', 'USA', 'US', 'United States', 'Vereinigte Staaten']),
    );
    expect(names('London')).toEqual(expect.arrayContaining(['England', 'UK', 'GB', 'United Kingdom']));
    expect(names('Tokyo')).toEqual(expect.arrayContaining(['Japan', '日本']));
    expect(names('EMEA')).toEqual(['EMEA']);
  });

  test('no place has more than twelve, and codes that are words are none', () => {
    for (const location of [
      'Munich',
      'New York',
      'Mumbai',
      'Zürich',
      'Brussels',
      'Portland, OR',
      'Delhi',
      'Rome',
      'Oslo',
    ]) {
      expect(names(location).length).toBeLessThanOrEqual(12);
    }
    expect([...names('Portland, OR'), ...names('Mumbai'), ...names('Oslo'), ...names('Rome')]).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(?:OR|IN|NO|IT)$/)]),
    );
  });

  test('the time zone is that of the city, else of a region or country that has but one', () => {
    const zones = [
      'Munich',
      'Austin, TX',
      'California',
      'Germany',
      'United States',
      'EMEA',
      'Sittard, Netherlands',
    ].map((location) => findPlaces(location).map(timezoneOf)[0]);
    expect(zones).toEqual([
      'Europe/Berlin',
      'America/Chicago',
      'America/Los_Angeles',
      'Europe/Berlin',
      null,
      null,
      'Europe/Amsterdam',
    ]);
  });

  test('a country is named in any language, and what is none stays', () => {
    expect([countryName('DE', 'fr'), countryName('GB', 'en'), countryName('zz', 'en')]).toEqual([
      'Allemagne',
      'United Kingdom',
      'zz',
    ]);
  });
});
