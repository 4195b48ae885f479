export const letter = {
  title: '回复函', print: '打印', back: '回到事项',
  number: '文号', to: '{{addressee}}：', lead: '你单位关于下列人选的征求意见已收悉。经审核，现答复如下：',
  candidate: '一、人选', scope: '二、征求意见的范围', reply: '三、答复', findings: '四、情况及依据',
  words: '{{category}}（{{words}}）',
  clerk: '经办人', approvers: '签发人', onBehalf: '{{name}}（代 {{of}}）', automatic: '按常设授权“{{order}}”由系统作答',
  signature: '电子签名：本函所载答复已由上列人员电子签名，以核验值为准。', hash: '核验值（SHA-256）', version: '第 {{version}} 版', supersedes: '代替第 {{version}} 版', filed: '已由协调方收录', notFiled: '尚未由协调方收录',
};
