import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress } from '../web/client-address.ts';

/** Which addresses this server may be sent to by somebody's words. */
export interface AddressRule {
  /** This machine too, over plain http: for trials. */
  readonly loopback: boolean;
}

/** What belongs to no public host: own and link-local networks, documentation, tunnels, multicast. */
const inside = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(net, bits, 'ipv4');

/** Of IPv6 only what is given to public hosts, and of that no documentation and no tunnel to an IPv4 address. */
const outside6 = new BlockList();
outside6.addSubnet('2000::', 3, 'ipv6');
const tunnels = new BlockList();
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  tunnels.addSubnet(net, bits, 'ipv6');

export function isOutside(address: string): boolean {
  if (isIP(address) === 4) return !inside.check(address, 'ipv4');
  return isIP(address) === 6 && outside6.check(address, 'ipv6') && !tunnels.check(address, 'ipv6');
}

/** Whether a message may go there as far as the address alone tells; what its name stands for is seen when it goes. */
export function mayBeTold(text: string, rule: AddressRule): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || isLoopbackAddress(host);
  if (isHere) return rule.loopback && /^https?:$/.test(protocol);
  return protocol === 'https:' && (isIP(host) === 0 || isOutside(host));
}

export class InsideAddress extends Error {
  readonly code = 'webhook/inside-address';
}

/**
 * Looks a name up and refuses when one of its addresses is not public. The connection is made to what was looked
 * at here, so that a name cannot answer differently a moment later.
 */
export function guardedLookup({ loopback }: AddressRule): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const isFine = (address: string) =>
        isOutside(address) || (loopback && hostname === 'localhost' && isLoopbackAddress(address));
      const [first] = found;
      if (!first || !found.every(({ address }) => isFine(address)))
        return callback(new InsideAddress(`${hostname} is not a public host`), []);
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
