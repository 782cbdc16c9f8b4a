/** As much of a browser's XMLHttpRequest as the Direct Line client uses, over fetch. */
export class FetchRequest {
  onreadystatechange: (() => void) | null = null;
  ontimeout: ((event: unknown) => void) | null = null;
  onload: ((event: unknown) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;
  readonly upload = {};
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  responseType = '';
  timeout = 0;
  withCredentials = false;
  private readonly headers = new Headers();
  private readonly abortion = new AbortController();
  private answered: Headers | undefined;
  private method = 'GET';
  private url = '';

  open(method: string, url: string): void {
    this.method = method;
    this.url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    // A browser writes the boundary of a form itself.
    if (!/multipart/i.test(value)) this.headers.set(name, value);
  }

  getAllResponseHeaders(): string {
    return [...(this.answered ?? [])].map(([name, value]) => `${name}: ${value}`).join('\r\n');
  }

  getResponseHeader(name: string): string | null {
    return this.answered?.get(name) ?? null;
  }

  abort(): void {
    this.abortion.abort();
  }

  send(body?: string | FormData): void {
    const timer = this.timeout ? setTimeout(() => this.abortion.abort('timeout'), this.timeout) : undefined;
    const headers = this.headers;
    if (body instanceof FormData) headers.delete('content-type');
    fetch(this.url, { method: this.method, headers, ...(body && { body }), signal: this.abortion.signal })
      .then(async (response) => {
        this.status = response.status;
        this.answered = response.headers;
        if (this.responseType === 'arraybuffer') this.response = await response.arrayBuffer();
        else {
          this.responseText = await response.text();
          this.response = this.responseType === 'json' ? parse(this.responseText) : this.responseText;
        }
        this.finish();
      })
      .catch(() => {
        this.status = 0;
        this.finish();
      })
      .finally(() => clearTimeout(timer));
  }

  private finish(): void {
    if (this.abortion.signal.aborted && this.abortion.signal.reason !== 'timeout') return;
    this.readyState = 4;
    if (this.abortion.signal.aborted) this.ontimeout?.({});
    this.onreadystatechange?.();
    this.onload?.({});
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
