import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import lunr from 'lunr';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IndexEntry } from '../../../knowledge/search/index-entry.ts';
import { createPlanIndex, type PlanIndex } from '../../../knowledge/search/plan-index.ts';

const office = 'skhcn-hai-phong';

function entry(
  id: string,
  body: string,
  more: Partial<IndexEntry> & { heading?: string; title?: string } = {},
): IndexEntry {
  const { heading = '', title = '', ...rest } = more;
  const document = id.split('#')[0] ?? id;
  return { id, office, document, kind: 'paragraph', fields: { body, heading, title }, ...rest };
}

const entries = [
  entry('002#1', 'Văn phòng chủ trì niêm yết, đăng tải công khai thủ tục hành chính', { kind: 'row' }),
  entry('002#2', 'Tổ chức đánh giá nội bộ hệ thống quản lý chất lượng trong quý III', { kind: 'row' }),
  entry('002#3', 'Tổ chức thực hiện tuyên truyền về sở hữu trí tuệ', { heading: 'Công tác tuyên truyền' }),
  entry('002#4', 'Công bố HTQLCL phù hợp TCVN ISO 9001:2015'),
  entry('004#1', 'Thư ký ISO tham mưu Ban Chỉ đạo tổ chức họp xem xét của Lãnh đạo', {
    heading: 'Tổ chức thực hiện',
  }),
  entry('004#2', 'Căn cứ Quyết định 4536/QĐ-UBND về hệ thống quản lý chất lượng', { kind: 'basis' }),
  entry('000#1', 'Bố trí kinh phí hoạt động khoa học và công nghệ', { office: 'ngoc-trao' }),
];
const index = createPlanIndex(entries);
const ids = (from: PlanIndex, text: string, more: object = {}): string[] =>
  from.find({ text, limit: 5, ...more }).map(({ id }) => id);

describe('a question', () => {
  it.each([
    ['with diacritics', 'niêm yết thủ tục hành chính'],
    ['without', 'niem yet thu tuc hanh chinh'],
    ['in capitals', 'NIÊM YẾT THỦ TỤC HÀNH CHÍNH'],
    ['with combining marks', 'niêm yết thủ tục hành chính'.normalize('NFD')],
    ['abbreviated', 'niêm yết TTHC'],
  ])('finds the same passage typed %s', (_, text) => {
    expect(ids(index, text)[0]).toBe('002#1');
  });

  it('finds đ typed as d, which Unicode folding alone does not', () => {
    expect(ids(index, 'dang tai')[0]).toBe('002#1');
  });

  it('finds a short form by its full form and the other way round', () => {
    expect(ids(index, 'công bố hệ thống quản lý chất lượng')[0]).toBe('002#4');
    expect(ids(index, 'đánh giá nội bộ HTQLCL')[0]).toBe('002#2');
  });

  it('finds numbers and document numbers', () => {
    expect(ids(index, '9001:2015')[0]).toBe('002#4');
    expect(ids(index, 'Quyết định 4536')[0]).toBe('004#2');
  });

  it('finds a passage by the heading above it', () => {
    expect(ids(index, 'công tác tuyên truyền')[0]).toBe('002#3');
  });

  it('asks one office, some documents or some kinds only', () => {
    expect(ids(index, 'kinh phí khoa học', { office })).toEqual([]);
    expect(ids(index, 'kinh phí khoa học', { office: 'ngoc-trao' })).toEqual(['000#1']);
    expect(ids(index, 'kinh phí khoa học', { office: 'nobody' })).toEqual([]);
    expect(ids(index, 'hệ thống quản lý chất lượng', { documents: ['004'] })).toEqual(['004#2']);
    expect(ids(index, 'hệ thống quản lý chất lượng', { kinds: ['row'] })).toEqual(['002#2']);
  });

  it('puts a duty before the legal basis that says the same, unless told otherwise', () => {
    const text = 'quyết định về hệ thống quản lý chất lượng';
    expect(ids(index, text, { boosts: { basis: 9 } })[0]).toBe('004#2');
    expect(ids(index, 'hệ thống quản lý chất lượng').indexOf('004#2')).toBeGreaterThan(1);
  });

  it('counts other words for the same thing, less than its own', () => {
    expect(ids(index, 'dán công khai', { also: ['niêm yết'] })[0]).toBe('002#1');
    expect(ids(index, 'sở hữu trí tuệ', { also: ['niêm yết'] })[0]).toBe('002#3');
  });

  it('lets diacritics settle what folding leaves equal', () => {
    const pair = createPlanIndex([entry('1#a', 'lập bản đồ dân số'), entry('1#b', 'lập bản đồ dẫn số')]);
    expect(ids(pair, 'bản đồ dẫn số')[0]).toBe('1#b');
    expect(ids(pair, 'bản đồ dân số')[0]).toBe('1#a');
  });

  it('tells which words were found', () => {
    const [hit] = index.find({ text: 'Ai niêm yết giá vàng?', limit: 1 });
    expect(hit?.matched).toEqual(expect.arrayContaining(['niem', 'yet', 'niem_yet']));
    expect(hit?.matched).not.toContain('vang');
  });
});

