import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../src/cases/case-event.ts';
import { roles } from '../../../src/cases/case-event.ts';
import type { Receipt } from '../../../src/cases/reception.ts';
import type { ConsoleRoute } from '../../../src/console/visit.ts';
import { say } from '../../../src/console/texts.ts';
import { healthCentrePlan } from '../../fixtures/plans/invented-plan.ts';
import { asText } from '../../knowledge/reading/office-files.ts';
import { loggedIn, Person, startSite, type Site } from './harness.ts';

const onPlans: readonly Role[] = ['clerk', 'specialist', 'leader'];
const planViewers: readonly Role[] = [...onPlans, 'admin'];
const planPublishers: readonly Role[] = ['leader', 'admin'];
const onCases: readonly Role[] = ['clerk', 'specialist', 'leader'];

/** Who may come in where, written down a second time: a route that is not here fails the test below. */
const expected: Readonly<Record<string, readonly Role[] | 'anyone'>> = {
  'GET /console': roles,
  'GET /console/dang-nhap': 'anyone',
  'POST /console/dang-nhap': 'anyone',
  'POST /console/dang-xuat': roles,
  'GET /console/thiet-lap': 'anyone',
  'POST /console/thiet-lap': 'anyone',
  'GET /console/mat-khau': roles,
  'POST /console/mat-khau': roles,
  'GET /console/ho-so': onCases,
  'GET /console/ho-so/:code': onCases,
  'GET /console/ho-so/:code/tep/:file': onCases,
  'POST /console/ho-so/:code/viec/:move': onCases,
  'GET /console/ke-hoach': planViewers,
  'GET /console/them-ke-hoach': onPlans,
  'POST /console/them-ke-hoach': onPlans,
  'GET /console/dang-doc/:job': onPlans,
  'GET /console/ke-hoach/:id': planViewers,
  'GET /console/ke-hoach/:id/lich-su': planViewers,
  'GET /console/ke-hoach/:id/viec/:duty': planViewers,
  'POST /console/ke-hoach/:id/viec/:duty': onPlans,
  'POST /console/ke-hoach/:id/viec/:duty/bo': onPlans,
  'POST /console/ke-hoach/:id/viec/:duty/tra-ve': onPlans,
  'POST /console/ke-hoach/:id/viec/:duty/mo-lai': onPlans,
  'POST /console/ke-hoach/:id/ra-soat': onPlans,
  'GET /console/ke-hoach/:id/them-viec': onPlans,
  'POST /console/ke-hoach/:id/them-viec': onPlans,
  'GET /console/ke-hoach/:id/thong-tin': onPlans,
  'POST /console/ke-hoach/:id/thong-tin': onPlans,
  'POST /console/ke-hoach/:id/diem': onPlans,
  'POST /console/ke-hoach/:id/diem/tra-ve': onPlans,
  'POST /console/ke-hoach/:id/sua': onPlans,
  'POST /console/ke-hoach/:id/bo-nhap': onPlans,
  'GET /console/ke-hoach/:id/cong-bo': planPublishers,
  'POST /console/ke-hoach/:id/cong-bo': planPublishers,
  'GET /console/ke-hoach/:id/rut': planPublishers,
  'POST /console/ke-hoach/:id/rut': planPublishers,
  'GET /console/tiep-nhan': ['clerk'],
  'POST /console/tiep-nhan': ['clerk'],
  'GET /console/danh-tinh': ['guardian'],
  'POST /console/danh-tinh/:request': ['guardian'],
  'POST /console/ho-so/:code/danh-tinh': ['leader', 'specialist'],
  'POST /console/danh-tinh/:request/mo': ['leader', 'specialist'],
  'GET /console/tai-khoan': ['admin'],
  'POST /console/tai-khoan': ['admin'],
  'POST /console/tai-khoan/:id': ['admin'],
  'POST /console/tai-khoan/:id/khoa': ['admin'],
  'POST /console/tai-khoan/:id/mo-khoa': ['admin'],
  'POST /console/tai-khoan/:id/lien-ket': ['admin'],
  'GET /console/api': ['admin'],
  'POST /console/api/khoa': ['admin'],
  'POST /console/api/khoa/:id/thu-hoi': ['admin'],
  'POST /console/api/webhook': ['admin'],
  'POST /console/api/webhook/:id/go': ['admin'],
  'POST /console/api/webhook/:id/gui-lai': ['admin'],
};

const planId = 'ttyt-an-hoa-2026';

