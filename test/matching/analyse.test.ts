import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, analyseJob, searchVector } from '../../src/matching/analyse.ts';
import { matchableJob } from './matchable-job.ts';

describe('analyse', () => {
  test.each([
    ['Senior Developers', ['senior', 'developer']],
    ['C++, C# and F# on .NET', ['c++', 'c#', 'and', 'f#', 'on', '.net']],
    ['C++17/C#', ['c++', '17', 'c#']],
    ['Ｃ＋＋ and C♯', ['c++', 'and', 'c#']],
    ['Node.js', ['node', 'js']],
    ['full-stack', ['full', 'stack']],
    ['technologies, businesses, branches, boxes', ['technology', 'business', 'branch', 'box']],
    ['caches news status analysis business gas', ['cache', 'news', 'status', 'analysis', 'business', 'gas']],
    ['Zürich, Łódź, Straße, Ærø, İzmir', ['zurich', 'lodz', 'strasse', 'aero', 'izmir']],
    ['Йошкар-Ола ΟΔΟΣ', ['иошкар', 'ола', 'οδοσ']],
    ['हिन्दी 東京 エンジニア 한국어', ['हिन्दी', '東京', 'エンジニア', '한국어']],
    ['מפתח ١٢', ['מפתח', '١٢']],
    ['de\u00advelop\u200ber \u202etxet\u202c', ['develop', 'er', 'txet']],
    ['a\u0000b \ud800 🚀 ... +# \'"\\:&|!<->', ['a', 'b']],
    ['', []],
  ])('%j is %j', (text, words) => {
    expect(analyse(text)).toEqual(words);
  });

  test('a million characters of anything are analysed in seconds', () => {
    const nasty = ['a', 'c+', '+', '.n', '.net', 's', 'ss ', '\u0301', 'é', '\ufdfa', '\u202e', 'c#c#', ' '];
    for (const piece of nasty) {
      const started = performance.now();
      analyse(piece.repeat(200_000));
      expect(performance.now() - started).toBeLessThan(3000);
    }
  });

  test('plain text and text with one foreign letter are analysed alike', () => {
    const piece = fc.constantFrom(
      'C++',
      'c#',
      'F#17',
      '.NET',
      '.net5',
      'Caches',
      "it's",
      'a\u00a0b',
      'x\u2014y',
      '\u201crust\u201d',
      '\0',
      '-',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        // A letter that nothing else can be makes it leave the quick way.
        expect(analyse(`${text} \u6771`)).toEqual([...analyse(text), '\u6771']);
      }),
    );
  });

  test('what was analysed stays as it is', () => {
    const words = analyse('Senior Développeurs: C++ & Node.js technologies, classes, boxes, Straßen');
    expect(analyse(words.join(' '))).toEqual(words);
  });
});

describe('searchVector', () => {
  test('names position and field of every word, with a gap between fields', () => {
    const job = matchableJob({ title: 'Rust Dev', companyName: 'Acme', location: 'Berlin', description: 'Rust' });
    expect(searchVector(job)).toBe(`'rust':2A,10D 'dev':3A 'acme':5B 'berlin':7C`);
  });

  test('a word too long for PostgreSQL is cut at a whole character', () => {
    const [word = ''] = analyse('é'.repeat(10) + '東'.repeat(3000));
    expect(Buffer.byteLength(word)).toBeLessThanOrEqual(2046);
    expect(word.endsWith('東')).toBe(true);
  });

  test('positions end at 16,383 and a word keeps 255 places', () => {
    const { places } = analyseJob(matchableJob({ description: `${'rust '.repeat(300)}${'a b c '.repeat(6000)}` }));
    expect(places.get('rust')).toHaveLength(255);
    expect(Math.max(...[...places.values()].flat().map((place) => place.position))).toBeLessThanOrEqual(16_383);
  });
});
