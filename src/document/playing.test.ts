import { describe, expect, it } from 'vitest';
import { open } from '../app/testing/bench.ts';

const playing = ({ playground }: ReturnType<typeof open>) => playground.store.getState().playing;

describe('playing', () => {
  it('moves the playhead by so many steps a second, whatever the rate of pictures', () => {
    for (const apart of [4, 16, 40, 100]) {
      const page = open('speed=60');
      page.playground.play();
      page.clock.pictures(Math.round(2000 / apart), apart);
      // 120, less what rounding may take from the last step.
      expect(page.playground.playhead.value).toBeOneOf([119, 120]);
    }
  });

  it('does not lose the fractions of slow speeds', () => {
    const page = open('speed=5');
    page.playground.play();
    page.clock.pictures(625, 16);
    expect(page.playground.playhead.value).toBeOneOf([49, 50]);
  });

  it('follows a change of speed from then on', () => {
    const page = open('speed=60');
    page.playground.play();
    page.clock.pictures(10, 100);
    page.playground.edit({ speed: 120 });
    page.clock.pictures(10, 100);
    expect(page.playground.playhead.value).toBe(60 + 120);
    expect(playing(page)).toBe(true);
  });

  it('stops at the end, and asks for no more pictures', () => {
    const page = open('steps=50');
    page.playground.play();
    page.clock.pictures(100);
    expect(page.playground.playhead.value).toBe(50);
    expect(playing(page)).toBe(false);
    expect(page.clock.wanted).toBe(false);
  });

  it('from the end starts over', () => {
    const page = open('steps=50&t=50');
    page.playground.play();
    expect(page.playground.playhead.value).toBe(0);
    page.clock.pictures(30);
    expect(page.playground.playhead.value).toBe(28);
  });

  it('pauses where it is and goes on from there', () => {
    const page = open();
    page.playground.play();
    page.clock.pictures(60);
    page.playground.pause();
    const at = page.playground.playhead.value;
    page.clock.pictures(60);
    expect(page.playground.playhead.value).toBe(at);
    page.playground.play();
    page.clock.pictures(60);
    expect(page.playground.playhead.value).toBe(2 * at);
  });

  it('goes on from where somebody sought', () => {
    const page = open();
    page.playground.play();
    page.clock.pictures(10, 100);
    page.playground.seek(300);
    expect(playing(page)).toBe(true);
    page.clock.pictures(10, 100);
    expect(page.playground.playhead.value).toBe(360);
  });

  it('jumps by a quarter of a second at most when the tab has slept', () => {
    const page = open('steps=5000');
    page.playground.play();
    page.clock.pictures(1, 3_600_000);
    expect(page.playground.playhead.value).toBe(15);
    expect(playing(page)).toBe(true);
  });

  it('a hundred pictures tells the store nothing, so that React has nothing to do', () => {
    const page = open('steps=1000');
    const { playground, clock } = page;
    playground.play();
    let notifications = 0;
    let moves = 0;
    playground.store.subscribe(() => {
      notifications++;
    });
    playground.playhead.subscribe(() => {
      moves++;
    });
    clock.pictures(100, 17);
    expect(moves).toBe(100);
    expect(notifications).toBe(0);
  });

  it('writes no link until it stops', () => {
    const page = open('steps=1000');
    page.playground.play();
    page.clock.pictures(300);
    expect(page.address.written).toBe(0);
    page.playground.pause();
    page.clock.pass(500);
    expect(page.address.entries).toEqual(['steps=1000&t=288']);
  });

  it('twice is playing once', () => {
    const page = open('speed=60');
    page.playground.play();
    page.playground.play();
    page.clock.pictures(10, 100);
    expect(page.playground.playhead.value).toBe(60);
  });

  it('is turned on and off by the same key', () => {
    const page = open();
    page.playground.toggle();
    expect(playing(page)).toBe(true);
    page.playground.toggle();
    expect(playing(page)).toBe(false);
  });

  it('goes on while a rate or the start is changed', () => {
    const page = open();
    page.playground.play();
    page.clock.pictures(10, 100);
    page.playground.edit({ start: [1, 1] });
    page.engine.answer();
    page.clock.pictures(10, 100);
    expect(page.playground.playhead.value).toBe(120);
  });

  it('stops at the new end when the runs become shorter', () => {
    const page = open();
    page.playground.play();
    page.clock.pictures(30, 100);
    page.playground.edit({ steps: 100 });
    expect(page.playground.playhead.value).toBe(100);
    page.clock.pictures(2);
    expect(playing(page)).toBe(false);
    expect(page.playground.playhead.value).toBe(100);
  });

  it('stops when another surface is chosen', () => {
    const page = open();
    page.playground.play();
    page.clock.pictures(30);
    page.playground.setSurface('beale');
    page.clock.pictures(30);
    expect(playing(page)).toBe(false);
    expect(page.clock.wanted).toBe(false);
    expect(page.playground.playhead.value).toBe(0);
  });

  it('a function stops when the network is chosen', () => {
    const page = open();
    page.playground.play();
    page.clock.pictures(30);
    page.playground.setSurface('mnist');
    page.clock.pictures(30);
    expect(playing(page)).toBe(false);
    expect(page.clock.wanted).toBe(false);
    expect(page.playground.playhead.value).toBe(0);
  });

  it('a network stops when a function is chosen, which can then be played', () => {
    const page = open('surface=mnist');
    page.playground.play();
    page.playground.setSurface('beale');
    expect(playing(page)).toBe(false);
    page.playground.toggle();
    page.clock.pictures(10, 100);
    expect(page.playground.playhead.value).toBe(60);
  });
});

