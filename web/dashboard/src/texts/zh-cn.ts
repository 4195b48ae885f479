export * from './board-zh-cn.js';
export * from './case-zh-cn.js';
export const nav = { today: '今日待办', batches: '批次', cases: '案件', decisions: '待复核', agenda: '上会', upload: '上传名册' };
