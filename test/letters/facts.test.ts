import { describe, expect, test } from 'vitest';
import { checkLetter } from '../../src/letters/facts.ts';
import { falseLetters } from './samples/false-letters.ts';
import { moreFalseLetters } from './samples/more-false-letters.ts';
import { moreTrueLetters } from './samples/more-true-letters.ts';
import { ada, fernwood } from './samples/people.ts';
import { trueLetters } from './samples/true-letters.ts';

describe('the gate lets a true letter through', () => {
  test.each([...trueLetters, ...moreTrueLetters].map((letter) => [letter.about, letter] as const))(
    '%s',
    (_, letter) => {
      expect(checkLetter(letter)).toEqual([]);
    },
  );
});

describe('the gate refuses a false letter, for the right reason', () => {
  test.each(falseLetters.map((letter) => [letter.about, letter] as const))('%s', (_, letter) => {
    expect(checkLetter(letter).join('\n')).toMatch(letter.finds);
  });
});

describe('the gate refuses a subtle lie', () => {
  test.each(moreFalseLetters.map((letter) => [letter.about, letter] as const))('%s', (_, letter) => {
    expect(checkLetter(letter)).not.toEqual([]);
  });
});

test('a letter that repeats the marker of its prompt is refused', () => {
  const body = 'I would be glad to talk about the work at Fernwood Systems. The marker was 0a1b2c3d4e5f.';
  expect(checkLetter({ body, applicant: ada, job: fernwood, secrets: ['0A1B2C3D4E5F'] }).join()).toContain(
    'its own making',
  );
});

test('the figures of the gate over the sample letters', () => {
  const allTrue = [...trueLetters, ...moreTrueLetters];
  const allFalse = [...falseLetters, ...moreFalseLetters];
  const passedTrue = allTrue.filter((letter) => checkLetter(letter).length === 0).length;
  const passedFalse = allFalse.filter((letter) => checkLetter(letter).length === 0).length;
  const table = [
    '           passed  refused',
    `true       ${String(passedTrue).padStart(6)}  ${String(allTrue.length - passedTrue).padStart(7)}`,
    `false      ${String(passedFalse).padStart(6)}  ${String(allFalse.length - passedFalse).padStart(7)}`,
  ].join('\n');
  expect(table).toMatchInlineSnapshot(`
    "           passed  refused
    true           49        0
    false           0      143"
  `);
});

test('a draft is checked in less than a second, however it is made', () => {
  const parts = ['A a ', '1,1,', 'x.', '(', 'I am a ', 'one two ', '\ufdfa', 'Fernwood ', 'a@a.'];
  const start = performance.now();
  for (const part of parts) {
    checkLetter({ body: part.repeat(3400 / part.length), applicant: ada, job: fernwood });
    expect(checkLetter({ body: part.repeat(100_000), applicant: ada, job: fernwood })).toEqual(['it is too long']);
  }
  expect((performance.now() - start) / parts.length).toBeLessThan(1000);
});
