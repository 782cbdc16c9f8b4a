import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenMail } from '../../../src/cases/case-notices.ts';
import { createMail } from '../../../src/notices/mail.ts';
import { openOffice } from '../cases/office.ts';
import { startMailServer, type MailServer } from './mail-server.ts';

let mailServer: MailServer;
beforeEach(async () => {
  mailServer = await startMailServer();
});
afterEach(() => mailServer.close());

const recipient = { channel: citizenMail, userId: 'case-1', conversationId: 'case-1' };
const message = {
  id: 'case/PAKN.20261121.0001/3/citizen',
  text: 'Hồ sơ PAKN.20261121.0001: cơ quan đã trả lời.',
};

function mailTo(address: string | readonly string[] | undefined, smtpUrl = mailServer.url) {
  return createMail({
    name: citizenMail,
    smtpUrl,
    from: 'Bộ phận tiếp nhận <mot-cua@example.gov.vn>',
    subject: 'Thông báo về hồ sơ đã gửi',
    addressesOf: async () => (address === undefined ? [] : [address].flat()),
  });
}

describe('mail', () => {
  it('arrives with every mark, and twice the same notice is twice the same Message-ID', async () => {
    const mail = mailTo('lan@example.com');
    expect((await mail.deliver(recipient, message)).outcome).toBe('delivered');
    await mail.deliver(recipient, message);
    const [first, second] = mailServer.mails;
    expect(first).toMatchObject({ to: ['lan@example.com'], text: message.text });
    expect(first?.raw).toContain('=?UTF-8?');
    expect(first?.messageId).toBe('<case.PAKN.20261121.0001.3.citizen@example.gov.vn>');
    expect(second?.messageId).toBe(first?.messageId);
    mail.close();
  });

  it('writes to one mailbox only, whatever stands in the address', async () => {
    const mail = mailTo('lan@example.com, ke.khac@example.com\r\nBcc: nua@example.com');
    await mail.deliver(recipient, message);
    expect(mailServer.mails.flatMap(({ to }) => to).filter((to) => to !== 'lan@example.com')).toEqual([]);
    mail.close();
  });

  it('goes to every mailbox of an office that has several', async () => {
    const mail = mailTo(['mot-cua@example.gov.vn', 'van-phong@example.gov.vn']);
    await mail.deliver(recipient, message);
    expect(mailServer.mails.map(({ to }) => to)).toEqual([
      ['mot-cua@example.gov.vn', 'van-phong@example.gov.vn'],
    ]);
    mail.close();
  });

  it('is given up where there is no mailbox, and tried again where nobody answers', async () => {
    expect(await mailTo(undefined).deliver(recipient, message)).toMatchObject({ code: 'mail/no-address' });
    expect(await mailTo('khong.co@example.com').deliver(recipient, message)).toMatchObject({
      outcome: 'refused',
      code: 'mail/refused',
    });
    const silent = mailTo('lan@example.com', 'smtp://127.0.0.1:1');
    expect((await silent.deliver(recipient, message)).outcome).toBe('retry');
  });
});

describe('without a mail server', () => {
  it('keeps no notice for somebody who left only an address', async () => {
    for (const sendsMail of [true, false]) {
      const office = await openOffice({ sendsMail, tellsOffice: sendsMail });
      const { code } = await office.reception.receive(
        {
          kind: 'question',
          office: 'so',
          channel: 'counter',
          submission: {
            content: 'Xin hỏi',
            contact: { email: 'lan@example.com' },
            consent: { at: '2026-11-21T00:00:00Z', purpose: 'trả lời', messages: true },
          },
        },
        new Date(),
      );
      const clerk = { id: 'c', name: 'C', roles: ['clerk' as const], units: [] };
      await office.desk.move(code, { type: 'answered', text: 'Trả lời', attachments: [] }, clerk, {
        now: new Date(),
      });
      const channels = (await office.outbox.openChannels()).toSorted();
      expect(channels).toEqual(sendsMail ? ['case-mail', 'office-mail'] : []);
      await office.close();
    }
  });
});
