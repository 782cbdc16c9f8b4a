/** One line of a chat, as the person's phone shows it. */
export interface ChatLine {
  readonly id: string;
  readonly from: 'person' | 'account' | 'officer';
  readonly text: string;
  readonly at: number;
  readonly buttons?: readonly ChatButton[];
  readonly image?: string;
  readonly place?: readonly [latitude: number, longitude: number];
}

export interface ChatButton {
  readonly title: string;
  readonly type: string;
  readonly payload: unknown;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  follows: boolean;
  /** Undefined while they have never written, tapped or followed. */
  lastSeenAt: number | undefined;
  readonly lines: ChatLine[];
}

/** Who talks with the account, and what was said. */
export class People {
  private readonly all = new Map<string, Person>();
  private messages = 0;

  constructor(private readonly now: () => number) {}

  /** Known or made new. */
  person(id: string, name = `Người ${id.slice(-4)}`): Person {
    const known = this.all.get(id);
    if (known) return known;
    const person: Person = { id, name, follows: false, lastSeenAt: undefined, lines: [] };
    this.all.set(id, person);
    return person;
  }

  find(id: string): Person | undefined {
    return this.all.get(id);
  }

  list(): readonly Person[] {
    return [...this.all.values()];
  }

  newMessageId(): string {
    this.messages += 1;
    return `m${this.now().toString(36)}${this.messages.toString(36).padStart(5, '0')}`;
  }

  add(id: string, line: Omit<ChatLine, 'id' | 'at'>): ChatLine {
    const added = { ...line, id: this.newMessageId(), at: this.now() };
    this.person(id).lines.push(added);
    return added;
  }
}
