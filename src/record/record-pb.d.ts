import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace record. */
    namespace record {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Record.
             * @deprecated Use potluck.record.v1.Record.$Properties instead.
             */
            interface IRecord extends potluck.record.v1.Record.$Properties {
            }

            /** Represents a Record. */
            class Record {

                /**
                 * Constructs a new Record.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.record.v1.Record.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Record id. */
                id: Uint8Array;

                /** Record type. */
                type: string;

                /** Record creator. */
                creator: Uint8Array;

                /** Record lastModifiedBy. */
                lastModifiedBy: Uint8Array;

                /** Record version. */
                version: number;

                /** Record createdMs. */
                createdMs: number;

                /** Record modifiedMs. */
                modifiedMs: number;

                /** Record expiresMs. */
                expiresMs: number;

                /** Record deleted. */
                deleted: boolean;

                /** Record attributes. */
                attributes: potluck.record.v1.Attribute.$Properties[];

                /** Record data. */
                data: Uint8Array;

                /** Record autoRefresh. */
                autoRefresh: boolean;

                /** Record renewals. */
                renewals: number;

                /** Record renewedMs. */
                renewedMs: number;

                /** Record edits. */
                edits: potluck.record.v1.Edit.$Properties[];

                /** Record collaborative. */
                collaborative: boolean;

                /** Record replaces. */
                replaces: potluck.record.v1.Replaced.$Properties[];

                /** Record overwritten. */
                overwritten: potluck.record.v1.Overwritten.$Properties[];

                /** Record security. */
                security: Uint8Array;

                /**
                 * Creates a new Record instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Record instance
                 */
                static create(properties: potluck.record.v1.Record.$Shape): potluck.record.v1.Record & potluck.record.v1.Record.$Shape;
                static create(properties?: potluck.record.v1.Record.$Properties): potluck.record.v1.Record;

                /**
                 * Encodes the specified Record message. Does not implicitly {@link potluck.record.v1.Record.verify|verify} messages.
                 * @param message Record message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.record.v1.Record.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Record message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Record & potluck.record.v1.Record.$Shape} Record
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.record.v1.Record & potluck.record.v1.Record.$Shape;

                /**
                 * Creates a Record message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Record
                 */
                static fromObject(object: { [k: string]: any }): potluck.record.v1.Record;

                /**
                 * Creates a plain object from a Record message. Also converts values to other types if specified.
                 * @param message Record
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.record.v1.Record, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Record to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Record {

                /** Properties of a Record. */
                interface $Properties {

                    /** Record id */
                    id?: (Uint8Array|null);

                    /** Record type */
                    type?: (string|null);

                    /** Record creator */
                    creator?: (Uint8Array|null);

                    /** Record lastModifiedBy */
                    lastModifiedBy?: (Uint8Array|null);

                    /** Record version */
                    version?: (number|null);

                    /** Record createdMs */
                    createdMs?: (number|null);

                    /** Record modifiedMs */
                    modifiedMs?: (number|null);

                    /** Record expiresMs */
                    expiresMs?: (number|null);

                    /** Record deleted */
                    deleted?: (boolean|null);

                    /** Record attributes */
                    attributes?: (potluck.record.v1.Attribute.$Properties[]|null);

                    /** Record data */
                    data?: (Uint8Array|null);

                    /** Record autoRefresh */
                    autoRefresh?: (boolean|null);

                    /** Record renewals */
                    renewals?: (number|null);

                    /** Record renewedMs */
                    renewedMs?: (number|null);

                    /** Record edits */
                    edits?: (potluck.record.v1.Edit.$Properties[]|null);

                    /** Record collaborative */
                    collaborative?: (boolean|null);

                    /** Record replaces */
                    replaces?: (potluck.record.v1.Replaced.$Properties[]|null);

                    /** Record overwritten */
                    overwritten?: (potluck.record.v1.Overwritten.$Properties[]|null);

                    /** Record security */
                    security?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Record. */
                type $Shape = {
                  id?: Uint8Array|null;
                  type?: string|null;
                  creator?: Uint8Array|null;
                  lastModifiedBy?: Uint8Array|null;
                  version?: number|null;
                  createdMs?: number|null;
                  modifiedMs?: number|null;
                  expiresMs?: number|null;
                  deleted?: boolean|null;
                  attributes?: potluck.record.v1.Attribute.$Shape[]|null;
                  data?: Uint8Array|null;
                  autoRefresh?: boolean|null;
                  renewals?: number|null;
                  renewedMs?: number|null;
                  edits?: potluck.record.v1.Edit.$Shape[]|null;
                  collaborative?: boolean|null;
                  replaces?: potluck.record.v1.Replaced.$Shape[]|null;
                  overwritten?: potluck.record.v1.Overwritten.$Shape[]|null;
                  security?: Uint8Array|null;
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of an Edit.
             * @deprecated Use potluck.record.v1.Edit.$Properties instead.
             */
            interface IEdit extends potluck.record.v1.Edit.$Properties {
            }

            /** Represents an Edit. */
            class Edit {

                /**
                 * Constructs a new Edit.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.record.v1.Edit.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Edit name. */
                name: string;

                /** Edit version. */
                version: number;

                /** Edit modifiedMs. */
                modifiedMs: number;

                /** Edit removed. */
                removed: boolean;

                /** Edit overwrites. */
                overwrites: potluck.record.v1.Overwritten.$Properties[];

                /** Edit places. */
                places: number[];

                /**
                 * Creates a new Edit instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Edit instance
                 */
                static create(properties: potluck.record.v1.Edit.$Shape): potluck.record.v1.Edit & potluck.record.v1.Edit.$Shape;
                static create(properties?: potluck.record.v1.Edit.$Properties): potluck.record.v1.Edit;

                /**
                 * Encodes the specified Edit message. Does not implicitly {@link potluck.record.v1.Edit.verify|verify} messages.
                 * @param message Edit message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.record.v1.Edit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Edit message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Edit & potluck.record.v1.Edit.$Shape} Edit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.record.v1.Edit & potluck.record.v1.Edit.$Shape;

                /**
                 * Creates an Edit message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Edit
                 */
                static fromObject(object: { [k: string]: any }): potluck.record.v1.Edit;

                /**
                 * Creates a plain object from an Edit message. Also converts values to other types if specified.
                 * @param message Edit
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.record.v1.Edit, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Edit to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Edit {

                /** Properties of an Edit. */
                interface $Properties {

                    /** Edit name */
                    name?: (string|null);

                    /** Edit version */
                    version?: (number|null);

                    /** Edit modifiedMs */
                    modifiedMs?: (number|null);

                    /** Edit removed */
                    removed?: (boolean|null);

                    /** Edit overwrites */
                    overwrites?: (potluck.record.v1.Overwritten.$Properties[]|null);

                    /** Edit places */
                    places?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Edit. */
                type $Shape = potluck.record.v1.Edit.$Properties;
            }

            /**
             * Properties of an Overwritten.
             * @deprecated Use potluck.record.v1.Overwritten.$Properties instead.
             */
            interface IOverwritten extends potluck.record.v1.Overwritten.$Properties {
            }

            /** Represents an Overwritten. */
            class Overwritten {

                /**
                 * Constructs a new Overwritten.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.record.v1.Overwritten.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Overwritten author. */
                author: Uint8Array;

                /** Overwritten version. */
                version: number;

                /** Overwritten modifiedMs. */
                modifiedMs: number;

                /**
                 * Creates a new Overwritten instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Overwritten instance
                 */
                static create(properties: potluck.record.v1.Overwritten.$Shape): potluck.record.v1.Overwritten & potluck.record.v1.Overwritten.$Shape;
                static create(properties?: potluck.record.v1.Overwritten.$Properties): potluck.record.v1.Overwritten;

                /**
                 * Encodes the specified Overwritten message. Does not implicitly {@link potluck.record.v1.Overwritten.verify|verify} messages.
                 * @param message Overwritten message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.record.v1.Overwritten.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Overwritten message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Overwritten & potluck.record.v1.Overwritten.$Shape} Overwritten
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.record.v1.Overwritten & potluck.record.v1.Overwritten.$Shape;

                /**
                 * Creates an Overwritten message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Overwritten
                 */
                static fromObject(object: { [k: string]: any }): potluck.record.v1.Overwritten;

                /**
                 * Creates a plain object from an Overwritten message. Also converts values to other types if specified.
                 * @param message Overwritten
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.record.v1.Overwritten, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Overwritten to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Overwritten {

                /** Properties of an Overwritten. */
                interface $Properties {

                    /** Overwritten author */
                    author?: (Uint8Array|null);

                    /** Overwritten version */
                    version?: (number|null);

                    /** Overwritten modifiedMs */
                    modifiedMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Overwritten. */
                type $Shape = potluck.record.v1.Overwritten.$Properties;
            }

            /**
             * Properties of a Replaced.
             * @deprecated Use potluck.record.v1.Replaced.$Properties instead.
             */
            interface IReplaced extends potluck.record.v1.Replaced.$Properties {
            }

            /** Represents a Replaced. */
            class Replaced {

                /**
                 * Constructs a new Replaced.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.record.v1.Replaced.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Replaced version. */
                version: number;

                /** Replaced modifiedMs. */
                modifiedMs: number;

                /**
                 * Creates a new Replaced instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Replaced instance
                 */
                static create(properties: potluck.record.v1.Replaced.$Shape): potluck.record.v1.Replaced & potluck.record.v1.Replaced.$Shape;
                static create(properties?: potluck.record.v1.Replaced.$Properties): potluck.record.v1.Replaced;

                /**
                 * Encodes the specified Replaced message. Does not implicitly {@link potluck.record.v1.Replaced.verify|verify} messages.
                 * @param message Replaced message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.record.v1.Replaced.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Replaced message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Replaced & potluck.record.v1.Replaced.$Shape} Replaced
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.record.v1.Replaced & potluck.record.v1.Replaced.$Shape;

                /**
                 * Creates a Replaced message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Replaced
                 */
                static fromObject(object: { [k: string]: any }): potluck.record.v1.Replaced;

                /**
                 * Creates a plain object from a Replaced message. Also converts values to other types if specified.
                 * @param message Replaced
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.record.v1.Replaced, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Replaced to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Replaced {

                /** Properties of a Replaced. */
                interface $Properties {

                    /** Replaced version */
                    version?: (number|null);

                    /** Replaced modifiedMs */
                    modifiedMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Replaced. */
                type $Shape = potluck.record.v1.Replaced.$Properties;
            }

            /**
             * Properties of an Attribute.
             * @deprecated Use potluck.record.v1.Attribute.$Properties instead.
             */
            interface IAttribute extends potluck.record.v1.Attribute.$Properties {
            }

            /** Represents an Attribute. */
            class Attribute {

                /**
                 * Constructs a new Attribute.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.record.v1.Attribute.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Attribute name. */
                name: string;

                /** Attribute text. */
                text?: (string|null);

                /** Attribute integer. */
                integer?: (number|null);

                /** Attribute dateMs. */
                dateMs?: (number|null);

                /** Attribute value. */
                value?: ("text"|"integer"|"dateMs");

                /**
                 * Creates a new Attribute instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Attribute instance
                 */
                static create(properties: potluck.record.v1.Attribute.$Shape): potluck.record.v1.Attribute & potluck.record.v1.Attribute.$Shape;
                static create(properties?: potluck.record.v1.Attribute.$Properties): potluck.record.v1.Attribute;

                /**
                 * Encodes the specified Attribute message. Does not implicitly {@link potluck.record.v1.Attribute.verify|verify} messages.
                 * @param message Attribute message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.record.v1.Attribute.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Attribute message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Attribute & potluck.record.v1.Attribute.$Shape} Attribute
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.record.v1.Attribute & potluck.record.v1.Attribute.$Shape;

                /**
                 * Creates an Attribute message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Attribute
                 */
                static fromObject(object: { [k: string]: any }): potluck.record.v1.Attribute;

                /**
                 * Creates a plain object from an Attribute message. Also converts values to other types if specified.
                 * @param message Attribute
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.record.v1.Attribute, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Attribute to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Attribute {

                /** Properties of an Attribute. */
                interface $Properties {

                    /** Attribute name */
                    name?: (string|null);

                    /** Attribute text */
                    text?: (string|null);

                    /** Attribute integer */
                    integer?: (number|null);

                    /** Attribute dateMs */
                    dateMs?: (number|null);

                    /** Attribute value */
                    value?: ("text"|"integer"|"dateMs");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of an Attribute. */
                type $Shape = {
                  name?: string|null;
                  text?: string|null;
                  integer?: number|null;
                  dateMs?: number|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ value?: undefined; text?: null; integer?: null; dateMs?: null }|{ value?: "text"; text: string; integer?: null; dateMs?: null }|{ value?: "integer"; text?: null; integer: number; dateMs?: null }|{ value?: "dateMs"; text?: null; integer?: null; dateMs: number })
                );
            }

            /**
             * Properties of an Envelope.
             * @deprecated Use potluck.record.v1.Envelope.$Properties instead.
             */
            interface IEnvelope extends potluck.record.v1.Envelope.$Properties {
            }

            /** Represents an Envelope. */
            class Envelope {

                /**
                 * Constructs a new Envelope.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.record.v1.Envelope.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Envelope record. */
                record: Uint8Array;

                /** Envelope signature. */
                signature: Uint8Array;

                /**
                 * Creates a new Envelope instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Envelope instance
                 */
                static create(properties: potluck.record.v1.Envelope.$Shape): potluck.record.v1.Envelope & potluck.record.v1.Envelope.$Shape;
                static create(properties?: potluck.record.v1.Envelope.$Properties): potluck.record.v1.Envelope;

                /**
                 * Encodes the specified Envelope message. Does not implicitly {@link potluck.record.v1.Envelope.verify|verify} messages.
                 * @param message Envelope message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.record.v1.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Envelope message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Envelope & potluck.record.v1.Envelope.$Shape} Envelope
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.record.v1.Envelope & potluck.record.v1.Envelope.$Shape;

                /**
                 * Creates an Envelope message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Envelope
                 */
                static fromObject(object: { [k: string]: any }): potluck.record.v1.Envelope;

                /**
                 * Creates a plain object from an Envelope message. Also converts values to other types if specified.
                 * @param message Envelope
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.record.v1.Envelope, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Envelope to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Envelope {

                /** Properties of an Envelope. */
                interface $Properties {

                    /** Envelope record */
                    record?: (Uint8Array|null);

                    /** Envelope signature */
                    signature?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Envelope. */
                type $Shape = potluck.record.v1.Envelope.$Properties;
            }
        }
    }
}
