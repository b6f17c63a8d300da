import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Applicant, LetterJob } from '../../src/letters/contract.ts';
import { checkLetter } from '../../src/letters/facts.ts';
import { templateLetter } from '../../src/letters/template.ts';
import { ada, ben, fernwood, hospital, rosa, stranger, warehouse } from './samples/people.ts';

const letterFor = (applicant: Applicant, job: LetterJob) =>
  templateLetter({ applicant, job, hasConsent: false }, 'no_key');

/** The paragraphs between greeting and signature. */
const middle = (body: string): string => body.split('\n\n').slice(1, -1).join('\n\n');

describe('the offline letter', () => {
  test('says who the person is, what fits, and signs with name and links', () => {
    expect(letterFor(ada, fernwood).body).toMatchInlineSnapshot(`
      "Dear Fernwood Systems GmbH team,

      I am writing about the Backend Engineer, Payments role at Fernwood Systems GmbH. I work as a Backend Engineer at Copperline Ltd. I bring 6 years of experience. I am based in Berlin.

      Of the skills you ask for, I have Node.js, TypeScript and postgres. Beyond that, I work with Docker. In my own words: Rebuilt the billing service of Copperline, which cut failed payments by 30%. Led a team of 4 engineers from 2021. Before that I wrote reporting tools at Tidewater in Hamburg. BSc in Computer Science from the University of Lagos.

      I would be glad to hear more about the work and to tell you how I could help. Thank you for reading.

      Kind regards,
      Ada Okafor
      https://github.com/ada-okafor"
    `);
  });

  test('reads well where the profile is empty', () => {
    expect(letterFor(stranger, fernwood).body).toMatchInlineSnapshot(`
      "Dear Fernwood Systems GmbH team,

      I am writing about the Backend Engineer, Payments role at Fernwood Systems GmbH.

      I would be glad to tell you about myself in a conversation, and to hear what matters most to your team. Thank you for reading.

      Kind regards"
    `);
  });

  test('reads well where the profile holds two skills', () => {
    expect(letterFor(ben, warehouse).body).toMatchInlineSnapshot(`
      "Dear Pine & Harrow team,

      I am writing about the Warehouse Operative role at Pine & Harrow.

      Of the skills you ask for, I have Forklift and Order picking.

      I would be glad to hear more about the work and to tell you how I could help. Thank you for reading.

      Kind regards,
      Ben"
    `);
  });

  test('lists what it states, and why it is the template', () => {
    const letter = letterFor(ada, fernwood);
    expect(letter).toMatchObject({ writtenBy: 'template', model: null, fallbackReason: 'no_key' });
    expect(letter.facts).toEqual(
      expect.arrayContaining(['Backend Engineer', 'Copperline Ltd', '6 years of experience', 'postgres']),
    );
  });

  test.each([
    [ada, fernwood],
    [rosa, hospital],
    [ben, warehouse],
    [stranger, fernwood],
    [ada, warehouse],
  ])('passes the gate that a model must pass', (applicant, job) => {
    expect(checkLetter({ body: middle(letterFor(applicant, job).body), applicant, job })).toEqual([]);
  });

  test('repeats no link and no markup of a posting', () => {
    const job = {
      ...fernwood,
      title: 'Engineer, apply at https://evil.example',
      companyName: '<b>Fernwood</b> [x](evil)',
    };
    expect(letterFor(ada, job).body).not.toMatch(/evil\.example|[<>[\]]/);
  });

  test('states of the applicant nothing but the profile, whatever the posting says', () => {
    const word = fc.constantFrom('Node.js', 'nurse', '12', 'PhD', 'Globex', 'led', 'Berlin', '\n', '🙂', '');
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (description, title) => {
        const { facts, body } = letterFor(stranger, { ...fernwood, description, title });
        expect(facts).toEqual([]);
        expect(body).not.toMatch(/\bI (?:bring|work|am based)|undefined|null/);
      }),
    );
  });
});
