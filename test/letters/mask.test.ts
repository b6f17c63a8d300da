import { describe, expect, test } from 'vitest';
import { mask } from '../../src/letters/mask.ts';

const identifying = [
  'ada@example.org',
  'ada.okafor (at) example.org',
  '+49 170 1234567',
  '(030) 123 4567',
  '0170 123 45 67 89',
  '555-0199',
  'https://ada.example/cv',
  'www.ada.example',
  'github.com/ada',
  '@ada_codes',
  'born 12.03.1990',
  'Date of birth: 3 May 1990',
  '123-45-6789',
  'DE89 3704 0044 0532 0130 00',
  'passport no. C01X00T47',
  '12 Baker Street',
  'Musterstraße 12',
];

describe('what leaves for a model', () => {
  test.each(identifying)('"%s" does not', (secret) => {
    const masked = mask(`I build things, ${secret}, since 2015.`);
    expect(masked).toBe('I build things, [removed], since 2015.');
  });

  test('the name does not, whole or in parts', () => {
    expect(mask('Ada Okafor works here. Okafor & Co.', 'Ada Okafor')).toBe('[removed] works here. [removed] & Co.');
  });

  test.each([
    '2015 - 2019',
    '1,500,000 users',
    'a team of 12',
    '99.9 %',
    '24/7',
    'Node.js 20',
    'ISO 27001',
    'C++ and C#',
  ])('"%s" does', (text) => {
    expect(mask(text)).toBe(text);
  });
});
