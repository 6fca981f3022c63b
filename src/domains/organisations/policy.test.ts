import { describe, expect, test } from 'vitest'
import type { Actor } from '../../kernel/policy.ts'
import { type Permission, permissions, type Role, roles } from './permissions.ts'
import { organisationsWhere, permissionsIn, staffCan } from './policy.ts'

function actor(held: string[], organisationId = 'ours', platformRoles: string[] = []): Actor {
  return {
    kind: 'person',
    id: 'p',
    sessionId: 's',
    email: 'a@example.org',
    emailVerified: true,
    name: 'A',
    locale: 'en',
    zone: 'UTC',
    platformRoles,
    staff: [{ organisationId, roles: held }],
  }
}

const may: Record<Role, Permission[]> = {
  owner: [...permissions],
  manager: permissions.filter(one => one !== 'organisation.manage' && one !== 'money.refund'),
  reviewer: ['organisation.read', 'entries.read', 'entries.review', 'entries.personal-data'],
  finance: ['organisation.read', 'entries.read', 'money.read', 'money.refund'],
  'front-desk': ['organisation.read', 'entries.read', 'entries.check-in'],
  observer: ['organisation.read', 'results.read'],
}

describe('what roles may', () => {
  test.each(roles.flatMap(role => permissions.map(permission => [role, permission] as const)))(
    '%s: %s',
    (role, permission) => {
      expect(staffCan(actor([role]), 'ours', permission)).toBe(may[role].includes(permission))
    },
  )

  test('several roles add up', () => {
    expect(permissionsIn(actor(['finance', 'reviewer']), 'ours')).toEqual([
      'organisation.read',
      'entries.read',
      'entries.review',
      'entries.personal-data',
      'money.read',
      'money.refund',
    ])
  })

  test('an owner elsewhere, a platform operator and a visitor may nothing here', () => {
    for (const stranger of [actor(['owner'], 'theirs'), actor([], 'ours', ['operator']), { kind: 'visitor' } as const])
      expect(permissionsIn(stranger, 'ours')).toEqual([])
  })

  test('a role nobody knows gives nothing', () => {
    expect(permissionsIn(actor(['admin']), 'ours')).toEqual([])
  })

  test('lists are scoped to the organisations where the permission is held', () => {
    const two = actor(['observer'])
    if (two.kind === 'person') two.staff.push({ organisationId: 'second', roles: ['manager'] })
    expect(organisationsWhere(two, 'entries.read')).toEqual(['second'])
  })
})
