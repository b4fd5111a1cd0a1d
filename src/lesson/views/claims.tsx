/** The numbers of a lesson, each beside the sentence that states it, computed while it is read. */
import { type ReactNode, useState } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { parseExperiment } from '../../experiment/index.ts';
import type { LessonStrings } from '../../i18n/lesson-en.ts';
import { isAboutNetworks } from '../evaluate.ts';
import { numeral } from '../text.ts';
import type { Claim } from '../types.ts';
import type { Evaluation, Outcome } from './compute.ts';
import { showStep, showsQuery } from './open.ts';
import { useLessonWords } from './words.ts';

/** What differs, in words. */
function difference({ expected, tolerance }: Claim, words: LessonStrings): string {
  if (expected === null) return words.differsFromNothing;
  const claimed = numeral(expected, tolerance);
  return tolerance === 0 ? words.differsFrom(claimed) : words.differs(claimed, numeral(tolerance, 0));
}

/** What came out of a claim. */
function Result({ claim, outcome }: { claim: Claim; outcome: Outcome }): ReactNode {
  const words = useLessonWords();
  if (outcome === 'waiting') return <span className="claim-result">–</span>;
  if (outcome === 'computing') return <span className="claim-result pending">{words.computing}</span>;
  if (outcome === 'failed') return <span className="claim-result differs">{words.failed}</span>;
  const { computed, holds } = outcome;
  return (
    <span className={holds ? 'claim-result' : 'claim-result differs'}>
      <output>{computed === null ? words.never : numeral(computed, claim.tolerance)}</output>{' '}
      <span role="img" aria-label={holds ? words.holds : ''} className="verdict">
        {holds ? '✓' : '✗'}
      </span>
      {!holds && <span className="difference">{difference(claim, words)}</span>}
    </span>
  );
}

/** How a claim is computed: the quantity, and its experiment to be looked at. */
function How({ claim }: { claim: Claim }): ReactNode {
  const { playground } = useDocument();
  const words = useLessonWords();
  const shown = usePlayground(({ experiment }) => showsQuery(experiment, claim.query));
  return (
    <span className="claim-how">
      <code>{claim.quantity}</code>
      {!shown && (
        <button type="button" className="quiet" onClick={() => showStep(playground, claim.query)}>
          {words.showExperiment}
        </button>
      )}
    </span>
  );
}

/** Training takes its time: it is asked for, says how far it is, and can be stopped. */
function Training({ claims, evaluation }: { claims: readonly Claim[]; evaluation: Evaluation }): ReactNode {
  const words = useLessonWords();
  const { outcomes, training, train, stop } = evaluation;
  const waiting = claims.filter(isAboutNetworks);
  if (training !== null) {
    return (
      <p className="claims-training">
        <progress aria-label={words.training} value={training} />
        <span>{words.training}</span>
        <button type="button" onClick={stop}>
          {words.stop}
        </button>
      </p>
    );
  }
  const open = waiting.filter(({ id }) => (outcomes.get(id) ?? 'waiting') === 'waiting');
  if (open.length === 0) return null;
  const queries = [...new Set(open.map(({ query }) => query))];
  const runs = queries.reduce((sum, query) => sum + parseExperiment(query).experiment.runs.length, 0);
  return (
    <p className="claims-training">
      <button type="button" onClick={train}>
        {words.train(String(runs))}
      </button>
      <span className="hint">{words.trainHint}</span>
    </p>
  );
}

export function Claims({
  claims,
  evaluation,
}: {
  claims: readonly Claim[];
  evaluation: Evaluation;
}): ReactNode {
  const words = useLessonWords();
  const lang = usePlayground((state) => state.lang);
  const [how, setHow] = useState(false);
  const outcome = ({ id }: Claim): Outcome => evaluation.outcomes.get(id) ?? 'waiting';
  const held = claims.filter((claim) => {
    const known = outcome(claim);
    return typeof known === 'object' && known.holds;
  }).length;
  const all = held === claims.length;
  return (
    <section className="claims" aria-labelledby="claims-title">
      <header>
        <h3 id="claims-title">{words.claims}</h3>
        <button
          type="button"
          className="quiet"
          aria-pressed={how}
          title={words.howHint}
          onClick={() => setHow(!how)}
        >
          {words.how}
        </button>
      </header>
      <ul>
        {claims.map((claim) => (
          <li key={claim.id}>
            <span className="claim-text">{claim.text[lang]}</span>
            <Result claim={claim} outcome={outcome(claim)} />
            {how && <How claim={claim} />}
          </li>
        ))}
      </ul>
      <p className="hint claims-sum" role="status">
        {all
          ? words.all(String(claims.length))
          : evaluation.outcomes.size > 0 && words.some(String(held), String(claims.length))}
      </p>
      <Training claims={claims} evaluation={evaluation} />
    </section>
  );
}
