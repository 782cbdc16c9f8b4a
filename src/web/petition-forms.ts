import type { Server } from 'restify';
import { handle } from './handle.ts';

/** Mẫu đơn để in và ký, by the last part of its address. */
const files = {
  'khieu-nai.docx': 'complaint',
  'to-cao.docx': 'denunciation',
  'kien-nghi.docx': 'proposal',
  'rut-khieu-nai.docx': 'withdrawal',
} as const;

export type FormKind = (typeof files)[keyof typeof files];

/** Every blank form of an office, by its name. */
export function blankForms(office: string): { readonly name: string; readonly path: string }[] {
  return Object.values(files).map((kind) => ({
    name: formNames[kind],
    path: petitionFormPath(kind, office),
  }));
}

const formNames: Readonly<Record<FormKind, string>> = {
  complaint: 'Đơn khiếu nại',
  denunciation: 'Đơn tố cáo',
  proposal: 'Đơn kiến nghị, phản ánh',
  withdrawal: 'Đơn rút khiếu nại',
};

export interface PetitionFormsParts {
  /** The blank form addressed to the office; undefined when there is no such office. */
  readonly form: (kind: FormKind, office: string) => Promise<Uint8Array | undefined>;
  readonly mediaType: string;
}

/** "/mau-don/<office>/khieu-nai.docx". */
export function petitionFormPath(kind: FormKind, office: string): string {
  const [name = ''] = Object.entries(files).find(([, value]) => value === kind) ?? [];
  return `/mau-don/${office}/${name}`;
}

export function mountPetitionForms(server: Server, { form, mediaType }: PetitionFormsParts): void {
  server.get(
    '/mau-don/:office/:file',
    handle(async (request, response) => {
      const { office, file } = request.params as { office: string; file: string };
      const kind = Object.hasOwn(files, file) ? files[file as keyof typeof files] : undefined;
      const document = kind && (await form(kind, office));
      if (!document) {
        response.setHeader('Content-Type', 'text/plain; charset=utf-8');
        response.sendRaw(404, `Không có mẫu đơn này. Các mẫu có sẵn: ${Object.keys(files).join(', ')}.`);
        return;
      }
      response.setHeader('Content-Type', mediaType);
      response.setHeader('Content-Disposition', `attachment; filename="${file}"`);
      response.setHeader('X-Content-Type-Options', 'nosniff');
      response.writeHead(200);
      response.end(Buffer.from(document));
    }),
  );
}
