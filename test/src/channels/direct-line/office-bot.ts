import type { Activity, TurnContext } from 'botbuilder';

export const greeting = 'Tôi là trợ lý tự động của cơ quan. Ông/bà muốn hỏi việc gì?';
export const choices = ['Đánh giá nội bộ khi nào?', 'Ai chủ trì xây dựng CSDL?'];

/** A small real bot for the channel's tests: greets, answers with a citation, offers choices, takes files. */
export async function officeBot(context: TurnContext): Promise<void> {
  const { activity } = context;
  if (activity.type === 'conversationUpdate') {
    const joined = activity.membersAdded?.some(({ id }) => id !== activity.recipient.id);
    if (joined) await context.sendActivity({ text: greeting, suggestedActions: offer(choices) });
  } else if (activity.type === 'event') {
    if (activity.name === 'webchat/feedback-reason') await context.sendActivity('Cảm ơn ông/bà đã góp ý.');
  } else if (activity.type === 'message') {
    await answer(context);
  }
}

async function answer(context: TurnContext): Promise<void> {
  const { text, attachments = [] } = context.activity;
  if (attachments.length > 0) {
    const names = attachments.map(({ name, contentType }) => `${name} (${contentType})`);
    await context.sendActivity({ text: `Đã nhận: ${names.join(', ')}`, textFormat: 'plain' });
  } else if (text === 'hỏng') {
    throw new Error('SQLITE_BUSY at /srv/app/secret.ts:42');
  } else if (text.startsWith('chậm')) {
    await new Promise((resolve) => setTimeout(resolve, Number(text.split(' ')[1] ?? 700)));
    await context.sendActivity(`Xong: ${text}`);
  } else if (text.includes('Đánh giá nội bộ')) {
    await context.sendActivity(citedAnswer(context.activity.id ?? ''));
  } else {
    await context.sendActivity({
      text: `Ông/bà viết: ${text.slice(0, 200)} (${text.length})`,
      textFormat: 'plain',
    });
  }
}

function offer(titles: readonly string[]) {
  return {
    to: [],
    actions: titles.map((title) => ({ type: 'imBack', title, value: title })),
  } as Partial<Activity>['suggestedActions'];
}

export const citedDocument = '002-hai-phong-muc-tieu-chat-luong-2023';

function citedAnswer(question: string): Partial<Activity> {
  const url = `/van-ban/${citedDocument}#L3-L4`;
  return {
    type: 'message',
    text: `**Tháng 6/2023**: Ban Chỉ đạo ISO chịu trách nhiệm. [1]\n\n[1]: ${url} "Kế hoạch Mục tiêu chất lượng năm 2023"`,
    suggestedActions: offer(['Ai phối hợp?']),
    channelData: {
      answer: {
        kind: 'answer',
        assignments: [],
        citations: [
          {
            document: citedDocument,
            title: 'Kế hoạch',
            number: null,
            section: '1',
            quote: 'x',
            lines: [3, 4],
          },
        ],
      },
    },
    entities: [
      {
        type: 'https://schema.org/Message',
        '@context': 'https://schema.org',
        '@type': 'Message',
        '@id': '',
        keywords: ['AIGeneratedContent'],
        citation: [
          {
            '@type': 'Claim',
            position: 1,
            appearance: {
              '@type': 'DigitalDocument',
              name: 'Kế hoạch Mục tiêu chất lượng năm 2023',
              url,
              abstract: 'Tháng 6/2023',
            },
          },
        ],
        potentialAction: [
          { '@type': 'LikeAction', actionStatus: 'PotentialActionStatus', '@id': `${question}:like` },
          { '@type': 'DislikeAction', actionStatus: 'PotentialActionStatus', '@id': `${question}:dislike` },
        ],
      },
    ],
  };
}
