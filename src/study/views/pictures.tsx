/** The picture of what the link studies, and over it a choice of others. */
import { type ReactNode, Suspense } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import type { Experiment } from '../../experiment/index.ts';
import { Choice } from '../../ui/controls/choice.tsx';
import { kindOf, studyKinds } from './kinds.ts';
import type { StudyKind, StudyViewProps } from './picture.ts';
import { useStudyWords } from './words.ts';
import './pictures.css';

export function StudyPictures(props: StudyViewProps): ReactNode {
  const { View } = usePlayground(({ experiment }) => kindOf(experiment));
  return (
    <>
      {props.edits && <KindChoice />}
      <Suspense>
        <View {...props} />
      </Suspense>
    </>
  );
}

const isOffered = ({ offered, choose }: StudyKind, experiment: Experiment): boolean =>
  offered ? offered(experiment) : choose(experiment) !== null;

/** Only seen where there is more than one. */
function KindChoice(): ReactNode {
  const { playground } = useDocument();
  const { kinds, kind } = useStudyWords();
  const shown = usePlayground(({ experiment }) => kindOf(experiment).id);
  // A text, so that it stays the same while nothing of it changes.
  const offered = usePlayground(({ experiment }) =>
    studyKinds
      .filter((kind) => kind.id === shown || isOffered(kind, experiment))
      .map(({ id }) => id)
      .join(),
  );
  const ids = offered.split(',') as (typeof shown)[];
  if (ids.length < 2) return null;
  return (
    <Choice
      label={kind}
      name="study-kind"
      value={shown}
      options={ids.map((id) => ({ value: id, ...kinds[id] }))}
      className="small study-kinds"
      onChange={(id) => {
        const { experiment } = playground.store.getState();
        const change = studyKinds.find((each) => each.id === id)?.choose(experiment);
        if (change) playground.edit(change, 'go');
      }}
    />
  );
}
