/** The way back to the newest step, while a training goes on and someone looks at an earlier one. */
import { format } from 'd3';
import { type ReactNode, useEffect, useRef } from 'react';
import { usePlayground } from '../../document/context.ts';
import { useStrings } from '../../ui/context.ts';
import { drawOnChange } from '../../ui/frame-loop.ts';
import { Icon } from '../../ui/icon.tsx';
import { useNetwork, useTraining } from './context.ts';

const whole = format(',d');

export function FollowNewest(): ReactNode {
  const { playground, training } = useNetwork();
  const words = useStrings().network;
  const state = useTraining((state) => state.network?.state);
  const playing = usePlayground((state) => state.playing);
  const button = useRef<HTMLButtonElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  const underWay = state === 'training' || state === 'loading' || state === 'paused';

  useEffect(() => {
    const { playhead } = playground;
    const { newest } = training;
    // It moves on four times a second: written without React.
    const draw = (): void => {
      const away = playing ? playhead.value !== newest.value : playhead.value < newest.value;
      if (button.current) button.current.hidden = !underWay || !away;
      if (text.current) text.current.textContent = words.followNewest(whole(newest.value));
    };
    return drawOnChange(draw, [playhead, newest]);
  }, [playground, words, underWay, playing, training]);

  return (
    <button
      ref={button}
      type="button"
      className="follow-newest"
      title={words.followNewestHint}
      hidden
      onClick={training.followNewest}
    >
      <Icon name="end" />
      <span ref={text} />
    </button>
  );
}
