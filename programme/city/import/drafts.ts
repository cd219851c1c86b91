// Gathers what several boundary files say of each district: the finest border, every name and every code.
import type { Area } from '#platform/geo/index.ts';
import type { Finding } from '#platform/imports/index.ts';
import {
  type BoundaryFile,
  type BoundarySource,
  boundarySources,
  type DistrictPart,
} from './boundaries.ts';
import type { CodeScheme } from './districts.ts';
import { type Province, provinceNamed, provinces } from './provinces.ts';

export type DistrictFields = {
  codes: Partial<Record<CodeScheme, string>>;
  name: Record<string, string>;
  border: Area;
  /** Codes of the districts with a stretch of border in common. */
  neighbours: string[];
  lat: number;
  lon: number;
};

/** As last imported, and from which kind of file the border came. */
export type DistrictSnapshot = DistrictFields & { borderFrom: BoundarySource };

export type ExistingDistrict = {
  code: string;
  fields: DistrictFields;
  imported: DistrictSnapshot | null;
};

/** A district as the files want it; `from` is the kind of file that gave the border. */
export type Draft = DistrictPart & {
  from: BoundarySource | null;
  existing: ExistingDistrict | undefined;
  findings: Finding[];
};

/** One draft a district: the finest border, all names and codes. Files that contradict each other are reported. */
export function draftsOf(
  files: readonly BoundaryFile[],
  existing: readonly ExistingDistrict[],
): Draft[] {
  const drafts = new Map<string, Draft>();
  const ordered = files.toSorted(
    (a, b) => boundarySources.indexOf(a.source) - boundarySources.indexOf(b.source),
  );
  for (const file of ordered) {
    for (const part of file.parts) {
      const key = part.name.ko ?? '';
      const draft = drafts.get(key);
      if (!draft) {
        const from = part.border ? file.source : null;
        drafts.set(key, { ...part, from, existing: match(part, existing), findings: [] });
        continue;
      }
      for (const [scheme, code] of Object.entries(part.codes) as [CodeScheme, string][]) {
        const known = draft.codes[scheme];
        if (known !== undefined && known !== code) {
          const params = { name: key, known };
          draft.findings.push({
            line: draft.line,
            level: 'error',
            code: 'codes-disagree',
            value: code,
            params,
          });
        }
      }
      draft.codes = { ...part.codes, ...draft.codes };
      draft.name = { ...part.name, ...draft.name };
      draft.province ??= part.province;
      if (!draft.border && part.border)
        Object.assign(draft, { border: part.border, from: file.source });
    }
  }
  return [...drafts.values()];
}

function match(
  part: DistrictPart,
  existing: readonly ExistingDistrict[],
): ExistingDistrict | undefined {
  const byName = existing.find(({ fields }) => fields.name.ko === part.name.ko);
  if (byName) return byName;
  const schemes = Object.entries(part.codes) as [CodeScheme, string][];
  return existing.find(({ fields }) =>
    schemes.some(([scheme, code]) => fields.codes[scheme] === code),
  );
}

/** The province that the files name, or that all their codes share. */
export function provinceOf(drafts: readonly Draft[]): Province | null {
  const named = drafts.find((draft) => draft.province !== null)?.province;
  if (named) return provinceNamed(named) ?? null;
  for (const scheme of ['mois', 'kostat'] as const) {
    const prefixes = new Set(drafts.map((draft) => draft.codes[scheme]?.slice(0, 2)));
    const [prefix] = prefixes;
    if (prefixes.size === 1 && prefix)
      return provinces.find((each) => each[scheme] === prefix) ?? null;
  }
  return null;
}
