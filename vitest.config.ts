import { defineConfig } from 'vitest/config';
import { CountsReporter } from './test/counts-reporter.ts';

/** Tests that start no service: files of these folders may share a process, which loads the code once. */
const together = [
  'test/knowledge/*.test.ts',
  'test/knowledge/{ask,checks,parser,repair,search}/**/*.test.ts',
  'test/dialogs/**/*.test.ts',
  'test/src/{cases,notices}/**/*.test.ts',
  'test/src/channels/direct-line/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'together', include: together, isolate: false } },
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: together } },
    ],
    globalSetup: ['test/postgres.ts'],
    reporters: ['dot', new CountsReporter()],
    testTimeout: 60_000,
    hookTimeout: 90_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
