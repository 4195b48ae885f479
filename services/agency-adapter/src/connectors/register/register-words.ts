import { explainIdentityRefusal, type Words } from '@lianshen/contracts/identity';
import type { Refusal } from '@lianshen/contracts/kernel';
import { explainTableRefusal } from '@lianshen/platform/tabular';

const FAULTS: Readonly<Record<string, (column: string) => Words>> = {
  'field.required': (column) => ({ zh: `缺少${column}；请补填。`, en: `${column} is missing; fill it in.` }),
  'field.too-long': (column) => ({ zh: `${column}过长；请缩短。`, en: `${column} is too long; shorten it.` }),
  'field.formula-error': (column) => ({
    zh: `${column}是公式错误值；请改为直接填写内容。`,
    en: `${column} is the error of a formula; type the content itself.`,
  }),
  'register.code-unknown': () => ({
    zh: '代码无法识别；请填CLEAR、FLAG_VERIFYING、FLAG_IN_PERIOD、SUGGEST_DEFER、OBJECT之一。',
    en: 'The code is not known; use one of CLEAR, FLAG_VERIFYING, FLAG_IN_PERIOD, SUGGEST_DEFER, OBJECT.',
  }),
  'register.grounds-missing': (column) => ({
    zh: `代码不是CLEAR时必须填写${column}；请补填。`,
    en: `A code other than CLEAR needs ${column}; fill it in.`,
  }),
};

/** @param code of a register's fault. @param column its column's word. */
export const explainRegisterFault = (code: string, column: string): Words => FAULTS[code]?.(column) ?? explainIdentityRefusal(code);

/** @param refusal of the whole register. */
export function explainRegisterRefusal({ code, params }: Refusal): Words {
  const columns = String(params['columns'] ?? '');
  switch (code) {
    case 'register.header-not-found':
      return { zh: `登记表的表头缺少：${columns}；请补上。`, en: `The register's header lacks ${columns}; add it.` };
    case 'register.column-twice':
      return { zh: `登记表有两列同为：${columns}；请只保留一列。`, en: `Two columns of the register are both ${columns}; keep one.` };
    case 'register.two-lists':
      return {
        zh: '有几个工作表都是登记表；请只保留一个。',
        en: 'Several sheets hold a register; keep one of them.',
      };
    case 'register.rows':
      return {
        zh: `登记表有${String(params['count'])}处错误，整表未启用；请逐条改正后重新导入。`,
        en: `The register has ${String(params['count'])} faults and is not used at all; correct each and import it again.`,
      };
    default:
      return explainTableRefusal({ code, params });
  }
}
