/** One of a few, side by side. */
import type { ReactNode } from 'react';

/** @param label What is chosen, read aloud. @param name Of the group, unlike that of any other. */
export function Choice<T extends string>(props: {
  label: string;
  name: string;
  value: T;
  options: readonly { readonly value: T; readonly text: string; readonly hint?: string }[];
  className?: string;
  onChange(value: T): void;
}): ReactNode {
  const { label, name, value, options, className = 'small', onChange } = props;
  return (
    <fieldset className={`segmented ${className}`}>
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.value} title={option.hint}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