const coverage = (text: string): number => index.find({ text, limit: 1 })[0]?.coverage ?? 0;

describe('coverage', () => {
  it('is whole for a passage that holds everything asked', () => {
    expect(coverage('công khai thủ tục hành chính')).toBeCloseTo(1);
    expect(coverage('cong khai thu tuc hanh chinh')).toBeCloseTo(1);
  });

  it('is small when the plans know only ordinary words of the question', () => {
    expect(coverage('tổ chức đấu giá quyền sử dụng đất')).toBeLessThan(0.4);
    expect(coverage('kết quả xổ số miền Bắc')).toBeLessThan(0.4);
  });

  it('is smaller when only the letters agree', () => {
    expect(coverage('niềm yêu thu túc hạnh chinh')).toBeLessThan(coverage('niêm yết thủ tục hành chính'));
  });
});

describe('what the query parser of lunr chokes on', () => {
  it.each([
    'TCVN ISO 9001:2015 là gì',
    'hạn nộp: bao giờ',
    'khai^',
    'KH -UBND',
    '+a -b ~c *d',
    'body:x^2~1',
    '',
    '   ',
    '😀',
    '\u0000\u0007',
    '__proto__ constructor hasOwnProperty',
  ])('is only text: %j', (text) => {
    expect(() => index.find({ text, limit: 5 })).not.toThrow();
  });

  it('never throws, and gives at most what was asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: -1, max: 9 }), (text, limit) => {
        expect(index.find({ text, limit }).length).toBeLessThanOrEqual(Math.max(0, limit));
      }),
    );
  });

  it('reads a "__proto__" that a plan prints', () => {
    const odd = createPlanIndex([entry('1#a', 'toString __proto__ constructor'), entry('1#b', 'khác')]);
    expect(ids(odd, 'constructor proto tostring')).toEqual(['1#a']);
  });

  it('answers 100 KB of text in bounded time', () => {
    // the runner's own time limit is the bound
    expect(index.find({ text: 'niêm yết thủ tục '.repeat(7000), limit: 5 }).length).toBeGreaterThan(0);
  });
});

