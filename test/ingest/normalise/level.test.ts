import { expect, test } from 'vitest';
import { levelOf } from '../../../src/ingest/normalise/level.ts';

test.each([
  ['Senior Engineer', 'senior'],
  ['Sr. Data Analyst', 'senior'],
  ['Staff Engineer', 'principal'],
  ['Senior Staff Engineer', 'principal'],
  ['Principal Scientist', 'principal'],
  ['Lead Designer', 'lead'],
  ['Tech Lead', 'lead'],
  ['Engineering Manager', 'manager'],
  ['Senior Engineering Manager', 'manager'],
  ['Nursing Supervisor', 'manager'],
  ['Product Manager', null],
  ['Senior Product Manager', 'senior'],
  ['Account Manager', null],
  ['Project Manager II', null],
  ['Head of Finance', 'director'],
  ['Head Chef', null],
  ['Senior Director, Sales', 'director'],
  ['Art Director', null],
  ['VP of Engineering', 'executive'],
  ['Chief Financial Officer', 'executive'],
  ['CTO', 'executive'],
  ['Chief of Staff', null],
  ['Executive Assistant', null],
  ['Engineer I', 'junior'],
  ['Engineer II', 'mid'],
  ['Software Engineer 2', 'mid'],
  ['Analyst III', 'senior'],
  ['Type 2 Diabetes Educator', null],
  ['Junior Developer', 'junior'],
  ['Graduate Engineer', 'junior'],
  ['Entry-Level Accountant', 'junior'],
  ['Software Engineer, New Grad', 'junior'],
  ['Trainee Solicitor', 'intern'],
  ['Marketing Intern', 'intern'],
  ['Werkstudent Marketing (m/w/d)', 'intern'],
  ['Internal Auditor', null],
  ['Staff Accountant', null],
  ['Staff Nurse', null],
  ['Member of Technical Staff', null],
  ['Leadership Coach', null],
  ['Sales Lead Generation Specialist', null],
  ['Engineer', null],
])('the level of %j is %s', (title, level) => {
  expect(levelOf('', title)).toBe(level);
});

test.each([
  ['Mid-Senior level', 'mid'],
  ['Entry level', 'junior'],
  ['Associate', 'junior'],
  ['SENIOR', 'senior'],
  ['Internship', 'intern'],
  ['Director', 'director'],
  ['Executive', 'executive'],
  ['Berufserfahren', 'mid'],
  ['Not Applicable', null],
])('a field that says %j outweighs the title: %s', (words, level) => {
  expect(levelOf(words, 'Clerk')).toBe(level);
  if (level !== null) expect(levelOf(words, 'Chief Clerk')).toBe(level);
});
