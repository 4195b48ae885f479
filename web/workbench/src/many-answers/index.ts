export { ManyAnswersPanel } from './ManyAnswersPanel.js';
export { BundleApprovalPanel } from './BundleApprovalPanel.js';
export { SelectAll } from './SelectAll.js';
