import type { Words } from '@lianshen/contracts/identity';
import type { Refusal } from '@lianshen/contracts/kernel';
import { explainTableRefusal } from '@lianshen/platform/tabular';

/** @param refusal of readBatch or readTable: of the whole file. @returns what the person is to do. */
export function explainBatchRefusal(refusal: Refusal): Words {
  const { lookedFor, missing, sheet, sheets, row, columns } = refusal.params;
  switch (refusal.code) {
    case 'batch.header-not-found':
      return Number(row) > 0
        ? {
            zh: `工作表“${String(sheet)}”第${String(row)}行的表头缺少：${String(missing)}；请补上这些列（表头必须有：${String(lookedFor)}）。`,
            en: `The header in row ${String(row)} of sheet "${String(sheet)}" lacks ${String(missing)}; add these columns (required: ${String(lookedFor)}).`,
          }
        : {
            zh: `没有找到表头；名单须有一行表头，写明：${String(lookedFor)}。`,
            en: `No header was found; the list needs a row that names ${String(lookedFor)}.`,
          };
    case 'batch.two-lists':
      return {
        zh: `有几个工作表都是候选人名单：${String(sheets)}；请只保留一个。`,
        en: `Several sheets hold a candidate list: ${String(sheets)}; keep one of them.`,
      };
    case 'batch.column-twice':
      return {
        zh: `工作表“${String(sheet)}”中有两列同为：${String(columns)}；请只保留一列。`,
        en: `On sheet "${String(sheet)}" two columns are both ${String(columns)}; keep one of them.`,
      };
    case 'batch.no-rows':
      return {
        zh: `工作表“${String(sheets)}”的表头下没有候选人；请填写后重新上传。`,
        en: `There is no candidate below the header of sheet "${String(sheets)}"; fill in the list and upload it again.`,
      };
    default:
      return explainTableRefusal(refusal);
  }
}
