import type { Tx } from '../../kernel/db.ts'
import { sendMail } from '../../kernel/mail/index.ts'
import { deviceOf } from './device.ts'
import { localeOf } from './rows.ts'
import type { Device } from './sessions.ts'

/** Tells the owner that something about the account changed, when and from where. `to` overrides the address on file. */
export async function mailAboutAccount(
  tx: Tx,
  mail: {
    personId: string
    template: string
    device: Device
    at: Date
    to?: string
    params?: Record<string, string | { instant: string }>
    link?: string
  },
): Promise<void> {
  const person = await tx
    .selectFrom('person')
    .select(['email', 'name', 'locale', 'zone'])
    .where('id', '=', mail.personId)
    .executeTakeFirstOrThrow()
  const { browser, system } = deviceOf(mail.device.userAgent)
  await sendMail(tx, {
    to: mail.to ?? person.email,
    personId: mail.personId,
    locale: localeOf(person.locale),
    zone: person.zone,
    template: mail.template,
    params: {
      name: person.name,
      device: [browser, system].filter(Boolean).join(' · ') || mail.device.address,
      address: mail.device.address,
      at: { instant: mail.at.toISOString() },
      ...mail.params,
    },
    link: mail.link ?? '/me/security',
    at: mail.at,
  })
}
