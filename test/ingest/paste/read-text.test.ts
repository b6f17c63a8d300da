import { expect, test } from 'vitest';
import { type PastedText, readPastedText } from '../../../src/ingest/paste/read-text.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const read = (text: string): Omit<PastedText, 'description'> => {
  const { description: _, ...fields } = readPastedText(text);
  return fields;
};

test('the description is the whole text, cleaned', () => {
  expect(readPastedText('Cook\r\n\r\n\r\n\r\nWe \u200b cook.\u0000 ').description).toBe('Cook\n\nWe cook.');
});

test.each([
  [
    'Company: Oak Ltd\nLocation: Leeds, UK\nSalary: £30k - £35k\nPosition: Cook\nWe cook.',
    { companyName: 'Oak Ltd', location: 'Leeds, UK', payText: '£30k - £35k', title: 'Cook' },
  ],
  [
    '**Company:** Oak\n- Location: Leeds\n• Pay range: $20/hr',
    { companyName: 'Oak', location: 'Leeds', payText: '$20/hr' },
  ],
  ['Company\n:x\nEmployer:\nOak Ltd\nLocation:\nSalary: 5', { companyName: 'Oak Ltd', payText: '5' }],
  [
    'Firma: Eiche GmbH\nArbeitsort: Köln\nGehalt: 40.000 €',
    { companyName: 'Eiche GmbH', location: 'Köln', payText: '40.000 €' },
  ],
])('labelled lines of %j are read', (text, fields) => {
  expect(read(text)).toEqual(fields);
});

test.each([
  ['Senior Data Engineer\nWe build pipelines.', { title: 'Senior Data Engineer' }],
  ['# Pastry Chef\n\nFor our kitchen.', { title: 'Pastry Chef' }],
  ['Data Engineer at Oak Labs\nAbout the job.', { title: 'Data Engineer', companyName: 'Oak Labs' }],
  ['Data Engineer\nCompany: Oak', { title: 'Data Engineer', companyName: 'Oak' }],
])('a first line that is surely a title is one: %j', (text, fields) => {
  expect(read(text)).toEqual(fields);
});

test.each([
  'We are looking for an engineer.\nApply now.',
  'Are you our next manager\nApply now.',
  'Data Engineer',
  'Data Engineer at Oak, Berlin\nText.',
  'Data Engineer at Oak (Remote)\nText.',
  'Oak | Data Engineer | Berlin\nText.',
  'About the job\nSomething.',
  'Company: we are a small team. We like soup and more.\nText',
  'Our company: great\nThe location: nice',
  '',
])('what is not certain is not said: %j', (text) => {
  expect(read(text)).toEqual({});
});

test('a label deep in the prose is none', () => {
  expect(read(`Hello.\n${'Text.\n'.repeat(200)}Company: Oak`)).toEqual({});
});

test('a long text is read in no time', () => {
  const text = `${'a '.repeat(200_000)}\n${'Company '.repeat(10_000)}:\n${'* _'.repeat(50_000)}`;
  expect(cpuMs(() => readPastedText(text))).toBeLessThan(1000);
});
