/** Browser-safe: who may do what for an organisation, as data. The roles page draws this very table. */
export const roles = ['owner', 'manager', 'reviewer', 'finance', 'front-desk', 'observer'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'organisation.read',
  'organisation.manage',
  'competitions.write',
  'competitions.publish',
  'entries.read',
  'entries.review',
  'entries.personal-data',
  'entries.check-in',
  'judging.manage',
  'results.read',
  'results.manage',
  'certificates.issue',
  'money.read',
  'money.refund',
] as const
export type Permission = (typeof permissions)[number]

const everyone: readonly Permission[] = ['organisation.read']

/** Role → what it may. A person with several roles may do what any of them may. */
export const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: permissions,
  manager: [
    ...everyone,
    'competitions.write',
    'competitions.publish',
    'entries.read',
    'entries.review',
    'entries.personal-data',
    'entries.check-in',
    'judging.manage',
    'results.read',
    'results.manage',
    'certificates.issue',
    'money.read',
  ],
  reviewer: [...everyone, 'entries.read', 'entries.review', 'entries.personal-data'],
  finance: [...everyone, 'entries.read', 'money.read', 'money.refund'],
  'front-desk': [...everyone, 'entries.read', 'entries.check-in'],
  observer: [...everyone, 'results.read'],
}

export function rolesMay(held: readonly string[], permission: Permission): boolean {
  return roles.some(role => held.includes(role) && permissionsOf[role].includes(permission))
}
