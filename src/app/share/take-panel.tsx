/** Taking an experiment away: as a program for another library, as a search, as a report, as a figure. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Experiment, formatExperiment, isNetwork, type Language } from '../../experiment/index.ts';
import { CopyButton } from '../../ui/controls/copy.tsx';
import { Icon } from '../../ui/icon.tsx';
import { download, fileName } from './file.ts';
import { commandOf, isReport, type Made, type Target, targetsOf } from './targets.ts';
import { useShareWords } from './words.ts';

/** What libraries call themselves; another one is called by its id. */
const LIBRARIES: Readonly<Record<string, string>> = {
  pytorch: 'PyTorch',
  keras: 'Keras',
  optax: 'JAX, optax',
  tfjs: 'TensorFlow.js',
  optuna: 'Optuna',
  ray: 'Ray Tune',
};

const SEEDS = [1, 3, 5, 10, 20];

type State = { readonly made: Made } | { readonly done: number } | { readonly failed: string };

/** The text of a target, made whenever what it is made of has changed. */
function useMade(experiment: Experiment, target: Target, seeds: number, lang: Language): State {
  const [state, setState] = useState<State>({ done: 0 });
  const query = formatExperiment(experiment);
  const latest = useRef(experiment);
  latest.current = experiment;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the link says whether the experiment is another one
  useEffect(() => {
    const aborting = new AbortController();
    const { signal } = aborting;
    setState({ done: 0 });
    // What is typed into the title is not made letter by letter.
    const timer = setTimeout(() => {
      target
        .make(latest.current, { lang, seeds, signal, progress: (done) => setState({ done }) })
        .then((made) => !signal.aborted && setState({ made }))
        .catch((error: Error) => !signal.aborted && setState({ failed: error.message }));
    }, 150);
    return () => {
      clearTimeout(timer);
      aborting.abort();
    };
  }, [query, target, seeds, lang]);
  return state;
}

export default function TakePanel(props: { experiment: Experiment; lang: Language }): ReactNode {
  const { experiment, lang } = props;
  const { take } = useShareWords();
  const targets = targetsOf(experiment);
  const [id, setId] = useState(targets[0].id);
  const [seeds, setSeeds] = useState(SEEDS[0]);
  const target = targets.find((one) => one.id === id) ?? targets[0];
  const hints: Readonly<Record<string, string>> = take.hints;
  const names: Readonly<Record<string, string>> = take.names;
  const groups = (['programs', 'studies', 'documents'] as const).flatMap((group) => {
    const of = targets.filter((one) => one.group === group);
    return of.length === 0 ? [] : [{ group, of }];
  });
  return (
    <div className="share-take">
      <div className="bar">
        <select aria-label={take.what} value={target.id} onChange={(event) => setId(event.target.value)}>
          {groups.map(({ group, of }) => (
            <optgroup key={group} label={take.groups[group]}>
              {of.map((one) => (
                <option key={one.id} value={one.id}>
                  {names[one.id] ?? LIBRARIES[one.id] ?? one.id}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
        {isReport(target) && (
          <label title={take.seedsHint}>
            {take.seeds}
            <select value={seeds} onChange={(event) => setSeeds(Number(event.target.value))}>
              {SEEDS.map((count) => (
                <option key={count}>{count}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <p className="hint">{hints[target.id] ?? hints[target.group]}</p>
      {isNetwork(experiment) ? (
        <Command text={commandOf(experiment, target, seeds, lang)} />
      ) : (
        <Preview experiment={experiment} target={target} seeds={seeds} lang={lang} />
      )}
    </div>
  );
}

/** Of networks: the command that makes it. */
function Command({ text }: { text: string }): ReactNode {
  const { copy, take } = useShareWords();
  const shown = useRef<HTMLPreElement>(null);
  return (
    <div className="share-command">
      <p>{take.networks}</p>
      <pre ref={shown} className="text">
        {text}
      </pre>
      <div className="bar">
        <CopyButton primary text={text} label={copy} shown={shown} />
      </div>
    </div>
  );
}

function Preview(props: {
  experiment: Experiment;
  target: Target;
  seeds: number;
  lang: Language;
}): ReactNode {
  const { experiment, target, seeds, lang } = props;
  const { copy, take } = useShareWords();
  const shown = useRef<HTMLPreElement>(null);
  const state = useMade(experiment, target, seeds, lang);
  if (!('made' in state)) {
    const said =
      'failed' in state ? take.failed(state.failed) : take.making(String(Math.floor(100 * state.done)));
    return (
      <p className="status wrap" role="status">
        {said}
      </p>
    );
  }
  const { text, preview } = state.made;
  return (
    <>
      <div className="bar">
        <button
          type="button"
          className="primary"
          onClick={() => download(fileName(experiment, target.ending), target.type, text)}
        >
          <Icon name="save" />
          {take.save}
        </button>
        <CopyButton text={text} label={copy} shown={shown} />
      </div>
      {target.id === 'svg' ? (
        <img alt="" src={`data:image/svg+xml,${encodeURIComponent(text)}`} />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled by the keyboard too
        <pre ref={shown} tabIndex={0} className={isReport(target) ? 'text' : undefined}>
          <code>{preview}</code>
        </pre>
      )}
    </>
  );
}
