/** Findings by their rule, in the order the kernel tells them. */

import type { Finding } from "../drawer/context";
import type { Said } from "../sync/types";

export interface Group {
  readonly rule: string;
  readonly heading: Said;
  readonly findings: readonly Finding[];
}

export function byRule(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, { rule: string; heading: Said; findings: Finding[] }>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group === undefined) groups.set(finding.rule, { rule: finding.rule, heading: finding.heading, findings: [finding] });
    else group.findings.push(finding);
  }
  return [...groups.values()];
}

/** The day where the person is, as a map writes it. */
export function today(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** How many findings there are, told or not. */
export const countOf = (findings: readonly Finding[]): number => findings.reduce((sum, { more }) => sum + (more ?? 1), 0);
