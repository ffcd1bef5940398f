/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Number = $util.global.Number, $String = $util.global.String, $Array = $util.global.Array;

// Exported root namespace
const $root = $protobuf.roots["receipt-evidence"] || ($protobuf.roots["receipt-evidence"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.receiptevidence = (function() {

        /**
         * Namespace receiptevidence.
         * @memberof potluck
         * @namespace
         */
        const receiptevidence = {};

        receiptevidence.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.receiptevidence
             * @namespace
             */
            const v1 = {};

            v1.Evidence = (function() {

                /**
                 * Properties of an Evidence.
                 * @typedef {Object} potluck.receiptevidence.v1.Evidence.$Properties
                 * @property {number|null} [slot] Evidence slot
                 * @property {Uint8Array|null} [accused] Evidence accused
                 * @property {Uint8Array|null} [order] Evidence order
                 * @property {Uint8Array|null} [acceptance] Evidence acceptance
                 * @property {Uint8Array|null} [returned] Evidence returned
                 * @property {potluck.receiptevidence.v1.Response.$Properties|null} [control] Evidence control
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Evidence.
                 * @memberof potluck.receiptevidence.v1
                 * @interface IEvidence
                 * @augments potluck.receiptevidence.v1.Evidence.$Properties
                 * @deprecated Use potluck.receiptevidence.v1.Evidence.$Properties instead.
                 */

                /**
                 * Shape of an Evidence.
                 * @typedef {potluck.receiptevidence.v1.Evidence.$Properties} potluck.receiptevidence.v1.Evidence.$Shape
                 */

                /**
                 * Constructs a new Evidence.
                 * @memberof potluck.receiptevidence.v1
                 * @classdesc Represents an Evidence.
                 * @constructor
                 * @param {potluck.receiptevidence.v1.Evidence.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Evidence = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Evidence slot.
                 * @member {number} slot
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.slot = 0;

                /**
                 * Evidence accused.
                 * @member {Uint8Array} accused
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.accused = $util.newBuffer([]);

                /**
                 * Evidence order.
                 * @member {Uint8Array} order
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.order = $util.newBuffer([]);

                /**
                 * Evidence acceptance.
                 * @member {Uint8Array} acceptance
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.acceptance = $util.newBuffer([]);

                /**
                 * Evidence returned.
                 * @member {Uint8Array} returned
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.returned = $util.newBuffer([]);

                /**
                 * Evidence control.
                 * @member {potluck.receiptevidence.v1.Response.$Properties|null|undefined} control
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.control = null;

                /**
                 * Creates a new Evidence instance using the specified properties.
                 * @function create
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @static
                 * @param {potluck.receiptevidence.v1.Evidence.$Properties=} [properties] Properties to set
                 * @returns {potluck.receiptevidence.v1.Evidence} Evidence instance
                 * @type {{
                 *   (properties: potluck.receiptevidence.v1.Evidence.$Shape): potluck.receiptevidence.v1.Evidence & potluck.receiptevidence.v1.Evidence.$Shape;
                 *   (properties?: potluck.receiptevidence.v1.Evidence.$Properties): potluck.receiptevidence.v1.Evidence;
                 * }}
                 */
                Evidence.create = function(properties) {
                    return new Evidence(properties);
                };

                /**
                 * Encodes the specified Evidence message. Does not implicitly {@link potluck.receiptevidence.v1.Evidence.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @static
                 * @param {potluck.receiptevidence.v1.Evidence.$Properties} message Evidence message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Evidence.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.slot);
                    if (message.accused != null && $Object.hasOwnProperty.call(message, "accused") && message.accused.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.accused);
                    if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.order);
                    if (message.acceptance != null && $Object.hasOwnProperty.call(message, "acceptance") && message.acceptance.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.acceptance);
                    if (message.returned != null && $Object.hasOwnProperty.call(message, "returned") && message.returned.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.returned);
                    if (message.control != null && $Object.hasOwnProperty.call(message, "control"))
                        $root.potluck.receiptevidence.v1.Response.encode(message.control, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Evidence message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Evidence & potluck.receiptevidence.v1.Evidence.$Shape} Evidence
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Evidence.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.receiptevidence.v1.Evidence();
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
                                    message.slot = value;
                                else
                                    delete message.slot;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.accused = value;
                                else
                                    delete message.accused;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.order = value;
                                else
                                    delete message.order;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.acceptance = value;
                                else
                                    delete message.acceptance;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.returned = value;
                                else
                                    delete message.returned;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.control = $root.potluck.receiptevidence.v1.Response.decode(reader, reader.size(), $undefined, _depth + 1, message.control);
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
                 * Creates an Evidence message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receiptevidence.v1.Evidence} Evidence
                 */
                Evidence.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receiptevidence.v1.Evidence)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receiptevidence.v1.Evidence: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receiptevidence.v1.Evidence();
                    if (object.slot != null)
                        if ($Number(object.slot) !== 0)
                            message.slot = object.slot >>> 0;
                    if (object.accused != null)
                        if (object.accused.length)
                            if (typeof object.accused === "string")
                                $util.base64.decode(object.accused, message.accused = $util.newBuffer($util.base64.length(object.accused)), 0);
                            else if (object.accused.length >= 0)
                                message.accused = object.accused;
                    if (object.order != null)
                        if (object.order.length)
                            if (typeof object.order === "string")
                                $util.base64.decode(object.order, message.order = $util.newBuffer($util.base64.length(object.order)), 0);
                            else if (object.order.length >= 0)
                                message.order = object.order;
                    if (object.acceptance != null)
                        if (object.acceptance.length)
                            if (typeof object.acceptance === "string")
                                $util.base64.decode(object.acceptance, message.acceptance = $util.newBuffer($util.base64.length(object.acceptance)), 0);
                            else if (object.acceptance.length >= 0)
                                message.acceptance = object.acceptance;
                    if (object.returned != null)
                        if (object.returned.length)
                            if (typeof object.returned === "string")
                                $util.base64.decode(object.returned, message.returned = $util.newBuffer($util.base64.length(object.returned)), 0);
                            else if (object.returned.length >= 0)
                                message.returned = object.returned;
                    if (object.control != null) {
                        if (!$util.isObject(object.control))
                            throw $TypeError(".potluck.receiptevidence.v1.Evidence.control: object expected");
                        message.control = $root.potluck.receiptevidence.v1.Response.fromObject(object.control, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an Evidence message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @static
                 * @param {potluck.receiptevidence.v1.Evidence} message Evidence
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Evidence.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.slot = 0;
                        if (options.bytes === $String)
                            object.accused = "";
                        else {
                            object.accused = [];
                            if (options.bytes !== $Array)
                                object.accused = $util.newBuffer(object.accused);
                        }
                        if (options.bytes === $String)
                            object.order = "";
                        else {
                            object.order = [];
                            if (options.bytes !== $Array)
                                object.order = $util.newBuffer(object.order);
                        }
                        if (options.bytes === $String)
                            object.acceptance = "";
                        else {
                            object.acceptance = [];
                            if (options.bytes !== $Array)
                                object.acceptance = $util.newBuffer(object.acceptance);
                        }
                        if (options.bytes === $String)
                            object.returned = "";
                        else {
                            object.returned = [];
                            if (options.bytes !== $Array)
                                object.returned = $util.newBuffer(object.returned);
                        }
                        object.control = null;
                    }
                    if (message.slot != null && $Object.hasOwnProperty.call(message, "slot"))
                        object.slot = message.slot;
                    if (message.accused != null && $Object.hasOwnProperty.call(message, "accused"))
                        object.accused = options.bytes === $String ? $util.base64.encode(message.accused, 0, message.accused.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.accused) : message.accused;
                    if (message.order != null && $Object.hasOwnProperty.call(message, "order"))
                        object.order = options.bytes === $String ? $util.base64.encode(message.order, 0, message.order.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.order) : message.order;
                    if (message.acceptance != null && $Object.hasOwnProperty.call(message, "acceptance"))
                        object.acceptance = options.bytes === $String ? $util.base64.encode(message.acceptance, 0, message.acceptance.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.acceptance) : message.acceptance;
                    if (message.returned != null && $Object.hasOwnProperty.call(message, "returned"))
                        object.returned = options.bytes === $String ? $util.base64.encode(message.returned, 0, message.returned.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.returned) : message.returned;
                    if (message.control != null && $Object.hasOwnProperty.call(message, "control"))
                        object.control = $root.potluck.receiptevidence.v1.Response.toObject(message.control, options, _depth + 1);
                    return object;
                };

                /**
                 * Converts this Evidence to JSON.
                 * @function toJSON
                 * @memberof potluck.receiptevidence.v1.Evidence
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Evidence.prototype.toJSON = function() {
                    return Evidence.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Evidence;
            })();

            v1.Answer = (function() {

                /**
                 * Properties of an Answer.
                 * @typedef {Object} potluck.receiptevidence.v1.Answer.$Properties
                 * @property {number|null} [slot] Answer slot
                 * @property {Uint8Array|null} [evidence] Answer evidence
                 * @property {Uint8Array|null} [orderSha256] Answer orderSha256
                 * @property {potluck.receiptevidence.v1.Response.$Properties|null} [response] Answer response
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Answer.
                 * @memberof potluck.receiptevidence.v1
                 * @interface IAnswer
                 * @augments potluck.receiptevidence.v1.Answer.$Properties
                 * @deprecated Use potluck.receiptevidence.v1.Answer.$Properties instead.
                 */

                /**
                 * Shape of an Answer.
                 * @typedef {potluck.receiptevidence.v1.Answer.$Properties} potluck.receiptevidence.v1.Answer.$Shape
                 */

                /**
                 * Constructs a new Answer.
                 * @memberof potluck.receiptevidence.v1
                 * @classdesc Represents an Answer.
                 * @constructor
                 * @param {potluck.receiptevidence.v1.Answer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Answer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Answer slot.
                 * @member {number} slot
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @instance
                 */
                Answer.prototype.slot = 0;

                /**
                 * Answer evidence.
                 * @member {Uint8Array} evidence
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @instance
                 */
                Answer.prototype.evidence = $util.newBuffer([]);

                /**
                 * Answer orderSha256.
                 * @member {Uint8Array} orderSha256
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @instance
                 */
                Answer.prototype.orderSha256 = $util.newBuffer([]);

                /**
                 * Answer response.
                 * @member {potluck.receiptevidence.v1.Response.$Properties|null|undefined} response
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @instance
                 */
                Answer.prototype.response = null;

                /**
                 * Creates a new Answer instance using the specified properties.
                 * @function create
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @static
                 * @param {potluck.receiptevidence.v1.Answer.$Properties=} [properties] Properties to set
                 * @returns {potluck.receiptevidence.v1.Answer} Answer instance
                 * @type {{
                 *   (properties: potluck.receiptevidence.v1.Answer.$Shape): potluck.receiptevidence.v1.Answer & potluck.receiptevidence.v1.Answer.$Shape;
                 *   (properties?: potluck.receiptevidence.v1.Answer.$Properties): potluck.receiptevidence.v1.Answer;
                 * }}
                 */
                Answer.create = function(properties) {
                    return new Answer(properties);
                };

                /**
                 * Encodes the specified Answer message. Does not implicitly {@link potluck.receiptevidence.v1.Answer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @static
                 * @param {potluck.receiptevidence.v1.Answer.$Properties} message Answer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Answer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.slot != null && $Object.hasOwnProperty.call(message, "slot") && message.slot !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.slot);
                    if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence") && message.evidence.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.evidence);
                    if (message.orderSha256 != null && $Object.hasOwnProperty.call(message, "orderSha256") && message.orderSha256.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.orderSha256);
                    if (message.response != null && $Object.hasOwnProperty.call(message, "response"))
                        $root.potluck.receiptevidence.v1.Response.encode(message.response, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Answer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Answer & potluck.receiptevidence.v1.Answer.$Shape} Answer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Answer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.receiptevidence.v1.Answer();
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
                                    message.slot = value;
                                else
                                    delete message.slot;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.evidence = value;
                                else
                                    delete message.evidence;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.orderSha256 = value;
                                else
                                    delete message.orderSha256;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.response = $root.potluck.receiptevidence.v1.Response.decode(reader, reader.size(), $undefined, _depth + 1, message.response);
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
                 * Creates an Answer message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receiptevidence.v1.Answer} Answer
                 */
                Answer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receiptevidence.v1.Answer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receiptevidence.v1.Answer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receiptevidence.v1.Answer();
                    if (object.slot != null)
                        if ($Number(object.slot) !== 0)
                            message.slot = object.slot >>> 0;
                    if (object.evidence != null)
                        if (object.evidence.length)
                            if (typeof object.evidence === "string")
                                $util.base64.decode(object.evidence, message.evidence = $util.newBuffer($util.base64.length(object.evidence)), 0);
                            else if (object.evidence.length >= 0)
                                message.evidence = object.evidence;
                    if (object.orderSha256 != null)
                        if (object.orderSha256.length)
                            if (typeof object.orderSha256 === "string")
                                $util.base64.decode(object.orderSha256, message.orderSha256 = $util.newBuffer($util.base64.length(object.orderSha256)), 0);
                            else if (object.orderSha256.length >= 0)
                                message.orderSha256 = object.orderSha256;
                    if (object.response != null) {
                        if (!$util.isObject(object.response))
                            throw $TypeError(".potluck.receiptevidence.v1.Answer.response: object expected");
                        message.response = $root.potluck.receiptevidence.v1.Response.fromObject(object.response, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an Answer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @static
                 * @param {potluck.receiptevidence.v1.Answer} message Answer
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Answer.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.slot = 0;
                        if (options.bytes === $String)
                            object.evidence = "";
                        else {
                            object.evidence = [];
                            if (options.bytes !== $Array)
                                object.evidence = $util.newBuffer(object.evidence);
                        }
                        if (options.bytes === $String)
                            object.orderSha256 = "";
                        else {
                            object.orderSha256 = [];
                            if (options.bytes !== $Array)
                                object.orderSha256 = $util.newBuffer(object.orderSha256);
                        }
                        object.response = null;
                    }
                    if (message.slot != null && $Object.hasOwnProperty.call(message, "slot"))
                        object.slot = message.slot;
                    if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                        object.evidence = options.bytes === $String ? $util.base64.encode(message.evidence, 0, message.evidence.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.evidence) : message.evidence;
                    if (message.orderSha256 != null && $Object.hasOwnProperty.call(message, "orderSha256"))
                        object.orderSha256 = options.bytes === $String ? $util.base64.encode(message.orderSha256, 0, message.orderSha256.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.orderSha256) : message.orderSha256;
                    if (message.response != null && $Object.hasOwnProperty.call(message, "response"))
                        object.response = $root.potluck.receiptevidence.v1.Response.toObject(message.response, options, _depth + 1);
                    return object;
                };

                /**
                 * Converts this Answer to JSON.
                 * @function toJSON
                 * @memberof potluck.receiptevidence.v1.Answer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Answer.prototype.toJSON = function() {
                    return Answer.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Answer;
            })();

            v1.Response = (function() {

                /**
                 * Properties of a Response.
                 * @typedef {Object} potluck.receiptevidence.v1.Response.$Properties
                 * @property {number|null} [status] Response status
                 * @property {Array.<potluck.receiptevidence.v1.Header.$Properties>|null} [headers] Response headers
                 * @property {Uint8Array|null} [body] Response body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Response.
                 * @memberof potluck.receiptevidence.v1
                 * @interface IResponse
                 * @augments potluck.receiptevidence.v1.Response.$Properties
                 * @deprecated Use potluck.receiptevidence.v1.Response.$Properties instead.
                 */

                /**
                 * Shape of a Response.
                 * @typedef {potluck.receiptevidence.v1.Response.$Properties} potluck.receiptevidence.v1.Response.$Shape
                 */

                /**
                 * Constructs a new Response.
                 * @memberof potluck.receiptevidence.v1
                 * @classdesc Represents a Response.
                 * @constructor
                 * @param {potluck.receiptevidence.v1.Response.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Response = function (properties) {
                    this.headers = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Response status.
                 * @member {number} status
                 * @memberof potluck.receiptevidence.v1.Response
                 * @instance
                 */
                Response.prototype.status = 0;

                /**
                 * Response headers.
                 * @member {Array.<potluck.receiptevidence.v1.Header.$Properties>} headers
                 * @memberof potluck.receiptevidence.v1.Response
                 * @instance
                 */
                Response.prototype.headers = $util.emptyArray;

                /**
                 * Response body.
                 * @member {Uint8Array} body
                 * @memberof potluck.receiptevidence.v1.Response
                 * @instance
                 */
                Response.prototype.body = $util.newBuffer([]);

                /**
                 * Creates a new Response instance using the specified properties.
                 * @function create
                 * @memberof potluck.receiptevidence.v1.Response
                 * @static
                 * @param {potluck.receiptevidence.v1.Response.$Properties=} [properties] Properties to set
                 * @returns {potluck.receiptevidence.v1.Response} Response instance
                 * @type {{
                 *   (properties: potluck.receiptevidence.v1.Response.$Shape): potluck.receiptevidence.v1.Response & potluck.receiptevidence.v1.Response.$Shape;
                 *   (properties?: potluck.receiptevidence.v1.Response.$Properties): potluck.receiptevidence.v1.Response;
                 * }}
                 */
                Response.create = function(properties) {
                    return new Response(properties);
                };

                /**
                 * Encodes the specified Response message. Does not implicitly {@link potluck.receiptevidence.v1.Response.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receiptevidence.v1.Response
                 * @static
                 * @param {potluck.receiptevidence.v1.Response.$Properties} message Response message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Response.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.status);
                    if (message.headers != null && message.headers.length)
                        for (let i = 0; i < message.headers.length; ++i)
                            $root.potluck.receiptevidence.v1.Header.encode(message.headers[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body") && message.body.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.body);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Response message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receiptevidence.v1.Response
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Response & potluck.receiptevidence.v1.Response.$Shape} Response
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Response.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.receiptevidence.v1.Response();
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
                                    message.status = value;
                                else
                                    delete message.status;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.headers && message.headers.length))
                                    message.headers = [];
                                message.headers.push($root.potluck.receiptevidence.v1.Header.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
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
                 * Creates a Response message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receiptevidence.v1.Response
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receiptevidence.v1.Response} Response
                 */
                Response.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receiptevidence.v1.Response)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receiptevidence.v1.Response: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receiptevidence.v1.Response();
                    if (object.status != null)
                        if ($Number(object.status) !== 0)
                            message.status = object.status >>> 0;
                    if (object.headers) {
                        if (!$Array.isArray(object.headers))
                            throw $TypeError(".potluck.receiptevidence.v1.Response.headers: array expected");
                        message.headers = $Array(object.headers.length);
                        for (let i = 0; i < object.headers.length; ++i) {
                            if (!$util.isObject(object.headers[i]))
                                throw $TypeError(".potluck.receiptevidence.v1.Response.headers: object expected");
                            message.headers[i] = $root.potluck.receiptevidence.v1.Header.fromObject(object.headers[i], _depth + 1);
                        }
                    }
                    if (object.body != null)
                        if (object.body.length)
                            if (typeof object.body === "string")
                                $util.base64.decode(object.body, message.body = $util.newBuffer($util.base64.length(object.body)), 0);
                            else if (object.body.length >= 0)
                                message.body = object.body;
                    return message;
                };

                /**
                 * Creates a plain object from a Response message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receiptevidence.v1.Response
                 * @static
                 * @param {potluck.receiptevidence.v1.Response} message Response
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Response.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.headers = [];
                    if (options.defaults) {
                        object.status = 0;
                        if (options.bytes === $String)
                            object.body = "";
                        else {
                            object.body = [];
                            if (options.bytes !== $Array)
                                object.body = $util.newBuffer(object.body);
                        }
                    }
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        object.status = message.status;
                    if (message.headers && message.headers.length) {
                        object.headers = $Array(message.headers.length);
                        for (let j = 0; j < message.headers.length; ++j)
                            object.headers[j] = $root.potluck.receiptevidence.v1.Header.toObject(message.headers[j], options, _depth + 1);
                    }
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        object.body = options.bytes === $String ? $util.base64.encode(message.body, 0, message.body.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.body) : message.body;
                    return object;
                };

                /**
                 * Converts this Response to JSON.
                 * @function toJSON
                 * @memberof potluck.receiptevidence.v1.Response
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Response.prototype.toJSON = function() {
                    return Response.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Response;
            })();

            v1.Header = (function() {

                /**
                 * Properties of a Header.
                 * @typedef {Object} potluck.receiptevidence.v1.Header.$Properties
                 * @property {string|null} [name] Header name
                 * @property {string|null} [value] Header value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Header.
                 * @memberof potluck.receiptevidence.v1
                 * @interface IHeader
                 * @augments potluck.receiptevidence.v1.Header.$Properties
                 * @deprecated Use potluck.receiptevidence.v1.Header.$Properties instead.
                 */

                /**
                 * Shape of a Header.
                 * @typedef {potluck.receiptevidence.v1.Header.$Properties} potluck.receiptevidence.v1.Header.$Shape
                 */

                /**
                 * Constructs a new Header.
                 * @memberof potluck.receiptevidence.v1
                 * @classdesc Represents a Header.
                 * @constructor
                 * @param {potluck.receiptevidence.v1.Header.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Header = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Header name.
                 * @member {string} name
                 * @memberof potluck.receiptevidence.v1.Header
                 * @instance
                 */
                Header.prototype.name = "";

                /**
                 * Header value.
                 * @member {string} value
                 * @memberof potluck.receiptevidence.v1.Header
                 * @instance
                 */
                Header.prototype.value = "";

                /**
                 * Creates a new Header instance using the specified properties.
                 * @function create
                 * @memberof potluck.receiptevidence.v1.Header
                 * @static
                 * @param {potluck.receiptevidence.v1.Header.$Properties=} [properties] Properties to set
                 * @returns {potluck.receiptevidence.v1.Header} Header instance
                 * @type {{
                 *   (properties: potluck.receiptevidence.v1.Header.$Shape): potluck.receiptevidence.v1.Header & potluck.receiptevidence.v1.Header.$Shape;
                 *   (properties?: potluck.receiptevidence.v1.Header.$Properties): potluck.receiptevidence.v1.Header;
                 * }}
                 */
                Header.create = function(properties) {
                    return new Header(properties);
                };

                /**
                 * Encodes the specified Header message. Does not implicitly {@link potluck.receiptevidence.v1.Header.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.receiptevidence.v1.Header
                 * @static
                 * @param {potluck.receiptevidence.v1.Header.$Properties} message Header message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Header.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Header message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.receiptevidence.v1.Header
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.receiptevidence.v1.Header & potluck.receiptevidence.v1.Header.$Shape} Header
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Header.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.receiptevidence.v1.Header();
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
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.value = value;
                                else
                                    delete message.value;
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
                 * Creates a Header message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.receiptevidence.v1.Header
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.receiptevidence.v1.Header} Header
                 */
                Header.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.receiptevidence.v1.Header)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.receiptevidence.v1.Header: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.receiptevidence.v1.Header();
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    if (object.value != null)
                        if (typeof object.value !== "string" || object.value.length)
                            message.value = $String(object.value);
                    return message;
                };

                /**
                 * Creates a plain object from a Header message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.receiptevidence.v1.Header
                 * @static
                 * @param {potluck.receiptevidence.v1.Header} message Header
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Header.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.name = "";
                        object.value = "";
                    }
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        object.value = message.value;
                    return object;
                };

                /**
                 * Converts this Header to JSON.
                 * @function toJSON
                 * @memberof potluck.receiptevidence.v1.Header
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Header.prototype.toJSON = function() {
                    return Header.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Header;
            })();

            return v1;
        })();

        return receiptevidence;
    })();

    return potluck;
})();

export {
  $root as default
};
