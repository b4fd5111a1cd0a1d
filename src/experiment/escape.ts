/** Percent-encoding: what is written survives links, Markdown and chat; what is read may be malformed. */

/** One character's percent-encoded UTF-8. */
const ENCODED =
  /%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/** Undoes percent-encoding once. Sequences that are no UTF-8 stay as they are. */
export const decode = (text: string): string =>
  text.replace(ENCODED, (sequence) => {
    try {
      return decodeURIComponent(sequence);
    } catch {
      return sequence;
    }
  });

const hex = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/**
 * Escapes everything but `A-Z a-z 0-9 - . _ ~ , : /`. Lone surrogates, which UTF-8 cannot say, are left out.
 */
export const encode = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))
    .replace(/[!'()*]/g, hex)
    .replace(/%(?:2C|3A|2F)/g, decodeURIComponent);

/** Escapes what would end a value inside a stage. To be encoded once more. */
export const encodeInStage = (text: string): string => text.replace(/[%,:~/]/g, hex);
