export const head = {
  none: '没有记录。',
  more: '载入更多',
  delegation: {
    grant: '登记外出或委托', of: '谁外出，或委托谁的权限', to: '由谁代为办理', as: '代行', absenceOnly: '仅登记外出，不委托',
    role: { approver: '签发', agencyHead: '负责人' }, ground: '事由', grounds: { absence: '外出或休假', recusal: '回避', workload: '工作安排' },
    scope: '范围', scopes: { all: '全部事项', batch: '一个批次', item: '一个事项' }, scopeId: '批次或请求编号',
    from: '自（中国时间）', until: '至（中国时间，最长 92 天）', reason: '理由', save: '登记', end: '结束', endReason: '结束的理由', ended: '已结束：{{by}}，{{at}}',
    line: '{{of}} → {{to}}（{{role}}）', absence: '{{of}} 外出', period: '{{from}} 至 {{until}}',
  },
  recusal: {
    lead: '谁对谁回避。工作人员的回避由负责人决定，负责人的由上级决定，任何人不决定本人的。', person: '人员', ground: '情形', source: '来源', sources: { declared: '本人申报', found: '比对发现', ordered: '指令' },
    since: '自', batch: '批次', lift: '解除', liftReason: '解除的理由', lifted: '已解除：{{by}}，{{reason}}', state: '状态', inForce: '有效', head: '负责人',
  },
};
