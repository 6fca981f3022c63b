import { port, type Port } from '../port.ts'

/** Where people reach the site, without a slash at the end: links in mails start with it. Filled by main/. */
export const siteAddress: Port<string> = port('mail.siteAddress')
