/** One update of one run with its numbers: what the rule saw, remembered and did. */
import { type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { createOptimizer } from '../../../core/optimizer.ts';
import { isSingle, usePlayground } from '../../../document/context.ts';
import { symbolText } from '../../../document/controls/symbol.ts';
import { runNames } from '../../../document/names.ts';
import { useStrings } from '../../../ui/context.ts';
import { short, steady } from '../../../ui/format.ts';
import { drawOnChange } from '../../../ui/frame-loop.ts';
import { lazyPart } from '../../../ui/lazy-part.ts';
import { Mathematics } from '../../../ui/mathematics.tsx';
import type { Inspection } from '../../messages.ts';
import { useSurface } from '../context.ts';

const AlongStep = lazyPart(() => import('./along-step-view.tsx'));
const AsComputed = lazyPart(() => import('./as-computed.tsx').then((it) => ({ default: it.AsComputed })));

const ONE = ['x'];
const TWO = ['x', 'y'];

interface Line {
  readonly key: string;
  readonly name: string;
  values(inspection: Inspection): readonly number[];
}

export function Inspector(): ReactNode {
  const { playground, surface } = useSurface();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const runs = usePlayground((state) => state.experiment.runs);
  const displays = usePlayground((state) => state.displays);
  const selected = usePlayground((state) => state.selected);
  const index = Math.max(
    0,
    displays.findIndex(({ key }) => key === selected),
  );
  const run = runs[index];
  const rules = usePlayground((state) => state.experiment.rules);
  // A custom run has the memory and the formulas of its own text.
  const row = useMemo(() => createOptimizer(run.optimizer, rules), [run.optimizer, rules]);
  const embed = usePlayground((state) => state.experiment.embed);
  const names = runNames(runs, lang, strings);
  const coordinates = usePlayground(isSingle) ? ONE : TWO;
  const [open, setOpen] = useState(false);
  const table = useRef<HTMLTableSectionElement>(null);
  const summary = useRef<HTMLOutputElement>(null);

  const words = strings.inspector;
  const quantities: Line[] = [
    { key: 'before', name: words.before, values: ({ before }) => before },
    { key: 'gradient', name: words.gradient, values: ({ gradient }) => gradient },
    ...row.memory.map((name) => ({
      key: `memory-${name}`,
      name: symbolText(name) ?? name,
      values: ({ memory }: Inspection) => memory[name] ?? [],
    })),
    { key: 'direction', name: words.direction, values: ({ direction }) => direction },
    { key: 'rate', name: words.rate, values: ({ rate }) => rate },
    {
      key: 'change',
      name: words.change,
      values: ({ theta, before }) => theta.map((value, i) => value - before[i]),
    },
    { key: 'after', name: words.after, values: ({ theta }) => theta },
    { key: 'realized', name: words.realized, values: ({ realized }) => realized },
  ];

  // biome-ignore lint/correctness/useExhaustiveDependencies: `quantities` follows from `row` and `words`
  useEffect(() => {
    const { inspection } = surface;
    const draw = (): void => {
      const seen = inspection.value;
      const body = table.current;
      if (!body || !summary.current) return;
      const current = seen && seen.run === index && seen.step > 0 ? seen : null;
      quantities.forEach(({ values }, line) => {
        const numbers = current ? values(current) : [];
        for (const coordinate of coordinates.keys()) {
          const cell = body.rows[line]?.cells[coordinate + 1];
          if (cell) cell.textContent = current ? steady(numbers[coordinate] ?? Number.NaN) : '–';
        }
      });
      summary.current.value = current
        ? `${strings.timeline.step} ${current.step} · η ${short(current.lr)} · ${words.loss} ${short(current.loss)}`
        : words.none;
    };
    return drawOnChange(draw, [inspection]);
  }, [surface, index, row, coordinates, strings]);

  return (
    <section className="panel inspector" aria-labelledby="inspector-title">
      <header>
        <h2 id="inspector-title">{words.title}</h2>
        <select
          aria-label={words.run}
          value={displays[index].key}
          onChange={(event) => playground.select(Number(event.target.value))}
        >
          {displays.map(({ key }, i) => (
            <option key={key} value={key}>
              {names[i]}
            </option>
          ))}
        </select>
      </header>
      <div className="equations">
        {row.tex.map((line) => (
          <Mathematics key={line} tex={line} block />
        ))}
      </div>
      {run.optimizer.id !== 'custom' && (
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{words.computed}</summary>
          {open && (
            <Suspense>
              <AsComputed rule={row} as={run.optimizer.args.as as string | undefined} />
            </Suspense>
          )}
        </details>
      )}
      <output ref={summary} aria-live="off" className="hint" />
      {!embed && (
        <Suspense fallback={<div className="along-step" />}>
          <AlongStep index={index} />
        </Suspense>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{words.quantity}</span>
            </th>
            {coordinates.map((coordinate) => (
              <th key={coordinate} scope="col">
                {coordinate}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={table}>
          {quantities.map(({ key, name }) => (
            <tr key={key} className={key}>
              <th scope="row">{name}</th>
              {coordinates.map((coordinate) => (
                <td key={coordinate}>–</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
