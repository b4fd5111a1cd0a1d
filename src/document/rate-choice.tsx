/** Which rates the plots show: those that a rule sets, those that came of the whole update, or rate × curvature. */
import type { ReactNode } from 'react';
import type { RateKind } from '../experiment/index.ts';
import { useStrings } from '../ui/context.ts';
import { Choice } from '../ui/controls/choice.tsx';

export function RateChoice(props: {
  name: string;
  value: RateKind;
  onChange(kind: RateKind): void;
}): ReactNode {
  const words = useStrings().plots;
  return (
    <Choice
      label={words.rateKind}
      options={[
        { value: 'effective', text: words.effective, hint: words.effectiveHint },
        { value: 'realized', text: words.realized, hint: words.realizedHint },
        { value: 'stability', text: words.stability, hint: words.stabilityHint },
      ]}
      {...props}
    />
  );
}
