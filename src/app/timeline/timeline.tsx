/** The transport: play, step, seek. What moves while playing is written to the elements directly, not through React. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useDocument, usePlayground } from '../../document/context.ts';
import { isNetwork } from '../../experiment/index.ts';
import { useNetwork } from '../../network/views/context.ts';
import { FollowNewest } from '../../network/views/follow-newest.tsx';
import { useStrings } from '../../ui/context.ts';
import { PopoverButton } from '../../ui/controls/popover-button.tsx';
import { drawOnChange } from '../../ui/frame-loop.ts';
import { Icon } from '../../ui/icon.tsx';

const SPEEDS = [5, 15, 30, 60, 120, 240, 600];
/** Steps per second at which so many steps take ten seconds. */
export const wholeRunSpeed = (steps: number): number => steps / 10;

/** `compact`: speed and future in a menu, where the line has no room for them. */
export function Timeline({ compact = false }: { compact?: boolean }): ReactNode {
  const { playground } = useDocument();
  const { playhead } = playground;
  const { history } = useNetwork().training;
  const strings = useStrings();
  const steps = usePlayground((state) => state.experiment.steps);
  const playing = usePlayground((state) => state.playing);
  const network = usePlayground(({ experiment }) => isNetwork(experiment));
  const range = useRef<HTMLInputElement>(null);
  const output = useRef<HTMLOutputElement>(null);

  useEffect(() => {
    const draw = (): void => {
      if (range.current) range.current.value = String(playhead.value);
      if (output.current) output.current.value = String(playhead.value);
      range.current?.style.setProperty('--played', `${(100 * playhead.value) / Math.max(1, steps)}%`);
    };
    return drawOnChange(draw, [playhead, history]);
  }, [playhead, history, steps]);

  const seek = (step: number) => (): void => {
    if (!network) playground.pause();
    playground.seek(step);
  };

  return (
    <section className="timeline" id="timeline" aria-label={strings.timeline.title}>
      <div className="transport">
        <IconButton
          name="start"
          label={network ? strings.timeline.reset : strings.timeline.start}
          onClick={network ? playground.reset : seek(0)}
        />
        <IconButton name="back" label={strings.timeline.back} onClick={() => seek(playhead.value - 1)()} />
        <button
          type="button"
          className="play"
          aria-label={playing ? strings.timeline.pause : strings.timeline.play}
          title={playing ? strings.timeline.pause : strings.timeline.play}
          onClick={playground.toggle}
        >
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <IconButton
          name="forward"
          label={network ? strings.network.oneStep : strings.timeline.forward}
          onClick={network ? playground.forward : () => seek(playhead.value + 1)()}
        />
        <IconButton
          name="end"
          label={network ? strings.network.toNewest : strings.timeline.end}
          onClick={seek(Number.MAX_SAFE_INTEGER)}
        />
      </div>
      <span className="step-count">
        <span className="word">{strings.timeline.step}</span>{' '}
        <output ref={output} aria-live="off" style={{ minWidth: `${String(steps).length}ch` }}>
          0
        </output>{' '}
        <span className="of">{strings.timeline.of(String(steps))}</span>
      </span>
      <input
        ref={range}
        type="range"
        className="scrubber"
        min={0}
        max={steps}
        step={1}
        defaultValue={0}
        aria-label={strings.timeline.step}
        onInput={(event) => seek(event.currentTarget.valueAsNumber)()}
      />
      {network && <FollowNewest />}
      {!network && !compact && (
        <>
          <FutureToggle />
          <Speed />
        </>
      )}
      {!network && compact && (
        <PopoverButton className="menu overflow" label={strings.timeline.settings} icon="settings">
          <FutureToggle />
          <Speed />
        </PopoverButton>
      )}
    </section>
  );
}

/** How fast it plays, in updates a second. */
function Speed(): ReactNode {
  const { playground } = useDocument();
  const words = useStrings().timeline;
  const steps = usePlayground((state) => state.experiment.steps);
  const speed = usePlayground((state) => state.experiment.speed);
  const whole = wholeRunSpeed(steps);
  const speeds =
    SPEEDS.includes(speed) || speed === whole ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <label className="speed">
      <span className="word">{words.speed}</span>
      <select
        aria-label={words.speed}
        value={speed === whole ? 'whole' : speed}
        onChange={({ target: { value } }) =>
          playground.edit({ speed: value === 'whole' ? whole : Number(value) })
        }
      >
        <option value="whole">{words.whole}</option>
        {speeds.map((value) => (
          <option key={value} value={value}>
            {value} {words.perSecond}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whether what lies beyond the playhead is shown. In frames only where the link hides it. */
function FutureToggle(): ReactNode {
  const { playground } = useDocument();
  const { future: word, futureHint } = useStrings().timeline;
  const future = usePlayground((state) => state.experiment.future);
  const embed = usePlayground((state) => state.experiment.embed);
  const [hiddenAtFirst] = useState(!future);
  if (embed && future && !hiddenAtFirst) return null;
  return (
    <button
      type="button"
      className="quiet future"
      aria-pressed={future}
      aria-label={word}
      title={futureHint}
      onClick={() => playground.edit({ future: !future })}
    >
      <Icon name={future ? 'shown' : 'hidden'} />
      <span className="word">{word}</span>
    </button>
  );
}

function IconButton(props: {
  name: 'start' | 'back' | 'forward' | 'end';
  label: string;
  onClick(): void;
}): ReactNode {
  return (
    <button
      type="button"
      className="icon"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
    >
      <Icon name={props.name} />
    </button>
  );
}
