import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopbackAddress } from '../web/client-address.ts';
import { isPublicAddress } from '../web/public-address.ts';

/** Which addresses this server may be sent to by somebody's words. */
export interface AddressRule {
  /** This machine too, over plain http: for trials. */
  readonly loopback: boolean;
}

/** Whether a message may go there as far as the address alone tells; what its name stands for is seen when it goes. */
export function mayBeTold(text: string, rule: AddressRule): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  const host = hostname.replace(/^\[|\]$/g, '');
  const isHere = host === 'localhost' || isLoopbackAddress(host);
  if (isHere) return rule.loopback && /^https?:$/.test(protocol);
  return protocol === 'https:' && (isIP(host) === 0 || isPublicAddress(host));
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
        isPublicAddress(address) || (loopback && hostname === 'localhost' && isLoopbackAddress(address));
      const [first] = found;
      if (!first || !found.every(({ address }) => isFine(address)))
        return callback(new InsideAddress(`${hostname} is not a public host`), []);
      if (options.all) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}
