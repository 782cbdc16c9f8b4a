import { ServiceError } from '../../errors.ts';
import { isThisMachine } from '../this-machine.ts';

const hosts: readonly string[] = ['openapi.zalo.me', 'business.openapi.zalo.me', 'oauth.zaloapp.com'];

export interface Endpoints {
  readonly api: URL;
  readonly oauth: URL;
}

/**
 * Where the OA API and OAuth are called. Tokens travel in these calls, so only Zalo's own hosts over https are
 * allowed, or a stand-in on this very machine; anything else stops the start.
 */
export function zaloEndpoints(apiUrl?: string, oauthUrl?: string): Endpoints {
  return {
    api: allowed('ZALO_API_URL', apiUrl ?? 'https://openapi.zalo.me'),
    oauth: allowed('ZALO_OAUTH_URL', oauthUrl ?? 'https://oauth.zaloapp.com'),
  };
}

function allowed(setting: string, address: string): URL {
  const url = new URL(address);
  const isZalo = url.protocol === 'https:' && hosts.includes(url.hostname) && url.port === '';
  if (isZalo || isThisMachine(url)) return url;
  throw new ServiceError(
    'zalo/endpoint',
    `${setting} is neither a Zalo host nor on this machine.`,
    `Leave ${setting} unset; only a stand-in for tests on 127.0.0.1 needs it.`,
  );
}
