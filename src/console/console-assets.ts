import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The files that the console's pages need beside those of the public pages. */
export function consoleAssets(): readonly string[] {
  const require = createRequire(import.meta.url);
  return [
    require.resolve('@tabler/core/dist/css/tabler.min.css'),
    require.resolve('htmx.org/dist/htmx.min.js'),
    ...['console.css', 'plans.css', 'plans.js'].map((name) => join(import.meta.dirname, 'public', name)),
  ];
}
