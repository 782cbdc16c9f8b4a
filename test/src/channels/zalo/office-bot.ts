import { ActionTypes, MessageFactory, type TurnContext } from 'botbuilder';

export const greeting = 'Tôi là trợ lý tự động của cơ quan.';

/** A small bot: greets, repeats what it heard, offers choices, counts files, breaks when told to. */
export async function officeBot(context: TurnContext): Promise<void> {
  const { type, membersAdded, recipient } = context.activity;
  if (type === 'conversationUpdate') {
    if (membersAdded?.some(({ id }) => id !== recipient.id)) await context.sendActivity(greeting);
    return;
  }
  if (type === 'message') await answer(context);
}

async function answer(context: TurnContext): Promise<void> {
  const { text, attachments } = context.activity;
  if (text === 'hỏng') throw new Error('broken on purpose');
  if (text === 'chọn') {
    const actions = [
      { type: ActionTypes.ImBack, title: 'Kết quả phải có', value: 'Việc này phải có kết quả gì?' },
      'Ai phối hợp',
    ];
    await context.sendActivity(MessageFactory.suggestedActions(actions, '**Văn phòng** chủ trì.'));
  } else if (text.startsWith('dài ')) {
    await context.sendActivity('Nhiệm vụ của phòng là như sau. '.repeat(Number(text.slice(4))));
  } else if (attachments && attachments.length > 0) {
    const names = attachments.map(({ name, contentType }) => `${name} (${contentType})`);
    await context.sendActivity({
      type: 'message',
      text: `Đã nhận ${names.join(', ')}. ${text}`,
      textFormat: 'plain',
    });
  } else {
    await context.sendActivity({ type: 'message', text: `Nghe: ${text}`, textFormat: 'plain' });
  }
}
