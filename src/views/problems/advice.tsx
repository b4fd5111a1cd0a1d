/** What an experiment asks in vain or leaves open, with what mends it at hand. */
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { createObjective } from '../../core/objective.ts';
import { optimizerTable } from '../../core/tables.ts';
import type { Argument, Parameter } from '../../core/types.ts';
import { adviceOn, type Experiment } from '../../experiment/index.ts';
import { usePlayground, useStrings, useView } from '../context.ts';
import { NumberField } from '../controls/number-field.tsx';
import { typed } from '../format.ts';
import { runNames } from '../names.ts';

/** How long an experiment is left alone, in milliseconds, until advice comes or goes: nothing moves under a drag. */
const REST = 400;

const fMin = optimizerTable.get('polyak').parameters.find(({ key }) => key === 'fMin') as Parameter;

/** The latest value that stood for a while. */
function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** Nothing on a network. */
export function Advices(): ReactNode {
  const network = usePlayground((state) => state.experiment.surface.id === 'mnist');
  const experiment = useSettled(usePlayground((state) => state.experiment));
  const lost = useSettled(usePlayground((state) => state.statuses.includes('undefined')));
  const asked = lost || experiment.runs.some(({ optimizer }) => optimizer.id === 'polyak');
  return !network && experiment.surface.id !== 'mnist' && asked && <Shown experiment={experiment} />;
}

function Shown({ experiment }: { experiment: Experiment }): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const { surface, formula, seed, start, runs, embed } = experiment;
  const objective = useMemo(() => createObjective(surface, formula, seed), [surface, formula, seed]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the experiment only these parts are read
  const advice = useMemo(() => adviceOn(experiment, objective), [objective, start, runs]);
  const names = runNames(runs, lang, strings);
  return advice.map((one) => {
    if (one.kind === 'start') {
      const { offered } = one;
      return (
        <aside key="start" className="banner quiet advice" role="status">
          <p>{strings.notices.undefinedStart(one.part, one.start.map(typed).join(', '))}</p>
          {offered && (
            <button type="button" onClick={() => playground.edit({ start: offered })}>
              {strings.notices.takeStart(offered.map(typed).join(', '))}
            </button>
          )}
        </aside>
      );
    }
    return (
      <aside key={one.run} className="banner quiet advice" role="status">
        <p>{strings.notices.unknownMinimum(names[one.run])}</p>
        {!embed && (
          <Minimum
            onTake={(value) => {
              const { optimizer } = runs[one.run];
              playground.editRun(one.run, {
                optimizer: { ...optimizer, args: { ...optimizer.args, fMin: value } },
              });
            }}
          />
        )}
      </aside>
    );
  });
}

function Minimum({ onTake }: { onTake(value: Argument): void }): ReactNode {
  const strings = useStrings();
  const [value, setValue] = useState<Argument>(0);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onTake(value);
      }}
    >
      <NumberField parameter={fMin} name={strings.notices.minimum} value={value} onChange={setValue} />
      <button type="submit">{strings.notices.takeMinimum}</button>
    </form>
  );
}
