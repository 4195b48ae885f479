export { startStore, type RunningStore, type StoreOptions } from './start-store.js';
export { DirectoryInUse } from './storage/directory-lock.js';
