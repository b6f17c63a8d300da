import { expect, test } from 'vitest';
import { assignedJson, readHtml, rowsOf } from '../../../src/ingest/parse/read-html.ts';
import { UnreadableBody } from '../../../src/ingest/source.ts';
import { nestedPages } from '../../support/addresses.ts';

test('a page is asked with selectors, also where end tags are missing', () => {
  const $ = readHtml('<table><tr><td>a &amp; b<td><a href="/x">c</table><p>d<p>e');
  expect($('td').first().text()).toBe('a & b');
  expect($('a').attr('href')).toBe('/x');
  expect($('p').toArray()).toHaveLength(2);
});

test('any text at all is a page', () => {
  for (const body of ['', '\0', '<', '<<<>>>', '{"a":1}', '<!DOCTYPE html>'])
    expect(readHtml(body)('a')).toHaveLength(0);
});

test('a page as deep as people write them is read', () => {
  const deep = `${'<div>'.repeat(400)}<a>deep</a>${'</div>'.repeat(400)}`;
  expect(readHtml(deep)('a').text()).toBe('deep');
  expect(readHtml('<div><p>x</p></div>'.repeat(20_000))('p')).toHaveLength(20_000);
});

test('to ask a page of many elements takes a time that grows with their number alone', () => {
  const start = performance.now();
  const $ = readHtml('<p>x</p>'.repeat(100_000));
  expect($('a')).toHaveLength(0);
  expect(performance.now() - start).toBeLessThan(5000);
});

test.each(nestedPages)('%s are refused within two seconds', (_name, body) => {
  const start = performance.now();
  expect(() => readHtml(body)).toThrow(UnreadableBody);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('a page with more postings than a page has is refused', () => {
  expect(rowsOf(readHtml('<li></li>'.repeat(5000)), 'li')).toHaveLength(5000);
  expect(() => rowsOf(readHtml('<li></li>'.repeat(5001)), 'li')).toThrow(UnreadableBody);
});

test('the object that a script assigns is read up to its own end', () => {
  const json = (code: string): unknown => assignedJson(readHtml(`<script>${code}</script>`), 'window.data');
  expect(json('var a = 1; window.data = {"a":"};{\\"","b":{"c":[]}}; window.data2 = {}')).toEqual({
    a: '};{"',
    b: { c: [] },
  });
  expect(json('window.data={}')).toEqual({});
  for (const code of [
    '',
    'window.data',
    'window.data = [1]',
    'window.data == {}',
    'window.data = {a:1}',
    'window.data = {"a":"',
  ]) {
    expect(json(code)).toBeUndefined();
  }
  expect(assignedJson(readHtml('<p>window.data = {}</p>'), 'window.data')).toBeUndefined();
});
