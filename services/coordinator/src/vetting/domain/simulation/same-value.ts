/** Deep equality of plain JSON values; an absent property and an undefined one are the same. */
export function sameValue(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [ours, theirs] = [left as Record<string, unknown>, right as Record<string, unknown>];
  for (const key in ours) if (!sameValue(ours[key], theirs[key])) return false;
  for (const key in theirs) if (!(key in ours) && theirs[key] !== undefined) return false;
  return true;
}
