import { asProblem, type HubProblem } from '@lianshen/web-kit/api';
import type { AnswerForm, VersionedItem } from '../hub/hub.js';

const EMPTY: AnswerForm = { findings: [] };
/** After the last key, so long until what was typed is saved. */
const SAVE_AFTER_MS = 800;

/** The form was saved elsewhere since it was read here. */
export interface Conflict {
  readonly theirs: VersionedItem;
  readonly problem: HubProblem | undefined;
}

export interface DraftNow {
  readonly form: AnswerForm;
  readonly state: 'clean' | 'dirty' | 'saving' | 'failed';
  readonly problem: HubProblem | undefined;
  readonly conflict: Conflict | undefined;
}

export interface Doors {
  /** Saves the form as one made from this version. @throws HubProblem */
  readonly put: (form: AnswerForm, etag: string) => Promise<VersionedItem>;
  readonly read: () => Promise<VersionedItem>;
  readonly onSaved: (now: VersionedItem) => void;
}

const formOf = ({ item }: VersionedItem): AnswerForm => item.draft?.form ?? EMPTY;
const isSame = (one: AnswerForm, other: AnswerForm): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * Keeps what somebody types, saves it by itself, and never over what another has saved: the version that the form was made
 * from goes along each time, and where it is not the newest the person chooses.
 */
export class DraftKeeper {
  private now: DraftNow;
  private saved: AnswerForm;
  private basedOn: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    start: VersionedItem,
    private readonly doors: Doors,
  ) {
    this.saved = formOf(start);
    this.basedOn = start.etag;
    this.now = { form: this.saved, state: 'clean', problem: undefined, conflict: undefined };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): DraftNow => this.now;

  change(form: AnswerForm): void {
    this.tell({ form, state: isSame(form, this.saved) ? 'clean' : 'dirty', problem: undefined });
    this.saveSoon();
  }

  /** Saves what is not saved. @returns the version that a submission names, or undefined where the person has to look first. */
  async flush(): Promise<string | undefined> {
    clearTimeout(this.timer);
    while (!this.now.conflict && this.now.state !== 'clean') {
      await (this.saving ??= this.save().finally(() => (this.saving = undefined)));
      if (this.snapshot().state === 'failed') return undefined;
    }
    return this.now.conflict ? undefined : this.basedOn;
  }

  /** The item as it is now: where its draft is as it was read here, what else has changed is of no matter to the form. */
  hear(now: VersionedItem): void {
    if (now.etag === this.basedOn || this.saving || this.now.conflict) return;
    const theirs = formOf(now);
    if (isSame(theirs, this.saved)) this.basedOn = now.etag;
    else if (this.now.state === 'clean') this.take(now);
    else this.tell({ conflict: { theirs: now, problem: undefined } });
  }

  /** The person has compared the two. */
  resolve(keep: 'mine' | 'theirs'): void {
    const { conflict } = this.now;
    if (!conflict) return;
    if (keep === 'theirs') return this.take(conflict.theirs);
    this.saved = formOf(conflict.theirs);
    this.basedOn = conflict.theirs.etag;
    this.tell({ conflict: undefined });
    this.change(this.now.form);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private take(now: VersionedItem): void {
    this.saved = formOf(now);
    this.basedOn = now.etag;
    this.tell({ form: this.saved, state: 'clean', problem: undefined, conflict: undefined });
  }

  private saveSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), SAVE_AFTER_MS);
  }

  private async save(): Promise<void> {
    const { form } = this.now;
    this.tell({ state: 'saving' });
    try {
      const saved = await this.doors.put(form, this.basedOn);
      this.saved = form;
      this.basedOn = saved.etag;
      this.tell({ state: isSame(this.now.form, form) ? 'clean' : 'dirty', problem: undefined });
      this.doors.onSaved(saved);
    } catch (error) {
      await this.hearRefusal(asProblem(error));
    }
  }

  private async hearRefusal(problem: HubProblem): Promise<void> {
    const theirs = problem.kind === 'stale' ? await this.doors.read().catch(() => undefined) : undefined;
    this.tell({ state: 'failed', problem, ...(theirs ? { conflict: { theirs, problem } } : {}) });
  }

  private tell(changed: Partial<DraftNow>): void {
    this.now = { ...this.now, ...changed };
    for (const listener of this.listeners) listener();
  }
}
