import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { safeName } from '../../../../src/channels/direct-line/file-kind.ts';
import { client, messages } from './client.ts';
import { png } from './pictures.ts';
import { type Service, startService } from './service.ts';

let dataDir: string;
let service: Service;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'upload-'));
  service = await startService({ dataDir, limits: { fileBytes: 200_000 } });
});
afterAll(async () => {
  await service.close();
  await rm(dataDir, { recursive: true });
});

interface Part {
  readonly name: string;
  readonly body: Uint8Array;
  readonly type?: string;
}

async function conversation() {
  const { token } = (await client(service.base, '').call('POST', '/api/webchat/token')).body;
  return (await client(service.base, token).call('POST', '/v3/directline/conversations', {})).body;
}

/** As Web Chat does it: the activity as a file named "blob", every file in a part named "file". */
async function upload(base: string, id: string, token: string, parts: readonly Part[], more: object = {}) {
  const form = new FormData();
  const attachments = parts.map(({ name, type }) => ({ contentType: type ?? 'image/png', name }));
  const activity = {
    type: 'message',
    text: 'xem ảnh',
    channelData: { clientActivityID: 'up1' },
    attachments,
    ...more,
  };
  for (const { name, body, type } of parts)
    form.append('file', new Blob([new Uint8Array(body)], { type: type ?? 'image/png' }), name);
  form.append(
    'activity',
    new Blob([JSON.stringify(activity)], { type: 'application/vnd.microsoft.activity' }),
    'blob',
  );
  const response = await fetch(`${base}/v3/directline/conversations/${id}/upload?userId=dl_other`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  return {
    status: response.status,
    body: (await response.json()) as { id?: string; error?: { code: string } },
  };
}

describe('files of a conversation', () => {
  it('come back with the echo, all of them, under addresses that open only with their ticket', async () => {
    const { conversationId: id, token } = await conversation();
    const sent = await upload(service.base, id, token, [
      { name: 'Ổ gà.png', body: png },
      { name: 'đơn.txt', body: new TextEncoder().encode('Kính gửi Ủy ban'), type: 'text/plain' },
    ]);
    expect(sent.status).toBe(200);
    const [, echo, answer] = await messages(service.base, id, 3);
    expect(echo).toMatchObject({
      id: sent.body.id,
      channelData: { clientActivityID: 'up1' },
      text: 'xem ảnh',
    });
    expect(answer?.text).toBe('Đã nhận: Ổ gà.png (image/png), đơn.txt (text/plain)');
    const [picture, letter] = echo?.attachments ?? [];
    const shown = await fetch(picture?.contentUrl ?? '');
    expect(Buffer.from(await shown.arrayBuffer()).equals(png)).toBe(true);
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('content-disposition')).toMatch(
      /^attachment; .*filename\*=UTF-8''%E1%BB%94%20g%C3%A0\.png$/,
    );
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('content-security-policy')).toContain('sandbox');

    const [bare = '', ticket = ''] = (letter?.contentUrl ?? '').split('?t=');
    expect((await fetch(bare)).status).toBe(401);
    expect((await fetch(`${bare}?t=${ticket.slice(0, -2)}xx`)).status).toBe(401);
    expect((await fetch((picture?.contentUrl ?? '').replace(/\?t=.*/, `?t=${ticket}`))).status).toBe(401);
    expect((await fetch(bare, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    const other = await conversation();
    expect((await fetch(bare, { headers: { authorization: `Bearer ${other.token}` } })).status).toBe(403);
    const moved = bare.replace(id, other.conversationId);
    expect((await fetch(moved, { headers: { authorization: `Bearer ${other.token}` } })).status).toBe(404);
    const forOfficer = await service.channel.readFile(new URL(bare).pathname);
    expect(forOfficer?.upload).toMatchObject({ conversationId: id, name: 'đơn.txt', size: 20 });
  });

  it('lie encrypted in a private folder under names made here', async () => {
    const { conversationId: id, token } = await conversation();
    const body = new TextEncoder().encode('số căn cước 031085001234');
    expect(
      (await upload(service.base, id, token, [{ name: 'giay.txt', body, type: 'text/plain' }])).status,
    ).toBe(200);
    const folder = join(dataDir, 'uploads');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const names = await readdir(folder);
    expect(names.filter((name) => !/^[\w-]{24}$/.test(name))).toEqual([]);
    for (const name of names) {
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
      expect((await readFile(join(folder, name))).includes('031085001234')).toBe(false);
    }
    expect((await stat(join(dataDir, 'keys', 'uploads.key'))).mode & 0o777).toBe(0o600);
  });

  it('are judged by what they are, not by what they are called', async () => {
    const { conversationId: id, token } = await conversation();
    const html = new TextEncoder().encode('<html><script>alert(1)</script></html>');
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
    const svg = new TextEncoder().encode('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
    for (const part of [
      { name: 'anh.png', body: html },
      { name: 'anh.jpg', body: program },
      { name: 'anh.svg', body: svg, type: 'image/svg+xml' },
      { name: 'trang.html', body: html, type: 'text/html' },
      { name: 'la.txt', body: Buffer.from([0, 1, 2, 255]), type: 'text/plain' },
    ]) {
      const refused = await upload(service.base, id, token, [{ name: 'tot.png', body: png }, part]);
      expect([refused.status, refused.body.error?.code], part.name).toEqual([415, 'UnsupportedMediaType']);
    }
    const [, told] = await messages(service.base, id, 6);
    expect(told?.text).toMatch(/^Tôi không nhận được loại tệp này\. Mời ông\/bà gửi ảnh/);
    expect((await readdir(join(dataDir, 'uploads'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('are refused with a reason when they are too large or too many', async () => {
    const { conversationId: id, token } = await conversation();
    const large = Buffer.concat([png, Buffer.alloc(250_000)]);
    expect((await upload(service.base, id, token, [{ name: 'to.png', body: large }])).status).toBe(413);
    const many = Array.from({ length: 7 }, (_, index) => ({ name: `${index}.png`, body: png }));
    expect((await upload(service.base, id, token, many)).status).toBe(413);
    const [, size, count] = await messages(service.base, id, 3);
    expect(size?.text).toMatch(/^Tệp quá lớn.*0\.2 MB/);
    expect(count?.text).toMatch(/tối đa 5 tệp/);
    for (let sent = 0; sent < 4; sent += 1)
      expect((await upload(service.base, id, token, many.slice(0, 5))).status).toBe(200);
    expect((await upload(service.base, id, token, many.slice(0, 1))).status).toBe(429);
    expect((await messages(service.base, id, 12)).at(-1)?.text).toMatch(/Hôm nay ông\/bà đã gửi đủ số tệp/);
  });

  it('answers a form that is no form', async () => {
    const { conversationId: id, token } = await conversation();
    const post = (body: string, type: string) =>
      fetch(`${service.base}/v3/directline/conversations/${id}/upload`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body,
      });
    expect((await post('{}', 'application/json')).status).toBe(400);
    expect((await post('x', 'multipart/form-data')).status).toBe(400);
    expect((await post('--x\r\nnothing', 'multipart/form-data; boundary=x')).status).toBe(400);
    const loose =
      '--x\r\nContent-Disposition: form-data; name="activity"; filename="blob"\r\n\r\n{oops\r\n--x--\r\n';
    expect((await post(loose, 'multipart/form-data; boundary=x')).status).toBe(400);
  });
});

describe('the name of a file', () => {
  it.each([
    ['../../etc/passwd', 'image/png', 'passwd.png'],
    ['C:\\Users\\lan\\Ảnh nhà.JPEG', 'image/jpeg', 'Ảnh nhà.jpeg'],
    ['a\u202Egpj.exe', 'image/png', 'a gpj.exe.png'],
    ['  .. ', 'application/pdf', 'tep.pdf'],
    ['x\r\nSet-Cookie: a=b.png', 'image/png', 'x Set-Cookie a=b.png'],
    [`${'đ'.repeat(300)}.pdf`, 'application/pdf', `${'đ'.repeat(100)}.pdf`],
  ])('%j becomes safe to show', (name, type, safe) => {
    expect(safeName(name, type)).toBe(safe);
  });
});
