import { registerTexts } from '../i18n.ts'
import en from './i18n/en.json' with { type: 'json' }
import zh from './i18n/zh-CN.json' with { type: 'json' }

export { closeMailTransports, mailJobs } from './deliver.ts'
export { forgetMailsTo, mailById, outbox, type OutboxRow } from './outbox.ts'
export { type MailOrder, sendMail, sendMails } from './send-mail.ts'
export { siteAddress } from './site-address.ts'

registerTexts({ en, 'zh-CN': zh })
