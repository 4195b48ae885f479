export * from './Loaded.js';
export * from './Loading.js';
export * from './Nothing.js';
export * from './Page.js';
export * from './ProblemView.js';
export * from './use-window-title.js';
