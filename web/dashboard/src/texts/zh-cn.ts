export const nav = { batches: '批次' };
