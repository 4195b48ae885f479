import { ok, type Instant, type Result } from '@lianshen/contracts/kernel';
import type { CaseEvent } from './case-event.js';
import type { CaseState } from './case-state.js';
import { evolve } from './evolve.js';
import type { Asking } from './issue-request.js';
import { openCase, type OpenCase } from './open-case.js';
import { startVetting } from './start-vetting.js';

/** Opens a case and sends its requests out, in one decision. What of it was done already is not done again. Refused as `openCase` refuses. */
export function proposeCandidate(state: CaseState, open: OpenCase, asking: Asking, now: Instant): Result<CaseEvent[]> {
  const opened = openCase(state, open);
  if (!opened.ok) return opened;
  const started = startVetting(opened.value.reduce((folded, event) => evolve(folded, event, now), state), asking, now);
  // A case that was withdrawn since stays so; that it was proposed is no less true.
  return started.ok ? ok([...opened.value, ...started.value]) : opened;
}
