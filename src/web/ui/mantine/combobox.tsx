import { type ComboboxData, MultiSelect, Select } from '@mantine/core'
import { useWords } from '../../i18n/words.ts'
import type { ComboboxProps, Ids, MultiComboboxProps, PickOption } from '../pickers.tsx'
import { WithMantine } from './theme.tsx'

const dataOf = (options: readonly PickOption[]): ComboboxData => {
  const plain = (option: PickOption) => ({
    value: option.value,
    label: option.label,
    disabled: option.disabled ?? false,
  })
  const groups = [...new Set(options.map(option => option.group))]
  return groups.flatMap<ComboboxData[number]>(group => {
    const items = options.filter(option => option.group === group).map(plain)
    return group === undefined ? items : [{ group, items }]
  })
}

const shared = (props: {
  ids: Ids
  name?: string
  disabled?: boolean
  placeholder?: string
  error?: string | undefined
}) => ({
  ...props.ids,
  className: 'pl-picker',
  searchable: true,
  limit: 200,
  error: props.error !== undefined && props.error !== '',
  withErrorStyles: true,
  disabled: props.disabled ?? false,
  ...(props.name ? { name: props.name } : {}),
  ...(props.placeholder ? { placeholder: props.placeholder } : {}),
  comboboxProps: { classNames: { dropdown: 'pl-picker-list' } },
})

export const Combobox = ({ ids, ...props }: ComboboxProps & { ids: Ids }) => {
  const t = useWords()
  return (
    <WithMantine>
      <Select
        {...shared({ ids, ...props })}
        data={dataOf(props.options)}
        value={props.value === '' ? null : props.value}
        onChange={value => props.onChange(value ?? '')}
        {...(props.onSearch ? { onSearchChange: props.onSearch } : {})}
        clearable={props.optional ?? false}
        nothingFoundMessage={t('field.none')}
      />
    </WithMantine>
  )
}

export const MultiCombobox = ({ ids, ...props }: MultiComboboxProps & { ids: Ids }) => {
  const t = useWords()
  return (
    <WithMantine>
      <MultiSelect
        {...shared({ ids, ...props })}
        data={dataOf(props.options)}
        value={[...props.value]}
        onChange={props.onChange}
        {...(props.onSearch ? { onSearchChange: props.onSearch } : {})}
        {...(props.most ? { maxValues: props.most } : {})}
        nothingFoundMessage={t('field.none')}
      />
    </WithMantine>
  )
}
