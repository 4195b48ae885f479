export const pages = { worklist: '工作清单' };
