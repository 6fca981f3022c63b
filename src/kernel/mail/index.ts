export { closeMailTransports, mailJobs } from './deliver.ts'
export { forgetMailsTo, mailById, outbox, type OutboxRow } from './outbox.ts'
export { type MailOrder, sendMail, sendMails } from './send-mail.ts'
export { siteAddress } from './site-address.ts'
