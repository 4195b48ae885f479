import writeExcelFile from 'write-excel-file/node';
import { PEOPLE, personNamed } from './sample-people.mjs';

/** @typedef {import('./sample-people.mjs').Person} Person */
/** @typedef {{ value: string | number | Date, [option: string]: unknown } | null} Cell */

const HEADER = ['序号', '姓  名', '公民身份号码', '性别', '出生年月\n（年.月）', '现工作单位', '现任职务/职级', '拟任免职务', '拟任层次', '重点岗位', '备注'];
const COLUMNS = HEADER.length;
const BORDER = { borderStyle: 'thin', alignVertical: 'center', wrap: true };
/** @type {(text: string, options?: object) => Cell[]} */
const across = (text, options = {}) => [{ value: text, columnSpan: COLUMNS, wrap: true, ...options }, ...Array(COLUMNS - 1).fill(null)];

/** How a number, a name and a birth month are written differs from row to row, as it does where many hands fill a list. */
/** @type {Record<string, Partial<Record<'name' | 'number' | 'birth' | 'sex', string | number | Date>>>} */
const WRITTEN = {
  李慕: { name: '李  慕' },
  郑砚秋: { birth: 197909 },
  何书恒: { number: [...personNamed('何书恒').number].map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('') },
  '阿依努尔·沙吾提': { name: '阿依努尔•沙吾提', birth: '1986年2月' },
  梁栖梧: { number: personNamed('梁栖梧').number.replace(/^(.{6})(.{8})/, '$1 $2 ') },
  唐既明: { birth: 1977.1 },
  罗景行: { birth: new Date('1980-01-25T00:00:00Z') },
  // Refused: the last digit is another one than the rest asks for.
  苏映雪: { number: personNamed('苏映雪').number.replace(/.$/, (c) => (c === '3' ? '4' : '3')) },
  // Refused: the number says a man.
  冯若谷: { sex: '女' },
  // Refused: typed into a column of numbers, which keeps 15 digits.
  曹清和: { number: Number(personNamed('曹清和').number.slice(0, 17) + '0') },
};

/** The same person once more at the end of the list; the number is written with a small x where it has one. */
const REPEATED = { ...personNamed('周望舒'), remark: '补报' };

/** @param {Person} person @param {number} index @param {number} span rows that share the employer; 0 for all but the first */
function rowOf(person, index, span) {
  const written = WRITTEN[person.name] ?? {};
  const number = written.number ?? person.number.toLowerCase();
  const birth = written.birth ?? person.birth;
  /** @type {Cell[]} */
  const cells = [
    { value: index + 1 },
    { value: written.name ?? person.name },
    typeof number === 'number' ? { value: number, format: '0' } : { value: number, format: '@' },
    { value: written.sex ?? person.sex },
    birth instanceof Date ? { value: birth, type: Date, format: 'yyyy.mm' } : { value: birth },
    span > 0 ? { value: person.employer, ...(span > 1 && { rowSpan: span }) } : null,
    ...[person.post, person.proposed, person.level, person.key, person.remark].map((value) => (value === '' ? null : { value })),
  ];
  return cells.map((cell) => cell && { ...cell, ...BORDER });
}

/** @param {Person[]} list */
function rowsOf(list) {
  return list.map((person, index) => {
    const begins = list[index - 1]?.employer !== person.employer;
    const ends = list.findIndex((other, at) => at > index && other.employer !== person.employer);
    return rowOf(person, index, begins ? (ends < 0 ? list.length : ends) - index : 0);
  });
}

/** @returns {Promise<Buffer>} the workbook: instructions on the first sheet, the list on the second, its header in row 4 */
export async function buildBatch() {
  const list = [...PEOPLE, REPEATED];
  const data = [
    across('示例市2026年第三批拟提拔任用人选名单', { fontWeight: 'bold', fontSize: 16, align: 'center', height: 30 }),
    across('报送单位：中共示例市委组织部                                        报送日期：2026年9月24日'),
    across('注：1.身份证号请按文本格式填写；2.重点岗位填“是”“否”或岗位类别；3.本表所列人员均为虚构。', { height: 32 }),
    HEADER.map((value) => ({ value, fontWeight: 'bold', align: 'center', backgroundColor: '#eeeeee', ...BORDER })),
    ...rowsOf(list),
    [],
    across(`合计：${list.length}人`),
    across('填表人：（签字）                    审核人：（签字）                    单位（盖章）'),
  ];
  const guide = ['填表说明', '一、每批一张表，一人一行，表头文字可略有不同。', '二、姓名、身份证号、工作单位、现任职务、拟任职务为必填项。', '三、本文件为示例，人员均为虚构，身份证号使用未分配的行政区划代码。'];
  const widths = [6, 18, 22, 6, 12, 26, 20, 30, 12, 14, 14].map((width) => ({ width }));
  const sheets = [
    { sheet: '填表说明', data: guide.map((value) => [{ value }]), columns: [{ width: 80 }] },
    { sheet: '候选人名单', data, columns: widths, stickyRowsCount: 4 },
  ];
  // The library's types know fewer options than it reads from a cell; the spec reads the file back.
  const written = await writeExcelFile(/** @type {any} */ (sheets)).toBuffer();
  return withoutTimes(Buffer.from(/** @type {any} */ (written)));
}

/**
 * Sets every file time in a zip to 1980-01-01, so that the same people give the same bytes
 * (PKWARE APPNOTE.TXT 4.3.7 and 4.3.12: local headers keep it at 10, the directory at 12).
 * @param {Buffer} zip
 */
function withoutTimes(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const local = zip.readUInt32LE(at + 42);
    zip.writeUInt32LE(0x00210000, at + 12);
    zip.writeUInt32LE(0x00210000, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