describe('the playhead', () => {
  it('stands where the link says', () => {
    expect(open('t=143').playground.playhead.value).toBe(143);
  });

  it('is rounded and kept between the start and the end', () => {
    const { playground } = open('steps=100');
    const after = (step: number) => {
      playground.seek(step);
      return playground.playhead.value;
    };
    expect([12.6, -3, 1e9, Number.MAX_SAFE_INTEGER].map(after)).toEqual([13, 0, 100, 100]);
    expect(after(40)).toBe(40);
    expect([Number.NaN, Number.POSITIVE_INFINITY].map(after)).toEqual([40, 40]);
  });

  it('writes its step to the link when it has come to rest', () => {
    const page = open('steps=100');
    for (let step = 1; step <= 60; step++) {
      page.playground.seek(step);
      page.clock.pass(16);
    }
    expect(page.address.written).toBe(0);
    page.clock.pass(400);
    expect(page.address.entries).toEqual(['steps=100&t=60']);
    expect(page.address.written).toBe(1);
  });

  it('shows paths whole only before anything has been played', () => {
    const page = open();
    const { atRest } = page.playground;
    expect(atRest.value).toBe(true);
    page.playground.play();
    expect(atRest.value).toBe(false);
    page.clock.pictures(5);
    page.playground.pause();
    expect(atRest.value).toBe(false);
    page.playground.reset();
    expect(atRest.value).toBe(true);
    expect(open('t=5').playground.atRest.value).toBe(false);
    expect(open('future=0').playground.atRest.value).toBe(false);
    page.playground.edit({ future: false });
    expect(atRest.value).toBe(false);
    expect(page.playground.link()).toBe('future=0');
    page.playground.edit({ future: true });
    expect(atRest.value).toBe(true);
  });

  it('asks what the selected run did at its step', () => {
    const page = open('run=sgd&run=adam');
    page.playground.seek(7);
    expect(page.engine.asked.at(-1)).toEqual({ what: 'inspect', run: 1, step: 7 });
    page.playground.select(page.playground.store.getState().displays[0].key);
    expect(page.engine.asked.at(-1)).toEqual({ what: 'inspect', run: 0, step: 7 });
  });
});
