import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessage, writeMessage } from './messages.ts';

describe('a message', () => {
  it.each([
    { type: 'load', query: 'surface=beale' },
    { type: 'load', query: '' },
    { type: 'play' },
    { type: 'pause' },
    { type: 'seek', step: 12 },
    { type: 'get' },
  ])('is read: %j', (message) => {
    expect(readMessage({ adascope: 1, ...message })).toEqual(message);
    expect(readMessage({ adascope: 1, ...message, more: true })).toEqual(message);
  });

  it.each([
    null,
    undefined,
    1,
    'play',
    '{"adascope":1,"type":"play"}',
    [],
    { type: 'play' },
    { adascope: '1', type: 'play' },
    { adascope: 2, type: 'play' },
    { adascope: true, type: 'play' },
    { adascope: 1 },
    { adascope: 1, type: 'Play' },
    { adascope: 1, type: 'load' },
    { adascope: 1, type: 'load', query: 7 },
    { adascope: 1, type: 'load', query: ['surface=beale'] },
    { adascope: 1, type: 'load', query: 'x'.repeat(100_001) },
    { adascope: 1, type: 'seek' },
    { adascope: 1, type: 'seek', step: '3' },
    { adascope: 1, type: 'seek', step: Number.NaN },
    { adascope: 1, type: 'seek', step: Number.POSITIVE_INFINITY },
    { adascope: 1, type: 'state', query: '' },
    { adascope: 1, type: 'ready', version: 1 },
    { adascope: 1, type: 'constructor' },
    { adascope: 1, type: ['play'] },
  ])('of another shape is none: %j', (data) => expect(readMessage(data)).toBeNull());

  it('is read from anything without an exception', () => {
    fc.assert(fc.property(fc.anything(), (data) => readMessage(data) === null));
  });

  it('goes out marked', () => {
    expect(writeMessage({ type: 'resize', height: 400 })).toEqual({
      adascope: 1,
      type: 'resize',
      height: 400,
    });
  });
});
