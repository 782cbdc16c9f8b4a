import { findTimes } from './deadlines.ts';
import { endOfUnits, splitUnits, unitHead } from './unit-names.ts';

/** Ai chủ trì, ai phối hợp: told in a few words behind a task. */
export interface Roles {
  readonly lead: readonly string[];
  readonly coordinating: readonly string[];
  /** "tham mưu": the lead advises. */
  readonly advises: boolean;
}

/** Roles told within a task, and its words without them. */
interface BracketedRoles {
  readonly roles: Roles;
  readonly without: string;
}

const labelled =
  /^(?:(?:đơn vị|cơ quan)\s+)?(?<role>chủ trì|thực hiện|phụ trách|phối hợp)(?:\s+thực hiện)?\s*:\s*(?<units>[^;.]+)/iu;
const acting =
  /^(?:do\s+|giao(?:\s+cho)?\s+)?(?<units>.{3,200}?)\s+(?<role>chủ trì|thực hiện|phụ trách|đảm nhiệm|tham mưu|phối hợp)(?:,?\s+(?:tham mưu|thực hiện|tổ chức thực hiện))?(?:,?\s+phối hợp\s+(?:với|cùng)\s+(?<partners>[^;.]+?))?(?=\s*(?:[,;.]|$))/iu;
const charged = /^giao(?:\s+cho)?\s+(?<units>[^;.]+)/iu;

/**
 * "Phòng Kinh tế chủ trì, Công an xã phối hợp; hoàn thành trước 15/3", "chủ trì: Phòng Kinh tế". Undefined unless the
 * words name a lead, and say nothing but roles and times.
 */
export function readRoles(text: string, known: readonly string[]): Roles | undefined {
  const lead: string[] = [];
  const coordinating: string[] = [];
  let advises = false;
  let rest = text;
  while ((rest = rest.replace(/^[\s,;.]+(?:và\s+)?/u, '')) !== '') {
    const time = leadingTime(rest);
    const found = time ?? labelled.exec(rest) ?? acting.exec(rest) ?? charged.exec(rest);
    if (!found) return undefined;
    rest = rest.slice(found[0].length);
    if (time) continue;
    const { role = 'chủ trì', units = '', partners } = found.groups ?? {};
    const isPartner = role.toLowerCase() === 'phối hợp';
    const named = wholeUnits(units, known);
    const joined = partners === undefined ? [] : wholeUnits(partners, known);
    if (!named || !joined) return undefined;
    (isPartner ? coordinating : lead).push(...named);
    coordinating.push(...joined);
    advises ||= role.toLowerCase() === 'tham mưu';
  }
  return lead.length > 0 ? { lead, coordinating, advises } : undefined;
}

function leadingTime(text: string): RegExpExecArray | undefined {
  const part = /^(?:hoàn thành|thực hiện|xong|thời (?:gian|hạn))?[^,;]*/iu.exec(text);
  if (!part) return undefined;
  const bare = part[0].replace(/^(?:(?:hoàn thành|thực hiện|xong|thời (?:gian|hạn))[\s:]*)+/iu, '').trim();
  const [first] = findTimes(bare, { year: null });
  return first && first.raw.length >= bare.length - 3 ? part : undefined;
}

/** The units that the text names; undefined where it says more than their names. */
function wholeUnits(text: string, known: readonly string[]): readonly string[] | undefined {
  const names = text.trim();
  return unitHead(names) !== undefined && endOfUnits(names, known) === names.length
    ? splitUnits(names)
    : undefined;
}

/** "…, giao Ban Kinh tế chủ trì, hoàn thành trong quý II": roles told behind a task, which keeps its words. */
export function trailingRoles(text: string, known: readonly string[]): BracketedRoles | undefined {
  const told = text.replace(/[\s.;/]+$/u, '');
  const [roles] = [...told.matchAll(/,\s+(?=giao\s)/gu)].flatMap(
    (comma) => readRoles(told.slice(comma.index + comma[0].length), known) ?? [],
  );
  return roles && { roles, without: text };
}

/** Roles in brackets within a task, and the task without them; undefined where there are none, or several. */
export function bracketedRoles(text: string, known: readonly string[]): BracketedRoles | undefined {
  const [found, another] = [...text.matchAll(/\s*\((?<inside>[^()]{6,240})\)/gu)].flatMap((bracket) => {
    const roles = readRoles(bracket.groups?.['inside'] ?? '', known);
    return roles ? [{ roles, bracket }] : [];
  });
  if (!found || another) return undefined;
  const { roles, bracket } = found;
  return {
    roles,
    without: text.slice(0, bracket.index) + text.slice(bracket.index + bracket[0].length),
  };
}