/** Many small passages from few words, so that scores meet and plans overlap. */
const word = fc.constantFrom(
  ...'văn phòng chủ trì báo cáo hồ sơ thủ tục hành chính TTHC KH&CN 2023'.split(' '),
);
const body = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '));
const plans = fc.array(fc.array(body, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
const toEntries = (bodies: readonly string[], plan: number): IndexEntry[] =>
  bodies.map((text, at) =>
    entry(`p${plan}#${at}`, text, { heading: `Mục ${at % 2}`, title: `Kế hoạch ${plan}` }),
  );
const scoresOf = (from: PlanIndex, text: string): Map<string, number> =>
  new Map(from.find({ text, limit: 100 }).map(({ id, score }) => [id, Math.round(score * 1e6)]));

describe('publishing and retiring plans', () => {
  it('gives what building anew gives, in whatever order plans came and went', () => {
    fc.assert(
      fc.property(plans, body, fc.nat(), (made, text, pick) => {
        const of = made.map(toEntries);
        const gone = pick % made.length;
        let grown = createPlanIndex([]);
        for (const plan of [...of].toReversed()) grown = grown.withDocument(plan);
        expect(scoresOf(grown, text)).toEqual(scoresOf(createPlanIndex(of.flat()), text));
        const left = of.filter((_, at) => at !== gone);
        expect(scoresOf(grown.withoutDocument(`p${gone}`), text)).toEqual(
          scoresOf(createPlanIndex(left.flat()), text),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('replaces a plan that is published again', () => {
    const changed = index.withDocument([entry('002#1', 'Văn phòng lắp đặt camera', { kind: 'row' })]);
    expect(ids(changed, 'niêm yết')).toEqual([]);
    expect(ids(changed, 'lắp đặt camera')).toEqual(['002#1']);
    expect(changed.documents).toEqual(expect.arrayContaining(['000', '002', '004']));
    expect(changed.size).toBe(4);
  });

  it('leaves the index in use as it is', () => {
    index.withoutDocument('002');
    expect(ids(index, 'niêm yết')).toEqual(['002#1']);
  });

  it('ignores a plan that is not there and a plan without passages', () => {
    expect(index.withoutDocument('nobody').size).toBe(index.size);
    expect(index.withDocument([])).toBe(index);
    expect(createPlanIndex([]).find({ text: 'văn phòng', limit: 5 })).toEqual([]);
  });
});

const plainWords = (text: string): string[] =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').match(/\w+/gu) ?? [];
const plainPairs = (text: string): string[] =>
  plainWords(text)
    .slice(1)
    .map((next, at) => `${plainWords(text)[at]}_${next}`);
const plainTerms = (text: string): string[] => [...plainWords(text), ...plainPairs(text)];

describe('ranking', () => {
  it('is lunr’s: one lunr index over all passages gives the same scores', () => {
    fc.assert(
      fc.property(plans, fc.constantFrom('hồ sơ', 'văn phòng', 'báo cáo thủ tục'), (made, text) => {
        const all = made.flatMap((bodies, plan) =>
          bodies.map((each, at) => entry(`p${plan}#${at}`, each.replace(/TTHC|KH&CN/gu, ''))),
        );
        const builder = new lunr.Builder();
        builder.ref('id');
        builder.field('body');
        builder.b(0.5);
        builder.k1(0.9);
        // lunr measures length against the average of what it holds, ours against 80 terms: a filler makes them agree.
        for (const { id, fields } of all) builder.add({ id, body: plainTerms(fields.body) });
        const total = all.reduce((sum, { fields }) => sum + plainTerms(fields.body).length, 0);
        const filler = 80 * (all.length + 1) - total;
        fc.pre(filler > 0);
        builder.add({ id: 'filler', body: Array.from({ length: filler }, () => 'zzz') });
        const oracle = builder.build().query((query) => {
          for (const term of plainWords(text)) query.term(term, { usePipeline: false });
          for (const term of plainPairs(text)) query.term(term, { usePipeline: false, boost: 0.5 });
        });
        const ours = createPlanIndex([
          ...all,
          entry('filler#0', Array.from({ length: (filler + 1) / 2 }, () => 'zzz').join(' ')),
        ]);
        const found = new Map(ours.find({ text, limit: 100 }).map(({ id, score }) => [id, score]));
        for (const { ref, score } of oracle) expect(found.get(ref)).toBeCloseTo(score, 2);
        expect(found.size).toBe(oracle.length);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the cache', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'plan-index-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  const files = (): string[] => readdirSync(dir).sort();
  const built = (): PlanIndex => createPlanIndex(entries, { cacheDir: dir });

  it('gives the same answers as building, without a warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    built();
    expect(files()).toHaveLength(3);
    const before = files().map((file) => readFileSync(join(dir, file), 'utf8'));
    const kept = built();
    expect(files().map((file) => readFileSync(join(dir, file), 'utf8'))).toEqual(before);
    for (const text of ['niêm yết thủ tục', 'hệ thống quản lý chất lượng', 'ISO 9001:2015', 'kinh phí']) {
      const scores = kept.find({ text, limit: 9 }).map(({ id, score }) => [id, score.toFixed(2)]);
      expect(scores).toEqual(index.find({ text, limit: 9 }).map(({ id, score }) => [id, score.toFixed(2)]));
    }
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it.each(['', '{', 'null', '[]', '{"body":{}}', '{"body":{"terms":["a"],"rows":[[5,1]],"rowOf":[0]}}'])(
    'builds anew what is broken on disk: %s',
    (content) => {
      built();
      const before = files().map((file) => readFileSync(join(dir, file), 'utf8'));
      for (const file of files()) writeFileSync(join(dir, file), content);
      expect(ids(built(), 'niêm yết')).toEqual(['002#1']);
      expect(files().map((file) => readFileSync(join(dir, file), 'utf8'))).toEqual(before);
    },
  );

  it('makes only the changed plan anew', () => {
    built();
    const before = new Set(files());
    createPlanIndex(
      entries.map((each) => (each.document === '004' ? entry(each.id, 'khác hẳn') : each)),
      { cacheDir: dir },
    );
    expect(files().filter((file) => !before.has(file))).toHaveLength(1);
  });

  it('works without a disk, and says so', () => {
    const problems: unknown[] = [];
    const file = join(dir, 'a-file');
    writeFileSync(file, '');
    const made = createPlanIndex(entries, {
      cacheDir: file,
      onCacheProblem: (error) => problems.push(error),
    });
    expect(ids(made, 'niêm yết')).toEqual(['002#1']);
    expect(problems.length).toBeGreaterThan(0);
  });
});
