/** The control of one argument: a slider on the right scale beside a field that takes anything the mathematics allows. */
import { type ReactNode, useId } from 'react';
import type { Argument, Parameter } from '../../core/types.ts';
import { writeArgument } from '../../experiment/index.ts';
import { termOf } from '../names.ts';
import { NumberField } from './number-field.tsx';
import { movedTo, POSITIONS, positionOf, valueAt } from './slider-scale.ts';
import { symbolText } from './symbol.ts';

export interface ParameterProps {
  readonly parameter: Parameter;
  /** What it means, in the visitor's language: "learning rate η: how far an update goes". */
  readonly name: string;
  /** What the values of a choice are called. */
  readonly choices?: Readonly<Record<string, string>> | undefined;
  readonly value: Argument;
  onChange(value: Argument): void;
}

export function ParameterControl(props: ParameterProps): ReactNode {
  switch (props.parameter.kind) {
    case 'flag':
      return <Flag {...props} />;
    case 'choice':
      return <Choice {...props} />;
    default:
      return <Numeric {...props} />;
  }
}

/** The name before the explanation, as a heading, without the symbol, which is set beside it. */
const headingOf = (meaning: string, symbol: string | null): string =>
  termOf(meaning, symbol).replace(/^[a-z](?=[a-z])/, (letter) => letter.toUpperCase());

function Label({ parameter, name, id }: ParameterProps & { id: string }): ReactNode {
  const symbol = symbolText(parameter.symbol);
  return (
    <label className="parameter-name" htmlFor={id} title={name}>
      {headingOf(name, symbol)}
      {symbol && '\u00a0'}
      {symbol && <span className="symbol">{symbol}</span>}
    </label>
  );
}

function Flag(props: ParameterProps): ReactNode {
  const id = useId();
  return (
    <div className="parameter flag">
      <Label {...props} id={id} />
      <input
        id={id}
        type="checkbox"
        checked={props.value === 1}
        onChange={(event) => props.onChange(event.target.checked ? 1 : 0)}
      />
    </div>
  );
}

function Choice(props: ParameterProps): ReactNode {
  const id = useId();
  return (
    <div className="parameter choice">
      <Label {...props} id={id} />
      <select id={id} value={String(props.value)} onChange={(event) => props.onChange(event.target.value)}>
        {props.parameter.choices?.map((choice) => (
          <option key={choice} value={choice}>
            {props.choices?.[choice] ?? choice}
          </option>
        ))}
      </select>
    </div>
  );
}

function Numeric(props: ParameterProps): ReactNode {
  const { parameter, value, onChange } = props;
  const id = useId();
  const { slider } = parameter;
  const off = value === null;
  return (
    <div className={`parameter numeric ${off ? 'off' : ''}`}>
      <Label {...props} id={id} />
      {parameter.optional && (
        <input
          type="checkbox"
          aria-label={props.name}
          checked={!off}
          onChange={(event) =>
            onChange(event.target.checked ? (parameter.default ?? (slider ? valueAt(slider, 500) : 1)) : null)
          }
        />
      )}
      {slider && parameter.kind !== 'list' && <Slider {...props} />}
      <NumberField {...props} id={id} />
    </div>
  );
}

/** Only the slider, for the places where there is no room for more. */
export function Slider({ parameter, name, value, onChange }: ParameterProps): ReactNode {
  const { slider } = parameter;
  if (!slider) return null;
  const number = typeof value === 'number' ? value : slider.min;
  return (
    <input
      type="range"
      min={0}
      max={POSITIONS}
      disabled={value === null}
      aria-label={name}
      aria-valuetext={writeArgument(number)}
      value={positionOf(slider, number)}
      onChange={(event) =>
        onChange(movedTo(slider, number, event.target.valueAsNumber, parameter.kind === 'integer'))
      }
    />
  );
}
