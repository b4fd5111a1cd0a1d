/** Everything about one run: its rule, every hyper-parameter, its schedules and gradient stages. */
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { stages } from '../../core/gradient/index.ts';
import { schedules } from '../../core/schedules/index.ts';
import { defaults, optimizerTable, scheduleTable, stageTable } from '../../core/tables.ts';
import type { Argument, Row, StageSpec } from '../../core/types.ts';
import { useDocument, usePlayground } from '../../document/context.ts';
import { GroupedOptions } from '../../document/controls/grouped-options.tsx';
import { ParameterControl } from '../../document/controls/parameter.tsx';
import { type RuleId, ruleMenu, scheduleMenu } from '../../document/menus.ts';
import { optimizerEntry, type RowEntry, ruleName, scheduleEntry, stageEntry } from '../../document/names.ts';
import { type ExperimentRun, isNetwork, MAX_LABEL, nameOfRule, ruleNamed } from '../../experiment/index.ts';
import { explanation, type RowExplanation } from '../../i18n/index.ts';
import { useStrings } from '../../ui/context.ts';
import { useRestore } from '../../ui/controls/use-restore.ts';
import { Icon } from '../../ui/icon.tsx';
import { lazyPart } from '../../ui/lazy-part.ts';
import { RuleField } from './rule-field.tsx';
import { exchanged } from './suiting.ts';

const ScheduleCurve = lazyPart(() => import('./schedule-curve.tsx'));

/** The arguments after a change, with the row's own corrections of those that contradict each other. */
function changed(row: Row, spec: StageSpec, key: string, value: Argument): StageSpec {
  // Another convention brings its own defaults: what the person had set stays, what stood at its default follows.
  const args: Record<string, Argument> = { ...spec.args };
  if (key === 'as') {
    const before = defaults(row, String(spec.args.as));
    const after = defaults(row, String(value));
    for (const name of Object.keys(args)) if (args[name] === before[name]) args[name] = after[name];
  }
  args[key] = value;
  for (const repair of row.check?.(args) ?? []) args[repair.key] = repair.used;
  return { ...spec, args };
}

/** A rule of the menu in place of another keeps what both understand, but for what makes it that rule. */
function replaced(spec: StageSpec, rule: RuleId): StageSpec {
  const next = ruleNamed(rule);
  const before = ruleNamed(nameOfRule(spec)).args;
  const args: Record<string, Argument> = { ...next.args };
  for (const { key } of optimizerTable.get(next.id).parameters) {
    const own = next.id === 'sgd' && (key === 'momentum' || key === 'nesterov' || key === 'dampening');
    if (key !== 'as' && !own && key in spec.args && spec.args[key] !== before[key])
      args[key] = spec.args[key];
  }
  return { id: next.id, args };
}

export function RunSettings({ run, index }: { run: ExperimentRun; index: number }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const steps = usePlayground((state) => state.experiment.steps);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const row = optimizerTable.get(run.optimizer.id);
  const entry = optimizerEntry(lang, row.id);
  const explained = explanation(lang, 'optimizers', row.id);
  const edit = (change: Partial<ExperimentRun>): void => playground.editRun(index, change);

  const exchange = async (rule: RuleId): Promise<void> => {
    const { experiment } = playground.store.getState();
    const next = await exchanged(experiment, run, replaced(run.optimizer, rule));
    // Unless the run was moved, changed or removed meanwhile.
    if (playground.store.getState().experiment.runs[index] === run) edit({ optimizer: next.optimizer });
  };

  /** A schedule that is added spans the experiment. */
  const fresh = (row: Row): StageSpec => {
    const args = { ...defaults(row) };
    if (row.id !== 'warmup' && 'steps' in args) args.steps = steps;
    return { id: row.id, args };
  };

  return (
    <div className="run-settings">
      <label className="parameter choice">
        <span className="parameter-name">{strings.runs.optimizer}</span>
        <select
          value={nameOfRule(run.optimizer)}
          onChange={(event) => exchange(event.target.value as RuleId)}
        >
          <GroupedOptions
            groups={ruleMenu(strings.groups, network && row.needs !== 'objective')}
            headings={strings.groups.optimizers}
            name={(id) => ruleName(id, lang, strings)}
          />
        </select>
      </label>
      {explained && <p className="hint">{explained.about}</p>}
      <NameField run={run} onChange={(label) => edit({ label })} />
      {row.id === 'custom' && <RuleField index={index} />}
      <Parameters
        row={row}
        spec={run.optimizer}
        entry={entry}
        onChange={(key, value) => edit({ optimizer: changed(row, run.optimizer, key, value) })}
      />
      <Parts
        title={strings.runs.schedules}
        add={strings.runs.addSchedule}
        rows={schedules}
        options={
          <GroupedOptions
            groups={scheduleMenu(
              strings.groups,
              run.schedules.map(({ id }) => id),
            )}
            headings={strings.groups.schedules}
            name={(id) => scheduleEntry(lang, id).name}
          />
        }
        parts={run.schedules}
        row={(id) => scheduleTable.get(id)}
        fresh={fresh}
        entry={(id) => scheduleEntry(lang, id)}
        explained={(id) => explanation(lang, 'schedules', id)}
        onChange={(schedules) => edit({ schedules })}
      >
        {run.schedules.length > 0 && (
          <Suspense fallback={<div className="schedule-curve" />}>
            <ScheduleCurve run={run} index={index} />
          </Suspense>
        )}
      </Parts>
      <Parts
        title={strings.runs.stages}
        add={strings.runs.addStage}
        rows={stages}
        parts={run.stages}
        row={(id) => stageTable.get(id)}
        fresh={fresh}
        entry={(id) => stageEntry(lang, id)}
        explained={(id) => explanation(lang, 'stages', id)}
        onChange={(stages) => edit({ stages })}
      />
    </div>
  );
}

