import { kindNames } from '../../dialogs/messages/kinds.ts';
import type { CaseKind } from '../cases/submission.ts';
import type { Entry } from './answer.ts';
import { say } from './texts.ts';

/** Các loại công khai. Khiếu nại, tố cáo and góp ý nội bộ have no way in or out here. */
export const publicKinds = ['incident', 'proposal'] as const satisfies readonly CaseKind[];
export type PublicKind = (typeof publicKinds)[number];

/** Stable for programs: other names may come, these do not change. */
const codes: Readonly<Record<PublicKind, string>> = {
  incident: 'phan-anh-hien-truong',
  proposal: 'kien-nghi-phan-anh',
};

export function isPublicKind(kind: CaseKind): kind is PublicKind {
  return publicKinds.some((one) => one === kind);
}

export function kindOfService(code: string): PublicKind | undefined {
  return publicKinds.find((kind) => codes[kind] === code);
}

export function serviceOf(kind: PublicKind): {
  readonly service_code: string;
  readonly service_name: string;
} {
  return { service_code: codes[kind], service_name: kindNames[kind] };
}

export function serviceEntry(kind: PublicKind): Entry {
  return {
    ...serviceOf(kind),
    description: say.services[kind],
    metadata: false,
    type: 'realtime',
    keywords: say.keywords[kind],
    group: say.group,
  };
}
