/** The plain `Date` of this realm, whatever has been put in its place since. */
const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);

/**
 * Lets `Date` of this realm tell a time that is moved against the machine's: `Date.now()`, `new Date()`, `Date()`, and so all
 * that is built on them. A date that is named (`new Date(0)`, `Date.parse`) stays what it is, and so does monotonic time
 * (`performance.now`, `setTimeout`). What Node keeps for itself (the validity of certificates, the `Date` header of HTTP) does
 * not ask this `Date` and stays with the machine's clock.
 * @param offsetMs is asked each time; negative: the past.
 * @returns how to put the machine's time back.
 */
export function moveDate(offsetMs: () => number): () => void {
  const now = (): number => realNow() + offsetMs();
  RealDate.now = now;
  const Moved = new Proxy(RealDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
    apply: (target) => new target(now()).toString(),
  });
  RealDate.prototype.constructor = Moved;
  globalThis.Date = Moved;
  return () => {
    RealDate.now = realNow;
    RealDate.prototype.constructor = RealDate;
    globalThis.Date = RealDate;
  };
}
