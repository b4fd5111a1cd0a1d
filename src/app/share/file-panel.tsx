/** Experiments as files: to keep, to hand on, to open again. */
import { type ReactNode, useRef, useState } from 'react';
import { useDocument } from '../../document/context.ts';
import { type Experiment, formatExperiment } from '../../experiment/index.ts';
import { Icon } from '../../ui/icon.tsx';
import { siteAddress } from '../site.ts';
import { download, fileName, LARGEST_BYTES, readFile, writeFile } from './file.ts';
import { fillTemplate } from './single.ts';
import { useShareWords } from './words.ts';

/** Whether this page came from a site, which has the template of a single file, rather than from such a file. */
const served = location.protocol.startsWith('http');

export function FilePanel(props: { experiment: Experiment; title: string; close(): void }): ReactNode {
  const { experiment, title, close } = props;
  const { playground } = useDocument();
  const words = useShareWords();
  const input = useRef<HTMLInputElement>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const open = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    // What is far too large is not even read.
    if (file.size > LARGEST_BYTES) return setWrong(words.refused(file.name).large);
    const text = await file.text().catch(() => null);
    if (text === null) return setWrong(words.refused(file.name).unreadable);
    const read = readFile(text);
    if ('wrong' in read) {
      const said = words.refused(file.name, 'why' in read ? read.why : '');
      return setWrong(said[read.wrong]);
    }
    setWrong(null);
    playground.open(read);
    close();
  };

  const saveSingle = async (): Promise<void> => {
    try {
      const home = siteAddress();
      const template = await fetch(new URL('single.html', home));
      if (!template.ok) throw new Error(template.statusText);
      const text = fillTemplate(await template.text(), { query: formatExperiment(experiment), title, home });
      download(fileName(experiment, 'html'), 'text/html', text);
    } catch {
      setWrong(words.noTemplate);
    }
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
      {served && (
        <section>
          <h3>{words.singleTitle}</h3>
          <p className="hint">{words.singleHint}</p>
          <button type="button" onClick={() => void saveSingle()}>
            <Icon name="save" />
            {words.single}
          </button>
        </section>
      )}
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
