import { checkCharacterOf } from '@lianshen/contracts/identity';

export interface InventedPerson {
  readonly name: string;
  readonly identityNumber: string;
}

const DAY_MS = 86_400_000;
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨';
const GIVEN = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳';

/** An invented person with a valid number of the unassigned region 9901xx; every index gives another. */
export function inventedPerson(index: number): InventedPerson {
  const day = new Date(Date.UTC(1970, 0, 1) + (index % 9_000) * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  const digits = `990102${day}${String(Math.floor(index / 9_000)).padStart(3, '0')}`;
  const name = `${SURNAMES[index % 16]}${GIVEN[Math.floor(index / 16) % 16]}${GIVEN[Math.floor(index / 256) % 16]}`;
  return { name, identityNumber: `${digits}${checkCharacterOf(digits)}` };
}

/** The same with a check character that does not fit. */
export const withWrongCheck = (person: InventedPerson): InventedPerson => ({ ...person, identityNumber: `${person.identityNumber.slice(0, -1)}${person.identityNumber.endsWith('1') ? '2' : '1'}` });

/** A batch as csv. */
export function batchCsv(people: readonly InventedPerson[]): string {
  const rows = people.map(({ name, identityNumber }) => `${name},${identityNumber},市试例局,科长,副局长,县处级副职`);
  return ['姓名,身份证号,工作单位,现任职务,拟任职务,拟任层次', ...rows, ''].join('\n');
}

/** A register that flags some people. */
export function registerCsv(flagged: readonly InventedPerson[], code: string): string {
  return ['身份证号,代码,事由,依据', ...flagged.map(({ identityNumber }) => `${identityNumber},${code},试例事由,试例依据第一条`), ''].join('\n');
}
