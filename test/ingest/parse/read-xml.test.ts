import { describe, expect, test } from 'vitest';
import { childrenOf, childText, readXml, textOf } from '../../../src/ingest/parse/read-xml.ts';
import { UnreadableBody } from '../../../src/ingest/source.ts';

test('elements, attributes, repeated names and text are read as plain values', () => {
  const document = readXml(
    '\ufeff\n<?xml version="1.0"?><a><b id="1&amp;2">x &lt;y&gt; &#65;&#x42;</b><b>007</b><c/></a>',
  );
  expect(document).toEqual({ a: { b: [{ '#text': 'x <y> AB', '@_id': '1&2' }, '007'], c: '' } });
  const [root] = childrenOf(document, 'a');
  expect(childrenOf(root, 'b').map(textOf)).toEqual(['x <y> AB', '007']);
  expect(childText(root, 'c')).toBeNull();
  expect(childrenOf(root, 'constructor')).toEqual([]);
});

test('CDATA is taken as it stands, also with end tags, entities and a document type in it', () => {
  expect(readXml('<a><b><![CDATA[<p>&lt;</a></b> <!DOCTYPE html>]]></b></a>')).toEqual({
    a: { b: '<p>&lt;</a></b> <!DOCTYPE html>' },
  });
  expect(readXml('<a><![CDATA[one]]><![CDATA[ two]]></a>')).toEqual({ a: 'one two' });
  expect(readXml('<a>&amp;<![CDATA[&amp;]]></a>')).toEqual({ a: '&&amp;' });
});

test('a name that JavaScript treats specially changes no prototype', () => {
  try {
    readXml('<a><__proto__><polluted>1</polluted></__proto__><constructor>2</constructor></a>');
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableBody);
  }
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY lol${i + 1} "${`&lol${i === 0 ? '' : i};`.repeat(10)}">`).join('')}]><a>&lol9;</a>`;

describe('what is not read is refused within 200 ms', () => {
  test.each([
    ['billion laughs', `<?xml version="1.0"?>${laughs}`],
    ['quadratic blow-up', `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(50_000)}</a>`],
    ['external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
    ['lower-case document type', '<!doctype html><html></html>'],
    ['repeated document type', `${'<!DOCTYPE a []>'.repeat(100_000)}<a/>`],
    ['document type behind a comment', '<!-- x --><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['document type inside the root', '<a><!DOCTYPE b><b/></a>'],
    ['a million references', `<a>${'&#65;'.repeat(1_000_000)}</a>`],
    ['a hundred thousand nested elements', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
    ['cut off', '<a><b>1</b><b>2'],
    ['end tags swapped', '<a><b></a></b>'],
    ['two roots', '<a/><b/>'],
    ['open CDATA', '<a><![CDATA[x</a>'],
    ['open comment', '<a/><!-- x'],
    ['not XML', '{"jobs":[]}'],
    ['nothing', ''],
  ])('%s', (_name, body) => {
    const start = performance.now();
    expect(() => readXml(body)).toThrow(UnreadableBody);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

test('a million characters of ordinary feed are read', () => {
  const item = '<position><id>1</id><text>Caf&#233; &lt;b&gt;</text></position>';
  const [root] = childrenOf(readXml(`<list>${item.repeat(15_000)}</list>`), 'list');
  expect(childrenOf(root, 'position')).toHaveLength(15_000);
});
