import type { AgencyId, RequestId } from '@lianshen/contracts/kernel';
import type { Random } from './random.js';
import { SimulatedItem } from './simulated-item.js';
import type { ToAgency, ToHub } from './simulated-messages.js';

/** An agency with the requests that have reached it, each round an item of its own. */
export class SimulatedAgency {
  private readonly byRequest = new Map<RequestId, SimulatedItem>();

  constructor(
    readonly agency: AgencyId,
    private readonly random: Random,
    private readonly flagChance: number,
  ) {}

  get items(): readonly SimulatedItem[] {
    return [...this.byRequest.values()];
  }

  /** @returns what it sends at once. */
  receive(message: ToAgency): ToHub | undefined {
    const { requestId } = message;
    const item = this.byRequest.get(requestId) ?? new SimulatedItem(this.agency, requestId, this.random, this.flagChance);
    this.byRequest.set(requestId, item);
    return item.receive(message);
  }

  /** The next thing that it says of one of its requests. */
  answer(): ToHub | undefined {
    const ready = this.items.filter(({ willAnswer }) => willAnswer);
    return ready.length > 0 ? this.random.pick(ready).answer() : undefined;
  }

  /** What nobody has answered yet. @param isOpen whether the coordinator still waits for this request. */
  unanswered(isOpen: (requestId: RequestId) => boolean): ToHub[] {
    return this.items.flatMap((item) => [...item.unanswered(), ...item.declinedUnless(!isOpen(item.requestId))]);
  }
}
