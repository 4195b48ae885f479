import { z } from 'zod';
import { Inject, Injectable } from '@nestjs/common';
import { OwnRelationsBody, type OwnRelationsView } from '@lianshen/contracts/api';
import { parseIdentityNumber, withoutBlanks } from '@lianshen/contracts/identity';
import { invariant, ok, toIso, type Instant, type Result } from '@lianshen/contracts/kernel';
import { Relation, type OwnRelations } from '@lianshen/contracts/recusal';
import { CLOCK, type Clock } from '../clock/index.js';
import { LedgerStore, LedgerStreams, streamName, Writer, type Fold } from '../ledger/index.js';
import { KeyVault } from '../sealing/index.js';
import { RecusalMarks } from './recusal-marks.js';

const KIND = 'relations';
const Mark = z.string().length(43);

/** The units as they are; of relatives the kind, and keyed hashes of name and number. All of it encrypted with the person's own key. */
const Stored = z.strictObject({
  relatives: z.array(z.strictObject({ relation: Relation, name: Mark, identityNumber: Mark.optional() })),
  units: OwnRelationsBody.shape.units,
});

const OwnRelationsSet = z.strictObject({ type: z.literal('OwnRelationsSet'), data: z.strictObject({}), private: Stored.optional() });
type OwnRelationsSet = z.infer<typeof OwnRelationsSet>;

interface Declared {
  readonly at: Instant;
  readonly relations: z.infer<typeof Stored>;
}

const fold: Fold<Declared | undefined, OwnRelationsSet> = {
  initial: undefined,
  parse: (event) => OwnRelationsSet.parse(event),
  evolve: (_, event, at) => event.private && { at, relations: event.private },
  keyOf: (stream) => stream,
};

const NONE: OwnRelations = { relatives: [], units: [] };

/** What members of staff have declared of themselves once and for all: a ledger stream each, under a name that tells nobody. */
@Injectable()
export class OwnRelationsRecord {
  private readonly streams: LedgerStreams<Declared | undefined, OwnRelationsSet>;

  constructor(
    @Inject(LedgerStore) store: LedgerStore,
    @Inject(Writer) writer: Writer,
    @Inject(KeyVault) private readonly vault: KeyVault,
    @Inject(CLOCK) clock: Clock,
    @Inject(RecusalMarks) private readonly marks: RecusalMarks,
  ) {
    this.streams = new LedgerStreams(store, writer, vault, clock, fold, async () => undefined, 2_000);
  }

  /** @returns what is declared; nothing where nothing is. */
  async load(person: string): Promise<OwnRelations> {
    return (await this.streams.catchUp(await this.streamOf(person))).state?.relations ?? NONE;
  }

  async view(person: string): Promise<OwnRelationsView> {
    const declared = (await this.streams.load(await this.streamOf(person))).state;
    const { relatives, units } = declared?.relations ?? { relatives: [], units: [] };
    return { declaredAt: declared ? toIso(declared.at) : null, relatives: relatives.map(({ relation, identityNumber }) => ({ relation, withNumber: identityNumber !== undefined })), units };
  }

  /** Takes the place of what was declared before. Refused with what is wrong with an identity number. */
  async set(person: string, body: OwnRelationsBody): Promise<Result<void>> {
    const numbers = body.relatives.map(({ identityNumber }) => (identityNumber === undefined ? undefined : parseIdentityNumber(identityNumber)));
    const wrong = numbers.find((number) => number?.ok === false);
    if (wrong && !wrong.ok) return wrong;
    const relatives = await Promise.all(body.relatives.map(async ({ relation, name }, index) => {
      const number = numbers[index];
      return { relation, name: await this.marks.ofName(name), ...(number?.ok ? { identityNumber: await this.marks.ofNumber(number.value.number) } : {}) };
    }));
    const units = body.units.map((unit) => ({ ...unit, ...(unit.code === undefined ? {} : { code: withoutBlanks(unit.code).toUpperCase() }) }));
    const stream = await this.streamOf(person);
    await this.vault.create(stream);
    const secret = { relatives, units };
    const executed = await this.streams.execute(stream, {
      cause: 'set',
      actor: { kind: 'person', id: person },
      decide: (declared) => ok(JSON.stringify(declared?.relations) === JSON.stringify(secret) ? [] : [{ type: 'OwnRelationsSet', data: {}, private: secret }]),
    });
    invariant(executed.ok, 'own relations: setting is never refused');
    return ok(undefined);
  }

  private async streamOf(person: string): Promise<string> {
    return streamName(KIND, await this.marks.ofStaff(person));
  }
}
