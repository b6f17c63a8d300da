import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { descriptionOf, readLine } from '../../../src/ingest/normalise/clean-text.ts';
import { employmentType } from '../../../src/ingest/normalise/employment-type.ts';
import { languageOf } from '../../../src/ingest/normalise/language.ts';
import { makePosting } from '../../../src/ingest/normalise/make-posting.ts';
import { requirementsOf } from '../../../src/ingest/normalise/requirements.ts';

const source = { url: 'https://jobs.example/acme', companyName: 'Acme' };
const draft = { externalId: 1, url: 'https://jobs.example/1', title: 'Cook', raw: {} };

describe('HTML as text', () => {
  const plain = 'Do\n\n- bake & cook\n- clean';
  test.each([
    '<p>Do</p><ul><li>bake &amp; cook</li><li>clean</li></ul>',
    '&lt;p&gt;Do&lt;/p&gt;&lt;ul&gt;&lt;li&gt;bake &amp;amp; cook&lt;/li&gt;&lt;li&gt;clean&lt;/li&gt;&lt;/ul&gt;',
    '&amp;lt;p&amp;gt;Do&amp;lt;/p&amp;gt;&amp;lt;ul&amp;gt;&amp;lt;li&amp;gt;bake &amp;amp;amp; cook&amp;lt;/li&amp;gt;&amp;lt;li&amp;gt;clean&amp;lt;/li&amp;gt;&amp;lt;/ul&amp;gt;',
    '&#60;p&#62;Do&#60;/p&#62;&#x3C;ul&#x3E;&#60;li&#62;bake &#38;amp; cook&#60;/li&#62;&#60;li&#62;clean&#60;/li&#62;&#60;/ul&#62;',
    '<div>&lt;p&gt;Do&lt;/p&gt;&lt;ul&gt;&lt;li&gt;bake &amp;amp; cook&lt;/li&gt;&lt;li&gt;clean&lt;/li&gt;&lt;/ul&gt;</div>',
    '<p>Do<ul><li><p>bake &amp; cook</p><li><p>clean</p></ul>',
  ])('%s reads the same however it was escaped', (html) => {
    expect(descriptionOf(html)).toBe(plain);
  });

  test('what is not seen is left out, numbers and nested lists are kept', () => {
    expect(
      descriptionOf('<style>p{}</style><script>x()</script><ol><li>One<ul><li>a</li></ul></li><li>Two</li></ol>'),
    ).toBe('1. One\n- a\n2. Two');
    expect(descriptionOf('a<br>b<br/><br/>c <img src=x>d')).toBe('a\nb\n\nc d');
    expect(descriptionOf('It&#146;s &nbsp;5 &lt; 6')).toBe('It’s 5 < 6');
  });

  test('a line that was escaped or marked up is a plain one', () => {
    expect(readLine('R&amp;D &#8211; <b>Lead</b>\u200b')).toBe('R&D – Lead');
    expect(readLine('King&amp;#39;s Lynn')).toBe("King's Lynn");
    expect(readLine('Vec<T> Engineer')).toBe('Vec<T> Engineer');
    expect(readLine(' &nbsp; ')).toBeNull();
  });
});

describe('requirements', () => {
  test.each([
    'Requirements',
    'REQUIREMENTS:',
    'Qualifications',
    'What you bring',
    'What you’ll need',
    "What we're looking for",
    'Your profile',
    'Dein Profil',
    'Das bringst du mit:',
    'Anforderungen',
    'Must have',
    'Requisitos',
    'Profil recherché',
  ])('the lines under %j to the next heading are what is asked', (heading) => {
    const text = `About us\n\nWe bake.\n\n${heading}\n\n- three years of baking\n- a steady hand\n\nBenefits\n\n- bread`;
    expect(requirementsOf(text)).toBe('- three years of baking\n- a steady hand');
  });

  test('a sentence about requirements is no heading, and without a heading there are none', () => {
    expect(requirementsOf('You meet the requirements of the law.\n- bread is made here daily')).toBeNull();
    expect(requirementsOf('')).toBeNull();
  });
});

