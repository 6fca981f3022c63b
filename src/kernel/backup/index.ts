export { restoreBackup, verifyBackup } from './restore-backup.ts'
export { writeBackup } from './write-backup.ts'
