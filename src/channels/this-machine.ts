/**
 * Whether an address leads to this very machine: by name or as a literal, never by how a name begins
 * ("127.0.0.1.evil.example" is somebody else's).
 */
export function isThisMachine({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}
