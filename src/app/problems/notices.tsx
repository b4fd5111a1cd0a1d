/** What went wrong: said once, plainly, until dismissed. */
import { type ReactNode, Suspense } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { useNetwork, useTraining } from '../../network/views/context.ts';
import { useStrings } from '../../ui/context.ts';
import { lazyPart } from '../../ui/lazy-part.ts';
import { Dismiss } from './dismiss.tsx';

// Hardly any link is repaired.
const Shown = lazyPart(() => import('./problems.tsx').then(({ Problems }) => ({ default: Problems })));

/** What was repaired in the link, if anything was. */
export function Problems(): ReactNode {
  const repaired = usePlayground((state) => state.problems.length > 0);
  return (
    repaired && (
      <Suspense>
        <Shown />
      </Suspense>
    )
  );
}

/** Whether the same may go well another time, or with other images. */
const retriable = (code: string): boolean =>
  !['bad-file', 'no-worker', 'too-large', 'single-file'].includes(code);

export function Notices(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const notice = usePlayground((state) => state.notice);
  const failure = usePlayground((state) => state.failure);
  const { training } = useNetwork();
  const network = useTraining((state) => state.network !== null);
  if (!notice && !failure) return null;
  // No fault, but how such a file is made.
  const single = failure?.diagnostic?.code === 'single-file';
  const code = single ? 'single-file' : (failure?.code ?? '');
  const say = failure
    ? single && failure.diagnostic
      ? strings.diagnostic(failure.diagnostic)
      : (strings.errors[failure.code as keyof typeof strings.errors] ?? strings.errors.error)(
          failure.diagnostic ? strings.diagnostic(failure.diagnostic) : failure.message,
        )
    : notice === 'restarted'
      ? strings.notices.restarted
      : strings.notices.mainThread;
  return (
    <aside className={`banner ${failure ? 'failure' : ''}`} role={failure ? 'alert' : 'status'}>
      <p>{say}</p>
      {failure && network && (
        <>
          {retriable(code) && (
            <button type="button" onClick={training.retry}>
              {strings.network.retry}
            </button>
          )}
          {(retriable(code) || code === 'bad-file') && (
            <button
              type="button"
              onClick={() => {
                training.takeFiles([]);
              }}
            >
              {strings.network.useDigits}
            </button>
          )}
        </>
      )}
      <Dismiss dismiss={playground.dismissNotice} />
    </aside>
  );
}
