import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace potluck. */
export namespace potluck {

    /** Namespace graph. */
    namespace graph {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a HandshakeMessage.
             * @deprecated Use potluck.graph.v1.HandshakeMessage.$Properties instead.
             */
            interface IHandshakeMessage extends potluck.graph.v1.HandshakeMessage.$Properties {
            }

            /** Represents a HandshakeMessage. */
            class HandshakeMessage {

                /**
                 * Constructs a new HandshakeMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.HandshakeMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HandshakeMessage dialerHello. */
                dialerHello?: (potluck.graph.v1.DialerHello.$Properties|null);

                /** HandshakeMessage listenerProof. */
                listenerProof?: (potluck.graph.v1.ListenerProof.$Properties|null);

                /** HandshakeMessage dialerProof. */
                dialerProof?: (potluck.graph.v1.DialerProof.$Properties|null);

                /** HandshakeMessage listenerCredentials. */
                listenerCredentials?: (potluck.graph.v1.ListenerCredentials.$Properties|null);

                /** HandshakeMessage admissionRequest. */
                admissionRequest?: (potluck.graph.v1.AdmissionRequest.$Properties|null);

                /** HandshakeMessage admissionAnswer. */
                admissionAnswer?: (potluck.graph.v1.AdmissionAnswer.$Properties|null);

                /** HandshakeMessage knockRequest. */
                knockRequest?: (potluck.graph.v1.KnockRequest.$Properties|null);

                /** HandshakeMessage knockAnswer. */
                knockAnswer?: (potluck.graph.v1.KnockAnswer.$Properties|null);

                /** HandshakeMessage removalNotice. */
                removalNotice?: (potluck.graph.v1.RemovalNotice.$Properties|null);

                /** HandshakeMessage message. */
                message?: ("dialerHello"|"listenerProof"|"dialerProof"|"listenerCredentials"|"admissionRequest"|"admissionAnswer"|"knockRequest"|"knockAnswer"|"removalNotice");

                /**
                 * Creates a new HandshakeMessage instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns HandshakeMessage instance
                 */
                static create(properties: potluck.graph.v1.HandshakeMessage.$Shape): potluck.graph.v1.HandshakeMessage & potluck.graph.v1.HandshakeMessage.$Shape;
                static create(properties?: potluck.graph.v1.HandshakeMessage.$Properties): potluck.graph.v1.HandshakeMessage;

                /**
                 * Encodes the specified HandshakeMessage message. Does not implicitly {@link potluck.graph.v1.HandshakeMessage.verify|verify} messages.
                 * @param message HandshakeMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.HandshakeMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HandshakeMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.HandshakeMessage & potluck.graph.v1.HandshakeMessage.$Shape} HandshakeMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.HandshakeMessage & potluck.graph.v1.HandshakeMessage.$Shape;

                /**
                 * Creates a HandshakeMessage message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns HandshakeMessage
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.HandshakeMessage;

                /**
                 * Creates a plain object from a HandshakeMessage message. Also converts values to other types if specified.
                 * @param message HandshakeMessage
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.HandshakeMessage, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this HandshakeMessage to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace HandshakeMessage {

                /** Properties of a HandshakeMessage. */
                interface $Properties {

                    /** HandshakeMessage dialerHello */
                    dialerHello?: (potluck.graph.v1.DialerHello.$Properties|null);

                    /** HandshakeMessage listenerProof */
                    listenerProof?: (potluck.graph.v1.ListenerProof.$Properties|null);

                    /** HandshakeMessage dialerProof */
                    dialerProof?: (potluck.graph.v1.DialerProof.$Properties|null);

                    /** HandshakeMessage listenerCredentials */
                    listenerCredentials?: (potluck.graph.v1.ListenerCredentials.$Properties|null);

                    /** HandshakeMessage admissionRequest */
                    admissionRequest?: (potluck.graph.v1.AdmissionRequest.$Properties|null);

                    /** HandshakeMessage admissionAnswer */
                    admissionAnswer?: (potluck.graph.v1.AdmissionAnswer.$Properties|null);

                    /** HandshakeMessage knockRequest */
                    knockRequest?: (potluck.graph.v1.KnockRequest.$Properties|null);

                    /** HandshakeMessage knockAnswer */
                    knockAnswer?: (potluck.graph.v1.KnockAnswer.$Properties|null);

                    /** HandshakeMessage removalNotice */
                    removalNotice?: (potluck.graph.v1.RemovalNotice.$Properties|null);

                    /** HandshakeMessage message */
                    message?: ("dialerHello"|"listenerProof"|"dialerProof"|"listenerCredentials"|"admissionRequest"|"admissionAnswer"|"knockRequest"|"knockAnswer"|"removalNotice");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a HandshakeMessage. */
                type $Shape = {
                  dialerHello?: potluck.graph.v1.DialerHello.$Shape|null;
                  listenerProof?: potluck.graph.v1.ListenerProof.$Shape|null;
                  dialerProof?: potluck.graph.v1.DialerProof.$Shape|null;
                  listenerCredentials?: potluck.graph.v1.ListenerCredentials.$Shape|null;
                  admissionRequest?: potluck.graph.v1.AdmissionRequest.$Shape|null;
                  admissionAnswer?: potluck.graph.v1.AdmissionAnswer.$Shape|null;
                  knockRequest?: potluck.graph.v1.KnockRequest.$Shape|null;
                  knockAnswer?: potluck.graph.v1.KnockAnswer.$Shape|null;
                  removalNotice?: potluck.graph.v1.RemovalNotice.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "dialerHello"; dialerHello: potluck.graph.v1.DialerHello.$Shape; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "listenerProof"; dialerHello?: null; listenerProof: potluck.graph.v1.ListenerProof.$Shape; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "dialerProof"; dialerHello?: null; listenerProof?: null; dialerProof: potluck.graph.v1.DialerProof.$Shape; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "listenerCredentials"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials: potluck.graph.v1.ListenerCredentials.$Shape; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "admissionRequest"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest: potluck.graph.v1.AdmissionRequest.$Shape; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "admissionAnswer"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer: potluck.graph.v1.AdmissionAnswer.$Shape; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "knockRequest"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest: potluck.graph.v1.KnockRequest.$Shape; knockAnswer?: null; removalNotice?: null }|{ message?: "knockAnswer"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer: potluck.graph.v1.KnockAnswer.$Shape; removalNotice?: null }|{ message?: "removalNotice"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice: potluck.graph.v1.RemovalNotice.$Shape })
                );
            }

            /**
             * Properties of a DialerHello.
             * @deprecated Use potluck.graph.v1.DialerHello.$Properties instead.
             */
            interface IDialerHello extends potluck.graph.v1.DialerHello.$Properties {
            }

            /** Represents a DialerHello. */
            class DialerHello {

                /**
                 * Constructs a new DialerHello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DialerHello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DialerHello version. */
                version: number;

                /** DialerHello nonce. */
                nonce: Uint8Array;

