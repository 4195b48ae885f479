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
  'policy.unknown': { status: 422, zh: '没有这个联审方案，请核对名称。', en: 'There is no such policy; check its name.' },
  'batch.rows-refused': { status: 422, zh: '名册中有不合格的行，整批未导入；请改正后重新上传，或选择只导入合格的行。', en: 'Rows were refused and nothing was imported; correct them, or ask that the good rows go on.' },
  'batch.part-missing': { status: 409, zh: '同一批次正在导入，请稍后用同一 Idempotency-Key 重试。', en: 'The same batch is being imported; try again with the same Idempotency-Key in a moment.' },
  'batch.no-good-rows': { status: 422, zh: '名册中没有可导入的行。', en: 'No row of the list can be imported.' },
  'batch.agencies-without-keys': { status: 409, zh: '有单位尚未登记密钥，请求无法封装；请管理员先登记。', en: 'An agency has no registered keys, so nothing can be sealed for it; an administrator registers them first.' },
  'conclusion.automatic-not-allowed': { status: 403, zh: '本系统不允许自动出具结论，须由经办人签发。', en: 'Automatic conclusions are not allowed here; an officer signs.' },
  'conclusion.not-ready': { status: 409, zh: '尚有单位未反馈，不能出具联审结论。', en: 'Verdicts are still open; the joint conclusion cannot be issued.' },
  'conclusion.flagged': { status: 409, zh: '有单位提出问题，不能出具通过的结论。', en: 'An agency has flagged the case; no clear conclusion can be issued.' },
  'conclusion.verdict-expired': { status: 409, zh: '有单位的反馈已过有效期，须重新征求意见。', en: 'A verdict has expired; the agency is asked again first.' },
  'key.not-its-thumbprint': { status: 422, zh: '密钥编号与密钥不符，未登记。', en: 'The key id is not the thumbprint of the key; nothing was registered.' },
  'key.of-another-party': { status: 409, zh: '该密钥已登记在其他单位名下。', en: 'The key is registered for another party.' },
  'key.party-differs': { status: 422, zh: '密钥所属单位与路径不符。', en: 'The keys name another party than the path.' },
  'idempotency.key-reused': { status: 422, zh: '同一幂等键用于了不同的内容。', en: 'The idempotency key was used for another request.' },
  'idempotency.key-missing': { status: 400, zh: '缺少 Idempotency-Key 请求头。', en: 'The Idempotency-Key header is missing.' },
  'inbox.streams-exhausted': { status: 503, zh: '收件箱的实时连接已满，请稍后再试，或直接查询收件箱。', en: 'Too many live connections to the inbox; try again later, or read the inbox itself.' },
  'item.unknown': { status: 404, zh: '没有这个办理事项。', en: 'There is no such work item.' },
  'item.erased': { status: 410, zh: '此事项的个人信息已按期销毁，不能再办理。', en: 'The personal data of this item was destroyed on its date; nothing more can be done with it.' },
  'item.recalled': { status: 409, zh: '此事项已撤回，无需再办理。', en: 'The item was recalled; nothing more is to be done.' },
  'item.declined': { status: 409, zh: '本单位已声明不答复此事项。', en: 'The agency has declared that it does not answer this request.' },
  'item.answered': { status: 409, zh: '此事项的答复已签发，收录前不能再办理。', en: 'The answer was signed; nothing more can be done until it is filed or rejected.' },
  'item.claimed': { status: 409, zh: '此事项已由他人认领。', en: 'Somebody else has claimed the item.' },
  'item.not-claimed': { status: 409, zh: '请先认领此事项。', en: 'Claim the item first.' },
  'item.submitted': { status: 409, zh: '已有一份答复待签发；如需修改，请先撤回。', en: 'An answer waits for approval; withdraw it first to change it.' },
  'item.waiting': { status: 409, zh: '正在等待补充材料，到达后才能答复。', en: 'The item waits for a supplement; it can be answered when that has come.' },
  'item.asked-too-often': { status: 409, zh: '此事项的询问次数已到上限。', en: 'This has been asked too often for this item.' },
  'item.too-many-submissions': { status: 409, zh: '此事项的送签次数已到上限。', en: 'This item has been submitted too often.' },
  'submission.none': { status: 409, zh: '没有待签发的答复。', en: 'No answer waits for approval.' },
  'submission.differs': { status: 409, zh: '待签发的答复已不是您看到的那一份，请刷新后再办理。', en: 'Another answer than the one that you have seen waits; look at it first.' },
  'submission.of-another': { status: 403, zh: '只有送签人本人可以撤回。', en: 'Only the clerk who submitted the answer can withdraw it.' },
  'submission.supplement-came': { status: 409, zh: '送签以后又收到补充材料，请退回经办人重新研究。', en: 'A supplement came after the answer was submitted; return it to the clerk.' },
  'approval.four-eyes': { status: 403, zh: '经办人不能签发或退回自己经办的答复，须由另一人办理。', en: 'Who drafted an answer can neither sign nor return it; it takes a second person.' },
  'draft.missing': { status: 409, zh: '还没有保存过答复，不能送签。', en: 'No form was saved; there is nothing to submit.' },
  'draft.stale': { status: 412, zh: '此表单已被更新，您的版本过期；请刷新后再保存。', en: 'The form has changed since; load it again before saving.' },
  'draft.if-match-missing': { status: 428, zh: '缺少 If-Match 请求头：须说明表单依据的版本。', en: 'The If-Match header is missing: it says which version the form was made from.' },
  'form.category-missing': { status: 422, zh: '请选择答复类别。', en: 'Choose a category.' },
  'form.category-unknown': { status: 422, zh: '答复类别不在请求所列范围内。', en: 'The category is none of those that the request lists.' },
  'form.flag-without-finding': { status: 422, zh: '提出问题须至少填写一项情况。', en: 'A flag needs at least one finding.' },
  'form.finding-incomplete': { status: 422, zh: '情况填写不完整：事实、依据、证据程度、是否听取本人意见均须填写。', en: 'A finding is incomplete: it needs facts, basis, evidence level and whether the person was heard.' },
  'form.clear-with-findings': { status: 422, zh: '无反映的答复不应附有情况，请删除或改选类别。', en: 'A clear answer has no findings; remove them or choose another category.' },
  'form.too-long': { status: 422, zh: '情况内容过长，请精简。', en: 'The findings are too long; shorten them.' },
  'extension.pending': { status: 409, zh: '已有一份延期申请待答复。', en: 'An extension that was asked for is not decided yet.' },
  'extension.not-later': { status: 422, zh: '延期须晚于现在和现有期限。', en: 'An extension has to end after now and after the present due time.' },
  'request.unknown': { status: 404, zh: '本案没有向该单位发出请求。', en: 'The agency was never asked in this case.' },
  'request.not-waiting': { status: 409, zh: '该单位没有提出此项询问，或询问已不需答复。', en: 'The agency does not wait for an answer to this question.' },
  'request.closed': { status: 409, zh: '该单位已答复，或请求已撤回。', en: 'The agency has answered, or the request was recalled.' },
  'supplement.sent': { status: 409, zh: '此项询问已用其他内容答复。', en: 'The question was answered with another text already.' },
  'extension.unknown': { status: 404, zh: '没有这份延期申请。', en: 'No such extension was asked for.' },
  'extension.decided': { status: 409, zh: '此延期申请已有不同的决定。', en: 'The extension was decided otherwise already.' },
  fault: { status: 503, zh: '系统暂时不可用。请稍后用同一 Idempotency-Key 重试：已经办理的不会重复办理。', en: 'The hub cannot answer just now. Try again with the same Idempotency-Key: what was done is not done twice.' },
  defect: { status: 500, zh: '系统内部错误，已记录。', en: 'An internal error; it has been recorded.' },
  'http.400': { status: 400, zh: '请求无法理解。', en: 'The request cannot be understood.' },
  'http.404': { status: 404, zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'http.413': { status: 413, zh: '请求内容过大。', en: 'The request is too large.' },
  'http.415': { status: 415, zh: '不支持这种编码或字符集。', en: 'This encoding or character set is not supported.' },
  'http.503': { status: 503, zh: '服务尚未就绪。', en: 'The service is not ready.' },
};

/** The sentences of a refusal. A code without its own is named by itself, so that it can be looked up. */
export const refusalWords = (code: string): { readonly zh: string; readonly en: string } =>
  REFUSALS[code] ?? { zh: `请求被拒绝（${code}）。`, en: `The request was refused (${code}).` };

/** A refusal without a number of its own is a rule's no to something well-formed: 422. */
export const statusOf = (code: string): number => REFUSALS[code]?.status ?? 422;
