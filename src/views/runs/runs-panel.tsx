/** The list of runs: what each is, its learning rate at hand, everything else one click away. */
import { type ReactNode, useState } from 'react';
import { optimizers } from '../../core/optimizers/index.ts';
import { defaults, optimizerTable } from '../../core/tables.ts';
import type { ExperimentRun } from '../../experiment/index.ts';
import { usePlayground, useStrings, useView } from '../context.ts';
import { NumberField } from '../controls/number-field.tsx';
import { Slider } from '../controls/parameter.tsx';
import { Icon } from '../icon.tsx';
import { optimizerEntry, runNames } from '../names.ts';
import { Diverged } from './diverged.tsx';
import { Marker } from './marker.tsx';
import { RunMenu } from './run-menu.tsx';
import { RunSettings } from './run-settings.tsx';

export function RunsPanel(): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const runs = usePlayground((state) => state.experiment.runs);
  const lang = usePlayground((state) => state.lang);
  const lines = usePlayground((state) => state.lines);
  const network = usePlayground((state) => state.experiment.surface.id === 'mnist');
  const [open, setOpen] = useState<number | null>(null);
  const names = runNames(runs, lang, strings);

  return (
    <section className="panel runs" aria-labelledby="runs-title">
      <h2 id="runs-title">{strings.runs.title}</h2>
      <ol className="run-list">
        {runs.map((run, index) => (
          <RunRow
            key={lines[index].key}
            run={run}
            index={index}
            name={names[index]}
            open={open === lines[index].key}
            onOpen={(wanted) => setOpen(wanted ? lines[index].key : null)}
          />
        ))}
      </ol>
      {runs.length < 12 ? (
        <select
          className="add-run"
          aria-label={strings.runs.add}
          value=""
          onChange={(event) => {
            const row = optimizerTable.get(event.target.value);
            playground.addRun({
              optimizer: { id: row.id, args: defaults(row) },
              schedules: [],
              stages: [],
              label: null,
              hidden: false,
              colour: null,
            });
          }}
        >
          <option value="" disabled hidden>
            ＋ {strings.runs.add}
          </option>
          {optimizers
            .filter(({ needs }) => !(network && needs === 'objective'))
            .map(({ id }) => (
              <option key={id} value={id}>
                {optimizerEntry(lang, id).name}
              </option>
            ))}
        </select>
      ) : (
        <p className="hint">{strings.runs.full}</p>
      )}
    </section>
  );
}

function RunRow(props: {
  run: ExperimentRun;
  index: number;
  name: string;
  open: boolean;
  onOpen(open: boolean): void;
}): ReactNode {
  const { run, index, name, open, onOpen } = props;
  const { playground } = useView();
  const strings = useStrings();
  const line = usePlayground((state) => state.lines[index]);
  const highlighted = usePlayground((state) => state.highlighted === line.key);
  const row = optimizerTable.get(run.optimizer.id);
  const parameter = row.parameters.find(({ key }) => key === 'lr');
  const setRate = (value: unknown): void =>
    playground.editRun(index, {
      optimizer: { ...run.optimizer, args: { ...run.optimizer.args, lr: value as number } },
    });

  return (
    <li
      className={`run ${highlighted ? 'highlighted' : ''} ${line.hidden ? 'hidden-run' : ''} ${open ? 'open' : ''}`}
      onPointerEnter={() => playground.highlight(line.key)}
      onPointerLeave={() => playground.highlight(null)}
    >
      <div className="run-head">
        <button
          type="button"
          className="run-name"
          aria-expanded={open}
          title={strings.runs.edit}
          onClick={() => {
            playground.select(line.key);
            onOpen(!open);
          }}
        >
          <Marker slot={line.slot} />
          <span className="name">{name}</span>
          <Diverged index={index} />
          <Icon name={open ? 'up' : 'down'} />
        </button>
        <button
          type="button"
          className="icon"
          aria-pressed={line.hidden}
          aria-label={`${line.hidden ? strings.runs.show : strings.runs.hide} ${name}`}
          title={line.hidden ? strings.runs.show : strings.runs.hide}
          onClick={() => playground.editRun(index, { hidden: !line.hidden })}
        >
          <Icon name={line.hidden ? 'hidden' : 'shown'} />
        </button>
        <RunMenu index={index} name={name} />
      </div>
      {parameter && !open && (
        <div className="run-rate">
          <span className="symbol" aria-hidden="true">
            η
          </span>
          <Slider
            parameter={parameter}
            name={`${strings.inspector.lr}, ${name}`}
            value={run.optimizer.args.lr}
            onChange={setRate}
          />
          <NumberField
            parameter={parameter}
            name={`${strings.inspector.lr}, ${name}`}
            value={run.optimizer.args.lr}
            onChange={setRate}
          />
        </div>
      )}
      {open && <RunSettings run={run} index={index} />}
    </li>
  );
}
