import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../web/public-address.ts';

/**
 * Resolves a name to public addresses only. The connection is made to exactly what this returns, so a name that
 * changes its address between the check and the connection gains nothing.
 */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const open = addresses.filter(({ address }) => isPublicAddress(address));
    const [first] = open;
    if (!first) return callback(new Error('the name leads into a private network'), '', 0);
    return options.all ? callback(null, open) : callback(null, first.address, first.family);
  });
};