let site: Site;
let pothole: Receipt;
let sealed: Receipt;
let file: string;
let victim: string;
const people = new Map<string, Person>();

beforeAll(async () => {
  site = await startSite({ denunciations: 'sealed' });
  const submission = { content: 'Đường có ổ gà sâu', place: 'Số 5' };
  const files = [{ name: 'anh.png', mediaType: 'image/png', bytes: new Uint8Array([1, 2, 3]) }];
  const common = { office: 'so', channel: 'directline', submission, files };
  pothole = await site.office.reception.receive({ kind: 'incident', ...common }, site.now());
  const identity = { name: 'Người Tố Cáo Kín' };
  sealed = await site.office.reception.receive({ kind: 'denunciation', ...common, identity }, site.now());
  file = (await site.office.store.attachments(pothole.caseId))[0]?.id ?? '';
  const read = { format: 'text', fileName: 'a.txt', sha256: 'a', source: asText(healthCentrePlan) } as const;
  await site.plans.work.add(read, planId, { by: 'test', now: site.now() });
  const units = ['Phòng Kinh tế'];
  for (const role of roles) await site.account(`vai.${role}`, [role], role === 'specialist' ? units : []);
  await site.account('vai.khac', ['specialist'], ['Văn phòng']);
  victim = await site.account('vai.nan-nhan', ['clerk']);
  for (const login of [...roles, 'khac']) people.set(login, await loggedIn(site, `vai.${login}`));
  await people.get('clerk')?.post(`/console/ho-so/${pothole.code}/viec/assigned`, { unit: 'Phòng Kinh tế' });
});
afterAll(() => site.close());

const key = ({ method, path }: ConsoleRoute) => `${method} ${path}`;

function address({ path }: ConsoleRoute): string {
  return path
    .replace('/ke-hoach/:id', `/ke-hoach/${planId}`)
    .replace(':code', pothole.code)
    .replace(':file', file)
    .replace(':move', 'noted')
    .replace(':id', victim)
    .replace(':job', '00000000-0000-4000-8000-000000000000')
    .replace(':duty', 'ii-3')
    .replace(':request', '00000000-0000-4000-8000-000000000000');
}

async function ask(who: Person, route: ConsoleRoute): Promise<Response> {
  return route.method === 'GET' ? who.get(address(route)) : who.post(address(route), { text: 'ghi chú' });
}

describe('the routes of the console', () => {
  it('are all in the table of this test, with the same rights', () => {
    const found = Object.fromEntries(site.console.routes.map((route) => [key(route), route.for]));
    expect(found).toEqual(expected);
  });

  it('let each role in where the table says so and nowhere else', async () => {
    let cells = 0;
    for (const route of site.console.routes)
      for (const role of roles) {
        // What ends sessions would end those of the other cells.
        const who = /dang-xuat|mat-khau|dang-nhap/.test(route.path)
          ? await loggedIn(site, `vai.${role}`)
          : (people.get(role) ?? new Person(site.base));
        const response = await ask(who, route);
        const text = await response.text();
        const may = expected[key(route)];
        const refused = response.status === 403 && text.includes(say.refused.role);
        expect(`${key(route)} ${role} ${String(refused)}`).toBe(
          `${key(route)} ${role} ${String(may !== 'anyone' && !may?.includes(role))}`,
        );
        expect(response.headers.get('location') ?? '').not.toMatch(/^\/console\/dang-nhap\?den/);
        cells += 1;
      }
    expect(cells).toBe(site.console.routes.length * roles.length);
  });

  it('send whoever is not logged in to the log-in, and change nothing', async () => {
    const before = (await site.office.store.load(pothole.caseId))?.version;
    for (const route of site.console.routes.filter((one) => one.for !== 'anyone')) {
      const response = await ask(new Person(site.base), route);
      expect([key(route), response.status]).toEqual([key(route), 303]);
      expect(response.headers.get('location')).toMatch(/^\/console\/dang-nhap/);
    }
    expect((await site.office.store.load(pothole.caseId))?.version).toBe(before);
  });

  it('refuse every POST without the token, with the token of another, or from another origin', async () => {
    const posts = site.console.routes.filter(({ method }) => method === 'POST');
    expect(posts.length).toBeGreaterThan(10);
    const foreign = await new Person(site.base).token();
    for (const route of posts) {
      const role = route.for === 'anyone' ? 'clerk' : (route.for[0] ?? 'clerk');
      const who = people.get(role) ?? new Person(site.base);
      const token = await who.token();
      const tries = {
        'no token': await who.post(address(route), {}, { token: '' }),
        'a foreign token': await who.post(address(route), {}, { token: foreign }),
        'no origin': await who.post(address(route), {}, { token, origin: null }),
        'another origin': await who.post(address(route), {}, { token, origin: 'https://evil.example' }),
        'a null origin': await who.post(address(route), {}, { token, origin: 'null' }),
      };
      for (const [name, response] of Object.entries(tries))
        expect([key(route), name, response.status]).toEqual([key(route), name, 403]);
    }
  });
});

