/** Where it is noted how a conversation is answered later. */
export function referenceKey(channelId: string, conversationId: string): string {
  return `bot-service/references/${channelId}/${conversationId}`;
}
