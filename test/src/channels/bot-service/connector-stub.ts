import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Activity } from 'botbuilder';

/** The other side of `serviceUrl`, as the Emulator or the Bot Connector runs it: takes what the bot says. */
export class ConnectorStub {
  readonly said: {
    readonly path: string;
    readonly activity: Partial<Activity>;
    readonly authorization?: string;
  }[] = [];
  /** Status of the answers; 200 with an id unless it is set. */
  status = 200;
  private readonly server = createServer((request, response) => {
    void body(request).then((text) => {
      const { authorization } = request.headers;
      const activity = JSON.parse(text || '{}') as Partial<Activity>;
      this.said.push({ path: request.url ?? '', activity, ...(authorization && { authorization }) });
      response.writeHead(this.status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(this.status === 200 ? { id: `a${this.said.length}` } : { error: { code: 'x' } }),
      );
    });
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  get texts(): (string | undefined)[] {
    return this.said
      .filter(({ activity }) => activity.type === 'message')
      .map(({ activity }) => activity.text);
  }
}

async function body(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
