/** The entries of a menu under the headings of their groups. */
import type { ReactNode } from 'react';
import type { MenuGroup } from '../menus.ts';

export function GroupedOptions<Id extends string, Group extends string>(props: {
  groups: readonly MenuGroup<Id, Group>[];
  headings: Readonly<Record<Group, string>>;
  name(id: Id): string;
}): ReactNode {
  return props.groups.map(({ group, ids }) => (
    <optgroup key={group} label={props.headings[group]}>
      {ids.map((id) => (
        <option key={id} value={id}>
          {props.name(id)}
        </option>
      ))}
    </optgroup>
  ));
}
