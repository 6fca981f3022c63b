import type { Reader } from '../../kernel/db.ts'
import { found } from '../../kernel/policy.ts'
import type { Me } from './contract.ts'
import { staffOf } from './ports.ts'
import { localeOf } from './rows.ts'

/** The signed-in person as pages need them. */
export async function meOf(reader: Reader, personId: string): Promise<Me> {
  const row = found(
    await reader
      .selectFrom('person')
      .select(['id', 'email', 'name', 'locale', 'zone', 'platform_roles', 'totp_confirmed_at', 'erase_after'])
      .where('id', '=', personId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst(),
  )
  const staff = await staffOf.get()(reader, [personId])
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    locale: localeOf(row.locale),
    zone: row.zone,
    platformRoles: row.platform_roles,
    staff: staff.get(personId) ?? [],
    secondFactor: row.totp_confirmed_at !== null,
    eraseAfter: row.erase_after?.toISOString() ?? null,
  }
}
