/** Rates that suit the surface, for all runs: offered after a change of surface, and taken back with one click. */
import { type ReactNode, useState } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { surfaceEntry } from '../../document/names.ts';
import type { ExperimentRun } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';

export function RatesOffer(): ReactNode {
  const { playground } = useDocument();
  const words = useStrings().runs.rates;
  const lang = usePlayground((state) => state.lang);
  const ratesOf = usePlayground((state) => state.ratesOf);
  const surface = usePlayground((state) => state.experiment.surface.id);
  const runs = usePlayground((state) => state.experiment.runs);
  const [taken, setTaken] = useState<{
    before: readonly ExperimentRun[];
    after: readonly ExperimentRun[];
  } | null>(null);
  const [said, say] = useState('');

  const take = async (): Promise<void> => {
    const { allSuited } = await import('./suiting.ts');
    const found = await allSuited(playground);
    if (!found) return;
    playground.dismissRates();
    const changed = found.filter((run, i) => run !== runs[i]).length;
    say(words.taken(changed));
    if (changed === 0) return;
    // An entry of its own in the history: the browser's Back undoes it as well.
    playground.edit({ runs: found }, 'go');
    setTaken({ before: runs, after: found });
  };
  const undo = (): void => {
    if (!taken) return;
    playground.edit({ runs: taken.before });
    setTaken(null);
    say(words.undone);
  };

  return (
    <div className={`rates-offer ${ratesOf ? 'asked' : ''}`}>
      {ratesOf && <p>{words.offer(surfaceEntry(lang, ratesOf).name, surfaceEntry(lang, surface).name)}</p>}
      <div className="bar">
        <button type="button" className={ratesOf ? '' : 'quiet'} title={words.hint} onClick={take}>
          {words.take}
        </button>
        {taken?.after === runs && (
          <button type="button" className="quiet" onClick={undo}>
            {words.undo}
          </button>
        )}
        {ratesOf && (
          <button type="button" className="quiet" onClick={playground.dismissRates}>
            {words.keep}
          </button>
        )}
      </div>
      <span role="status" className="hint">
        {ratesOf ? '' : said}
      </span>
    </div>
  );
}
