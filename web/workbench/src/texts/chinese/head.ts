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
};