function NameField(props: { run: ExperimentRun; onChange(label: string | null): void }): ReactNode {
  const strings = useStrings();
  const [text, setText] = useState(props.run.label ?? '');
  useEffect(() => setText(props.run.label ?? ''), [props.run.label]);
  const type = (next: string): void => {
    setText(next);
    props.onChange(next.trim() || null);
  };
  const restore = useRestore(text, type);
  return (
    <label className="parameter text" title={strings.runs.renameHint}>
      <span className="parameter-name">{strings.runs.rename}</span>
      <input
        type="text"
        maxLength={MAX_LABEL}
        value={text}
        onChange={(event) => type(event.target.value)}
        {...restore}
      />
    </label>
  );
}

function Parameters(props: {
  row: Row;
  spec: StageSpec;
  entry: RowEntry;
  onChange(key: string, value: Argument): void;
}): ReactNode {
  return props.row.parameters
    .filter(({ key }) => !(props.row.id === 'custom' && key === 'rule'))
    .map((parameter) => (
      <ParameterControl
        key={parameter.key}
        parameter={parameter}
        name={props.entry.params?.[parameter.key] ?? parameter.key}
        choices={props.entry.choices?.[parameter.key]}
        value={props.spec.args[parameter.key]}
        onChange={(value) => props.onChange(parameter.key, value)}
      />
    ));
}

function Parts(props: {
  title: string;
  add: string;
  rows: readonly Row[];
  /** Of the menu, where they are in groups; otherwise the rows that are not among the parts. */
  options?: ReactNode;
  parts: readonly StageSpec[];
  row(id: string): Row;
  fresh(row: Row): StageSpec;
  entry(id: string): RowEntry;
  explained(id: string): RowExplanation | undefined;
  onChange(parts: StageSpec[]): void;
  /** What stands between the parts and the menu that adds one. */
  children?: ReactNode;
}): ReactNode {
  const strings = useStrings();
  const { parts, onChange } = props;
  const list = useRef<HTMLFieldSetElement>(null);
  return (
    <fieldset ref={list} className="parts">
      <legend>{props.title}</legend>
      {parts.map((part, i) => {
        const row = props.row(part.id);
        const entry = props.entry(part.id);
        const explained = props.explained(part.id);
        const { name } = entry;
        return (
          <div key={part.id} className="part">
            <div className="part-head" title={explained?.about}>
              <span>{name}</span>
              <button
                type="button"
                className="icon"
                aria-label={strings.runs.removePart(name)}
                onClick={() => {
                  // What comes next in the list takes the focus: another part, or the menu that adds one.
                  const box = list.current;
                  flushSync(() => onChange(parts.filter((_, k) => k !== i)));
                  box?.querySelectorAll<HTMLElement>('.part-head button, .add-part')[i]?.focus();
                }}
              >
                <Icon name="close" />
              </button>
            </div>
            {explained?.note && <p className="hint">{explained.note}</p>}
            <Parameters
              row={row}
              spec={part}
              entry={entry}
              onChange={(key, value) =>
                onChange(parts.map((other, k) => (k === i ? changed(row, other, key, value) : other)))
              }
            />
          </div>
        );
      })}
      {props.children}
      <select
        className="add-part"
        aria-label={props.add}
        value=""
        onChange={(event) => onChange([...parts, props.fresh(props.row(event.target.value))])}
      >
        <option value="" disabled hidden>
          ＋ {props.add}
        </option>
        {props.options ??
          props.rows
            .filter(({ id }) => !parts.some((part) => part.id === id))
            .map(({ id }) => (
              <option key={id} value={id}>
                {props.entry(id).name}
              </option>
            ))}
      </select>
    </fieldset>
  );
}