                /**
                 * Creates a new DialerHello instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DialerHello instance
                 */
                static create(properties: potluck.graph.v1.DialerHello.$Shape): potluck.graph.v1.DialerHello & potluck.graph.v1.DialerHello.$Shape;
                static create(properties?: potluck.graph.v1.DialerHello.$Properties): potluck.graph.v1.DialerHello;

                /**
                 * Encodes the specified DialerHello message. Does not implicitly {@link potluck.graph.v1.DialerHello.verify|verify} messages.
                 * @param message DialerHello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DialerHello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DialerHello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DialerHello & potluck.graph.v1.DialerHello.$Shape} DialerHello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DialerHello & potluck.graph.v1.DialerHello.$Shape;

                /**
                 * Creates a DialerHello message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DialerHello
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DialerHello;

                /**
                 * Creates a plain object from a DialerHello message. Also converts values to other types if specified.
                 * @param message DialerHello
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DialerHello, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DialerHello to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DialerHello {

                /** Properties of a DialerHello. */
                interface $Properties {

                    /** DialerHello version */
                    version?: (number|null);

                    /** DialerHello nonce */
                    nonce?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DialerHello. */
                type $Shape = potluck.graph.v1.DialerHello.$Properties;
            }

            /**
             * Properties of a ListenerProof.
             * @deprecated Use potluck.graph.v1.ListenerProof.$Properties instead.
             */
            interface IListenerProof extends potluck.graph.v1.ListenerProof.$Properties {
            }

            /** Represents a ListenerProof. */
            class ListenerProof {

                /**
                 * Constructs a new ListenerProof.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.ListenerProof.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ListenerProof nonce. */
                nonce: Uint8Array;

                /** ListenerProof proof. */
                proof: Uint8Array;

                /**
                 * Creates a new ListenerProof instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ListenerProof instance
                 */
                static create(properties: potluck.graph.v1.ListenerProof.$Shape): potluck.graph.v1.ListenerProof & potluck.graph.v1.ListenerProof.$Shape;
                static create(properties?: potluck.graph.v1.ListenerProof.$Properties): potluck.graph.v1.ListenerProof;

                /**
                 * Encodes the specified ListenerProof message. Does not implicitly {@link potluck.graph.v1.ListenerProof.verify|verify} messages.
                 * @param message ListenerProof message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.ListenerProof.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListenerProof message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.ListenerProof & potluck.graph.v1.ListenerProof.$Shape} ListenerProof
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.ListenerProof & potluck.graph.v1.ListenerProof.$Shape;

                /**
                 * Creates a ListenerProof message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ListenerProof
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.ListenerProof;

                /**
                 * Creates a plain object from a ListenerProof message. Also converts values to other types if specified.
                 * @param message ListenerProof
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.ListenerProof, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ListenerProof to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ListenerProof {

                /** Properties of a ListenerProof. */
                interface $Properties {

                    /** ListenerProof nonce */
                    nonce?: (Uint8Array|null);

                    /** ListenerProof proof */
                    proof?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ListenerProof. */
                type $Shape = potluck.graph.v1.ListenerProof.$Properties;
            }

            /**
             * Properties of a DialerProof.
             * @deprecated Use potluck.graph.v1.DialerProof.$Properties instead.
             */
            interface IDialerProof extends potluck.graph.v1.DialerProof.$Properties {
            }

            /** Represents a DialerProof. */
            class DialerProof {

                /**
                 * Constructs a new DialerProof.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DialerProof.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DialerProof proof. */
                proof: Uint8Array;

                /** DialerProof credentials. */
                credentials: Uint8Array;

                /**
                 * Creates a new DialerProof instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DialerProof instance
                 */
                static create(properties: potluck.graph.v1.DialerProof.$Shape): potluck.graph.v1.DialerProof & potluck.graph.v1.DialerProof.$Shape;
                static create(properties?: potluck.graph.v1.DialerProof.$Properties): potluck.graph.v1.DialerProof;

                /**
                 * Encodes the specified DialerProof message. Does not implicitly {@link potluck.graph.v1.DialerProof.verify|verify} messages.
                 * @param message DialerProof message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DialerProof.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DialerProof message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DialerProof & potluck.graph.v1.DialerProof.$Shape} DialerProof
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DialerProof & potluck.graph.v1.DialerProof.$Shape;

                /**
                 * Creates a DialerProof message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DialerProof
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DialerProof;

                /**
                 * Creates a plain object from a DialerProof message. Also converts values to other types if specified.
                 * @param message DialerProof
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DialerProof, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DialerProof to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DialerProof {

                /** Properties of a DialerProof. */
                interface $Properties {

                    /** DialerProof proof */
                    proof?: (Uint8Array|null);

                    /** DialerProof credentials */
                    credentials?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DialerProof. */
                type $Shape = potluck.graph.v1.DialerProof.$Properties;
            }

            /**
             * Properties of a ListenerCredentials.
             * @deprecated Use potluck.graph.v1.ListenerCredentials.$Properties instead.
             */
            interface IListenerCredentials extends potluck.graph.v1.ListenerCredentials.$Properties {
            }

            /** Represents a ListenerCredentials. */
            class ListenerCredentials {

                /**
                 * Constructs a new ListenerCredentials.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.ListenerCredentials.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ListenerCredentials credentials. */
                credentials: Uint8Array;

                /**
                 * Creates a new ListenerCredentials instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns ListenerCredentials instance
                 */
                static create(properties: potluck.graph.v1.ListenerCredentials.$Shape): potluck.graph.v1.ListenerCredentials & potluck.graph.v1.ListenerCredentials.$Shape;
                static create(properties?: potluck.graph.v1.ListenerCredentials.$Properties): potluck.graph.v1.ListenerCredentials;

                /**
                 * Encodes the specified ListenerCredentials message. Does not implicitly {@link potluck.graph.v1.ListenerCredentials.verify|verify} messages.
                 * @param message ListenerCredentials message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.ListenerCredentials.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ListenerCredentials message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.ListenerCredentials & potluck.graph.v1.ListenerCredentials.$Shape} ListenerCredentials
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.ListenerCredentials & potluck.graph.v1.ListenerCredentials.$Shape;

                /**
                 * Creates a ListenerCredentials message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns ListenerCredentials
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.ListenerCredentials;

                /**
                 * Creates a plain object from a ListenerCredentials message. Also converts values to other types if specified.
                 * @param message ListenerCredentials
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.ListenerCredentials, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this ListenerCredentials to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace ListenerCredentials {

                /** Properties of a ListenerCredentials. */
                interface $Properties {

                    /** ListenerCredentials credentials */
                    credentials?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ListenerCredentials. */
                type $Shape = potluck.graph.v1.ListenerCredentials.$Properties;
            }

            /**
             * Properties of a RemovalNotice.
             * @deprecated Use potluck.graph.v1.RemovalNotice.$Properties instead.
             */
            interface IRemovalNotice extends potluck.graph.v1.RemovalNotice.$Properties {
            }

            /** Represents a RemovalNotice. */
            class RemovalNotice {

                /**
                 * Constructs a new RemovalNotice.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.RemovalNotice.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** RemovalNotice body. */
                body: Uint8Array;

