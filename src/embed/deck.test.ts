import { describe, expect, it } from 'vitest';
import { deckMessage, isForDeck, type Press } from './deck.ts';

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  keyCode: 0,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  defaultPrevented: false,
  ...more,
});

describe('a key in a frame on a slide', () => {
  it.each(['PageUp', 'PageDown', 'Escape'])('turns the slides, whatever control has the focus: %s', (key) => {
    expect(isForDeck(press(key), 'nothing')).toBe(true);
    expect(isForDeck(press(key), 'control')).toBe(true);
  });
  it.each(['ArrowUp', 'ArrowRight', 'Home', 'n', 'b', '.', 'F'])(
    'is the deck’s unless a control takes it: %s',
    (key) => {
      expect(isForDeck(press(key), 'nothing')).toBe(true);
      expect(isForDeck(press(key), 'control')).toBe(false);
    },
  );
  it('stays where it is used, written or held with another', () => {
    expect(isForDeck(press('ArrowRight', { defaultPrevented: true }), 'nothing')).toBe(false);
    expect(isForDeck(press('PageDown'), 'text')).toBe(false);
    for (const held of ['altKey', 'ctrlKey', 'metaKey', 'shiftKey'])
      expect(isForDeck(press('PageDown', { [held]: true }), 'nothing')).toBe(false);
    for (const key of [' ', 'Enter', 'Tab', 'Shift', 'F5'])
      expect(isForDeck(press(key), 'nothing')).toBe(false);
  });
  it('is told as reveal.js wants it', () => {
    expect(deckMessage({ keyCode: 34 })).toBe('{"method":"triggerKey","args":[34]}');
  });
});
