import { useId } from 'react';

interface Properties<T extends string> {
  readonly legend: string;
  readonly options: readonly T[];
  readonly words: (option: T) => string;
  readonly chosen: T | undefined;
  readonly onChoose: (option: T) => void;
}

/** One of a few. */
export function Choice<T extends string>({ legend, options, words, chosen, onChoose }: Properties<T>) {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="choice">
        {options.map((option) => (
          <label key={option}><input type="radio" name={name} value={option} checked={option === chosen} onChange={() => onChoose(option)} /> {words(option)}</label>
        ))}
      </div>
    </fieldset>
  );
}
