/** What was repaired in the link: said once, plainly, until dismissed. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { useStrings } from '../../ui/context.ts';
import { Dismiss } from './dismiss.tsx';

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
