// What may be written at a place of the scenario, by its JSON Schema.
import { placeAt } from './json-place.js';

const deepest = 40;

/** The completions at an offset of a text: [{ label, insert, about }], and where the word that they replace begins. */
export function completionsAt(text, offset, schema) {
  const place = placeAt(text, offset);
  if (place.expects === 'none') {
    return { from: offset, items: [] };
  }
  const schemas = schemasAt(place.path, schema);
  const items = place.expects === 'key' ? keysOf(schemas, place, schema) : valuesOf(schemas, place);
  const prefix = place.prefix.toLowerCase();
  return {
    from: place.from,
    items: items.filter(item => item.label.toLowerCase().includes(prefix))
      .sort((one, other) => other.label.toLowerCase().startsWith(prefix) - one.label.toLowerCase().startsWith(prefix)),
  };
}

/** The keys that an object at a path may have: [{ label, insert, about, example }]. */
export const keysAt = (path, schema) => keysOf(schemasAt(path, schema), { keys: [] }, schema);

const schemasAt = (path, schema) => path.reduce((found, step) => found.flatMap(one => below(one, step, schema)), expand(schema, schema));

function keysOf(schemas, place, root) {
  const items = new Map();
  for (const [key, value] of schemas.flatMap(schema => Object.entries(schema.properties ?? {}))) {
    if (!place.keys.includes(key) && !items.has(key)) {
      const meanings = expand(value, root);
      items.set(key, { label: key, insert: `"${key}": ${beginOf(meanings)}`, about: aboutOf(meanings), example: exampleOf(meanings) });
    }
  }
  return [...items.values()];
}

function valuesOf(schemas, place) {
  const values = new Set(schemas.flatMap(schema => [
    ...schema.enum ?? [], ...'const' in schema ? [schema.const] : [], ...typesOf(schema).includes('boolean') ? [true, false] : [], ...schema.examples ?? [],
  ]).map(value => JSON.stringify(value)));
  const starts = place.inString ? [] : [...new Set(schemas.flatMap(typesOf))].filter(type => type === 'object' || type === 'array');
  return [
    ...[...values].map(insert => ({ label: insert.replace(/^"(.*)"$/, '$1'), insert, about: '' })),
    ...starts.map(type => ({ label: type === 'object' ? '{ }' : '[ ]', insert: type === 'object' ? '{ | }' : '[ | ]', about: aboutOf(schemas) })),
  ];
}

const typesOf = schema => [schema.type ?? (schema.properties ? 'object' : [])].flat();

const aboutOf = schemas => schemas.map(schema => schema.description ?? schema.title).find(Boolean) ?? '';

const exampleOf = schemas => schemas.map(schema => schema.examples?.[0]).find(example => example !== undefined);

/** How a value begins; the bar is where the cursor goes. */
function beginOf(schemas) {
  const types = schemas.flatMap(typesOf);
  if (types.includes('array')) {
    return '[ | ]';
  }
  return types.includes('object') && !types.includes('string') ? '{ | }' : types.includes('string') ? '"|"' : '|';
}

/** The schemas of a member or an item. */
function below(schema, step, root) {
  const found = typeof step === 'number'
    ? schema.prefixItems?.[step] ?? schema.items
    : ownOf(schema.properties, step) ?? Object.entries(schema.patternProperties ?? {}).find(([pattern]) => new RegExp(pattern).test(step))?.[1]
      ?? schema.additionalProperties;
  return found && typeof found === 'object' ? expand(found, root) : [];
}

// The keys of a scenario are the same in upper and lower case.
const ownOf = (properties, name) =>
  properties && Object.entries(properties).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];

/** A schema and all that it is put together of, references followed. */
function expand(schema, root, depth = 0) {
  if (!schema || typeof schema !== 'object' || depth > deepest) {
    return [];
  }
  const parts = [schema.$ref && resolve(schema.$ref, root), ...schema.allOf ?? [], ...schema.anyOf ?? [], ...schema.oneOf ?? []];
  return [schema, ...parts.filter(Boolean).flatMap(part => expand(part, root, depth + 1))];
}

const resolve = (reference, root) => reference.startsWith('#')
  ? reference.slice(1).split('/').filter(Boolean).reduce((schema, step) => schema?.[step.replaceAll('~1', '/').replaceAll('~0', '~')], root)
  : undefined;
