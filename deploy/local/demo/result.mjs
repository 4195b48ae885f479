/** @typedef {import('./coordinator-api.mjs').Batch} Batch */
/** @typedef {import('./coordinator-api.mjs').CaseRow} CaseRow */

/**
 * @typedef {object} ResultLine one row of the sheet and what became of it
 * @property {number} row
 * @property {string} sheet
 * @property {string} candidate
 * @property {string | null} caseId
 * @property {string} outcome cleared, halted, refused
 * @property {Record<string, string>} verdicts
 * @property {string} reason
 * @property {number | null} ms from the case's opening to its end
 */

/**
 * A row may be refused for more than one reason; it is one line all the same.
 * @param {Batch['refused'][number]} refused
 * @returns {ResultLine}
 */
const refusedLine = ({ row, sheet, candidate, faults }) => {
  const reason = faults.map(({ column, value, sentence }) => `${column}${value === '' ? '' : ` ${value}`}：${sentence.zh} ${sentence.en}`).join(' ');
  return { row, sheet, candidate, caseId: null, outcome: 'refused', verdicts: {}, reason, ms: null };
};

/**
 * @param {Batch} batch
 * @param {CaseRow[]} cases
 * @returns {ResultLine[]} every row of the sheet that holds a candidate, in the sheet's order
 */
export const resultLines = (batch, cases) => {
  const byId = new Map(cases.map((row) => [row.caseId, row]));
  const accepted = batch.accepted.map(({ row, sheet, caseId, candidate }) => {
    const found = byId.get(caseId);
    const ended = found?.endedAt;
    const ms = found !== undefined && ended ? Date.parse(ended) - Date.parse(found.openedAt) : null;
    return { row, sheet, candidate, caseId, outcome: found?.status ?? 'open', verdicts: found?.verdicts ?? {}, reason: found?.reason ?? '', ms };
  });
  return [...accepted, ...batch.refused.map(refusedLine)].sort((one, other) => one.row - other.row);
};

/**
 * @param {ResultLine[]} lines
 * @param {string} outcome
 */
export const countOf = (lines, outcome) => lines.filter((line) => line.outcome === outcome).length;