                /**
                 * Creates a new RemovalNotice instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns RemovalNotice instance
                 */
                static create(properties: potluck.graph.v1.RemovalNotice.$Shape): potluck.graph.v1.RemovalNotice & potluck.graph.v1.RemovalNotice.$Shape;
                static create(properties?: potluck.graph.v1.RemovalNotice.$Properties): potluck.graph.v1.RemovalNotice;

                /**
                 * Encodes the specified RemovalNotice message. Does not implicitly {@link potluck.graph.v1.RemovalNotice.verify|verify} messages.
                 * @param message RemovalNotice message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.RemovalNotice.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a RemovalNotice message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.RemovalNotice & potluck.graph.v1.RemovalNotice.$Shape} RemovalNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.RemovalNotice & potluck.graph.v1.RemovalNotice.$Shape;

                /**
                 * Creates a RemovalNotice message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns RemovalNotice
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.RemovalNotice;

                /**
                 * Creates a plain object from a RemovalNotice message. Also converts values to other types if specified.
                 * @param message RemovalNotice
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.RemovalNotice, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this RemovalNotice to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace RemovalNotice {

                /** Properties of a RemovalNotice. */
                interface $Properties {

                    /** RemovalNotice body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a RemovalNotice. */
                type $Shape = potluck.graph.v1.RemovalNotice.$Properties;
            }

            /**
             * Properties of an AdmissionRequest.
             * @deprecated Use potluck.graph.v1.AdmissionRequest.$Properties instead.
             */
            interface IAdmissionRequest extends potluck.graph.v1.AdmissionRequest.$Properties {
            }

            /** Represents an AdmissionRequest. */
            class AdmissionRequest {

                /**
                 * Constructs a new AdmissionRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.AdmissionRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AdmissionRequest version. */
                version: number;

                /** AdmissionRequest body. */
                body: Uint8Array;

                /**
                 * Creates a new AdmissionRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AdmissionRequest instance
                 */
                static create(properties: potluck.graph.v1.AdmissionRequest.$Shape): potluck.graph.v1.AdmissionRequest & potluck.graph.v1.AdmissionRequest.$Shape;
                static create(properties?: potluck.graph.v1.AdmissionRequest.$Properties): potluck.graph.v1.AdmissionRequest;

                /**
                 * Encodes the specified AdmissionRequest message. Does not implicitly {@link potluck.graph.v1.AdmissionRequest.verify|verify} messages.
                 * @param message AdmissionRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.AdmissionRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdmissionRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.AdmissionRequest & potluck.graph.v1.AdmissionRequest.$Shape} AdmissionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.AdmissionRequest & potluck.graph.v1.AdmissionRequest.$Shape;

                /**
                 * Creates an AdmissionRequest message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns AdmissionRequest
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.AdmissionRequest;

                /**
                 * Creates a plain object from an AdmissionRequest message. Also converts values to other types if specified.
                 * @param message AdmissionRequest
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.AdmissionRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this AdmissionRequest to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace AdmissionRequest {

                /** Properties of an AdmissionRequest. */
                interface $Properties {

                    /** AdmissionRequest version */
                    version?: (number|null);

                    /** AdmissionRequest body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AdmissionRequest. */
                type $Shape = potluck.graph.v1.AdmissionRequest.$Properties;
            }

            /**
             * Properties of an AdmissionAnswer.
             * @deprecated Use potluck.graph.v1.AdmissionAnswer.$Properties instead.
             */
            interface IAdmissionAnswer extends potluck.graph.v1.AdmissionAnswer.$Properties {
            }

            /** Represents an AdmissionAnswer. */
            class AdmissionAnswer {

                /**
                 * Constructs a new AdmissionAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.AdmissionAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AdmissionAnswer body. */
                body: Uint8Array;

                /**
                 * Creates a new AdmissionAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns AdmissionAnswer instance
                 */
                static create(properties: potluck.graph.v1.AdmissionAnswer.$Shape): potluck.graph.v1.AdmissionAnswer & potluck.graph.v1.AdmissionAnswer.$Shape;
                static create(properties?: potluck.graph.v1.AdmissionAnswer.$Properties): potluck.graph.v1.AdmissionAnswer;

                /**
                 * Encodes the specified AdmissionAnswer message. Does not implicitly {@link potluck.graph.v1.AdmissionAnswer.verify|verify} messages.
                 * @param message AdmissionAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.AdmissionAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AdmissionAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.AdmissionAnswer & potluck.graph.v1.AdmissionAnswer.$Shape} AdmissionAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.AdmissionAnswer & potluck.graph.v1.AdmissionAnswer.$Shape;

                /**
                 * Creates an AdmissionAnswer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns AdmissionAnswer
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.AdmissionAnswer;

                /**
                 * Creates a plain object from an AdmissionAnswer message. Also converts values to other types if specified.
                 * @param message AdmissionAnswer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.AdmissionAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this AdmissionAnswer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace AdmissionAnswer {

                /** Properties of an AdmissionAnswer. */
                interface $Properties {

                    /** AdmissionAnswer body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AdmissionAnswer. */
                type $Shape = potluck.graph.v1.AdmissionAnswer.$Properties;
            }

            /**
             * Properties of a KnockRequest.
             * @deprecated Use potluck.graph.v1.KnockRequest.$Properties instead.
             */
            interface IKnockRequest extends potluck.graph.v1.KnockRequest.$Properties {
            }

            /** Represents a KnockRequest. */
            class KnockRequest {

                /**
                 * Constructs a new KnockRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.KnockRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KnockRequest version. */
                version: number;

                /** KnockRequest body. */
                body: Uint8Array;

                /**
                 * Creates a new KnockRequest instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns KnockRequest instance
                 */
                static create(properties: potluck.graph.v1.KnockRequest.$Shape): potluck.graph.v1.KnockRequest & potluck.graph.v1.KnockRequest.$Shape;
                static create(properties?: potluck.graph.v1.KnockRequest.$Properties): potluck.graph.v1.KnockRequest;

                /**
                 * Encodes the specified KnockRequest message. Does not implicitly {@link potluck.graph.v1.KnockRequest.verify|verify} messages.
                 * @param message KnockRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.KnockRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KnockRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.KnockRequest & potluck.graph.v1.KnockRequest.$Shape} KnockRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.KnockRequest & potluck.graph.v1.KnockRequest.$Shape;

                /**
                 * Creates a KnockRequest message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns KnockRequest
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.KnockRequest;

                /**
                 * Creates a plain object from a KnockRequest message. Also converts values to other types if specified.
                 * @param message KnockRequest
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.KnockRequest, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this KnockRequest to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace KnockRequest {

                /** Properties of a KnockRequest. */
                interface $Properties {

                    /** KnockRequest version */
                    version?: (number|null);

                    /** KnockRequest body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a KnockRequest. */
                type $Shape = potluck.graph.v1.KnockRequest.$Properties;
            }

            /**
             * Properties of a KnockAnswer.
             * @deprecated Use potluck.graph.v1.KnockAnswer.$Properties instead.
             */
            interface IKnockAnswer extends potluck.graph.v1.KnockAnswer.$Properties {
            }

