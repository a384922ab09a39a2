import { InvalidArgumentError } from 'commander';

/** Values of options that are numbers; commander turns what they throw into one line. */

/** A whole number within limits. */
export function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}

/** A port; 0 lets the system choose one. */
export const port = wholeNumber(0, 65_535);

/** Seconds, a part of one too; at most a day, so that it fits every timer as milliseconds. */
export function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0 || value > 86_400)
    throw new InvalidArgumentError('It must be a number of seconds, at most 86400.');
  return value;
}
