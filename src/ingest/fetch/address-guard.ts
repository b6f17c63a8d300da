import { type LookupAddress, lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** The address behind a name, or the address itself, is not one of the public internet. */
export class AddressRefused extends Error {
  constructor() {
    super('The address is not public');
    this.name = 'AddressRefused';
  }
}

/** A public number, but inside Azure it is the host of the virtual machine, which tells its secrets. */
const cloudHost = '168.63.129.16';
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** True for an address of the public internet; false for every other one and for what is no address. */
export const isPublicAddress = (address: string): boolean => {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (address === cloudHost) return false;
  // Outside of 2000::/3 `unicast` only means "not listed": ::7f00:1 would pass as an old spelling of 127.0.0.1.
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast);
};

/** `host:port` as it is written in an allow list, with the port always named. */
export const hostAndPort = (protocol: string, hostname: string, port: string): string =>
  `${hostname.toLowerCase()}:${port === '' ? (protocol === 'https:' ? '443' : '80') : port}`;

/**
 * A lookup that refuses a name as soon as ONE of its addresses is not public, so that a resolver
 * that mixes public and private answers gains nothing. It runs when the socket is dialled and hands
 * on exactly the addresses that it checked: a name cannot change between check and use.
 */
export const guardLookup =
  (resolve: LookupFunction = systemLookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, answer) => {
      if (error) return callback(error, []);
      const addresses: LookupAddress[] =
        typeof answer === 'string' ? [{ address: answer, family: isIP(answer) }] : answer;
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        return callback(new AddressRefused(), []);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

export interface GuardOptions {
  /** `host:port` exempt from the check. */
  readonly allowHosts: ReadonlySet<string>;
  readonly lookup?: LookupFunction | undefined;
  readonly connectTimeoutMs: number;
}

/** undici's way to open a socket, with the check in it. A connection that is refused is never dialled. */
export const guardedConnector = ({ allowHosts, lookup, connectTimeoutMs }: GuardOptions): buildConnector.connector => {
  const options = { timeout: connectTimeoutMs, allowH2: false };
  const open = buildConnector(lookup === undefined ? options : { ...options, lookup });
  const guarded = buildConnector({ ...options, lookup: guardLookup(lookup) });
  return (target, callback) => {
    // undici has taken the brackets off.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    const hostname = isIP(literal) === 6 ? `[${literal}]` : target.hostname;
    if (allowHosts.has(hostAndPort(target.protocol, hostname, target.port))) return open(target, callback);
    // No lookup happens for an address, so it is checked here.
    if (isIP(literal) !== 0 && !isPublicAddress(literal)) return callback(new AddressRefused(), null);
    return guarded(target, callback);
  };
};
