/** "## **II. NHIỆM VỤ**" → "II. NHIỆM VỤ": the marks of Markdown are no words of the plan. Tables keep their pipes. */
export function plainMarkdown(line: string): string {
  return line.replace(/^\s{0,3}#{1,6}\s+/u, '').replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/gu, '$1');
}
