/** Thư của một đơn vị: where what concerns a unit is told. */
export interface UnitMail {
  /** Only the unit of that office; undefined for every unit of the name. */
  readonly office: string | undefined;
  readonly unit: string;
  readonly addresses: readonly string[];
}

/**
 * "Phòng Kinh tế: kinh-te@example.gov.vn; ubnd-phuong-ngoc-ha/Văn phòng: vp@example.gov.vn, vp2@example.gov.vn"
 *
 * An entry without a name comes back without one, for whoever reads it to refuse.
 */
export function readUnitMail(text: string): UnitMail[] {
  return text
    .split(/[;\n]/u)
    .filter((entry) => entry.trim() !== '')
    .map((entry) => {
      const [name = '', ...rest] = entry.split(':');
      const [, office, unit = ''] = /^\s*(?:([a-z0-9-]+)\/)?(.*?)\s*$/su.exec(name) ?? [];
      return {
        office,
        unit,
        addresses: rest
          .join(':')
          .split(/[\s,]+/u)
          .filter(Boolean),
      };
    });
}

/** The addresses of that unit, the entry that names its office first; empty when it has none of its own. */
export function mailOfUnit(entries: readonly UnitMail[], office: string, unit: string): readonly string[] {
  const named = entries.filter((one) => folded(one.unit) === folded(unit));
  const own = named.find((one) => one.office === office) ?? named.find((one) => one.office === undefined);
  return own?.addresses ?? [];
}

function folded(name: string): string {
  return name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim();
}