describe('a case', () => {
  it('is there for its own unit and for nobody of another one', async () => {
    const statuses: Record<string, number> = {};
    for (const [login, person] of people) {
      const response = await person.get(`/console/ho-so/${pothole.code}`);
      statuses[login] = response.status;
    }
    expect(statuses).toEqual({
      clerk: 200,
      specialist: 200,
      leader: 200,
      guardian: 403,
      admin: 403,
      khac: 404,
    });
    const other = people.get('khac');
    expect((await other?.get(`/console/ho-so/${pothole.code}/tep/${file}`))?.status).toBe(404);
    expect((await other?.post(`/console/ho-so/${pothole.code}/viec/noted`, { text: 'x' }))?.status).toBe(404);
    expect(await (await other?.get('/console/ho-so?ngan=tat-ca'))?.text()).not.toContain(pothole.code);
  });

  it('of a denunciation is there for the leader alone, and names nobody', async () => {
    for (const [login, person] of people) {
      const response = await person.get(`/console/ho-so/${sealed.code}`);
      const text = await response.text();
      expect([login, response.status]).toEqual([
        login,
        login === 'leader' ? 200 : expect.toBeOneOf([403, 404]),
      ]);
      expect(text).not.toContain('Người Tố Cáo Kín');
      const list = await (await person.get('/console/ho-so?ngan=tat-ca')).text();
      expect(list.includes(sealed.code)).toBe(login === 'leader');
    }
  });

  it('shows who denounced only after a reason, the guardian and a record', async () => {
    const [leader, guardian] = [people.get('leader'), people.get('guardian')];
    if (!leader || !guardian) throw new Error('nobody is there');
    const page = `/console/ho-so/${sealed.code}`;
    await leader.post(`${page}/danh-tinh`, { reason: 'Cần làm việc với người tố cáo theo kết luận số 5' });
    const list = await (await guardian.get('/console/danh-tinh')).text();
    expect(list).toContain('Cần làm việc với người tố cáo');
    expect(list).not.toContain('Người Tố Cáo Kín');
    const request = /action="\/console\/danh-tinh\/([^"]+)"/.exec(list)?.[1] ?? '';
    expect((await leader.post(`/console/danh-tinh/${request}/mo`)).status).toBe(403);
    await guardian.post(`/console/danh-tinh/${request}`, { granted: 'yes' });
    const opened = await (await leader.post(`/console/danh-tinh/${request}/mo`)).text();
    expect(opened).toContain('Người Tố Cáo Kín');
    const actions = (await site.office.audit.ofSubject(sealed.caseId)).map(({ action }) => action);
    expect(actions).toEqual(['identity/open', 'identity/grant', 'identity/request']);
  });

  it('takes only moves that the table allows here and now, whatever a form says', async () => {
    const specialist = people.get('specialist');
    const clerk = people.get('clerk');
    const page = await (await specialist?.get(`/console/ho-so/${pothole.code}`))?.text();
    expect(page).toContain('/viec/answered"');
    expect(page).not.toContain('/viec/extended"');
    const code = pothole.code;
    expect((await clerk?.post(`/console/ho-so/${code}/viec/answered`, { text: 'x' }))?.status).toBe(409);
    expect(
      (await specialist?.post(`/console/ho-so/${code}/viec/extended`, { clock: 'x', days: '3', reason: 'y' }))
        ?.status,
    ).toBe(403);
    expect((await specialist?.post(`/console/ho-so/${code}/viec/received`))?.status).toBe(404);
    const stale = await specialist?.post(`/console/ho-so/${code}/viec/answered`, {
      text: 'Đã sửa <xong>',
      version: '1',
    });
    expect(stale?.status).toBe(409);
    expect(await stale?.text()).toContain('Đã sửa &lt;xong&gt;</textarea>');
  });
});
