import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace content. */
    namespace content {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a Location.
             * @deprecated Use potluck.content.v1.Location.$Properties instead.
             */
            interface ILocation extends potluck.content.v1.Location.$Properties {
            }

            /** Represents a Location. */
            class Location {

                /**
                 * Constructs a new Location.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.content.v1.Location.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Location bytes. */
                bytes: number;

                /** Location leafRoot. */
                leafRoot: Uint8Array;

                /** Location contentType. */
                contentType: string;

                /** Location etag. */
                etag: string;

                /** Location lastModified. */
                lastModified: string;

                /** Location fetchedFromOriginMs. */
                fetchedFromOriginMs: number;

                /** Location url. */
                url: string;

                /** Location cacheControl. */
                cacheControl: string;

                /** Location date. */
                date: string;

                /** Location age. */
                age: string;

                /** Location expires. */
                expires: string;

                /** Location vary. */
                vary: string;

                /** Location contentDisposition. */
                contentDisposition: string;

                /** Location contentLanguage. */
                contentLanguage: string;

                /** Location redirected. */
                redirected: boolean;

                /** Location validatedMs. */
                validatedMs: number;

                /** Location contentTypeOptions. */
                contentTypeOptions: string;

                /** Location resourcePolicy. */
                resourcePolicy: string;

                /**
                 * Creates a new Location instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Location instance
                 */
                static create(properties: potluck.content.v1.Location.$Shape): potluck.content.v1.Location & potluck.content.v1.Location.$Shape;
                static create(properties?: potluck.content.v1.Location.$Properties): potluck.content.v1.Location;

                /**
                 * Encodes the specified Location message. Does not implicitly {@link potluck.content.v1.Location.verify|verify} messages.
                 * @param message Location message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.content.v1.Location.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Location message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Location & potluck.content.v1.Location.$Shape} Location
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.content.v1.Location & potluck.content.v1.Location.$Shape;

                /**
                 * Creates a Location message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Location
                 */
                static fromObject(object: { [k: string]: any }): potluck.content.v1.Location;

                /**
                 * Creates a plain object from a Location message. Also converts values to other types if specified.
                 * @param message Location
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.content.v1.Location, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Location to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Location {

                /** Properties of a Location. */
                interface $Properties {

                    /** Location bytes */
                    bytes?: (number|null);

                    /** Location leafRoot */
                    leafRoot?: (Uint8Array|null);

                    /** Location contentType */
                    contentType?: (string|null);

                    /** Location etag */
                    etag?: (string|null);

                    /** Location lastModified */
                    lastModified?: (string|null);

                    /** Location fetchedFromOriginMs */
                    fetchedFromOriginMs?: (number|null);

                    /** Location url */
                    url?: (string|null);

                    /** Location cacheControl */
                    cacheControl?: (string|null);

                    /** Location date */
                    date?: (string|null);

                    /** Location age */
                    age?: (string|null);

                    /** Location expires */
                    expires?: (string|null);

                    /** Location vary */
                    vary?: (string|null);

                    /** Location contentDisposition */
                    contentDisposition?: (string|null);

                    /** Location contentLanguage */
                    contentLanguage?: (string|null);

                    /** Location redirected */
                    redirected?: (boolean|null);

                    /** Location validatedMs */
                    validatedMs?: (number|null);

                    /** Location contentTypeOptions */
                    contentTypeOptions?: (string|null);

                    /** Location resourcePolicy */
                    resourcePolicy?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Location. */
                type $Shape = potluck.content.v1.Location.$Properties;
            }

            /**
             * Properties of a Need.
             * @deprecated Use potluck.content.v1.Need.$Properties instead.
             */
            interface INeed extends potluck.content.v1.Need.$Properties {
            }

            /** Represents a Need. */
            class Need {

                /**
                 * Constructs a new Need.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.content.v1.Need.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Need needId. */
                needId: Uint8Array;

                /** Need url. */
                url: string;

                /** Need excluded. */
                excluded: Uint8Array[];

                /** Need newerThanMs. */
                newerThanMs: number;

                /** Need refuseRedirects. */
                refuseRedirects: boolean;

                /** Need id. */
                id: number;

                /** Need type. */
                type: number;

                /** Need method. */
                method: number;

                /** Need protocol. */
                protocol: string;

                /** Need cachedOnly. */
                cachedOnly: boolean;

                /** Need version. */
                version: string;

                /** Need pairs. */
                pairs: potluck.content.v1.Pair.$Properties[];

                /**
                 * Creates a new Need instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Need instance
                 */
                static create(properties: potluck.content.v1.Need.$Shape): potluck.content.v1.Need & potluck.content.v1.Need.$Shape;
                static create(properties?: potluck.content.v1.Need.$Properties): potluck.content.v1.Need;

                /**
                 * Encodes the specified Need message. Does not implicitly {@link potluck.content.v1.Need.verify|verify} messages.
                 * @param message Need message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.content.v1.Need.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Need message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Need & potluck.content.v1.Need.$Shape} Need
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.content.v1.Need & potluck.content.v1.Need.$Shape;

                /**
                 * Creates a Need message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Need
                 */
                static fromObject(object: { [k: string]: any }): potluck.content.v1.Need;

                /**
                 * Creates a plain object from a Need message. Also converts values to other types if specified.
                 * @param message Need
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.content.v1.Need, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Need to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Need {

                /** Properties of a Need. */
                interface $Properties {

                    /** Need needId */
                    needId?: (Uint8Array|null);

                    /** Need url */
                    url?: (string|null);

                    /** Need excluded */
                    excluded?: (Uint8Array[]|null);

                    /** Need newerThanMs */
                    newerThanMs?: (number|null);

                    /** Need refuseRedirects */
                    refuseRedirects?: (boolean|null);

                    /** Need id */
                    id?: (number|null);

                    /** Need type */
                    type?: (number|null);

                    /** Need method */
                    method?: (number|null);

                    /** Need protocol */
                    protocol?: (string|null);

                    /** Need cachedOnly */
                    cachedOnly?: (boolean|null);

                    /** Need version */
                    version?: (string|null);

                    /** Need pairs */
                    pairs?: (potluck.content.v1.Pair.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Need. */
                type $Shape = potluck.content.v1.Need.$Properties;
            }

            /**
             * Properties of a Pair.
             * @deprecated Use potluck.content.v1.Pair.$Properties instead.
             */
            interface IPair extends potluck.content.v1.Pair.$Properties {
            }

            /** Represents a Pair. */
            class Pair {

                /**
                 * Constructs a new Pair.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.content.v1.Pair.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pair key. */
                key: string;

                /** Pair value. */
                value: string;

                /**
                 * Creates a new Pair instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Pair instance
                 */
                static create(properties: potluck.content.v1.Pair.$Shape): potluck.content.v1.Pair & potluck.content.v1.Pair.$Shape;
                static create(properties?: potluck.content.v1.Pair.$Properties): potluck.content.v1.Pair;

                /**
                 * Encodes the specified Pair message. Does not implicitly {@link potluck.content.v1.Pair.verify|verify} messages.
                 * @param message Pair message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.content.v1.Pair.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pair message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Pair & potluck.content.v1.Pair.$Shape} Pair
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.content.v1.Pair & potluck.content.v1.Pair.$Shape;

                /**
                 * Creates a Pair message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Pair
                 */
                static fromObject(object: { [k: string]: any }): potluck.content.v1.Pair;

                /**
                 * Creates a plain object from a Pair message. Also converts values to other types if specified.
                 * @param message Pair
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.content.v1.Pair, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Pair to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Pair {

                /** Properties of a Pair. */
                interface $Properties {

                    /** Pair key */
                    key?: (string|null);

                    /** Pair value */
                    value?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pair. */
                type $Shape = potluck.content.v1.Pair.$Properties;
            }

            /** End enum. */
            enum End {

                /** RUNNING value */
                RUNNING = 0,

                /** COMPLETE value */
                COMPLETE = 1,

                /** LOST value */
                LOST = 2,

                /** ORIGIN_FAILED value */
                ORIGIN_FAILED = 3,

                /** UNSHAREABLE value */
                UNSHAREABLE = 4,

                /** OFFLINE value */
                OFFLINE = 5
            }

            /**
             * Properties of a Claim.
             * @deprecated Use potluck.content.v1.Claim.$Properties instead.
             */
            interface IClaim extends potluck.content.v1.Claim.$Properties {
            }

            /** Represents a Claim. */
            class Claim {

                /**
                 * Constructs a new Claim.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.content.v1.Claim.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Claim transferId. */
                transferId: Uint8Array;

                /** Claim verifiedBytes. */
                verifiedBytes: number;

                /** Claim end. */
                end: potluck.content.v1.End;

                /** Claim startedMs. */
                startedMs: number;

                /** Claim expectedBytes. */
                expectedBytes?: (number|null);

                /** Claim changed. */
                changed: boolean;

                /**
                 * Creates a new Claim instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Claim instance
                 */
                static create(properties: potluck.content.v1.Claim.$Shape): potluck.content.v1.Claim & potluck.content.v1.Claim.$Shape;
                static create(properties?: potluck.content.v1.Claim.$Properties): potluck.content.v1.Claim;

                /**
                 * Encodes the specified Claim message. Does not implicitly {@link potluck.content.v1.Claim.verify|verify} messages.
                 * @param message Claim message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.content.v1.Claim.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Claim message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Claim & potluck.content.v1.Claim.$Shape} Claim
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.content.v1.Claim & potluck.content.v1.Claim.$Shape;

                /**
                 * Creates a Claim message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Claim
                 */
                static fromObject(object: { [k: string]: any }): potluck.content.v1.Claim;

                /**
                 * Creates a plain object from a Claim message. Also converts values to other types if specified.
                 * @param message Claim
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.content.v1.Claim, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Claim to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Claim {

                /** Properties of a Claim. */
                interface $Properties {

                    /** Claim transferId */
                    transferId?: (Uint8Array|null);

                    /** Claim verifiedBytes */
                    verifiedBytes?: (number|null);

                    /** Claim end */
                    end?: (potluck.content.v1.End|null);

                    /** Claim startedMs */
                    startedMs?: (number|null);

                    /** Claim expectedBytes */
                    expectedBytes?: (number|null);

                    /** Claim changed */
                    changed?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Claim. */
                type $Shape = potluck.content.v1.Claim.$Properties;
            }

            /**
             * Properties of a Statement.
             * @deprecated Use potluck.content.v1.Statement.$Properties instead.
             */
            interface IStatement extends potluck.content.v1.Statement.$Properties {
            }

            /** Represents a Statement. */
            class Statement {

                /**
                 * Constructs a new Statement.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.content.v1.Statement.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Statement transferId. */
                transferId: Uint8Array;

                /** Statement leaves. */
                leaves: number;

                /** Statement listHash. */
                listHash: Uint8Array;

                /** Statement end. */
                end: potluck.content.v1.End;

                /** Statement totalBytes. */
                totalBytes: number;

                /** Statement digest. */
                digest: Uint8Array;

                /** Statement expectedBytes. */
                expectedBytes?: (number|null);

                /** Statement contentType. */
                contentType: string;

                /** Statement etag. */
                etag: string;

                /** Statement lastModified. */
                lastModified: string;

                /** Statement cacheControl. */
                cacheControl: string;

                /** Statement date. */
                date: string;

                /** Statement age. */
                age: string;

                /** Statement expires. */
                expires: string;

                /** Statement vary. */
                vary: string;

                /** Statement contentDisposition. */
                contentDisposition: string;

                /** Statement contentLanguage. */
                contentLanguage: string;

                /** Statement redirected. */
                redirected: boolean;

                /** Statement contentTypeOptions. */
                contentTypeOptions: string;

                /** Statement resourcePolicy. */
                resourcePolicy: string;

                /** Statement changed. */
                changed: boolean;

                /**
                 * Creates a new Statement instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Statement instance
                 */
                static create(properties: potluck.content.v1.Statement.$Shape): potluck.content.v1.Statement & potluck.content.v1.Statement.$Shape;
                static create(properties?: potluck.content.v1.Statement.$Properties): potluck.content.v1.Statement;

                /**
                 * Encodes the specified Statement message. Does not implicitly {@link potluck.content.v1.Statement.verify|verify} messages.
                 * @param message Statement message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.content.v1.Statement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Statement message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Statement & potluck.content.v1.Statement.$Shape} Statement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.content.v1.Statement & potluck.content.v1.Statement.$Shape;

                /**
                 * Creates a Statement message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Statement
                 */
                static fromObject(object: { [k: string]: any }): potluck.content.v1.Statement;

                /**
                 * Creates a plain object from a Statement message. Also converts values to other types if specified.
                 * @param message Statement
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.content.v1.Statement, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Statement to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Statement {

                /** Properties of a Statement. */
                interface $Properties {

                    /** Statement transferId */
                    transferId?: (Uint8Array|null);

                    /** Statement leaves */
                    leaves?: (number|null);

                    /** Statement listHash */
                    listHash?: (Uint8Array|null);

                    /** Statement end */
                    end?: (potluck.content.v1.End|null);

                    /** Statement totalBytes */
                    totalBytes?: (number|null);

                    /** Statement digest */
                    digest?: (Uint8Array|null);

                    /** Statement expectedBytes */
                    expectedBytes?: (number|null);

                    /** Statement contentType */
                    contentType?: (string|null);

                    /** Statement etag */
                    etag?: (string|null);

                    /** Statement lastModified */
                    lastModified?: (string|null);

                    /** Statement cacheControl */
                    cacheControl?: (string|null);

                    /** Statement date */
                    date?: (string|null);

                    /** Statement age */
                    age?: (string|null);

                    /** Statement expires */
                    expires?: (string|null);

                    /** Statement vary */
                    vary?: (string|null);

                    /** Statement contentDisposition */
                    contentDisposition?: (string|null);

                    /** Statement contentLanguage */
                    contentLanguage?: (string|null);

                    /** Statement redirected */
                    redirected?: (boolean|null);

                    /** Statement contentTypeOptions */
                    contentTypeOptions?: (string|null);

                    /** Statement resourcePolicy */
                    resourcePolicy?: (string|null);

                    /** Statement changed */
                    changed?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Statement. */
                type $Shape = potluck.content.v1.Statement.$Properties;
            }

            /**
             * Properties of a Part.
             * @deprecated Use potluck.content.v1.Part.$Properties instead.
             */
            interface IPart extends potluck.content.v1.Part.$Properties {
            }

            /** Represents a Part. */
            class Part {

                /**
                 * Constructs a new Part.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.content.v1.Part.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Part statement. */
                statement: Uint8Array;

                /** Part signature. */
                signature: Uint8Array;

                /** Part firstLeaf. */
                firstLeaf: number;

                /** Part leafHashes. */
                leafHashes: Uint8Array;

                /** Part heldLeaves. */
                heldLeaves: number;

                /**
                 * Creates a new Part instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Part instance
                 */
                static create(properties: potluck.content.v1.Part.$Shape): potluck.content.v1.Part & potluck.content.v1.Part.$Shape;
                static create(properties?: potluck.content.v1.Part.$Properties): potluck.content.v1.Part;

                /**
                 * Encodes the specified Part message. Does not implicitly {@link potluck.content.v1.Part.verify|verify} messages.
                 * @param message Part message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.content.v1.Part.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Part message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.content.v1.Part & potluck.content.v1.Part.$Shape} Part
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.content.v1.Part & potluck.content.v1.Part.$Shape;

                /**
                 * Creates a Part message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Part
                 */
                static fromObject(object: { [k: string]: any }): potluck.content.v1.Part;

                /**
                 * Creates a plain object from a Part message. Also converts values to other types if specified.
                 * @param message Part
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.content.v1.Part, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Part to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Part {

                /** Properties of a Part. */
                interface $Properties {

                    /** Part statement */
                    statement?: (Uint8Array|null);

                    /** Part signature */
                    signature?: (Uint8Array|null);

                    /** Part firstLeaf */
                    firstLeaf?: (number|null);

                    /** Part leafHashes */
                    leafHashes?: (Uint8Array|null);

                    /** Part heldLeaves */
                    heldLeaves?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Part. */
                type $Shape = potluck.content.v1.Part.$Properties;
            }
        }
    }
}
