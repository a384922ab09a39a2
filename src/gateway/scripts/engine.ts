import {
  type CustomizeVariantOptions,
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSWASMModule,
} from 'quickjs-emscripten-core';
import { fixedLimits } from './settings.ts';

/** The types of Node have the namespace, and not what is in it. */
const { Memory } = Reflect.get(globalThis, 'WebAssembly') as {
  readonly Memory: new (pages: { readonly initial: number; readonly maximum: number }) => EngineMemory;
};
type EngineMemory = NonNullable<CustomizeVariantOptions['wasmMemory']>;

const pageBytes = 65_536;
/** What the engine itself begins with, in pages: the file of the engine says so. */
const ownPages = 256;

/**
 * The engine that scripts run in, one after the other. Its memory ends where that of a script does: the limit of the
 * runtime counts only what the engine adds to each allocation in WebAssembly, so it stops nobody.
 */
export async function scriptEngine(): Promise<QuickJSWASMModule> {
  const { default: loaded } = await import('@jitl/quickjs-wasmfile-release-sync');
  // Its types are those of CommonJS, what is loaded is not.
  const variant = 'default' in loaded ? loaded.default : loaded;
  const maximum = ownPages + Math.ceil(fixedLimits.memoryBytes / pageBytes);
  const wasmMemory = new Memory({ initial: ownPages, maximum });
  return await newQuickJSWASMModuleFromVariant(newVariant(variant, { wasmMemory }));
}
