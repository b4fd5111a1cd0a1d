/** A frame on paper: the same arrangement in the same room, without what only a screen can do. */
import type { ReactNode } from 'react';
import { useDocument, usePlayground } from '../document/context.ts';
import { isNetwork } from '../experiment/index.ts';
import { arrange } from './arrangement.ts';
import { EmbeddedExperiment, EmbeddedWords, useAsked } from './embedded.tsx';
import { addressOf } from './site.ts';

/** The line of the link below, and the words above, in CSS pixels. */
const LINE = 24;
const WORDS = 40;

export function FrameSheet(): ReactNode {
  const { playground } = useDocument();
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const worded = usePlayground(({ experiment }) => Boolean(experiment.title || experiment.note));
  const asked = useAsked();
  const width = Math.min(innerWidth, 703);
  const height = innerHeight - LINE - (worded ? WORDS : 0);
  const arrangement = arrange(width, height, asked);
  const address = addressOf(playground.linkWith({ embed: false, hide: [] }));
  return (
    <div className={`app embed ${network ? 'network' : 'plane'}`}>
      <div className="words">
        <EmbeddedWords />
      </div>
      <EmbeddedExperiment arrangement={arrangement} width={width} height={height} />
      <p className="sheet-link">
        <a href={address}>{address}</a>
      </p>
    </div>
  );
}
