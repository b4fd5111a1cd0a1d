/** What the training is about: images, engine, what is being done and how far it is, and how to bring own files. */
import { format } from 'd3';
import { type ReactNode, useEffect, useState } from 'react';
import { useStrings, useUi } from '../../ui/context.ts';
import type { TrainingController } from '../controller/controller.ts';
import type { EngineChoice } from '../messages.ts';
import { useNetwork, useTraining } from './context.ts';
import { type Dropped, readDropped, readFiles } from './dropped.ts';

const whole = format(',d');
/** What can be chosen beside `auto`, in the order of the menu. */
const ENGINES = ['simd', 'webgl', 'wasm', 'cpu'] as const;
const mega = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Trains on what a person chose or dropped, or says what is wrong with it. */
const take = (training: TrainingController) => (dropped: Dropped) =>
  'files' in dropped ? training.takeFiles(dropped.files) : training.refuseFiles(dropped.diagnostic);

export function NetworkBar(): ReactNode {
  const { training } = useNetwork();
  const { paper } = useUi();
  const strings = useStrings();
  const network = useTraining((state) => state.network);
  const checkpointed = useTraining((state) => state.checkpointed);
  const setAside = useTraining((state) => state.setAside);
  const choice = useTraining((state) => state.engine);
  const persistence = useTraining((state) => state.persistence);
  const [dragging, setDragging] = useState(false);

  useEffect(() => {
    const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (!isFile(event)) return;
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent): void => {
      if (!isFile(event) || !event.dataTransfer) return;
      event.preventDefault();
      setDragging(false);
      void readDropped(event.dataTransfer).then(take(training));
    };
    addEventListener('dragover', over);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, [training]);

  if (!network || paper !== undefined) return null;
  const words = strings.network;
  const { state, phase, fraction, bytes, engine, reason, software, cores, trainImages, testImages, files } =
    network;
  return (
    <section className={`network-bar ${dragging ? 'dragging' : ''}`} aria-label={words.title}>
      <div className="network-state" aria-live="polite">
        {phase ? (
          <>
            <span>{words.phases[phase]}</span>
            <progress max={1} value={fraction} aria-label={words.phases[phase]} />
            {bytes && <span className="hint">{words.bytes(mega(bytes.arrived), mega(bytes.total))}</span>}
          </>
        ) : (
          state !== 'failed' && (
            <span>
              {state === 'ready' ? words.ready : words.images(whole(trainImages), whole(testImages))}
            </span>
          )
        )}
      </div>
      {checkpointed !== null && (
        <button type="button" className="primary" onClick={training.resumeCheckpoint}>
          {words.resumeCheckpoint(whole(checkpointed))}
        </button>
      )}
      {setAside !== null && (
        <span className="set-aside" role="status">
          {words.setAside(whole(setAside))}
          <button type="button" onClick={training.takeBack}>
            {words.takeBack}
          </button>
        </span>
      )}
      {persistence === 'nothing' && <span className="hint">{words.notStored}</span>}
      {persistence === 'training' && <span className="hint">{words.pathsNotStored}</span>}
      {engine && (
        <span className="hint">
          {words.engine(software ? words.software : words.engines[engine])}
          {cores > 1 ? words.cores(cores) : ''}
          {reason && reason !== 'chosen' ? ` (${words.reasons[reason]})` : ''}
        </span>
      )}
      <label className="hint engine">
        {words.engineChoice}{' '}
        <select value={choice} onChange={(event) => training.computeWith(event.target.value as EngineChoice)}>
          <option value="auto">{words.auto}</option>
          {ENGINES.map((id) => (
            <option key={id} value={id}>
              {words.engines[id]}
            </option>
          ))}
        </select>
      </label>
      <label className="button file">
        {files.length > 0 ? (
          words.files(files.join(', '))
        ) : (
          <>
            <span className="drop">{words.dropHere} · </span>
            {words.choose}
          </>
        )}
        <input
          type="file"
          multiple
          className="visually-hidden"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])];
            // Otherwise choosing the same file again, mended meanwhile, would be no change.
            event.target.value = '';
            if (chosen.length > 0) void readFiles(chosen).then(take(training));
          }}
        />
      </label>
    </section>
  );
}
