/** What is shown of lessons besides the one that the link names. */
import { createSignal } from '../signal.ts';

/** Whether the course is open. */
export const courseOpen = createSignal(false);

/** The link of the experiment from before a lesson that was closed: offered until it is taken or left. */
export const experimentOffered = createSignal<string | null>(null);
