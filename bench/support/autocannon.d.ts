/** The part of autocannon that the benchmarks use; it comes without types. */
declare module 'autocannon' {
  interface Options {
    readonly url: string;
    readonly connections: number;
    /** Requests in all. */
    readonly amount: number;
    /** Milliseconds between two looks at whether it is done. */
    readonly sampleInt: number;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Each request gets an id of its own in place of `[<id>]`. */
    readonly idReplacement?: boolean;
    /** Seconds that an answer may take. */
    readonly timeout?: number;
  }

  interface Result {
    readonly '2xx': number;
  }

  /** A run that goes on until all requests are answered. */
  interface Run extends Promise<Result> {
    /** `time` is in milliseconds, with fractions. */
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, time: number) => void,
    ): void;
  }

  // The package has a default export.
  // biome-ignore lint/style/noDefaultExport: that is how the package is made
  export default function autocannon(options: Options): Run;
}
