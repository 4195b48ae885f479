import { numberOf, personNamed } from './sample-people.mjs';

/** @typedef {{ number: string, code: string, facts?: string, basis?: string }} Entry */

/** @type {(name: string) => string} */
const of = (name) => personNamed(name).number;
/** People of whom an agency has something but who are not in the batch. */
const ELSEWHERE = [numberOf('990120', '19750505', 11), numberOf('990120', '19760606', 22), numberOf('990121', '19880808', 33)];

/** Three are flagged: 郑砚秋 and 邓思齐 by one agency each, 唐既明 by two. */
/** @type {Record<string, Entry[]>} */
export const REGISTERS = {
  discipline: [
    { number: of('郑砚秋'), code: 'FLAG_VERIFYING', facts: '收到反映其违规干预工程招投标的问题线索，正在核查', basis: '《中国共产党纪律检查机关监督执纪工作规则》' },
    { number: of('唐既明'), code: 'FLAG_IN_PERIOD', facts: '2026年5月受党内警告处分，尚在影响期内', basis: '《中国共产党纪律处分条例》' },
    { number: of('林知远'), code: 'CLEAR' },
    { number: ELSEWHERE[0] ?? '', code: 'OBJECT', facts: '正在接受审查调查', basis: '《中华人民共和国公职人员政务处分法》第五十二条' },
  ],
  court: [
    { number: of('邓思齐'), code: 'OBJECT', facts: '被列入失信被执行人名单', basis: '《最高人民法院关于公布失信被执行人名单信息的若干规定》' },
    { number: ELSEWHERE[1] ?? '', code: 'FLAG_VERIFYING', facts: '有未审结的民事诉讼', basis: '联审工作办法' },
  ],
  procuratorate: [],
  audit: [
    { number: of('唐既明'), code: 'SUGGEST_DEFER', facts: '任期经济责任审计所发现的问题尚未整改到位', basis: '《党政主要领导干部和国有企事业单位主要领导人员经济责任审计规定》' },
    { number: of('罗景行'), code: 'CLEAR' },
  ],
  petitions: [
    { number: of('彭若溪'), code: 'CLEAR' },
    { number: ELSEWHERE[2] ?? '', code: 'FLAG_VERIFYING', facts: '有信访件正在办理', basis: '《信访工作条例》第三十条' },
  ],
};

const HEADER = '身份证号,代码,事由,依据';

/** @param {Entry[]} entries @returns {string} */
const toCsv = (entries) => [HEADER, ...entries.map(({ number, code, facts = '', basis = '' }) => [number, code, facts, basis].join(','))].map((line) => `${line}\r\n`).join('');

/** @returns {Map<string, Buffer>} by agency; the encodings differ, as they do between offices */
export function buildRegisters() {
  return new Map(
    Object.entries(REGISTERS).map(([agency, entries]) => {
      const text = toCsv(entries);
      if (agency === 'court') return [agency, toGb18030(text)];
      return [agency, Buffer.from(agency === 'audit' ? `\ufeff${text}` : text, 'utf8')];
    }),
  );
}

/**
 * Encodes as GB18030 what its two-byte part holds, by turning the platform's decoder round.
 * @param {string} text @returns {Buffer}
 */
function toGb18030(text) {
  const decoder = new TextDecoder('gb18030');
  /** @type {Map<string, number[]>} */
  const bytes = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  return Buffer.from(
    [...text].flatMap((character) => {
      if (character < '\x80') return [character.charCodeAt(0)];
      const pair = bytes.get(character);
      if (pair === undefined) throw new Error(`${character} has no two bytes in GB18030`);
      return pair;
    }),
  );
}