            /** Represents a KnockAnswer. */
            class KnockAnswer {

                /**
                 * Constructs a new KnockAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.KnockAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KnockAnswer body. */
                body: Uint8Array;

                /**
                 * Creates a new KnockAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns KnockAnswer instance
                 */
                static create(properties: potluck.graph.v1.KnockAnswer.$Shape): potluck.graph.v1.KnockAnswer & potluck.graph.v1.KnockAnswer.$Shape;
                static create(properties?: potluck.graph.v1.KnockAnswer.$Properties): potluck.graph.v1.KnockAnswer;

                /**
                 * Encodes the specified KnockAnswer message. Does not implicitly {@link potluck.graph.v1.KnockAnswer.verify|verify} messages.
                 * @param message KnockAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.KnockAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KnockAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.KnockAnswer & potluck.graph.v1.KnockAnswer.$Shape} KnockAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.KnockAnswer & potluck.graph.v1.KnockAnswer.$Shape;

                /**
                 * Creates a KnockAnswer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns KnockAnswer
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.KnockAnswer;

                /**
                 * Creates a plain object from a KnockAnswer message. Also converts values to other types if specified.
                 * @param message KnockAnswer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.KnockAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this KnockAnswer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace KnockAnswer {

                /** Properties of a KnockAnswer. */
                interface $Properties {

                    /** KnockAnswer body */
                    body?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a KnockAnswer. */
                type $Shape = potluck.graph.v1.KnockAnswer.$Properties;
            }

            /**
             * Properties of a LinkFrame.
             * @deprecated Use potluck.graph.v1.LinkFrame.$Properties instead.
             */
            interface ILinkFrame extends potluck.graph.v1.LinkFrame.$Properties {
            }

            /** Represents a LinkFrame. */
            class LinkFrame {

                /**
                 * Constructs a new LinkFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.LinkFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** LinkFrame hello. */
                hello?: (potluck.graph.v1.Hello.$Properties|null);

                /** LinkFrame item. */
                item?: (Uint8Array|null);

                /** LinkFrame sync. */
                sync?: (Uint8Array|null);

                /** LinkFrame goodbye. */
                goodbye?: (potluck.graph.v1.Goodbye.$Properties|null);

                /** LinkFrame pull. */
                pull?: (potluck.graph.v1.Pull.$Properties|null);

                /** LinkFrame ping. */
                ping?: (potluck.graph.v1.Ping.$Properties|null);

                /** LinkFrame pong. */
                pong?: (potluck.graph.v1.Pong.$Properties|null);

                /** LinkFrame frame. */
                frame?: ("hello"|"item"|"sync"|"goodbye"|"pull"|"ping"|"pong");

                /**
                 * Creates a new LinkFrame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns LinkFrame instance
                 */
                static create(properties: potluck.graph.v1.LinkFrame.$Shape): potluck.graph.v1.LinkFrame & potluck.graph.v1.LinkFrame.$Shape;
                static create(properties?: potluck.graph.v1.LinkFrame.$Properties): potluck.graph.v1.LinkFrame;

                /**
                 * Encodes the specified LinkFrame message. Does not implicitly {@link potluck.graph.v1.LinkFrame.verify|verify} messages.
                 * @param message LinkFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.LinkFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a LinkFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.LinkFrame & potluck.graph.v1.LinkFrame.$Shape} LinkFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.LinkFrame & potluck.graph.v1.LinkFrame.$Shape;

                /**
                 * Creates a LinkFrame message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns LinkFrame
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.LinkFrame;

                /**
                 * Creates a plain object from a LinkFrame message. Also converts values to other types if specified.
                 * @param message LinkFrame
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.LinkFrame, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this LinkFrame to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace LinkFrame {

                /** Properties of a LinkFrame. */
                interface $Properties {

                    /** LinkFrame hello */
                    hello?: (potluck.graph.v1.Hello.$Properties|null);

                    /** LinkFrame item */
                    item?: (Uint8Array|null);

                    /** LinkFrame sync */
                    sync?: (Uint8Array|null);

                    /** LinkFrame goodbye */
                    goodbye?: (potluck.graph.v1.Goodbye.$Properties|null);

                    /** LinkFrame pull */
                    pull?: (potluck.graph.v1.Pull.$Properties|null);

                    /** LinkFrame ping */
                    ping?: (potluck.graph.v1.Ping.$Properties|null);

                    /** LinkFrame pong */
                    pong?: (potluck.graph.v1.Pong.$Properties|null);

                    /** LinkFrame frame */
                    frame?: ("hello"|"item"|"sync"|"goodbye"|"pull"|"ping"|"pong");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a LinkFrame. */
                type $Shape = {
                  hello?: potluck.graph.v1.Hello.$Shape|null;
                  item?: Uint8Array|null;
                  sync?: Uint8Array|null;
                  goodbye?: potluck.graph.v1.Goodbye.$Shape|null;
                  pull?: potluck.graph.v1.Pull.$Shape|null;
                  ping?: potluck.graph.v1.Ping.$Shape|null;
                  pong?: potluck.graph.v1.Pong.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ frame?: undefined; hello?: null; item?: null; sync?: null; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "hello"; hello: potluck.graph.v1.Hello.$Shape; item?: null; sync?: null; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "item"; hello?: null; item: Uint8Array; sync?: null; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "sync"; hello?: null; item?: null; sync: Uint8Array; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "goodbye"; hello?: null; item?: null; sync?: null; goodbye: potluck.graph.v1.Goodbye.$Shape; pull?: null; ping?: null; pong?: null }|{ frame?: "pull"; hello?: null; item?: null; sync?: null; goodbye?: null; pull: potluck.graph.v1.Pull.$Shape; ping?: null; pong?: null }|{ frame?: "ping"; hello?: null; item?: null; sync?: null; goodbye?: null; pull?: null; ping: potluck.graph.v1.Ping.$Shape; pong?: null }|{ frame?: "pong"; hello?: null; item?: null; sync?: null; goodbye?: null; pull?: null; ping?: null; pong: potluck.graph.v1.Pong.$Shape })
                );
            }

            /**
             * Properties of a Hello.
             * @deprecated Use potluck.graph.v1.Hello.$Properties instead.
             */
            interface IHello extends potluck.graph.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello version. */
                version: number;

                /** Hello listenPort. */
                listenPort: number;

                /** Hello features. */
                features: number;

                /** Hello nodeId. */
                nodeId: Uint8Array;

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Hello instance
                 */
                static create(properties: potluck.graph.v1.Hello.$Shape): potluck.graph.v1.Hello & potluck.graph.v1.Hello.$Shape;
                static create(properties?: potluck.graph.v1.Hello.$Properties): potluck.graph.v1.Hello;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link potluck.graph.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Hello & potluck.graph.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Hello & potluck.graph.v1.Hello.$Shape;

                /**
                 * Creates a Hello message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Hello
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Hello;

                /**
                 * Creates a plain object from a Hello message. Also converts values to other types if specified.
                 * @param message Hello
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Hello, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Hello to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello version */
                    version?: (number|null);

