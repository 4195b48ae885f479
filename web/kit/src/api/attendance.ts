/** Also what a screen reader or a voice does on the page: it clicks and types without a hand. */
const INPUTS = ['pointerdown', 'keydown', 'wheel', 'touchmove', 'click', 'input'] as const;
/** Without any of them for so long nobody is taken to sit before the page. */
const UNATTENDED_AFTER_MS = 60_000;

let lastInput = Date.now();

/** Takes note of what a person does on the page, and of nothing but when. */
export function noteAttendance(target: Pick<EventTarget, 'addEventListener'>, now: () => number = Date.now): void {
  for (const input of INPUTS) target.addEventListener(input, () => void (lastInput = now()), { capture: true, passive: true });
}

/** Whether what the page asks now it asks by itself; a session does not live longer by that. */
export const isUnattended = (now: number = Date.now()): boolean => now - lastInput > UNATTENDED_AFTER_MS;
