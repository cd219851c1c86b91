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
declare module '@fontsource-variable/noto-sans-kr' {}
interface ImportMeta {
  /** The files beside a module, found by the bundler; here always as addresses. */
  glob(
    patterns: readonly string[],
    options: { query: '?url'; import: 'default'; eager: true },
  ): Readonly<Record<string, string>>;
}