                    /** Hello listenPort */
                    listenPort?: (number|null);

                    /** Hello features */
                    features?: (number|null);

                    /** Hello nodeId */
                    nodeId?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = potluck.graph.v1.Hello.$Properties;
            }

            /**
             * Properties of a Ping.
             * @deprecated Use potluck.graph.v1.Ping.$Properties instead.
             */
            interface IPing extends potluck.graph.v1.Ping.$Properties {
            }

            /** Represents a Ping. */
            class Ping {

                /**
                 * Constructs a new Ping.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Ping.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Ping nonce. */
                nonce: number;

                /**
                 * Creates a new Ping instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Ping instance
                 */
                static create(properties: potluck.graph.v1.Ping.$Shape): potluck.graph.v1.Ping & potluck.graph.v1.Ping.$Shape;
                static create(properties?: potluck.graph.v1.Ping.$Properties): potluck.graph.v1.Ping;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link potluck.graph.v1.Ping.verify|verify} messages.
                 * @param message Ping message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Ping & potluck.graph.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Ping & potluck.graph.v1.Ping.$Shape;

                /**
                 * Creates a Ping message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Ping
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Ping;

                /**
                 * Creates a plain object from a Ping message. Also converts values to other types if specified.
                 * @param message Ping
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Ping, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Ping to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Ping {

                /** Properties of a Ping. */
                interface $Properties {

                    /** Ping nonce */
                    nonce?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Ping. */
                type $Shape = potluck.graph.v1.Ping.$Properties;
            }

            /**
             * Properties of a Pong.
             * @deprecated Use potluck.graph.v1.Pong.$Properties instead.
             */
            interface IPong extends potluck.graph.v1.Pong.$Properties {
            }

            /** Represents a Pong. */
            class Pong {

                /**
                 * Constructs a new Pong.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Pong.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pong nonce. */
                nonce: number;

                /** Pong peerTimeMs. */
                peerTimeMs: number;

                /**
                 * Creates a new Pong instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Pong instance
                 */
                static create(properties: potluck.graph.v1.Pong.$Shape): potluck.graph.v1.Pong & potluck.graph.v1.Pong.$Shape;
                static create(properties?: potluck.graph.v1.Pong.$Properties): potluck.graph.v1.Pong;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link potluck.graph.v1.Pong.verify|verify} messages.
                 * @param message Pong message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Pong & potluck.graph.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Pong & potluck.graph.v1.Pong.$Shape;

                /**
                 * Creates a Pong message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Pong
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Pong;

                /**
                 * Creates a plain object from a Pong message. Also converts values to other types if specified.
                 * @param message Pong
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Pong, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Pong to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Pong {

                /** Properties of a Pong. */
                interface $Properties {

                    /** Pong nonce */
                    nonce?: (number|null);

                    /** Pong peerTimeMs */
                    peerTimeMs?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pong. */
                type $Shape = potluck.graph.v1.Pong.$Properties;
            }

            /**
             * Properties of a DirectFrame.
             * @deprecated Use potluck.graph.v1.DirectFrame.$Properties instead.
             */
            interface IDirectFrame extends potluck.graph.v1.DirectFrame.$Properties {
            }

            /** Represents a DirectFrame. */
            class DirectFrame {

                /**
                 * Constructs a new DirectFrame.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DirectFrame.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DirectFrame open. */
                open?: (potluck.graph.v1.DirectOpen.$Properties|null);

                /** DirectFrame accept. */
                accept?: (potluck.graph.v1.DirectAccept.$Properties|null);

                /** DirectFrame refuse. */
                refuse?: (potluck.graph.v1.DirectRefuse.$Properties|null);

                /** DirectFrame data. */
                data?: (potluck.graph.v1.DirectData.$Properties|null);

                /** DirectFrame frame. */
                frame?: ("open"|"accept"|"refuse"|"data");

                /**
                 * Creates a new DirectFrame instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DirectFrame instance
                 */
                static create(properties: potluck.graph.v1.DirectFrame.$Shape): potluck.graph.v1.DirectFrame & potluck.graph.v1.DirectFrame.$Shape;
                static create(properties?: potluck.graph.v1.DirectFrame.$Properties): potluck.graph.v1.DirectFrame;

                /**
                 * Encodes the specified DirectFrame message. Does not implicitly {@link potluck.graph.v1.DirectFrame.verify|verify} messages.
                 * @param message DirectFrame message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DirectFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DirectFrame message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectFrame & potluck.graph.v1.DirectFrame.$Shape} DirectFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DirectFrame & potluck.graph.v1.DirectFrame.$Shape;

                /**
                 * Creates a DirectFrame message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DirectFrame
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DirectFrame;

                /**
                 * Creates a plain object from a DirectFrame message. Also converts values to other types if specified.
                 * @param message DirectFrame
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DirectFrame, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DirectFrame to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DirectFrame {

                /** Properties of a DirectFrame. */
                interface $Properties {

                    /** DirectFrame open */
                    open?: (potluck.graph.v1.DirectOpen.$Properties|null);

                    /** DirectFrame accept */
                    accept?: (potluck.graph.v1.DirectAccept.$Properties|null);

                    /** DirectFrame refuse */
                    refuse?: (potluck.graph.v1.DirectRefuse.$Properties|null);

                    /** DirectFrame data */
                    data?: (potluck.graph.v1.DirectData.$Properties|null);

                    /** DirectFrame frame */
                    frame?: ("open"|"accept"|"refuse"|"data");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a DirectFrame. */
                type $Shape = {
                  open?: potluck.graph.v1.DirectOpen.$Shape|null;
                  accept?: potluck.graph.v1.DirectAccept.$Shape|null;
                  refuse?: potluck.graph.v1.DirectRefuse.$Shape|null;
                  data?: potluck.graph.v1.DirectData.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ frame?: undefined; open?: null; accept?: null; refuse?: null; data?: null }|{ frame?: "open"; open: potluck.graph.v1.DirectOpen.$Shape; accept?: null; refuse?: null; data?: null }|{ frame?: "accept"; open?: null; accept: potluck.graph.v1.DirectAccept.$Shape; refuse?: null; data?: null }|{ frame?: "refuse"; open?: null; accept?: null; refuse: potluck.graph.v1.DirectRefuse.$Shape; data?: null }|{ frame?: "data"; open?: null; accept?: null; refuse?: null; data: potluck.graph.v1.DirectData.$Shape })
                );
            }

            /**
             * Properties of a DirectOpen.
             * @deprecated Use potluck.graph.v1.DirectOpen.$Properties instead.
             */
            interface IDirectOpen extends potluck.graph.v1.DirectOpen.$Properties {
            }

            /** Represents a DirectOpen. */
            class DirectOpen {

                /**
                 * Constructs a new DirectOpen.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DirectOpen.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DirectOpen version. */
                version: number;

                /** DirectOpen nodeId. */
                nodeId: Uint8Array;

                /** DirectOpen purpose. */
                purpose: potluck.graph.v1.DirectOpen.Purpose;

