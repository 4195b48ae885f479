/** A ledger stream's name is `<kind>/<id>`; the id holds no slash. */
export const streamName = (kind: string, id: string): string => `${kind}/${id}`;

export function partsOfStream(stream: string): { kind: string; id: string } {
  const cut = stream.indexOf('/');
  return { kind: stream.slice(0, cut), id: stream.slice(cut + 1) };
}
