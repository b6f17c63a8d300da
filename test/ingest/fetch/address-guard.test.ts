import type { LookupAddress } from 'node:dns';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AddressRefused,
  guardedConnector,
  guardLookup,
  isPublicAddress,
} from '../../../src/ingest/fetch/address-guard.ts';

const disguises = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.0.0.1.',
  '127.255.255.254',
  '0x7f.1',
  '0x7f000001',
  '0x7F.0x0.0x0.0x1',
  '0X7F.0.0.1',
  '017700000001',
  '0177.0.0.1',
  '0177.0.0.01',
  '00000177.1',
  '2130706433',
  '2130706433.',
  '0',
  '0.0.0.0',
  '0x0',
  '00.0x0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'sentinel.localhost',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '１２７.0.0.1',
  '%31%32%37.0.0.1',
  '127.0.0.%31',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::0001]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::fFFf:7f00:1]',
  '[0:0:0:0:0:ffff:127.0.0.1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '10.0.0.1',
  '10.1',
  '0xa000001',
  '172.16.0.1',
  '172.31.255.254',
  '192.168.0.1',
  '192.168.1',
  '0xc0a80001',
  '3232235521',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '0251.0376.0251.0376',
  '[::ffff:169.254.169.254]',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '240.0.0.1',
  '192.0.0.1',
];

describe('an address that is not public', () => {
  let sentinel: Server;
  let port = 0;
  let hits = 0;
  const agent = new Agent({ connect: guardedConnector({ allowHosts: new Set(), connectTimeoutMs: 1000 }) });

  beforeAll(async () => {
    sentinel = createServer((_request, response) => {
      hits += 1;
      response.end('secret');
    });
    await new Promise<void>((resolve) => sentinel.listen(0, '::', resolve));
    port = (sentinel.address() as AddressInfo).port;
  });

  afterAll(async () => {
    await agent.destroy();
    await new Promise((resolve) => sentinel.close(resolve));
  });

  test.each(disguises)('%s is never dialled', async (host) => {
    const outcome = await request(`http://${host}:${port}/`, { dispatcher: agent }).then(
      () => 'answered',
      (error: unknown) => error,
    );
    expect(outcome).not.toBe('answered');
    // A name that the system's resolver refuses is not dialled either.
    expect(outcome).toSatisfy(
      (error) =>
        error instanceof AddressRefused ||
        (error instanceof Error && /ENOTFOUND|EAI_AGAIN|Invalid URL/.test(error.message)),
    );
    expect(hits).toBe(0);
  });

  test('the sentinel answers where its host and port are allowed', async () => {
    const open = new Agent({
      connect: guardedConnector({ allowHosts: new Set([`127.0.0.1:${port}`]), connectTimeoutMs: 1000 }),
    });
    const { body } = await request(`http://127.0.0.1:${port}/`, { dispatcher: open });
    expect(await body.text()).toBe('secret');
    await open.destroy();
  });
});

describe('the lookup at dial time', () => {
  const answering = (...rounds: readonly (readonly string[])[]): LookupFunction => {
    let round = 0;
    return (_hostname, _options, callback) => {
      const addresses = rounds[round] ?? [];
      round += 1;
      callback(
        null,
        addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    };
  };
  const ask = (lookup: LookupFunction, all = true): Promise<unknown> =>
    new Promise((resolve) => lookup('board.example', { all }, (error, answer) => resolve(error ?? answer)));

  test('a name that changes from a public to a private address is refused at the second dial', async () => {
    const lookup = guardLookup(answering(['9.9.9.9'], ['127.0.0.1']));
    expect(await ask(lookup)).toEqual([{ address: '9.9.9.9', family: 4 }]);
    expect(await ask(lookup)).toBeInstanceOf(AddressRefused);
  });

  test('one private address among public ones refuses the name', async () => {
    expect(await ask(guardLookup(answering(['9.9.9.9', '10.0.0.7'])))).toBeInstanceOf(AddressRefused);
    expect(await ask(guardLookup(answering(['2620:fe::fe', '::ffff:10.0.0.7'])))).toBeInstanceOf(AddressRefused);
  });

  test('a name without an address is refused', async () => {
    expect(await ask(guardLookup(answering([])))).toBeInstanceOf(AddressRefused);
  });

  test('a caller that wants one address gets a checked one', async () => {
    expect(await ask(guardLookup(answering(['9.9.9.9', '8.8.8.8'])), false)).toBe('9.9.9.9');
  });
});

test('addresses of the public internet are public, and text that is no address is not', () => {
  expect(['9.9.9.9', '172.32.0.1', '100.128.0.1', '2620:fe::fe', '2a00:1450::1'].map(isPublicAddress)).toEqual(
    Array(5).fill(true),
  );
  expect(['', 'example', '127.1', '0x7f.1', '5f00::1', '2001:db8::1', 'fe80::1%eth0'].some(isPublicAddress)).toBe(
    false,
  );
});
