// The kinds of units, apart from the schemas so that a page can hold them without a schema library.

export const unitKinds = ['patrol-car', 'foot-patrol', 'guards', 'scouts'] as const;
