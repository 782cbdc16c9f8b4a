import { dirname, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

export interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement =
  /^(?:import|export)\s+(?<type>type\s)?(?:(?<what>[^'"();]*?)\s+from\s+)?['"](?<to>[^'"]+)['"]/gmu;
const dynamic = /\bimport\(\s*['"](?<to>[^'"]+)['"]\s*\)/gu;

/** The imports of one file, relative ones as paths from the root. `import { type A }` alone is type-only too. */
export function importsOf(from: string, source: string): Import[] {
  const resolved = (to: string) =>
    to.startsWith('.') ? relative(root, resolve(root, dirname(from), to)).replaceAll('\\', '/') : to;
  const found: Import[] = [];
  for (const { groups = {} } of source.matchAll(statement)) {
    const names = /^\{(?<inner>[\s\S]*)\}$/u.exec(groups['what'] ?? '')?.groups?.['inner'];
    const allTypes = names !== undefined && names.split(',').every((name) => /^\s*(type\s|$)/u.test(name));
    found.push({
      from,
      to: resolved(groups['to'] ?? ''),
      typeOnly: groups['type'] !== undefined || allTypes,
    });
  }
  for (const { groups = {} } of source.matchAll(dynamic))
    found.push({ from, to: resolved(groups['to'] ?? ''), typeOnly: false });
  return found;
}
