import type { TextareaHTMLAttributes } from 'react';

interface Properties extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'className'> {
  readonly onText: (text: string) => void;
}

/** A field of several lines. Ant Design's measures itself by writing style attributes, which the page's policy forbids. */
export function LongText({ onText, ...properties }: Properties) {
  return <textarea rows={5} {...properties} className="long-text" onChange={({ target }) => onText(target.value)} />;
}
