/** What was repaired in the link, and what went wrong: said once, plainly, until dismissed. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { useNetwork, useTraining } from '../../network/views/context.ts';
import { useStrings } from '../../ui/context.ts';
import { passFocus } from '../../ui/controls/pass-focus.ts';
import { Icon } from '../../ui/icon.tsx';

/** As many are shown one by one; of more, how many there are. */
const SHOWN = 20;

export function Problems(): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const problems = usePlayground((state) => state.problems);
  if (problems.length === 0) return null;
  const more = problems.length - SHOWN;
  return (
    <aside className="banner" role="status">
      <details open={problems.length <= 2}>
        <summary>{strings.problems.title(problems.length)}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col" />
              <th scope="col">{strings.problems.given}</th>
              <th scope="col">{strings.problems.used}</th>
              <th scope="col">{strings.problems.allowed}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, SHOWN).map(({ key, given, used, allowed, rule, phrases }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced whole, and keys may repeat
              <tr key={i}>
                <th scope="row">
                  <code>{key}</code>
                </th>
                <td>
                  {phrases?.given ? strings.problems.phrase(phrases.given) : <code>{given || '∅'}</code>}
                </td>
                <td>{phrases?.used ? strings.problems.phrase(phrases.used) : <code>{used}</code>}</td>
                <td>{rule ? strings.problems.rule(rule) : allowed}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {more > 0 && <p className="hint">{strings.problems.more(more)}</p>}
      </details>
      <Dismiss dismiss={playground.dismissProblems} />
    </aside>
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

/** Closes the banner that it stands in; the focus goes to what comes next. */
function Dismiss({ dismiss }: { dismiss(): void }): ReactNode {
  const strings = useStrings();
  return (
    <button
      type="button"
      className="icon"
      aria-label={strings.problems.dismiss}
      title={strings.problems.dismiss}
      onClick={(event) => passFocus(event.currentTarget.closest('aside'), dismiss)}
    >
      <Icon name="close" />
    </button>
  );
}