                /**
                 * Creates a new DirectOpen instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DirectOpen instance
                 */
                static create(properties: potluck.graph.v1.DirectOpen.$Shape): potluck.graph.v1.DirectOpen & potluck.graph.v1.DirectOpen.$Shape;
                static create(properties?: potluck.graph.v1.DirectOpen.$Properties): potluck.graph.v1.DirectOpen;

                /**
                 * Encodes the specified DirectOpen message. Does not implicitly {@link potluck.graph.v1.DirectOpen.verify|verify} messages.
                 * @param message DirectOpen message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DirectOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DirectOpen message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectOpen & potluck.graph.v1.DirectOpen.$Shape} DirectOpen
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DirectOpen & potluck.graph.v1.DirectOpen.$Shape;

                /**
                 * Creates a DirectOpen message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DirectOpen
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DirectOpen;

                /**
                 * Creates a plain object from a DirectOpen message. Also converts values to other types if specified.
                 * @param message DirectOpen
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DirectOpen, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DirectOpen to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DirectOpen {

                /** Properties of a DirectOpen. */
                interface $Properties {

                    /** DirectOpen version */
                    version?: (number|null);

                    /** DirectOpen nodeId */
                    nodeId?: (Uint8Array|null);

                    /** DirectOpen purpose */
                    purpose?: (potluck.graph.v1.DirectOpen.Purpose|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DirectOpen. */
                type $Shape = potluck.graph.v1.DirectOpen.$Properties;

                /** Purpose enum. */
                enum Purpose {

                    /** DIRECT value */
                    DIRECT = 0,

                    /** NEIGHBOUR value */
                    NEIGHBOUR = 1
                }
            }

            /**
             * Properties of a DirectAccept.
             * @deprecated Use potluck.graph.v1.DirectAccept.$Properties instead.
             */
            interface IDirectAccept extends potluck.graph.v1.DirectAccept.$Properties {
            }

            /** Represents a DirectAccept. */
            class DirectAccept {

                /**
                 * Constructs a new DirectAccept.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DirectAccept.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DirectAccept nodeId. */
                nodeId: Uint8Array;

                /**
                 * Creates a new DirectAccept instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DirectAccept instance
                 */
                static create(properties: potluck.graph.v1.DirectAccept.$Shape): potluck.graph.v1.DirectAccept & potluck.graph.v1.DirectAccept.$Shape;
                static create(properties?: potluck.graph.v1.DirectAccept.$Properties): potluck.graph.v1.DirectAccept;

                /**
                 * Encodes the specified DirectAccept message. Does not implicitly {@link potluck.graph.v1.DirectAccept.verify|verify} messages.
                 * @param message DirectAccept message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DirectAccept.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DirectAccept message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectAccept & potluck.graph.v1.DirectAccept.$Shape} DirectAccept
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DirectAccept & potluck.graph.v1.DirectAccept.$Shape;

                /**
                 * Creates a DirectAccept message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DirectAccept
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DirectAccept;

                /**
                 * Creates a plain object from a DirectAccept message. Also converts values to other types if specified.
                 * @param message DirectAccept
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DirectAccept, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DirectAccept to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DirectAccept {

                /** Properties of a DirectAccept. */
                interface $Properties {

                    /** DirectAccept nodeId */
                    nodeId?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DirectAccept. */
                type $Shape = potluck.graph.v1.DirectAccept.$Properties;
            }

            /**
             * Properties of a DirectRefuse.
             * @deprecated Use potluck.graph.v1.DirectRefuse.$Properties instead.
             */
            interface IDirectRefuse extends potluck.graph.v1.DirectRefuse.$Properties {
            }

            /** Represents a DirectRefuse. */
            class DirectRefuse {

                /**
                 * Constructs a new DirectRefuse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DirectRefuse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DirectRefuse reason. */
                reason: potluck.graph.v1.DirectRefuse.Reason;

                /**
                 * Creates a new DirectRefuse instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DirectRefuse instance
                 */
                static create(properties: potluck.graph.v1.DirectRefuse.$Shape): potluck.graph.v1.DirectRefuse & potluck.graph.v1.DirectRefuse.$Shape;
                static create(properties?: potluck.graph.v1.DirectRefuse.$Properties): potluck.graph.v1.DirectRefuse;

                /**
                 * Encodes the specified DirectRefuse message. Does not implicitly {@link potluck.graph.v1.DirectRefuse.verify|verify} messages.
                 * @param message DirectRefuse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DirectRefuse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DirectRefuse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectRefuse & potluck.graph.v1.DirectRefuse.$Shape} DirectRefuse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DirectRefuse & potluck.graph.v1.DirectRefuse.$Shape;

                /**
                 * Creates a DirectRefuse message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DirectRefuse
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DirectRefuse;

                /**
                 * Creates a plain object from a DirectRefuse message. Also converts values to other types if specified.
                 * @param message DirectRefuse
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DirectRefuse, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DirectRefuse to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DirectRefuse {

                /** Properties of a DirectRefuse. */
                interface $Properties {

                    /** DirectRefuse reason */
                    reason?: (potluck.graph.v1.DirectRefuse.Reason|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DirectRefuse. */
                type $Shape = potluck.graph.v1.DirectRefuse.$Properties;

                /** Reason enum. */
                enum Reason {

                    /** UNSPECIFIED value */
                    UNSPECIFIED = 0,

                    /** NOT_ASKED_FOR value */
                    NOT_ASKED_FOR = 1,

                    /** FULL value */
                    FULL = 2,

                    /** CLOSING value */
                    CLOSING = 3
                }
            }

            /**
             * Properties of a DirectData.
             * @deprecated Use potluck.graph.v1.DirectData.$Properties instead.
             */
            interface IDirectData extends potluck.graph.v1.DirectData.$Properties {
            }

            /** Represents a DirectData. */
            class DirectData {

                /**
                 * Constructs a new DirectData.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.DirectData.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DirectData type. */
                type: string;

                /** DirectData bytes. */
                bytes: Uint8Array;

                /**
                 * Creates a new DirectData instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns DirectData instance
                 */
                static create(properties: potluck.graph.v1.DirectData.$Shape): potluck.graph.v1.DirectData & potluck.graph.v1.DirectData.$Shape;
                static create(properties?: potluck.graph.v1.DirectData.$Properties): potluck.graph.v1.DirectData;

                /**
                 * Encodes the specified DirectData message. Does not implicitly {@link potluck.graph.v1.DirectData.verify|verify} messages.
                 * @param message DirectData message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.DirectData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DirectData message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectData & potluck.graph.v1.DirectData.$Shape} DirectData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.DirectData & potluck.graph.v1.DirectData.$Shape;

                /**
                 * Creates a DirectData message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns DirectData
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.DirectData;

                /**
                 * Creates a plain object from a DirectData message. Also converts values to other types if specified.
                 * @param message DirectData
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.DirectData, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this DirectData to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace DirectData {

                /** Properties of a DirectData. */
                interface $Properties {

                    /** DirectData type */
                    type?: (string|null);

                    /** DirectData bytes */
                    bytes?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DirectData. */
                type $Shape = potluck.graph.v1.DirectData.$Properties;
            }

