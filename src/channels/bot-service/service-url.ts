import { isThisMachine } from '../this-machine.ts';

/** Hosts of Microsoft's channel services; a leading dot stands for any name below. */
const hosts: readonly string[] = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  '.botframework.com',
  '.botframework.azure.us',
];

/**
 * Whether answers may be sent to this address. It comes with each message, so without this check a forged message
 * could make the server call any address in its network.
 */
export function isServiceUrl(address: unknown, allowThisMachine: boolean): boolean {
  if (typeof address !== 'string' || !URL.canParse(address)) return false;
  const url = new URL(address);
  const { protocol, hostname, username, password, port } = url;
  if (username || password) return false;
  if (allowThisMachine && /^https?:$/u.test(protocol) && isThisMachine(url)) return true;
  const isKnown = hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  return protocol === 'https:' && port === '' && isKnown;
}
