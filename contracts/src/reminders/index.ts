export * from './dry-run.js';
export * from './ladder-steps.js';
export * from './plan-reminders.js';
export * from './reminder-step.js';
export * from './review-steps.js';
export * from './step-words.js';
