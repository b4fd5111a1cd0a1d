/** Ready experiments to begin with, each with a sentence on what to see in it. */
import type { ReactNode } from 'react';
import { formatExperiment, parseExperiment, presets } from '../../experiment/index.ts';
import { usePlayground, useStrings, useView } from '../context.ts';

export function Examples(): ReactNode {
  const { playground } = useView();
  const strings = useStrings();
  const lang = usePlayground((state) => state.lang);
  const open = (id: string): void => {
    const preset = presets.find((preset) => preset.id === id);
    if (!preset) return;
    const { experiment } = parseExperiment(preset.query);
    const { lang: said, theme } = playground.store.getState().experiment;
    const [title, note] = [preset.title[lang], preset.lesson[lang]];
    playground.open(formatExperiment({ ...experiment, title, note, lang: said, theme }));
  };
  return (
    <select
      className="examples"
      aria-label={strings.header.presets}
      value=""
      onChange={(event) => open(event.target.value)}
    >
      <option value="" disabled hidden>
        {strings.header.presets}
      </option>
      {presets.map(({ id, title }) => (
        <option key={id} value={id}>
          {title[lang]}
        </option>
      ))}
    </select>
  );
}
