/**
 * Writes the few parts of the ONNX format that the built-in model needs, in Protocol Buffers' wire encoding.
 * Field numbers: onnx/onnx.proto of ONNX 1.13. Names there: ModelProto, GraphProto, NodeProto, …
 */

/** Element types of tensors (onnx.proto, TensorProto.DataType). */
export const ElementType = { float: 1, uint8: 2, int8: 3, int64: 7 } as const;
/** One of {@link ElementType}. */
export type ElementType = (typeof ElementType)[keyof typeof ElementType];

/** A constant of the graph. */
export interface Initializer {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Little-endian elements, row-major. */
  readonly data: Uint8Array;
}

/** An input or output of the graph; a dimension given by name is any length. */
export interface GraphValue {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly (number | string)[];
}

/** One operation. Attributes are integers: no other kind is needed here. */
export interface GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number>>;
}

/** A whole model. */
export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly initializers: readonly Initializer[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

/** onnxruntime 1.14 reads IR versions up to 8 and opsets up to 18; 13 has every operator used here. */
const IR_VERSION = 7;
const OPSET = 13;
/** AttributeProto.AttributeType.INT */
const ATTRIBUTE_INT = 2;

/** The bytes of a `.onnx` file. Equal models give equal bytes. */
export function encodeModel(model: OnnxModel): Uint8Array {
  return Buffer.concat([
    integer(1, IR_VERSION),
    text(2, 'yinju'),
    message(7, [
      ...model.nodes.map((node) => message(1, encodeNode(node))),
      text(2, model.name),
      ...model.initializers.map((initializer) => message(5, encodeInitializer(initializer))),
      ...model.inputs.map((value) => message(11, encodeValue(value))),
      ...model.outputs.map((value) => message(12, encodeValue(value))),
    ]),
    message(8, [text(1, ''), integer(2, OPSET)]),
  ]);
}

function encodeNode(node: GraphNode): Uint8Array[] {
  return [
    ...node.inputs.map((name) => text(1, name)),
    ...node.outputs.map((name) => text(2, name)),
    text(4, node.operator),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) =>
      message(5, [text(1, name), integer(3, value), integer(20, ATTRIBUTE_INT)]),
    ),
  ];
}

function encodeInitializer({ name, type, dims, data }: Initializer): Uint8Array[] {
  return [...dims.map((length) => integer(1, length)), integer(2, type), text(8, name), bytes(9, data)];
}

/** ValueInfoProto { name, TypeProto { TypeProto.Tensor { elem_type, TensorShapeProto { dim* } } } } */
function encodeValue({ name, type, dims }: GraphValue): Uint8Array[] {
  const shape = dims.map((dim) => message(1, [typeof dim === 'number' ? integer(1, dim) : text(2, dim)]));
  return [text(1, name), message(2, [message(1, [integer(1, type), message(2, shape)])])];
}

const WIRE_VARINT = 0;
const WIRE_BYTES = 2;

function integer(field: number, value: number): Uint8Array {
  return Buffer.concat([varint((field << 3) | WIRE_VARINT), varint(value)]);
}

function text(field: number, value: string): Uint8Array {
  return bytes(field, Buffer.from(value, 'utf8'));
}

function message(field: number, parts: readonly Uint8Array[]): Uint8Array {
  return bytes(field, Buffer.concat(parts));
}

function bytes(field: number, value: Uint8Array): Uint8Array {
  return Buffer.concat([varint((field << 3) | WIRE_BYTES), varint(value.length), value]);
}

/** Base-128, least significant group first. */
function varint(value: number): Uint8Array {
  const groups: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    groups.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  groups.push(rest);
  return Uint8Array.from(groups);
}