            /**
             * Properties of a Message.
             * @deprecated Use potluck.graph.v1.Message.$Properties instead.
             */
            interface IMessage extends potluck.graph.v1.Message.$Properties {
            }

            /** Represents a Message. */
            class Message {

                /**
                 * Constructs a new Message.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Message.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Message bytes. */
                bytes: Uint8Array;

                /**
                 * Creates a new Message instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Message instance
                 */
                static create(properties: potluck.graph.v1.Message.$Shape): potluck.graph.v1.Message & potluck.graph.v1.Message.$Shape;
                static create(properties?: potluck.graph.v1.Message.$Properties): potluck.graph.v1.Message;

                /**
                 * Encodes the specified Message message. Does not implicitly {@link potluck.graph.v1.Message.verify|verify} messages.
                 * @param message Message message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Message.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Message message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Message & potluck.graph.v1.Message.$Shape} Message
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Message & potluck.graph.v1.Message.$Shape;

                /**
                 * Creates a Message message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Message
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Message;

                /**
                 * Creates a plain object from a Message message. Also converts values to other types if specified.
                 * @param message Message
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Message, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Message to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Message {

                /** Properties of a Message. */
                interface $Properties {

                    /** Message bytes */
                    bytes?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Message. */
                type $Shape = potluck.graph.v1.Message.$Properties;
            }

            /**
             * Properties of a MessageAnswer.
             * @deprecated Use potluck.graph.v1.MessageAnswer.$Properties instead.
             */
            interface IMessageAnswer extends potluck.graph.v1.MessageAnswer.$Properties {
            }

            /** Represents a MessageAnswer. */
            class MessageAnswer {

                /**
                 * Constructs a new MessageAnswer.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.MessageAnswer.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MessageAnswer outcome. */
                outcome: potluck.graph.v1.MessageAnswer.Outcome;

                /**
                 * Creates a new MessageAnswer instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns MessageAnswer instance
                 */
                static create(properties: potluck.graph.v1.MessageAnswer.$Shape): potluck.graph.v1.MessageAnswer & potluck.graph.v1.MessageAnswer.$Shape;
                static create(properties?: potluck.graph.v1.MessageAnswer.$Properties): potluck.graph.v1.MessageAnswer;

                /**
                 * Encodes the specified MessageAnswer message. Does not implicitly {@link potluck.graph.v1.MessageAnswer.verify|verify} messages.
                 * @param message MessageAnswer message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.MessageAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MessageAnswer message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.MessageAnswer & potluck.graph.v1.MessageAnswer.$Shape} MessageAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.MessageAnswer & potluck.graph.v1.MessageAnswer.$Shape;

                /**
                 * Creates a MessageAnswer message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns MessageAnswer
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.MessageAnswer;

                /**
                 * Creates a plain object from a MessageAnswer message. Also converts values to other types if specified.
                 * @param message MessageAnswer
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.MessageAnswer, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this MessageAnswer to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace MessageAnswer {

                /** Properties of a MessageAnswer. */
                interface $Properties {

                    /** MessageAnswer outcome */
                    outcome?: (potluck.graph.v1.MessageAnswer.Outcome|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MessageAnswer. */
                type $Shape = potluck.graph.v1.MessageAnswer.$Properties;

                /** Outcome enum. */
                enum Outcome {

                    /** UNSPECIFIED value */
                    UNSPECIFIED = 0,

                    /** TAKEN value */
                    TAKEN = 1,

                    /** REFUSED value */
                    REFUSED = 2,

                    /** NOT_ASKED_FOR value */
                    NOT_ASKED_FOR = 3,

                    /** FULL value */
                    FULL = 4
                }
            }

            /**
             * Properties of a Goodbye.
             * @deprecated Use potluck.graph.v1.Goodbye.$Properties instead.
             */
            interface IGoodbye extends potluck.graph.v1.Goodbye.$Properties {
            }

            /** Represents a Goodbye. */
            class Goodbye {

                /**
                 * Constructs a new Goodbye.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Goodbye.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Goodbye reason. */
                reason: potluck.graph.v1.Goodbye.Reason;

                /** Goodbye referrals. */
                referrals: potluck.graph.v1.Referral.$Properties[];

                /**
                 * Creates a new Goodbye instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Goodbye instance
                 */
                static create(properties: potluck.graph.v1.Goodbye.$Shape): potluck.graph.v1.Goodbye & potluck.graph.v1.Goodbye.$Shape;
                static create(properties?: potluck.graph.v1.Goodbye.$Properties): potluck.graph.v1.Goodbye;

                /**
                 * Encodes the specified Goodbye message. Does not implicitly {@link potluck.graph.v1.Goodbye.verify|verify} messages.
                 * @param message Goodbye message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Goodbye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Goodbye message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Goodbye & potluck.graph.v1.Goodbye.$Shape} Goodbye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Goodbye & potluck.graph.v1.Goodbye.$Shape;

                /**
                 * Creates a Goodbye message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Goodbye
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Goodbye;

                /**
                 * Creates a plain object from a Goodbye message. Also converts values to other types if specified.
                 * @param message Goodbye
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Goodbye, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Goodbye to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Goodbye {

                /** Properties of a Goodbye. */
                interface $Properties {

                    /** Goodbye reason */
                    reason?: (potluck.graph.v1.Goodbye.Reason|null);

                    /** Goodbye referrals */
                    referrals?: (potluck.graph.v1.Referral.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Goodbye. */
                type $Shape = potluck.graph.v1.Goodbye.$Properties;

                /** Reason enum. */
                enum Reason {

                    /** UNSPECIFIED value */
                    UNSPECIFIED = 0,

                    /** CLOSING value */
                    CLOSING = 1,

                    /** DUPLICATE value */
                    DUPLICATE = 2,

                    /** FULL value */
                    FULL = 3,

                    /** NOT_A_MEMBER value */
                    NOT_A_MEMBER = 4,

                    /** PROTOCOL value */
                    PROTOCOL = 5,

                    /** STALLED value */
                    STALLED = 6,

                    /** REPLACED value */
                    REPLACED = 7
                }
            }

            /**
             * Properties of a Referral.
             * @deprecated Use potluck.graph.v1.Referral.$Properties instead.
             */
            interface IReferral extends potluck.graph.v1.Referral.$Properties {
            }

            /** Represents a Referral. */
            class Referral {

                /**
                 * Constructs a new Referral.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Referral.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Referral peer. */
                peer: Uint8Array;

                /** Referral address. */
                address: string;

                /**
                 * Creates a new Referral instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Referral instance
                 */
                static create(properties: potluck.graph.v1.Referral.$Shape): potluck.graph.v1.Referral & potluck.graph.v1.Referral.$Shape;
                static create(properties?: potluck.graph.v1.Referral.$Properties): potluck.graph.v1.Referral;

