import mammoth from 'mammoth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loggedIn, startSite, type Person, type Site } from './harness.ts';

let site: Site;
let clerk: Person;
let leader: Person;

beforeAll(async () => {
  site = await startSite({ denunciations: 'sealed' });
  await site.account('van.thu', ['clerk']);
  await site.account('lanh.dao', ['leader']);
  clerk = await loggedIn(site, 'van.thu');
  leader = await loggedIn(site, 'lanh.dao');
});
afterAll(() => site.close());

function codesIn(page: string): { code: string; secret: string } {
  const code = /(?:KN|HS|PAHT|PAKN)\.\d{8}\.\d{4}/u.exec(page)?.[0] ?? '';
  const secret = /\b[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}\b/u.exec(page)?.[0] ?? '';
  return { code, secret };
}

describe('what a clerk takes in for somebody', () => {
  it('is a case like any other, and its owner gets the codes', async () => {
    expect(await (await clerk.get('/console/ho-so')).text()).toContain('/console/tiep-nhan');
    const page = await (
      await clerk.post('/console/tiep-nhan', {
        kind: 'complaint',
        office: 'so',
        channel: 'phone',
        content: 'Không đồng ý mức bồi thường',
        contested: 'Quyết định thu hồi đất',
        number: '12/QĐ-UBND',
        knownOn: '2026-01-05',
        name: 'Lê Thị Lan',
        phone: '+84 912 345 678',
        signedOn: '2026-02-02',
      })
    ).text();
    const { code, secret } = codesIn(page);
    expect(code).toMatch(/^KN\./u);
    expect(page).toContain('Điều 27 Luật Khiếu nại 2011');
    expect(page).toMatch(/<img class="receipt__qr" src="data:image\/png;base64,/u);
    const paper = /href="data:[^"]+;base64,([^"]+)"/u.exec(page)?.[1] ?? '';
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(paper, 'base64') });
    for (const text of ['GIẤY BIÊN NHẬN', 'CƠ QUAN SO', code, secret, 'Lê Thị Lan', 'van.thu', 'Điều 27'])
      expect(value).toContain(text);
    const seen = await site.office.reception.progressOf({ code, secret, sender: { key: 'x' } }, site.now());
    expect(seen?.timeline.map(({ text }) => text)).toContain('Cơ quan nhận đơn có chữ ký ngày 02/02/2026.');
    const shown = await (await clerk.get(`/console/ho-so/${code}`)).text();
    for (const text of ['Lê Thị Lan', '0912345678', '12/QĐ-UBND', 'Điện thoại', 'van.thu'])
      expect(shown).toContain(text);
  });

  it('is one case however often the form is sent', async () => {
    const form = await (await clerk.get('/console/tiep-nhan')).text();
    const submission = /name="submission" value="([^"]+)"/u.exec(form)?.[1] ?? '';
    const fields = { kind: 'incident', office: 'so', content: 'Cột đèn nghiêng ở ngã ba', submission };
    const codes = [];
    for (let times = 0; times < 2; times += 1)
      codes.push(codesIn(await (await clerk.post('/console/tiep-nhan', fields)).text()).code);
    expect(codes[0]).toMatch(/^PAHT\./u);
    expect(codes[1]).toBe(codes[0]);
  });

  it('has the blank forms of every office at hand', async () => {
    const page = await (await clerk.get('/console/tiep-nhan')).text();
    for (const name of ['khieu-nai', 'to-cao', 'kien-nghi', 'rut-khieu-nai'])
      expect(page).toContain(`/mau-don/ngoc-ha/${name}.docx`);
  });

  it('says what is missing and keeps what was typed', async () => {
    const before = await site.office.store.count({}, { is: 'system' });
    const faults: readonly Readonly<Record<string, string>>[] = [
      { content: '' },
      { kind: 'no-such-kind' },
      { office: 'another' },
      { signedOn: '2999-01-01' },
      { knownOn: 'hôm qua' },
    ];
    for (const wrong of faults) {
      const fields: Record<string, string> = {
        kind: 'incident',
        office: 'so',
        content: 'Cây đổ <b>chắn</b> đường',
        ...wrong,
      };
      const response = await clerk.post('/console/tiep-nhan', fields);
      expect(response.status).toBe(422);
      const text = await response.text();
      expect(text).toContain('Xin chọn loại, cơ quan và ghi nội dung');
      if (fields['content']) expect(text).toContain('Cây đổ &lt;b&gt;chắn&lt;/b&gt; đường');
    }
    expect(await site.office.store.count({}, { is: 'system' })).toBe(before);
  });

  it('is sealed when it is a denunciation: not even the clerk reads it afterwards', async () => {
    const page = await (
      await clerk.post('/console/tiep-nhan', {
        kind: 'denunciation',
        office: 'so',
        content: 'Cán bộ nhận tiền của dân',
        accused: 'Trưởng phòng',
        name: 'Người Tố Cáo Kín',
        address: '12 ngõ Lặng',
        phone: '0987654321',
        messages: 'yes',
        email: 'kin@example.com',
      })
    ).text();
    const { code } = codesIn(page);
    expect(code).toMatch(/^HS\./u);
    expect(page).not.toContain('Người Tố Cáo Kín');
    expect((await clerk.get(`/console/ho-so/${code}`)).status).toBe(404);
    expect(await (await clerk.get('/console/ho-so?ngan=tat-ca')).text()).not.toContain(code);
    const shown = await (await leader.get(`/console/ho-so/${code}`)).text();
    expect(shown).toContain('Cán bộ nhận tiền của dân');
    expect(shown).toContain('Trưởng phòng');
    expect(shown).toContain('được niêm phong riêng');
    for (const own of ['Người Tố Cáo Kín', 'ngõ Lặng', '0987654321', 'kin@example.com'])
      expect(shown).not.toContain(own);
    const waiting = await site.office.outbox.inState('waiting');
    expect(JSON.stringify(waiting)).not.toMatch(/tố cáo|kin@example/iu);
  });
});

describe('where denunciations are only guided', () => {
  it('the counter does not offer them, and refuses one that is sent all the same', async () => {
    const guiding = await startSite();
    await guiding.account('van.thu', ['clerk']);
    const other = await loggedIn(guiding, 'van.thu');
    const page = await (await other.get('/console/tiep-nhan')).text();
    expect(page).not.toContain('value="denunciation"');
    expect(page).toContain('nộp đơn có chữ ký theo quy trình giấy');
    const fields = { kind: 'denunciation', office: 'so', content: 'x' };
    expect((await other.post('/console/tiep-nhan', fields)).status).toBe(422);
    await guiding.close();
  });
});
