import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';

export interface Choice {
  readonly requestId: string;
  /** Of the person, for the row. */
  readonly name: string;
  /** What the box is called. */
  readonly label: string;
  readonly cells: readonly ReactNode[];
}

interface Properties {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly choices: readonly Choice[];
  readonly isChosen: (requestId: string) => boolean;
  readonly onToggle: (requestId: string) => void;
  readonly testId: string;
}

/** Rows with a box each. One of the boxes is a stop of the Tab key; the arrows, Home and End go from row to row. */
export function ChoiceTable({ caption, columns, choices, isChosen, onToggle, testId }: Properties) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [stop, setStop] = useState(0);
  const goTo = (index: number): void => body.current?.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[index]?.focus();
  return (
    <table className="plain many-table" data-testid={testId}>
      <caption className="read-aloud">{caption}</caption>
      <thead><tr>{columns.map((column) => <th key={column} scope="col">{column}</th>)}</tr></thead>
      <tbody
        ref={body}
        onKeyDown={(event) => {
          const index = rowFor(event, stop, choices.length);
          if (index === undefined) return;
          event.preventDefault();
          goTo(index);
        }}
      >
        {choices.map(({ requestId, name, label, cells }, index) => (
          <tr key={requestId}>
            <th scope="row">
              <label className="many-choice">
                <input type="checkbox" aria-label={label} tabIndex={index === Math.min(stop, choices.length - 1) ? 0 : -1} checked={isChosen(requestId)} onFocus={() => setStop(index)} onChange={() => onToggle(requestId)} />
                <span aria-hidden>{name}</span>
              </label>
            </th>
            {cells.map((cell, column) => <td key={columns[column + 1]}>{cell}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where a key leads to, or undefined where it leads nowhere. */
function rowFor({ key }: KeyboardEvent, at: number, rows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, rows - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return undefined;
  }
}
