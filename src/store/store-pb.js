/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Array = $util.global.Array, $Number = $util.global.Number, $Boolean = $util.global.Boolean, $parseInt = $util.global.parseInt, $BigInt = $util.global.BigInt;

// Exported root namespace
const $root = $protobuf.roots["store"] || ($protobuf.roots["store"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.store = (function() {

        /**
         * Namespace store.
         * @memberof potluck
         * @namespace
         */
        const store = {};

        store.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.store
             * @namespace
             */
            const v1 = {};

            v1.StoreItem = (function() {

                /**
                 * Properties of a StoreItem.
                 * @typedef {Object} potluck.store.v1.StoreItem.$Properties
                 * @property {potluck.store.v1.ShardUpdate.$Properties|null} [shardUpdate] StoreItem shardUpdate
                 * @property {Uint8Array|null} [ephemeral] StoreItem ephemeral
                 * @property {Uint8Array|null} [credential] StoreItem credential
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a StoreItem.
                 * @memberof potluck.store.v1
                 * @interface IStoreItem
                 * @augments potluck.store.v1.StoreItem.$Properties
                 * @deprecated Use potluck.store.v1.StoreItem.$Properties instead.
                 */

                /**
                 * Shape of a StoreItem.
                 * @typedef {potluck.store.v1.StoreItem.$Properties} potluck.store.v1.StoreItem.$Shape
                 */

                /**
                 * Constructs a new StoreItem.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a StoreItem.
                 * @constructor
                 * @param {potluck.store.v1.StoreItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const StoreItem = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * StoreItem shardUpdate.
                 * @member {potluck.store.v1.ShardUpdate.$Properties|null|undefined} shardUpdate
                 * @memberof potluck.store.v1.StoreItem
                 * @instance
                 */
                StoreItem.prototype.shardUpdate = null;

                /**
                 * StoreItem ephemeral.
                 * @member {Uint8Array} ephemeral
                 * @memberof potluck.store.v1.StoreItem
                 * @instance
                 */
                StoreItem.prototype.ephemeral = $util.newBuffer([]);

                /**
                 * StoreItem credential.
                 * @member {Uint8Array} credential
                 * @memberof potluck.store.v1.StoreItem
                 * @instance
                 */
                StoreItem.prototype.credential = $util.newBuffer([]);

                /**
                 * Creates a new StoreItem instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.StoreItem
                 * @static
                 * @param {potluck.store.v1.StoreItem.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.StoreItem} StoreItem instance
                 * @type {{
                 *   (properties: potluck.store.v1.StoreItem.$Shape): potluck.store.v1.StoreItem & potluck.store.v1.StoreItem.$Shape;
                 *   (properties?: potluck.store.v1.StoreItem.$Properties): potluck.store.v1.StoreItem;
                 * }}
                 */
                StoreItem.create = function(properties) {
                    return new StoreItem(properties);
                };

                /**
                 * Encodes the specified StoreItem message. Does not implicitly {@link potluck.store.v1.StoreItem.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.StoreItem
                 * @static
                 * @param {potluck.store.v1.StoreItem.$Properties} message StoreItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                StoreItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.shardUpdate != null && $Object.hasOwnProperty.call(message, "shardUpdate"))
                        $root.potluck.store.v1.ShardUpdate.encode(message.shardUpdate, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.ephemeral != null && $Object.hasOwnProperty.call(message, "ephemeral") && message.ephemeral.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.ephemeral);
                    if (message.credential != null && $Object.hasOwnProperty.call(message, "credential") && message.credential.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.credential);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a StoreItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.StoreItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.StoreItem & potluck.store.v1.StoreItem.$Shape} StoreItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                StoreItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.StoreItem();
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
                                message.shardUpdate = $root.potluck.store.v1.ShardUpdate.decode(reader, reader.size(), $undefined, _depth + 1, message.shardUpdate);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.ephemeral = value;
                                else
                                    delete message.ephemeral;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.credential = value;
                                else
                                    delete message.credential;
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
                 * Creates a StoreItem message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.StoreItem
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.StoreItem} StoreItem
                 */
                StoreItem.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.StoreItem)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.StoreItem: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.StoreItem();
                    if (object.shardUpdate != null) {
                        if (!$util.isObject(object.shardUpdate))
                            throw $TypeError(".potluck.store.v1.StoreItem.shardUpdate: object expected");
                        message.shardUpdate = $root.potluck.store.v1.ShardUpdate.fromObject(object.shardUpdate, _depth + 1);
                    }
                    if (object.ephemeral != null)
                        if (object.ephemeral.length)
                            if (typeof object.ephemeral === "string")
                                $util.base64.decode(object.ephemeral, message.ephemeral = $util.newBuffer($util.base64.length(object.ephemeral)), 0);
                            else if (object.ephemeral.length >= 0)
                                message.ephemeral = object.ephemeral;
                    if (object.credential != null)
                        if (object.credential.length)
                            if (typeof object.credential === "string")
                                $util.base64.decode(object.credential, message.credential = $util.newBuffer($util.base64.length(object.credential)), 0);
                            else if (object.credential.length >= 0)
                                message.credential = object.credential;
                    return message;
                };

                /**
                 * Creates a plain object from a StoreItem message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.StoreItem
                 * @static
                 * @param {potluck.store.v1.StoreItem} message StoreItem
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                StoreItem.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.shardUpdate = null;
                        if (options.bytes === $String)
                            object.ephemeral = "";
                        else {
                            object.ephemeral = [];
                            if (options.bytes !== $Array)
                                object.ephemeral = $util.newBuffer(object.ephemeral);
                        }
                        if (options.bytes === $String)
                            object.credential = "";
                        else {
                            object.credential = [];
                            if (options.bytes !== $Array)
                                object.credential = $util.newBuffer(object.credential);
                        }
                    }
                    if (message.shardUpdate != null && $Object.hasOwnProperty.call(message, "shardUpdate"))
                        object.shardUpdate = $root.potluck.store.v1.ShardUpdate.toObject(message.shardUpdate, options, _depth + 1);
                    if (message.ephemeral != null && $Object.hasOwnProperty.call(message, "ephemeral"))
                        object.ephemeral = options.bytes === $String ? $util.base64.encode(message.ephemeral, 0, message.ephemeral.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.ephemeral) : message.ephemeral;
                    if (message.credential != null && $Object.hasOwnProperty.call(message, "credential"))
                        object.credential = options.bytes === $String ? $util.base64.encode(message.credential, 0, message.credential.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.credential) : message.credential;
                    return object;
                };

                /**
                 * Converts this StoreItem to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.StoreItem
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                StoreItem.prototype.toJSON = function() {
                    return StoreItem.toObject(this, $protobuf.util.toJSONOptions);
                };

                return StoreItem;
            })();

            v1.ShardUpdate = (function() {

                /**
                 * Properties of a ShardUpdate.
                 * @typedef {Object} potluck.store.v1.ShardUpdate.$Properties
                 * @property {Uint8Array|null} [head] ShardUpdate head
                 * @property {Uint8Array|null} [change] ShardUpdate change
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardUpdate.
                 * @memberof potluck.store.v1
                 * @interface IShardUpdate
                 * @augments potluck.store.v1.ShardUpdate.$Properties
                 * @deprecated Use potluck.store.v1.ShardUpdate.$Properties instead.
                 */

                /**
                 * Shape of a ShardUpdate.
                 * @typedef {potluck.store.v1.ShardUpdate.$Properties} potluck.store.v1.ShardUpdate.$Shape
                 */

                /**
                 * Constructs a new ShardUpdate.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardUpdate.
                 * @constructor
                 * @param {potluck.store.v1.ShardUpdate.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardUpdate = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardUpdate head.
                 * @member {Uint8Array} head
                 * @memberof potluck.store.v1.ShardUpdate
                 * @instance
                 */
                ShardUpdate.prototype.head = $util.newBuffer([]);

                /**
                 * ShardUpdate change.
                 * @member {Uint8Array} change
                 * @memberof potluck.store.v1.ShardUpdate
                 * @instance
                 */
                ShardUpdate.prototype.change = $util.newBuffer([]);

                /**
                 * Creates a new ShardUpdate instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardUpdate
                 * @static
                 * @param {potluck.store.v1.ShardUpdate.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardUpdate} ShardUpdate instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardUpdate.$Shape): potluck.store.v1.ShardUpdate & potluck.store.v1.ShardUpdate.$Shape;
                 *   (properties?: potluck.store.v1.ShardUpdate.$Properties): potluck.store.v1.ShardUpdate;
                 * }}
                 */
                ShardUpdate.create = function(properties) {
                    return new ShardUpdate(properties);
                };

                /**
                 * Encodes the specified ShardUpdate message. Does not implicitly {@link potluck.store.v1.ShardUpdate.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardUpdate
                 * @static
                 * @param {potluck.store.v1.ShardUpdate.$Properties} message ShardUpdate message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardUpdate.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.head != null && $Object.hasOwnProperty.call(message, "head") && message.head.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.head);
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.change);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardUpdate message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardUpdate
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardUpdate & potluck.store.v1.ShardUpdate.$Shape} ShardUpdate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardUpdate.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardUpdate();
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
                                    message.head = value;
                                else
                                    delete message.head;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.change = value;
                                else
                                    delete message.change;
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
                 * Creates a ShardUpdate message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardUpdate
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardUpdate} ShardUpdate
                 */
                ShardUpdate.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardUpdate)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardUpdate: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardUpdate();
                    if (object.head != null)
                        if (object.head.length)
                            if (typeof object.head === "string")
                                $util.base64.decode(object.head, message.head = $util.newBuffer($util.base64.length(object.head)), 0);
                            else if (object.head.length >= 0)
                                message.head = object.head;
                    if (object.change != null)
                        if (object.change.length)
                            if (typeof object.change === "string")
                                $util.base64.decode(object.change, message.change = $util.newBuffer($util.base64.length(object.change)), 0);
                            else if (object.change.length >= 0)
                                message.change = object.change;
                    return message;
                };

                /**
                 * Creates a plain object from a ShardUpdate message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardUpdate
                 * @static
                 * @param {potluck.store.v1.ShardUpdate} message ShardUpdate
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardUpdate.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.head = "";
                        else {
                            object.head = [];
                            if (options.bytes !== $Array)
                                object.head = $util.newBuffer(object.head);
                        }
                        if (options.bytes === $String)
                            object.change = "";
                        else {
                            object.change = [];
                            if (options.bytes !== $Array)
                                object.change = $util.newBuffer(object.change);
                        }
                    }
                    if (message.head != null && $Object.hasOwnProperty.call(message, "head"))
                        object.head = options.bytes === $String ? $util.base64.encode(message.head, 0, message.head.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.head) : message.head;
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change"))
                        object.change = options.bytes === $String ? $util.base64.encode(message.change, 0, message.change.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.change) : message.change;
                    return object;
                };

                /**
                 * Converts this ShardUpdate to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardUpdate
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardUpdate.prototype.toJSON = function() {
                    return ShardUpdate.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardUpdate;
            })();

            v1.SignedHead = (function() {

                /**
                 * Properties of a SignedHead.
                 * @typedef {Object} potluck.store.v1.SignedHead.$Properties
                 * @property {Uint8Array|null} [statement] SignedHead statement
                 * @property {Uint8Array|null} [signature] SignedHead signature
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SignedHead.
                 * @memberof potluck.store.v1
                 * @interface ISignedHead
                 * @augments potluck.store.v1.SignedHead.$Properties
                 * @deprecated Use potluck.store.v1.SignedHead.$Properties instead.
                 */

                /**
                 * Shape of a SignedHead.
                 * @typedef {potluck.store.v1.SignedHead.$Properties} potluck.store.v1.SignedHead.$Shape
                 */

                /**
                 * Constructs a new SignedHead.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a SignedHead.
                 * @constructor
                 * @param {potluck.store.v1.SignedHead.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SignedHead = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SignedHead statement.
                 * @member {Uint8Array} statement
                 * @memberof potluck.store.v1.SignedHead
                 * @instance
                 */
                SignedHead.prototype.statement = $util.newBuffer([]);

                /**
                 * SignedHead signature.
                 * @member {Uint8Array} signature
                 * @memberof potluck.store.v1.SignedHead
                 * @instance
                 */
                SignedHead.prototype.signature = $util.newBuffer([]);

                /**
                 * Creates a new SignedHead instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.SignedHead
                 * @static
                 * @param {potluck.store.v1.SignedHead.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.SignedHead} SignedHead instance
                 * @type {{
                 *   (properties: potluck.store.v1.SignedHead.$Shape): potluck.store.v1.SignedHead & potluck.store.v1.SignedHead.$Shape;
                 *   (properties?: potluck.store.v1.SignedHead.$Properties): potluck.store.v1.SignedHead;
                 * }}
                 */
                SignedHead.create = function(properties) {
                    return new SignedHead(properties);
                };

                /**
                 * Encodes the specified SignedHead message. Does not implicitly {@link potluck.store.v1.SignedHead.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.SignedHead
                 * @static
                 * @param {potluck.store.v1.SignedHead.$Properties} message SignedHead message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SignedHead.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.statement != null && $Object.hasOwnProperty.call(message, "statement") && message.statement.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.statement);
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SignedHead message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.SignedHead
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SignedHead & potluck.store.v1.SignedHead.$Shape} SignedHead
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SignedHead.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.SignedHead();
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
                                    message.statement = value;
                                else
                                    delete message.statement;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.signature = value;
                                else
                                    delete message.signature;
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
                 * Creates a SignedHead message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.SignedHead
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.SignedHead} SignedHead
                 */
                SignedHead.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.SignedHead)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.SignedHead: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.SignedHead();
                    if (object.statement != null)
                        if (object.statement.length)
                            if (typeof object.statement === "string")
                                $util.base64.decode(object.statement, message.statement = $util.newBuffer($util.base64.length(object.statement)), 0);
                            else if (object.statement.length >= 0)
                                message.statement = object.statement;
                    if (object.signature != null)
                        if (object.signature.length)
                            if (typeof object.signature === "string")
                                $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                            else if (object.signature.length >= 0)
                                message.signature = object.signature;
                    return message;
                };

                /**
                 * Creates a plain object from a SignedHead message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.SignedHead
                 * @static
                 * @param {potluck.store.v1.SignedHead} message SignedHead
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SignedHead.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.statement = "";
                        else {
                            object.statement = [];
                            if (options.bytes !== $Array)
                                object.statement = $util.newBuffer(object.statement);
                        }
                        if (options.bytes === $String)
                            object.signature = "";
                        else {
                            object.signature = [];
                            if (options.bytes !== $Array)
                                object.signature = $util.newBuffer(object.signature);
                        }
                    }
                    if (message.statement != null && $Object.hasOwnProperty.call(message, "statement"))
                        object.statement = options.bytes === $String ? $util.base64.encode(message.statement, 0, message.statement.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.statement) : message.statement;
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                        object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
                    return object;
                };

                /**
                 * Converts this SignedHead to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.SignedHead
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SignedHead.prototype.toJSON = function() {
                    return SignedHead.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SignedHead;
            })();

            v1.HeadStatement = (function() {

                /**
                 * Properties of a HeadStatement.
                 * @typedef {Object} potluck.store.v1.HeadStatement.$Properties
                 * @property {Uint8Array|null} [author] HeadStatement author
                 * @property {number|null} [shard] HeadStatement shard
                 * @property {number|null} [firstLivingShard] HeadStatement firstLivingShard
                 * @property {number|null} [changes] HeadStatement changes
                 * @property {Array.<Uint8Array>|null} [heads] HeadStatement heads
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HeadStatement.
                 * @memberof potluck.store.v1
                 * @interface IHeadStatement
                 * @augments potluck.store.v1.HeadStatement.$Properties
                 * @deprecated Use potluck.store.v1.HeadStatement.$Properties instead.
                 */

                /**
                 * Shape of a HeadStatement.
                 * @typedef {potluck.store.v1.HeadStatement.$Properties} potluck.store.v1.HeadStatement.$Shape
                 */

                /**
                 * Constructs a new HeadStatement.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a HeadStatement.
                 * @constructor
                 * @param {potluck.store.v1.HeadStatement.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HeadStatement = function (properties) {
                    this.heads = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HeadStatement author.
                 * @member {Uint8Array} author
                 * @memberof potluck.store.v1.HeadStatement
                 * @instance
                 */
                HeadStatement.prototype.author = $util.newBuffer([]);

                /**
                 * HeadStatement shard.
                 * @member {number} shard
                 * @memberof potluck.store.v1.HeadStatement
                 * @instance
                 */
                HeadStatement.prototype.shard = 0;

                /**
                 * HeadStatement firstLivingShard.
                 * @member {number} firstLivingShard
                 * @memberof potluck.store.v1.HeadStatement
                 * @instance
                 */
                HeadStatement.prototype.firstLivingShard = 0;

                /**
                 * HeadStatement changes.
                 * @member {number} changes
                 * @memberof potluck.store.v1.HeadStatement
                 * @instance
                 */
                HeadStatement.prototype.changes = 0;

                /**
                 * HeadStatement heads.
                 * @member {Array.<Uint8Array>} heads
                 * @memberof potluck.store.v1.HeadStatement
                 * @instance
                 */
                HeadStatement.prototype.heads = $util.emptyArray;

                /**
                 * Creates a new HeadStatement instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.HeadStatement
                 * @static
                 * @param {potluck.store.v1.HeadStatement.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.HeadStatement} HeadStatement instance
                 * @type {{
                 *   (properties: potluck.store.v1.HeadStatement.$Shape): potluck.store.v1.HeadStatement & potluck.store.v1.HeadStatement.$Shape;
                 *   (properties?: potluck.store.v1.HeadStatement.$Properties): potluck.store.v1.HeadStatement;
                 * }}
                 */
                HeadStatement.create = function(properties) {
                    return new HeadStatement(properties);
                };

                /**
                 * Encodes the specified HeadStatement message. Does not implicitly {@link potluck.store.v1.HeadStatement.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.HeadStatement
                 * @static
                 * @param {potluck.store.v1.HeadStatement.$Properties} message HeadStatement message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HeadStatement.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.author);
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && message.shard !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.shard);
                    if (message.firstLivingShard != null && $Object.hasOwnProperty.call(message, "firstLivingShard") && message.firstLivingShard !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.firstLivingShard);
                    if (message.changes != null && $Object.hasOwnProperty.call(message, "changes") && message.changes !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.changes);
                    if (message.heads != null && message.heads.length)
                        for (let i = 0; i < message.heads.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.heads[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HeadStatement message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.HeadStatement
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.HeadStatement & potluck.store.v1.HeadStatement.$Shape} HeadStatement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HeadStatement.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.HeadStatement();
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
                                    message.author = value;
                                else
                                    delete message.author;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.shard = value;
                                else
                                    delete message.shard;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.firstLivingShard = value;
                                else
                                    delete message.firstLivingShard;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.changes = value;
                                else
                                    delete message.changes;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.heads && message.heads.length))
                                    message.heads = [];
                                message.heads.push(reader.bytes());
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
                 * Creates a HeadStatement message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.HeadStatement
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.HeadStatement} HeadStatement
                 */
                HeadStatement.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.HeadStatement)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.HeadStatement: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.HeadStatement();
                    if (object.author != null)
                        if (object.author.length)
                            if (typeof object.author === "string")
                                $util.base64.decode(object.author, message.author = $util.newBuffer($util.base64.length(object.author)), 0);
                            else if (object.author.length >= 0)
                                message.author = object.author;
                    if (object.shard != null)
                        if ($Number(object.shard) !== 0)
                            message.shard = object.shard >>> 0;
                    if (object.firstLivingShard != null)
                        if ($Number(object.firstLivingShard) !== 0)
                            message.firstLivingShard = object.firstLivingShard >>> 0;
                    if (object.changes != null)
                        if ($Number(object.changes) !== 0)
                            message.changes = object.changes >>> 0;
                    if (object.heads) {
                        if (!$Array.isArray(object.heads))
                            throw $TypeError(".potluck.store.v1.HeadStatement.heads: array expected");
                        message.heads = $Array(object.heads.length);
                        for (let i = 0; i < object.heads.length; ++i)
                            if (typeof object.heads[i] === "string")
                                $util.base64.decode(object.heads[i], message.heads[i] = $util.newBuffer($util.base64.length(object.heads[i])), 0);
                            else if (object.heads[i].length >= 0)
                                message.heads[i] = object.heads[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a HeadStatement message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.HeadStatement
                 * @static
                 * @param {potluck.store.v1.HeadStatement} message HeadStatement
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                HeadStatement.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.heads = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.author = "";
                        else {
                            object.author = [];
                            if (options.bytes !== $Array)
                                object.author = $util.newBuffer(object.author);
                        }
                        object.shard = 0;
                        object.firstLivingShard = 0;
                        object.changes = 0;
                    }
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author"))
                        object.author = options.bytes === $String ? $util.base64.encode(message.author, 0, message.author.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.author) : message.author;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = message.shard;
                    if (message.firstLivingShard != null && $Object.hasOwnProperty.call(message, "firstLivingShard"))
                        object.firstLivingShard = message.firstLivingShard;
                    if (message.changes != null && $Object.hasOwnProperty.call(message, "changes"))
                        object.changes = message.changes;
                    if (message.heads && message.heads.length) {
                        object.heads = $Array(message.heads.length);
                        for (let j = 0; j < message.heads.length; ++j)
                            object.heads[j] = options.bytes === $String ? $util.base64.encode(message.heads[j], 0, message.heads[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.heads[j]) : message.heads[j];
                    }
                    return object;
                };

                /**
                 * Converts this HeadStatement to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.HeadStatement
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                HeadStatement.prototype.toJSON = function() {
                    return HeadStatement.toObject(this, $protobuf.util.toJSONOptions);
                };

                return HeadStatement;
            })();

            v1.ShardsStatement = (function() {

                /**
                 * Properties of a ShardsStatement.
                 * @typedef {Object} potluck.store.v1.ShardsStatement.$Properties
                 * @property {number|null} [firstLivingShard] ShardsStatement firstLivingShard
                 * @property {Array.<potluck.store.v1.ShardExtent.$Properties>|null} [living] ShardsStatement living
                 * @property {Array.<potluck.store.v1.ShardExtent.$Properties>|null} [retired] ShardsStatement retired
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardsStatement.
                 * @memberof potluck.store.v1
                 * @interface IShardsStatement
                 * @augments potluck.store.v1.ShardsStatement.$Properties
                 * @deprecated Use potluck.store.v1.ShardsStatement.$Properties instead.
                 */

                /**
                 * Shape of a ShardsStatement.
                 * @typedef {potluck.store.v1.ShardsStatement.$Properties} potluck.store.v1.ShardsStatement.$Shape
                 */

                /**
                 * Constructs a new ShardsStatement.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardsStatement.
                 * @constructor
                 * @param {potluck.store.v1.ShardsStatement.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardsStatement = function (properties) {
                    this.living = [];
                    this.retired = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardsStatement firstLivingShard.
                 * @member {number} firstLivingShard
                 * @memberof potluck.store.v1.ShardsStatement
                 * @instance
                 */
                ShardsStatement.prototype.firstLivingShard = 0;

                /**
                 * ShardsStatement living.
                 * @member {Array.<potluck.store.v1.ShardExtent.$Properties>} living
                 * @memberof potluck.store.v1.ShardsStatement
                 * @instance
                 */
                ShardsStatement.prototype.living = $util.emptyArray;

                /**
                 * ShardsStatement retired.
                 * @member {Array.<potluck.store.v1.ShardExtent.$Properties>} retired
                 * @memberof potluck.store.v1.ShardsStatement
                 * @instance
                 */
                ShardsStatement.prototype.retired = $util.emptyArray;

                /**
                 * Creates a new ShardsStatement instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardsStatement
                 * @static
                 * @param {potluck.store.v1.ShardsStatement.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardsStatement} ShardsStatement instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardsStatement.$Shape): potluck.store.v1.ShardsStatement & potluck.store.v1.ShardsStatement.$Shape;
                 *   (properties?: potluck.store.v1.ShardsStatement.$Properties): potluck.store.v1.ShardsStatement;
                 * }}
                 */
                ShardsStatement.create = function(properties) {
                    return new ShardsStatement(properties);
                };

                /**
                 * Encodes the specified ShardsStatement message. Does not implicitly {@link potluck.store.v1.ShardsStatement.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardsStatement
                 * @static
                 * @param {potluck.store.v1.ShardsStatement.$Properties} message ShardsStatement message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardsStatement.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.firstLivingShard != null && $Object.hasOwnProperty.call(message, "firstLivingShard") && message.firstLivingShard !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.firstLivingShard);
                    if (message.living != null && message.living.length)
                        for (let i = 0; i < message.living.length; ++i)
                            $root.potluck.store.v1.ShardExtent.encode(message.living[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.retired != null && message.retired.length)
                        for (let i = 0; i < message.retired.length; ++i)
                            $root.potluck.store.v1.ShardExtent.encode(message.retired[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardsStatement message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardsStatement
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardsStatement & potluck.store.v1.ShardsStatement.$Shape} ShardsStatement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardsStatement.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardsStatement();
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
                                    message.firstLivingShard = value;
                                else
                                    delete message.firstLivingShard;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.living && message.living.length))
                                    message.living = [];
                                message.living.push($root.potluck.store.v1.ShardExtent.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.retired && message.retired.length))
                                    message.retired = [];
                                message.retired.push($root.potluck.store.v1.ShardExtent.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Creates a ShardsStatement message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardsStatement
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardsStatement} ShardsStatement
                 */
                ShardsStatement.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardsStatement)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardsStatement: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardsStatement();
                    if (object.firstLivingShard != null)
                        if ($Number(object.firstLivingShard) !== 0)
                            message.firstLivingShard = object.firstLivingShard >>> 0;
                    if (object.living) {
                        if (!$Array.isArray(object.living))
                            throw $TypeError(".potluck.store.v1.ShardsStatement.living: array expected");
                        message.living = $Array(object.living.length);
                        for (let i = 0; i < object.living.length; ++i) {
                            if (!$util.isObject(object.living[i]))
                                throw $TypeError(".potluck.store.v1.ShardsStatement.living: object expected");
                            message.living[i] = $root.potluck.store.v1.ShardExtent.fromObject(object.living[i], _depth + 1);
                        }
                    }
                    if (object.retired) {
                        if (!$Array.isArray(object.retired))
                            throw $TypeError(".potluck.store.v1.ShardsStatement.retired: array expected");
                        message.retired = $Array(object.retired.length);
                        for (let i = 0; i < object.retired.length; ++i) {
                            if (!$util.isObject(object.retired[i]))
                                throw $TypeError(".potluck.store.v1.ShardsStatement.retired: object expected");
                            message.retired[i] = $root.potluck.store.v1.ShardExtent.fromObject(object.retired[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a ShardsStatement message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardsStatement
                 * @static
                 * @param {potluck.store.v1.ShardsStatement} message ShardsStatement
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardsStatement.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.living = [];
                        object.retired = [];
                    }
                    if (options.defaults)
                        object.firstLivingShard = 0;
                    if (message.firstLivingShard != null && $Object.hasOwnProperty.call(message, "firstLivingShard"))
                        object.firstLivingShard = message.firstLivingShard;
                    if (message.living && message.living.length) {
                        object.living = $Array(message.living.length);
                        for (let j = 0; j < message.living.length; ++j)
                            object.living[j] = $root.potluck.store.v1.ShardExtent.toObject(message.living[j], options, _depth + 1);
                    }
                    if (message.retired && message.retired.length) {
                        object.retired = $Array(message.retired.length);
                        for (let j = 0; j < message.retired.length; ++j)
                            object.retired[j] = $root.potluck.store.v1.ShardExtent.toObject(message.retired[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this ShardsStatement to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardsStatement
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardsStatement.prototype.toJSON = function() {
                    return ShardsStatement.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardsStatement;
            })();

            v1.ShardExtent = (function() {

                /**
                 * Properties of a ShardExtent.
                 * @typedef {Object} potluck.store.v1.ShardExtent.$Properties
                 * @property {number|null} [shard] ShardExtent shard
                 * @property {Array.<potluck.store.v1.ActorExtent.$Properties>|null} [actors] ShardExtent actors
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardExtent.
                 * @memberof potluck.store.v1
                 * @interface IShardExtent
                 * @augments potluck.store.v1.ShardExtent.$Properties
                 * @deprecated Use potluck.store.v1.ShardExtent.$Properties instead.
                 */

                /**
                 * Shape of a ShardExtent.
                 * @typedef {potluck.store.v1.ShardExtent.$Properties} potluck.store.v1.ShardExtent.$Shape
                 */

                /**
                 * Constructs a new ShardExtent.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardExtent.
                 * @constructor
                 * @param {potluck.store.v1.ShardExtent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardExtent = function (properties) {
                    this.actors = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardExtent shard.
                 * @member {number} shard
                 * @memberof potluck.store.v1.ShardExtent
                 * @instance
                 */
                ShardExtent.prototype.shard = 0;

                /**
                 * ShardExtent actors.
                 * @member {Array.<potluck.store.v1.ActorExtent.$Properties>} actors
                 * @memberof potluck.store.v1.ShardExtent
                 * @instance
                 */
                ShardExtent.prototype.actors = $util.emptyArray;

                /**
                 * Creates a new ShardExtent instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardExtent
                 * @static
                 * @param {potluck.store.v1.ShardExtent.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardExtent} ShardExtent instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardExtent.$Shape): potluck.store.v1.ShardExtent & potluck.store.v1.ShardExtent.$Shape;
                 *   (properties?: potluck.store.v1.ShardExtent.$Properties): potluck.store.v1.ShardExtent;
                 * }}
                 */
                ShardExtent.create = function(properties) {
                    return new ShardExtent(properties);
                };

                /**
                 * Encodes the specified ShardExtent message. Does not implicitly {@link potluck.store.v1.ShardExtent.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardExtent
                 * @static
                 * @param {potluck.store.v1.ShardExtent.$Properties} message ShardExtent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardExtent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && message.shard !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.shard);
                    if (message.actors != null && message.actors.length)
                        for (let i = 0; i < message.actors.length; ++i)
                            $root.potluck.store.v1.ActorExtent.encode(message.actors[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardExtent message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardExtent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardExtent & potluck.store.v1.ShardExtent.$Shape} ShardExtent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardExtent.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardExtent();
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
                                    message.shard = value;
                                else
                                    delete message.shard;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.actors && message.actors.length))
                                    message.actors = [];
                                message.actors.push($root.potluck.store.v1.ActorExtent.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Creates a ShardExtent message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardExtent
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardExtent} ShardExtent
                 */
                ShardExtent.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardExtent)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardExtent: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardExtent();
                    if (object.shard != null)
                        if ($Number(object.shard) !== 0)
                            message.shard = object.shard >>> 0;
                    if (object.actors) {
                        if (!$Array.isArray(object.actors))
                            throw $TypeError(".potluck.store.v1.ShardExtent.actors: array expected");
                        message.actors = $Array(object.actors.length);
                        for (let i = 0; i < object.actors.length; ++i) {
                            if (!$util.isObject(object.actors[i]))
                                throw $TypeError(".potluck.store.v1.ShardExtent.actors: object expected");
                            message.actors[i] = $root.potluck.store.v1.ActorExtent.fromObject(object.actors[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a ShardExtent message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardExtent
                 * @static
                 * @param {potluck.store.v1.ShardExtent} message ShardExtent
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardExtent.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.actors = [];
                    if (options.defaults)
                        object.shard = 0;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = message.shard;
                    if (message.actors && message.actors.length) {
                        object.actors = $Array(message.actors.length);
                        for (let j = 0; j < message.actors.length; ++j)
                            object.actors[j] = $root.potluck.store.v1.ActorExtent.toObject(message.actors[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this ShardExtent to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardExtent
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardExtent.prototype.toJSON = function() {
                    return ShardExtent.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardExtent;
            })();

            v1.ActorExtent = (function() {

                /**
                 * Properties of an ActorExtent.
                 * @typedef {Object} potluck.store.v1.ActorExtent.$Properties
                 * @property {Uint8Array|null} [actor] ActorExtent actor
                 * @property {number|null} [sequence] ActorExtent sequence
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ActorExtent.
                 * @memberof potluck.store.v1
                 * @interface IActorExtent
                 * @augments potluck.store.v1.ActorExtent.$Properties
                 * @deprecated Use potluck.store.v1.ActorExtent.$Properties instead.
                 */

                /**
                 * Shape of an ActorExtent.
                 * @typedef {potluck.store.v1.ActorExtent.$Properties} potluck.store.v1.ActorExtent.$Shape
                 */

                /**
                 * Constructs a new ActorExtent.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an ActorExtent.
                 * @constructor
                 * @param {potluck.store.v1.ActorExtent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ActorExtent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ActorExtent actor.
                 * @member {Uint8Array} actor
                 * @memberof potluck.store.v1.ActorExtent
                 * @instance
                 */
                ActorExtent.prototype.actor = $util.newBuffer([]);

                /**
                 * ActorExtent sequence.
                 * @member {number} sequence
                 * @memberof potluck.store.v1.ActorExtent
                 * @instance
                 */
                ActorExtent.prototype.sequence = 0;

                /**
                 * Creates a new ActorExtent instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ActorExtent
                 * @static
                 * @param {potluck.store.v1.ActorExtent.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ActorExtent} ActorExtent instance
                 * @type {{
                 *   (properties: potluck.store.v1.ActorExtent.$Shape): potluck.store.v1.ActorExtent & potluck.store.v1.ActorExtent.$Shape;
                 *   (properties?: potluck.store.v1.ActorExtent.$Properties): potluck.store.v1.ActorExtent;
                 * }}
                 */
                ActorExtent.create = function(properties) {
                    return new ActorExtent(properties);
                };

                /**
                 * Encodes the specified ActorExtent message. Does not implicitly {@link potluck.store.v1.ActorExtent.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ActorExtent
                 * @static
                 * @param {potluck.store.v1.ActorExtent.$Properties} message ActorExtent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ActorExtent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.actor);
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && message.sequence !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.sequence);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ActorExtent message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ActorExtent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ActorExtent & potluck.store.v1.ActorExtent.$Shape} ActorExtent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ActorExtent.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ActorExtent();
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
                                    message.actor = value;
                                else
                                    delete message.actor;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.sequence = value;
                                else
                                    delete message.sequence;
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
                 * Creates an ActorExtent message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ActorExtent
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ActorExtent} ActorExtent
                 */
                ActorExtent.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ActorExtent)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ActorExtent: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ActorExtent();
                    if (object.actor != null)
                        if (object.actor.length)
                            if (typeof object.actor === "string")
                                $util.base64.decode(object.actor, message.actor = $util.newBuffer($util.base64.length(object.actor)), 0);
                            else if (object.actor.length >= 0)
                                message.actor = object.actor;
                    if (object.sequence != null)
                        if ($Number(object.sequence) !== 0)
                            message.sequence = object.sequence >>> 0;
                    return message;
                };

                /**
                 * Creates a plain object from an ActorExtent message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ActorExtent
                 * @static
                 * @param {potluck.store.v1.ActorExtent} message ActorExtent
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ActorExtent.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.actor = "";
                        else {
                            object.actor = [];
                            if (options.bytes !== $Array)
                                object.actor = $util.newBuffer(object.actor);
                        }
                        object.sequence = 0;
                    }
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor"))
                        object.actor = options.bytes === $String ? $util.base64.encode(message.actor, 0, message.actor.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.actor) : message.actor;
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence"))
                        object.sequence = message.sequence;
                    return object;
                };

                /**
                 * Converts this ActorExtent to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ActorExtent
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ActorExtent.prototype.toJSON = function() {
                    return ActorExtent.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ActorExtent;
            })();

            v1.Evidence = (function() {

                /**
                 * Properties of an Evidence.
                 * @typedef {Object} potluck.store.v1.Evidence.$Properties
                 * @property {Array.<potluck.store.v1.EvidenceSide.$Properties>|null} [sides] Evidence sides
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Evidence.
                 * @memberof potluck.store.v1
                 * @interface IEvidence
                 * @augments potluck.store.v1.Evidence.$Properties
                 * @deprecated Use potluck.store.v1.Evidence.$Properties instead.
                 */

                /**
                 * Shape of an Evidence.
                 * @typedef {potluck.store.v1.Evidence.$Properties} potluck.store.v1.Evidence.$Shape
                 */

                /**
                 * Constructs a new Evidence.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an Evidence.
                 * @constructor
                 * @param {potluck.store.v1.Evidence.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Evidence = function (properties) {
                    this.sides = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Evidence sides.
                 * @member {Array.<potluck.store.v1.EvidenceSide.$Properties>} sides
                 * @memberof potluck.store.v1.Evidence
                 * @instance
                 */
                Evidence.prototype.sides = $util.emptyArray;

                /**
                 * Creates a new Evidence instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.Evidence
                 * @static
                 * @param {potluck.store.v1.Evidence.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.Evidence} Evidence instance
                 * @type {{
                 *   (properties: potluck.store.v1.Evidence.$Shape): potluck.store.v1.Evidence & potluck.store.v1.Evidence.$Shape;
                 *   (properties?: potluck.store.v1.Evidence.$Properties): potluck.store.v1.Evidence;
                 * }}
                 */
                Evidence.create = function(properties) {
                    return new Evidence(properties);
                };

                /**
                 * Encodes the specified Evidence message. Does not implicitly {@link potluck.store.v1.Evidence.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.Evidence
                 * @static
                 * @param {potluck.store.v1.Evidence.$Properties} message Evidence message or plain object to encode
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
                    if (message.sides != null && message.sides.length)
                        for (let i = 0; i < message.sides.length; ++i)
                            $root.potluck.store.v1.EvidenceSide.encode(message.sides[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Evidence message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.Evidence
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.Evidence & potluck.store.v1.Evidence.$Shape} Evidence
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
                    message = _target || new $root.potluck.store.v1.Evidence();
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
                                if (!(message.sides && message.sides.length))
                                    message.sides = [];
                                message.sides.push($root.potluck.store.v1.EvidenceSide.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * @memberof potluck.store.v1.Evidence
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.Evidence} Evidence
                 */
                Evidence.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.Evidence)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.Evidence: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.Evidence();
                    if (object.sides) {
                        if (!$Array.isArray(object.sides))
                            throw $TypeError(".potluck.store.v1.Evidence.sides: array expected");
                        message.sides = $Array(object.sides.length);
                        for (let i = 0; i < object.sides.length; ++i) {
                            if (!$util.isObject(object.sides[i]))
                                throw $TypeError(".potluck.store.v1.Evidence.sides: object expected");
                            message.sides[i] = $root.potluck.store.v1.EvidenceSide.fromObject(object.sides[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an Evidence message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.Evidence
                 * @static
                 * @param {potluck.store.v1.Evidence} message Evidence
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
                    if (options.arrays || options.defaults)
                        object.sides = [];
                    if (message.sides && message.sides.length) {
                        object.sides = $Array(message.sides.length);
                        for (let j = 0; j < message.sides.length; ++j)
                            object.sides[j] = $root.potluck.store.v1.EvidenceSide.toObject(message.sides[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this Evidence to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.Evidence
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Evidence.prototype.toJSON = function() {
                    return Evidence.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Evidence;
            })();

            v1.EvidenceSide = (function() {

                /**
                 * Properties of an EvidenceSide.
                 * @typedef {Object} potluck.store.v1.EvidenceSide.$Properties
                 * @property {Uint8Array|null} [head] EvidenceSide head
                 * @property {Array.<Uint8Array>|null} [changes] EvidenceSide changes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an EvidenceSide.
                 * @memberof potluck.store.v1
                 * @interface IEvidenceSide
                 * @augments potluck.store.v1.EvidenceSide.$Properties
                 * @deprecated Use potluck.store.v1.EvidenceSide.$Properties instead.
                 */

                /**
                 * Shape of an EvidenceSide.
                 * @typedef {potluck.store.v1.EvidenceSide.$Properties} potluck.store.v1.EvidenceSide.$Shape
                 */

                /**
                 * Constructs a new EvidenceSide.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an EvidenceSide.
                 * @constructor
                 * @param {potluck.store.v1.EvidenceSide.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const EvidenceSide = function (properties) {
                    this.changes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * EvidenceSide head.
                 * @member {Uint8Array} head
                 * @memberof potluck.store.v1.EvidenceSide
                 * @instance
                 */
                EvidenceSide.prototype.head = $util.newBuffer([]);

                /**
                 * EvidenceSide changes.
                 * @member {Array.<Uint8Array>} changes
                 * @memberof potluck.store.v1.EvidenceSide
                 * @instance
                 */
                EvidenceSide.prototype.changes = $util.emptyArray;

                /**
                 * Creates a new EvidenceSide instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.EvidenceSide
                 * @static
                 * @param {potluck.store.v1.EvidenceSide.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.EvidenceSide} EvidenceSide instance
                 * @type {{
                 *   (properties: potluck.store.v1.EvidenceSide.$Shape): potluck.store.v1.EvidenceSide & potluck.store.v1.EvidenceSide.$Shape;
                 *   (properties?: potluck.store.v1.EvidenceSide.$Properties): potluck.store.v1.EvidenceSide;
                 * }}
                 */
                EvidenceSide.create = function(properties) {
                    return new EvidenceSide(properties);
                };

                /**
                 * Encodes the specified EvidenceSide message. Does not implicitly {@link potluck.store.v1.EvidenceSide.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.EvidenceSide
                 * @static
                 * @param {potluck.store.v1.EvidenceSide.$Properties} message EvidenceSide message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                EvidenceSide.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.head != null && $Object.hasOwnProperty.call(message, "head") && message.head.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.head);
                    if (message.changes != null && message.changes.length)
                        for (let i = 0; i < message.changes.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.changes[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an EvidenceSide message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.EvidenceSide
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.EvidenceSide & potluck.store.v1.EvidenceSide.$Shape} EvidenceSide
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                EvidenceSide.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.EvidenceSide();
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
                                    message.head = value;
                                else
                                    delete message.head;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.changes && message.changes.length))
                                    message.changes = [];
                                message.changes.push(reader.bytes());
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
                 * Creates an EvidenceSide message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.EvidenceSide
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.EvidenceSide} EvidenceSide
                 */
                EvidenceSide.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.EvidenceSide)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.EvidenceSide: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.EvidenceSide();
                    if (object.head != null)
                        if (object.head.length)
                            if (typeof object.head === "string")
                                $util.base64.decode(object.head, message.head = $util.newBuffer($util.base64.length(object.head)), 0);
                            else if (object.head.length >= 0)
                                message.head = object.head;
                    if (object.changes) {
                        if (!$Array.isArray(object.changes))
                            throw $TypeError(".potluck.store.v1.EvidenceSide.changes: array expected");
                        message.changes = $Array(object.changes.length);
                        for (let i = 0; i < object.changes.length; ++i)
                            if (typeof object.changes[i] === "string")
                                $util.base64.decode(object.changes[i], message.changes[i] = $util.newBuffer($util.base64.length(object.changes[i])), 0);
                            else if (object.changes[i].length >= 0)
                                message.changes[i] = object.changes[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an EvidenceSide message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.EvidenceSide
                 * @static
                 * @param {potluck.store.v1.EvidenceSide} message EvidenceSide
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                EvidenceSide.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.changes = [];
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.head = "";
                        else {
                            object.head = [];
                            if (options.bytes !== $Array)
                                object.head = $util.newBuffer(object.head);
                        }
                    if (message.head != null && $Object.hasOwnProperty.call(message, "head"))
                        object.head = options.bytes === $String ? $util.base64.encode(message.head, 0, message.head.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.head) : message.head;
                    if (message.changes && message.changes.length) {
                        object.changes = $Array(message.changes.length);
                        for (let j = 0; j < message.changes.length; ++j)
                            object.changes[j] = options.bytes === $String ? $util.base64.encode(message.changes[j], 0, message.changes[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.changes[j]) : message.changes[j];
                    }
                    return object;
                };

                /**
                 * Converts this EvidenceSide to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.EvidenceSide
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                EvidenceSide.prototype.toJSON = function() {
                    return EvidenceSide.toObject(this, $protobuf.util.toJSONOptions);
                };

                return EvidenceSide;
            })();

            v1.SyncFrame = (function() {

                /**
                 * Properties of a SyncFrame.
                 * @typedef {Object} potluck.store.v1.SyncFrame.$Properties
                 * @property {number|null} [round] SyncFrame round
                 * @property {potluck.store.v1.SetAsk.$Properties|null} [setAsk] SyncFrame setAsk
                 * @property {potluck.store.v1.SetDigests.$Properties|null} [setDigests] SyncFrame setDigests
                 * @property {potluck.store.v1.SetWant.$Properties|null} [setWant] SyncFrame setWant
                 * @property {potluck.store.v1.SetItems.$Properties|null} [setItems] SyncFrame setItems
                 * @property {potluck.store.v1.ShardAsk.$Properties|null} [shardAsk] SyncFrame shardAsk
                 * @property {potluck.store.v1.ShardEntries.$Properties|null} [shardEntries] SyncFrame shardEntries
                 * @property {potluck.store.v1.ShardWant.$Properties|null} [shardWant] SyncFrame shardWant
                 * @property {potluck.store.v1.ShardHeads.$Properties|null} [shardHeads] SyncFrame shardHeads
                 * @property {potluck.store.v1.ShardChanges.$Properties|null} [shardChanges] SyncFrame shardChanges
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SyncFrame.
                 * @memberof potluck.store.v1
                 * @interface ISyncFrame
                 * @augments potluck.store.v1.SyncFrame.$Properties
                 * @deprecated Use potluck.store.v1.SyncFrame.$Properties instead.
                 */

                /**
                 * Shape of a SyncFrame.
                 * @typedef {potluck.store.v1.SyncFrame.$Properties} potluck.store.v1.SyncFrame.$Shape
                 */

                /**
                 * Constructs a new SyncFrame.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a SyncFrame.
                 * @constructor
                 * @param {potluck.store.v1.SyncFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SyncFrame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SyncFrame round.
                 * @member {number} round
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.round = 0;

                /**
                 * SyncFrame setAsk.
                 * @member {potluck.store.v1.SetAsk.$Properties|null|undefined} setAsk
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.setAsk = null;

                /**
                 * SyncFrame setDigests.
                 * @member {potluck.store.v1.SetDigests.$Properties|null|undefined} setDigests
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.setDigests = null;

                /**
                 * SyncFrame setWant.
                 * @member {potluck.store.v1.SetWant.$Properties|null|undefined} setWant
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.setWant = null;

                /**
                 * SyncFrame setItems.
                 * @member {potluck.store.v1.SetItems.$Properties|null|undefined} setItems
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.setItems = null;

                /**
                 * SyncFrame shardAsk.
                 * @member {potluck.store.v1.ShardAsk.$Properties|null|undefined} shardAsk
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.shardAsk = null;

                /**
                 * SyncFrame shardEntries.
                 * @member {potluck.store.v1.ShardEntries.$Properties|null|undefined} shardEntries
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.shardEntries = null;

                /**
                 * SyncFrame shardWant.
                 * @member {potluck.store.v1.ShardWant.$Properties|null|undefined} shardWant
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.shardWant = null;

                /**
                 * SyncFrame shardHeads.
                 * @member {potluck.store.v1.ShardHeads.$Properties|null|undefined} shardHeads
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.shardHeads = null;

                /**
                 * SyncFrame shardChanges.
                 * @member {potluck.store.v1.ShardChanges.$Properties|null|undefined} shardChanges
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 */
                SyncFrame.prototype.shardChanges = null;

                /**
                 * Creates a new SyncFrame instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.SyncFrame
                 * @static
                 * @param {potluck.store.v1.SyncFrame.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.SyncFrame} SyncFrame instance
                 * @type {{
                 *   (properties: potluck.store.v1.SyncFrame.$Shape): potluck.store.v1.SyncFrame & potluck.store.v1.SyncFrame.$Shape;
                 *   (properties?: potluck.store.v1.SyncFrame.$Properties): potluck.store.v1.SyncFrame;
                 * }}
                 */
                SyncFrame.create = function(properties) {
                    return new SyncFrame(properties);
                };

                /**
                 * Encodes the specified SyncFrame message. Does not implicitly {@link potluck.store.v1.SyncFrame.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.SyncFrame
                 * @static
                 * @param {potluck.store.v1.SyncFrame.$Properties} message SyncFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SyncFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.round);
                    if (message.setAsk != null && $Object.hasOwnProperty.call(message, "setAsk"))
                        $root.potluck.store.v1.SetAsk.encode(message.setAsk, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.setDigests != null && $Object.hasOwnProperty.call(message, "setDigests"))
                        $root.potluck.store.v1.SetDigests.encode(message.setDigests, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.setWant != null && $Object.hasOwnProperty.call(message, "setWant"))
                        $root.potluck.store.v1.SetWant.encode(message.setWant, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.setItems != null && $Object.hasOwnProperty.call(message, "setItems"))
                        $root.potluck.store.v1.SetItems.encode(message.setItems, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.shardAsk != null && $Object.hasOwnProperty.call(message, "shardAsk"))
                        $root.potluck.store.v1.ShardAsk.encode(message.shardAsk, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.shardEntries != null && $Object.hasOwnProperty.call(message, "shardEntries"))
                        $root.potluck.store.v1.ShardEntries.encode(message.shardEntries, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.shardWant != null && $Object.hasOwnProperty.call(message, "shardWant"))
                        $root.potluck.store.v1.ShardWant.encode(message.shardWant, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.shardHeads != null && $Object.hasOwnProperty.call(message, "shardHeads"))
                        $root.potluck.store.v1.ShardHeads.encode(message.shardHeads, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.shardChanges != null && $Object.hasOwnProperty.call(message, "shardChanges"))
                        $root.potluck.store.v1.ShardChanges.encode(message.shardChanges, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SyncFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.SyncFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SyncFrame & potluck.store.v1.SyncFrame.$Shape} SyncFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SyncFrame.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.SyncFrame();
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
                                    message.round = value;
                                else
                                    delete message.round;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.setAsk = $root.potluck.store.v1.SetAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.setAsk);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.setDigests = $root.potluck.store.v1.SetDigests.decode(reader, reader.size(), $undefined, _depth + 1, message.setDigests);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.setWant = $root.potluck.store.v1.SetWant.decode(reader, reader.size(), $undefined, _depth + 1, message.setWant);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.setItems = $root.potluck.store.v1.SetItems.decode(reader, reader.size(), $undefined, _depth + 1, message.setItems);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.shardAsk = $root.potluck.store.v1.ShardAsk.decode(reader, reader.size(), $undefined, _depth + 1, message.shardAsk);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.shardEntries = $root.potluck.store.v1.ShardEntries.decode(reader, reader.size(), $undefined, _depth + 1, message.shardEntries);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.shardWant = $root.potluck.store.v1.ShardWant.decode(reader, reader.size(), $undefined, _depth + 1, message.shardWant);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.shardHeads = $root.potluck.store.v1.ShardHeads.decode(reader, reader.size(), $undefined, _depth + 1, message.shardHeads);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.shardChanges = $root.potluck.store.v1.ShardChanges.decode(reader, reader.size(), $undefined, _depth + 1, message.shardChanges);
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
                 * Creates a SyncFrame message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.SyncFrame
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.SyncFrame} SyncFrame
                 */
                SyncFrame.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.SyncFrame)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.SyncFrame: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.SyncFrame();
                    if (object.round != null)
                        if ($Number(object.round) !== 0)
                            message.round = object.round >>> 0;
                    if (object.setAsk != null) {
                        if (!$util.isObject(object.setAsk))
                            throw $TypeError(".potluck.store.v1.SyncFrame.setAsk: object expected");
                        message.setAsk = $root.potluck.store.v1.SetAsk.fromObject(object.setAsk, _depth + 1);
                    }
                    if (object.setDigests != null) {
                        if (!$util.isObject(object.setDigests))
                            throw $TypeError(".potluck.store.v1.SyncFrame.setDigests: object expected");
                        message.setDigests = $root.potluck.store.v1.SetDigests.fromObject(object.setDigests, _depth + 1);
                    }
                    if (object.setWant != null) {
                        if (!$util.isObject(object.setWant))
                            throw $TypeError(".potluck.store.v1.SyncFrame.setWant: object expected");
                        message.setWant = $root.potluck.store.v1.SetWant.fromObject(object.setWant, _depth + 1);
                    }
                    if (object.setItems != null) {
                        if (!$util.isObject(object.setItems))
                            throw $TypeError(".potluck.store.v1.SyncFrame.setItems: object expected");
                        message.setItems = $root.potluck.store.v1.SetItems.fromObject(object.setItems, _depth + 1);
                    }
                    if (object.shardAsk != null) {
                        if (!$util.isObject(object.shardAsk))
                            throw $TypeError(".potluck.store.v1.SyncFrame.shardAsk: object expected");
                        message.shardAsk = $root.potluck.store.v1.ShardAsk.fromObject(object.shardAsk, _depth + 1);
                    }
                    if (object.shardEntries != null) {
                        if (!$util.isObject(object.shardEntries))
                            throw $TypeError(".potluck.store.v1.SyncFrame.shardEntries: object expected");
                        message.shardEntries = $root.potluck.store.v1.ShardEntries.fromObject(object.shardEntries, _depth + 1);
                    }
                    if (object.shardWant != null) {
                        if (!$util.isObject(object.shardWant))
                            throw $TypeError(".potluck.store.v1.SyncFrame.shardWant: object expected");
                        message.shardWant = $root.potluck.store.v1.ShardWant.fromObject(object.shardWant, _depth + 1);
                    }
                    if (object.shardHeads != null) {
                        if (!$util.isObject(object.shardHeads))
                            throw $TypeError(".potluck.store.v1.SyncFrame.shardHeads: object expected");
                        message.shardHeads = $root.potluck.store.v1.ShardHeads.fromObject(object.shardHeads, _depth + 1);
                    }
                    if (object.shardChanges != null) {
                        if (!$util.isObject(object.shardChanges))
                            throw $TypeError(".potluck.store.v1.SyncFrame.shardChanges: object expected");
                        message.shardChanges = $root.potluck.store.v1.ShardChanges.fromObject(object.shardChanges, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a SyncFrame message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.SyncFrame
                 * @static
                 * @param {potluck.store.v1.SyncFrame} message SyncFrame
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SyncFrame.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.round = 0;
                        object.setAsk = null;
                        object.setDigests = null;
                        object.setWant = null;
                        object.setItems = null;
                        object.shardAsk = null;
                        object.shardEntries = null;
                        object.shardWant = null;
                        object.shardHeads = null;
                        object.shardChanges = null;
                    }
                    if (message.round != null && $Object.hasOwnProperty.call(message, "round"))
                        object.round = message.round;
                    if (message.setAsk != null && $Object.hasOwnProperty.call(message, "setAsk"))
                        object.setAsk = $root.potluck.store.v1.SetAsk.toObject(message.setAsk, options, _depth + 1);
                    if (message.setDigests != null && $Object.hasOwnProperty.call(message, "setDigests"))
                        object.setDigests = $root.potluck.store.v1.SetDigests.toObject(message.setDigests, options, _depth + 1);
                    if (message.setWant != null && $Object.hasOwnProperty.call(message, "setWant"))
                        object.setWant = $root.potluck.store.v1.SetWant.toObject(message.setWant, options, _depth + 1);
                    if (message.setItems != null && $Object.hasOwnProperty.call(message, "setItems"))
                        object.setItems = $root.potluck.store.v1.SetItems.toObject(message.setItems, options, _depth + 1);
                    if (message.shardAsk != null && $Object.hasOwnProperty.call(message, "shardAsk"))
                        object.shardAsk = $root.potluck.store.v1.ShardAsk.toObject(message.shardAsk, options, _depth + 1);
                    if (message.shardEntries != null && $Object.hasOwnProperty.call(message, "shardEntries"))
                        object.shardEntries = $root.potluck.store.v1.ShardEntries.toObject(message.shardEntries, options, _depth + 1);
                    if (message.shardWant != null && $Object.hasOwnProperty.call(message, "shardWant"))
                        object.shardWant = $root.potluck.store.v1.ShardWant.toObject(message.shardWant, options, _depth + 1);
                    if (message.shardHeads != null && $Object.hasOwnProperty.call(message, "shardHeads"))
                        object.shardHeads = $root.potluck.store.v1.ShardHeads.toObject(message.shardHeads, options, _depth + 1);
                    if (message.shardChanges != null && $Object.hasOwnProperty.call(message, "shardChanges"))
                        object.shardChanges = $root.potluck.store.v1.ShardChanges.toObject(message.shardChanges, options, _depth + 1);
                    return object;
                };

                /**
                 * Converts this SyncFrame to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.SyncFrame
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SyncFrame.prototype.toJSON = function() {
                    return SyncFrame.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SyncFrame;
            })();

            /**
             * SyncSet enum.
             * @name potluck.store.v1.SyncSet
             * @enum {number}
             * @property {number} SYNC_SET_UNSPECIFIED=0 SYNC_SET_UNSPECIFIED value
             * @property {number} SYNC_SET_CREDENTIALS=1 SYNC_SET_CREDENTIALS value
             * @property {number} SYNC_SET_EPHEMERAL=2 SYNC_SET_EPHEMERAL value
             */
            v1.SyncSet = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "SYNC_SET_UNSPECIFIED"] = 0;
                values[valuesById[1] = "SYNC_SET_CREDENTIALS"] = 1;
                values[valuesById[2] = "SYNC_SET_EPHEMERAL"] = 2;
                return values;
            })();

            v1.SetAsk = (function() {

                /**
                 * Properties of a SetAsk.
                 * @typedef {Object} potluck.store.v1.SetAsk.$Properties
                 * @property {potluck.store.v1.SyncSet|null} [set] SetAsk set
                 * @property {Uint8Array|null} [summary] SetAsk summary
                 * @property {Array.<string>|null} [types] SetAsk types
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SetAsk.
                 * @memberof potluck.store.v1
                 * @interface ISetAsk
                 * @augments potluck.store.v1.SetAsk.$Properties
                 * @deprecated Use potluck.store.v1.SetAsk.$Properties instead.
                 */

                /**
                 * Shape of a SetAsk.
                 * @typedef {potluck.store.v1.SetAsk.$Properties} potluck.store.v1.SetAsk.$Shape
                 */

                /**
                 * Constructs a new SetAsk.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a SetAsk.
                 * @constructor
                 * @param {potluck.store.v1.SetAsk.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SetAsk = function (properties) {
                    this.types = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SetAsk set.
                 * @member {potluck.store.v1.SyncSet} set
                 * @memberof potluck.store.v1.SetAsk
                 * @instance
                 */
                SetAsk.prototype.set = 0;

                /**
                 * SetAsk summary.
                 * @member {Uint8Array} summary
                 * @memberof potluck.store.v1.SetAsk
                 * @instance
                 */
                SetAsk.prototype.summary = $util.newBuffer([]);

                /**
                 * SetAsk types.
                 * @member {Array.<string>} types
                 * @memberof potluck.store.v1.SetAsk
                 * @instance
                 */
                SetAsk.prototype.types = $util.emptyArray;

                /**
                 * Creates a new SetAsk instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.SetAsk
                 * @static
                 * @param {potluck.store.v1.SetAsk.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.SetAsk} SetAsk instance
                 * @type {{
                 *   (properties: potluck.store.v1.SetAsk.$Shape): potluck.store.v1.SetAsk & potluck.store.v1.SetAsk.$Shape;
                 *   (properties?: potluck.store.v1.SetAsk.$Properties): potluck.store.v1.SetAsk;
                 * }}
                 */
                SetAsk.create = function(properties) {
                    return new SetAsk(properties);
                };

                /**
                 * Encodes the specified SetAsk message. Does not implicitly {@link potluck.store.v1.SetAsk.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.SetAsk
                 * @static
                 * @param {potluck.store.v1.SetAsk.$Properties} message SetAsk message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SetAsk.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set") && message.set !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.set);
                    if (message.summary != null && $Object.hasOwnProperty.call(message, "summary") && message.summary.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.summary);
                    if (message.types != null && message.types.length)
                        for (let i = 0; i < message.types.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).string(message.types[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SetAsk message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.SetAsk
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetAsk & potluck.store.v1.SetAsk.$Shape} SetAsk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SetAsk.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.SetAsk();
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
                                    message.set = value;
                                else
                                    delete message.set;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.summary = value;
                                else
                                    delete message.summary;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.types && message.types.length))
                                    message.types = [];
                                message.types.push(reader.stringVerify());
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
                 * Creates a SetAsk message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.SetAsk
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.SetAsk} SetAsk
                 */
                SetAsk.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.SetAsk)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.SetAsk: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.SetAsk();
                    if (object.set !== 0 && (typeof object.set !== "string" || $root.potluck.store.v1.SyncSet[object.set] !== 0))
                        switch (object.set) {
                        case "SYNC_SET_UNSPECIFIED":
                        case 0:
                            message.set = 0;
                            break;
                        case "SYNC_SET_CREDENTIALS":
                        case 1:
                            message.set = 1;
                            break;
                        case "SYNC_SET_EPHEMERAL":
                        case 2:
                            message.set = 2;
                            break;
                        default:
                            if (typeof object.set === "number" && (object.set | 0) === object.set)
                                message.set = object.set;
                        }
                    if (object.summary != null)
                        if (object.summary.length)
                            if (typeof object.summary === "string")
                                $util.base64.decode(object.summary, message.summary = $util.newBuffer($util.base64.length(object.summary)), 0);
                            else if (object.summary.length >= 0)
                                message.summary = object.summary;
                    if (object.types) {
                        if (!$Array.isArray(object.types))
                            throw $TypeError(".potluck.store.v1.SetAsk.types: array expected");
                        message.types = $Array(object.types.length);
                        for (let i = 0; i < object.types.length; ++i)
                            message.types[i] = $String(object.types[i]);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a SetAsk message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.SetAsk
                 * @static
                 * @param {potluck.store.v1.SetAsk} message SetAsk
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SetAsk.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.types = [];
                    if (options.defaults) {
                        object.set = options.enums === $String ? "SYNC_SET_UNSPECIFIED" : 0;
                        if (options.bytes === $String)
                            object.summary = "";
                        else {
                            object.summary = [];
                            if (options.bytes !== $Array)
                                object.summary = $util.newBuffer(object.summary);
                        }
                    }
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set"))
                        object.set = options.enums === $String ? $root.potluck.store.v1.SyncSet[message.set] === $undefined ? message.set : $root.potluck.store.v1.SyncSet[message.set] : message.set;
                    if (message.summary != null && $Object.hasOwnProperty.call(message, "summary"))
                        object.summary = options.bytes === $String ? $util.base64.encode(message.summary, 0, message.summary.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.summary) : message.summary;
                    if (message.types && message.types.length) {
                        object.types = $Array(message.types.length);
                        for (let j = 0; j < message.types.length; ++j)
                            object.types[j] = message.types[j];
                    }
                    return object;
                };

                /**
                 * Converts this SetAsk to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.SetAsk
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SetAsk.prototype.toJSON = function() {
                    return SetAsk.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SetAsk;
            })();

            v1.SetDigests = (function() {

                /**
                 * Properties of a SetDigests.
                 * @typedef {Object} potluck.store.v1.SetDigests.$Properties
                 * @property {potluck.store.v1.SyncSet|null} [set] SetDigests set
                 * @property {Array.<Uint8Array>|null} [digests] SetDigests digests
                 * @property {boolean|null} [last] SetDigests last
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SetDigests.
                 * @memberof potluck.store.v1
                 * @interface ISetDigests
                 * @augments potluck.store.v1.SetDigests.$Properties
                 * @deprecated Use potluck.store.v1.SetDigests.$Properties instead.
                 */

                /**
                 * Shape of a SetDigests.
                 * @typedef {potluck.store.v1.SetDigests.$Properties} potluck.store.v1.SetDigests.$Shape
                 */

                /**
                 * Constructs a new SetDigests.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a SetDigests.
                 * @constructor
                 * @param {potluck.store.v1.SetDigests.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SetDigests = function (properties) {
                    this.digests = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SetDigests set.
                 * @member {potluck.store.v1.SyncSet} set
                 * @memberof potluck.store.v1.SetDigests
                 * @instance
                 */
                SetDigests.prototype.set = 0;

                /**
                 * SetDigests digests.
                 * @member {Array.<Uint8Array>} digests
                 * @memberof potluck.store.v1.SetDigests
                 * @instance
                 */
                SetDigests.prototype.digests = $util.emptyArray;

                /**
                 * SetDigests last.
                 * @member {boolean} last
                 * @memberof potluck.store.v1.SetDigests
                 * @instance
                 */
                SetDigests.prototype.last = false;

                /**
                 * Creates a new SetDigests instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.SetDigests
                 * @static
                 * @param {potluck.store.v1.SetDigests.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.SetDigests} SetDigests instance
                 * @type {{
                 *   (properties: potluck.store.v1.SetDigests.$Shape): potluck.store.v1.SetDigests & potluck.store.v1.SetDigests.$Shape;
                 *   (properties?: potluck.store.v1.SetDigests.$Properties): potluck.store.v1.SetDigests;
                 * }}
                 */
                SetDigests.create = function(properties) {
                    return new SetDigests(properties);
                };

                /**
                 * Encodes the specified SetDigests message. Does not implicitly {@link potluck.store.v1.SetDigests.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.SetDigests
                 * @static
                 * @param {potluck.store.v1.SetDigests.$Properties} message SetDigests message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SetDigests.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set") && message.set !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.set);
                    if (message.digests != null && message.digests.length)
                        for (let i = 0; i < message.digests.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.digests[i]);
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.last);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SetDigests message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.SetDigests
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetDigests & potluck.store.v1.SetDigests.$Shape} SetDigests
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SetDigests.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.SetDigests();
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
                                    message.set = value;
                                else
                                    delete message.set;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.digests && message.digests.length))
                                    message.digests = [];
                                message.digests.push(reader.bytes());
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.last = value;
                                else
                                    delete message.last;
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
                 * Creates a SetDigests message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.SetDigests
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.SetDigests} SetDigests
                 */
                SetDigests.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.SetDigests)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.SetDigests: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.SetDigests();
                    if (object.set !== 0 && (typeof object.set !== "string" || $root.potluck.store.v1.SyncSet[object.set] !== 0))
                        switch (object.set) {
                        case "SYNC_SET_UNSPECIFIED":
                        case 0:
                            message.set = 0;
                            break;
                        case "SYNC_SET_CREDENTIALS":
                        case 1:
                            message.set = 1;
                            break;
                        case "SYNC_SET_EPHEMERAL":
                        case 2:
                            message.set = 2;
                            break;
                        default:
                            if (typeof object.set === "number" && (object.set | 0) === object.set)
                                message.set = object.set;
                        }
                    if (object.digests) {
                        if (!$Array.isArray(object.digests))
                            throw $TypeError(".potluck.store.v1.SetDigests.digests: array expected");
                        message.digests = $Array(object.digests.length);
                        for (let i = 0; i < object.digests.length; ++i)
                            if (typeof object.digests[i] === "string")
                                $util.base64.decode(object.digests[i], message.digests[i] = $util.newBuffer($util.base64.length(object.digests[i])), 0);
                            else if (object.digests[i].length >= 0)
                                message.digests[i] = object.digests[i];
                    }
                    if (object.last != null)
                        if (object.last)
                            message.last = $Boolean(object.last);
                    return message;
                };

                /**
                 * Creates a plain object from a SetDigests message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.SetDigests
                 * @static
                 * @param {potluck.store.v1.SetDigests} message SetDigests
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SetDigests.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.digests = [];
                    if (options.defaults) {
                        object.set = options.enums === $String ? "SYNC_SET_UNSPECIFIED" : 0;
                        object.last = false;
                    }
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set"))
                        object.set = options.enums === $String ? $root.potluck.store.v1.SyncSet[message.set] === $undefined ? message.set : $root.potluck.store.v1.SyncSet[message.set] : message.set;
                    if (message.digests && message.digests.length) {
                        object.digests = $Array(message.digests.length);
                        for (let j = 0; j < message.digests.length; ++j)
                            object.digests[j] = options.bytes === $String ? $util.base64.encode(message.digests[j], 0, message.digests[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.digests[j]) : message.digests[j];
                    }
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last"))
                        object.last = message.last;
                    return object;
                };

                /**
                 * Converts this SetDigests to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.SetDigests
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SetDigests.prototype.toJSON = function() {
                    return SetDigests.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SetDigests;
            })();

            v1.SetWant = (function() {

                /**
                 * Properties of a SetWant.
                 * @typedef {Object} potluck.store.v1.SetWant.$Properties
                 * @property {potluck.store.v1.SyncSet|null} [set] SetWant set
                 * @property {Array.<Uint8Array>|null} [digests] SetWant digests
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SetWant.
                 * @memberof potluck.store.v1
                 * @interface ISetWant
                 * @augments potluck.store.v1.SetWant.$Properties
                 * @deprecated Use potluck.store.v1.SetWant.$Properties instead.
                 */

                /**
                 * Shape of a SetWant.
                 * @typedef {potluck.store.v1.SetWant.$Properties} potluck.store.v1.SetWant.$Shape
                 */

                /**
                 * Constructs a new SetWant.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a SetWant.
                 * @constructor
                 * @param {potluck.store.v1.SetWant.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SetWant = function (properties) {
                    this.digests = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SetWant set.
                 * @member {potluck.store.v1.SyncSet} set
                 * @memberof potluck.store.v1.SetWant
                 * @instance
                 */
                SetWant.prototype.set = 0;

                /**
                 * SetWant digests.
                 * @member {Array.<Uint8Array>} digests
                 * @memberof potluck.store.v1.SetWant
                 * @instance
                 */
                SetWant.prototype.digests = $util.emptyArray;

                /**
                 * Creates a new SetWant instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.SetWant
                 * @static
                 * @param {potluck.store.v1.SetWant.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.SetWant} SetWant instance
                 * @type {{
                 *   (properties: potluck.store.v1.SetWant.$Shape): potluck.store.v1.SetWant & potluck.store.v1.SetWant.$Shape;
                 *   (properties?: potluck.store.v1.SetWant.$Properties): potluck.store.v1.SetWant;
                 * }}
                 */
                SetWant.create = function(properties) {
                    return new SetWant(properties);
                };

                /**
                 * Encodes the specified SetWant message. Does not implicitly {@link potluck.store.v1.SetWant.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.SetWant
                 * @static
                 * @param {potluck.store.v1.SetWant.$Properties} message SetWant message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SetWant.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set") && message.set !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.set);
                    if (message.digests != null && message.digests.length)
                        for (let i = 0; i < message.digests.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.digests[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SetWant message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.SetWant
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetWant & potluck.store.v1.SetWant.$Shape} SetWant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SetWant.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.SetWant();
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
                                    message.set = value;
                                else
                                    delete message.set;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.digests && message.digests.length))
                                    message.digests = [];
                                message.digests.push(reader.bytes());
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
                 * Creates a SetWant message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.SetWant
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.SetWant} SetWant
                 */
                SetWant.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.SetWant)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.SetWant: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.SetWant();
                    if (object.set !== 0 && (typeof object.set !== "string" || $root.potluck.store.v1.SyncSet[object.set] !== 0))
                        switch (object.set) {
                        case "SYNC_SET_UNSPECIFIED":
                        case 0:
                            message.set = 0;
                            break;
                        case "SYNC_SET_CREDENTIALS":
                        case 1:
                            message.set = 1;
                            break;
                        case "SYNC_SET_EPHEMERAL":
                        case 2:
                            message.set = 2;
                            break;
                        default:
                            if (typeof object.set === "number" && (object.set | 0) === object.set)
                                message.set = object.set;
                        }
                    if (object.digests) {
                        if (!$Array.isArray(object.digests))
                            throw $TypeError(".potluck.store.v1.SetWant.digests: array expected");
                        message.digests = $Array(object.digests.length);
                        for (let i = 0; i < object.digests.length; ++i)
                            if (typeof object.digests[i] === "string")
                                $util.base64.decode(object.digests[i], message.digests[i] = $util.newBuffer($util.base64.length(object.digests[i])), 0);
                            else if (object.digests[i].length >= 0)
                                message.digests[i] = object.digests[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a SetWant message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.SetWant
                 * @static
                 * @param {potluck.store.v1.SetWant} message SetWant
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SetWant.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.digests = [];
                    if (options.defaults)
                        object.set = options.enums === $String ? "SYNC_SET_UNSPECIFIED" : 0;
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set"))
                        object.set = options.enums === $String ? $root.potluck.store.v1.SyncSet[message.set] === $undefined ? message.set : $root.potluck.store.v1.SyncSet[message.set] : message.set;
                    if (message.digests && message.digests.length) {
                        object.digests = $Array(message.digests.length);
                        for (let j = 0; j < message.digests.length; ++j)
                            object.digests[j] = options.bytes === $String ? $util.base64.encode(message.digests[j], 0, message.digests[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.digests[j]) : message.digests[j];
                    }
                    return object;
                };

                /**
                 * Converts this SetWant to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.SetWant
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SetWant.prototype.toJSON = function() {
                    return SetWant.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SetWant;
            })();

            v1.SetItems = (function() {

                /**
                 * Properties of a SetItems.
                 * @typedef {Object} potluck.store.v1.SetItems.$Properties
                 * @property {potluck.store.v1.SyncSet|null} [set] SetItems set
                 * @property {Array.<Uint8Array>|null} [items] SetItems items
                 * @property {boolean|null} [last] SetItems last
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SetItems.
                 * @memberof potluck.store.v1
                 * @interface ISetItems
                 * @augments potluck.store.v1.SetItems.$Properties
                 * @deprecated Use potluck.store.v1.SetItems.$Properties instead.
                 */

                /**
                 * Shape of a SetItems.
                 * @typedef {potluck.store.v1.SetItems.$Properties} potluck.store.v1.SetItems.$Shape
                 */

                /**
                 * Constructs a new SetItems.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a SetItems.
                 * @constructor
                 * @param {potluck.store.v1.SetItems.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SetItems = function (properties) {
                    this.items = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SetItems set.
                 * @member {potluck.store.v1.SyncSet} set
                 * @memberof potluck.store.v1.SetItems
                 * @instance
                 */
                SetItems.prototype.set = 0;

                /**
                 * SetItems items.
                 * @member {Array.<Uint8Array>} items
                 * @memberof potluck.store.v1.SetItems
                 * @instance
                 */
                SetItems.prototype.items = $util.emptyArray;

                /**
                 * SetItems last.
                 * @member {boolean} last
                 * @memberof potluck.store.v1.SetItems
                 * @instance
                 */
                SetItems.prototype.last = false;

                /**
                 * Creates a new SetItems instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.SetItems
                 * @static
                 * @param {potluck.store.v1.SetItems.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.SetItems} SetItems instance
                 * @type {{
                 *   (properties: potluck.store.v1.SetItems.$Shape): potluck.store.v1.SetItems & potluck.store.v1.SetItems.$Shape;
                 *   (properties?: potluck.store.v1.SetItems.$Properties): potluck.store.v1.SetItems;
                 * }}
                 */
                SetItems.create = function(properties) {
                    return new SetItems(properties);
                };

                /**
                 * Encodes the specified SetItems message. Does not implicitly {@link potluck.store.v1.SetItems.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.SetItems
                 * @static
                 * @param {potluck.store.v1.SetItems.$Properties} message SetItems message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SetItems.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set") && message.set !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.set);
                    if (message.items != null && message.items.length)
                        for (let i = 0; i < message.items.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.items[i]);
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.last);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SetItems message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.SetItems
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.SetItems & potluck.store.v1.SetItems.$Shape} SetItems
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SetItems.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.SetItems();
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
                                    message.set = value;
                                else
                                    delete message.set;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.items && message.items.length))
                                    message.items = [];
                                message.items.push(reader.bytes());
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.last = value;
                                else
                                    delete message.last;
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
                 * Creates a SetItems message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.SetItems
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.SetItems} SetItems
                 */
                SetItems.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.SetItems)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.SetItems: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.SetItems();
                    if (object.set !== 0 && (typeof object.set !== "string" || $root.potluck.store.v1.SyncSet[object.set] !== 0))
                        switch (object.set) {
                        case "SYNC_SET_UNSPECIFIED":
                        case 0:
                            message.set = 0;
                            break;
                        case "SYNC_SET_CREDENTIALS":
                        case 1:
                            message.set = 1;
                            break;
                        case "SYNC_SET_EPHEMERAL":
                        case 2:
                            message.set = 2;
                            break;
                        default:
                            if (typeof object.set === "number" && (object.set | 0) === object.set)
                                message.set = object.set;
                        }
                    if (object.items) {
                        if (!$Array.isArray(object.items))
                            throw $TypeError(".potluck.store.v1.SetItems.items: array expected");
                        message.items = $Array(object.items.length);
                        for (let i = 0; i < object.items.length; ++i)
                            if (typeof object.items[i] === "string")
                                $util.base64.decode(object.items[i], message.items[i] = $util.newBuffer($util.base64.length(object.items[i])), 0);
                            else if (object.items[i].length >= 0)
                                message.items[i] = object.items[i];
                    }
                    if (object.last != null)
                        if (object.last)
                            message.last = $Boolean(object.last);
                    return message;
                };

                /**
                 * Creates a plain object from a SetItems message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.SetItems
                 * @static
                 * @param {potluck.store.v1.SetItems} message SetItems
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SetItems.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.items = [];
                    if (options.defaults) {
                        object.set = options.enums === $String ? "SYNC_SET_UNSPECIFIED" : 0;
                        object.last = false;
                    }
                    if (message.set != null && $Object.hasOwnProperty.call(message, "set"))
                        object.set = options.enums === $String ? $root.potluck.store.v1.SyncSet[message.set] === $undefined ? message.set : $root.potluck.store.v1.SyncSet[message.set] : message.set;
                    if (message.items && message.items.length) {
                        object.items = $Array(message.items.length);
                        for (let j = 0; j < message.items.length; ++j)
                            object.items[j] = options.bytes === $String ? $util.base64.encode(message.items[j], 0, message.items[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.items[j]) : message.items[j];
                    }
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last"))
                        object.last = message.last;
                    return object;
                };

                /**
                 * Converts this SetItems to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.SetItems
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SetItems.prototype.toJSON = function() {
                    return SetItems.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SetItems;
            })();

            v1.ShardAsk = (function() {

                /**
                 * Properties of a ShardAsk.
                 * @typedef {Object} potluck.store.v1.ShardAsk.$Properties
                 * @property {Uint8Array|null} [buckets] ShardAsk buckets
                 * @property {Array.<string>|null} [types] ShardAsk types
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardAsk.
                 * @memberof potluck.store.v1
                 * @interface IShardAsk
                 * @augments potluck.store.v1.ShardAsk.$Properties
                 * @deprecated Use potluck.store.v1.ShardAsk.$Properties instead.
                 */

                /**
                 * Shape of a ShardAsk.
                 * @typedef {potluck.store.v1.ShardAsk.$Properties} potluck.store.v1.ShardAsk.$Shape
                 */

                /**
                 * Constructs a new ShardAsk.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardAsk.
                 * @constructor
                 * @param {potluck.store.v1.ShardAsk.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardAsk = function (properties) {
                    this.types = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardAsk buckets.
                 * @member {Uint8Array} buckets
                 * @memberof potluck.store.v1.ShardAsk
                 * @instance
                 */
                ShardAsk.prototype.buckets = $util.newBuffer([]);

                /**
                 * ShardAsk types.
                 * @member {Array.<string>} types
                 * @memberof potluck.store.v1.ShardAsk
                 * @instance
                 */
                ShardAsk.prototype.types = $util.emptyArray;

                /**
                 * Creates a new ShardAsk instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardAsk
                 * @static
                 * @param {potluck.store.v1.ShardAsk.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardAsk} ShardAsk instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardAsk.$Shape): potluck.store.v1.ShardAsk & potluck.store.v1.ShardAsk.$Shape;
                 *   (properties?: potluck.store.v1.ShardAsk.$Properties): potluck.store.v1.ShardAsk;
                 * }}
                 */
                ShardAsk.create = function(properties) {
                    return new ShardAsk(properties);
                };

                /**
                 * Encodes the specified ShardAsk message. Does not implicitly {@link potluck.store.v1.ShardAsk.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardAsk
                 * @static
                 * @param {potluck.store.v1.ShardAsk.$Properties} message ShardAsk message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardAsk.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.buckets != null && $Object.hasOwnProperty.call(message, "buckets") && message.buckets.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.buckets);
                    if (message.types != null && message.types.length)
                        for (let i = 0; i < message.types.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).string(message.types[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardAsk message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardAsk
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardAsk & potluck.store.v1.ShardAsk.$Shape} ShardAsk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardAsk.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardAsk();
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
                                    message.buckets = value;
                                else
                                    delete message.buckets;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.types && message.types.length))
                                    message.types = [];
                                message.types.push(reader.stringVerify());
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
                 * Creates a ShardAsk message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardAsk
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardAsk} ShardAsk
                 */
                ShardAsk.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardAsk)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardAsk: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardAsk();
                    if (object.buckets != null)
                        if (object.buckets.length)
                            if (typeof object.buckets === "string")
                                $util.base64.decode(object.buckets, message.buckets = $util.newBuffer($util.base64.length(object.buckets)), 0);
                            else if (object.buckets.length >= 0)
                                message.buckets = object.buckets;
                    if (object.types) {
                        if (!$Array.isArray(object.types))
                            throw $TypeError(".potluck.store.v1.ShardAsk.types: array expected");
                        message.types = $Array(object.types.length);
                        for (let i = 0; i < object.types.length; ++i)
                            message.types[i] = $String(object.types[i]);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a ShardAsk message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardAsk
                 * @static
                 * @param {potluck.store.v1.ShardAsk} message ShardAsk
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardAsk.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.types = [];
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.buckets = "";
                        else {
                            object.buckets = [];
                            if (options.bytes !== $Array)
                                object.buckets = $util.newBuffer(object.buckets);
                        }
                    if (message.buckets != null && $Object.hasOwnProperty.call(message, "buckets"))
                        object.buckets = options.bytes === $String ? $util.base64.encode(message.buckets, 0, message.buckets.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.buckets) : message.buckets;
                    if (message.types && message.types.length) {
                        object.types = $Array(message.types.length);
                        for (let j = 0; j < message.types.length; ++j)
                            object.types[j] = message.types[j];
                    }
                    return object;
                };

                /**
                 * Converts this ShardAsk to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardAsk
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardAsk.prototype.toJSON = function() {
                    return ShardAsk.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardAsk;
            })();

            v1.ShardEntries = (function() {

                /**
                 * Properties of a ShardEntries.
                 * @typedef {Object} potluck.store.v1.ShardEntries.$Properties
                 * @property {Array.<potluck.store.v1.ShardEntry.$Properties>|null} [entries] ShardEntries entries
                 * @property {boolean|null} [last] ShardEntries last
                 * @property {number|null} [types] ShardEntries types
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardEntries.
                 * @memberof potluck.store.v1
                 * @interface IShardEntries
                 * @augments potluck.store.v1.ShardEntries.$Properties
                 * @deprecated Use potluck.store.v1.ShardEntries.$Properties instead.
                 */

                /**
                 * Shape of a ShardEntries.
                 * @typedef {potluck.store.v1.ShardEntries.$Properties} potluck.store.v1.ShardEntries.$Shape
                 */

                /**
                 * Constructs a new ShardEntries.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardEntries.
                 * @constructor
                 * @param {potluck.store.v1.ShardEntries.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardEntries = function (properties) {
                    this.entries = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardEntries entries.
                 * @member {Array.<potluck.store.v1.ShardEntry.$Properties>} entries
                 * @memberof potluck.store.v1.ShardEntries
                 * @instance
                 */
                ShardEntries.prototype.entries = $util.emptyArray;

                /**
                 * ShardEntries last.
                 * @member {boolean} last
                 * @memberof potluck.store.v1.ShardEntries
                 * @instance
                 */
                ShardEntries.prototype.last = false;

                /**
                 * ShardEntries types.
                 * @member {number} types
                 * @memberof potluck.store.v1.ShardEntries
                 * @instance
                 */
                ShardEntries.prototype.types = 0;

                /**
                 * Creates a new ShardEntries instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardEntries
                 * @static
                 * @param {potluck.store.v1.ShardEntries.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardEntries} ShardEntries instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardEntries.$Shape): potluck.store.v1.ShardEntries & potluck.store.v1.ShardEntries.$Shape;
                 *   (properties?: potluck.store.v1.ShardEntries.$Properties): potluck.store.v1.ShardEntries;
                 * }}
                 */
                ShardEntries.create = function(properties) {
                    return new ShardEntries(properties);
                };

                /**
                 * Encodes the specified ShardEntries message. Does not implicitly {@link potluck.store.v1.ShardEntries.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardEntries
                 * @static
                 * @param {potluck.store.v1.ShardEntries.$Properties} message ShardEntries message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardEntries.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.entries != null && message.entries.length)
                        for (let i = 0; i < message.entries.length; ++i)
                            $root.potluck.store.v1.ShardEntry.encode(message.entries[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.last);
                    if (message.types != null && $Object.hasOwnProperty.call(message, "types") && message.types !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.types);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardEntries message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardEntries
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardEntries & potluck.store.v1.ShardEntries.$Shape} ShardEntries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardEntries.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardEntries();
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
                                if (!(message.entries && message.entries.length))
                                    message.entries = [];
                                message.entries.push($root.potluck.store.v1.ShardEntry.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.last = value;
                                else
                                    delete message.last;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.types = value;
                                else
                                    delete message.types;
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
                 * Creates a ShardEntries message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardEntries
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardEntries} ShardEntries
                 */
                ShardEntries.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardEntries)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardEntries: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardEntries();
                    if (object.entries) {
                        if (!$Array.isArray(object.entries))
                            throw $TypeError(".potluck.store.v1.ShardEntries.entries: array expected");
                        message.entries = $Array(object.entries.length);
                        for (let i = 0; i < object.entries.length; ++i) {
                            if (!$util.isObject(object.entries[i]))
                                throw $TypeError(".potluck.store.v1.ShardEntries.entries: object expected");
                            message.entries[i] = $root.potluck.store.v1.ShardEntry.fromObject(object.entries[i], _depth + 1);
                        }
                    }
                    if (object.last != null)
                        if (object.last)
                            message.last = $Boolean(object.last);
                    if (object.types != null)
                        if ($Number(object.types) !== 0)
                            message.types = object.types >>> 0;
                    return message;
                };

                /**
                 * Creates a plain object from a ShardEntries message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardEntries
                 * @static
                 * @param {potluck.store.v1.ShardEntries} message ShardEntries
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardEntries.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.entries = [];
                    if (options.defaults) {
                        object.last = false;
                        object.types = 0;
                    }
                    if (message.entries && message.entries.length) {
                        object.entries = $Array(message.entries.length);
                        for (let j = 0; j < message.entries.length; ++j)
                            object.entries[j] = $root.potluck.store.v1.ShardEntry.toObject(message.entries[j], options, _depth + 1);
                    }
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last"))
                        object.last = message.last;
                    if (message.types != null && $Object.hasOwnProperty.call(message, "types"))
                        object.types = message.types;
                    return object;
                };

                /**
                 * Converts this ShardEntries to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardEntries
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardEntries.prototype.toJSON = function() {
                    return ShardEntries.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardEntries;
            })();

            v1.ShardEntry = (function() {

                /**
                 * Properties of a ShardEntry.
                 * @typedef {Object} potluck.store.v1.ShardEntry.$Properties
                 * @property {Uint8Array|null} [author] ShardEntry author
                 * @property {number|null} [shard] ShardEntry shard
                 * @property {Array.<Uint8Array>|null} [heads] ShardEntry heads
                 * @property {boolean|null} [outlivesEnd] ShardEntry outlivesEnd
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardEntry.
                 * @memberof potluck.store.v1
                 * @interface IShardEntry
                 * @augments potluck.store.v1.ShardEntry.$Properties
                 * @deprecated Use potluck.store.v1.ShardEntry.$Properties instead.
                 */

                /**
                 * Shape of a ShardEntry.
                 * @typedef {potluck.store.v1.ShardEntry.$Properties} potluck.store.v1.ShardEntry.$Shape
                 */

                /**
                 * Constructs a new ShardEntry.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardEntry.
                 * @constructor
                 * @param {potluck.store.v1.ShardEntry.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardEntry = function (properties) {
                    this.heads = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardEntry author.
                 * @member {Uint8Array} author
                 * @memberof potluck.store.v1.ShardEntry
                 * @instance
                 */
                ShardEntry.prototype.author = $util.newBuffer([]);

                /**
                 * ShardEntry shard.
                 * @member {number} shard
                 * @memberof potluck.store.v1.ShardEntry
                 * @instance
                 */
                ShardEntry.prototype.shard = 0;

                /**
                 * ShardEntry heads.
                 * @member {Array.<Uint8Array>} heads
                 * @memberof potluck.store.v1.ShardEntry
                 * @instance
                 */
                ShardEntry.prototype.heads = $util.emptyArray;

                /**
                 * ShardEntry outlivesEnd.
                 * @member {boolean} outlivesEnd
                 * @memberof potluck.store.v1.ShardEntry
                 * @instance
                 */
                ShardEntry.prototype.outlivesEnd = false;

                /**
                 * Creates a new ShardEntry instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardEntry
                 * @static
                 * @param {potluck.store.v1.ShardEntry.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardEntry} ShardEntry instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardEntry.$Shape): potluck.store.v1.ShardEntry & potluck.store.v1.ShardEntry.$Shape;
                 *   (properties?: potluck.store.v1.ShardEntry.$Properties): potluck.store.v1.ShardEntry;
                 * }}
                 */
                ShardEntry.create = function(properties) {
                    return new ShardEntry(properties);
                };

                /**
                 * Encodes the specified ShardEntry message. Does not implicitly {@link potluck.store.v1.ShardEntry.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardEntry
                 * @static
                 * @param {potluck.store.v1.ShardEntry.$Properties} message ShardEntry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardEntry.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.author);
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && message.shard !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.shard);
                    if (message.heads != null && message.heads.length)
                        for (let i = 0; i < message.heads.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.heads[i]);
                    if (message.outlivesEnd != null && $Object.hasOwnProperty.call(message, "outlivesEnd") && message.outlivesEnd !== false)
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.outlivesEnd);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardEntry message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardEntry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardEntry & potluck.store.v1.ShardEntry.$Shape} ShardEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardEntry.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardEntry();
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
                                    message.author = value;
                                else
                                    delete message.author;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.shard = value;
                                else
                                    delete message.shard;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.heads && message.heads.length))
                                    message.heads = [];
                                message.heads.push(reader.bytes());
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.outlivesEnd = value;
                                else
                                    delete message.outlivesEnd;
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
                 * Creates a ShardEntry message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardEntry
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardEntry} ShardEntry
                 */
                ShardEntry.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardEntry)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardEntry: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardEntry();
                    if (object.author != null)
                        if (object.author.length)
                            if (typeof object.author === "string")
                                $util.base64.decode(object.author, message.author = $util.newBuffer($util.base64.length(object.author)), 0);
                            else if (object.author.length >= 0)
                                message.author = object.author;
                    if (object.shard != null)
                        if ($Number(object.shard) !== 0)
                            message.shard = object.shard >>> 0;
                    if (object.heads) {
                        if (!$Array.isArray(object.heads))
                            throw $TypeError(".potluck.store.v1.ShardEntry.heads: array expected");
                        message.heads = $Array(object.heads.length);
                        for (let i = 0; i < object.heads.length; ++i)
                            if (typeof object.heads[i] === "string")
                                $util.base64.decode(object.heads[i], message.heads[i] = $util.newBuffer($util.base64.length(object.heads[i])), 0);
                            else if (object.heads[i].length >= 0)
                                message.heads[i] = object.heads[i];
                    }
                    if (object.outlivesEnd != null)
                        if (object.outlivesEnd)
                            message.outlivesEnd = $Boolean(object.outlivesEnd);
                    return message;
                };

                /**
                 * Creates a plain object from a ShardEntry message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardEntry
                 * @static
                 * @param {potluck.store.v1.ShardEntry} message ShardEntry
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardEntry.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.heads = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.author = "";
                        else {
                            object.author = [];
                            if (options.bytes !== $Array)
                                object.author = $util.newBuffer(object.author);
                        }
                        object.shard = 0;
                        object.outlivesEnd = false;
                    }
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author"))
                        object.author = options.bytes === $String ? $util.base64.encode(message.author, 0, message.author.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.author) : message.author;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = message.shard;
                    if (message.heads && message.heads.length) {
                        object.heads = $Array(message.heads.length);
                        for (let j = 0; j < message.heads.length; ++j)
                            object.heads[j] = options.bytes === $String ? $util.base64.encode(message.heads[j], 0, message.heads[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.heads[j]) : message.heads[j];
                    }
                    if (message.outlivesEnd != null && $Object.hasOwnProperty.call(message, "outlivesEnd"))
                        object.outlivesEnd = message.outlivesEnd;
                    return object;
                };

                /**
                 * Converts this ShardEntry to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardEntry
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardEntry.prototype.toJSON = function() {
                    return ShardEntry.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardEntry;
            })();

            v1.ShardWant = (function() {

                /**
                 * Properties of a ShardWant.
                 * @typedef {Object} potluck.store.v1.ShardWant.$Properties
                 * @property {Array.<potluck.store.v1.ShardEntry.$Properties>|null} [wants] ShardWant wants
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardWant.
                 * @memberof potluck.store.v1
                 * @interface IShardWant
                 * @augments potluck.store.v1.ShardWant.$Properties
                 * @deprecated Use potluck.store.v1.ShardWant.$Properties instead.
                 */

                /**
                 * Shape of a ShardWant.
                 * @typedef {potluck.store.v1.ShardWant.$Properties} potluck.store.v1.ShardWant.$Shape
                 */

                /**
                 * Constructs a new ShardWant.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardWant.
                 * @constructor
                 * @param {potluck.store.v1.ShardWant.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardWant = function (properties) {
                    this.wants = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardWant wants.
                 * @member {Array.<potluck.store.v1.ShardEntry.$Properties>} wants
                 * @memberof potluck.store.v1.ShardWant
                 * @instance
                 */
                ShardWant.prototype.wants = $util.emptyArray;

                /**
                 * Creates a new ShardWant instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardWant
                 * @static
                 * @param {potluck.store.v1.ShardWant.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardWant} ShardWant instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardWant.$Shape): potluck.store.v1.ShardWant & potluck.store.v1.ShardWant.$Shape;
                 *   (properties?: potluck.store.v1.ShardWant.$Properties): potluck.store.v1.ShardWant;
                 * }}
                 */
                ShardWant.create = function(properties) {
                    return new ShardWant(properties);
                };

                /**
                 * Encodes the specified ShardWant message. Does not implicitly {@link potluck.store.v1.ShardWant.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardWant
                 * @static
                 * @param {potluck.store.v1.ShardWant.$Properties} message ShardWant message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardWant.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.wants != null && message.wants.length)
                        for (let i = 0; i < message.wants.length; ++i)
                            $root.potluck.store.v1.ShardEntry.encode(message.wants[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardWant message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardWant
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardWant & potluck.store.v1.ShardWant.$Shape} ShardWant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardWant.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardWant();
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
                                if (!(message.wants && message.wants.length))
                                    message.wants = [];
                                message.wants.push($root.potluck.store.v1.ShardEntry.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Creates a ShardWant message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardWant
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardWant} ShardWant
                 */
                ShardWant.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardWant)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardWant: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardWant();
                    if (object.wants) {
                        if (!$Array.isArray(object.wants))
                            throw $TypeError(".potluck.store.v1.ShardWant.wants: array expected");
                        message.wants = $Array(object.wants.length);
                        for (let i = 0; i < object.wants.length; ++i) {
                            if (!$util.isObject(object.wants[i]))
                                throw $TypeError(".potluck.store.v1.ShardWant.wants: object expected");
                            message.wants[i] = $root.potluck.store.v1.ShardEntry.fromObject(object.wants[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a ShardWant message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardWant
                 * @static
                 * @param {potluck.store.v1.ShardWant} message ShardWant
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardWant.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.wants = [];
                    if (message.wants && message.wants.length) {
                        object.wants = $Array(message.wants.length);
                        for (let j = 0; j < message.wants.length; ++j)
                            object.wants[j] = $root.potluck.store.v1.ShardEntry.toObject(message.wants[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this ShardWant to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardWant
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardWant.prototype.toJSON = function() {
                    return ShardWant.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardWant;
            })();

            v1.ShardHeads = (function() {

                /**
                 * Properties of a ShardHeads.
                 * @typedef {Object} potluck.store.v1.ShardHeads.$Properties
                 * @property {Uint8Array|null} [author] ShardHeads author
                 * @property {number|null} [shard] ShardHeads shard
                 * @property {Array.<Uint8Array>|null} [heads] ShardHeads heads
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardHeads.
                 * @memberof potluck.store.v1
                 * @interface IShardHeads
                 * @augments potluck.store.v1.ShardHeads.$Properties
                 * @deprecated Use potluck.store.v1.ShardHeads.$Properties instead.
                 */

                /**
                 * Shape of a ShardHeads.
                 * @typedef {potluck.store.v1.ShardHeads.$Properties} potluck.store.v1.ShardHeads.$Shape
                 */

                /**
                 * Constructs a new ShardHeads.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardHeads.
                 * @constructor
                 * @param {potluck.store.v1.ShardHeads.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardHeads = function (properties) {
                    this.heads = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardHeads author.
                 * @member {Uint8Array} author
                 * @memberof potluck.store.v1.ShardHeads
                 * @instance
                 */
                ShardHeads.prototype.author = $util.newBuffer([]);

                /**
                 * ShardHeads shard.
                 * @member {number} shard
                 * @memberof potluck.store.v1.ShardHeads
                 * @instance
                 */
                ShardHeads.prototype.shard = 0;

                /**
                 * ShardHeads heads.
                 * @member {Array.<Uint8Array>} heads
                 * @memberof potluck.store.v1.ShardHeads
                 * @instance
                 */
                ShardHeads.prototype.heads = $util.emptyArray;

                /**
                 * Creates a new ShardHeads instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardHeads
                 * @static
                 * @param {potluck.store.v1.ShardHeads.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardHeads} ShardHeads instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardHeads.$Shape): potluck.store.v1.ShardHeads & potluck.store.v1.ShardHeads.$Shape;
                 *   (properties?: potluck.store.v1.ShardHeads.$Properties): potluck.store.v1.ShardHeads;
                 * }}
                 */
                ShardHeads.create = function(properties) {
                    return new ShardHeads(properties);
                };

                /**
                 * Encodes the specified ShardHeads message. Does not implicitly {@link potluck.store.v1.ShardHeads.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardHeads
                 * @static
                 * @param {potluck.store.v1.ShardHeads.$Properties} message ShardHeads message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardHeads.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.author);
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && message.shard !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.shard);
                    if (message.heads != null && message.heads.length)
                        for (let i = 0; i < message.heads.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.heads[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardHeads message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardHeads
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardHeads & potluck.store.v1.ShardHeads.$Shape} ShardHeads
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardHeads.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardHeads();
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
                                    message.author = value;
                                else
                                    delete message.author;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.shard = value;
                                else
                                    delete message.shard;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.heads && message.heads.length))
                                    message.heads = [];
                                message.heads.push(reader.bytes());
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
                 * Creates a ShardHeads message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardHeads
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardHeads} ShardHeads
                 */
                ShardHeads.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardHeads)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardHeads: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardHeads();
                    if (object.author != null)
                        if (object.author.length)
                            if (typeof object.author === "string")
                                $util.base64.decode(object.author, message.author = $util.newBuffer($util.base64.length(object.author)), 0);
                            else if (object.author.length >= 0)
                                message.author = object.author;
                    if (object.shard != null)
                        if ($Number(object.shard) !== 0)
                            message.shard = object.shard >>> 0;
                    if (object.heads) {
                        if (!$Array.isArray(object.heads))
                            throw $TypeError(".potluck.store.v1.ShardHeads.heads: array expected");
                        message.heads = $Array(object.heads.length);
                        for (let i = 0; i < object.heads.length; ++i)
                            if (typeof object.heads[i] === "string")
                                $util.base64.decode(object.heads[i], message.heads[i] = $util.newBuffer($util.base64.length(object.heads[i])), 0);
                            else if (object.heads[i].length >= 0)
                                message.heads[i] = object.heads[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a ShardHeads message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardHeads
                 * @static
                 * @param {potluck.store.v1.ShardHeads} message ShardHeads
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardHeads.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.heads = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.author = "";
                        else {
                            object.author = [];
                            if (options.bytes !== $Array)
                                object.author = $util.newBuffer(object.author);
                        }
                        object.shard = 0;
                    }
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author"))
                        object.author = options.bytes === $String ? $util.base64.encode(message.author, 0, message.author.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.author) : message.author;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = message.shard;
                    if (message.heads && message.heads.length) {
                        object.heads = $Array(message.heads.length);
                        for (let j = 0; j < message.heads.length; ++j)
                            object.heads[j] = options.bytes === $String ? $util.base64.encode(message.heads[j], 0, message.heads[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.heads[j]) : message.heads[j];
                    }
                    return object;
                };

                /**
                 * Converts this ShardHeads to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardHeads
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardHeads.prototype.toJSON = function() {
                    return ShardHeads.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardHeads;
            })();

            v1.ShardChanges = (function() {

                /**
                 * Properties of a ShardChanges.
                 * @typedef {Object} potluck.store.v1.ShardChanges.$Properties
                 * @property {Array.<Uint8Array>|null} [changes] ShardChanges changes
                 * @property {boolean|null} [last] ShardChanges last
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardChanges.
                 * @memberof potluck.store.v1
                 * @interface IShardChanges
                 * @augments potluck.store.v1.ShardChanges.$Properties
                 * @deprecated Use potluck.store.v1.ShardChanges.$Properties instead.
                 */

                /**
                 * Shape of a ShardChanges.
                 * @typedef {potluck.store.v1.ShardChanges.$Properties} potluck.store.v1.ShardChanges.$Shape
                 */

                /**
                 * Constructs a new ShardChanges.
                 * @memberof potluck.store.v1
                 * @classdesc Represents a ShardChanges.
                 * @constructor
                 * @param {potluck.store.v1.ShardChanges.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardChanges = function (properties) {
                    this.changes = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardChanges changes.
                 * @member {Array.<Uint8Array>} changes
                 * @memberof potluck.store.v1.ShardChanges
                 * @instance
                 */
                ShardChanges.prototype.changes = $util.emptyArray;

                /**
                 * ShardChanges last.
                 * @member {boolean} last
                 * @memberof potluck.store.v1.ShardChanges
                 * @instance
                 */
                ShardChanges.prototype.last = false;

                /**
                 * Creates a new ShardChanges instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ShardChanges
                 * @static
                 * @param {potluck.store.v1.ShardChanges.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ShardChanges} ShardChanges instance
                 * @type {{
                 *   (properties: potluck.store.v1.ShardChanges.$Shape): potluck.store.v1.ShardChanges & potluck.store.v1.ShardChanges.$Shape;
                 *   (properties?: potluck.store.v1.ShardChanges.$Properties): potluck.store.v1.ShardChanges;
                 * }}
                 */
                ShardChanges.create = function(properties) {
                    return new ShardChanges(properties);
                };

                /**
                 * Encodes the specified ShardChanges message. Does not implicitly {@link potluck.store.v1.ShardChanges.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ShardChanges
                 * @static
                 * @param {potluck.store.v1.ShardChanges.$Properties} message ShardChanges message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardChanges.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.changes != null && message.changes.length)
                        for (let i = 0; i < message.changes.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.changes[i]);
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.last);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardChanges message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ShardChanges
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ShardChanges & potluck.store.v1.ShardChanges.$Shape} ShardChanges
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardChanges.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ShardChanges();
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
                                if (!(message.changes && message.changes.length))
                                    message.changes = [];
                                message.changes.push(reader.bytes());
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.last = value;
                                else
                                    delete message.last;
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
                 * Creates a ShardChanges message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ShardChanges
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ShardChanges} ShardChanges
                 */
                ShardChanges.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ShardChanges)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ShardChanges: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ShardChanges();
                    if (object.changes) {
                        if (!$Array.isArray(object.changes))
                            throw $TypeError(".potluck.store.v1.ShardChanges.changes: array expected");
                        message.changes = $Array(object.changes.length);
                        for (let i = 0; i < object.changes.length; ++i)
                            if (typeof object.changes[i] === "string")
                                $util.base64.decode(object.changes[i], message.changes[i] = $util.newBuffer($util.base64.length(object.changes[i])), 0);
                            else if (object.changes[i].length >= 0)
                                message.changes[i] = object.changes[i];
                    }
                    if (object.last != null)
                        if (object.last)
                            message.last = $Boolean(object.last);
                    return message;
                };

                /**
                 * Creates a plain object from a ShardChanges message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ShardChanges
                 * @static
                 * @param {potluck.store.v1.ShardChanges} message ShardChanges
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardChanges.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.changes = [];
                    if (options.defaults)
                        object.last = false;
                    if (message.changes && message.changes.length) {
                        object.changes = $Array(message.changes.length);
                        for (let j = 0; j < message.changes.length; ++j)
                            object.changes[j] = options.bytes === $String ? $util.base64.encode(message.changes[j], 0, message.changes[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.changes[j]) : message.changes[j];
                    }
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last"))
                        object.last = message.last;
                    return object;
                };

                /**
                 * Converts this ShardChanges to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ShardChanges
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardChanges.prototype.toJSON = function() {
                    return ShardChanges.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardChanges;
            })();

            v1.ExportFrame = (function() {

                /**
                 * Properties of an ExportFrame.
                 * @typedef {Object} potluck.store.v1.ExportFrame.$Properties
                 * @property {potluck.store.v1.ExportHeader.$Properties|null} [header] ExportFrame header
                 * @property {Uint8Array|null} [credential] ExportFrame credential
                 * @property {potluck.store.v1.ExportShard.$Properties|null} [shard] ExportFrame shard
                 * @property {Uint8Array|null} [change] ExportFrame change
                 * @property {potluck.store.v1.ExportTrailer.$Properties|null} [trailer] ExportFrame trailer
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ExportFrame.
                 * @memberof potluck.store.v1
                 * @interface IExportFrame
                 * @augments potluck.store.v1.ExportFrame.$Properties
                 * @deprecated Use potluck.store.v1.ExportFrame.$Properties instead.
                 */

                /**
                 * Shape of an ExportFrame.
                 * @typedef {potluck.store.v1.ExportFrame.$Properties} potluck.store.v1.ExportFrame.$Shape
                 */

                /**
                 * Constructs a new ExportFrame.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an ExportFrame.
                 * @constructor
                 * @param {potluck.store.v1.ExportFrame.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ExportFrame = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ExportFrame header.
                 * @member {potluck.store.v1.ExportHeader.$Properties|null|undefined} header
                 * @memberof potluck.store.v1.ExportFrame
                 * @instance
                 */
                ExportFrame.prototype.header = null;

                /**
                 * ExportFrame credential.
                 * @member {Uint8Array} credential
                 * @memberof potluck.store.v1.ExportFrame
                 * @instance
                 */
                ExportFrame.prototype.credential = $util.newBuffer([]);

                /**
                 * ExportFrame shard.
                 * @member {potluck.store.v1.ExportShard.$Properties|null|undefined} shard
                 * @memberof potluck.store.v1.ExportFrame
                 * @instance
                 */
                ExportFrame.prototype.shard = null;

                /**
                 * ExportFrame change.
                 * @member {Uint8Array} change
                 * @memberof potluck.store.v1.ExportFrame
                 * @instance
                 */
                ExportFrame.prototype.change = $util.newBuffer([]);

                /**
                 * ExportFrame trailer.
                 * @member {potluck.store.v1.ExportTrailer.$Properties|null|undefined} trailer
                 * @memberof potluck.store.v1.ExportFrame
                 * @instance
                 */
                ExportFrame.prototype.trailer = null;

                /**
                 * Creates a new ExportFrame instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ExportFrame
                 * @static
                 * @param {potluck.store.v1.ExportFrame.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ExportFrame} ExportFrame instance
                 * @type {{
                 *   (properties: potluck.store.v1.ExportFrame.$Shape): potluck.store.v1.ExportFrame & potluck.store.v1.ExportFrame.$Shape;
                 *   (properties?: potluck.store.v1.ExportFrame.$Properties): potluck.store.v1.ExportFrame;
                 * }}
                 */
                ExportFrame.create = function(properties) {
                    return new ExportFrame(properties);
                };

                /**
                 * Encodes the specified ExportFrame message. Does not implicitly {@link potluck.store.v1.ExportFrame.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ExportFrame
                 * @static
                 * @param {potluck.store.v1.ExportFrame.$Properties} message ExportFrame message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExportFrame.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        $root.potluck.store.v1.ExportHeader.encode(message.header, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.credential != null && $Object.hasOwnProperty.call(message, "credential") && message.credential.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.credential);
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        $root.potluck.store.v1.ExportShard.encode(message.shard, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.change);
                    if (message.trailer != null && $Object.hasOwnProperty.call(message, "trailer"))
                        $root.potluck.store.v1.ExportTrailer.encode(message.trailer, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ExportFrame message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ExportFrame
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportFrame & potluck.store.v1.ExportFrame.$Shape} ExportFrame
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExportFrame.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ExportFrame();
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
                                message.header = $root.potluck.store.v1.ExportHeader.decode(reader, reader.size(), $undefined, _depth + 1, message.header);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.credential = value;
                                else
                                    delete message.credential;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.shard = $root.potluck.store.v1.ExportShard.decode(reader, reader.size(), $undefined, _depth + 1, message.shard);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.change = value;
                                else
                                    delete message.change;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.trailer = $root.potluck.store.v1.ExportTrailer.decode(reader, reader.size(), $undefined, _depth + 1, message.trailer);
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
                 * Creates an ExportFrame message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ExportFrame
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ExportFrame} ExportFrame
                 */
                ExportFrame.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ExportFrame)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ExportFrame: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ExportFrame();
                    if (object.header != null) {
                        if (!$util.isObject(object.header))
                            throw $TypeError(".potluck.store.v1.ExportFrame.header: object expected");
                        message.header = $root.potluck.store.v1.ExportHeader.fromObject(object.header, _depth + 1);
                    }
                    if (object.credential != null)
                        if (object.credential.length)
                            if (typeof object.credential === "string")
                                $util.base64.decode(object.credential, message.credential = $util.newBuffer($util.base64.length(object.credential)), 0);
                            else if (object.credential.length >= 0)
                                message.credential = object.credential;
                    if (object.shard != null) {
                        if (!$util.isObject(object.shard))
                            throw $TypeError(".potluck.store.v1.ExportFrame.shard: object expected");
                        message.shard = $root.potluck.store.v1.ExportShard.fromObject(object.shard, _depth + 1);
                    }
                    if (object.change != null)
                        if (object.change.length)
                            if (typeof object.change === "string")
                                $util.base64.decode(object.change, message.change = $util.newBuffer($util.base64.length(object.change)), 0);
                            else if (object.change.length >= 0)
                                message.change = object.change;
                    if (object.trailer != null) {
                        if (!$util.isObject(object.trailer))
                            throw $TypeError(".potluck.store.v1.ExportFrame.trailer: object expected");
                        message.trailer = $root.potluck.store.v1.ExportTrailer.fromObject(object.trailer, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an ExportFrame message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ExportFrame
                 * @static
                 * @param {potluck.store.v1.ExportFrame} message ExportFrame
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ExportFrame.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.header = null;
                        if (options.bytes === $String)
                            object.credential = "";
                        else {
                            object.credential = [];
                            if (options.bytes !== $Array)
                                object.credential = $util.newBuffer(object.credential);
                        }
                        object.shard = null;
                        if (options.bytes === $String)
                            object.change = "";
                        else {
                            object.change = [];
                            if (options.bytes !== $Array)
                                object.change = $util.newBuffer(object.change);
                        }
                        object.trailer = null;
                    }
                    if (message.header != null && $Object.hasOwnProperty.call(message, "header"))
                        object.header = $root.potluck.store.v1.ExportHeader.toObject(message.header, options, _depth + 1);
                    if (message.credential != null && $Object.hasOwnProperty.call(message, "credential"))
                        object.credential = options.bytes === $String ? $util.base64.encode(message.credential, 0, message.credential.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.credential) : message.credential;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = $root.potluck.store.v1.ExportShard.toObject(message.shard, options, _depth + 1);
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change"))
                        object.change = options.bytes === $String ? $util.base64.encode(message.change, 0, message.change.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.change) : message.change;
                    if (message.trailer != null && $Object.hasOwnProperty.call(message, "trailer"))
                        object.trailer = $root.potluck.store.v1.ExportTrailer.toObject(message.trailer, options, _depth + 1);
                    return object;
                };

                /**
                 * Converts this ExportFrame to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ExportFrame
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ExportFrame.prototype.toJSON = function() {
                    return ExportFrame.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ExportFrame;
            })();

            v1.ExportHeader = (function() {

                /**
                 * Properties of an ExportHeader.
                 * @typedef {Object} potluck.store.v1.ExportHeader.$Properties
                 * @property {number|null} [version] ExportHeader version
                 * @property {Uint8Array|null} [group] ExportHeader group
                 * @property {Uint8Array|null} [author] ExportHeader author
                 * @property {number|null} [writtenMs] ExportHeader writtenMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ExportHeader.
                 * @memberof potluck.store.v1
                 * @interface IExportHeader
                 * @augments potluck.store.v1.ExportHeader.$Properties
                 * @deprecated Use potluck.store.v1.ExportHeader.$Properties instead.
                 */

                /**
                 * Shape of an ExportHeader.
                 * @typedef {potluck.store.v1.ExportHeader.$Properties} potluck.store.v1.ExportHeader.$Shape
                 */

                /**
                 * Constructs a new ExportHeader.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an ExportHeader.
                 * @constructor
                 * @param {potluck.store.v1.ExportHeader.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ExportHeader = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ExportHeader version.
                 * @member {number} version
                 * @memberof potluck.store.v1.ExportHeader
                 * @instance
                 */
                ExportHeader.prototype.version = 0;

                /**
                 * ExportHeader group.
                 * @member {Uint8Array} group
                 * @memberof potluck.store.v1.ExportHeader
                 * @instance
                 */
                ExportHeader.prototype.group = $util.newBuffer([]);

                /**
                 * ExportHeader author.
                 * @member {Uint8Array} author
                 * @memberof potluck.store.v1.ExportHeader
                 * @instance
                 */
                ExportHeader.prototype.author = $util.newBuffer([]);

                /**
                 * ExportHeader writtenMs.
                 * @member {number} writtenMs
                 * @memberof potluck.store.v1.ExportHeader
                 * @instance
                 */
                ExportHeader.prototype.writtenMs = 0;

                /**
                 * Creates a new ExportHeader instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ExportHeader
                 * @static
                 * @param {potluck.store.v1.ExportHeader.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ExportHeader} ExportHeader instance
                 * @type {{
                 *   (properties: potluck.store.v1.ExportHeader.$Shape): potluck.store.v1.ExportHeader & potluck.store.v1.ExportHeader.$Shape;
                 *   (properties?: potluck.store.v1.ExportHeader.$Properties): potluck.store.v1.ExportHeader;
                 * }}
                 */
                ExportHeader.create = function(properties) {
                    return new ExportHeader(properties);
                };

                /**
                 * Encodes the specified ExportHeader message. Does not implicitly {@link potluck.store.v1.ExportHeader.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ExportHeader
                 * @static
                 * @param {potluck.store.v1.ExportHeader.$Properties} message ExportHeader message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExportHeader.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.group);
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.author);
                    if (message.writtenMs != null && $Object.hasOwnProperty.call(message, "writtenMs") && (typeof message.writtenMs === "object" ? message.writtenMs.low || message.writtenMs.high : message.writtenMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.writtenMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ExportHeader message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ExportHeader
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportHeader & potluck.store.v1.ExportHeader.$Shape} ExportHeader
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExportHeader.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ExportHeader();
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
                                    message.group = value;
                                else
                                    delete message.group;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.author = value;
                                else
                                    delete message.author;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.writtenMs = value;
                                else
                                    delete message.writtenMs;
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
                 * Creates an ExportHeader message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ExportHeader
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ExportHeader} ExportHeader
                 */
                ExportHeader.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ExportHeader)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ExportHeader: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ExportHeader();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.group != null)
                        if (object.group.length)
                            if (typeof object.group === "string")
                                $util.base64.decode(object.group, message.group = $util.newBuffer($util.base64.length(object.group)), 0);
                            else if (object.group.length >= 0)
                                message.group = object.group;
                    if (object.author != null)
                        if (object.author.length)
                            if (typeof object.author === "string")
                                $util.base64.decode(object.author, message.author = $util.newBuffer($util.base64.length(object.author)), 0);
                            else if (object.author.length >= 0)
                                message.author = object.author;
                    if (object.writtenMs != null)
                        if (typeof object.writtenMs === "object" ? object.writtenMs.low || object.writtenMs.high : $Number(object.writtenMs) !== 0)
                            if ($util.Long)
                                message.writtenMs = $util.Long.fromValue(object.writtenMs, true);
                            else if (typeof object.writtenMs === "string")
                                message.writtenMs = $parseInt(object.writtenMs, 10);
                            else if (typeof object.writtenMs === "number")
                                message.writtenMs = object.writtenMs;
                            else if (typeof object.writtenMs === "object")
                                message.writtenMs = new $util.LongBits(object.writtenMs.low >>> 0, object.writtenMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from an ExportHeader message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ExportHeader
                 * @static
                 * @param {potluck.store.v1.ExportHeader} message ExportHeader
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ExportHeader.toObject = function (message, options, _depth) {
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
                            object.group = "";
                        else {
                            object.group = [];
                            if (options.bytes !== $Array)
                                object.group = $util.newBuffer(object.group);
                        }
                        if (options.bytes === $String)
                            object.author = "";
                        else {
                            object.author = [];
                            if (options.bytes !== $Array)
                                object.author = $util.newBuffer(object.author);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.writtenMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.writtenMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        object.group = options.bytes === $String ? $util.base64.encode(message.group, 0, message.group.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.group) : message.group;
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author"))
                        object.author = options.bytes === $String ? $util.base64.encode(message.author, 0, message.author.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.author) : message.author;
                    if (message.writtenMs != null && $Object.hasOwnProperty.call(message, "writtenMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.writtenMs = typeof message.writtenMs === "number" ? $BigInt(message.writtenMs) : $util.Long.fromBits(message.writtenMs.low >>> 0, message.writtenMs.high >>> 0, true).toBigInt();
                        else if (typeof message.writtenMs === "number")
                            object.writtenMs = options.longs === $String ? $String(message.writtenMs) : message.writtenMs;
                        else
                            object.writtenMs = options.longs === $String ? $util.Long.prototype.toString.call(message.writtenMs) : options.longs === $Number ? new $util.LongBits(message.writtenMs.low >>> 0, message.writtenMs.high >>> 0).toNumber(true) : message.writtenMs;
                    return object;
                };

                /**
                 * Converts this ExportHeader to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ExportHeader
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ExportHeader.prototype.toJSON = function() {
                    return ExportHeader.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ExportHeader;
            })();

            v1.ExportShard = (function() {

                /**
                 * Properties of an ExportShard.
                 * @typedef {Object} potluck.store.v1.ExportShard.$Properties
                 * @property {Uint8Array|null} [author] ExportShard author
                 * @property {number|null} [shard] ExportShard shard
                 * @property {number|null} [changes] ExportShard changes
                 * @property {Array.<Uint8Array>|null} [heads] ExportShard heads
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ExportShard.
                 * @memberof potluck.store.v1
                 * @interface IExportShard
                 * @augments potluck.store.v1.ExportShard.$Properties
                 * @deprecated Use potluck.store.v1.ExportShard.$Properties instead.
                 */

                /**
                 * Shape of an ExportShard.
                 * @typedef {potluck.store.v1.ExportShard.$Properties} potluck.store.v1.ExportShard.$Shape
                 */

                /**
                 * Constructs a new ExportShard.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an ExportShard.
                 * @constructor
                 * @param {potluck.store.v1.ExportShard.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ExportShard = function (properties) {
                    this.heads = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ExportShard author.
                 * @member {Uint8Array} author
                 * @memberof potluck.store.v1.ExportShard
                 * @instance
                 */
                ExportShard.prototype.author = $util.newBuffer([]);

                /**
                 * ExportShard shard.
                 * @member {number} shard
                 * @memberof potluck.store.v1.ExportShard
                 * @instance
                 */
                ExportShard.prototype.shard = 0;

                /**
                 * ExportShard changes.
                 * @member {number} changes
                 * @memberof potluck.store.v1.ExportShard
                 * @instance
                 */
                ExportShard.prototype.changes = 0;

                /**
                 * ExportShard heads.
                 * @member {Array.<Uint8Array>} heads
                 * @memberof potluck.store.v1.ExportShard
                 * @instance
                 */
                ExportShard.prototype.heads = $util.emptyArray;

                /**
                 * Creates a new ExportShard instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ExportShard
                 * @static
                 * @param {potluck.store.v1.ExportShard.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ExportShard} ExportShard instance
                 * @type {{
                 *   (properties: potluck.store.v1.ExportShard.$Shape): potluck.store.v1.ExportShard & potluck.store.v1.ExportShard.$Shape;
                 *   (properties?: potluck.store.v1.ExportShard.$Properties): potluck.store.v1.ExportShard;
                 * }}
                 */
                ExportShard.create = function(properties) {
                    return new ExportShard(properties);
                };

                /**
                 * Encodes the specified ExportShard message. Does not implicitly {@link potluck.store.v1.ExportShard.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ExportShard
                 * @static
                 * @param {potluck.store.v1.ExportShard.$Properties} message ExportShard message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExportShard.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.author);
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && message.shard !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.shard);
                    if (message.changes != null && $Object.hasOwnProperty.call(message, "changes") && message.changes !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.changes);
                    if (message.heads != null && message.heads.length)
                        for (let i = 0; i < message.heads.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.heads[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ExportShard message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ExportShard
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportShard & potluck.store.v1.ExportShard.$Shape} ExportShard
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExportShard.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ExportShard();
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
                                    message.author = value;
                                else
                                    delete message.author;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.shard = value;
                                else
                                    delete message.shard;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.changes = value;
                                else
                                    delete message.changes;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.heads && message.heads.length))
                                    message.heads = [];
                                message.heads.push(reader.bytes());
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
                 * Creates an ExportShard message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ExportShard
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ExportShard} ExportShard
                 */
                ExportShard.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ExportShard)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ExportShard: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ExportShard();
                    if (object.author != null)
                        if (object.author.length)
                            if (typeof object.author === "string")
                                $util.base64.decode(object.author, message.author = $util.newBuffer($util.base64.length(object.author)), 0);
                            else if (object.author.length >= 0)
                                message.author = object.author;
                    if (object.shard != null)
                        if ($Number(object.shard) !== 0)
                            message.shard = object.shard >>> 0;
                    if (object.changes != null)
                        if ($Number(object.changes) !== 0)
                            message.changes = object.changes >>> 0;
                    if (object.heads) {
                        if (!$Array.isArray(object.heads))
                            throw $TypeError(".potluck.store.v1.ExportShard.heads: array expected");
                        message.heads = $Array(object.heads.length);
                        for (let i = 0; i < object.heads.length; ++i)
                            if (typeof object.heads[i] === "string")
                                $util.base64.decode(object.heads[i], message.heads[i] = $util.newBuffer($util.base64.length(object.heads[i])), 0);
                            else if (object.heads[i].length >= 0)
                                message.heads[i] = object.heads[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an ExportShard message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ExportShard
                 * @static
                 * @param {potluck.store.v1.ExportShard} message ExportShard
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ExportShard.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.heads = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.author = "";
                        else {
                            object.author = [];
                            if (options.bytes !== $Array)
                                object.author = $util.newBuffer(object.author);
                        }
                        object.shard = 0;
                        object.changes = 0;
                    }
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author"))
                        object.author = options.bytes === $String ? $util.base64.encode(message.author, 0, message.author.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.author) : message.author;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = message.shard;
                    if (message.changes != null && $Object.hasOwnProperty.call(message, "changes"))
                        object.changes = message.changes;
                    if (message.heads && message.heads.length) {
                        object.heads = $Array(message.heads.length);
                        for (let j = 0; j < message.heads.length; ++j)
                            object.heads[j] = options.bytes === $String ? $util.base64.encode(message.heads[j], 0, message.heads[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.heads[j]) : message.heads[j];
                    }
                    return object;
                };

                /**
                 * Converts this ExportShard to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ExportShard
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ExportShard.prototype.toJSON = function() {
                    return ExportShard.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ExportShard;
            })();

            v1.ExportTrailer = (function() {

                /**
                 * Properties of an ExportTrailer.
                 * @typedef {Object} potluck.store.v1.ExportTrailer.$Properties
                 * @property {number|null} [credentials] ExportTrailer credentials
                 * @property {number|null} [shards] ExportTrailer shards
                 * @property {number|null} [changes] ExportTrailer changes
                 * @property {Uint8Array|null} [digest] ExportTrailer digest
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ExportTrailer.
                 * @memberof potluck.store.v1
                 * @interface IExportTrailer
                 * @augments potluck.store.v1.ExportTrailer.$Properties
                 * @deprecated Use potluck.store.v1.ExportTrailer.$Properties instead.
                 */

                /**
                 * Shape of an ExportTrailer.
                 * @typedef {potluck.store.v1.ExportTrailer.$Properties} potluck.store.v1.ExportTrailer.$Shape
                 */

                /**
                 * Constructs a new ExportTrailer.
                 * @memberof potluck.store.v1
                 * @classdesc Represents an ExportTrailer.
                 * @constructor
                 * @param {potluck.store.v1.ExportTrailer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ExportTrailer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ExportTrailer credentials.
                 * @member {number} credentials
                 * @memberof potluck.store.v1.ExportTrailer
                 * @instance
                 */
                ExportTrailer.prototype.credentials = 0;

                /**
                 * ExportTrailer shards.
                 * @member {number} shards
                 * @memberof potluck.store.v1.ExportTrailer
                 * @instance
                 */
                ExportTrailer.prototype.shards = 0;

                /**
                 * ExportTrailer changes.
                 * @member {number} changes
                 * @memberof potluck.store.v1.ExportTrailer
                 * @instance
                 */
                ExportTrailer.prototype.changes = 0;

                /**
                 * ExportTrailer digest.
                 * @member {Uint8Array} digest
                 * @memberof potluck.store.v1.ExportTrailer
                 * @instance
                 */
                ExportTrailer.prototype.digest = $util.newBuffer([]);

                /**
                 * Creates a new ExportTrailer instance using the specified properties.
                 * @function create
                 * @memberof potluck.store.v1.ExportTrailer
                 * @static
                 * @param {potluck.store.v1.ExportTrailer.$Properties=} [properties] Properties to set
                 * @returns {potluck.store.v1.ExportTrailer} ExportTrailer instance
                 * @type {{
                 *   (properties: potluck.store.v1.ExportTrailer.$Shape): potluck.store.v1.ExportTrailer & potluck.store.v1.ExportTrailer.$Shape;
                 *   (properties?: potluck.store.v1.ExportTrailer.$Properties): potluck.store.v1.ExportTrailer;
                 * }}
                 */
                ExportTrailer.create = function(properties) {
                    return new ExportTrailer(properties);
                };

                /**
                 * Encodes the specified ExportTrailer message. Does not implicitly {@link potluck.store.v1.ExportTrailer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.store.v1.ExportTrailer
                 * @static
                 * @param {potluck.store.v1.ExportTrailer.$Properties} message ExportTrailer message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExportTrailer.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.credentials != null && $Object.hasOwnProperty.call(message, "credentials") && message.credentials !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.credentials);
                    if (message.shards != null && $Object.hasOwnProperty.call(message, "shards") && message.shards !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.shards);
                    if (message.changes != null && $Object.hasOwnProperty.call(message, "changes") && (typeof message.changes === "object" ? message.changes.low || message.changes.high : message.changes !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.changes);
                    if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.digest);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ExportTrailer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.store.v1.ExportTrailer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.store.v1.ExportTrailer & potluck.store.v1.ExportTrailer.$Shape} ExportTrailer
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExportTrailer.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.store.v1.ExportTrailer();
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
                                    message.credentials = value;
                                else
                                    delete message.credentials;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.shards = value;
                                else
                                    delete message.shards;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.changes = value;
                                else
                                    delete message.changes;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.digest = value;
                                else
                                    delete message.digest;
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
                 * Creates an ExportTrailer message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.store.v1.ExportTrailer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.store.v1.ExportTrailer} ExportTrailer
                 */
                ExportTrailer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.store.v1.ExportTrailer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.store.v1.ExportTrailer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.store.v1.ExportTrailer();
                    if (object.credentials != null)
                        if ($Number(object.credentials) !== 0)
                            message.credentials = object.credentials >>> 0;
                    if (object.shards != null)
                        if ($Number(object.shards) !== 0)
                            message.shards = object.shards >>> 0;
                    if (object.changes != null)
                        if (typeof object.changes === "object" ? object.changes.low || object.changes.high : $Number(object.changes) !== 0)
                            if ($util.Long)
                                message.changes = $util.Long.fromValue(object.changes, true);
                            else if (typeof object.changes === "string")
                                message.changes = $parseInt(object.changes, 10);
                            else if (typeof object.changes === "number")
                                message.changes = object.changes;
                            else if (typeof object.changes === "object")
                                message.changes = new $util.LongBits(object.changes.low >>> 0, object.changes.high >>> 0).toNumber(true);
                    if (object.digest != null)
                        if (object.digest.length)
                            if (typeof object.digest === "string")
                                $util.base64.decode(object.digest, message.digest = $util.newBuffer($util.base64.length(object.digest)), 0);
                            else if (object.digest.length >= 0)
                                message.digest = object.digest;
                    return message;
                };

                /**
                 * Creates a plain object from an ExportTrailer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.store.v1.ExportTrailer
                 * @static
                 * @param {potluck.store.v1.ExportTrailer} message ExportTrailer
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ExportTrailer.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.credentials = 0;
                        object.shards = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.changes = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.changes = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.digest = "";
                        else {
                            object.digest = [];
                            if (options.bytes !== $Array)
                                object.digest = $util.newBuffer(object.digest);
                        }
                    }
                    if (message.credentials != null && $Object.hasOwnProperty.call(message, "credentials"))
                        object.credentials = message.credentials;
                    if (message.shards != null && $Object.hasOwnProperty.call(message, "shards"))
                        object.shards = message.shards;
                    if (message.changes != null && $Object.hasOwnProperty.call(message, "changes"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.changes = typeof message.changes === "number" ? $BigInt(message.changes) : $util.Long.fromBits(message.changes.low >>> 0, message.changes.high >>> 0, true).toBigInt();
                        else if (typeof message.changes === "number")
                            object.changes = options.longs === $String ? $String(message.changes) : message.changes;
                        else
                            object.changes = options.longs === $String ? $util.Long.prototype.toString.call(message.changes) : options.longs === $Number ? new $util.LongBits(message.changes.low >>> 0, message.changes.high >>> 0).toNumber(true) : message.changes;
                    if (message.digest != null && $Object.hasOwnProperty.call(message, "digest"))
                        object.digest = options.bytes === $String ? $util.base64.encode(message.digest, 0, message.digest.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.digest) : message.digest;
                    return object;
                };

                /**
                 * Converts this ExportTrailer to JSON.
                 * @function toJSON
                 * @memberof potluck.store.v1.ExportTrailer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ExportTrailer.prototype.toJSON = function() {
                    return ExportTrailer.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ExportTrailer;
            })();

            return v1;
        })();

        return store;
    })();

    return potluck;
})();

export {
  $root as default
};
