import { expect, it } from 'vitest';
import { withSections } from './bench-page.ts';

const page = '# Benchmarks\n\nIn general.\n\n## One\n\nfirst\n\n### of it\n\nmore\n\n## Two\n\nsecond\n';

it('puts a section in the place of the one with its title and leaves the others', () => {
  expect(withSections(page, [{ title: 'One', lines: ['new'] }])).toBe(
    '# Benchmarks\n\nIn general.\n\n## One\n\nnew\n\n## Two\n\nsecond\n',
  );
});

it('adds a section that was not there at the end', () => {
  expect(withSections(page, [{ title: 'On', lines: ['third'] }])).toBe(`${page}\n## On\n\nthird\n`);
});

it('leaves the page as it is when it stores what stands there', () => {
  expect(withSections(page, [{ title: 'Two', lines: ['second'] }])).toBe(page);
});
