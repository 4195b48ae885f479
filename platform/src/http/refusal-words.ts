interface Words {
  readonly status: number;
  readonly zh: string;
  readonly en: string;
}

const REFUSALS: Readonly<Record<string, Words>> = {
  'identity.token-missing': { status: 401, zh: '请先登录：请求没有携带令牌。', en: 'Sign in first: the request carries no bearer token.' },
  'identity.token-invalid': { status: 401, zh: '令牌无效或已过期，请重新登录。', en: 'The token is not valid or has expired; sign in again.' },
  'identity.not-permitted': { status: 403, zh: '您的角色无权进行此操作。', en: 'Your role does not permit this.' },
  'request.malformed': { status: 400, zh: '请求内容不符合格式，请按所列字段改正。', en: 'The request is malformed; correct the fields that are named.' },
  'case.unknown': { status: 404, zh: '没有这个案件。', en: 'There is no such case.' },
  'batch.unknown': { status: 404, zh: '没有这个批次。', en: 'There is no such batch.' },
  'agency.unknown': { status: 404, zh: '没有这个单位。', en: 'There is no such agency.' },
  'policy.unknown': { status: 422, zh: '没有这个联审方案，请核对名称。', en: 'There is no such policy; check its name.' },
  'batch.rows-refused': { status: 422, zh: '名册中有不合格的行，整批未导入；请改正后重新上传，或选择只导入合格的行。', en: 'Rows were refused and nothing was imported; correct them, or ask that the good rows go on.' },
  'batch.part-missing': { status: 409, zh: '同一批次正在导入，请稍后用同一 Idempotency-Key 重试。', en: 'The same batch is being imported; try again with the same Idempotency-Key in a moment.' },
  'batch.no-good-rows': { status: 422, zh: '名册中没有可导入的行。', en: 'No row of the list can be imported.' },
  'batch.agencies-without-keys': { status: 409, zh: '有单位尚未登记密钥，请求无法封装；请管理员先登记。', en: 'An agency has no registered keys, so nothing can be sealed for it; an administrator registers them first.' },
  'conclusion.automatic-not-allowed': { status: 403, zh: '本系统不允许自动出具结论，须由经办人签发。', en: 'Automatic conclusions are not allowed here; an officer signs.' },
  'conclusion.not-ready': { status: 409, zh: '尚有单位未反馈，不能出具联审结论。', en: 'Verdicts are still open; the joint conclusion cannot be issued.' },
  'conclusion.flagged': { status: 409, zh: '有单位提出问题，不能出具通过的结论。', en: 'An agency has flagged the case; no clear conclusion can be issued.' },
  'conclusion.verdict-expired': { status: 409, zh: '有单位的反馈已过有效期，须重新征求意见。', en: 'A verdict has expired; the agency is asked again first.' },
  'case.not-in-vetting': { status: 409, zh: '案件不在联审中，不能进行此操作。', en: 'The case is not in vetting.' },
  'key.not-its-thumbprint': { status: 422, zh: '密钥编号与密钥不符，未登记。', en: 'The key id is not the thumbprint of the key; nothing was registered.' },
  'key.of-another-party': { status: 409, zh: '该密钥已登记在其他单位名下。', en: 'The key is registered for another party.' },
  'key.party-differs': { status: 422, zh: '密钥所属单位与路径不符。', en: 'The keys name another party than the path.' },
  'idempotency.key-reused': { status: 422, zh: '同一幂等键用于了不同的内容。', en: 'The idempotency key was used for another request.' },
  'idempotency.key-missing': { status: 400, zh: '缺少 Idempotency-Key 请求头。', en: 'The Idempotency-Key header is missing.' },
  'table.too-large': { status: 413, zh: '文件过大，未读取。', en: 'The file is too large and was not read.' },
  'inbox.streams-exhausted': { status: 503, zh: '收件箱的实时连接已满，请稍后再试，或直接查询收件箱。', en: 'Too many live connections to the inbox; try again later, or read the inbox itself.' },
  fault: { status: 503, zh: '系统暂时不可用。请稍后用同一 Idempotency-Key 重试：已经办理的不会重复办理。', en: 'The hub cannot answer just now. Try again with the same Idempotency-Key: what was done is not done twice.' },
  defect: { status: 500, zh: '系统内部错误，已记录。', en: 'An internal error; it has been recorded.' },
  'http.400': { status: 400, zh: '请求无法理解。', en: 'The request cannot be understood.' },
  'http.404': { status: 404, zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'http.413': { status: 413, zh: '请求内容过大。', en: 'The request is too large.' },
  'http.503': { status: 503, zh: '服务尚未就绪。', en: 'The service is not ready.' },
};

/** The sentences of a refusal. A code without its own is named by itself, so that it can be looked up. */
export const refusalWords = (code: string): { readonly zh: string; readonly en: string } =>
  REFUSALS[code] ?? { zh: `请求被拒绝（${code}）。`, en: `The request was refused (${code}).` };

/** A refusal without a number of its own is a rule's no to something well-formed: 422. */
export const statusOf = (code: string): number => REFUSALS[code]?.status ?? 422;