describe('language', () => {
  const german =
    'Wir suchen für die Bäckerei in der Stadt eine Person, die mit Freude backt und das Team mit dem Wissen um Brot bereichert. '.repeat(
      3,
    );
  const english =
    'We are looking for a person who bakes with joy and helps the team with what you know of the bread in our town. '.repeat(
      3,
    );
  test('is that of a long text, else what is declared', () => {
    expect(languageOf(null, german)).toBe('de');
    expect(languageOf('en', german)).toBe('de');
    expect(languageOf('en-US', english)).toBe('en');
    expect(languageOf('German', 'Wir backen.')).toBe('de');
    expect(languageOf(null, 'We bake.')).toBeNull();
    expect(languageOf('x-klingon', 'We bake.')).toBeNull();
    expect(languageOf(null, 'パンを焼く人を探しています。経験は問いません。'.repeat(15))).toBe('ja');
  });
});

test.each([
  ['Vollzeit', 'full-time'],
  ['Teilzeit', 'part-time'],
  ['Vollzeit oder Teilzeit', null],
  ['Festanstellung in Teilzeit', 'part-time'],
  ['Praktikum', 'internship'],
  ['CDI', 'full-time'],
  ['CDD', 'contract'],
  ['Stage', 'internship'],
  ['Jornada completa', 'full-time'],
  ['PERMANENT', 'full-time'],
  ['Contrato indefinido', 'full-time'],
  ['Befristet', 'contract'],
  ['Voltijd', 'full-time'],
  ['Otro', null],
])('the field %j is %s', (words, type) => {
  expect(employmentType(words)).toBe(type);
});

describe('a posting', () => {
  test('says what its words mean', () => {
    const posting = makePosting(
      {
        ...draft,
        title: 'Senior  Baker\u200b (m/w/d)',
        locations: ['München', 'Remote - Austria'],
        html: '<p>The salary range is €40,000 - €50,000.</p><h3>Requirements</h3><ul><li>You know Python and bread well</li></ul>',
        employmentType: 'Vollzeit',
        postedAt: ['yesterday', 'August 5, 2026'],
        tags: ['SQL'],
      },
      source,
    );
    expect(posting).toMatchObject({
      title: 'Senior Baker (m/w/d)',
      location: 'München; Remote - Austria',
      places: [
        { city: 'Munich', region: 'Bavaria', country: 'DE' },
        { city: null, region: null, country: 'AT' },
      ],
      remote: 'yes',
      remoteFrom: 'Austria',
      employmentType: 'full-time',
      level: 'senior',
      requirements: '- You know Python and bread well',
      techStack: ['Python', 'SQL'],
      salary: { min: 4_000_000, max: 5_000_000, currency: 'EUR', period: 'year' },
      postedAt: new Date('2026-08-05T00:00:00Z'),
    });
  });

  test('a plain dollar is an American one only where no other country with dollars is named', () => {
    const payIn = (...locations: string[]): unknown => {
      const posting = makePosting({ ...draft, locations, payText: '$100k - $120k' }, source);
      return typeof posting === 'string' ? posting : (posting.salary?.currency ?? null);
    };
    expect([
      payIn('Austin, TX'),
      payIn('Austin, TX', 'London'),
      payIn('Austin, TX', 'Toronto'),
      payIn('Toronto'),
      payIn('Remote'),
      payIn(),
    ]).toEqual(['USD', 'USD', null, null, null, null]);
  });

  test('no text makes it fail, and half a megabyte takes no time', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(
        text,
        text,
        text,
        (title, location, html) =>
          void makePosting(
            { ...draft, title, locations: [location], html, payText: html, postedAt: title, level: title },
            source,
          ),
      ),
    );
    for (const piece of [
      'a ',
      '((((',
      '<b>',
      '&lt;',
      '$1 ',
      'Requirements:\n',
      'salary $1 ',
      '<li>',
      '</p>',
      '- ',
      '&#',
      '\n',
    ]) {
      for (const field of ['html', 'text']) {
        const started = performance.now();
        makePosting({ ...draft, [field]: piece.repeat(500_000 / piece.length) }, source);
        // A tenth of this where nothing else runs.
        expect(performance.now() - started).toBeLessThan(2000);
      }
    }
  });
});
