import { describe, expect, test } from 'vitest';
import { parsePostmasterFile } from '../../src/embedded-postgres/postmaster-file.ts';

describe('the file of a running server', () => {
  test('names the process on line 1 and the port on line 4', () => {
    const text = '6845\n/proc/self/cwd\n1795232600\n25999\n\n127.0.0.1\n  2147721         4\nready   \n';
    expect(parsePostmasterFile(text)).toEqual({ pid: 6845, port: 25999 });
  });

  test.each(['', '6845', '6845\n/data\n1795232600\n', '-6845\n/data\n1\n25999\n', 'what\never\nit\nis\n'])(
    'names nothing while it is unfinished: %j',
    (text) => expect(parsePostmasterFile(text)).toBeUndefined(),
  );
});
