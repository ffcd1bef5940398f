/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $String = $util.global.String, $Array = $util.global.Array, $parseInt = $util.global.parseInt, $BigInt = $util.global.BigInt, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["graph"] || ($protobuf.roots["graph"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.graph = (function() {

        /**
         * Namespace graph.
         * @memberof potluck
         * @namespace
         */
        const graph = {};

        graph.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.graph
             * @namespace
             */
            const v1 = {};

            v1.HandshakeMessage = (function() {

                /**
                 * Properties of a HandshakeMessage.
                 * @typedef {Object} potluck.graph.v1.HandshakeMessage.$Properties
                 * @property {potluck.graph.v1.DialerHello.$Properties|null} [dialerHello] HandshakeMessage dialerHello
                 * @property {potluck.graph.v1.ListenerProof.$Properties|null} [listenerProof] HandshakeMessage listenerProof
                 * @property {potluck.graph.v1.DialerProof.$Properties|null} [dialerProof] HandshakeMessage dialerProof
                 * @property {potluck.graph.v1.ListenerCredentials.$Properties|null} [listenerCredentials] HandshakeMessage listenerCredentials
                 * @property {potluck.graph.v1.AdmissionRequest.$Properties|null} [admissionRequest] HandshakeMessage admissionRequest
                 * @property {potluck.graph.v1.AdmissionAnswer.$Properties|null} [admissionAnswer] HandshakeMessage admissionAnswer
                 * @property {potluck.graph.v1.KnockRequest.$Properties|null} [knockRequest] HandshakeMessage knockRequest
                 * @property {potluck.graph.v1.KnockAnswer.$Properties|null} [knockAnswer] HandshakeMessage knockAnswer
                 * @property {potluck.graph.v1.RemovalNotice.$Properties|null} [removalNotice] HandshakeMessage removalNotice
                 * @property {"dialerHello"|"listenerProof"|"dialerProof"|"listenerCredentials"|"admissionRequest"|"admissionAnswer"|"knockRequest"|"knockAnswer"|"removalNotice"} [message] HandshakeMessage message
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HandshakeMessage.
                 * @memberof potluck.graph.v1
                 * @interface IHandshakeMessage
                 * @augments potluck.graph.v1.HandshakeMessage.$Properties
                 * @deprecated Use potluck.graph.v1.HandshakeMessage.$Properties instead.
                 */

                /**
                 * Narrowed shape of a HandshakeMessage.
                 * @typedef {{
                 *   dialerHello?: potluck.graph.v1.DialerHello.$Shape|null;
                 *   listenerProof?: potluck.graph.v1.ListenerProof.$Shape|null;
                 *   dialerProof?: potluck.graph.v1.DialerProof.$Shape|null;
                 *   listenerCredentials?: potluck.graph.v1.ListenerCredentials.$Shape|null;
                 *   admissionRequest?: potluck.graph.v1.AdmissionRequest.$Shape|null;
                 *   admissionAnswer?: potluck.graph.v1.AdmissionAnswer.$Shape|null;
                 *   knockRequest?: potluck.graph.v1.KnockRequest.$Shape|null;
                 *   knockAnswer?: potluck.graph.v1.KnockAnswer.$Shape|null;
                 *   removalNotice?: potluck.graph.v1.RemovalNotice.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ message?: undefined; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "dialerHello"; dialerHello: potluck.graph.v1.DialerHello.$Shape; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "listenerProof"; dialerHello?: null; listenerProof: potluck.graph.v1.ListenerProof.$Shape; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "dialerProof"; dialerHello?: null; listenerProof?: null; dialerProof: potluck.graph.v1.DialerProof.$Shape; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "listenerCredentials"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials: potluck.graph.v1.ListenerCredentials.$Shape; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "admissionRequest"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest: potluck.graph.v1.AdmissionRequest.$Shape; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "admissionAnswer"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer: potluck.graph.v1.AdmissionAnswer.$Shape; knockRequest?: null; knockAnswer?: null; removalNotice?: null }|{ message?: "knockRequest"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest: potluck.graph.v1.KnockRequest.$Shape; knockAnswer?: null; removalNotice?: null }|{ message?: "knockAnswer"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer: potluck.graph.v1.KnockAnswer.$Shape; removalNotice?: null }|{ message?: "removalNotice"; dialerHello?: null; listenerProof?: null; dialerProof?: null; listenerCredentials?: null; admissionRequest?: null; admissionAnswer?: null; knockRequest?: null; knockAnswer?: null; removalNotice: potluck.graph.v1.RemovalNotice.$Shape })
                 * )} potluck.graph.v1.HandshakeMessage.$Shape
                 */

                /**
                 * Constructs a new HandshakeMessage.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a HandshakeMessage.
                 * @constructor
                 * @param {potluck.graph.v1.HandshakeMessage.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HandshakeMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HandshakeMessage dialerHello.
                 * @member {potluck.graph.v1.DialerHello.$Properties|null|undefined} dialerHello
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.dialerHello = null;

                /**
                 * HandshakeMessage listenerProof.
                 * @member {potluck.graph.v1.ListenerProof.$Properties|null|undefined} listenerProof
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.listenerProof = null;

                /**
                 * HandshakeMessage dialerProof.
                 * @member {potluck.graph.v1.DialerProof.$Properties|null|undefined} dialerProof
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.dialerProof = null;

                /**
                 * HandshakeMessage listenerCredentials.
                 * @member {potluck.graph.v1.ListenerCredentials.$Properties|null|undefined} listenerCredentials
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.listenerCredentials = null;

                /**
                 * HandshakeMessage admissionRequest.
                 * @member {potluck.graph.v1.AdmissionRequest.$Properties|null|undefined} admissionRequest
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.admissionRequest = null;

                /**
                 * HandshakeMessage admissionAnswer.
                 * @member {potluck.graph.v1.AdmissionAnswer.$Properties|null|undefined} admissionAnswer
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.admissionAnswer = null;

                /**
                 * HandshakeMessage knockRequest.
                 * @member {potluck.graph.v1.KnockRequest.$Properties|null|undefined} knockRequest
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.knockRequest = null;

                /**
                 * HandshakeMessage knockAnswer.
                 * @member {potluck.graph.v1.KnockAnswer.$Properties|null|undefined} knockAnswer
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.knockAnswer = null;

                /**
                 * HandshakeMessage removalNotice.
                 * @member {potluck.graph.v1.RemovalNotice.$Properties|null|undefined} removalNotice
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                HandshakeMessage.prototype.removalNotice = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * HandshakeMessage message.
                 * @member {"dialerHello"|"listenerProof"|"dialerProof"|"listenerCredentials"|"admissionRequest"|"admissionAnswer"|"knockRequest"|"knockAnswer"|"removalNotice"|undefined} message
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 */
                $Object.defineProperty(HandshakeMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["dialerHello", "listenerProof", "dialerProof", "listenerCredentials", "admissionRequest", "admissionAnswer", "knockRequest", "knockAnswer", "removalNotice"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new HandshakeMessage instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @static
                 * @param {potluck.graph.v1.HandshakeMessage.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.HandshakeMessage} HandshakeMessage instance
                 * @type {{
                 *   (properties: potluck.graph.v1.HandshakeMessage.$Shape): potluck.graph.v1.HandshakeMessage & potluck.graph.v1.HandshakeMessage.$Shape;
                 *   (properties?: potluck.graph.v1.HandshakeMessage.$Properties): potluck.graph.v1.HandshakeMessage;
                 * }}
                 */
                HandshakeMessage.create = function(properties) {
                    return new HandshakeMessage(properties);
                };

                /**
                 * Encodes the specified HandshakeMessage message. Does not implicitly {@link potluck.graph.v1.HandshakeMessage.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @static
                 * @param {potluck.graph.v1.HandshakeMessage.$Properties} message HandshakeMessage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HandshakeMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.dialerHello != null && $Object.hasOwnProperty.call(message, "dialerHello"))
                        $root.potluck.graph.v1.DialerHello.encode(message.dialerHello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.listenerProof != null && $Object.hasOwnProperty.call(message, "listenerProof"))
                        $root.potluck.graph.v1.ListenerProof.encode(message.listenerProof, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.dialerProof != null && $Object.hasOwnProperty.call(message, "dialerProof"))
                        $root.potluck.graph.v1.DialerProof.encode(message.dialerProof, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.listenerCredentials != null && $Object.hasOwnProperty.call(message, "listenerCredentials"))
                        $root.potluck.graph.v1.ListenerCredentials.encode(message.listenerCredentials, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.admissionRequest != null && $Object.hasOwnProperty.call(message, "admissionRequest"))
                        $root.potluck.graph.v1.AdmissionRequest.encode(message.admissionRequest, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.admissionAnswer != null && $Object.hasOwnProperty.call(message, "admissionAnswer"))
                        $root.potluck.graph.v1.AdmissionAnswer.encode(message.admissionAnswer, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.knockRequest != null && $Object.hasOwnProperty.call(message, "knockRequest"))
                        $root.potluck.graph.v1.KnockRequest.encode(message.knockRequest, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.knockAnswer != null && $Object.hasOwnProperty.call(message, "knockAnswer"))
                        $root.potluck.graph.v1.KnockAnswer.encode(message.knockAnswer, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.removalNotice != null && $Object.hasOwnProperty.call(message, "removalNotice"))
                        $root.potluck.graph.v1.RemovalNotice.encode(message.removalNotice, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HandshakeMessage message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.HandshakeMessage & potluck.graph.v1.HandshakeMessage.$Shape} HandshakeMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HandshakeMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.HandshakeMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.dialerHello = $root.potluck.graph.v1.DialerHello.decode(reader, reader.size(), $undefined, _depth + 1, message.dialerHello);
                                message.message = "dialerHello";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.listenerProof = $root.potluck.graph.v1.ListenerProof.decode(reader, reader.size(), $undefined, _depth + 1, message.listenerProof);
                                message.message = "listenerProof";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.dialerProof = $root.potluck.graph.v1.DialerProof.decode(reader, reader.size(), $undefined, _depth + 1, message.dialerProof);
                                message.message = "dialerProof";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.listenerCredentials = $root.potluck.graph.v1.ListenerCredentials.decode(reader, reader.size(), $undefined, _depth + 1, message.listenerCredentials);
                                message.message = "listenerCredentials";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.admissionRequest = $root.potluck.graph.v1.AdmissionRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.admissionRequest);
                                message.message = "admissionRequest";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.admissionAnswer = $root.potluck.graph.v1.AdmissionAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.admissionAnswer);
                                message.message = "admissionAnswer";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.knockRequest = $root.potluck.graph.v1.KnockRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.knockRequest);
                                message.message = "knockRequest";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.knockAnswer = $root.potluck.graph.v1.KnockAnswer.decode(reader, reader.size(), $undefined, _depth + 1, message.knockAnswer);
                                message.message = "knockAnswer";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.removalNotice = $root.potluck.graph.v1.RemovalNotice.decode(reader, reader.size(), $undefined, _depth + 1, message.removalNotice);
                                message.message = "removalNotice";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a HandshakeMessage message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.HandshakeMessage} HandshakeMessage
                 */
                HandshakeMessage.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.HandshakeMessage)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.HandshakeMessage: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.HandshakeMessage();
                    if (object.dialerHello != null) {
                        if (!$util.isObject(object.dialerHello))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.dialerHello: object expected");
                        message.dialerHello = $root.potluck.graph.v1.DialerHello.fromObject(object.dialerHello, _depth + 1);
                    }
                    if (object.listenerProof != null) {
                        if (!$util.isObject(object.listenerProof))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.listenerProof: object expected");
                        message.listenerProof = $root.potluck.graph.v1.ListenerProof.fromObject(object.listenerProof, _depth + 1);
                    }
                    if (object.dialerProof != null) {
                        if (!$util.isObject(object.dialerProof))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.dialerProof: object expected");
                        message.dialerProof = $root.potluck.graph.v1.DialerProof.fromObject(object.dialerProof, _depth + 1);
                    }
                    if (object.listenerCredentials != null) {
                        if (!$util.isObject(object.listenerCredentials))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.listenerCredentials: object expected");
                        message.listenerCredentials = $root.potluck.graph.v1.ListenerCredentials.fromObject(object.listenerCredentials, _depth + 1);
                    }
                    if (object.admissionRequest != null) {
                        if (!$util.isObject(object.admissionRequest))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.admissionRequest: object expected");
                        message.admissionRequest = $root.potluck.graph.v1.AdmissionRequest.fromObject(object.admissionRequest, _depth + 1);
                    }
                    if (object.admissionAnswer != null) {
                        if (!$util.isObject(object.admissionAnswer))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.admissionAnswer: object expected");
                        message.admissionAnswer = $root.potluck.graph.v1.AdmissionAnswer.fromObject(object.admissionAnswer, _depth + 1);
                    }
                    if (object.knockRequest != null) {
                        if (!$util.isObject(object.knockRequest))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.knockRequest: object expected");
                        message.knockRequest = $root.potluck.graph.v1.KnockRequest.fromObject(object.knockRequest, _depth + 1);
                    }
                    if (object.knockAnswer != null) {
                        if (!$util.isObject(object.knockAnswer))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.knockAnswer: object expected");
                        message.knockAnswer = $root.potluck.graph.v1.KnockAnswer.fromObject(object.knockAnswer, _depth + 1);
                    }
                    if (object.removalNotice != null) {
                        if (!$util.isObject(object.removalNotice))
                            throw $TypeError(".potluck.graph.v1.HandshakeMessage.removalNotice: object expected");
                        message.removalNotice = $root.potluck.graph.v1.RemovalNotice.fromObject(object.removalNotice, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a HandshakeMessage message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @static
                 * @param {potluck.graph.v1.HandshakeMessage} message HandshakeMessage
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                HandshakeMessage.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (message.dialerHello != null && $Object.hasOwnProperty.call(message, "dialerHello")) {
                        object.dialerHello = $root.potluck.graph.v1.DialerHello.toObject(message.dialerHello, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "dialerHello";
                    }
                    if (message.listenerProof != null && $Object.hasOwnProperty.call(message, "listenerProof")) {
                        object.listenerProof = $root.potluck.graph.v1.ListenerProof.toObject(message.listenerProof, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "listenerProof";
                    }
                    if (message.dialerProof != null && $Object.hasOwnProperty.call(message, "dialerProof")) {
                        object.dialerProof = $root.potluck.graph.v1.DialerProof.toObject(message.dialerProof, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "dialerProof";
                    }
                    if (message.listenerCredentials != null && $Object.hasOwnProperty.call(message, "listenerCredentials")) {
                        object.listenerCredentials = $root.potluck.graph.v1.ListenerCredentials.toObject(message.listenerCredentials, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "listenerCredentials";
                    }
                    if (message.admissionRequest != null && $Object.hasOwnProperty.call(message, "admissionRequest")) {
                        object.admissionRequest = $root.potluck.graph.v1.AdmissionRequest.toObject(message.admissionRequest, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "admissionRequest";
                    }
                    if (message.admissionAnswer != null && $Object.hasOwnProperty.call(message, "admissionAnswer")) {
                        object.admissionAnswer = $root.potluck.graph.v1.AdmissionAnswer.toObject(message.admissionAnswer, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "admissionAnswer";
                    }
                    if (message.knockRequest != null && $Object.hasOwnProperty.call(message, "knockRequest")) {
                        object.knockRequest = $root.potluck.graph.v1.KnockRequest.toObject(message.knockRequest, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "knockRequest";
                    }
                    if (message.knockAnswer != null && $Object.hasOwnProperty.call(message, "knockAnswer")) {
                        object.knockAnswer = $root.potluck.graph.v1.KnockAnswer.toObject(message.knockAnswer, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "knockAnswer";
                    }
                    if (message.removalNotice != null && $Object.hasOwnProperty.call(message, "removalNotice")) {
                        object.removalNotice = $root.potluck.graph.v1.RemovalNotice.toObject(message.removalNotice, options, _depth + 1);
                        if (options.oneofs)
                            object.message = "removalNotice";
                    }
                    return object;
                };

                /**
                 * Converts this HandshakeMessage to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.HandshakeMessage
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                HandshakeMessage.prototype.toJSON = function() {
                    return HandshakeMessage.toObject(this, $protobuf.util.toJSONOptions);
                };

                return HandshakeMessage;
            })();

            v1.DialerHello = (function() {

                /**
                 * Properties of a DialerHello.
                 * @typedef {Object} potluck.graph.v1.DialerHello.$Properties
                 * @property {number|null} [version] DialerHello version
                 * @property {Uint8Array|null} [nonce] DialerHello nonce
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DialerHello.
                 * @memberof potluck.graph.v1
                 * @interface IDialerHello
                 * @augments potluck.graph.v1.DialerHello.$Properties
                 * @deprecated Use potluck.graph.v1.DialerHello.$Properties instead.
                 */

                /**
                 * Shape of a DialerHello.
                 * @typedef {potluck.graph.v1.DialerHello.$Properties} potluck.graph.v1.DialerHello.$Shape
                 */

                /**
                 * Constructs a new DialerHello.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DialerHello.
                 * @constructor
                 * @param {potluck.graph.v1.DialerHello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DialerHello = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DialerHello version.
                 * @member {number} version
                 * @memberof potluck.graph.v1.DialerHello
                 * @instance
                 */
                DialerHello.prototype.version = 0;

                /**
                 * DialerHello nonce.
                 * @member {Uint8Array} nonce
                 * @memberof potluck.graph.v1.DialerHello
                 * @instance
                 */
                DialerHello.prototype.nonce = $util.newBuffer([]);

                /**
                 * Creates a new DialerHello instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DialerHello
                 * @static
                 * @param {potluck.graph.v1.DialerHello.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DialerHello} DialerHello instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DialerHello.$Shape): potluck.graph.v1.DialerHello & potluck.graph.v1.DialerHello.$Shape;
                 *   (properties?: potluck.graph.v1.DialerHello.$Properties): potluck.graph.v1.DialerHello;
                 * }}
                 */
                DialerHello.create = function(properties) {
                    return new DialerHello(properties);
                };

                /**
                 * Encodes the specified DialerHello message. Does not implicitly {@link potluck.graph.v1.DialerHello.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DialerHello
                 * @static
                 * @param {potluck.graph.v1.DialerHello.$Properties} message DialerHello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DialerHello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.nonce);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DialerHello message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DialerHello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DialerHello & potluck.graph.v1.DialerHello.$Shape} DialerHello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DialerHello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DialerHello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.nonce = value;
                                else
                                    delete message.nonce;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DialerHello message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DialerHello
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DialerHello} DialerHello
                 */
                DialerHello.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DialerHello)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DialerHello: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DialerHello();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.nonce != null)
                        if (object.nonce.length)
                            if (typeof object.nonce === "string")
                                $util.base64.decode(object.nonce, message.nonce = $util.newBuffer($util.base64.length(object.nonce)), 0);
                            else if (object.nonce.length >= 0)
                                message.nonce = object.nonce;
                    return message;
                };

                /**
                 * Creates a plain object from a DialerHello message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DialerHello
                 * @static
                 * @param {potluck.graph.v1.DialerHello} message DialerHello
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DialerHello.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.version = 0;
                        if (options.bytes === $String)
                            object.nonce = "";
                        else {
                            object.nonce = [];
                            if (options.bytes !== $Array)
                                object.nonce = $util.newBuffer(object.nonce);
                        }
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                        object.nonce = options.bytes === $String ? $util.base64.encode(message.nonce, 0, message.nonce.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nonce) : message.nonce;
                    return object;
                };

                /**
                 * Converts this DialerHello to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DialerHello
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DialerHello.prototype.toJSON = function() {
                    return DialerHello.toObject(this, $protobuf.util.toJSONOptions);
                };

                return DialerHello;
            })();

            v1.ListenerProof = (function() {

                /**
                 * Properties of a ListenerProof.
                 * @typedef {Object} potluck.graph.v1.ListenerProof.$Properties
                 * @property {Uint8Array|null} [nonce] ListenerProof nonce
                 * @property {Uint8Array|null} [proof] ListenerProof proof
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ListenerProof.
                 * @memberof potluck.graph.v1
                 * @interface IListenerProof
                 * @augments potluck.graph.v1.ListenerProof.$Properties
                 * @deprecated Use potluck.graph.v1.ListenerProof.$Properties instead.
                 */

                /**
                 * Shape of a ListenerProof.
                 * @typedef {potluck.graph.v1.ListenerProof.$Properties} potluck.graph.v1.ListenerProof.$Shape
                 */

                /**
                 * Constructs a new ListenerProof.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a ListenerProof.
                 * @constructor
                 * @param {potluck.graph.v1.ListenerProof.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ListenerProof = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ListenerProof nonce.
                 * @member {Uint8Array} nonce
                 * @memberof potluck.graph.v1.ListenerProof
                 * @instance
                 */
                ListenerProof.prototype.nonce = $util.newBuffer([]);

                /**
                 * ListenerProof proof.
                 * @member {Uint8Array} proof
                 * @memberof potluck.graph.v1.ListenerProof
                 * @instance
                 */
                ListenerProof.prototype.proof = $util.newBuffer([]);

                /**
                 * Creates a new ListenerProof instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.ListenerProof
                 * @static
                 * @param {potluck.graph.v1.ListenerProof.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.ListenerProof} ListenerProof instance
                 * @type {{
                 *   (properties: potluck.graph.v1.ListenerProof.$Shape): potluck.graph.v1.ListenerProof & potluck.graph.v1.ListenerProof.$Shape;
                 *   (properties?: potluck.graph.v1.ListenerProof.$Properties): potluck.graph.v1.ListenerProof;
                 * }}
                 */
                ListenerProof.create = function(properties) {
                    return new ListenerProof(properties);
                };

                /**
                 * Encodes the specified ListenerProof message. Does not implicitly {@link potluck.graph.v1.ListenerProof.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.ListenerProof
                 * @static
                 * @param {potluck.graph.v1.ListenerProof.$Properties} message ListenerProof message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListenerProof.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.nonce);
                    if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.proof);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ListenerProof message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.ListenerProof
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.ListenerProof & potluck.graph.v1.ListenerProof.$Shape} ListenerProof
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListenerProof.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.ListenerProof();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.nonce = value;
                                else
                                    delete message.nonce;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.proof = value;
                                else
                                    delete message.proof;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a ListenerProof message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.ListenerProof
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.ListenerProof} ListenerProof
                 */
                ListenerProof.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.ListenerProof)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.ListenerProof: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.ListenerProof();
                    if (object.nonce != null)
                        if (object.nonce.length)
                            if (typeof object.nonce === "string")
                                $util.base64.decode(object.nonce, message.nonce = $util.newBuffer($util.base64.length(object.nonce)), 0);
                            else if (object.nonce.length >= 0)
                                message.nonce = object.nonce;
                    if (object.proof != null)
                        if (object.proof.length)
                            if (typeof object.proof === "string")
                                $util.base64.decode(object.proof, message.proof = $util.newBuffer($util.base64.length(object.proof)), 0);
                            else if (object.proof.length >= 0)
                                message.proof = object.proof;
                    return message;
                };

                /**
                 * Creates a plain object from a ListenerProof message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.ListenerProof
                 * @static
                 * @param {potluck.graph.v1.ListenerProof} message ListenerProof
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ListenerProof.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.nonce = "";
                        else {
                            object.nonce = [];
                            if (options.bytes !== $Array)
                                object.nonce = $util.newBuffer(object.nonce);
                        }
                        if (options.bytes === $String)
                            object.proof = "";
                        else {
                            object.proof = [];
                            if (options.bytes !== $Array)
                                object.proof = $util.newBuffer(object.proof);
                        }
                    }
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                        object.nonce = options.bytes === $String ? $util.base64.encode(message.nonce, 0, message.nonce.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nonce) : message.nonce;
                    if (message.proof != null && $Object.hasOwnProperty.call(message, "proof"))
                        object.proof = options.bytes === $String ? $util.base64.encode(message.proof, 0, message.proof.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.proof) : message.proof;
                    return object;
                };

                /**
                 * Converts this ListenerProof to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.ListenerProof
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ListenerProof.prototype.toJSON = function() {
                    return ListenerProof.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ListenerProof;
            })();

            v1.DialerProof = (function() {

                /**
                 * Properties of a DialerProof.
                 * @typedef {Object} potluck.graph.v1.DialerProof.$Properties
                 * @property {Uint8Array|null} [proof] DialerProof proof
                 * @property {Uint8Array|null} [credentials] DialerProof credentials
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DialerProof.
                 * @memberof potluck.graph.v1
                 * @interface IDialerProof
                 * @augments potluck.graph.v1.DialerProof.$Properties
                 * @deprecated Use potluck.graph.v1.DialerProof.$Properties instead.
                 */

                /**
                 * Shape of a DialerProof.
                 * @typedef {potluck.graph.v1.DialerProof.$Properties} potluck.graph.v1.DialerProof.$Shape
                 */

                /**
                 * Constructs a new DialerProof.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DialerProof.
                 * @constructor
                 * @param {potluck.graph.v1.DialerProof.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DialerProof = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DialerProof proof.
                 * @member {Uint8Array} proof
                 * @memberof potluck.graph.v1.DialerProof
                 * @instance
                 */
                DialerProof.prototype.proof = $util.newBuffer([]);

                /**
                 * DialerProof credentials.
                 * @member {Uint8Array} credentials
                 * @memberof potluck.graph.v1.DialerProof
                 * @instance
                 */
                DialerProof.prototype.credentials = $util.newBuffer([]);

                /**
                 * Creates a new DialerProof instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DialerProof
                 * @static
                 * @param {potluck.graph.v1.DialerProof.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DialerProof} DialerProof instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DialerProof.$Shape): potluck.graph.v1.DialerProof & potluck.graph.v1.DialerProof.$Shape;
                 *   (properties?: potluck.graph.v1.DialerProof.$Properties): potluck.graph.v1.DialerProof;
                 * }}
                 */
                DialerProof.create = function(properties) {
                    return new DialerProof(properties);
                };

                /**
                 * Encodes the specified DialerProof message. Does not implicitly {@link potluck.graph.v1.DialerProof.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DialerProof
                 * @static
                 * @param {potluck.graph.v1.DialerProof.$Properties} message DialerProof message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DialerProof.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.proof);
                    if (message.credentials != null && $Object.hasOwnProperty.call(message, "credentials") && message.credentials.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.credentials);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DialerProof message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DialerProof
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DialerProof & potluck.graph.v1.DialerProof.$Shape} DialerProof
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DialerProof.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DialerProof();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.proof = value;
                                else
                                    delete message.proof;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.credentials = value;
                                else
                                    delete message.credentials;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DialerProof message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DialerProof
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DialerProof} DialerProof
                 */
                DialerProof.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DialerProof)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DialerProof: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DialerProof();
                    if (object.proof != null)
                        if (object.proof.length)
                            if (typeof object.proof === "string")
                                $util.base64.decode(object.proof, message.proof = $util.newBuffer($util.base64.length(object.proof)), 0);
                            else if (object.proof.length >= 0)
                                message.proof = object.proof;
                    if (object.credentials != null)
                        if (object.credentials.length)
                            if (typeof object.credentials === "string")
                                $util.base64.decode(object.credentials, message.credentials = $util.newBuffer($util.base64.length(object.credentials)), 0);
                            else if (object.credentials.length >= 0)
                                message.credentials = object.credentials;
                    return message;
                };

                /**
                 * Creates a plain object from a DialerProof message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DialerProof
                 * @static
                 * @param {potluck.graph.v1.DialerProof} message DialerProof
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DialerProof.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.proof = "";
                        else {
                            object.proof = [];
                            if (options.bytes !== $Array)
                                object.proof = $util.newBuffer(object.proof);
                        }
                        if (options.bytes === $String)
                            object.credentials = "";
                        else {
                            object.credentials = [];
                            if (options.bytes !== $Array)
                                object.credentials = $util.newBuffer(object.credentials);
                        }
                    }
                    if (message.proof != null && $Object.hasOwnProperty.call(message, "proof"))
                        object.proof = options.bytes === $String ? $util.base64.encode(message.proof, 0, message.proof.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.proof) : message.proof;
                    if (message.credentials != null && $Object.hasOwnProperty.call(message, "credentials"))
                        object.credentials = options.bytes === $String ? $util.base64.encode(message.credentials, 0, message.credentials.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.credentials) : message.credentials;
                    return object;
                };

                /**
                 * Converts this DialerProof to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DialerProof
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DialerProof.prototype.toJSON = function() {
                    return DialerProof.toObject(this, $protobuf.util.toJSONOptions);
                };

                return DialerProof;
            })();

            v1.ListenerCredentials = (function() {

                /**
                 * Properties of a ListenerCredentials.
                 * @typedef {Object} potluck.graph.v1.ListenerCredentials.$Properties
                 * @property {Uint8Array|null} [credentials] ListenerCredentials credentials
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ListenerCredentials.
                 * @memberof potluck.graph.v1
                 * @interface IListenerCredentials
                 * @augments potluck.graph.v1.ListenerCredentials.$Properties
                 * @deprecated Use potluck.graph.v1.ListenerCredentials.$Properties instead.
                 */

                /**
                 * Shape of a ListenerCredentials.
                 * @typedef {potluck.graph.v1.ListenerCredentials.$Properties} potluck.graph.v1.ListenerCredentials.$Shape
                 */

                /**
                 * Constructs a new ListenerCredentials.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a ListenerCredentials.
                 * @constructor
                 * @param {potluck.graph.v1.ListenerCredentials.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ListenerCredentials = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ListenerCredentials credentials.
                 * @member {Uint8Array} credentials
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @instance
                 */
                ListenerCredentials.prototype.credentials = $util.newBuffer([]);

                /**
                 * Creates a new ListenerCredentials instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @static
                 * @param {potluck.graph.v1.ListenerCredentials.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.ListenerCredentials} ListenerCredentials instance
                 * @type {{
                 *   (properties: potluck.graph.v1.ListenerCredentials.$Shape): potluck.graph.v1.ListenerCredentials & potluck.graph.v1.ListenerCredentials.$Shape;
                 *   (properties?: potluck.graph.v1.ListenerCredentials.$Properties): potluck.graph.v1.ListenerCredentials;
                 * }}
                 */
                ListenerCredentials.create = function(properties) {
                    return new ListenerCredentials(properties);
                };

                /**
                 * Encodes the specified ListenerCredentials message. Does not implicitly {@link potluck.graph.v1.ListenerCredentials.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @static
                 * @param {potluck.graph.v1.ListenerCredentials.$Properties} message ListenerCredentials message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListenerCredentials.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.credentials != null && $Object.hasOwnProperty.call(message, "credentials") && message.credentials.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.credentials);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ListenerCredentials message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.ListenerCredentials & potluck.graph.v1.ListenerCredentials.$Shape} ListenerCredentials
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListenerCredentials.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.ListenerCredentials();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.credentials = value;
                                else
                                    delete message.credentials;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a ListenerCredentials message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.ListenerCredentials} ListenerCredentials
                 */
                ListenerCredentials.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.ListenerCredentials)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.ListenerCredentials: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.ListenerCredentials();
                    if (object.credentials != null)
                        if (object.credentials.length)
                            if (typeof object.credentials === "string")
                                $util.base64.decode(object.credentials, message.credentials = $util.newBuffer($util.base64.length(object.credentials)), 0);
                            else if (object.credentials.length >= 0)
                                message.credentials = object.credentials;
                    return message;
                };

                /**
                 * Creates a plain object from a ListenerCredentials message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @static
                 * @param {potluck.graph.v1.ListenerCredentials} message ListenerCredentials
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ListenerCredentials.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.credentials = "";
                        else {
                            object.credentials = [];
                            if (options.bytes !== $Array)
                                object.credentials = $util.newBuffer(object.credentials);
                        }
                    if (message.credentials != null && $Object.hasOwnProperty.call(message, "credentials"))
                        object.credentials = options.bytes === $String ? $util.base64.encode(message.credentials, 0, message.credentials.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.credentials) : message.credentials;
                    return object;
                };

                /**
                 * Converts this ListenerCredentials to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.ListenerCredentials
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ListenerCredentials.prototype.toJSON = function() {
                    return ListenerCredentials.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ListenerCredentials;
            })();

            v1.RemovalNotice = (function() {

                /**
                 * Properties of a RemovalNotice.
                 * @typedef {Object} potluck.graph.v1.RemovalNotice.$Properties
                 * @property {Uint8Array|null} [body] RemovalNotice body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RemovalNotice.
                 * @memberof potluck.graph.v1
                 * @interface IRemovalNotice
                 * @augments potluck.graph.v1.RemovalNotice.$Properties
                 * @deprecated Use potluck.graph.v1.RemovalNotice.$Properties instead.
                 */

                /**
                 * Shape of a RemovalNotice.
                 * @typedef {potluck.graph.v1.RemovalNotice.$Properties} potluck.graph.v1.RemovalNotice.$Shape
                 */

                /**
                 * Constructs a new RemovalNotice.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a RemovalNotice.
                 * @constructor
                 * @param {potluck.graph.v1.RemovalNotice.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RemovalNotice = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RemovalNotice body.
                 * @member {Uint8Array} body
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @instance
                 */
                RemovalNotice.prototype.body = $util.newBuffer([]);

                /**
                 * Creates a new RemovalNotice instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @static
                 * @param {potluck.graph.v1.RemovalNotice.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.RemovalNotice} RemovalNotice instance
                 * @type {{
                 *   (properties: potluck.graph.v1.RemovalNotice.$Shape): potluck.graph.v1.RemovalNotice & potluck.graph.v1.RemovalNotice.$Shape;
                 *   (properties?: potluck.graph.v1.RemovalNotice.$Properties): potluck.graph.v1.RemovalNotice;
                 * }}
                 */
                RemovalNotice.create = function(properties) {
                    return new RemovalNotice(properties);
                };

                /**
                 * Encodes the specified RemovalNotice message. Does not implicitly {@link potluck.graph.v1.RemovalNotice.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @static
                 * @param {potluck.graph.v1.RemovalNotice.$Properties} message RemovalNotice message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RemovalNotice.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.body);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RemovalNotice message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.RemovalNotice & potluck.graph.v1.RemovalNotice.$Shape} RemovalNotice
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RemovalNotice.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.RemovalNotice();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a RemovalNotice message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.RemovalNotice} RemovalNotice
                 */
                RemovalNotice.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.RemovalNotice)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.RemovalNotice: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.RemovalNotice();
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    return message;
                };

                /**
                 * Creates a plain object from a RemovalNotice message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @static
                 * @param {potluck.graph.v1.RemovalNotice} message RemovalNotice
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                RemovalNotice.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    return object;
                };

                /**
                 * Converts this RemovalNotice to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.RemovalNotice
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                RemovalNotice.prototype.toJSON = function() {
                    return RemovalNotice.toObject(this, $protobuf.util.toJSONOptions);
                };

                return RemovalNotice;
            })();

            v1.AdmissionRequest = (function() {

                /**
                 * Properties of an AdmissionRequest.
                 * @typedef {Object} potluck.graph.v1.AdmissionRequest.$Properties
                 * @property {number|null} [version] AdmissionRequest version
                 * @property {Uint8Array|null} [body] AdmissionRequest body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AdmissionRequest.
                 * @memberof potluck.graph.v1
                 * @interface IAdmissionRequest
                 * @augments potluck.graph.v1.AdmissionRequest.$Properties
                 * @deprecated Use potluck.graph.v1.AdmissionRequest.$Properties instead.
                 */

                /**
                 * Shape of an AdmissionRequest.
                 * @typedef {potluck.graph.v1.AdmissionRequest.$Properties} potluck.graph.v1.AdmissionRequest.$Shape
                 */

                /**
                 * Constructs a new AdmissionRequest.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents an AdmissionRequest.
                 * @constructor
                 * @param {potluck.graph.v1.AdmissionRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AdmissionRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AdmissionRequest version.
                 * @member {number} version
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @instance
                 */
                AdmissionRequest.prototype.version = 0;

                /**
                 * AdmissionRequest body.
                 * @member {Uint8Array} body
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @instance
                 */
                AdmissionRequest.prototype.body = $util.newBuffer([]);

                /**
                 * Creates a new AdmissionRequest instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @static
                 * @param {potluck.graph.v1.AdmissionRequest.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.AdmissionRequest} AdmissionRequest instance
                 * @type {{
                 *   (properties: potluck.graph.v1.AdmissionRequest.$Shape): potluck.graph.v1.AdmissionRequest & potluck.graph.v1.AdmissionRequest.$Shape;
                 *   (properties?: potluck.graph.v1.AdmissionRequest.$Properties): potluck.graph.v1.AdmissionRequest;
                 * }}
                 */
                AdmissionRequest.create = function(properties) {
                    return new AdmissionRequest(properties);
                };

                /**
                 * Encodes the specified AdmissionRequest message. Does not implicitly {@link potluck.graph.v1.AdmissionRequest.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @static
                 * @param {potluck.graph.v1.AdmissionRequest.$Properties} message AdmissionRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AdmissionRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.body);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AdmissionRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.AdmissionRequest & potluck.graph.v1.AdmissionRequest.$Shape} AdmissionRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AdmissionRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.AdmissionRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates an AdmissionRequest message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.AdmissionRequest} AdmissionRequest
                 */
                AdmissionRequest.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.AdmissionRequest)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.AdmissionRequest: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.AdmissionRequest();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    return message;
                };

                /**
                 * Creates a plain object from an AdmissionRequest message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @static
                 * @param {potluck.graph.v1.AdmissionRequest} message AdmissionRequest
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                AdmissionRequest.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.version = 0;
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    return object;
                };

                /**
                 * Converts this AdmissionRequest to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.AdmissionRequest
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                AdmissionRequest.prototype.toJSON = function() {
                    return AdmissionRequest.toObject(this, $protobuf.util.toJSONOptions);
                };

                return AdmissionRequest;
            })();

            v1.AdmissionAnswer = (function() {

                /**
                 * Properties of an AdmissionAnswer.
                 * @typedef {Object} potluck.graph.v1.AdmissionAnswer.$Properties
                 * @property {Uint8Array|null} [body] AdmissionAnswer body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AdmissionAnswer.
                 * @memberof potluck.graph.v1
                 * @interface IAdmissionAnswer
                 * @augments potluck.graph.v1.AdmissionAnswer.$Properties
                 * @deprecated Use potluck.graph.v1.AdmissionAnswer.$Properties instead.
                 */

                /**
                 * Shape of an AdmissionAnswer.
                 * @typedef {potluck.graph.v1.AdmissionAnswer.$Properties} potluck.graph.v1.AdmissionAnswer.$Shape
                 */

                /**
                 * Constructs a new AdmissionAnswer.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents an AdmissionAnswer.
                 * @constructor
                 * @param {potluck.graph.v1.AdmissionAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AdmissionAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AdmissionAnswer body.
                 * @member {Uint8Array} body
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @instance
                 */
                AdmissionAnswer.prototype.body = $util.newBuffer([]);

                /**
                 * Creates a new AdmissionAnswer instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @static
                 * @param {potluck.graph.v1.AdmissionAnswer.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.AdmissionAnswer} AdmissionAnswer instance
                 * @type {{
                 *   (properties: potluck.graph.v1.AdmissionAnswer.$Shape): potluck.graph.v1.AdmissionAnswer & potluck.graph.v1.AdmissionAnswer.$Shape;
                 *   (properties?: potluck.graph.v1.AdmissionAnswer.$Properties): potluck.graph.v1.AdmissionAnswer;
                 * }}
                 */
                AdmissionAnswer.create = function(properties) {
                    return new AdmissionAnswer(properties);
                };

                /**
                 * Encodes the specified AdmissionAnswer message. Does not implicitly {@link potluck.graph.v1.AdmissionAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @static
                 * @param {potluck.graph.v1.AdmissionAnswer.$Properties} message AdmissionAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AdmissionAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.body);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AdmissionAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.AdmissionAnswer & potluck.graph.v1.AdmissionAnswer.$Shape} AdmissionAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AdmissionAnswer.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.AdmissionAnswer();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates an AdmissionAnswer message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.AdmissionAnswer} AdmissionAnswer
                 */
                AdmissionAnswer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.AdmissionAnswer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.AdmissionAnswer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.AdmissionAnswer();
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    return message;
                };

                /**
                 * Creates a plain object from an AdmissionAnswer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @static
                 * @param {potluck.graph.v1.AdmissionAnswer} message AdmissionAnswer
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                AdmissionAnswer.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    return object;
                };

                /**
                 * Converts this AdmissionAnswer to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.AdmissionAnswer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                AdmissionAnswer.prototype.toJSON = function() {
                    return AdmissionAnswer.toObject(this, $protobuf.util.toJSONOptions);
                };

                return AdmissionAnswer;
            })();

            v1.KnockRequest = (function() {

                /**
                 * Properties of a KnockRequest.
                 * @typedef {Object} potluck.graph.v1.KnockRequest.$Properties
                 * @property {number|null} [version] KnockRequest version
                 * @property {Uint8Array|null} [body] KnockRequest body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a KnockRequest.
                 * @memberof potluck.graph.v1
                 * @interface IKnockRequest
                 * @augments potluck.graph.v1.KnockRequest.$Properties
                 * @deprecated Use potluck.graph.v1.KnockRequest.$Properties instead.
                 */

                /**
                 * Shape of a KnockRequest.
                 * @typedef {potluck.graph.v1.KnockRequest.$Properties} potluck.graph.v1.KnockRequest.$Shape
                 */

                /**
                 * Constructs a new KnockRequest.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a KnockRequest.
                 * @constructor
                 * @param {potluck.graph.v1.KnockRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const KnockRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * KnockRequest version.
                 * @member {number} version
                 * @memberof potluck.graph.v1.KnockRequest
                 * @instance
                 */
                KnockRequest.prototype.version = 0;

                /**
                 * KnockRequest body.
                 * @member {Uint8Array} body
                 * @memberof potluck.graph.v1.KnockRequest
                 * @instance
                 */
                KnockRequest.prototype.body = $util.newBuffer([]);

                /**
                 * Creates a new KnockRequest instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.KnockRequest
                 * @static
                 * @param {potluck.graph.v1.KnockRequest.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.KnockRequest} KnockRequest instance
                 * @type {{
                 *   (properties: potluck.graph.v1.KnockRequest.$Shape): potluck.graph.v1.KnockRequest & potluck.graph.v1.KnockRequest.$Shape;
                 *   (properties?: potluck.graph.v1.KnockRequest.$Properties): potluck.graph.v1.KnockRequest;
                 * }}
                 */
                KnockRequest.create = function(properties) {
                    return new KnockRequest(properties);
                };

                /**
                 * Encodes the specified KnockRequest message. Does not implicitly {@link potluck.graph.v1.KnockRequest.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.KnockRequest
                 * @static
                 * @param {potluck.graph.v1.KnockRequest.$Properties} message KnockRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                KnockRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.body);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a KnockRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.KnockRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.KnockRequest & potluck.graph.v1.KnockRequest.$Shape} KnockRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                KnockRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.KnockRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a KnockRequest message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.KnockRequest
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.KnockRequest} KnockRequest
                 */
                KnockRequest.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.KnockRequest)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.KnockRequest: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.KnockRequest();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    return message;
                };

                /**
                 * Creates a plain object from a KnockRequest message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.KnockRequest
                 * @static
                 * @param {potluck.graph.v1.KnockRequest} message KnockRequest
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                KnockRequest.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.version = 0;
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    return object;
                };

                /**
                 * Converts this KnockRequest to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.KnockRequest
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                KnockRequest.prototype.toJSON = function() {
                    return KnockRequest.toObject(this, $protobuf.util.toJSONOptions);
                };

                return KnockRequest;
            })();

            v1.KnockAnswer = (function() {

                /**
                 * Properties of a KnockAnswer.
                 * @typedef {Object} potluck.graph.v1.KnockAnswer.$Properties
                 * @property {Uint8Array|null} [body] KnockAnswer body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a KnockAnswer.
                 * @memberof potluck.graph.v1
                 * @interface IKnockAnswer
                 * @augments potluck.graph.v1.KnockAnswer.$Properties
                 * @deprecated Use potluck.graph.v1.KnockAnswer.$Properties instead.
                 */

                /**
                 * Shape of a KnockAnswer.
                 * @typedef {potluck.graph.v1.KnockAnswer.$Properties} potluck.graph.v1.KnockAnswer.$Shape
                 */

                /**
                 * Constructs a new KnockAnswer.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a KnockAnswer.
                 * @constructor
                 * @param {potluck.graph.v1.KnockAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const KnockAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * KnockAnswer body.
                 * @member {Uint8Array} body
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @instance
                 */
                KnockAnswer.prototype.body = $util.newBuffer([]);

                /**
                 * Creates a new KnockAnswer instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @static
                 * @param {potluck.graph.v1.KnockAnswer.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.KnockAnswer} KnockAnswer instance
                 * @type {{
                 *   (properties: potluck.graph.v1.KnockAnswer.$Shape): potluck.graph.v1.KnockAnswer & potluck.graph.v1.KnockAnswer.$Shape;
                 *   (properties?: potluck.graph.v1.KnockAnswer.$Properties): potluck.graph.v1.KnockAnswer;
                 * }}
                 */
                KnockAnswer.create = function(properties) {
                    return new KnockAnswer(properties);
                };

                /**
                 * Encodes the specified KnockAnswer message. Does not implicitly {@link potluck.graph.v1.KnockAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @static
                 * @param {potluck.graph.v1.KnockAnswer.$Properties} message KnockAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                KnockAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.body);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a KnockAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.KnockAnswer & potluck.graph.v1.KnockAnswer.$Shape} KnockAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                KnockAnswer.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.KnockAnswer();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.body = value;
                                else
                                    delete message.body;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a KnockAnswer message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.KnockAnswer} KnockAnswer
                 */
                KnockAnswer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.KnockAnswer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.KnockAnswer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.KnockAnswer();
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    return message;
                };

                /**
                 * Creates a plain object from a KnockAnswer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @static
                 * @param {potluck.graph.v1.KnockAnswer} message KnockAnswer
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                KnockAnswer.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    return object;
                };

                /**
                 * Converts this KnockAnswer to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.KnockAnswer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                KnockAnswer.prototype.toJSON = function() {
                    return KnockAnswer.toObject(this, $protobuf.util.toJSONOptions);
                };

                return KnockAnswer;
            })();

            v1.LinkFrame = (function() {

                /**
                 * Properties of a LinkFrame.
                 * @typedef {Object} potluck.graph.v1.LinkFrame.$Properties
                 * @property {potluck.graph.v1.Hello.$Properties|null} [hello] LinkFrame hello
                 * @property {Uint8Array|null} [item] LinkFrame item
                 * @property {Uint8Array|null} [sync] LinkFrame sync
                 * @property {potluck.graph.v1.Goodbye.$Properties|null} [goodbye] LinkFrame goodbye
                 * @property {potluck.graph.v1.Pull.$Properties|null} [pull] LinkFrame pull
                 * @property {potluck.graph.v1.Ping.$Properties|null} [ping] LinkFrame ping
                 * @property {potluck.graph.v1.Pong.$Properties|null} [pong] LinkFrame pong
                 * @property {"hello"|"item"|"sync"|"goodbye"|"pull"|"ping"|"pong"} [frame] LinkFrame frame
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LinkFrame.
                 * @memberof potluck.graph.v1
                 * @interface ILinkFrame
                 * @augments potluck.graph.v1.LinkFrame.$Properties
                 * @deprecated Use potluck.graph.v1.LinkFrame.$Properties instead.
                 */

                /**
                 * Narrowed shape of a LinkFrame.
                 * @typedef {{
                 *   hello?: potluck.graph.v1.Hello.$Shape|null;
                 *   item?: Uint8Array|null;
                 *   sync?: Uint8Array|null;
                 *   goodbye?: potluck.graph.v1.Goodbye.$Shape|null;
                 *   pull?: potluck.graph.v1.Pull.$Shape|null;
                 *   ping?: potluck.graph.v1.Ping.$Shape|null;
                 *   pong?: potluck.graph.v1.Pong.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ frame?: undefined; hello?: null; item?: null; sync?: null; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "hello"; hello: potluck.graph.v1.Hello.$Shape; item?: null; sync?: null; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "item"; hello?: null; item: Uint8Array; sync?: null; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "sync"; hello?: null; item?: null; sync: Uint8Array; goodbye?: null; pull?: null; ping?: null; pong?: null }|{ frame?: "goodbye"; hello?: null; item?: null; sync?: null; goodbye: potluck.graph.v1.Goodbye.$Shape; pull?: null; ping?: null; pong?: null }|{ frame?: "pull"; hello?: null; item?: null; sync?: null; goodbye?: null; pull: potluck.graph.v1.Pull.$Shape; ping?: null; pong?: null }|{ frame?: "ping"; hello?: null; item?: null; sync?: null; goodbye?: null; pull?: null; ping: potluck.graph.v1.Ping.$Shape; pong?: null }|{ frame?: "pong"; hello?: null; item?: null; sync?: null; goodbye?: null; pull?: null; ping?: null; pong: potluck.graph.v1.Pong.$Shape })
                 * )} potluck.graph.v1.LinkFrame.$Shape
                 */

                /**
                 * Constructs a new LinkFrame.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a LinkFrame.
                 * @constructor
                 * @param {potluck.graph.v1.LinkFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LinkFrame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LinkFrame hello.
                 * @member {potluck.graph.v1.Hello.$Properties|null|undefined} hello
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.hello = null;

                /**
                 * LinkFrame item.
                 * @member {Uint8Array|null|undefined} item
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.item = null;

                /**
                 * LinkFrame sync.
                 * @member {Uint8Array|null|undefined} sync
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.sync = null;

                /**
                 * LinkFrame goodbye.
                 * @member {potluck.graph.v1.Goodbye.$Properties|null|undefined} goodbye
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.goodbye = null;

                /**
                 * LinkFrame pull.
                 * @member {potluck.graph.v1.Pull.$Properties|null|undefined} pull
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.pull = null;

                /**
                 * LinkFrame ping.
                 * @member {potluck.graph.v1.Ping.$Properties|null|undefined} ping
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.ping = null;

                /**
                 * LinkFrame pong.
                 * @member {potluck.graph.v1.Pong.$Properties|null|undefined} pong
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                LinkFrame.prototype.pong = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * LinkFrame frame.
                 * @member {"hello"|"item"|"sync"|"goodbye"|"pull"|"ping"|"pong"|undefined} frame
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 */
                $Object.defineProperty(LinkFrame.prototype, "frame", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "item", "sync", "goodbye", "pull", "ping", "pong"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new LinkFrame instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.LinkFrame
                 * @static
                 * @param {potluck.graph.v1.LinkFrame.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.LinkFrame} LinkFrame instance
                 * @type {{
                 *   (properties: potluck.graph.v1.LinkFrame.$Shape): potluck.graph.v1.LinkFrame & potluck.graph.v1.LinkFrame.$Shape;
                 *   (properties?: potluck.graph.v1.LinkFrame.$Properties): potluck.graph.v1.LinkFrame;
                 * }}
                 */
                LinkFrame.create = function(properties) {
                    return new LinkFrame(properties);
                };

                /**
                 * Encodes the specified LinkFrame message. Does not implicitly {@link potluck.graph.v1.LinkFrame.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.LinkFrame
                 * @static
                 * @param {potluck.graph.v1.LinkFrame.$Properties} message LinkFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LinkFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.potluck.graph.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.item != null && $Object.hasOwnProperty.call(message, "item"))
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.item);
                    if (message.sync != null && $Object.hasOwnProperty.call(message, "sync"))
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.sync);
                    if (message.goodbye != null && $Object.hasOwnProperty.call(message, "goodbye"))
                        $root.potluck.graph.v1.Goodbye.encode(message.goodbye, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.pull != null && $Object.hasOwnProperty.call(message, "pull"))
                        $root.potluck.graph.v1.Pull.encode(message.pull, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                        $root.potluck.graph.v1.Ping.encode(message.ping, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong"))
                        $root.potluck.graph.v1.Pong.encode(message.pong, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LinkFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.LinkFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.LinkFrame & potluck.graph.v1.LinkFrame.$Shape} LinkFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LinkFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.LinkFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.potluck.graph.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                message.frame = "hello";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.item = reader.bytes();
                                message.frame = "item";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.sync = reader.bytes();
                                message.frame = "sync";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.goodbye = $root.potluck.graph.v1.Goodbye.decode(reader, reader.size(), $undefined, _depth + 1, message.goodbye);
                                message.frame = "goodbye";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.pull = $root.potluck.graph.v1.Pull.decode(reader, reader.size(), $undefined, _depth + 1, message.pull);
                                message.frame = "pull";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.ping = $root.potluck.graph.v1.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                                message.frame = "ping";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.pong = $root.potluck.graph.v1.Pong.decode(reader, reader.size(), $undefined, _depth + 1, message.pong);
                                message.frame = "pong";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a LinkFrame message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.LinkFrame
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.LinkFrame} LinkFrame
                 */
                LinkFrame.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.LinkFrame)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.LinkFrame: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.LinkFrame();
                    if (object.hello != null) {
                        if (!$util.isObject(object.hello))
                            throw $TypeError(".potluck.graph.v1.LinkFrame.hello: object expected");
                        message.hello = $root.potluck.graph.v1.Hello.fromObject(object.hello, _depth + 1);
                    }
                    if (object.item != null)
                        if (typeof object.item === "string")
                            $util.base64.decode(object.item, message.item = $util.newBuffer($util.base64.length(object.item)), 0);
                        else if (object.item.length >= 0)
                            message.item = object.item;
                    if (object.sync != null)
                        if (typeof object.sync === "string")
                            $util.base64.decode(object.sync, message.sync = $util.newBuffer($util.base64.length(object.sync)), 0);
                        else if (object.sync.length >= 0)
                            message.sync = object.sync;
                    if (object.goodbye != null) {
                        if (!$util.isObject(object.goodbye))
                            throw $TypeError(".potluck.graph.v1.LinkFrame.goodbye: object expected");
                        message.goodbye = $root.potluck.graph.v1.Goodbye.fromObject(object.goodbye, _depth + 1);
                    }
                    if (object.pull != null) {
                        if (!$util.isObject(object.pull))
                            throw $TypeError(".potluck.graph.v1.LinkFrame.pull: object expected");
                        message.pull = $root.potluck.graph.v1.Pull.fromObject(object.pull, _depth + 1);
                    }
                    if (object.ping != null) {
                        if (!$util.isObject(object.ping))
                            throw $TypeError(".potluck.graph.v1.LinkFrame.ping: object expected");
                        message.ping = $root.potluck.graph.v1.Ping.fromObject(object.ping, _depth + 1);
                    }
                    if (object.pong != null) {
                        if (!$util.isObject(object.pong))
                            throw $TypeError(".potluck.graph.v1.LinkFrame.pong: object expected");
                        message.pong = $root.potluck.graph.v1.Pong.fromObject(object.pong, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a LinkFrame message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.LinkFrame
                 * @static
                 * @param {potluck.graph.v1.LinkFrame} message LinkFrame
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                LinkFrame.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello")) {
                        object.hello = $root.potluck.graph.v1.Hello.toObject(message.hello, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "hello";
                    }
                    if (message.item != null && $Object.hasOwnProperty.call(message, "item")) {
                        object.item = options.bytes === $String ? $util.base64.encode(message.item, 0, message.item.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.item) : message.item;
                        if (options.oneofs)
                            object.frame = "item";
                    }
                    if (message.sync != null && $Object.hasOwnProperty.call(message, "sync")) {
                        object.sync = options.bytes === $String ? $util.base64.encode(message.sync, 0, message.sync.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.sync) : message.sync;
                        if (options.oneofs)
                            object.frame = "sync";
                    }
                    if (message.goodbye != null && $Object.hasOwnProperty.call(message, "goodbye")) {
                        object.goodbye = $root.potluck.graph.v1.Goodbye.toObject(message.goodbye, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "goodbye";
                    }
                    if (message.pull != null && $Object.hasOwnProperty.call(message, "pull")) {
                        object.pull = $root.potluck.graph.v1.Pull.toObject(message.pull, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "pull";
                    }
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping")) {
                        object.ping = $root.potluck.graph.v1.Ping.toObject(message.ping, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "ping";
                    }
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong")) {
                        object.pong = $root.potluck.graph.v1.Pong.toObject(message.pong, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "pong";
                    }
                    return object;
                };

                /**
                 * Converts this LinkFrame to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.LinkFrame
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                LinkFrame.prototype.toJSON = function() {
                    return LinkFrame.toObject(this, $protobuf.util.toJSONOptions);
                };

                return LinkFrame;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} potluck.graph.v1.Hello.$Properties
                 * @property {number|null} [version] Hello version
                 * @property {number|null} [listenPort] Hello listenPort
                 * @property {number|null} [features] Hello features
                 * @property {Uint8Array|null} [nodeId] Hello nodeId
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof potluck.graph.v1
                 * @interface IHello
                 * @augments potluck.graph.v1.Hello.$Properties
                 * @deprecated Use potluck.graph.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {potluck.graph.v1.Hello.$Properties} potluck.graph.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {potluck.graph.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello version.
                 * @member {number} version
                 * @memberof potluck.graph.v1.Hello
                 * @instance
                 */
                Hello.prototype.version = 0;

                /**
                 * Hello listenPort.
                 * @member {number} listenPort
                 * @memberof potluck.graph.v1.Hello
                 * @instance
                 */
                Hello.prototype.listenPort = 0;

                /**
                 * Hello features.
                 * @member {number} features
                 * @memberof potluck.graph.v1.Hello
                 * @instance
                 */
                Hello.prototype.features = 0;

                /**
                 * Hello nodeId.
                 * @member {Uint8Array} nodeId
                 * @memberof potluck.graph.v1.Hello
                 * @instance
                 */
                Hello.prototype.nodeId = $util.newBuffer([]);

                /**
                 * Creates a new Hello instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Hello
                 * @static
                 * @param {potluck.graph.v1.Hello.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Hello} Hello instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Hello.$Shape): potluck.graph.v1.Hello & potluck.graph.v1.Hello.$Shape;
                 *   (properties?: potluck.graph.v1.Hello.$Properties): potluck.graph.v1.Hello;
                 * }}
                 */
                Hello.create = function(properties) {
                    return new Hello(properties);
                };

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link potluck.graph.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Hello
                 * @static
                 * @param {potluck.graph.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.listenPort != null && $Object.hasOwnProperty.call(message, "listenPort") && message.listenPort !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.listenPort);
                    if (message.features != null && $Object.hasOwnProperty.call(message, "features") && message.features !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.features);
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.nodeId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Hello & potluck.graph.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.listenPort = value;
                                else
                                    delete message.listenPort;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.features = value;
                                else
                                    delete message.features;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Hello message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Hello
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Hello} Hello
                 */
                Hello.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Hello)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Hello: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.Hello();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.listenPort != null)
                        if ($Number(object.listenPort) !== 0)
                            message.listenPort = object.listenPort >>> 0;
                    if (object.features != null)
                        if ($Number(object.features) !== 0)
                            message.features = object.features >>> 0;
                    if (object.nodeId != null)
                        if (object.nodeId.length)
                            if (typeof object.nodeId === "string")
                                $util.base64.decode(object.nodeId, message.nodeId = $util.newBuffer($util.base64.length(object.nodeId)), 0);
                            else if (object.nodeId.length >= 0)
                                message.nodeId = object.nodeId;
                    return message;
                };

                /**
                 * Creates a plain object from a Hello message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Hello
                 * @static
                 * @param {potluck.graph.v1.Hello} message Hello
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Hello.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.version = 0;
                        object.listenPort = 0;
                        object.features = 0;
                        if (options.bytes === $String)
                            object.nodeId = "";
                        else {
                            object.nodeId = [];
                            if (options.bytes !== $Array)
                                object.nodeId = $util.newBuffer(object.nodeId);
                        }
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.listenPort != null && $Object.hasOwnProperty.call(message, "listenPort"))
                        object.listenPort = message.listenPort;
                    if (message.features != null && $Object.hasOwnProperty.call(message, "features"))
                        object.features = message.features;
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId"))
                        object.nodeId = options.bytes === $String ? $util.base64.encode(message.nodeId, 0, message.nodeId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nodeId) : message.nodeId;
                    return object;
                };

                /**
                 * Converts this Hello to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Hello
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Hello.prototype.toJSON = function() {
                    return Hello.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Hello;
            })();

            v1.Ping = (function() {

                /**
                 * Properties of a Ping.
                 * @typedef {Object} potluck.graph.v1.Ping.$Properties
                 * @property {number|null} [nonce] Ping nonce
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Ping.
                 * @memberof potluck.graph.v1
                 * @interface IPing
                 * @augments potluck.graph.v1.Ping.$Properties
                 * @deprecated Use potluck.graph.v1.Ping.$Properties instead.
                 */

                /**
                 * Shape of a Ping.
                 * @typedef {potluck.graph.v1.Ping.$Properties} potluck.graph.v1.Ping.$Shape
                 */

                /**
                 * Constructs a new Ping.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Ping.
                 * @constructor
                 * @param {potluck.graph.v1.Ping.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ping = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ping nonce.
                 * @member {number} nonce
                 * @memberof potluck.graph.v1.Ping
                 * @instance
                 */
                Ping.prototype.nonce = 0;

                /**
                 * Creates a new Ping instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Ping
                 * @static
                 * @param {potluck.graph.v1.Ping.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Ping} Ping instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Ping.$Shape): potluck.graph.v1.Ping & potluck.graph.v1.Ping.$Shape;
                 *   (properties?: potluck.graph.v1.Ping.$Properties): potluck.graph.v1.Ping;
                 * }}
                 */
                Ping.create = function(properties) {
                    return new Ping(properties);
                };

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link potluck.graph.v1.Ping.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Ping
                 * @static
                 * @param {potluck.graph.v1.Ping.$Properties} message Ping message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ping.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nonce);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Ping
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Ping & potluck.graph.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ping.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Ping();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.nonce = value;
                                else
                                    delete message.nonce;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Ping message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Ping
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Ping} Ping
                 */
                Ping.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Ping)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Ping: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.Ping();
                    if (object.nonce != null)
                        if ($Number(object.nonce) !== 0)
                            message.nonce = object.nonce >>> 0;
                    return message;
                };

                /**
                 * Creates a plain object from a Ping message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Ping
                 * @static
                 * @param {potluck.graph.v1.Ping} message Ping
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Ping.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        object.nonce = 0;
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                        object.nonce = message.nonce;
                    return object;
                };

                /**
                 * Converts this Ping to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Ping
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Ping.prototype.toJSON = function() {
                    return Ping.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Ping;
            })();

            v1.Pong = (function() {

                /**
                 * Properties of a Pong.
                 * @typedef {Object} potluck.graph.v1.Pong.$Properties
                 * @property {number|null} [nonce] Pong nonce
                 * @property {number|null} [peerTimeMs] Pong peerTimeMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pong.
                 * @memberof potluck.graph.v1
                 * @interface IPong
                 * @augments potluck.graph.v1.Pong.$Properties
                 * @deprecated Use potluck.graph.v1.Pong.$Properties instead.
                 */

                /**
                 * Shape of a Pong.
                 * @typedef {potluck.graph.v1.Pong.$Properties} potluck.graph.v1.Pong.$Shape
                 */

                /**
                 * Constructs a new Pong.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Pong.
                 * @constructor
                 * @param {potluck.graph.v1.Pong.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pong = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Pong nonce.
                 * @member {number} nonce
                 * @memberof potluck.graph.v1.Pong
                 * @instance
                 */
                Pong.prototype.nonce = 0;

                /**
                 * Pong peerTimeMs.
                 * @member {number} peerTimeMs
                 * @memberof potluck.graph.v1.Pong
                 * @instance
                 */
                Pong.prototype.peerTimeMs = 0;

                /**
                 * Creates a new Pong instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Pong
                 * @static
                 * @param {potluck.graph.v1.Pong.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Pong} Pong instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Pong.$Shape): potluck.graph.v1.Pong & potluck.graph.v1.Pong.$Shape;
                 *   (properties?: potluck.graph.v1.Pong.$Properties): potluck.graph.v1.Pong;
                 * }}
                 */
                Pong.create = function(properties) {
                    return new Pong(properties);
                };

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link potluck.graph.v1.Pong.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Pong
                 * @static
                 * @param {potluck.graph.v1.Pong.$Properties} message Pong message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pong.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.nonce);
                    if (message.peerTimeMs != null && $Object.hasOwnProperty.call(message, "peerTimeMs") && (typeof message.peerTimeMs === "object" ? message.peerTimeMs.low || message.peerTimeMs.high : message.peerTimeMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.peerTimeMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Pong
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Pong & potluck.graph.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pong.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Pong();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.nonce = value;
                                else
                                    delete message.nonce;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.peerTimeMs = value;
                                else
                                    delete message.peerTimeMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Pong message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Pong
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Pong} Pong
                 */
                Pong.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Pong)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Pong: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.Pong();
                    if (object.nonce != null)
                        if ($Number(object.nonce) !== 0)
                            message.nonce = object.nonce >>> 0;
                    if (object.peerTimeMs != null)
                        if (typeof object.peerTimeMs === "object" ? object.peerTimeMs.low || object.peerTimeMs.high : $Number(object.peerTimeMs) !== 0)
                            if ($util.Long)
                                message.peerTimeMs = $util.Long.fromValue(object.peerTimeMs, true);
                            else if (typeof object.peerTimeMs === "string")
                                message.peerTimeMs = $parseInt(object.peerTimeMs, 10);
                            else if (typeof object.peerTimeMs === "number")
                                message.peerTimeMs = object.peerTimeMs;
                            else if (typeof object.peerTimeMs === "object")
                                message.peerTimeMs = new $util.LongBits(object.peerTimeMs.low >>> 0, object.peerTimeMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Pong message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Pong
                 * @static
                 * @param {potluck.graph.v1.Pong} message Pong
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Pong.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.nonce = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.peerTimeMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.peerTimeMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                        object.nonce = message.nonce;
                    if (message.peerTimeMs != null && $Object.hasOwnProperty.call(message, "peerTimeMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.peerTimeMs = typeof message.peerTimeMs === "number" ? $BigInt(message.peerTimeMs) : $util.Long.fromBits(message.peerTimeMs.low >>> 0, message.peerTimeMs.high >>> 0, true).toBigInt();
                        else if (typeof message.peerTimeMs === "number")
                            object.peerTimeMs = options.longs === $String ? $String(message.peerTimeMs) : message.peerTimeMs;
                        else
                            object.peerTimeMs = options.longs === $String ? $util.Long.prototype.toString.call(message.peerTimeMs) : options.longs === $Number ? new $util.LongBits(message.peerTimeMs.low >>> 0, message.peerTimeMs.high >>> 0).toNumber(true) : message.peerTimeMs;
                    return object;
                };

                /**
                 * Converts this Pong to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Pong
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Pong.prototype.toJSON = function() {
                    return Pong.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Pong;
            })();

            v1.DirectFrame = (function() {

                /**
                 * Properties of a DirectFrame.
                 * @typedef {Object} potluck.graph.v1.DirectFrame.$Properties
                 * @property {potluck.graph.v1.DirectOpen.$Properties|null} [open] DirectFrame open
                 * @property {potluck.graph.v1.DirectAccept.$Properties|null} [accept] DirectFrame accept
                 * @property {potluck.graph.v1.DirectRefuse.$Properties|null} [refuse] DirectFrame refuse
                 * @property {potluck.graph.v1.DirectData.$Properties|null} [data] DirectFrame data
                 * @property {"open"|"accept"|"refuse"|"data"} [frame] DirectFrame frame
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DirectFrame.
                 * @memberof potluck.graph.v1
                 * @interface IDirectFrame
                 * @augments potluck.graph.v1.DirectFrame.$Properties
                 * @deprecated Use potluck.graph.v1.DirectFrame.$Properties instead.
                 */

                /**
                 * Narrowed shape of a DirectFrame.
                 * @typedef {{
                 *   open?: potluck.graph.v1.DirectOpen.$Shape|null;
                 *   accept?: potluck.graph.v1.DirectAccept.$Shape|null;
                 *   refuse?: potluck.graph.v1.DirectRefuse.$Shape|null;
                 *   data?: potluck.graph.v1.DirectData.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ frame?: undefined; open?: null; accept?: null; refuse?: null; data?: null }|{ frame?: "open"; open: potluck.graph.v1.DirectOpen.$Shape; accept?: null; refuse?: null; data?: null }|{ frame?: "accept"; open?: null; accept: potluck.graph.v1.DirectAccept.$Shape; refuse?: null; data?: null }|{ frame?: "refuse"; open?: null; accept?: null; refuse: potluck.graph.v1.DirectRefuse.$Shape; data?: null }|{ frame?: "data"; open?: null; accept?: null; refuse?: null; data: potluck.graph.v1.DirectData.$Shape })
                 * )} potluck.graph.v1.DirectFrame.$Shape
                 */

                /**
                 * Constructs a new DirectFrame.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DirectFrame.
                 * @constructor
                 * @param {potluck.graph.v1.DirectFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DirectFrame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DirectFrame open.
                 * @member {potluck.graph.v1.DirectOpen.$Properties|null|undefined} open
                 * @memberof potluck.graph.v1.DirectFrame
                 * @instance
                 */
                DirectFrame.prototype.open = null;

                /**
                 * DirectFrame accept.
                 * @member {potluck.graph.v1.DirectAccept.$Properties|null|undefined} accept
                 * @memberof potluck.graph.v1.DirectFrame
                 * @instance
                 */
                DirectFrame.prototype.accept = null;

                /**
                 * DirectFrame refuse.
                 * @member {potluck.graph.v1.DirectRefuse.$Properties|null|undefined} refuse
                 * @memberof potluck.graph.v1.DirectFrame
                 * @instance
                 */
                DirectFrame.prototype.refuse = null;

                /**
                 * DirectFrame data.
                 * @member {potluck.graph.v1.DirectData.$Properties|null|undefined} data
                 * @memberof potluck.graph.v1.DirectFrame
                 * @instance
                 */
                DirectFrame.prototype.data = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * DirectFrame frame.
                 * @member {"open"|"accept"|"refuse"|"data"|undefined} frame
                 * @memberof potluck.graph.v1.DirectFrame
                 * @instance
                 */
                $Object.defineProperty(DirectFrame.prototype, "frame", {
                    get: $util.oneOfGetter($oneOfFields = ["open", "accept", "refuse", "data"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new DirectFrame instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DirectFrame
                 * @static
                 * @param {potluck.graph.v1.DirectFrame.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DirectFrame} DirectFrame instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DirectFrame.$Shape): potluck.graph.v1.DirectFrame & potluck.graph.v1.DirectFrame.$Shape;
                 *   (properties?: potluck.graph.v1.DirectFrame.$Properties): potluck.graph.v1.DirectFrame;
                 * }}
                 */
                DirectFrame.create = function(properties) {
                    return new DirectFrame(properties);
                };

                /**
                 * Encodes the specified DirectFrame message. Does not implicitly {@link potluck.graph.v1.DirectFrame.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DirectFrame
                 * @static
                 * @param {potluck.graph.v1.DirectFrame.$Properties} message DirectFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DirectFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.open != null && $Object.hasOwnProperty.call(message, "open"))
                        $root.potluck.graph.v1.DirectOpen.encode(message.open, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.accept != null && $Object.hasOwnProperty.call(message, "accept"))
                        $root.potluck.graph.v1.DirectAccept.encode(message.accept, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.refuse != null && $Object.hasOwnProperty.call(message, "refuse"))
                        $root.potluck.graph.v1.DirectRefuse.encode(message.refuse, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                        $root.potluck.graph.v1.DirectData.encode(message.data, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DirectFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DirectFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectFrame & potluck.graph.v1.DirectFrame.$Shape} DirectFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DirectFrame.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DirectFrame();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.open = $root.potluck.graph.v1.DirectOpen.decode(reader, reader.size(), $undefined, _depth + 1, message.open);
                                message.frame = "open";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.accept = $root.potluck.graph.v1.DirectAccept.decode(reader, reader.size(), $undefined, _depth + 1, message.accept);
                                message.frame = "accept";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.refuse = $root.potluck.graph.v1.DirectRefuse.decode(reader, reader.size(), $undefined, _depth + 1, message.refuse);
                                message.frame = "refuse";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.data = $root.potluck.graph.v1.DirectData.decode(reader, reader.size(), $undefined, _depth + 1, message.data);
                                message.frame = "data";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DirectFrame message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DirectFrame
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DirectFrame} DirectFrame
                 */
                DirectFrame.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DirectFrame)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DirectFrame: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DirectFrame();
                    if (object.open != null) {
                        if (!$util.isObject(object.open))
                            throw $TypeError(".potluck.graph.v1.DirectFrame.open: object expected");
                        message.open = $root.potluck.graph.v1.DirectOpen.fromObject(object.open, _depth + 1);
                    }
                    if (object.accept != null) {
                        if (!$util.isObject(object.accept))
                            throw $TypeError(".potluck.graph.v1.DirectFrame.accept: object expected");
                        message.accept = $root.potluck.graph.v1.DirectAccept.fromObject(object.accept, _depth + 1);
                    }
                    if (object.refuse != null) {
                        if (!$util.isObject(object.refuse))
                            throw $TypeError(".potluck.graph.v1.DirectFrame.refuse: object expected");
                        message.refuse = $root.potluck.graph.v1.DirectRefuse.fromObject(object.refuse, _depth + 1);
                    }
                    if (object.data != null) {
                        if (!$util.isObject(object.data))
                            throw $TypeError(".potluck.graph.v1.DirectFrame.data: object expected");
                        message.data = $root.potluck.graph.v1.DirectData.fromObject(object.data, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a DirectFrame message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DirectFrame
                 * @static
                 * @param {potluck.graph.v1.DirectFrame} message DirectFrame
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DirectFrame.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (message.open != null && $Object.hasOwnProperty.call(message, "open")) {
                        object.open = $root.potluck.graph.v1.DirectOpen.toObject(message.open, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "open";
                    }
                    if (message.accept != null && $Object.hasOwnProperty.call(message, "accept")) {
                        object.accept = $root.potluck.graph.v1.DirectAccept.toObject(message.accept, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "accept";
                    }
                    if (message.refuse != null && $Object.hasOwnProperty.call(message, "refuse")) {
                        object.refuse = $root.potluck.graph.v1.DirectRefuse.toObject(message.refuse, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "refuse";
                    }
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data")) {
                        object.data = $root.potluck.graph.v1.DirectData.toObject(message.data, options, _depth + 1);
                        if (options.oneofs)
                            object.frame = "data";
                    }
                    return object;
                };

                /**
                 * Converts this DirectFrame to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DirectFrame
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DirectFrame.prototype.toJSON = function() {
                    return DirectFrame.toObject(this, $protobuf.util.toJSONOptions);
                };

                return DirectFrame;
            })();

            v1.DirectOpen = (function() {

                /**
                 * Properties of a DirectOpen.
                 * @typedef {Object} potluck.graph.v1.DirectOpen.$Properties
                 * @property {number|null} [version] DirectOpen version
                 * @property {Uint8Array|null} [nodeId] DirectOpen nodeId
                 * @property {potluck.graph.v1.DirectOpen.Purpose|null} [purpose] DirectOpen purpose
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DirectOpen.
                 * @memberof potluck.graph.v1
                 * @interface IDirectOpen
                 * @augments potluck.graph.v1.DirectOpen.$Properties
                 * @deprecated Use potluck.graph.v1.DirectOpen.$Properties instead.
                 */

                /**
                 * Shape of a DirectOpen.
                 * @typedef {potluck.graph.v1.DirectOpen.$Properties} potluck.graph.v1.DirectOpen.$Shape
                 */

                /**
                 * Constructs a new DirectOpen.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DirectOpen.
                 * @constructor
                 * @param {potluck.graph.v1.DirectOpen.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DirectOpen = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DirectOpen version.
                 * @member {number} version
                 * @memberof potluck.graph.v1.DirectOpen
                 * @instance
                 */
                DirectOpen.prototype.version = 0;

                /**
                 * DirectOpen nodeId.
                 * @member {Uint8Array} nodeId
                 * @memberof potluck.graph.v1.DirectOpen
                 * @instance
                 */
                DirectOpen.prototype.nodeId = $util.newBuffer([]);

                /**
                 * DirectOpen purpose.
                 * @member {potluck.graph.v1.DirectOpen.Purpose} purpose
                 * @memberof potluck.graph.v1.DirectOpen
                 * @instance
                 */
                DirectOpen.prototype.purpose = 0;

                /**
                 * Creates a new DirectOpen instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DirectOpen
                 * @static
                 * @param {potluck.graph.v1.DirectOpen.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DirectOpen} DirectOpen instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DirectOpen.$Shape): potluck.graph.v1.DirectOpen & potluck.graph.v1.DirectOpen.$Shape;
                 *   (properties?: potluck.graph.v1.DirectOpen.$Properties): potluck.graph.v1.DirectOpen;
                 * }}
                 */
                DirectOpen.create = function(properties) {
                    return new DirectOpen(properties);
                };

                /**
                 * Encodes the specified DirectOpen message. Does not implicitly {@link potluck.graph.v1.DirectOpen.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DirectOpen
                 * @static
                 * @param {potluck.graph.v1.DirectOpen.$Properties} message DirectOpen message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DirectOpen.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.nodeId);
                    if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose") && message.purpose !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.purpose);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DirectOpen message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DirectOpen
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectOpen & potluck.graph.v1.DirectOpen.$Shape} DirectOpen
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DirectOpen.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DirectOpen();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.purpose = value;
                                else
                                    delete message.purpose;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DirectOpen message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DirectOpen
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DirectOpen} DirectOpen
                 */
                DirectOpen.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DirectOpen)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DirectOpen: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DirectOpen();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.nodeId != null)
                        if (object.nodeId.length)
                            if (typeof object.nodeId === "string")
                                $util.base64.decode(object.nodeId, message.nodeId = $util.newBuffer($util.base64.length(object.nodeId)), 0);
                            else if (object.nodeId.length >= 0)
                                message.nodeId = object.nodeId;
                    if (object.purpose !== 0 && (typeof object.purpose !== "string" || $root.potluck.graph.v1.DirectOpen.Purpose[object.purpose] !== 0))
                        switch (object.purpose) {
                        case "DIRECT":
                        case 0:
                            message.purpose = 0;
                            break;
                        case "NEIGHBOUR":
                        case 1:
                            message.purpose = 1;
                            break;
                        default:
                            if (typeof object.purpose === "number" && (object.purpose | 0) === object.purpose)
                                message.purpose = object.purpose;
                        }
                    return message;
                };

                /**
                 * Creates a plain object from a DirectOpen message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DirectOpen
                 * @static
                 * @param {potluck.graph.v1.DirectOpen} message DirectOpen
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DirectOpen.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.version = 0;
                        if (options.bytes === $String)
                            object.nodeId = "";
                        else {
                            object.nodeId = [];
                            if (options.bytes !== $Array)
                                object.nodeId = $util.newBuffer(object.nodeId);
                        }
                        object.purpose = options.enums === $String ? "DIRECT" : 0;
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId"))
                        object.nodeId = options.bytes === $String ? $util.base64.encode(message.nodeId, 0, message.nodeId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nodeId) : message.nodeId;
                    if (message.purpose != null && $Object.hasOwnProperty.call(message, "purpose"))
                        object.purpose = options.enums === $String ? $root.potluck.graph.v1.DirectOpen.Purpose[message.purpose] === $undefined ? message.purpose : $root.potluck.graph.v1.DirectOpen.Purpose[message.purpose] : message.purpose;
                    return object;
                };

                /**
                 * Converts this DirectOpen to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DirectOpen
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DirectOpen.prototype.toJSON = function() {
                    return DirectOpen.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Purpose enum.
                 * @name potluck.graph.v1.DirectOpen.Purpose
                 * @enum {number}
                 * @property {number} DIRECT=0 DIRECT value
                 * @property {number} NEIGHBOUR=1 NEIGHBOUR value
                 */
                DirectOpen.Purpose = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "DIRECT"] = 0;
                    values[valuesById[1] = "NEIGHBOUR"] = 1;
                    return values;
                })();

                return DirectOpen;
            })();

            v1.DirectAccept = (function() {

                /**
                 * Properties of a DirectAccept.
                 * @typedef {Object} potluck.graph.v1.DirectAccept.$Properties
                 * @property {Uint8Array|null} [nodeId] DirectAccept nodeId
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DirectAccept.
                 * @memberof potluck.graph.v1
                 * @interface IDirectAccept
                 * @augments potluck.graph.v1.DirectAccept.$Properties
                 * @deprecated Use potluck.graph.v1.DirectAccept.$Properties instead.
                 */

                /**
                 * Shape of a DirectAccept.
                 * @typedef {potluck.graph.v1.DirectAccept.$Properties} potluck.graph.v1.DirectAccept.$Shape
                 */

                /**
                 * Constructs a new DirectAccept.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DirectAccept.
                 * @constructor
                 * @param {potluck.graph.v1.DirectAccept.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DirectAccept = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DirectAccept nodeId.
                 * @member {Uint8Array} nodeId
                 * @memberof potluck.graph.v1.DirectAccept
                 * @instance
                 */
                DirectAccept.prototype.nodeId = $util.newBuffer([]);

                /**
                 * Creates a new DirectAccept instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DirectAccept
                 * @static
                 * @param {potluck.graph.v1.DirectAccept.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DirectAccept} DirectAccept instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DirectAccept.$Shape): potluck.graph.v1.DirectAccept & potluck.graph.v1.DirectAccept.$Shape;
                 *   (properties?: potluck.graph.v1.DirectAccept.$Properties): potluck.graph.v1.DirectAccept;
                 * }}
                 */
                DirectAccept.create = function(properties) {
                    return new DirectAccept(properties);
                };

                /**
                 * Encodes the specified DirectAccept message. Does not implicitly {@link potluck.graph.v1.DirectAccept.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DirectAccept
                 * @static
                 * @param {potluck.graph.v1.DirectAccept.$Properties} message DirectAccept message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DirectAccept.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.nodeId);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DirectAccept message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DirectAccept
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectAccept & potluck.graph.v1.DirectAccept.$Shape} DirectAccept
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DirectAccept.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DirectAccept();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DirectAccept message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DirectAccept
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DirectAccept} DirectAccept
                 */
                DirectAccept.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DirectAccept)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DirectAccept: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DirectAccept();
                    if (object.nodeId != null)
                        if (object.nodeId.length)
                            if (typeof object.nodeId === "string")
                                $util.base64.decode(object.nodeId, message.nodeId = $util.newBuffer($util.base64.length(object.nodeId)), 0);
                            else if (object.nodeId.length >= 0)
                                message.nodeId = object.nodeId;
                    return message;
                };

                /**
                 * Creates a plain object from a DirectAccept message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DirectAccept
                 * @static
                 * @param {potluck.graph.v1.DirectAccept} message DirectAccept
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DirectAccept.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.nodeId = "";
                        else {
                            object.nodeId = [];
                            if (options.bytes !== $Array)
                                object.nodeId = $util.newBuffer(object.nodeId);
                        }
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId"))
                        object.nodeId = options.bytes === $String ? $util.base64.encode(message.nodeId, 0, message.nodeId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nodeId) : message.nodeId;
                    return object;
                };

                /**
                 * Converts this DirectAccept to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DirectAccept
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DirectAccept.prototype.toJSON = function() {
                    return DirectAccept.toObject(this, $protobuf.util.toJSONOptions);
                };

                return DirectAccept;
            })();

            v1.DirectRefuse = (function() {

                /**
                 * Properties of a DirectRefuse.
                 * @typedef {Object} potluck.graph.v1.DirectRefuse.$Properties
                 * @property {potluck.graph.v1.DirectRefuse.Reason|null} [reason] DirectRefuse reason
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DirectRefuse.
                 * @memberof potluck.graph.v1
                 * @interface IDirectRefuse
                 * @augments potluck.graph.v1.DirectRefuse.$Properties
                 * @deprecated Use potluck.graph.v1.DirectRefuse.$Properties instead.
                 */

                /**
                 * Shape of a DirectRefuse.
                 * @typedef {potluck.graph.v1.DirectRefuse.$Properties} potluck.graph.v1.DirectRefuse.$Shape
                 */

                /**
                 * Constructs a new DirectRefuse.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DirectRefuse.
                 * @constructor
                 * @param {potluck.graph.v1.DirectRefuse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DirectRefuse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DirectRefuse reason.
                 * @member {potluck.graph.v1.DirectRefuse.Reason} reason
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @instance
                 */
                DirectRefuse.prototype.reason = 0;

                /**
                 * Creates a new DirectRefuse instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @static
                 * @param {potluck.graph.v1.DirectRefuse.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DirectRefuse} DirectRefuse instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DirectRefuse.$Shape): potluck.graph.v1.DirectRefuse & potluck.graph.v1.DirectRefuse.$Shape;
                 *   (properties?: potluck.graph.v1.DirectRefuse.$Properties): potluck.graph.v1.DirectRefuse;
                 * }}
                 */
                DirectRefuse.create = function(properties) {
                    return new DirectRefuse(properties);
                };

                /**
                 * Encodes the specified DirectRefuse message. Does not implicitly {@link potluck.graph.v1.DirectRefuse.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @static
                 * @param {potluck.graph.v1.DirectRefuse.$Properties} message DirectRefuse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DirectRefuse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DirectRefuse message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectRefuse & potluck.graph.v1.DirectRefuse.$Shape} DirectRefuse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DirectRefuse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DirectRefuse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DirectRefuse message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DirectRefuse} DirectRefuse
                 */
                DirectRefuse.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DirectRefuse)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DirectRefuse: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DirectRefuse();
                    if (object.reason !== 0 && (typeof object.reason !== "string" || $root.potluck.graph.v1.DirectRefuse.Reason[object.reason] !== 0))
                        switch (object.reason) {
                        case "UNSPECIFIED":
                        case 0:
                            message.reason = 0;
                            break;
                        case "NOT_ASKED_FOR":
                        case 1:
                            message.reason = 1;
                            break;
                        case "FULL":
                        case 2:
                            message.reason = 2;
                            break;
                        case "CLOSING":
                        case 3:
                            message.reason = 3;
                            break;
                        default:
                            if (typeof object.reason === "number" && (object.reason | 0) === object.reason)
                                message.reason = object.reason;
                        }
                    return message;
                };

                /**
                 * Creates a plain object from a DirectRefuse message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @static
                 * @param {potluck.graph.v1.DirectRefuse} message DirectRefuse
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DirectRefuse.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        object.reason = options.enums === $String ? "UNSPECIFIED" : 0;
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                        object.reason = options.enums === $String ? $root.potluck.graph.v1.DirectRefuse.Reason[message.reason] === $undefined ? message.reason : $root.potluck.graph.v1.DirectRefuse.Reason[message.reason] : message.reason;
                    return object;
                };

                /**
                 * Converts this DirectRefuse to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DirectRefuse
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DirectRefuse.prototype.toJSON = function() {
                    return DirectRefuse.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Reason enum.
                 * @name potluck.graph.v1.DirectRefuse.Reason
                 * @enum {number}
                 * @property {number} UNSPECIFIED=0 UNSPECIFIED value
                 * @property {number} NOT_ASKED_FOR=1 NOT_ASKED_FOR value
                 * @property {number} FULL=2 FULL value
                 * @property {number} CLOSING=3 CLOSING value
                 */
                DirectRefuse.Reason = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNSPECIFIED"] = 0;
                    values[valuesById[1] = "NOT_ASKED_FOR"] = 1;
                    values[valuesById[2] = "FULL"] = 2;
                    values[valuesById[3] = "CLOSING"] = 3;
                    return values;
                })();

                return DirectRefuse;
            })();

            v1.DirectData = (function() {

                /**
                 * Properties of a DirectData.
                 * @typedef {Object} potluck.graph.v1.DirectData.$Properties
                 * @property {string|null} [type] DirectData type
                 * @property {Uint8Array|null} [bytes] DirectData bytes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DirectData.
                 * @memberof potluck.graph.v1
                 * @interface IDirectData
                 * @augments potluck.graph.v1.DirectData.$Properties
                 * @deprecated Use potluck.graph.v1.DirectData.$Properties instead.
                 */

                /**
                 * Shape of a DirectData.
                 * @typedef {potluck.graph.v1.DirectData.$Properties} potluck.graph.v1.DirectData.$Shape
                 */

                /**
                 * Constructs a new DirectData.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a DirectData.
                 * @constructor
                 * @param {potluck.graph.v1.DirectData.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DirectData = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DirectData type.
                 * @member {string} type
                 * @memberof potluck.graph.v1.DirectData
                 * @instance
                 */
                DirectData.prototype.type = "";

                /**
                 * DirectData bytes.
                 * @member {Uint8Array} bytes
                 * @memberof potluck.graph.v1.DirectData
                 * @instance
                 */
                DirectData.prototype.bytes = $util.newBuffer([]);

                /**
                 * Creates a new DirectData instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.DirectData
                 * @static
                 * @param {potluck.graph.v1.DirectData.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.DirectData} DirectData instance
                 * @type {{
                 *   (properties: potluck.graph.v1.DirectData.$Shape): potluck.graph.v1.DirectData & potluck.graph.v1.DirectData.$Shape;
                 *   (properties?: potluck.graph.v1.DirectData.$Properties): potluck.graph.v1.DirectData;
                 * }}
                 */
                DirectData.create = function(properties) {
                    return new DirectData(properties);
                };

                /**
                 * Encodes the specified DirectData message. Does not implicitly {@link potluck.graph.v1.DirectData.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.DirectData
                 * @static
                 * @param {potluck.graph.v1.DirectData.$Properties} message DirectData message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DirectData.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.type);
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.bytes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DirectData message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.DirectData
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.DirectData & potluck.graph.v1.DirectData.$Shape} DirectData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DirectData.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.DirectData();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a DirectData message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.DirectData
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.DirectData} DirectData
                 */
                DirectData.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.DirectData)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.DirectData: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.DirectData();
                    if (object.type != null)
                        if (typeof object.type !== "string" || object.type.length)
                            message.type = $String(object.type);
                    if (object.bytes != null)
                        if (object.bytes.length)
                            if (typeof object.bytes === "string")
                                $util.base64.decode(object.bytes, message.bytes = $util.newBuffer($util.base64.length(object.bytes)), 0);
                            else if (object.bytes.length >= 0)
                                message.bytes = object.bytes;
                    return message;
                };

                /**
                 * Creates a plain object from a DirectData message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.DirectData
                 * @static
                 * @param {potluck.graph.v1.DirectData} message DirectData
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                DirectData.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.type = "";
                        if (options.bytes === $String)
                            object.bytes = "";
                        else {
                            object.bytes = [];
                            if (options.bytes !== $Array)
                                object.bytes = $util.newBuffer(object.bytes);
                        }
                    }
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        object.type = message.type;
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                        object.bytes = options.bytes === $String ? $util.base64.encode(message.bytes, 0, message.bytes.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.bytes) : message.bytes;
                    return object;
                };

                /**
                 * Converts this DirectData to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.DirectData
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                DirectData.prototype.toJSON = function() {
                    return DirectData.toObject(this, $protobuf.util.toJSONOptions);
                };

                return DirectData;
            })();

            v1.Message = (function() {

                /**
                 * Properties of a Message.
                 * @typedef {Object} potluck.graph.v1.Message.$Properties
                 * @property {Uint8Array|null} [bytes] Message bytes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Message.
                 * @memberof potluck.graph.v1
                 * @interface IMessage
                 * @augments potluck.graph.v1.Message.$Properties
                 * @deprecated Use potluck.graph.v1.Message.$Properties instead.
                 */

                /**
                 * Shape of a Message.
                 * @typedef {potluck.graph.v1.Message.$Properties} potluck.graph.v1.Message.$Shape
                 */

                /**
                 * Constructs a new Message.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Message.
                 * @constructor
                 * @param {potluck.graph.v1.Message.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Message = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Message bytes.
                 * @member {Uint8Array} bytes
                 * @memberof potluck.graph.v1.Message
                 * @instance
                 */
                Message.prototype.bytes = $util.newBuffer([]);

                /**
                 * Creates a new Message instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Message
                 * @static
                 * @param {potluck.graph.v1.Message.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Message} Message instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Message.$Shape): potluck.graph.v1.Message & potluck.graph.v1.Message.$Shape;
                 *   (properties?: potluck.graph.v1.Message.$Properties): potluck.graph.v1.Message;
                 * }}
                 */
                Message.create = function(properties) {
                    return new Message(properties);
                };

                /**
                 * Encodes the specified Message message. Does not implicitly {@link potluck.graph.v1.Message.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Message
                 * @static
                 * @param {potluck.graph.v1.Message.$Properties} message Message message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Message.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && message.bytes.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.bytes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Message message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Message
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Message & potluck.graph.v1.Message.$Shape} Message
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Message.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Message();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.bytes = value;
                                else
                                    delete message.bytes;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Message message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Message
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Message} Message
                 */
                Message.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Message)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Message: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.Message();
                    if (object.bytes != null)
                        if (object.bytes.length)
                            if (typeof object.bytes === "string")
                                $util.base64.decode(object.bytes, message.bytes = $util.newBuffer($util.base64.length(object.bytes)), 0);
                            else if (object.bytes.length >= 0)
                                message.bytes = object.bytes;
                    return message;
                };

                /**
                 * Creates a plain object from a Message message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Message
                 * @static
                 * @param {potluck.graph.v1.Message} message Message
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Message.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.bytes = "";
                        else {
                            object.bytes = [];
                            if (options.bytes !== $Array)
                                object.bytes = $util.newBuffer(object.bytes);
                        }
                    if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes"))
                        object.bytes = options.bytes === $String ? $util.base64.encode(message.bytes, 0, message.bytes.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.bytes) : message.bytes;
                    return object;
                };

                /**
                 * Converts this Message to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Message
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Message.prototype.toJSON = function() {
                    return Message.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Message;
            })();

            v1.MessageAnswer = (function() {

                /**
                 * Properties of a MessageAnswer.
                 * @typedef {Object} potluck.graph.v1.MessageAnswer.$Properties
                 * @property {potluck.graph.v1.MessageAnswer.Outcome|null} [outcome] MessageAnswer outcome
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MessageAnswer.
                 * @memberof potluck.graph.v1
                 * @interface IMessageAnswer
                 * @augments potluck.graph.v1.MessageAnswer.$Properties
                 * @deprecated Use potluck.graph.v1.MessageAnswer.$Properties instead.
                 */

                /**
                 * Shape of a MessageAnswer.
                 * @typedef {potluck.graph.v1.MessageAnswer.$Properties} potluck.graph.v1.MessageAnswer.$Shape
                 */

                /**
                 * Constructs a new MessageAnswer.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a MessageAnswer.
                 * @constructor
                 * @param {potluck.graph.v1.MessageAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MessageAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MessageAnswer outcome.
                 * @member {potluck.graph.v1.MessageAnswer.Outcome} outcome
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @instance
                 */
                MessageAnswer.prototype.outcome = 0;

                /**
                 * Creates a new MessageAnswer instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @static
                 * @param {potluck.graph.v1.MessageAnswer.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.MessageAnswer} MessageAnswer instance
                 * @type {{
                 *   (properties: potluck.graph.v1.MessageAnswer.$Shape): potluck.graph.v1.MessageAnswer & potluck.graph.v1.MessageAnswer.$Shape;
                 *   (properties?: potluck.graph.v1.MessageAnswer.$Properties): potluck.graph.v1.MessageAnswer;
                 * }}
                 */
                MessageAnswer.create = function(properties) {
                    return new MessageAnswer(properties);
                };

                /**
                 * Encodes the specified MessageAnswer message. Does not implicitly {@link potluck.graph.v1.MessageAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @static
                 * @param {potluck.graph.v1.MessageAnswer.$Properties} message MessageAnswer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MessageAnswer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.outcome);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MessageAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.MessageAnswer & potluck.graph.v1.MessageAnswer.$Shape} MessageAnswer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MessageAnswer.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.MessageAnswer();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.outcome = value;
                                else
                                    delete message.outcome;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a MessageAnswer message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.MessageAnswer} MessageAnswer
                 */
                MessageAnswer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.MessageAnswer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.MessageAnswer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.MessageAnswer();
                    if (object.outcome !== 0 && (typeof object.outcome !== "string" || $root.potluck.graph.v1.MessageAnswer.Outcome[object.outcome] !== 0))
                        switch (object.outcome) {
                        case "UNSPECIFIED":
                        case 0:
                            message.outcome = 0;
                            break;
                        case "TAKEN":
                        case 1:
                            message.outcome = 1;
                            break;
                        case "REFUSED":
                        case 2:
                            message.outcome = 2;
                            break;
                        case "NOT_ASKED_FOR":
                        case 3:
                            message.outcome = 3;
                            break;
                        case "FULL":
                        case 4:
                            message.outcome = 4;
                            break;
                        default:
                            if (typeof object.outcome === "number" && (object.outcome | 0) === object.outcome)
                                message.outcome = object.outcome;
                        }
                    return message;
                };

                /**
                 * Creates a plain object from a MessageAnswer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @static
                 * @param {potluck.graph.v1.MessageAnswer} message MessageAnswer
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                MessageAnswer.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        object.outcome = options.enums === $String ? "UNSPECIFIED" : 0;
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome"))
                        object.outcome = options.enums === $String ? $root.potluck.graph.v1.MessageAnswer.Outcome[message.outcome] === $undefined ? message.outcome : $root.potluck.graph.v1.MessageAnswer.Outcome[message.outcome] : message.outcome;
                    return object;
                };

                /**
                 * Converts this MessageAnswer to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.MessageAnswer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                MessageAnswer.prototype.toJSON = function() {
                    return MessageAnswer.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Outcome enum.
                 * @name potluck.graph.v1.MessageAnswer.Outcome
                 * @enum {number}
                 * @property {number} UNSPECIFIED=0 UNSPECIFIED value
                 * @property {number} TAKEN=1 TAKEN value
                 * @property {number} REFUSED=2 REFUSED value
                 * @property {number} NOT_ASKED_FOR=3 NOT_ASKED_FOR value
                 * @property {number} FULL=4 FULL value
                 */
                MessageAnswer.Outcome = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNSPECIFIED"] = 0;
                    values[valuesById[1] = "TAKEN"] = 1;
                    values[valuesById[2] = "REFUSED"] = 2;
                    values[valuesById[3] = "NOT_ASKED_FOR"] = 3;
                    values[valuesById[4] = "FULL"] = 4;
                    return values;
                })();

                return MessageAnswer;
            })();

            v1.Goodbye = (function() {

                /**
                 * Properties of a Goodbye.
                 * @typedef {Object} potluck.graph.v1.Goodbye.$Properties
                 * @property {potluck.graph.v1.Goodbye.Reason|null} [reason] Goodbye reason
                 * @property {Array.<potluck.graph.v1.Referral.$Properties>|null} [referrals] Goodbye referrals
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Goodbye.
                 * @memberof potluck.graph.v1
                 * @interface IGoodbye
                 * @augments potluck.graph.v1.Goodbye.$Properties
                 * @deprecated Use potluck.graph.v1.Goodbye.$Properties instead.
                 */

                /**
                 * Shape of a Goodbye.
                 * @typedef {potluck.graph.v1.Goodbye.$Properties} potluck.graph.v1.Goodbye.$Shape
                 */

                /**
                 * Constructs a new Goodbye.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Goodbye.
                 * @constructor
                 * @param {potluck.graph.v1.Goodbye.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Goodbye = function (properties) {
                    this.referrals = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Goodbye reason.
                 * @member {potluck.graph.v1.Goodbye.Reason} reason
                 * @memberof potluck.graph.v1.Goodbye
                 * @instance
                 */
                Goodbye.prototype.reason = 0;

                /**
                 * Goodbye referrals.
                 * @member {Array.<potluck.graph.v1.Referral.$Properties>} referrals
                 * @memberof potluck.graph.v1.Goodbye
                 * @instance
                 */
                Goodbye.prototype.referrals = $util.emptyArray;

                /**
                 * Creates a new Goodbye instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Goodbye
                 * @static
                 * @param {potluck.graph.v1.Goodbye.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Goodbye} Goodbye instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Goodbye.$Shape): potluck.graph.v1.Goodbye & potluck.graph.v1.Goodbye.$Shape;
                 *   (properties?: potluck.graph.v1.Goodbye.$Properties): potluck.graph.v1.Goodbye;
                 * }}
                 */
                Goodbye.create = function(properties) {
                    return new Goodbye(properties);
                };

                /**
                 * Encodes the specified Goodbye message. Does not implicitly {@link potluck.graph.v1.Goodbye.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Goodbye
                 * @static
                 * @param {potluck.graph.v1.Goodbye.$Properties} message Goodbye message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Goodbye.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.reason);
                    if (message.referrals != null && message.referrals.length)
                        for (let i = 0; i < message.referrals.length; ++i)
                            $root.potluck.graph.v1.Referral.encode(message.referrals[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Goodbye message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Goodbye
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Goodbye & potluck.graph.v1.Goodbye.$Shape} Goodbye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Goodbye.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Goodbye();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.referrals && message.referrals.length))
                                    message.referrals = [];
                                message.referrals.push($root.potluck.graph.v1.Referral.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Goodbye message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Goodbye
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Goodbye} Goodbye
                 */
                Goodbye.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Goodbye)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Goodbye: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.Goodbye();
                    if (object.reason !== 0 && (typeof object.reason !== "string" || $root.potluck.graph.v1.Goodbye.Reason[object.reason] !== 0))
                        switch (object.reason) {
                        case "UNSPECIFIED":
                        case 0:
                            message.reason = 0;
                            break;
                        case "CLOSING":
                        case 1:
                            message.reason = 1;
                            break;
                        case "DUPLICATE":
                        case 2:
                            message.reason = 2;
                            break;
                        case "FULL":
                        case 3:
                            message.reason = 3;
                            break;
                        case "NOT_A_MEMBER":
                        case 4:
                            message.reason = 4;
                            break;
                        case "PROTOCOL":
                        case 5:
                            message.reason = 5;
                            break;
                        case "STALLED":
                        case 6:
                            message.reason = 6;
                            break;
                        case "REPLACED":
                        case 7:
                            message.reason = 7;
                            break;
                        default:
                            if (typeof object.reason === "number" && (object.reason | 0) === object.reason)
                                message.reason = object.reason;
                        }
                    if (object.referrals) {
                        if (!$Array.isArray(object.referrals))
                            throw $TypeError(".potluck.graph.v1.Goodbye.referrals: array expected");
                        message.referrals = $Array(object.referrals.length);
                        for (let i = 0; i < object.referrals.length; ++i) {
                            if (!$util.isObject(object.referrals[i]))
                                throw $TypeError(".potluck.graph.v1.Goodbye.referrals: object expected");
                            message.referrals[i] = $root.potluck.graph.v1.Referral.fromObject(object.referrals[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Goodbye message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Goodbye
                 * @static
                 * @param {potluck.graph.v1.Goodbye} message Goodbye
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Goodbye.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.referrals = [];
                    if (options.defaults)
                        object.reason = options.enums === $String ? "UNSPECIFIED" : 0;
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                        object.reason = options.enums === $String ? $root.potluck.graph.v1.Goodbye.Reason[message.reason] === $undefined ? message.reason : $root.potluck.graph.v1.Goodbye.Reason[message.reason] : message.reason;
                    if (message.referrals && message.referrals.length) {
                        object.referrals = $Array(message.referrals.length);
                        for (let j = 0; j < message.referrals.length; ++j)
                            object.referrals[j] = $root.potluck.graph.v1.Referral.toObject(message.referrals[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this Goodbye to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Goodbye
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Goodbye.prototype.toJSON = function() {
                    return Goodbye.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Reason enum.
                 * @name potluck.graph.v1.Goodbye.Reason
                 * @enum {number}
                 * @property {number} UNSPECIFIED=0 UNSPECIFIED value
                 * @property {number} CLOSING=1 CLOSING value
                 * @property {number} DUPLICATE=2 DUPLICATE value
                 * @property {number} FULL=3 FULL value
                 * @property {number} NOT_A_MEMBER=4 NOT_A_MEMBER value
                 * @property {number} PROTOCOL=5 PROTOCOL value
                 * @property {number} STALLED=6 STALLED value
                 * @property {number} REPLACED=7 REPLACED value
                 */
                Goodbye.Reason = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNSPECIFIED"] = 0;
                    values[valuesById[1] = "CLOSING"] = 1;
                    values[valuesById[2] = "DUPLICATE"] = 2;
                    values[valuesById[3] = "FULL"] = 3;
                    values[valuesById[4] = "NOT_A_MEMBER"] = 4;
                    values[valuesById[5] = "PROTOCOL"] = 5;
                    values[valuesById[6] = "STALLED"] = 6;
                    values[valuesById[7] = "REPLACED"] = 7;
                    return values;
                })();

                return Goodbye;
            })();

            v1.Referral = (function() {

                /**
                 * Properties of a Referral.
                 * @typedef {Object} potluck.graph.v1.Referral.$Properties
                 * @property {Uint8Array|null} [peer] Referral peer
                 * @property {string|null} [address] Referral address
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Referral.
                 * @memberof potluck.graph.v1
                 * @interface IReferral
                 * @augments potluck.graph.v1.Referral.$Properties
                 * @deprecated Use potluck.graph.v1.Referral.$Properties instead.
                 */

                /**
                 * Shape of a Referral.
                 * @typedef {potluck.graph.v1.Referral.$Properties} potluck.graph.v1.Referral.$Shape
                 */

                /**
                 * Constructs a new Referral.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Referral.
                 * @constructor
                 * @param {potluck.graph.v1.Referral.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Referral = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Referral peer.
                 * @member {Uint8Array} peer
                 * @memberof potluck.graph.v1.Referral
                 * @instance
                 */
                Referral.prototype.peer = $util.newBuffer([]);

                /**
                 * Referral address.
                 * @member {string} address
                 * @memberof potluck.graph.v1.Referral
                 * @instance
                 */
                Referral.prototype.address = "";

                /**
                 * Creates a new Referral instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Referral
                 * @static
                 * @param {potluck.graph.v1.Referral.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Referral} Referral instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Referral.$Shape): potluck.graph.v1.Referral & potluck.graph.v1.Referral.$Shape;
                 *   (properties?: potluck.graph.v1.Referral.$Properties): potluck.graph.v1.Referral;
                 * }}
                 */
                Referral.create = function(properties) {
                    return new Referral(properties);
                };

                /**
                 * Encodes the specified Referral message. Does not implicitly {@link potluck.graph.v1.Referral.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Referral
                 * @static
                 * @param {potluck.graph.v1.Referral.$Properties} message Referral message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Referral.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.peer != null && $Object.hasOwnProperty.call(message, "peer") && message.peer.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.peer);
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.address);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Referral message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Referral
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Referral & potluck.graph.v1.Referral.$Shape} Referral
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Referral.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Referral();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.peer = value;
                                else
                                    delete message.peer;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.address = value;
                                else
                                    delete message.address;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Referral message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Referral
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Referral} Referral
                 */
                Referral.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Referral)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Referral: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.Referral();
                    if (object.peer != null)
                        if (object.peer.length)
                            if (typeof object.peer === "string")
                                $util.base64.decode(object.peer, message.peer = $util.newBuffer($util.base64.length(object.peer)), 0);
                            else if (object.peer.length >= 0)
                                message.peer = object.peer;
                    if (object.address != null)
                        if (typeof object.address !== "string" || object.address.length)
                            message.address = $String(object.address);
                    return message;
                };

                /**
                 * Creates a plain object from a Referral message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Referral
                 * @static
                 * @param {potluck.graph.v1.Referral} message Referral
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Referral.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.peer = "";
                        else {
                            object.peer = [];
                            if (options.bytes !== $Array)
                                object.peer = $util.newBuffer(object.peer);
                        }
                        object.address = "";
                    }
                    if (message.peer != null && $Object.hasOwnProperty.call(message, "peer"))
                        object.peer = options.bytes === $String ? $util.base64.encode(message.peer, 0, message.peer.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.peer) : message.peer;
                    if (message.address != null && $Object.hasOwnProperty.call(message, "address"))
                        object.address = message.address;
                    return object;
                };

                /**
                 * Converts this Referral to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Referral
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Referral.prototype.toJSON = function() {
                    return Referral.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Referral;
            })();

            v1.Pull = (function() {

                /**
                 * Properties of a Pull.
                 * @typedef {Object} potluck.graph.v1.Pull.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pull.
                 * @memberof potluck.graph.v1
                 * @interface IPull
                 * @augments potluck.graph.v1.Pull.$Properties
                 * @deprecated Use potluck.graph.v1.Pull.$Properties instead.
                 */

                /**
                 * Shape of a Pull.
                 * @typedef {potluck.graph.v1.Pull.$Properties} potluck.graph.v1.Pull.$Shape
                 */

                /**
                 * Constructs a new Pull.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a Pull.
                 * @constructor
                 * @param {potluck.graph.v1.Pull.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pull = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new Pull instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.Pull
                 * @static
                 * @param {potluck.graph.v1.Pull.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.Pull} Pull instance
                 * @type {{
                 *   (properties: potluck.graph.v1.Pull.$Shape): potluck.graph.v1.Pull & potluck.graph.v1.Pull.$Shape;
                 *   (properties?: potluck.graph.v1.Pull.$Properties): potluck.graph.v1.Pull;
                 * }}
                 */
                Pull.create = function(properties) {
                    return new Pull(properties);
                };

                /**
                 * Encodes the specified Pull message. Does not implicitly {@link potluck.graph.v1.Pull.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.Pull
                 * @static
                 * @param {potluck.graph.v1.Pull.$Properties} message Pull message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pull.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pull message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.Pull
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.Pull & potluck.graph.v1.Pull.$Shape} Pull
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pull.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.Pull();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a Pull message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.Pull
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.Pull} Pull
                 */
                Pull.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.Pull)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.Pull: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    return new $root.potluck.graph.v1.Pull();
                };

                /**
                 * Creates a plain object from a Pull message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.Pull
                 * @static
                 * @param {potluck.graph.v1.Pull} message Pull
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Pull.toObject = function () {
                    return {};
                };

                /**
                 * Converts this Pull to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.Pull
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Pull.prototype.toJSON = function() {
                    return Pull.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Pull;
            })();

            v1.SoughtData = (function() {

                /**
                 * Properties of a SoughtData.
                 * @typedef {Object} potluck.graph.v1.SoughtData.$Properties
                 * @property {Uint8Array|null} [peer] SoughtData peer
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SoughtData.
                 * @memberof potluck.graph.v1
                 * @interface ISoughtData
                 * @augments potluck.graph.v1.SoughtData.$Properties
                 * @deprecated Use potluck.graph.v1.SoughtData.$Properties instead.
                 */

                /**
                 * Shape of a SoughtData.
                 * @typedef {potluck.graph.v1.SoughtData.$Properties} potluck.graph.v1.SoughtData.$Shape
                 */

                /**
                 * Constructs a new SoughtData.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a SoughtData.
                 * @constructor
                 * @param {potluck.graph.v1.SoughtData.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SoughtData = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SoughtData peer.
                 * @member {Uint8Array} peer
                 * @memberof potluck.graph.v1.SoughtData
                 * @instance
                 */
                SoughtData.prototype.peer = $util.newBuffer([]);

                /**
                 * Creates a new SoughtData instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.SoughtData
                 * @static
                 * @param {potluck.graph.v1.SoughtData.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.SoughtData} SoughtData instance
                 * @type {{
                 *   (properties: potluck.graph.v1.SoughtData.$Shape): potluck.graph.v1.SoughtData & potluck.graph.v1.SoughtData.$Shape;
                 *   (properties?: potluck.graph.v1.SoughtData.$Properties): potluck.graph.v1.SoughtData;
                 * }}
                 */
                SoughtData.create = function(properties) {
                    return new SoughtData(properties);
                };

                /**
                 * Encodes the specified SoughtData message. Does not implicitly {@link potluck.graph.v1.SoughtData.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.SoughtData
                 * @static
                 * @param {potluck.graph.v1.SoughtData.$Properties} message SoughtData message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SoughtData.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.peer != null && $Object.hasOwnProperty.call(message, "peer") && message.peer.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.peer);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SoughtData message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.SoughtData
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.SoughtData & potluck.graph.v1.SoughtData.$Shape} SoughtData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SoughtData.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.SoughtData();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.peer = value;
                                else
                                    delete message.peer;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a SoughtData message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.SoughtData
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.SoughtData} SoughtData
                 */
                SoughtData.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.SoughtData)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.SoughtData: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.SoughtData();
                    if (object.peer != null)
                        if (object.peer.length)
                            if (typeof object.peer === "string")
                                $util.base64.decode(object.peer, message.peer = $util.newBuffer($util.base64.length(object.peer)), 0);
                            else if (object.peer.length >= 0)
                                message.peer = object.peer;
                    return message;
                };

                /**
                 * Creates a plain object from a SoughtData message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.SoughtData
                 * @static
                 * @param {potluck.graph.v1.SoughtData} message SoughtData
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SoughtData.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.peer = "";
                        else {
                            object.peer = [];
                            if (options.bytes !== $Array)
                                object.peer = $util.newBuffer(object.peer);
                        }
                    if (message.peer != null && $Object.hasOwnProperty.call(message, "peer"))
                        object.peer = options.bytes === $String ? $util.base64.encode(message.peer, 0, message.peer.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.peer) : message.peer;
                    return object;
                };

                /**
                 * Converts this SoughtData to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.SoughtData
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SoughtData.prototype.toJSON = function() {
                    return SoughtData.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SoughtData;
            })();

            v1.PresenceData = (function() {

                /**
                 * Properties of a PresenceData.
                 * @typedef {Object} potluck.graph.v1.PresenceData.$Properties
                 * @property {Array.<string>|null} [hosts] PresenceData hosts
                 * @property {number|null} [graphPort] PresenceData graphPort
                 * @property {number|null} [contentPort] PresenceData contentPort
                 * @property {potluck.graph.v1.PresenceData.Answer|null} [uplink] PresenceData uplink
                 * @property {potluck.graph.v1.PresenceData.Answer|null} [serves] PresenceData serves
                 * @property {number|null} [load] PresenceData load
                 * @property {Uint8Array|null} [nodeId] PresenceData nodeId
                 * @property {string|null} [attributes] PresenceData attributes
                 * @property {number|null} [merit] PresenceData merit
                 * @property {boolean|null} [carries] PresenceData carries
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PresenceData.
                 * @memberof potluck.graph.v1
                 * @interface IPresenceData
                 * @augments potluck.graph.v1.PresenceData.$Properties
                 * @deprecated Use potluck.graph.v1.PresenceData.$Properties instead.
                 */

                /**
                 * Shape of a PresenceData.
                 * @typedef {potluck.graph.v1.PresenceData.$Properties} potluck.graph.v1.PresenceData.$Shape
                 */

                /**
                 * Constructs a new PresenceData.
                 * @memberof potluck.graph.v1
                 * @classdesc Represents a PresenceData.
                 * @constructor
                 * @param {potluck.graph.v1.PresenceData.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PresenceData = function (properties) {
                    this.hosts = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PresenceData hosts.
                 * @member {Array.<string>} hosts
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.hosts = $util.emptyArray;

                /**
                 * PresenceData graphPort.
                 * @member {number} graphPort
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.graphPort = 0;

                /**
                 * PresenceData contentPort.
                 * @member {number} contentPort
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.contentPort = 0;

                /**
                 * PresenceData uplink.
                 * @member {potluck.graph.v1.PresenceData.Answer} uplink
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.uplink = 0;

                /**
                 * PresenceData serves.
                 * @member {potluck.graph.v1.PresenceData.Answer} serves
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.serves = 0;

                /**
                 * PresenceData load.
                 * @member {number} load
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.load = 0;

                /**
                 * PresenceData nodeId.
                 * @member {Uint8Array} nodeId
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.nodeId = $util.newBuffer([]);

                /**
                 * PresenceData attributes.
                 * @member {string} attributes
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.attributes = "";

                /**
                 * PresenceData merit.
                 * @member {number} merit
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.merit = 0;

                /**
                 * PresenceData carries.
                 * @member {boolean} carries
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 */
                PresenceData.prototype.carries = false;

                /**
                 * Creates a new PresenceData instance using the specified properties.
                 * @function create
                 * @memberof potluck.graph.v1.PresenceData
                 * @static
                 * @param {potluck.graph.v1.PresenceData.$Properties=} [properties] Properties to set
                 * @returns {potluck.graph.v1.PresenceData} PresenceData instance
                 * @type {{
                 *   (properties: potluck.graph.v1.PresenceData.$Shape): potluck.graph.v1.PresenceData & potluck.graph.v1.PresenceData.$Shape;
                 *   (properties?: potluck.graph.v1.PresenceData.$Properties): potluck.graph.v1.PresenceData;
                 * }}
                 */
                PresenceData.create = function(properties) {
                    return new PresenceData(properties);
                };

                /**
                 * Encodes the specified PresenceData message. Does not implicitly {@link potluck.graph.v1.PresenceData.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.graph.v1.PresenceData
                 * @static
                 * @param {potluck.graph.v1.PresenceData.$Properties} message PresenceData message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PresenceData.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hosts != null && message.hosts.length)
                        for (let i = 0; i < message.hosts.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.hosts[i]);
                    if (message.graphPort != null && $Object.hasOwnProperty.call(message, "graphPort") && message.graphPort !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.graphPort);
                    if (message.contentPort != null && $Object.hasOwnProperty.call(message, "contentPort") && message.contentPort !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.contentPort);
                    if (message.uplink != null && $Object.hasOwnProperty.call(message, "uplink") && message.uplink !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).int32(message.uplink);
                    if (message.serves != null && $Object.hasOwnProperty.call(message, "serves") && message.serves !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.serves);
                    if (message.load != null && $Object.hasOwnProperty.call(message, "load") && message.load !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.load);
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId") && message.nodeId.length)
                        writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.nodeId);
                    if (message.attributes != null && $Object.hasOwnProperty.call(message, "attributes") && message.attributes !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.attributes);
                    if (message.merit != null && $Object.hasOwnProperty.call(message, "merit") && message.merit !== 0)
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.merit);
                    if (message.carries != null && $Object.hasOwnProperty.call(message, "carries") && message.carries !== false)
                        writer.uint32(/* id 10, wireType 0 =*/80).bool(message.carries);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PresenceData message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.graph.v1.PresenceData
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.graph.v1.PresenceData & potluck.graph.v1.PresenceData.$Shape} PresenceData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PresenceData.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.potluck.graph.v1.PresenceData();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.hosts && message.hosts.length))
                                    message.hosts = [];
                                message.hosts.push(reader.stringVerify());
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.graphPort = value;
                                else
                                    delete message.graphPort;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.contentPort = value;
                                else
                                    delete message.contentPort;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.uplink = value;
                                else
                                    delete message.uplink;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.serves = value;
                                else
                                    delete message.serves;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.load = value;
                                else
                                    delete message.load;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.nodeId = value;
                                else
                                    delete message.nodeId;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.attributes = value;
                                else
                                    delete message.attributes;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.merit = value;
                                else
                                    delete message.merit;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.carries = value;
                                else
                                    delete message.carries;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                /**
                 * Creates a PresenceData message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.graph.v1.PresenceData
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.graph.v1.PresenceData} PresenceData
                 */
                PresenceData.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.graph.v1.PresenceData)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.graph.v1.PresenceData: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.graph.v1.PresenceData();
                    if (object.hosts) {
                        if (!$Array.isArray(object.hosts))
                            throw $TypeError(".potluck.graph.v1.PresenceData.hosts: array expected");
                        message.hosts = $Array(object.hosts.length);
                        for (let i = 0; i < object.hosts.length; ++i)
                            message.hosts[i] = $String(object.hosts[i]);
                    }
                    if (object.graphPort != null)
                        if ($Number(object.graphPort) !== 0)
                            message.graphPort = object.graphPort >>> 0;
                    if (object.contentPort != null)
                        if ($Number(object.contentPort) !== 0)
                            message.contentPort = object.contentPort >>> 0;
                    if (object.uplink !== 0 && (typeof object.uplink !== "string" || $root.potluck.graph.v1.PresenceData.Answer[object.uplink] !== 0))
                        switch (object.uplink) {
                        case "UNKNOWN":
                        case 0:
                            message.uplink = 0;
                            break;
                        case "YES":
                        case 1:
                            message.uplink = 1;
                            break;
                        case "NO":
                        case 2:
                            message.uplink = 2;
                            break;
                        default:
                            if (typeof object.uplink === "number" && (object.uplink | 0) === object.uplink)
                                message.uplink = object.uplink;
                        }
                    if (object.serves !== 0 && (typeof object.serves !== "string" || $root.potluck.graph.v1.PresenceData.Answer[object.serves] !== 0))
                        switch (object.serves) {
                        case "UNKNOWN":
                        case 0:
                            message.serves = 0;
                            break;
                        case "YES":
                        case 1:
                            message.serves = 1;
                            break;
                        case "NO":
                        case 2:
                            message.serves = 2;
                            break;
                        default:
                            if (typeof object.serves === "number" && (object.serves | 0) === object.serves)
                                message.serves = object.serves;
                        }
                    if (object.load != null)
                        if ($Number(object.load) !== 0)
                            message.load = object.load >>> 0;
                    if (object.nodeId != null)
                        if (object.nodeId.length)
                            if (typeof object.nodeId === "string")
                                $util.base64.decode(object.nodeId, message.nodeId = $util.newBuffer($util.base64.length(object.nodeId)), 0);
                            else if (object.nodeId.length >= 0)
                                message.nodeId = object.nodeId;
                    if (object.attributes != null)
                        if (typeof object.attributes !== "string" || object.attributes.length)
                            message.attributes = $String(object.attributes);
                    if (object.merit != null)
                        if ($Number(object.merit) !== 0)
                            message.merit = object.merit >>> 0;
                    if (object.carries != null)
                        if (object.carries)
                            message.carries = $Boolean(object.carries);
                    return message;
                };

                /**
                 * Creates a plain object from a PresenceData message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.graph.v1.PresenceData
                 * @static
                 * @param {potluck.graph.v1.PresenceData} message PresenceData
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                PresenceData.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.hosts = [];
                    if (options.defaults) {
                        object.graphPort = 0;
                        object.contentPort = 0;
                        object.uplink = options.enums === $String ? "UNKNOWN" : 0;
                        object.serves = options.enums === $String ? "UNKNOWN" : 0;
                        object.load = 0;
                        if (options.bytes === $String)
                            object.nodeId = "";
                        else {
                            object.nodeId = [];
                            if (options.bytes !== $Array)
                                object.nodeId = $util.newBuffer(object.nodeId);
                        }
                        object.attributes = "";
                        object.merit = 0;
                        object.carries = false;
                    }
                    if (message.hosts && message.hosts.length) {
                        object.hosts = $Array(message.hosts.length);
                        for (let j = 0; j < message.hosts.length; ++j)
                            object.hosts[j] = message.hosts[j];
                    }
                    if (message.graphPort != null && $Object.hasOwnProperty.call(message, "graphPort"))
                        object.graphPort = message.graphPort;
                    if (message.contentPort != null && $Object.hasOwnProperty.call(message, "contentPort"))
                        object.contentPort = message.contentPort;
                    if (message.uplink != null && $Object.hasOwnProperty.call(message, "uplink"))
                        object.uplink = options.enums === $String ? $root.potluck.graph.v1.PresenceData.Answer[message.uplink] === $undefined ? message.uplink : $root.potluck.graph.v1.PresenceData.Answer[message.uplink] : message.uplink;
                    if (message.serves != null && $Object.hasOwnProperty.call(message, "serves"))
                        object.serves = options.enums === $String ? $root.potluck.graph.v1.PresenceData.Answer[message.serves] === $undefined ? message.serves : $root.potluck.graph.v1.PresenceData.Answer[message.serves] : message.serves;
                    if (message.load != null && $Object.hasOwnProperty.call(message, "load"))
                        object.load = message.load;
                    if (message.nodeId != null && $Object.hasOwnProperty.call(message, "nodeId"))
                        object.nodeId = options.bytes === $String ? $util.base64.encode(message.nodeId, 0, message.nodeId.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nodeId) : message.nodeId;
                    if (message.attributes != null && $Object.hasOwnProperty.call(message, "attributes"))
                        object.attributes = message.attributes;
                    if (message.merit != null && $Object.hasOwnProperty.call(message, "merit"))
                        object.merit = message.merit;
                    if (message.carries != null && $Object.hasOwnProperty.call(message, "carries"))
                        object.carries = message.carries;
                    return object;
                };

                /**
                 * Converts this PresenceData to JSON.
                 * @function toJSON
                 * @memberof potluck.graph.v1.PresenceData
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                PresenceData.prototype.toJSON = function() {
                    return PresenceData.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Answer enum.
                 * @name potluck.graph.v1.PresenceData.Answer
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} YES=1 YES value
                 * @property {number} NO=2 NO value
                 */
                PresenceData.Answer = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "YES"] = 1;
                    values[valuesById[2] = "NO"] = 2;
                    return values;
                })();

                return PresenceData;
            })();

            return v1;
        })();

        return graph;
    })();

    return potluck;
})();

export {
  $root as default
};
