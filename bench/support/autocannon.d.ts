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
    readonly body: string;
  }

  interface Result {
    readonly '2xx': number;
  }

  // The package has a default export.
  // biome-ignore lint/style/noDefaultExport: that is how the package is made
  export default function autocannon(options: Options): Promise<Result>;
}
