/** The text of a run's custom rule. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { CodeField } from '../../document/controls/code-field.tsx';
import { ruleError } from '../../experiment/index.ts';
import { useStrings } from '../../ui/context.ts';

const STARTER = 'm = 0.9*m + 0.1*g; x = x - lr*m';

export function RuleField({ index }: { index: number }): ReactNode {
  const { playground } = useDocument();
  const strings = useStrings();
  const rules = usePlayground((state) => state.experiment.rules);
  const rule = usePlayground((state) => Number(state.experiment.runs[index].optimizer.args.rule));
  return (
    <CodeField
      label={strings.runs.rule}
      rows={3}
      text={rules[rule - 1] ?? STARTER}
      check={ruleError}
      onChange={(text) => {
        const next = [...rules];
        for (let k = next.length; k < rule; k++) next.push(STARTER);
        next[rule - 1] = text;
        playground.edit({ rules: next });
      }}
    />
  );
}
