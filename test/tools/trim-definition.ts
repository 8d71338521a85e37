/** What of a published GraphQL definition is kept, given what is answered: that, and what it leads to. No prose. */
import { isTypeDefinitionNode, isTypeExtensionNode, Kind, print, visit } from 'graphql';
import type {
  DocumentNode,
  FieldDefinitionNode,
  NamedTypeNode,
  TypeDefinitionNode,
  TypeExtensionNode,
  TypeNode,
} from 'graphql';

type Answered = {
  /** The fields that are answered, by type. */
  readonly fieldsByType: Readonly<Record<string, object>>;
  readonly mutations: object;
  /** Extends the definition by fields that are answered although they are not published. */
  readonly unpublished: DocumentNode;
};

type Definitions = ReadonlyMap<string, TypeDefinitionNode>;
/** The answered fields' names, by type. Types that have none here are plain: pages, payloads, and what is always null. */
type Tables = ReadonlyMap<string, ReadonlySet<string>>;

export function trimDefinition(published: DocumentNode, answered: Answered): string {
  const all = definitionsOf(published);
  const tables: Tables = new Map(
    Object.entries({ ...answered.fieldsByType, Mutation: answered.mutations }).map(([type, fields]) => [
      type,
      new Set(Object.keys(fields)),
    ]),
  );
  checkPublished(all, tables, answered.unpublished);
  const kept = new Map<string, TypeDefinitionNode>();
  const reach = (name: string): void => {
    const definition = all.get(name);
    if (definition === undefined || kept.has(name)) return;
    const trimmed = trimType(definition, all, tables);
    kept.set(name, trimmed);
    visit(trimmed, { NamedType: (node) => reach(node.name.value) });
  };
  for (const type of tables.keys()) reach(type);
  const definitions = [...all.keys()].flatMap((name) => kept.get(name) ?? []);
  return `${definitions.map(print).join('\n')}\n`;
}

/** All types, without descriptions and directives: neither decides whether a document fits. */
function definitionsOf(document: DocumentNode): Definitions {
  const bare = visit(document, {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
    Directive: () => null,
  });
  return new Map(bare.definitions.filter(isTypeDefinitionNode).map((one) => [one.name.value, one]));
}

function checkPublished(all: Definitions, tables: Tables, unpublished: DocumentNode): void {
  const extensions = unpublished.definitions.filter(isTypeExtensionNode);
  for (const [type, names] of tables) {
    const added = extensions.filter((one) => one.name.value === type);
    const known = new Set([all.get(type), ...added].flatMap(fieldsOf).map((field) => field.name.value));
    for (const name of names) {
      if (!known.has(name)) throw new Error(`not in the definition: ${type}.${name}`);
    }
  }
}

function trimType(definition: TypeDefinitionNode, all: Definitions, tables: Tables): TypeDefinitionNode {
  const name = definition.name.value;
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION: {
      const fields = fieldsOf(definition).filter((field) => isKept(name, field, all, tables));
      const interfaces = tables.has(name) && name !== 'Query' ? keptInterfaces(definition, all, tables) : [];
      return { ...definition, fields, interfaces };
    }
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = sharedFields(definition, all, tables);
      return { ...definition, fields, interfaces: keptInterfaces(definition, all, tables) };
    }
    case Kind.UNION_TYPE_DEFINITION:
      return { ...definition, types: (definition.types ?? []).filter((one) => tables.has(one.name.value)) };
    default:
      return definition;
  }
}

/** Of a plain type: what a page is made of, values, and what leads back to answered types. */
function isKept(type: string, field: FieldDefinitionNode, all: Definitions, tables: Tables): boolean {
  const answered = tables.get(type);
  if (answered !== undefined) return answered.has(field.name.value);
  const isPart = /(?:Connection|Edge)$/.test(type) && /^(?:nodes?|edges|pageInfo)$/.test(field.name.value);
  return isPart || isAnswered(namedType(field.type), all, tables);
}

function isAnswered(name: string, all: Definitions, tables: Tables): boolean {
  const definition = all.get(name);
  switch (definition?.kind) {
    case Kind.OBJECT_TYPE_DEFINITION: {
      const item = fieldsOf(definition).find((field) => /^nodes?$/.test(field.name.value));
      const isPage = /(?:Connection|Edge)$/.test(name) && item !== undefined;
      return tables.has(name) || (isPage && isAnswered(namedType(item.type), all, tables));
    }
    case Kind.INTERFACE_TYPE_DEFINITION:
      return sharedFields(definition, all, tables).length > 0;
    case Kind.UNION_TYPE_DEFINITION:
      return (definition.types ?? []).some((one) => tables.has(one.name.value));
    default:
      return true;
  }
}

/** Fields of an interface that all answered types behind it answer. */
function sharedFields(
  definition: TypeDefinitionNode,
  all: Definitions,
  tables: Tables,
): FieldDefinitionNode[] {
  const behind = [...tables].filter(
    ([type]) =>
      type !== 'Query' && interfacesOf(all.get(type)).some((one) => one.name.value === definition.name.value),
  );
  return fieldsOf(definition).filter(
    (field) => behind.length > 0 && behind.every(([, answered]) => answered.has(field.name.value)),
  );
}

function keptInterfaces(definition: TypeDefinitionNode, all: Definitions, tables: Tables): NamedTypeNode[] {
  return interfacesOf(definition).filter((one) => {
    const found = all.get(one.name.value);
    return found !== undefined && sharedFields(found, all, tables).length > 0;
  });
}

function fieldsOf(node: TypeDefinitionNode | TypeExtensionNode | undefined): readonly FieldDefinitionNode[] {
  const isFielded =
    node?.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node?.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node?.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return isFielded ? (node.fields ?? []) : [];
}

function interfacesOf(node: TypeDefinitionNode | undefined): readonly NamedTypeNode[] {
  const isFielded =
    node?.kind === Kind.OBJECT_TYPE_DEFINITION || node?.kind === Kind.INTERFACE_TYPE_DEFINITION;
  return isFielded ? (node.interfaces ?? []) : [];
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
