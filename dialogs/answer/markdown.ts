/** Lines as written become markdown: "• " a list, an indented line the item's next line, any other a paragraph. */
export function asMarkdown(text: string): string {
  const blocks: string[] = [];
  let before = '';
  for (const line of text.split('\n')) {
    const item = /^(?:•|\d+\.) /u.test(line);
    const quoted = line.startsWith('> ');
    const joined = (item && /^(?:•|\d+\.|  )/u.test(before)) || (quoted && before.startsWith('> '));
    const own = item ? line.replace(/^• /u, '- ') : line;
    if (blocks.length === 0) blocks.push(own);
    else if (line.startsWith('  ')) blocks.push(`  \n${line}`);
    else blocks.push(joined ? `${quoted ? '  ' : ''}\n${own}` : `\n\n${own}`);
    before = line;
  }
  return blocks.join('');
}
