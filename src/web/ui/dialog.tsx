import { createContext, type ReactNode, useCallback, useContext, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../i18n/words.ts'
import { Button, type ButtonProps } from './button.tsx'
import { classes } from './class-names.ts'
import { TextField } from './field.tsx'

/** Only for acts that cannot be undone or that leave the page's subject. The title is a question. */
export const Dialog = ({
  open,
  onClose,
  title,
  children,
  actions,
  binding,
}: {
  open: boolean
  onClose: () => void
  title: string
  children?: ReactNode
  actions: ReactNode
  /** The vermilion edge of a binding act. */
  binding?: boolean
}) => {
  const box = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = box.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={box}
      className={classes('pl-dialog', binding && 'pl-dialog-binding')}
      aria-labelledby={titleId}
      onClose={onClose}
      onCancel={onClose}
    >
      <h2 className="pl-h3" id={titleId}>
        {title}
      </h2>
      {children && <div className="pl-dialog-body">{children}</div>}
      <div className="pl-actions">{actions}</div>
    </dialog>
  )
}

export interface Question {
  /** A question. */
  title: string
  /** Who is told and what can be taken back. */
  body?: ReactNode
  /** Repeats the verb. */
  verb: string
  variant?: ButtonProps['variant']
  /** Words the person must type first, for what cannot be taken back. */
  typeToConfirm?: { label: string; words: string }
}

const ConfirmContext = createContext<(question: Question) => Promise<boolean>>(() => Promise.resolve(false))

export const ConfirmProvider = ({ children }: { children: ReactNode }) => {
  const t = useWords()
  const [asked, setAsked] = useState<Question | null>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const answer = useRef<(yes: boolean) => void>(() => undefined)
  const ask = useCallback(
    (question: Question) =>
      new Promise<boolean>(resolve => {
        answer.current = resolve
        setTyped('')
        setAsked(question)
        setOpen(true)
      }),
    [],
  )
  const finish = (yes: boolean) => {
    setOpen(false)
    answer.current(yes)
    answer.current = () => undefined
  }
  const gate = asked?.typeToConfirm
  return (
    <ConfirmContext.Provider value={ask}>
      {children}
      {asked && (
        <Dialog
          open={open}
          onClose={() => finish(false)}
          title={asked.title}
          binding={asked.variant === 'seal'}
          actions={
            <>
              <Button onClick={() => finish(false)}>{t('action.cancel')}</Button>
              <Button
                variant={asked.variant ?? 'ink'}
                disabled={gate !== undefined && typed.trim() !== gate.words}
                onClick={() => finish(true)}
              >
                {asked.verb}
              </Button>
            </>
          }
        >
          {asked.body}
          {gate && <TextField label={gate.label} value={typed} onChange={setTyped} autoComplete="off" />}
        </Dialog>
      )}
    </ConfirmContext.Provider>
  )
}

/** `if (await confirm({ title, body, verb, variant: 'danger' })) …` */
export const useConfirm = () => useContext(ConfirmContext)
