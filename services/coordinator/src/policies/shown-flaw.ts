import type { LintedPolicyView } from '@lianshen/contracts/api';
import type { FileProblem } from '@lianshen/contracts/json-file';

export const shownFlaw = ({ severity, code, line, column, path, zh, en }: FileProblem): LintedPolicyView['problems'][number] => ({ severity, code, line, column, path, zh, en });