                /**
                 * Encodes the specified Referral message. Does not implicitly {@link potluck.graph.v1.Referral.verify|verify} messages.
                 * @param message Referral message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Referral.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Referral message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Referral & potluck.graph.v1.Referral.$Shape} Referral
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Referral & potluck.graph.v1.Referral.$Shape;

                /**
                 * Creates a Referral message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Referral
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Referral;

                /**
                 * Creates a plain object from a Referral message. Also converts values to other types if specified.
                 * @param message Referral
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Referral, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Referral to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Referral {

                /** Properties of a Referral. */
                interface $Properties {

                    /** Referral peer */
                    peer?: (Uint8Array|null);

                    /** Referral address */
                    address?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Referral. */
                type $Shape = potluck.graph.v1.Referral.$Properties;
            }

            /**
             * Properties of a Pull.
             * @deprecated Use potluck.graph.v1.Pull.$Properties instead.
             */
            interface IPull extends potluck.graph.v1.Pull.$Properties {
            }

            /** Represents a Pull. */
            class Pull {

                /**
                 * Constructs a new Pull.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.Pull.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Creates a new Pull instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns Pull instance
                 */
                static create(properties: potluck.graph.v1.Pull.$Shape): potluck.graph.v1.Pull & potluck.graph.v1.Pull.$Shape;
                static create(properties?: potluck.graph.v1.Pull.$Properties): potluck.graph.v1.Pull;

                /**
                 * Encodes the specified Pull message. Does not implicitly {@link potluck.graph.v1.Pull.verify|verify} messages.
                 * @param message Pull message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.Pull.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pull message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Pull & potluck.graph.v1.Pull.$Shape} Pull
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.Pull & potluck.graph.v1.Pull.$Shape;

                /**
                 * Creates a Pull message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns Pull
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.Pull;

                /**
                 * Creates a plain object from a Pull message. Also converts values to other types if specified.
                 * @param message Pull
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.Pull, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this Pull to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace Pull {

                /** Properties of a Pull. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pull. */
                type $Shape = potluck.graph.v1.Pull.$Properties;
            }

            /**
             * Properties of a SoughtData.
             * @deprecated Use potluck.graph.v1.SoughtData.$Properties instead.
             */
            interface ISoughtData extends potluck.graph.v1.SoughtData.$Properties {
            }

            /** Represents a SoughtData. */
            class SoughtData {

                /**
                 * Constructs a new SoughtData.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.SoughtData.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SoughtData peer. */
                peer: Uint8Array;

                /**
                 * Creates a new SoughtData instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns SoughtData instance
                 */
                static create(properties: potluck.graph.v1.SoughtData.$Shape): potluck.graph.v1.SoughtData & potluck.graph.v1.SoughtData.$Shape;
                static create(properties?: potluck.graph.v1.SoughtData.$Properties): potluck.graph.v1.SoughtData;

                /**
                 * Encodes the specified SoughtData message. Does not implicitly {@link potluck.graph.v1.SoughtData.verify|verify} messages.
                 * @param message SoughtData message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.SoughtData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SoughtData message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.SoughtData & potluck.graph.v1.SoughtData.$Shape} SoughtData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.SoughtData & potluck.graph.v1.SoughtData.$Shape;

                /**
                 * Creates a SoughtData message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns SoughtData
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.SoughtData;

                /**
                 * Creates a plain object from a SoughtData message. Also converts values to other types if specified.
                 * @param message SoughtData
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.SoughtData, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this SoughtData to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace SoughtData {

                /** Properties of a SoughtData. */
                interface $Properties {

                    /** SoughtData peer */
                    peer?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SoughtData. */
                type $Shape = potluck.graph.v1.SoughtData.$Properties;
            }

            /**
             * Properties of a PresenceData.
             * @deprecated Use potluck.graph.v1.PresenceData.$Properties instead.
             */
            interface IPresenceData extends potluck.graph.v1.PresenceData.$Properties {
            }

            /** Represents a PresenceData. */
            class PresenceData {

                /**
                 * Constructs a new PresenceData.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: potluck.graph.v1.PresenceData.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PresenceData hosts. */
                hosts: string[];

                /** PresenceData graphPort. */
                graphPort: number;

                /** PresenceData contentPort. */
                contentPort: number;

                /** PresenceData uplink. */
                uplink: potluck.graph.v1.PresenceData.Answer;

                /** PresenceData serves. */
                serves: potluck.graph.v1.PresenceData.Answer;

                /** PresenceData load. */
                load: number;

                /** PresenceData nodeId. */
                nodeId: Uint8Array;

                /** PresenceData attributes. */
                attributes: string;

                /** PresenceData merit. */
                merit: number;

                /** PresenceData carries. */
                carries: boolean;

                /**
                 * Creates a new PresenceData instance using the specified properties.
                 * @param [properties] Properties to set
                 * @returns PresenceData instance
                 */
                static create(properties: potluck.graph.v1.PresenceData.$Shape): potluck.graph.v1.PresenceData & potluck.graph.v1.PresenceData.$Shape;
                static create(properties?: potluck.graph.v1.PresenceData.$Properties): potluck.graph.v1.PresenceData;

                /**
                 * Encodes the specified PresenceData message. Does not implicitly {@link potluck.graph.v1.PresenceData.verify|verify} messages.
                 * @param message PresenceData message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: potluck.graph.v1.PresenceData.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PresenceData message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.PresenceData & potluck.graph.v1.PresenceData.$Shape} PresenceData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): potluck.graph.v1.PresenceData & potluck.graph.v1.PresenceData.$Shape;

                /**
                 * Creates a PresenceData message from a plain object. Also converts values to their respective internal types.
                 * @param object Plain object
                 * @returns PresenceData
                 */
                static fromObject(object: { [k: string]: any }): potluck.graph.v1.PresenceData;

                /**
                 * Creates a plain object from a PresenceData message. Also converts values to other types if specified.
                 * @param message PresenceData
                 * @param [options] Conversion options
                 * @returns Plain object
                 */
                static toObject(message: potluck.graph.v1.PresenceData, options?: $protobuf.IConversionOptions): { [k: string]: any };

                /**
                 * Converts this PresenceData to JSON.
                 * @returns JSON object
                 */
                toJSON(): { [k: string]: any };
            }

            namespace PresenceData {

                /** Properties of a PresenceData. */
                interface $Properties {

                    /** PresenceData hosts */
                    hosts?: (string[]|null);

                    /** PresenceData graphPort */
                    graphPort?: (number|null);

                    /** PresenceData contentPort */
                    contentPort?: (number|null);

                    /** PresenceData uplink */
                    uplink?: (potluck.graph.v1.PresenceData.Answer|null);

                    /** PresenceData serves */
                    serves?: (potluck.graph.v1.PresenceData.Answer|null);

                    /** PresenceData load */
                    load?: (number|null);

                    /** PresenceData nodeId */
                    nodeId?: (Uint8Array|null);

                    /** PresenceData attributes */
                    attributes?: (string|null);

                    /** PresenceData merit */
                    merit?: (number|null);

                    /** PresenceData carries */
                    carries?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PresenceData. */
                type $Shape = potluck.graph.v1.PresenceData.$Properties;

                /** Answer enum. */
                enum Answer {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** YES value */
                    YES = 1,

                    /** NO value */
                    NO = 2
                }
            }
        }
    }
}
