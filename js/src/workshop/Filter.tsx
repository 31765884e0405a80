/** Which cards a view is about: a line for each field, its values as buttons. The others are dimmed, never hidden. */

import { useComputed } from "@preact/signals";
import type { JSX } from "preact";
import { Menu } from "../board/Menu";
import type { Json } from "../document/json";
import { Icon } from "../shell/Icon";
import { ownKeys } from "../shell/keys";
import type { WorkshopContext } from "./context";
import { fieldName, fieldsIn, valueName, valuesOf } from "./label";

export function Filter({ shop }: { shop: WorkshopContext }): JSX.Element {
  const { board, say } = shop;
  const where = board.view.where;
  const fields = useComputed(() => fieldsIn(board.document.value).join("\n")).value.split("\n").filter(Boolean);
  const used = Object.keys(where.value);
  const free = fields.filter((field) => !used.includes(field));
  const set = (field: string, values: readonly Json[] | null): void => {
    const { [field]: _, ...rest } = where.peek();
    where.value = values === null ? rest : { ...rest, [field]: values };
  };
  return (
    <div class="ws-filter">
      {used.map((field) => (
        <Line key={field} shop={shop} field={field} onSet={set} />
      ))}
      {free.length > 0 && (
        <Menu
          board={{ ...board, root: shop.root }}
          class="jw-btn ws-filter-add"
          label={say("workshop.filter_add")}
          groups={[{
            items: free.map((field) => ({
              id: field,
              label: fieldName(shop, field),
              // One value to begin with: a filter that lets nothing through would look like a mistake.
              onSelect: () => set(field, valuesOf(board.document.peek(), field, board.stages.peek()).slice(0, 1)),
            })),
          }]}
        >
          <Icon name="plus" small />
          {say("workshop.filter_add")}
        </Menu>
      )}
    </div>
  );
}

interface LineProps {
  readonly shop: WorkshopContext;
  readonly field: string;
  readonly onSet: (field: string, values: readonly Json[] | null) => void;
}

function Line({ shop, field, onSet }: LineProps): JSX.Element {
  const { board, say } = shop;
  const wanted = board.view.where.value[field];
  const chosen: readonly Json[] = Array.isArray(wanted) ? wanted : wanted === undefined ? [] : [wanted as Json];
  const there = valuesOf(board.document.value, field, board.stages.value);
  const values: Json[] = [...there, ...chosen.filter((value) => !there.some((one) => one === value))];
  const name = fieldName(shop, field);
  const remove = say("workshop.filter_remove", { field: name });
  return (
    <div class="ws-filter-line" role="group" aria-label={name}>
      <span class="jw-muted">{name}</span>
      <div>
        {values.map((value) => {
          const on = chosen.includes(value);
          return (
            <button
              key={String(value)}
              type="button"
              class="ws-value"
              aria-pressed={on}
              {...ownKeys}
              onClick={() => {
                const next = on ? chosen.filter((one) => one !== value) : [...chosen, value];
                onSet(field, next.length === 0 ? null : next);
              }}
            >
              {valueName(shop, field, value)}
            </button>
          );
        })}
      </div>
      <button type="button" class="jw-btn jw-btn-icon" aria-label={remove} title={remove} {...ownKeys} onClick={() => onSet(field, null)}>
        <Icon name="close" small />
      </button>
    </div>
  );
}
