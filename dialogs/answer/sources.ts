import type { Citation, PlanDocument } from '../../knowledge/assignment.ts';
import type { Item } from '../../knowledge/ask/finding.ts';
import { cut, shortTitle } from './phrases.ts';

/** One numbered source of an answer. */
export interface Source {
  readonly position: number;
  readonly name: string;
  readonly path: string;
  readonly quote: string;
}

/** The length of a plan's title in the sources of a list. */
const titleInLists = 56;

/** Collects the sources of one answer and numbers them. */
export class Sources {
  readonly list: Source[] = [];
  readonly citations: Citation[] = [];
  readonly assignments: string[] = [];

  /** The mark of a source: " [1]". */
  mark(citations: readonly Citation[], document: PlanDocument, name?: string): string {
    const first = citations[0];
    if (!first) return '';
    this.citations.push(...citations);
    const path = `/van-ban/${first.document}#L${first.lines[0]}${first.lines[1] > first.lines[0] ? `-L${first.lines[1]}` : ''}`;
    const same = this.list.find((source) => source.path === path);
    if (same) return ` [${same.position}]`;
    const position = this.list.length + 1;
    this.list.push({
      position,
      name: name ?? `${shortTitle(document)}, ${first.section}`,
      path,
      quote: cut(first.restored ?? first.quote, 600),
    });
    return ` [${position}]`;
  }

  of(item: Item, titleLength?: number): string {
    this.assignments.push(item.assignment.id);
    const { document, assignment } = item;
    return this.mark(
      item.citations,
      document,
      titleLength ? `${shortTitle(document, titleLength)}, ${assignment.section}` : undefined,
    );
  }

  /** One source for all duties of a list that stand in one section. */
  inSection(item: Item): string {
    this.assignments.push(item.assignment.id);
    const { document, assignment } = item;
    const name = `${shortTitle(document, titleInLists)}, ${assignment.section.split(',')[0] ?? assignment.section}`;
    const same = this.list.find((source) => source.name === name);
    if (!same) return this.mark(item.citations, document, name);
    this.citations.push(...item.citations);
    return ` [${same.position}]`;
  }
}
