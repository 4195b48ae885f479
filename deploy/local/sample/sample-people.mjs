/**
 * The people of the sample, all invented. Their identity numbers use region 9901xx, which GB/T 2260 assigns to nobody.
 */

/** GB 11643-1999: weights of positions 1 to 17 and the check characters by the sum mod 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/**
 * @param {string} region six digits @param {string} birth YYYYMMDD @param {number} sequence odd for men, even for women
 * @returns {string} 18 characters
 */
export function numberOf(region, birth, sequence) {
  const seventeen = `${region}${birth}${String(sequence).padStart(3, '0')}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return seventeen + CHECK_CHARACTERS.charAt(sum % 11);
}

/**
 * @typedef {object} Person
 * @property {string} name @property {string} number @property {string} sex @property {string} birth as 1980.01
 * @property {string} employer @property {string} post @property {string} proposed @property {string} level
 * @property {string} key @property {string} remark
 */

/** @type {(name: string, region: string, birth: string, sequence: number, rest: string[]) => Person} */
const person = (name, region, birth, sequence, [employer = '', post = '', proposed = '', level = '', key = '', remark = '']) => ({
  name,
  number: numberOf(region, birth, sequence),
  sex: sequence % 2 === 1 ? '男' : '女',
  birth: `${birth.slice(0, 4)}.${birth.slice(4, 6)}`,
  employer,
  post,
  proposed,
  level,
  key,
  remark,
});

const [CHIEF, DEPUTY] = ['乡科级正职', '乡科级副职'];

/** In the order of the list; two or three in a row share an employer, whose cell is merged. */
export const PEOPLE = [
  person('林知远', '990101', '19780312', 11, ['示例市财政局', '预算科科长', '示例市财政局副局长', CHIEF, '财务']),
  person('周望舒', '990101', '19821105', 24, ['示例市财政局', '国库科科长', '示例市财政局总会计师', CHIEF, '财务']),
  person('李慕', '990101', '19850620', 37, ['示例市财政局', '办公室副主任', '示例市财政局办公室主任', DEPUTY, '否']),
  person('郑砚秋', '990102', '19790917', 18, ['示例市住房和城乡建设局', '建筑业科科长', '示例市住房和城乡建设局副局长', CHIEF, '工程、审批']),
  person('何书恒', '990102', '19811226', 53, ['示例市住房和城乡建设局', '质量监督站站长', '示例市住房和城乡建设局总工程师', CHIEF, '工程']),
  person('阿依努尔·沙吾提', '990103', '19860208', 42, ['示例市民族宗教事务局', '宗教科科长', '示例市民族宗教事务局副局长', CHIEF, '否', '维吾尔族']),
  person('梁栖梧', '990104', '19840715', 35, ['示例县人民政府办公室', '副主任', '示例县人民政府办公室主任', CHIEF, '是']),
  person('宋予安', '990104', '19890423', 66, ['示例县人民政府办公室', '综合科科长', '示例县人民政府办公室副主任', DEPUTY, '否']),
  person('唐既明', '990105', '19771030', 71, ['示例县自然资源局', '副局长', '示例县自然资源局局长', CHIEF, '审批、工程']),
  person('叶疏桐', '990105', '19830518', 80, ['示例县自然资源局', '登记中心主任', '示例县自然资源局副局长', DEPUTY, '审批']),
  person('罗景行', '990106', '19800125', 93, ['示例县教育局', '副局长', '示例县教育局局长', CHIEF, '否']),
  person('苏映雪', '990106', '19871211', 106, ['示例县教育局', '人事股股长', '示例县教育局副局长', DEPUTY, '人事']),
  person('韩亦舟', '990107', '19820909', 115, ['示例县卫生健康局', '副局长', '示例县卫生健康局局长', CHIEF, '否']),
  person('冯若谷', '990107', '19790602', 127, ['示例县卫生健康局', '医政股股长', '示例县人民医院副院长', DEPUTY, '采购']),
  person('曹清和', '990108', '19860814', 138, ['示例县审计局', '经责股股长', '示例县审计局副局长', DEPUTY, '财务']),
  person('邓思齐', '990109', '19810321', 149, ['示例县青山镇', '镇长', '示例县青山镇党委书记', CHIEF, '是']),
  person('彭若溪', '990109', '19880705', 152, ['示例县青山镇', '副镇长', '示例县青山镇镇长', CHIEF, '是']),
  person('蒋怀瑾', '990110', '19830228', 163, ['示例县绿水乡', '党委副书记', '示例县绿水乡乡长', CHIEF, '是']),
  person('范云舒', '990110', '19900116', 174, ['示例县绿水乡', '组织委员', '示例县绿水乡党委副书记', DEPUTY, '人事']),
];

/** @param {string} name @returns {Person} */
export function personNamed(name) {
  const found = PEOPLE.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nobody in the sample is called ${name}`);
  return found;
}
