export const pages = { worklist: '工作清单', item: '办理事项', letter: '回复函', delegations: '委托与外出' };
