import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { withoutBlanks } from '@lianshen/contracts/identity';
import type { RequestId } from '@lianshen/contracts/kernel';
import type { PersonFields } from '@lianshen/contracts/messages';
import { KeyVault } from '@lianshen/platform/sealing';
import type { WorkItem } from '../../views/work-item.model.js';
import { readRequest } from '../read-request.js';

const KEY = 'search-marks';
const REMEMBERED_MAX = 20_000;
const NONE: Marks = {};

export type Marks = Pick<WorkItem, 'marks' | 'subject'>;

/**
 * The blind index over whom items are about: keyed hashes (HMAC-SHA256) under a key of this store. Whole values alone can be
 * found by it, and without the key they can neither be read nor be tried out.
 */
@Injectable()
export class ItemMarks {
  /** Whom a request is about never changes. */
  private readonly known = new LRUCache<RequestId, Marks>({ max: REMEMBERED_MAX });

  constructor(@Inject(KeyVault) private readonly vault: KeyVault) {}

  /** @param jws the request as it was signed; undefined once the person's key is destroyed: then there are none. */
  async ofRequest(requestId: RequestId, jws: string | undefined): Promise<Marks> {
    if (jws === undefined) return NONE;
    const known = this.known.get(requestId);
    if (known) return known;
    const request = readRequest(jws);
    const marks = request ? await this.ofPerson(request.person) : NONE;
    this.known.set(requestId, marks);
    return marks;
  }

  /** What has to stand among the marks of an item for it to be found by this text. */
  async ofText(text: string): Promise<readonly string[]> {
    const plain = withoutBlanks(text);
    return Promise.all([this.mark('name', plain), this.mark('number', plain.toUpperCase()), this.mark('post', plain)]);
  }

  private async ofPerson({ name, identityNumber, proposedPost, employer, employerCode }: PersonFields): Promise<Marks> {
    const values = [['name', name], ['number', identityNumber], ['post', proposedPost]] as const;
    const marks = await Promise.all(values.flatMap(([kind, value]) => (value === undefined ? [] : [this.mark(kind, withoutBlanks(value))])));
    const who = identityNumber ?? (name === undefined ? undefined : `${name}|${employerCode ?? employer ?? ''}`);
    return { ...(marks.length === 0 ? {} : { marks }), ...(who === undefined ? {} : { subject: await this.mark('subject', withoutBlanks(who)) }) };
  }

  private async mark(kind: string, value: string): Promise<string> {
    return createHmac('sha256', await this.vault.create(KEY)).update(`${kind}|${value}`).digest('base64url');
  }
}
