import { roles, type Role } from '../cases/case-event.ts';
import { apiSay } from './api-texts.ts';
import { planRights } from './plan-rights.ts';
import { planSay } from './plan-texts.ts';
import { say } from './texts.ts';

/** Who works on cases; what each may do there is the table of the cases. */
export const caseRoles: readonly Role[] = ['clerk', 'specialist', 'leader'];
export const allRoles: readonly Role[] = roles;

/** Where each role begins, and the navigation: the first that fits is home. */
export const homes: readonly {
  readonly path: string;
  readonly name: string;
  readonly roles: readonly Role[];
}[] = [
  { path: '/console/ho-so', name: say.inbox.title, roles: caseRoles },
  { path: '/console/tiep-nhan', name: say.counter.title, roles: ['clerk'] },
  { path: '/console/danh-tinh', name: say.identity.title, roles: ['guardian'] },
  { path: '/console/tai-khoan', name: say.accounts.title, roles: ['admin'] },
  { path: '/console/api', name: apiSay.title, roles: ['admin'] },
  { path: '/console/ke-hoach', name: planSay.list.title, roles: planRights.view },
];
