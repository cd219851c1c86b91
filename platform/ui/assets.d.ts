// What the bundler makes of files that are not TypeScript.
declare module '*?icon' {
  const shapes: readonly (readonly [string, Record<string, string>])[];
  export default shapes;
}
declare module '*?worker&url' {
  const url: string;
  export default url;
}
declare module '*.css' {}
interface ImportMeta {
  /** The files beside a module, found by the bundler, as addresses or to be loaded. */
  glob(
    patterns: readonly string[],
    options: { query: '?url'; import: 'default'; eager: true },
  ): Readonly<Record<string, string>>;
  glob<Module>(patterns: readonly string[]): Readonly<Record<string, () => Promise<Module>>>;
}
declare module '*.css?url' {
  const address: string;
  export default address;
}
