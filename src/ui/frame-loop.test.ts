import { describe, expect, it } from 'vitest';
import { createFrameLoop } from './frame-loop.ts';

function bench() {
  const frames: (() => void)[] = [];
  let drawn = 0;
  let time = 0;
  const loop = createFrameLoop(
    (callback) => frames.push(callback),
    () => {
      drawn++;
    },
    () => time,
  );
  return {
    /** Lets so many milliseconds go by. */
    pass: (ms: number) => {
      time += ms;
    },
    loop,
    frames,
    /** Shows the next picture. */
    picture: () => frames.splice(0).forEach((callback) => void callback()),
    drawn: () => drawn,
  };
}

describe('the frame loop', () => {
  it('draws once what was asked for many times, with the next picture', () => {
    const { loop, frames, picture, drawn } = bench();
    let count = 0;
    const draw = () => {
      count++;
    };
    for (let k = 0; k < 10; k++) loop.ask(draw);
    expect([count, frames.length]).toEqual([0, 1]);
    picture();
    expect([count, drawn()]).toEqual([1, 1]);
    picture();
    expect(count).toBe(1);
  });

  it('draws everything that is out of date together', () => {
    const { loop, picture, drawn } = bench();
    const seen: string[] = [];
    loop.ask(() => seen.push('a'));
    loop.ask(() => seen.push('b'));
    picture();
    expect(seen).toEqual(['a', 'b']);
    expect(drawn()).toBe(1);
  });

  it('leaves what is asked for while drawing to the picture after', () => {
    const { loop, picture } = bench();
    let count = 0;
    const draw = () => {
      if (++count < 3) loop.ask(draw);
    };
    loop.ask(draw);
    picture();
    expect(count).toBe(1);
    picture();
    picture();
    picture();
    expect(count).toBe(3);
  });

  it('does not draw what is no longer there', () => {
    const { loop, picture } = bench();
    let count = 0;
    const draw = () => {
      count++;
    };
    loop.ask(draw);
    loop.forget(draw);
    picture();
    expect(count).toBe(0);
  });

  it('draws at once what cannot wait, and not again with the next picture', () => {
    const { loop, picture, drawn } = bench();
    let count = 0;
    const draw = () => {
      count++;
    };
    loop.ask(draw);
    loop.now(draw);
    expect(count).toBe(1);
    picture();
    expect([count, drawn()]).toEqual([1, 1]);
  });

  it('draws even that no sooner than it is released', () => {
    const { loop, picture } = bench();
    let count = 0;
    loop.hold(true);
    loop.now(() => {
      count++;
    });
    picture();
    expect(count).toBe(0);
    loop.hold(false);
    picture();
    expect(count).toBe(1);
  });

  it('goes on in the next picture with what takes long, in turn, and only then says that all is drawn', () => {
    const { loop, picture, drawn, pass } = bench();
    const seen: string[] = [];
    const draws = ['a', 'b', 'c', 'd', 'e'].map((name) => () => {
      seen.push(name);
      pass(10);
    });
    for (const draw of draws) loop.ask(draw);
    picture();
    expect(seen.splice(0)).toEqual(['a', 'b', 'c']);
    expect(drawn()).toBe(0);
    // Everything is asked for again, as while something is dragged.
    for (const draw of draws) loop.ask(draw);
    picture();
    expect(seen.splice(0)).toEqual(['d', 'e', 'a']);
    expect(drawn()).toBe(0);
    picture();
    expect(seen.splice(0)).toEqual(['b', 'c']);
    expect(drawn()).toBe(1);
  });

  it('draws one thing in each picture, however long it takes', () => {
    const { loop, picture, pass } = bench();
    const seen: string[] = [];
    for (const name of ['a', 'b']) {
      loop.ask(() => {
        seen.push(name);
        pass(1000);
      });
    }
    picture();
    expect(seen).toEqual(['a']);
    picture();
    expect(seen).toEqual(['a', 'b']);
  });

  it('draws at once what cannot wait only while there is time for it in this picture', () => {
    const { loop, picture, drawn, pass } = bench();
    const seen: string[] = [];
    for (const name of ['a', 'b', 'c', 'd']) {
      loop.now(() => {
        seen.push(name);
        pass(7);
      });
    }
    expect(seen).toEqual(['a', 'b']);
    picture();
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(drawn()).toBe(1);
  });

  it('has finished a picture when something was drawn, not when something was only computed', () => {
    const { loop, picture, drawn } = bench();
    const seen: string[] = [];
    loop.work(() => seen.push('work'));
    picture();
    expect([seen, drawn()]).toEqual([['work'], 0]);
    loop.now(() => seen.push('drawing'));
    loop.work(() => seen.push('more'));
    picture();
    expect([seen, drawn()]).toEqual([['work', 'drawing', 'more'], 1]);
  });

  it('rests when nothing is asked for', () => {
    const { loop, frames, picture } = bench();
    loop.ask(() => undefined);
    picture();
    expect(frames).toEqual([]);
  });

  it('draws on when one of the drawings fails', () => {
    const { loop, picture, drawn } = bench();
    let count = 0;
    loop.ask(() => {
      throw new Error('a broken view');
    });
    loop.ask(() => {
      count++;
    });
    expect(picture).toThrow('a broken view');
    loop.ask(() => undefined);
    picture();
    expect(count).toBe(1);
    expect(drawn()).toBeGreaterThan(0);
  });
});
