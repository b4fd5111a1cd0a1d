/** Experiments as files: to keep, to hand on, to open again. */
import { type ReactNode, useRef, useState } from 'react';
import type { Experiment } from '../../experiment/index.ts';
import { useStrings, useView } from '../context.ts';
import { Icon } from '../icon.tsx';
import { download, fileName, readFile, writeFile } from './file.ts';

export function FilePanel(props: { experiment: Experiment; close(): void }): ReactNode {
  const { experiment, close } = props;
  const { playground } = useView();
  const words = useStrings().share;
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = readFile(await file.text().catch(() => ''));
    if (!read) {
      setWrong(words.noExperiment(file.name));
      return;
    }
    setWrong(null);
    playground.open(read);
    close();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a short cut for the button
    <div
      className="share-file"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void open(event.dataTransfer.files[0]);
      }}
    >
      <section>
        <h3>{words.saveTitle}</h3>
        <p className="hint">{words.saveHint}</p>
        <button
          type="button"
          className="primary"
          onClick={() => download(fileName(experiment, 'json'), 'application/json', writeFile(experiment))}
        >
          <Icon name="save" />
          {words.save}
        </button>
      </section>
      <section>
        <h3>{words.openFileTitle}</h3>
        <p className="hint">{words.openFileHint}</p>
        <button type="button" onClick={() => input.current?.click()}>
          {words.openFile}
        </button>
        <input
          ref={input}
          type="file"
          accept="application/json,.json"
          hidden
          onChange={(event) => {
            void open(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <p className="status wrap" role="alert">
          {wrong}
        </p>
      </section>
    </div>
  );
}
