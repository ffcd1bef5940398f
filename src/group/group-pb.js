/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Array = $util.global.Array, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $BigInt = $util.global.BigInt;

// Exported root namespace
const $root = $protobuf.roots["group"] || ($protobuf.roots["group"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.group = (function() {

        /**
         * Namespace group.
         * @memberof potluck
         * @namespace
         */
        const group = {};

        group.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.group
             * @namespace
             */
            const v1 = {};

            v1.Identity = (function() {

                /**
                 * Properties of an Identity.
                 * @typedef {Object} potluck.group.v1.Identity.$Properties
                 * @property {Uint8Array|null} [publicKey] Identity publicKey
                 * @property {string|null} [name] Identity name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Identity.
                 * @memberof potluck.group.v1
                 * @interface IIdentity
                 * @augments potluck.group.v1.Identity.$Properties
                 * @deprecated Use potluck.group.v1.Identity.$Properties instead.
                 */

                /**
                 * Shape of an Identity.
                 * @typedef {potluck.group.v1.Identity.$Properties} potluck.group.v1.Identity.$Shape
                 */

                /**
                 * Constructs a new Identity.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an Identity.
                 * @constructor
                 * @param {potluck.group.v1.Identity.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Identity = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Identity publicKey.
                 * @member {Uint8Array} publicKey
                 * @memberof potluck.group.v1.Identity
                 * @instance
                 */
                Identity.prototype.publicKey = $util.newBuffer([]);

                /**
                 * Identity name.
                 * @member {string} name
                 * @memberof potluck.group.v1.Identity
                 * @instance
                 */
                Identity.prototype.name = "";

                /**
                 * Creates a new Identity instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.Identity
                 * @static
                 * @param {potluck.group.v1.Identity.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.Identity} Identity instance
                 * @type {{
                 *   (properties: potluck.group.v1.Identity.$Shape): potluck.group.v1.Identity & potluck.group.v1.Identity.$Shape;
                 *   (properties?: potluck.group.v1.Identity.$Properties): potluck.group.v1.Identity;
                 * }}
                 */
                Identity.create = function(properties) {
                    return new Identity(properties);
                };

                /**
                 * Encodes the specified Identity message. Does not implicitly {@link potluck.group.v1.Identity.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.Identity
                 * @static
                 * @param {potluck.group.v1.Identity.$Properties} message Identity message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Identity.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey") && message.publicKey.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.publicKey);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Identity message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.Identity
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Identity & potluck.group.v1.Identity.$Shape} Identity
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Identity.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.Identity();
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
                                    message.publicKey = value;
                                else
                                    delete message.publicKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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
                 * Creates an Identity message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.Identity
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.Identity} Identity
                 */
                Identity.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.Identity)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.Identity: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.Identity();
                    if (object.publicKey != null)
                        if (object.publicKey.length)
                            if (typeof object.publicKey === "string")
                                $util.base64.decode(object.publicKey, message.publicKey = $util.newBuffer($util.base64.length(object.publicKey)), 0);
                            else if (object.publicKey.length >= 0)
                                message.publicKey = object.publicKey;
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    return message;
                };

                /**
                 * Creates a plain object from an Identity message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.Identity
                 * @static
                 * @param {potluck.group.v1.Identity} message Identity
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Identity.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.publicKey = "";
                        else {
                            object.publicKey = [];
                            if (options.bytes !== $Array)
                                object.publicKey = $util.newBuffer(object.publicKey);
                        }
                        object.name = "";
                    }
                    if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey"))
                        object.publicKey = options.bytes === $String ? $util.base64.encode(message.publicKey, 0, message.publicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.publicKey) : message.publicKey;
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    return object;
                };

                /**
                 * Converts this Identity to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.Identity
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Identity.prototype.toJSON = function() {
                    return Identity.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Identity;
            })();

            v1.IdentityExport = (function() {

                /**
                 * Properties of an IdentityExport.
                 * @typedef {Object} potluck.group.v1.IdentityExport.$Properties
                 * @property {number|null} [version] IdentityExport version
                 * @property {Uint8Array|null} [seed] IdentityExport seed
                 * @property {string|null} [name] IdentityExport name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an IdentityExport.
                 * @memberof potluck.group.v1
                 * @interface IIdentityExport
                 * @augments potluck.group.v1.IdentityExport.$Properties
                 * @deprecated Use potluck.group.v1.IdentityExport.$Properties instead.
                 */

                /**
                 * Shape of an IdentityExport.
                 * @typedef {potluck.group.v1.IdentityExport.$Properties} potluck.group.v1.IdentityExport.$Shape
                 */

                /**
                 * Constructs a new IdentityExport.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an IdentityExport.
                 * @constructor
                 * @param {potluck.group.v1.IdentityExport.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const IdentityExport = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * IdentityExport version.
                 * @member {number} version
                 * @memberof potluck.group.v1.IdentityExport
                 * @instance
                 */
                IdentityExport.prototype.version = 0;

                /**
                 * IdentityExport seed.
                 * @member {Uint8Array} seed
                 * @memberof potluck.group.v1.IdentityExport
                 * @instance
                 */
                IdentityExport.prototype.seed = $util.newBuffer([]);

                /**
                 * IdentityExport name.
                 * @member {string} name
                 * @memberof potluck.group.v1.IdentityExport
                 * @instance
                 */
                IdentityExport.prototype.name = "";

                /**
                 * Creates a new IdentityExport instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.IdentityExport
                 * @static
                 * @param {potluck.group.v1.IdentityExport.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.IdentityExport} IdentityExport instance
                 * @type {{
                 *   (properties: potluck.group.v1.IdentityExport.$Shape): potluck.group.v1.IdentityExport & potluck.group.v1.IdentityExport.$Shape;
                 *   (properties?: potluck.group.v1.IdentityExport.$Properties): potluck.group.v1.IdentityExport;
                 * }}
                 */
                IdentityExport.create = function(properties) {
                    return new IdentityExport(properties);
                };

                /**
                 * Encodes the specified IdentityExport message. Does not implicitly {@link potluck.group.v1.IdentityExport.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.IdentityExport
                 * @static
                 * @param {potluck.group.v1.IdentityExport.$Properties} message IdentityExport message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                IdentityExport.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.seed);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an IdentityExport message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.IdentityExport
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.IdentityExport & potluck.group.v1.IdentityExport.$Shape} IdentityExport
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                IdentityExport.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.IdentityExport();
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
                                    message.seed = value;
                                else
                                    delete message.seed;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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
                 * Creates an IdentityExport message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.IdentityExport
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.IdentityExport} IdentityExport
                 */
                IdentityExport.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.IdentityExport)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.IdentityExport: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.IdentityExport();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.seed != null)
                        if (object.seed.length)
                            if (typeof object.seed === "string")
                                $util.base64.decode(object.seed, message.seed = $util.newBuffer($util.base64.length(object.seed)), 0);
                            else if (object.seed.length >= 0)
                                message.seed = object.seed;
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    return message;
                };

                /**
                 * Creates a plain object from an IdentityExport message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.IdentityExport
                 * @static
                 * @param {potluck.group.v1.IdentityExport} message IdentityExport
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                IdentityExport.toObject = function (message, options, _depth) {
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
                            object.seed = "";
                        else {
                            object.seed = [];
                            if (options.bytes !== $Array)
                                object.seed = $util.newBuffer(object.seed);
                        }
                        object.name = "";
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.seed != null && $Object.hasOwnProperty.call(message, "seed"))
                        object.seed = options.bytes === $String ? $util.base64.encode(message.seed, 0, message.seed.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.seed) : message.seed;
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    return object;
                };

                /**
                 * Converts this IdentityExport to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.IdentityExport
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                IdentityExport.prototype.toJSON = function() {
                    return IdentityExport.toObject(this, $protobuf.util.toJSONOptions);
                };

                return IdentityExport;
            })();

            v1.MembershipObject = (function() {

                /**
                 * Properties of a MembershipObject.
                 * @typedef {Object} potluck.group.v1.MembershipObject.$Properties
                 * @property {potluck.group.v1.CertificateChain.$Properties|null} [chain] MembershipObject chain
                 * @property {potluck.group.v1.SignedRemoval.$Properties|null} [removal] MembershipObject removal
                 * @property {"chain"|"removal"} [object] MembershipObject object
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MembershipObject.
                 * @memberof potluck.group.v1
                 * @interface IMembershipObject
                 * @augments potluck.group.v1.MembershipObject.$Properties
                 * @deprecated Use potluck.group.v1.MembershipObject.$Properties instead.
                 */

                /**
                 * Narrowed shape of a MembershipObject.
                 * @typedef {{
                 *   chain?: potluck.group.v1.CertificateChain.$Shape|null;
                 *   removal?: potluck.group.v1.SignedRemoval.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ object?: undefined; chain?: null; removal?: null }|{ object?: "chain"; chain: potluck.group.v1.CertificateChain.$Shape; removal?: null }|{ object?: "removal"; chain?: null; removal: potluck.group.v1.SignedRemoval.$Shape })
                 * )} potluck.group.v1.MembershipObject.$Shape
                 */

                /**
                 * Constructs a new MembershipObject.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a MembershipObject.
                 * @constructor
                 * @param {potluck.group.v1.MembershipObject.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MembershipObject = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MembershipObject chain.
                 * @member {potluck.group.v1.CertificateChain.$Properties|null|undefined} chain
                 * @memberof potluck.group.v1.MembershipObject
                 * @instance
                 */
                MembershipObject.prototype.chain = null;

                /**
                 * MembershipObject removal.
                 * @member {potluck.group.v1.SignedRemoval.$Properties|null|undefined} removal
                 * @memberof potluck.group.v1.MembershipObject
                 * @instance
                 */
                MembershipObject.prototype.removal = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * MembershipObject object.
                 * @member {"chain"|"removal"|undefined} object
                 * @memberof potluck.group.v1.MembershipObject
                 * @instance
                 */
                $Object.defineProperty(MembershipObject.prototype, "object", {
                    get: $util.oneOfGetter($oneOfFields = ["chain", "removal"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new MembershipObject instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.MembershipObject
                 * @static
                 * @param {potluck.group.v1.MembershipObject.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.MembershipObject} MembershipObject instance
                 * @type {{
                 *   (properties: potluck.group.v1.MembershipObject.$Shape): potluck.group.v1.MembershipObject & potluck.group.v1.MembershipObject.$Shape;
                 *   (properties?: potluck.group.v1.MembershipObject.$Properties): potluck.group.v1.MembershipObject;
                 * }}
                 */
                MembershipObject.create = function(properties) {
                    return new MembershipObject(properties);
                };

                /**
                 * Encodes the specified MembershipObject message. Does not implicitly {@link potluck.group.v1.MembershipObject.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.MembershipObject
                 * @static
                 * @param {potluck.group.v1.MembershipObject.$Properties} message MembershipObject message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MembershipObject.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.chain != null && $Object.hasOwnProperty.call(message, "chain"))
                        $root.potluck.group.v1.CertificateChain.encode(message.chain, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.removal != null && $Object.hasOwnProperty.call(message, "removal"))
                        $root.potluck.group.v1.SignedRemoval.encode(message.removal, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MembershipObject message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.MembershipObject
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.MembershipObject & potluck.group.v1.MembershipObject.$Shape} MembershipObject
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MembershipObject.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.MembershipObject();
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
                                message.chain = $root.potluck.group.v1.CertificateChain.decode(reader, reader.size(), $undefined, _depth + 1, message.chain);
                                message.object = "chain";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.removal = $root.potluck.group.v1.SignedRemoval.decode(reader, reader.size(), $undefined, _depth + 1, message.removal);
                                message.object = "removal";
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
                 * Creates a MembershipObject message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.MembershipObject
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.MembershipObject} MembershipObject
                 */
                MembershipObject.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.MembershipObject)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.MembershipObject: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.MembershipObject();
                    if (object.chain != null) {
                        if (!$util.isObject(object.chain))
                            throw $TypeError(".potluck.group.v1.MembershipObject.chain: object expected");
                        message.chain = $root.potluck.group.v1.CertificateChain.fromObject(object.chain, _depth + 1);
                    }
                    if (object.removal != null) {
                        if (!$util.isObject(object.removal))
                            throw $TypeError(".potluck.group.v1.MembershipObject.removal: object expected");
                        message.removal = $root.potluck.group.v1.SignedRemoval.fromObject(object.removal, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a MembershipObject message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.MembershipObject
                 * @static
                 * @param {potluck.group.v1.MembershipObject} message MembershipObject
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                MembershipObject.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (message.chain != null && $Object.hasOwnProperty.call(message, "chain")) {
                        object.chain = $root.potluck.group.v1.CertificateChain.toObject(message.chain, options, _depth + 1);
                        if (options.oneofs)
                            object.object = "chain";
                    }
                    if (message.removal != null && $Object.hasOwnProperty.call(message, "removal")) {
                        object.removal = $root.potluck.group.v1.SignedRemoval.toObject(message.removal, options, _depth + 1);
                        if (options.oneofs)
                            object.object = "removal";
                    }
                    return object;
                };

                /**
                 * Converts this MembershipObject to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.MembershipObject
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                MembershipObject.prototype.toJSON = function() {
                    return MembershipObject.toObject(this, $protobuf.util.toJSONOptions);
                };

                return MembershipObject;
            })();

            v1.SignedRemoval = (function() {

                /**
                 * Properties of a SignedRemoval.
                 * @typedef {Object} potluck.group.v1.SignedRemoval.$Properties
                 * @property {Uint8Array|null} [removal] SignedRemoval removal
                 * @property {Uint8Array|null} [signature] SignedRemoval signature
                 * @property {Array.<potluck.group.v1.CertificateChain.$Properties>|null} [reissued] SignedRemoval reissued
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SignedRemoval.
                 * @memberof potluck.group.v1
                 * @interface ISignedRemoval
                 * @augments potluck.group.v1.SignedRemoval.$Properties
                 * @deprecated Use potluck.group.v1.SignedRemoval.$Properties instead.
                 */

                /**
                 * Shape of a SignedRemoval.
                 * @typedef {potluck.group.v1.SignedRemoval.$Properties} potluck.group.v1.SignedRemoval.$Shape
                 */

                /**
                 * Constructs a new SignedRemoval.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a SignedRemoval.
                 * @constructor
                 * @param {potluck.group.v1.SignedRemoval.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SignedRemoval = function (properties) {
                    this.reissued = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SignedRemoval removal.
                 * @member {Uint8Array} removal
                 * @memberof potluck.group.v1.SignedRemoval
                 * @instance
                 */
                SignedRemoval.prototype.removal = $util.newBuffer([]);

                /**
                 * SignedRemoval signature.
                 * @member {Uint8Array} signature
                 * @memberof potluck.group.v1.SignedRemoval
                 * @instance
                 */
                SignedRemoval.prototype.signature = $util.newBuffer([]);

                /**
                 * SignedRemoval reissued.
                 * @member {Array.<potluck.group.v1.CertificateChain.$Properties>} reissued
                 * @memberof potluck.group.v1.SignedRemoval
                 * @instance
                 */
                SignedRemoval.prototype.reissued = $util.emptyArray;

                /**
                 * Creates a new SignedRemoval instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.SignedRemoval
                 * @static
                 * @param {potluck.group.v1.SignedRemoval.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.SignedRemoval} SignedRemoval instance
                 * @type {{
                 *   (properties: potluck.group.v1.SignedRemoval.$Shape): potluck.group.v1.SignedRemoval & potluck.group.v1.SignedRemoval.$Shape;
                 *   (properties?: potluck.group.v1.SignedRemoval.$Properties): potluck.group.v1.SignedRemoval;
                 * }}
                 */
                SignedRemoval.create = function(properties) {
                    return new SignedRemoval(properties);
                };

                /**
                 * Encodes the specified SignedRemoval message. Does not implicitly {@link potluck.group.v1.SignedRemoval.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.SignedRemoval
                 * @static
                 * @param {potluck.group.v1.SignedRemoval.$Properties} message SignedRemoval message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SignedRemoval.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.removal != null && $Object.hasOwnProperty.call(message, "removal") && message.removal.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.removal);
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
                    if (message.reissued != null && message.reissued.length)
                        for (let i = 0; i < message.reissued.length; ++i)
                            $root.potluck.group.v1.CertificateChain.encode(message.reissued[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SignedRemoval message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.SignedRemoval
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.SignedRemoval & potluck.group.v1.SignedRemoval.$Shape} SignedRemoval
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SignedRemoval.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.SignedRemoval();
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
                                    message.removal = value;
                                else
                                    delete message.removal;
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
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.reissued && message.reissued.length))
                                    message.reissued = [];
                                message.reissued.push($root.potluck.group.v1.CertificateChain.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Creates a SignedRemoval message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.SignedRemoval
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.SignedRemoval} SignedRemoval
                 */
                SignedRemoval.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.SignedRemoval)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.SignedRemoval: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.SignedRemoval();
                    if (object.removal != null)
                        if (object.removal.length)
                            if (typeof object.removal === "string")
                                $util.base64.decode(object.removal, message.removal = $util.newBuffer($util.base64.length(object.removal)), 0);
                            else if (object.removal.length >= 0)
                                message.removal = object.removal;
                    if (object.signature != null)
                        if (object.signature.length)
                            if (typeof object.signature === "string")
                                $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                            else if (object.signature.length >= 0)
                                message.signature = object.signature;
                    if (object.reissued) {
                        if (!$Array.isArray(object.reissued))
                            throw $TypeError(".potluck.group.v1.SignedRemoval.reissued: array expected");
                        message.reissued = $Array(object.reissued.length);
                        for (let i = 0; i < object.reissued.length; ++i) {
                            if (!$util.isObject(object.reissued[i]))
                                throw $TypeError(".potluck.group.v1.SignedRemoval.reissued: object expected");
                            message.reissued[i] = $root.potluck.group.v1.CertificateChain.fromObject(object.reissued[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a SignedRemoval message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.SignedRemoval
                 * @static
                 * @param {potluck.group.v1.SignedRemoval} message SignedRemoval
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SignedRemoval.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.reissued = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.removal = "";
                        else {
                            object.removal = [];
                            if (options.bytes !== $Array)
                                object.removal = $util.newBuffer(object.removal);
                        }
                        if (options.bytes === $String)
                            object.signature = "";
                        else {
                            object.signature = [];
                            if (options.bytes !== $Array)
                                object.signature = $util.newBuffer(object.signature);
                        }
                    }
                    if (message.removal != null && $Object.hasOwnProperty.call(message, "removal"))
                        object.removal = options.bytes === $String ? $util.base64.encode(message.removal, 0, message.removal.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.removal) : message.removal;
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                        object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
                    if (message.reissued && message.reissued.length) {
                        object.reissued = $Array(message.reissued.length);
                        for (let j = 0; j < message.reissued.length; ++j)
                            object.reissued[j] = $root.potluck.group.v1.CertificateChain.toObject(message.reissued[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this SignedRemoval to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.SignedRemoval
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SignedRemoval.prototype.toJSON = function() {
                    return SignedRemoval.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SignedRemoval;
            })();

            v1.Removal = (function() {

                /**
                 * Properties of a Removal.
                 * @typedef {Object} potluck.group.v1.Removal.$Properties
                 * @property {potluck.group.v1.CertificateChain.$Properties|null} [issuer] Removal issuer
                 * @property {Uint8Array|null} [peerKey] Removal peerKey
                 * @property {potluck.group.v1.Removal.Kind|null} [kind] Removal kind
                 * @property {number|null} [madeMs] Removal madeMs
                 * @property {Array.<potluck.group.v1.ShardCut.$Properties>|null} [cut] Removal cut
                 * @property {Array.<Uint8Array>|null} [kept] Removal kept
                 * @property {Uint8Array|null} [nonce] Removal nonce
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Removal.
                 * @memberof potluck.group.v1
                 * @interface IRemoval
                 * @augments potluck.group.v1.Removal.$Properties
                 * @deprecated Use potluck.group.v1.Removal.$Properties instead.
                 */

                /**
                 * Shape of a Removal.
                 * @typedef {potluck.group.v1.Removal.$Properties} potluck.group.v1.Removal.$Shape
                 */

                /**
                 * Constructs a new Removal.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a Removal.
                 * @constructor
                 * @param {potluck.group.v1.Removal.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Removal = function (properties) {
                    this.cut = [];
                    this.kept = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Removal issuer.
                 * @member {potluck.group.v1.CertificateChain.$Properties|null|undefined} issuer
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.issuer = null;

                /**
                 * Removal peerKey.
                 * @member {Uint8Array} peerKey
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.peerKey = $util.newBuffer([]);

                /**
                 * Removal kind.
                 * @member {potluck.group.v1.Removal.Kind} kind
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.kind = 0;

                /**
                 * Removal madeMs.
                 * @member {number} madeMs
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.madeMs = 0;

                /**
                 * Removal cut.
                 * @member {Array.<potluck.group.v1.ShardCut.$Properties>} cut
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.cut = $util.emptyArray;

                /**
                 * Removal kept.
                 * @member {Array.<Uint8Array>} kept
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.kept = $util.emptyArray;

                /**
                 * Removal nonce.
                 * @member {Uint8Array} nonce
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 */
                Removal.prototype.nonce = $util.newBuffer([]);

                /**
                 * Creates a new Removal instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.Removal
                 * @static
                 * @param {potluck.group.v1.Removal.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.Removal} Removal instance
                 * @type {{
                 *   (properties: potluck.group.v1.Removal.$Shape): potluck.group.v1.Removal & potluck.group.v1.Removal.$Shape;
                 *   (properties?: potluck.group.v1.Removal.$Properties): potluck.group.v1.Removal;
                 * }}
                 */
                Removal.create = function(properties) {
                    return new Removal(properties);
                };

                /**
                 * Encodes the specified Removal message. Does not implicitly {@link potluck.group.v1.Removal.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.Removal
                 * @static
                 * @param {potluck.group.v1.Removal.$Properties} message Removal message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Removal.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer"))
                        $root.potluck.group.v1.CertificateChain.encode(message.issuer, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.peerKey != null && $Object.hasOwnProperty.call(message, "peerKey") && message.peerKey.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.peerKey);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
                    if (message.madeMs != null && $Object.hasOwnProperty.call(message, "madeMs") && (typeof message.madeMs === "object" ? message.madeMs.low || message.madeMs.high : message.madeMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.madeMs);
                    if (message.cut != null && message.cut.length)
                        for (let i = 0; i < message.cut.length; ++i)
                            $root.potluck.group.v1.ShardCut.encode(message.cut[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.kept != null && message.kept.length)
                        for (let i = 0; i < message.kept.length; ++i)
                            writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.kept[i]);
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                        writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.nonce);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Removal message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.Removal
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Removal & potluck.group.v1.Removal.$Shape} Removal
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Removal.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.Removal();
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
                                message.issuer = $root.potluck.group.v1.CertificateChain.decode(reader, reader.size(), $undefined, _depth + 1, message.issuer);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.peerKey = value;
                                else
                                    delete message.peerKey;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.madeMs = value;
                                else
                                    delete message.madeMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.cut && message.cut.length))
                                    message.cut = [];
                                message.cut.push($root.potluck.group.v1.ShardCut.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.kept && message.kept.length))
                                    message.kept = [];
                                message.kept.push(reader.bytes());
                                continue;
                            }
                        case 7: {
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
                 * Creates a Removal message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.Removal
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.Removal} Removal
                 */
                Removal.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.Removal)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.Removal: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.Removal();
                    if (object.issuer != null) {
                        if (!$util.isObject(object.issuer))
                            throw $TypeError(".potluck.group.v1.Removal.issuer: object expected");
                        message.issuer = $root.potluck.group.v1.CertificateChain.fromObject(object.issuer, _depth + 1);
                    }
                    if (object.peerKey != null)
                        if (object.peerKey.length)
                            if (typeof object.peerKey === "string")
                                $util.base64.decode(object.peerKey, message.peerKey = $util.newBuffer($util.base64.length(object.peerKey)), 0);
                            else if (object.peerKey.length >= 0)
                                message.peerKey = object.peerKey;
                    if (object.kind !== 0 && (typeof object.kind !== "string" || $root.potluck.group.v1.Removal.Kind[object.kind] !== 0))
                        switch (object.kind) {
                        case "REMOVED":
                        case 0:
                            message.kind = 0;
                            break;
                        case "LEFT":
                        case 1:
                            message.kind = 1;
                            break;
                        case "ROLE":
                        case 2:
                            message.kind = 2;
                            break;
                        default:
                            if (typeof object.kind === "number" && (object.kind | 0) === object.kind)
                                message.kind = object.kind;
                        }
                    if (object.madeMs != null)
                        if (typeof object.madeMs === "object" ? object.madeMs.low || object.madeMs.high : $Number(object.madeMs) !== 0)
                            if ($util.Long)
                                message.madeMs = $util.Long.fromValue(object.madeMs, true);
                            else if (typeof object.madeMs === "string")
                                message.madeMs = $parseInt(object.madeMs, 10);
                            else if (typeof object.madeMs === "number")
                                message.madeMs = object.madeMs;
                            else if (typeof object.madeMs === "object")
                                message.madeMs = new $util.LongBits(object.madeMs.low >>> 0, object.madeMs.high >>> 0).toNumber(true);
                    if (object.cut) {
                        if (!$Array.isArray(object.cut))
                            throw $TypeError(".potluck.group.v1.Removal.cut: array expected");
                        message.cut = $Array(object.cut.length);
                        for (let i = 0; i < object.cut.length; ++i) {
                            if (!$util.isObject(object.cut[i]))
                                throw $TypeError(".potluck.group.v1.Removal.cut: object expected");
                            message.cut[i] = $root.potluck.group.v1.ShardCut.fromObject(object.cut[i], _depth + 1);
                        }
                    }
                    if (object.kept) {
                        if (!$Array.isArray(object.kept))
                            throw $TypeError(".potluck.group.v1.Removal.kept: array expected");
                        message.kept = $Array(object.kept.length);
                        for (let i = 0; i < object.kept.length; ++i)
                            if (typeof object.kept[i] === "string")
                                $util.base64.decode(object.kept[i], message.kept[i] = $util.newBuffer($util.base64.length(object.kept[i])), 0);
                            else if (object.kept[i].length >= 0)
                                message.kept[i] = object.kept[i];
                    }
                    if (object.nonce != null)
                        if (object.nonce.length)
                            if (typeof object.nonce === "string")
                                $util.base64.decode(object.nonce, message.nonce = $util.newBuffer($util.base64.length(object.nonce)), 0);
                            else if (object.nonce.length >= 0)
                                message.nonce = object.nonce;
                    return message;
                };

                /**
                 * Creates a plain object from a Removal message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.Removal
                 * @static
                 * @param {potluck.group.v1.Removal} message Removal
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Removal.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.cut = [];
                        object.kept = [];
                    }
                    if (options.defaults) {
                        object.issuer = null;
                        if (options.bytes === $String)
                            object.peerKey = "";
                        else {
                            object.peerKey = [];
                            if (options.bytes !== $Array)
                                object.peerKey = $util.newBuffer(object.peerKey);
                        }
                        object.kind = options.enums === $String ? "REMOVED" : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.madeMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.madeMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if (options.bytes === $String)
                            object.nonce = "";
                        else {
                            object.nonce = [];
                            if (options.bytes !== $Array)
                                object.nonce = $util.newBuffer(object.nonce);
                        }
                    }
                    if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer"))
                        object.issuer = $root.potluck.group.v1.CertificateChain.toObject(message.issuer, options, _depth + 1);
                    if (message.peerKey != null && $Object.hasOwnProperty.call(message, "peerKey"))
                        object.peerKey = options.bytes === $String ? $util.base64.encode(message.peerKey, 0, message.peerKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.peerKey) : message.peerKey;
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind"))
                        object.kind = options.enums === $String ? $root.potluck.group.v1.Removal.Kind[message.kind] === $undefined ? message.kind : $root.potluck.group.v1.Removal.Kind[message.kind] : message.kind;
                    if (message.madeMs != null && $Object.hasOwnProperty.call(message, "madeMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.madeMs = typeof message.madeMs === "number" ? $BigInt(message.madeMs) : $util.Long.fromBits(message.madeMs.low >>> 0, message.madeMs.high >>> 0, true).toBigInt();
                        else if (typeof message.madeMs === "number")
                            object.madeMs = options.longs === $String ? $String(message.madeMs) : message.madeMs;
                        else
                            object.madeMs = options.longs === $String ? $util.Long.prototype.toString.call(message.madeMs) : options.longs === $Number ? new $util.LongBits(message.madeMs.low >>> 0, message.madeMs.high >>> 0).toNumber(true) : message.madeMs;
                    if (message.cut && message.cut.length) {
                        object.cut = $Array(message.cut.length);
                        for (let j = 0; j < message.cut.length; ++j)
                            object.cut[j] = $root.potluck.group.v1.ShardCut.toObject(message.cut[j], options, _depth + 1);
                    }
                    if (message.kept && message.kept.length) {
                        object.kept = $Array(message.kept.length);
                        for (let j = 0; j < message.kept.length; ++j)
                            object.kept[j] = options.bytes === $String ? $util.base64.encode(message.kept[j], 0, message.kept[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.kept[j]) : message.kept[j];
                    }
                    if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                        object.nonce = options.bytes === $String ? $util.base64.encode(message.nonce, 0, message.nonce.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.nonce) : message.nonce;
                    return object;
                };

                /**
                 * Converts this Removal to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.Removal
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Removal.prototype.toJSON = function() {
                    return Removal.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Kind enum.
                 * @name potluck.group.v1.Removal.Kind
                 * @enum {number}
                 * @property {number} REMOVED=0 REMOVED value
                 * @property {number} LEFT=1 LEFT value
                 * @property {number} ROLE=2 ROLE value
                 */
                Removal.Kind = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "REMOVED"] = 0;
                    values[valuesById[1] = "LEFT"] = 1;
                    values[valuesById[2] = "ROLE"] = 2;
                    return values;
                })();

                return Removal;
            })();

            v1.ShardCut = (function() {

                /**
                 * Properties of a ShardCut.
                 * @typedef {Object} potluck.group.v1.ShardCut.$Properties
                 * @property {number|null} [shard] ShardCut shard
                 * @property {Array.<Uint8Array>|null} [head] ShardCut head
                 * @property {Array.<potluck.group.v1.ActorExtent.$Properties>|null} [actor] ShardCut actor
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ShardCut.
                 * @memberof potluck.group.v1
                 * @interface IShardCut
                 * @augments potluck.group.v1.ShardCut.$Properties
                 * @deprecated Use potluck.group.v1.ShardCut.$Properties instead.
                 */

                /**
                 * Shape of a ShardCut.
                 * @typedef {potluck.group.v1.ShardCut.$Properties} potluck.group.v1.ShardCut.$Shape
                 */

                /**
                 * Constructs a new ShardCut.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a ShardCut.
                 * @constructor
                 * @param {potluck.group.v1.ShardCut.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ShardCut = function (properties) {
                    this.head = [];
                    this.actor = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ShardCut shard.
                 * @member {number} shard
                 * @memberof potluck.group.v1.ShardCut
                 * @instance
                 */
                ShardCut.prototype.shard = 0;

                /**
                 * ShardCut head.
                 * @member {Array.<Uint8Array>} head
                 * @memberof potluck.group.v1.ShardCut
                 * @instance
                 */
                ShardCut.prototype.head = $util.emptyArray;

                /**
                 * ShardCut actor.
                 * @member {Array.<potluck.group.v1.ActorExtent.$Properties>} actor
                 * @memberof potluck.group.v1.ShardCut
                 * @instance
                 */
                ShardCut.prototype.actor = $util.emptyArray;

                /**
                 * Creates a new ShardCut instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.ShardCut
                 * @static
                 * @param {potluck.group.v1.ShardCut.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.ShardCut} ShardCut instance
                 * @type {{
                 *   (properties: potluck.group.v1.ShardCut.$Shape): potluck.group.v1.ShardCut & potluck.group.v1.ShardCut.$Shape;
                 *   (properties?: potluck.group.v1.ShardCut.$Properties): potluck.group.v1.ShardCut;
                 * }}
                 */
                ShardCut.create = function(properties) {
                    return new ShardCut(properties);
                };

                /**
                 * Encodes the specified ShardCut message. Does not implicitly {@link potluck.group.v1.ShardCut.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.ShardCut
                 * @static
                 * @param {potluck.group.v1.ShardCut.$Properties} message ShardCut message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ShardCut.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard") && message.shard !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.shard);
                    if (message.head != null && message.head.length)
                        for (let i = 0; i < message.head.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.head[i]);
                    if (message.actor != null && message.actor.length)
                        for (let i = 0; i < message.actor.length; ++i)
                            $root.potluck.group.v1.ActorExtent.encode(message.actor[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ShardCut message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.ShardCut
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.ShardCut & potluck.group.v1.ShardCut.$Shape} ShardCut
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ShardCut.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.ShardCut();
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
                                if (!(message.head && message.head.length))
                                    message.head = [];
                                message.head.push(reader.bytes());
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.actor && message.actor.length))
                                    message.actor = [];
                                message.actor.push($root.potluck.group.v1.ActorExtent.decode(reader, reader.size(), $undefined, _depth + 1));
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
                 * Creates a ShardCut message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.ShardCut
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.ShardCut} ShardCut
                 */
                ShardCut.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.ShardCut)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.ShardCut: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.ShardCut();
                    if (object.shard != null)
                        if ($Number(object.shard) !== 0)
                            message.shard = object.shard >>> 0;
                    if (object.head) {
                        if (!$Array.isArray(object.head))
                            throw $TypeError(".potluck.group.v1.ShardCut.head: array expected");
                        message.head = $Array(object.head.length);
                        for (let i = 0; i < object.head.length; ++i)
                            if (typeof object.head[i] === "string")
                                $util.base64.decode(object.head[i], message.head[i] = $util.newBuffer($util.base64.length(object.head[i])), 0);
                            else if (object.head[i].length >= 0)
                                message.head[i] = object.head[i];
                    }
                    if (object.actor) {
                        if (!$Array.isArray(object.actor))
                            throw $TypeError(".potluck.group.v1.ShardCut.actor: array expected");
                        message.actor = $Array(object.actor.length);
                        for (let i = 0; i < object.actor.length; ++i) {
                            if (!$util.isObject(object.actor[i]))
                                throw $TypeError(".potluck.group.v1.ShardCut.actor: object expected");
                            message.actor[i] = $root.potluck.group.v1.ActorExtent.fromObject(object.actor[i], _depth + 1);
                        }
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a ShardCut message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.ShardCut
                 * @static
                 * @param {potluck.group.v1.ShardCut} message ShardCut
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ShardCut.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.head = [];
                        object.actor = [];
                    }
                    if (options.defaults)
                        object.shard = 0;
                    if (message.shard != null && $Object.hasOwnProperty.call(message, "shard"))
                        object.shard = message.shard;
                    if (message.head && message.head.length) {
                        object.head = $Array(message.head.length);
                        for (let j = 0; j < message.head.length; ++j)
                            object.head[j] = options.bytes === $String ? $util.base64.encode(message.head[j], 0, message.head[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.head[j]) : message.head[j];
                    }
                    if (message.actor && message.actor.length) {
                        object.actor = $Array(message.actor.length);
                        for (let j = 0; j < message.actor.length; ++j)
                            object.actor[j] = $root.potluck.group.v1.ActorExtent.toObject(message.actor[j], options, _depth + 1);
                    }
                    return object;
                };

                /**
                 * Converts this ShardCut to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.ShardCut
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ShardCut.prototype.toJSON = function() {
                    return ShardCut.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ShardCut;
            })();

            v1.ActorExtent = (function() {

                /**
                 * Properties of an ActorExtent.
                 * @typedef {Object} potluck.group.v1.ActorExtent.$Properties
                 * @property {Uint8Array|null} [actor] ActorExtent actor
                 * @property {number|null} [sequence] ActorExtent sequence
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ActorExtent.
                 * @memberof potluck.group.v1
                 * @interface IActorExtent
                 * @augments potluck.group.v1.ActorExtent.$Properties
                 * @deprecated Use potluck.group.v1.ActorExtent.$Properties instead.
                 */

                /**
                 * Shape of an ActorExtent.
                 * @typedef {potluck.group.v1.ActorExtent.$Properties} potluck.group.v1.ActorExtent.$Shape
                 */

                /**
                 * Constructs a new ActorExtent.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an ActorExtent.
                 * @constructor
                 * @param {potluck.group.v1.ActorExtent.$Properties=} [properties] Properties to set
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
                 * @memberof potluck.group.v1.ActorExtent
                 * @instance
                 */
                ActorExtent.prototype.actor = $util.newBuffer([]);

                /**
                 * ActorExtent sequence.
                 * @member {number} sequence
                 * @memberof potluck.group.v1.ActorExtent
                 * @instance
                 */
                ActorExtent.prototype.sequence = 0;

                /**
                 * Creates a new ActorExtent instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.ActorExtent
                 * @static
                 * @param {potluck.group.v1.ActorExtent.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.ActorExtent} ActorExtent instance
                 * @type {{
                 *   (properties: potluck.group.v1.ActorExtent.$Shape): potluck.group.v1.ActorExtent & potluck.group.v1.ActorExtent.$Shape;
                 *   (properties?: potluck.group.v1.ActorExtent.$Properties): potluck.group.v1.ActorExtent;
                 * }}
                 */
                ActorExtent.create = function(properties) {
                    return new ActorExtent(properties);
                };

                /**
                 * Encodes the specified ActorExtent message. Does not implicitly {@link potluck.group.v1.ActorExtent.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.ActorExtent
                 * @static
                 * @param {potluck.group.v1.ActorExtent.$Properties} message ActorExtent message or plain object to encode
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
                 * @memberof potluck.group.v1.ActorExtent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.ActorExtent & potluck.group.v1.ActorExtent.$Shape} ActorExtent
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
                    message = _target || new $root.potluck.group.v1.ActorExtent();
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
                 * @memberof potluck.group.v1.ActorExtent
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.ActorExtent} ActorExtent
                 */
                ActorExtent.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.ActorExtent)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.ActorExtent: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.ActorExtent();
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
                 * @memberof potluck.group.v1.ActorExtent
                 * @static
                 * @param {potluck.group.v1.ActorExtent} message ActorExtent
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
                 * @memberof potluck.group.v1.ActorExtent
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ActorExtent.prototype.toJSON = function() {
                    return ActorExtent.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ActorExtent;
            })();

            v1.CertificateChain = (function() {

                /**
                 * Properties of a CertificateChain.
                 * @typedef {Object} potluck.group.v1.CertificateChain.$Properties
                 * @property {Array.<Uint8Array>|null} [certificate] CertificateChain certificate
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CertificateChain.
                 * @memberof potluck.group.v1
                 * @interface ICertificateChain
                 * @augments potluck.group.v1.CertificateChain.$Properties
                 * @deprecated Use potluck.group.v1.CertificateChain.$Properties instead.
                 */

                /**
                 * Shape of a CertificateChain.
                 * @typedef {potluck.group.v1.CertificateChain.$Properties} potluck.group.v1.CertificateChain.$Shape
                 */

                /**
                 * Constructs a new CertificateChain.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a CertificateChain.
                 * @constructor
                 * @param {potluck.group.v1.CertificateChain.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CertificateChain = function (properties) {
                    this.certificate = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CertificateChain certificate.
                 * @member {Array.<Uint8Array>} certificate
                 * @memberof potluck.group.v1.CertificateChain
                 * @instance
                 */
                CertificateChain.prototype.certificate = $util.emptyArray;

                /**
                 * Creates a new CertificateChain instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.CertificateChain
                 * @static
                 * @param {potluck.group.v1.CertificateChain.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.CertificateChain} CertificateChain instance
                 * @type {{
                 *   (properties: potluck.group.v1.CertificateChain.$Shape): potluck.group.v1.CertificateChain & potluck.group.v1.CertificateChain.$Shape;
                 *   (properties?: potluck.group.v1.CertificateChain.$Properties): potluck.group.v1.CertificateChain;
                 * }}
                 */
                CertificateChain.create = function(properties) {
                    return new CertificateChain(properties);
                };

                /**
                 * Encodes the specified CertificateChain message. Does not implicitly {@link potluck.group.v1.CertificateChain.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.CertificateChain
                 * @static
                 * @param {potluck.group.v1.CertificateChain.$Properties} message CertificateChain message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CertificateChain.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.certificate != null && message.certificate.length)
                        for (let i = 0; i < message.certificate.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.certificate[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CertificateChain message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.CertificateChain
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.CertificateChain & potluck.group.v1.CertificateChain.$Shape} CertificateChain
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CertificateChain.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.CertificateChain();
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
                                if (!(message.certificate && message.certificate.length))
                                    message.certificate = [];
                                message.certificate.push(reader.bytes());
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
                 * Creates a CertificateChain message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.CertificateChain
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.CertificateChain} CertificateChain
                 */
                CertificateChain.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.CertificateChain)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.CertificateChain: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.CertificateChain();
                    if (object.certificate) {
                        if (!$Array.isArray(object.certificate))
                            throw $TypeError(".potluck.group.v1.CertificateChain.certificate: array expected");
                        message.certificate = $Array(object.certificate.length);
                        for (let i = 0; i < object.certificate.length; ++i)
                            if (typeof object.certificate[i] === "string")
                                $util.base64.decode(object.certificate[i], message.certificate[i] = $util.newBuffer($util.base64.length(object.certificate[i])), 0);
                            else if (object.certificate[i].length >= 0)
                                message.certificate[i] = object.certificate[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a CertificateChain message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.CertificateChain
                 * @static
                 * @param {potluck.group.v1.CertificateChain} message CertificateChain
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                CertificateChain.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.certificate = [];
                    if (message.certificate && message.certificate.length) {
                        object.certificate = $Array(message.certificate.length);
                        for (let j = 0; j < message.certificate.length; ++j)
                            object.certificate[j] = options.bytes === $String ? $util.base64.encode(message.certificate[j], 0, message.certificate[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.certificate[j]) : message.certificate[j];
                    }
                    return object;
                };

                /**
                 * Converts this CertificateChain to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.CertificateChain
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                CertificateChain.prototype.toJSON = function() {
                    return CertificateChain.toObject(this, $protobuf.util.toJSONOptions);
                };

                return CertificateChain;
            })();

            v1.Credentials = (function() {

                /**
                 * Properties of a Credentials.
                 * @typedef {Object} potluck.group.v1.Credentials.$Properties
                 * @property {Array.<Uint8Array>|null} [object] Credentials object
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Credentials.
                 * @memberof potluck.group.v1
                 * @interface ICredentials
                 * @augments potluck.group.v1.Credentials.$Properties
                 * @deprecated Use potluck.group.v1.Credentials.$Properties instead.
                 */

                /**
                 * Shape of a Credentials.
                 * @typedef {potluck.group.v1.Credentials.$Properties} potluck.group.v1.Credentials.$Shape
                 */

                /**
                 * Constructs a new Credentials.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a Credentials.
                 * @constructor
                 * @param {potluck.group.v1.Credentials.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Credentials = function (properties) {
                    this.object = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Credentials object.
                 * @member {Array.<Uint8Array>} object
                 * @memberof potluck.group.v1.Credentials
                 * @instance
                 */
                Credentials.prototype.object = $util.emptyArray;

                /**
                 * Creates a new Credentials instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.Credentials
                 * @static
                 * @param {potluck.group.v1.Credentials.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.Credentials} Credentials instance
                 * @type {{
                 *   (properties: potluck.group.v1.Credentials.$Shape): potluck.group.v1.Credentials & potluck.group.v1.Credentials.$Shape;
                 *   (properties?: potluck.group.v1.Credentials.$Properties): potluck.group.v1.Credentials;
                 * }}
                 */
                Credentials.create = function(properties) {
                    return new Credentials(properties);
                };

                /**
                 * Encodes the specified Credentials message. Does not implicitly {@link potluck.group.v1.Credentials.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.Credentials
                 * @static
                 * @param {potluck.group.v1.Credentials.$Properties} message Credentials message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Credentials.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.object != null && message.object.length)
                        for (let i = 0; i < message.object.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.object[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Credentials message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.Credentials
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Credentials & potluck.group.v1.Credentials.$Shape} Credentials
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Credentials.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.Credentials();
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
                                if (!(message.object && message.object.length))
                                    message.object = [];
                                message.object.push(reader.bytes());
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
                 * Creates a Credentials message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.Credentials
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.Credentials} Credentials
                 */
                Credentials.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.Credentials)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.Credentials: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.Credentials();
                    if (object.object) {
                        if (!$Array.isArray(object.object))
                            throw $TypeError(".potluck.group.v1.Credentials.object: array expected");
                        message.object = $Array(object.object.length);
                        for (let i = 0; i < object.object.length; ++i)
                            if (typeof object.object[i] === "string")
                                $util.base64.decode(object.object[i], message.object[i] = $util.newBuffer($util.base64.length(object.object[i])), 0);
                            else if (object.object[i].length >= 0)
                                message.object[i] = object.object[i];
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a Credentials message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.Credentials
                 * @static
                 * @param {potluck.group.v1.Credentials} message Credentials
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Credentials.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.object = [];
                    if (message.object && message.object.length) {
                        object.object = $Array(message.object.length);
                        for (let j = 0; j < message.object.length; ++j)
                            object.object[j] = options.bytes === $String ? $util.base64.encode(message.object[j], 0, message.object[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.object[j]) : message.object[j];
                    }
                    return object;
                };

                /**
                 * Converts this Credentials to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.Credentials
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Credentials.prototype.toJSON = function() {
                    return Credentials.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Credentials;
            })();

            v1.Invitation = (function() {

                /**
                 * Properties of an Invitation.
                 * @typedef {Object} potluck.group.v1.Invitation.$Properties
                 * @property {Uint8Array|null} [rootPublicKey] Invitation rootPublicKey
                 * @property {string|null} [groupName] Invitation groupName
                 * @property {Uint8Array|null} [groupSecret] Invitation groupSecret
                 * @property {potluck.group.v1.CertificateChain.$Properties|null} [chain] Invitation chain
                 * @property {Array.<string>|null} [address] Invitation address
                 * @property {number|null} [expiresMs] Invitation expiresMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Invitation.
                 * @memberof potluck.group.v1
                 * @interface IInvitation
                 * @augments potluck.group.v1.Invitation.$Properties
                 * @deprecated Use potluck.group.v1.Invitation.$Properties instead.
                 */

                /**
                 * Shape of an Invitation.
                 * @typedef {potluck.group.v1.Invitation.$Properties} potluck.group.v1.Invitation.$Shape
                 */

                /**
                 * Constructs a new Invitation.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an Invitation.
                 * @constructor
                 * @param {potluck.group.v1.Invitation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Invitation = function (properties) {
                    this.address = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Invitation rootPublicKey.
                 * @member {Uint8Array} rootPublicKey
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 */
                Invitation.prototype.rootPublicKey = $util.newBuffer([]);

                /**
                 * Invitation groupName.
                 * @member {string} groupName
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 */
                Invitation.prototype.groupName = "";

                /**
                 * Invitation groupSecret.
                 * @member {Uint8Array} groupSecret
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 */
                Invitation.prototype.groupSecret = $util.newBuffer([]);

                /**
                 * Invitation chain.
                 * @member {potluck.group.v1.CertificateChain.$Properties|null|undefined} chain
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 */
                Invitation.prototype.chain = null;

                /**
                 * Invitation address.
                 * @member {Array.<string>} address
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 */
                Invitation.prototype.address = $util.emptyArray;

                /**
                 * Invitation expiresMs.
                 * @member {number} expiresMs
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 */
                Invitation.prototype.expiresMs = 0;

                /**
                 * Creates a new Invitation instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.Invitation
                 * @static
                 * @param {potluck.group.v1.Invitation.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.Invitation} Invitation instance
                 * @type {{
                 *   (properties: potluck.group.v1.Invitation.$Shape): potluck.group.v1.Invitation & potluck.group.v1.Invitation.$Shape;
                 *   (properties?: potluck.group.v1.Invitation.$Properties): potluck.group.v1.Invitation;
                 * }}
                 */
                Invitation.create = function(properties) {
                    return new Invitation(properties);
                };

                /**
                 * Encodes the specified Invitation message. Does not implicitly {@link potluck.group.v1.Invitation.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.Invitation
                 * @static
                 * @param {potluck.group.v1.Invitation.$Properties} message Invitation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Invitation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey") && message.rootPublicKey.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.rootPublicKey);
                    if (message.groupName != null && $Object.hasOwnProperty.call(message, "groupName") && message.groupName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.groupName);
                    if (message.groupSecret != null && $Object.hasOwnProperty.call(message, "groupSecret") && message.groupSecret.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.groupSecret);
                    if (message.chain != null && $Object.hasOwnProperty.call(message, "chain"))
                        $root.potluck.group.v1.CertificateChain.encode(message.chain, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.address != null && message.address.length)
                        for (let i = 0; i < message.address.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).string(message.address[i]);
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.expiresMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Invitation message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.Invitation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Invitation & potluck.group.v1.Invitation.$Shape} Invitation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Invitation.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.Invitation();
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
                                    message.rootPublicKey = value;
                                else
                                    delete message.rootPublicKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.groupName = value;
                                else
                                    delete message.groupName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.groupSecret = value;
                                else
                                    delete message.groupSecret;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.chain = $root.potluck.group.v1.CertificateChain.decode(reader, reader.size(), $undefined, _depth + 1, message.chain);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.address && message.address.length))
                                    message.address = [];
                                message.address.push(reader.stringVerify());
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.expiresMs = value;
                                else
                                    delete message.expiresMs;
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
                 * Creates an Invitation message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.Invitation
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.Invitation} Invitation
                 */
                Invitation.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.Invitation)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.Invitation: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.Invitation();
                    if (object.rootPublicKey != null)
                        if (object.rootPublicKey.length)
                            if (typeof object.rootPublicKey === "string")
                                $util.base64.decode(object.rootPublicKey, message.rootPublicKey = $util.newBuffer($util.base64.length(object.rootPublicKey)), 0);
                            else if (object.rootPublicKey.length >= 0)
                                message.rootPublicKey = object.rootPublicKey;
                    if (object.groupName != null)
                        if (typeof object.groupName !== "string" || object.groupName.length)
                            message.groupName = $String(object.groupName);
                    if (object.groupSecret != null)
                        if (object.groupSecret.length)
                            if (typeof object.groupSecret === "string")
                                $util.base64.decode(object.groupSecret, message.groupSecret = $util.newBuffer($util.base64.length(object.groupSecret)), 0);
                            else if (object.groupSecret.length >= 0)
                                message.groupSecret = object.groupSecret;
                    if (object.chain != null) {
                        if (!$util.isObject(object.chain))
                            throw $TypeError(".potluck.group.v1.Invitation.chain: object expected");
                        message.chain = $root.potluck.group.v1.CertificateChain.fromObject(object.chain, _depth + 1);
                    }
                    if (object.address) {
                        if (!$Array.isArray(object.address))
                            throw $TypeError(".potluck.group.v1.Invitation.address: array expected");
                        message.address = $Array(object.address.length);
                        for (let i = 0; i < object.address.length; ++i)
                            message.address[i] = $String(object.address[i]);
                    }
                    if (object.expiresMs != null)
                        if (typeof object.expiresMs === "object" ? object.expiresMs.low || object.expiresMs.high : $Number(object.expiresMs) !== 0)
                            if ($util.Long)
                                message.expiresMs = $util.Long.fromValue(object.expiresMs, true);
                            else if (typeof object.expiresMs === "string")
                                message.expiresMs = $parseInt(object.expiresMs, 10);
                            else if (typeof object.expiresMs === "number")
                                message.expiresMs = object.expiresMs;
                            else if (typeof object.expiresMs === "object")
                                message.expiresMs = new $util.LongBits(object.expiresMs.low >>> 0, object.expiresMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from an Invitation message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.Invitation
                 * @static
                 * @param {potluck.group.v1.Invitation} message Invitation
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Invitation.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.address = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.rootPublicKey = "";
                        else {
                            object.rootPublicKey = [];
                            if (options.bytes !== $Array)
                                object.rootPublicKey = $util.newBuffer(object.rootPublicKey);
                        }
                        object.groupName = "";
                        if (options.bytes === $String)
                            object.groupSecret = "";
                        else {
                            object.groupSecret = [];
                            if (options.bytes !== $Array)
                                object.groupSecret = $util.newBuffer(object.groupSecret);
                        }
                        object.chain = null;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.expiresMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.expiresMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey"))
                        object.rootPublicKey = options.bytes === $String ? $util.base64.encode(message.rootPublicKey, 0, message.rootPublicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rootPublicKey) : message.rootPublicKey;
                    if (message.groupName != null && $Object.hasOwnProperty.call(message, "groupName"))
                        object.groupName = message.groupName;
                    if (message.groupSecret != null && $Object.hasOwnProperty.call(message, "groupSecret"))
                        object.groupSecret = options.bytes === $String ? $util.base64.encode(message.groupSecret, 0, message.groupSecret.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.groupSecret) : message.groupSecret;
                    if (message.chain != null && $Object.hasOwnProperty.call(message, "chain"))
                        object.chain = $root.potluck.group.v1.CertificateChain.toObject(message.chain, options, _depth + 1);
                    if (message.address && message.address.length) {
                        object.address = $Array(message.address.length);
                        for (let j = 0; j < message.address.length; ++j)
                            object.address[j] = message.address[j];
                    }
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expiresMs = typeof message.expiresMs === "number" ? $BigInt(message.expiresMs) : $util.Long.fromBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0, true).toBigInt();
                        else if (typeof message.expiresMs === "number")
                            object.expiresMs = options.longs === $String ? $String(message.expiresMs) : message.expiresMs;
                        else
                            object.expiresMs = options.longs === $String ? $util.Long.prototype.toString.call(message.expiresMs) : options.longs === $Number ? new $util.LongBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0).toNumber(true) : message.expiresMs;
                    return object;
                };

                /**
                 * Converts this Invitation to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.Invitation
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Invitation.prototype.toJSON = function() {
                    return Invitation.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Invitation;
            })();

            v1.SignedInvitation = (function() {

                /**
                 * Properties of a SignedInvitation.
                 * @typedef {Object} potluck.group.v1.SignedInvitation.$Properties
                 * @property {Uint8Array|null} [invitation] SignedInvitation invitation
                 * @property {Uint8Array|null} [signature] SignedInvitation signature
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SignedInvitation.
                 * @memberof potluck.group.v1
                 * @interface ISignedInvitation
                 * @augments potluck.group.v1.SignedInvitation.$Properties
                 * @deprecated Use potluck.group.v1.SignedInvitation.$Properties instead.
                 */

                /**
                 * Shape of a SignedInvitation.
                 * @typedef {potluck.group.v1.SignedInvitation.$Properties} potluck.group.v1.SignedInvitation.$Shape
                 */

                /**
                 * Constructs a new SignedInvitation.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a SignedInvitation.
                 * @constructor
                 * @param {potluck.group.v1.SignedInvitation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SignedInvitation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SignedInvitation invitation.
                 * @member {Uint8Array} invitation
                 * @memberof potluck.group.v1.SignedInvitation
                 * @instance
                 */
                SignedInvitation.prototype.invitation = $util.newBuffer([]);

                /**
                 * SignedInvitation signature.
                 * @member {Uint8Array} signature
                 * @memberof potluck.group.v1.SignedInvitation
                 * @instance
                 */
                SignedInvitation.prototype.signature = $util.newBuffer([]);

                /**
                 * Creates a new SignedInvitation instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.SignedInvitation
                 * @static
                 * @param {potluck.group.v1.SignedInvitation.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.SignedInvitation} SignedInvitation instance
                 * @type {{
                 *   (properties: potluck.group.v1.SignedInvitation.$Shape): potluck.group.v1.SignedInvitation & potluck.group.v1.SignedInvitation.$Shape;
                 *   (properties?: potluck.group.v1.SignedInvitation.$Properties): potluck.group.v1.SignedInvitation;
                 * }}
                 */
                SignedInvitation.create = function(properties) {
                    return new SignedInvitation(properties);
                };

                /**
                 * Encodes the specified SignedInvitation message. Does not implicitly {@link potluck.group.v1.SignedInvitation.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.SignedInvitation
                 * @static
                 * @param {potluck.group.v1.SignedInvitation.$Properties} message SignedInvitation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SignedInvitation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.invitation != null && $Object.hasOwnProperty.call(message, "invitation") && message.invitation.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.invitation);
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SignedInvitation message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.SignedInvitation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.SignedInvitation & potluck.group.v1.SignedInvitation.$Shape} SignedInvitation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SignedInvitation.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.SignedInvitation();
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
                                    message.invitation = value;
                                else
                                    delete message.invitation;
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
                 * Creates a SignedInvitation message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.SignedInvitation
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.SignedInvitation} SignedInvitation
                 */
                SignedInvitation.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.SignedInvitation)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.SignedInvitation: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.SignedInvitation();
                    if (object.invitation != null)
                        if (object.invitation.length)
                            if (typeof object.invitation === "string")
                                $util.base64.decode(object.invitation, message.invitation = $util.newBuffer($util.base64.length(object.invitation)), 0);
                            else if (object.invitation.length >= 0)
                                message.invitation = object.invitation;
                    if (object.signature != null)
                        if (object.signature.length)
                            if (typeof object.signature === "string")
                                $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                            else if (object.signature.length >= 0)
                                message.signature = object.signature;
                    return message;
                };

                /**
                 * Creates a plain object from a SignedInvitation message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.SignedInvitation
                 * @static
                 * @param {potluck.group.v1.SignedInvitation} message SignedInvitation
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                SignedInvitation.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.invitation = "";
                        else {
                            object.invitation = [];
                            if (options.bytes !== $Array)
                                object.invitation = $util.newBuffer(object.invitation);
                        }
                        if (options.bytes === $String)
                            object.signature = "";
                        else {
                            object.signature = [];
                            if (options.bytes !== $Array)
                                object.signature = $util.newBuffer(object.signature);
                        }
                    }
                    if (message.invitation != null && $Object.hasOwnProperty.call(message, "invitation"))
                        object.invitation = options.bytes === $String ? $util.base64.encode(message.invitation, 0, message.invitation.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.invitation) : message.invitation;
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                        object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
                    return object;
                };

                /**
                 * Converts this SignedInvitation to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.SignedInvitation
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                SignedInvitation.prototype.toJSON = function() {
                    return SignedInvitation.toObject(this, $protobuf.util.toJSONOptions);
                };

                return SignedInvitation;
            })();

            v1.Code = (function() {

                /**
                 * Properties of a Code.
                 * @typedef {Object} potluck.group.v1.Code.$Properties
                 * @property {Uint8Array|null} [rootPublicKey] Code rootPublicKey
                 * @property {string|null} [groupName] Code groupName
                 * @property {Uint8Array|null} [issuer] Code issuer
                 * @property {string|null} [issuerName] Code issuerName
                 * @property {Uint8Array|null} [token] Code token
                 * @property {Uint8Array|null} [rendezvous] Code rendezvous
                 * @property {Array.<Uint8Array>|null} [endpoint] Code endpoint
                 * @property {number|null} [expiresMs] Code expiresMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Code.
                 * @memberof potluck.group.v1
                 * @interface ICode
                 * @augments potluck.group.v1.Code.$Properties
                 * @deprecated Use potluck.group.v1.Code.$Properties instead.
                 */

                /**
                 * Shape of a Code.
                 * @typedef {potluck.group.v1.Code.$Properties} potluck.group.v1.Code.$Shape
                 */

                /**
                 * Constructs a new Code.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a Code.
                 * @constructor
                 * @param {potluck.group.v1.Code.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Code = function (properties) {
                    this.endpoint = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Code rootPublicKey.
                 * @member {Uint8Array} rootPublicKey
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.rootPublicKey = $util.newBuffer([]);

                /**
                 * Code groupName.
                 * @member {string} groupName
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.groupName = "";

                /**
                 * Code issuer.
                 * @member {Uint8Array} issuer
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.issuer = $util.newBuffer([]);

                /**
                 * Code issuerName.
                 * @member {string} issuerName
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.issuerName = "";

                /**
                 * Code token.
                 * @member {Uint8Array} token
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.token = $util.newBuffer([]);

                /**
                 * Code rendezvous.
                 * @member {Uint8Array} rendezvous
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.rendezvous = $util.newBuffer([]);

                /**
                 * Code endpoint.
                 * @member {Array.<Uint8Array>} endpoint
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.endpoint = $util.emptyArray;

                /**
                 * Code expiresMs.
                 * @member {number} expiresMs
                 * @memberof potluck.group.v1.Code
                 * @instance
                 */
                Code.prototype.expiresMs = 0;

                /**
                 * Creates a new Code instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.Code
                 * @static
                 * @param {potluck.group.v1.Code.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.Code} Code instance
                 * @type {{
                 *   (properties: potluck.group.v1.Code.$Shape): potluck.group.v1.Code & potluck.group.v1.Code.$Shape;
                 *   (properties?: potluck.group.v1.Code.$Properties): potluck.group.v1.Code;
                 * }}
                 */
                Code.create = function(properties) {
                    return new Code(properties);
                };

                /**
                 * Encodes the specified Code message. Does not implicitly {@link potluck.group.v1.Code.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.Code
                 * @static
                 * @param {potluck.group.v1.Code.$Properties} message Code message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Code.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey") && message.rootPublicKey.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.rootPublicKey);
                    if (message.groupName != null && $Object.hasOwnProperty.call(message, "groupName") && message.groupName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.groupName);
                    if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer") && message.issuer.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.issuer);
                    if (message.issuerName != null && $Object.hasOwnProperty.call(message, "issuerName") && message.issuerName !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.issuerName);
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.token);
                    if (message.rendezvous != null && $Object.hasOwnProperty.call(message, "rendezvous") && message.rendezvous.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.rendezvous);
                    if (message.endpoint != null && message.endpoint.length)
                        for (let i = 0; i < message.endpoint.length; ++i)
                            writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.endpoint[i]);
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.expiresMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Code message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.Code
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Code & potluck.group.v1.Code.$Shape} Code
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Code.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.Code();
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
                                    message.rootPublicKey = value;
                                else
                                    delete message.rootPublicKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.groupName = value;
                                else
                                    delete message.groupName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.issuer = value;
                                else
                                    delete message.issuer;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.issuerName = value;
                                else
                                    delete message.issuerName;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.token = value;
                                else
                                    delete message.token;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.rendezvous = value;
                                else
                                    delete message.rendezvous;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.endpoint && message.endpoint.length))
                                    message.endpoint = [];
                                message.endpoint.push(reader.bytes());
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.expiresMs = value;
                                else
                                    delete message.expiresMs;
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
                 * Creates a Code message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.Code
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.Code} Code
                 */
                Code.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.Code)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.Code: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.Code();
                    if (object.rootPublicKey != null)
                        if (object.rootPublicKey.length)
                            if (typeof object.rootPublicKey === "string")
                                $util.base64.decode(object.rootPublicKey, message.rootPublicKey = $util.newBuffer($util.base64.length(object.rootPublicKey)), 0);
                            else if (object.rootPublicKey.length >= 0)
                                message.rootPublicKey = object.rootPublicKey;
                    if (object.groupName != null)
                        if (typeof object.groupName !== "string" || object.groupName.length)
                            message.groupName = $String(object.groupName);
                    if (object.issuer != null)
                        if (object.issuer.length)
                            if (typeof object.issuer === "string")
                                $util.base64.decode(object.issuer, message.issuer = $util.newBuffer($util.base64.length(object.issuer)), 0);
                            else if (object.issuer.length >= 0)
                                message.issuer = object.issuer;
                    if (object.issuerName != null)
                        if (typeof object.issuerName !== "string" || object.issuerName.length)
                            message.issuerName = $String(object.issuerName);
                    if (object.token != null)
                        if (object.token.length)
                            if (typeof object.token === "string")
                                $util.base64.decode(object.token, message.token = $util.newBuffer($util.base64.length(object.token)), 0);
                            else if (object.token.length >= 0)
                                message.token = object.token;
                    if (object.rendezvous != null)
                        if (object.rendezvous.length)
                            if (typeof object.rendezvous === "string")
                                $util.base64.decode(object.rendezvous, message.rendezvous = $util.newBuffer($util.base64.length(object.rendezvous)), 0);
                            else if (object.rendezvous.length >= 0)
                                message.rendezvous = object.rendezvous;
                    if (object.endpoint) {
                        if (!$Array.isArray(object.endpoint))
                            throw $TypeError(".potluck.group.v1.Code.endpoint: array expected");
                        message.endpoint = $Array(object.endpoint.length);
                        for (let i = 0; i < object.endpoint.length; ++i)
                            if (typeof object.endpoint[i] === "string")
                                $util.base64.decode(object.endpoint[i], message.endpoint[i] = $util.newBuffer($util.base64.length(object.endpoint[i])), 0);
                            else if (object.endpoint[i].length >= 0)
                                message.endpoint[i] = object.endpoint[i];
                    }
                    if (object.expiresMs != null)
                        if (typeof object.expiresMs === "object" ? object.expiresMs.low || object.expiresMs.high : $Number(object.expiresMs) !== 0)
                            if ($util.Long)
                                message.expiresMs = $util.Long.fromValue(object.expiresMs, true);
                            else if (typeof object.expiresMs === "string")
                                message.expiresMs = $parseInt(object.expiresMs, 10);
                            else if (typeof object.expiresMs === "number")
                                message.expiresMs = object.expiresMs;
                            else if (typeof object.expiresMs === "object")
                                message.expiresMs = new $util.LongBits(object.expiresMs.low >>> 0, object.expiresMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Code message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.Code
                 * @static
                 * @param {potluck.group.v1.Code} message Code
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Code.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults)
                        object.endpoint = [];
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.rootPublicKey = "";
                        else {
                            object.rootPublicKey = [];
                            if (options.bytes !== $Array)
                                object.rootPublicKey = $util.newBuffer(object.rootPublicKey);
                        }
                        object.groupName = "";
                        if (options.bytes === $String)
                            object.issuer = "";
                        else {
                            object.issuer = [];
                            if (options.bytes !== $Array)
                                object.issuer = $util.newBuffer(object.issuer);
                        }
                        object.issuerName = "";
                        if (options.bytes === $String)
                            object.token = "";
                        else {
                            object.token = [];
                            if (options.bytes !== $Array)
                                object.token = $util.newBuffer(object.token);
                        }
                        if (options.bytes === $String)
                            object.rendezvous = "";
                        else {
                            object.rendezvous = [];
                            if (options.bytes !== $Array)
                                object.rendezvous = $util.newBuffer(object.rendezvous);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.expiresMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.expiresMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey"))
                        object.rootPublicKey = options.bytes === $String ? $util.base64.encode(message.rootPublicKey, 0, message.rootPublicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rootPublicKey) : message.rootPublicKey;
                    if (message.groupName != null && $Object.hasOwnProperty.call(message, "groupName"))
                        object.groupName = message.groupName;
                    if (message.issuer != null && $Object.hasOwnProperty.call(message, "issuer"))
                        object.issuer = options.bytes === $String ? $util.base64.encode(message.issuer, 0, message.issuer.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.issuer) : message.issuer;
                    if (message.issuerName != null && $Object.hasOwnProperty.call(message, "issuerName"))
                        object.issuerName = message.issuerName;
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token"))
                        object.token = options.bytes === $String ? $util.base64.encode(message.token, 0, message.token.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.token) : message.token;
                    if (message.rendezvous != null && $Object.hasOwnProperty.call(message, "rendezvous"))
                        object.rendezvous = options.bytes === $String ? $util.base64.encode(message.rendezvous, 0, message.rendezvous.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rendezvous) : message.rendezvous;
                    if (message.endpoint && message.endpoint.length) {
                        object.endpoint = $Array(message.endpoint.length);
                        for (let j = 0; j < message.endpoint.length; ++j)
                            object.endpoint[j] = options.bytes === $String ? $util.base64.encode(message.endpoint[j], 0, message.endpoint[j].length) : options.bytes === $Array ? $Array.prototype.slice.call(message.endpoint[j]) : message.endpoint[j];
                    }
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expiresMs = typeof message.expiresMs === "number" ? $BigInt(message.expiresMs) : $util.Long.fromBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0, true).toBigInt();
                        else if (typeof message.expiresMs === "number")
                            object.expiresMs = options.longs === $String ? $String(message.expiresMs) : message.expiresMs;
                        else
                            object.expiresMs = options.longs === $String ? $util.Long.prototype.toString.call(message.expiresMs) : options.longs === $Number ? new $util.LongBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0).toNumber(true) : message.expiresMs;
                    return object;
                };

                /**
                 * Converts this Code to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.Code
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Code.prototype.toJSON = function() {
                    return Code.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Code;
            })();

            v1.AdmissionRequest = (function() {

                /**
                 * Properties of an AdmissionRequest.
                 * @typedef {Object} potluck.group.v1.AdmissionRequest.$Properties
                 * @property {Uint8Array|null} [token] AdmissionRequest token
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AdmissionRequest.
                 * @memberof potluck.group.v1
                 * @interface IAdmissionRequest
                 * @augments potluck.group.v1.AdmissionRequest.$Properties
                 * @deprecated Use potluck.group.v1.AdmissionRequest.$Properties instead.
                 */

                /**
                 * Shape of an AdmissionRequest.
                 * @typedef {potluck.group.v1.AdmissionRequest.$Properties} potluck.group.v1.AdmissionRequest.$Shape
                 */

                /**
                 * Constructs a new AdmissionRequest.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an AdmissionRequest.
                 * @constructor
                 * @param {potluck.group.v1.AdmissionRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AdmissionRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AdmissionRequest token.
                 * @member {Uint8Array} token
                 * @memberof potluck.group.v1.AdmissionRequest
                 * @instance
                 */
                AdmissionRequest.prototype.token = $util.newBuffer([]);

                /**
                 * Creates a new AdmissionRequest instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.AdmissionRequest
                 * @static
                 * @param {potluck.group.v1.AdmissionRequest.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.AdmissionRequest} AdmissionRequest instance
                 * @type {{
                 *   (properties: potluck.group.v1.AdmissionRequest.$Shape): potluck.group.v1.AdmissionRequest & potluck.group.v1.AdmissionRequest.$Shape;
                 *   (properties?: potluck.group.v1.AdmissionRequest.$Properties): potluck.group.v1.AdmissionRequest;
                 * }}
                 */
                AdmissionRequest.create = function(properties) {
                    return new AdmissionRequest(properties);
                };

                /**
                 * Encodes the specified AdmissionRequest message. Does not implicitly {@link potluck.group.v1.AdmissionRequest.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.AdmissionRequest
                 * @static
                 * @param {potluck.group.v1.AdmissionRequest.$Properties} message AdmissionRequest message or plain object to encode
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
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.token);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AdmissionRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.AdmissionRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.AdmissionRequest & potluck.group.v1.AdmissionRequest.$Shape} AdmissionRequest
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
                    message = _target || new $root.potluck.group.v1.AdmissionRequest();
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
                                    message.token = value;
                                else
                                    delete message.token;
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
                 * @memberof potluck.group.v1.AdmissionRequest
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.AdmissionRequest} AdmissionRequest
                 */
                AdmissionRequest.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.AdmissionRequest)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.AdmissionRequest: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.AdmissionRequest();
                    if (object.token != null)
                        if (object.token.length)
                            if (typeof object.token === "string")
                                $util.base64.decode(object.token, message.token = $util.newBuffer($util.base64.length(object.token)), 0);
                            else if (object.token.length >= 0)
                                message.token = object.token;
                    return message;
                };

                /**
                 * Creates a plain object from an AdmissionRequest message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.AdmissionRequest
                 * @static
                 * @param {potluck.group.v1.AdmissionRequest} message AdmissionRequest
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
                    if (options.defaults)
                        if (options.bytes === $String)
                            object.token = "";
                        else {
                            object.token = [];
                            if (options.bytes !== $Array)
                                object.token = $util.newBuffer(object.token);
                        }
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token"))
                        object.token = options.bytes === $String ? $util.base64.encode(message.token, 0, message.token.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.token) : message.token;
                    return object;
                };

                /**
                 * Converts this AdmissionRequest to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.AdmissionRequest
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
                 * @typedef {Object} potluck.group.v1.AdmissionAnswer.$Properties
                 * @property {potluck.group.v1.AdmissionAnswer.Outcome|null} [outcome] AdmissionAnswer outcome
                 * @property {number|null} [retryAfterMs] AdmissionAnswer retryAfterMs
                 * @property {Uint8Array|null} [invitation] AdmissionAnswer invitation
                 * @property {number|null} [nowMs] AdmissionAnswer nowMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AdmissionAnswer.
                 * @memberof potluck.group.v1
                 * @interface IAdmissionAnswer
                 * @augments potluck.group.v1.AdmissionAnswer.$Properties
                 * @deprecated Use potluck.group.v1.AdmissionAnswer.$Properties instead.
                 */

                /**
                 * Shape of an AdmissionAnswer.
                 * @typedef {potluck.group.v1.AdmissionAnswer.$Properties} potluck.group.v1.AdmissionAnswer.$Shape
                 */

                /**
                 * Constructs a new AdmissionAnswer.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an AdmissionAnswer.
                 * @constructor
                 * @param {potluck.group.v1.AdmissionAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AdmissionAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AdmissionAnswer outcome.
                 * @member {potluck.group.v1.AdmissionAnswer.Outcome} outcome
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @instance
                 */
                AdmissionAnswer.prototype.outcome = 0;

                /**
                 * AdmissionAnswer retryAfterMs.
                 * @member {number} retryAfterMs
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @instance
                 */
                AdmissionAnswer.prototype.retryAfterMs = 0;

                /**
                 * AdmissionAnswer invitation.
                 * @member {Uint8Array} invitation
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @instance
                 */
                AdmissionAnswer.prototype.invitation = $util.newBuffer([]);

                /**
                 * AdmissionAnswer nowMs.
                 * @member {number} nowMs
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @instance
                 */
                AdmissionAnswer.prototype.nowMs = 0;

                /**
                 * Creates a new AdmissionAnswer instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @static
                 * @param {potluck.group.v1.AdmissionAnswer.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.AdmissionAnswer} AdmissionAnswer instance
                 * @type {{
                 *   (properties: potluck.group.v1.AdmissionAnswer.$Shape): potluck.group.v1.AdmissionAnswer & potluck.group.v1.AdmissionAnswer.$Shape;
                 *   (properties?: potluck.group.v1.AdmissionAnswer.$Properties): potluck.group.v1.AdmissionAnswer;
                 * }}
                 */
                AdmissionAnswer.create = function(properties) {
                    return new AdmissionAnswer(properties);
                };

                /**
                 * Encodes the specified AdmissionAnswer message. Does not implicitly {@link potluck.group.v1.AdmissionAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @static
                 * @param {potluck.group.v1.AdmissionAnswer.$Properties} message AdmissionAnswer message or plain object to encode
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
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.outcome);
                    if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && message.retryAfterMs !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.retryAfterMs);
                    if (message.invitation != null && $Object.hasOwnProperty.call(message, "invitation") && message.invitation.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.invitation);
                    if (message.nowMs != null && $Object.hasOwnProperty.call(message, "nowMs") && (typeof message.nowMs === "object" ? message.nowMs.low || message.nowMs.high : message.nowMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.nowMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AdmissionAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.AdmissionAnswer & potluck.group.v1.AdmissionAnswer.$Shape} AdmissionAnswer
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
                    message = _target || new $root.potluck.group.v1.AdmissionAnswer();
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
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.retryAfterMs = value;
                                else
                                    delete message.retryAfterMs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.invitation = value;
                                else
                                    delete message.invitation;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.nowMs = value;
                                else
                                    delete message.nowMs;
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
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.AdmissionAnswer} AdmissionAnswer
                 */
                AdmissionAnswer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.AdmissionAnswer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.AdmissionAnswer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.AdmissionAnswer();
                    if (object.outcome !== 0 && (typeof object.outcome !== "string" || $root.potluck.group.v1.AdmissionAnswer.Outcome[object.outcome] !== 0))
                        switch (object.outcome) {
                        case "UNSPECIFIED":
                        case 0:
                            message.outcome = 0;
                            break;
                        case "INVITED":
                        case 1:
                            message.outcome = 1;
                            break;
                        case "UNKNOWN_CODE":
                        case 2:
                            message.outcome = 2;
                            break;
                        case "EXPIRED":
                        case 3:
                            message.outcome = 3;
                            break;
                        case "USED_UP":
                        case 4:
                            message.outcome = 4;
                            break;
                        case "REVOKED":
                        case 5:
                            message.outcome = 5;
                            break;
                        case "BUSY":
                        case 6:
                            message.outcome = 6;
                            break;
                        case "NOT_ADMINISTRATOR":
                        case 7:
                            message.outcome = 7;
                            break;
                        case "REMOVED":
                        case 8:
                            message.outcome = 8;
                            break;
                        default:
                            if (typeof object.outcome === "number" && (object.outcome | 0) === object.outcome)
                                message.outcome = object.outcome;
                        }
                    if (object.retryAfterMs != null)
                        if ($Number(object.retryAfterMs) !== 0)
                            message.retryAfterMs = object.retryAfterMs >>> 0;
                    if (object.invitation != null)
                        if (object.invitation.length)
                            if (typeof object.invitation === "string")
                                $util.base64.decode(object.invitation, message.invitation = $util.newBuffer($util.base64.length(object.invitation)), 0);
                            else if (object.invitation.length >= 0)
                                message.invitation = object.invitation;
                    if (object.nowMs != null)
                        if (typeof object.nowMs === "object" ? object.nowMs.low || object.nowMs.high : $Number(object.nowMs) !== 0)
                            if ($util.Long)
                                message.nowMs = $util.Long.fromValue(object.nowMs, true);
                            else if (typeof object.nowMs === "string")
                                message.nowMs = $parseInt(object.nowMs, 10);
                            else if (typeof object.nowMs === "number")
                                message.nowMs = object.nowMs;
                            else if (typeof object.nowMs === "object")
                                message.nowMs = new $util.LongBits(object.nowMs.low >>> 0, object.nowMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from an AdmissionAnswer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @static
                 * @param {potluck.group.v1.AdmissionAnswer} message AdmissionAnswer
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
                    if (options.defaults) {
                        object.outcome = options.enums === $String ? "UNSPECIFIED" : 0;
                        object.retryAfterMs = 0;
                        if (options.bytes === $String)
                            object.invitation = "";
                        else {
                            object.invitation = [];
                            if (options.bytes !== $Array)
                                object.invitation = $util.newBuffer(object.invitation);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.nowMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.nowMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome"))
                        object.outcome = options.enums === $String ? $root.potluck.group.v1.AdmissionAnswer.Outcome[message.outcome] === $undefined ? message.outcome : $root.potluck.group.v1.AdmissionAnswer.Outcome[message.outcome] : message.outcome;
                    if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs"))
                        object.retryAfterMs = message.retryAfterMs;
                    if (message.invitation != null && $Object.hasOwnProperty.call(message, "invitation"))
                        object.invitation = options.bytes === $String ? $util.base64.encode(message.invitation, 0, message.invitation.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.invitation) : message.invitation;
                    if (message.nowMs != null && $Object.hasOwnProperty.call(message, "nowMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.nowMs = typeof message.nowMs === "number" ? $BigInt(message.nowMs) : $util.Long.fromBits(message.nowMs.low >>> 0, message.nowMs.high >>> 0, true).toBigInt();
                        else if (typeof message.nowMs === "number")
                            object.nowMs = options.longs === $String ? $String(message.nowMs) : message.nowMs;
                        else
                            object.nowMs = options.longs === $String ? $util.Long.prototype.toString.call(message.nowMs) : options.longs === $Number ? new $util.LongBits(message.nowMs.low >>> 0, message.nowMs.high >>> 0).toNumber(true) : message.nowMs;
                    return object;
                };

                /**
                 * Converts this AdmissionAnswer to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.AdmissionAnswer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                AdmissionAnswer.prototype.toJSON = function() {
                    return AdmissionAnswer.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Outcome enum.
                 * @name potluck.group.v1.AdmissionAnswer.Outcome
                 * @enum {number}
                 * @property {number} UNSPECIFIED=0 UNSPECIFIED value
                 * @property {number} INVITED=1 INVITED value
                 * @property {number} UNKNOWN_CODE=2 UNKNOWN_CODE value
                 * @property {number} EXPIRED=3 EXPIRED value
                 * @property {number} USED_UP=4 USED_UP value
                 * @property {number} REVOKED=5 REVOKED value
                 * @property {number} BUSY=6 BUSY value
                 * @property {number} NOT_ADMINISTRATOR=7 NOT_ADMINISTRATOR value
                 * @property {number} REMOVED=8 REMOVED value
                 */
                AdmissionAnswer.Outcome = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNSPECIFIED"] = 0;
                    values[valuesById[1] = "INVITED"] = 1;
                    values[valuesById[2] = "UNKNOWN_CODE"] = 2;
                    values[valuesById[3] = "EXPIRED"] = 3;
                    values[valuesById[4] = "USED_UP"] = 4;
                    values[valuesById[5] = "REVOKED"] = 5;
                    values[valuesById[6] = "BUSY"] = 6;
                    values[valuesById[7] = "NOT_ADMINISTRATOR"] = 7;
                    values[valuesById[8] = "REMOVED"] = 8;
                    return values;
                })();

                return AdmissionAnswer;
            })();

            v1.KnockRequest = (function() {

                /**
                 * Properties of a KnockRequest.
                 * @typedef {Object} potluck.group.v1.KnockRequest.$Properties
                 * @property {potluck.group.v1.ListGroup.$Properties|null} [list] KnockRequest list
                 * @property {potluck.group.v1.Knock.$Properties|null} [knock] KnockRequest knock
                 * @property {"list"|"knock"} [request] KnockRequest request
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a KnockRequest.
                 * @memberof potluck.group.v1
                 * @interface IKnockRequest
                 * @augments potluck.group.v1.KnockRequest.$Properties
                 * @deprecated Use potluck.group.v1.KnockRequest.$Properties instead.
                 */

                /**
                 * Narrowed shape of a KnockRequest.
                 * @typedef {{
                 *   list?: potluck.group.v1.ListGroup.$Shape|null;
                 *   knock?: potluck.group.v1.Knock.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ request?: undefined; list?: null; knock?: null }|{ request?: "list"; list: potluck.group.v1.ListGroup.$Shape; knock?: null }|{ request?: "knock"; list?: null; knock: potluck.group.v1.Knock.$Shape })
                 * )} potluck.group.v1.KnockRequest.$Shape
                 */

                /**
                 * Constructs a new KnockRequest.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a KnockRequest.
                 * @constructor
                 * @param {potluck.group.v1.KnockRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const KnockRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * KnockRequest list.
                 * @member {potluck.group.v1.ListGroup.$Properties|null|undefined} list
                 * @memberof potluck.group.v1.KnockRequest
                 * @instance
                 */
                KnockRequest.prototype.list = null;

                /**
                 * KnockRequest knock.
                 * @member {potluck.group.v1.Knock.$Properties|null|undefined} knock
                 * @memberof potluck.group.v1.KnockRequest
                 * @instance
                 */
                KnockRequest.prototype.knock = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * KnockRequest request.
                 * @member {"list"|"knock"|undefined} request
                 * @memberof potluck.group.v1.KnockRequest
                 * @instance
                 */
                $Object.defineProperty(KnockRequest.prototype, "request", {
                    get: $util.oneOfGetter($oneOfFields = ["list", "knock"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new KnockRequest instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.KnockRequest
                 * @static
                 * @param {potluck.group.v1.KnockRequest.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.KnockRequest} KnockRequest instance
                 * @type {{
                 *   (properties: potluck.group.v1.KnockRequest.$Shape): potluck.group.v1.KnockRequest & potluck.group.v1.KnockRequest.$Shape;
                 *   (properties?: potluck.group.v1.KnockRequest.$Properties): potluck.group.v1.KnockRequest;
                 * }}
                 */
                KnockRequest.create = function(properties) {
                    return new KnockRequest(properties);
                };

                /**
                 * Encodes the specified KnockRequest message. Does not implicitly {@link potluck.group.v1.KnockRequest.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.KnockRequest
                 * @static
                 * @param {potluck.group.v1.KnockRequest.$Properties} message KnockRequest message or plain object to encode
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
                    if (message.list != null && $Object.hasOwnProperty.call(message, "list"))
                        $root.potluck.group.v1.ListGroup.encode(message.list, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.knock != null && $Object.hasOwnProperty.call(message, "knock"))
                        $root.potluck.group.v1.Knock.encode(message.knock, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a KnockRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.KnockRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.KnockRequest & potluck.group.v1.KnockRequest.$Shape} KnockRequest
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
                    message = _target || new $root.potluck.group.v1.KnockRequest();
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
                                message.list = $root.potluck.group.v1.ListGroup.decode(reader, reader.size(), $undefined, _depth + 1, message.list);
                                message.request = "list";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.knock = $root.potluck.group.v1.Knock.decode(reader, reader.size(), $undefined, _depth + 1, message.knock);
                                message.request = "knock";
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
                 * @memberof potluck.group.v1.KnockRequest
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.KnockRequest} KnockRequest
                 */
                KnockRequest.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.KnockRequest)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.KnockRequest: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.KnockRequest();
                    if (object.list != null) {
                        if (!$util.isObject(object.list))
                            throw $TypeError(".potluck.group.v1.KnockRequest.list: object expected");
                        message.list = $root.potluck.group.v1.ListGroup.fromObject(object.list, _depth + 1);
                    }
                    if (object.knock != null) {
                        if (!$util.isObject(object.knock))
                            throw $TypeError(".potluck.group.v1.KnockRequest.knock: object expected");
                        message.knock = $root.potluck.group.v1.Knock.fromObject(object.knock, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a KnockRequest message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.KnockRequest
                 * @static
                 * @param {potluck.group.v1.KnockRequest} message KnockRequest
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
                    if (message.list != null && $Object.hasOwnProperty.call(message, "list")) {
                        object.list = $root.potluck.group.v1.ListGroup.toObject(message.list, options, _depth + 1);
                        if (options.oneofs)
                            object.request = "list";
                    }
                    if (message.knock != null && $Object.hasOwnProperty.call(message, "knock")) {
                        object.knock = $root.potluck.group.v1.Knock.toObject(message.knock, options, _depth + 1);
                        if (options.oneofs)
                            object.request = "knock";
                    }
                    return object;
                };

                /**
                 * Converts this KnockRequest to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.KnockRequest
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                KnockRequest.prototype.toJSON = function() {
                    return KnockRequest.toObject(this, $protobuf.util.toJSONOptions);
                };

                return KnockRequest;
            })();

            v1.ListGroup = (function() {

                /**
                 * Properties of a ListGroup.
                 * @typedef {Object} potluck.group.v1.ListGroup.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ListGroup.
                 * @memberof potluck.group.v1
                 * @interface IListGroup
                 * @augments potluck.group.v1.ListGroup.$Properties
                 * @deprecated Use potluck.group.v1.ListGroup.$Properties instead.
                 */

                /**
                 * Shape of a ListGroup.
                 * @typedef {potluck.group.v1.ListGroup.$Properties} potluck.group.v1.ListGroup.$Shape
                 */

                /**
                 * Constructs a new ListGroup.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a ListGroup.
                 * @constructor
                 * @param {potluck.group.v1.ListGroup.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ListGroup = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Creates a new ListGroup instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.ListGroup
                 * @static
                 * @param {potluck.group.v1.ListGroup.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.ListGroup} ListGroup instance
                 * @type {{
                 *   (properties: potluck.group.v1.ListGroup.$Shape): potluck.group.v1.ListGroup & potluck.group.v1.ListGroup.$Shape;
                 *   (properties?: potluck.group.v1.ListGroup.$Properties): potluck.group.v1.ListGroup;
                 * }}
                 */
                ListGroup.create = function(properties) {
                    return new ListGroup(properties);
                };

                /**
                 * Encodes the specified ListGroup message. Does not implicitly {@link potluck.group.v1.ListGroup.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.ListGroup
                 * @static
                 * @param {potluck.group.v1.ListGroup.$Properties} message ListGroup message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ListGroup.encode = function (message, writer, _depth) {
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
                 * Decodes a ListGroup message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.ListGroup
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.ListGroup & potluck.group.v1.ListGroup.$Shape} ListGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ListGroup.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.ListGroup();
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
                 * Creates a ListGroup message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.ListGroup
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.ListGroup} ListGroup
                 */
                ListGroup.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.ListGroup)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.ListGroup: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    return new $root.potluck.group.v1.ListGroup();
                };

                /**
                 * Creates a plain object from a ListGroup message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.ListGroup
                 * @static
                 * @param {potluck.group.v1.ListGroup} message ListGroup
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                ListGroup.toObject = function () {
                    return {};
                };

                /**
                 * Converts this ListGroup to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.ListGroup
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                ListGroup.prototype.toJSON = function() {
                    return ListGroup.toObject(this, $protobuf.util.toJSONOptions);
                };

                return ListGroup;
            })();

            v1.Knock = (function() {

                /**
                 * Properties of a Knock.
                 * @typedef {Object} potluck.group.v1.Knock.$Properties
                 * @property {Uint8Array|null} [rootPublicKey] Knock rootPublicKey
                 * @property {string|null} [name] Knock name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Knock.
                 * @memberof potluck.group.v1
                 * @interface IKnock
                 * @augments potluck.group.v1.Knock.$Properties
                 * @deprecated Use potluck.group.v1.Knock.$Properties instead.
                 */

                /**
                 * Shape of a Knock.
                 * @typedef {potluck.group.v1.Knock.$Properties} potluck.group.v1.Knock.$Shape
                 */

                /**
                 * Constructs a new Knock.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a Knock.
                 * @constructor
                 * @param {potluck.group.v1.Knock.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Knock = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Knock rootPublicKey.
                 * @member {Uint8Array} rootPublicKey
                 * @memberof potluck.group.v1.Knock
                 * @instance
                 */
                Knock.prototype.rootPublicKey = $util.newBuffer([]);

                /**
                 * Knock name.
                 * @member {string} name
                 * @memberof potluck.group.v1.Knock
                 * @instance
                 */
                Knock.prototype.name = "";

                /**
                 * Creates a new Knock instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.Knock
                 * @static
                 * @param {potluck.group.v1.Knock.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.Knock} Knock instance
                 * @type {{
                 *   (properties: potluck.group.v1.Knock.$Shape): potluck.group.v1.Knock & potluck.group.v1.Knock.$Shape;
                 *   (properties?: potluck.group.v1.Knock.$Properties): potluck.group.v1.Knock;
                 * }}
                 */
                Knock.create = function(properties) {
                    return new Knock(properties);
                };

                /**
                 * Encodes the specified Knock message. Does not implicitly {@link potluck.group.v1.Knock.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.Knock
                 * @static
                 * @param {potluck.group.v1.Knock.$Properties} message Knock message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Knock.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey") && message.rootPublicKey.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.rootPublicKey);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Knock message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.Knock
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.Knock & potluck.group.v1.Knock.$Shape} Knock
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Knock.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.Knock();
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
                                    message.rootPublicKey = value;
                                else
                                    delete message.rootPublicKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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
                 * Creates a Knock message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.Knock
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.Knock} Knock
                 */
                Knock.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.Knock)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.Knock: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.Knock();
                    if (object.rootPublicKey != null)
                        if (object.rootPublicKey.length)
                            if (typeof object.rootPublicKey === "string")
                                $util.base64.decode(object.rootPublicKey, message.rootPublicKey = $util.newBuffer($util.base64.length(object.rootPublicKey)), 0);
                            else if (object.rootPublicKey.length >= 0)
                                message.rootPublicKey = object.rootPublicKey;
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    return message;
                };

                /**
                 * Creates a plain object from a Knock message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.Knock
                 * @static
                 * @param {potluck.group.v1.Knock} message Knock
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Knock.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.rootPublicKey = "";
                        else {
                            object.rootPublicKey = [];
                            if (options.bytes !== $Array)
                                object.rootPublicKey = $util.newBuffer(object.rootPublicKey);
                        }
                        object.name = "";
                    }
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey"))
                        object.rootPublicKey = options.bytes === $String ? $util.base64.encode(message.rootPublicKey, 0, message.rootPublicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rootPublicKey) : message.rootPublicKey;
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    return object;
                };

                /**
                 * Converts this Knock to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.Knock
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Knock.prototype.toJSON = function() {
                    return Knock.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Knock;
            })();

            v1.KnockAnswer = (function() {

                /**
                 * Properties of a KnockAnswer.
                 * @typedef {Object} potluck.group.v1.KnockAnswer.$Properties
                 * @property {potluck.group.v1.KnockAnswer.Outcome|null} [outcome] KnockAnswer outcome
                 * @property {number|null} [retryAfterMs] KnockAnswer retryAfterMs
                 * @property {Uint8Array|null} [invitation] KnockAnswer invitation
                 * @property {number|null} [nowMs] KnockAnswer nowMs
                 * @property {potluck.group.v1.OfferedGroup.$Properties|null} [group] KnockAnswer group
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a KnockAnswer.
                 * @memberof potluck.group.v1
                 * @interface IKnockAnswer
                 * @augments potluck.group.v1.KnockAnswer.$Properties
                 * @deprecated Use potluck.group.v1.KnockAnswer.$Properties instead.
                 */

                /**
                 * Shape of a KnockAnswer.
                 * @typedef {potluck.group.v1.KnockAnswer.$Properties} potluck.group.v1.KnockAnswer.$Shape
                 */

                /**
                 * Constructs a new KnockAnswer.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a KnockAnswer.
                 * @constructor
                 * @param {potluck.group.v1.KnockAnswer.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const KnockAnswer = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * KnockAnswer outcome.
                 * @member {potluck.group.v1.KnockAnswer.Outcome} outcome
                 * @memberof potluck.group.v1.KnockAnswer
                 * @instance
                 */
                KnockAnswer.prototype.outcome = 0;

                /**
                 * KnockAnswer retryAfterMs.
                 * @member {number} retryAfterMs
                 * @memberof potluck.group.v1.KnockAnswer
                 * @instance
                 */
                KnockAnswer.prototype.retryAfterMs = 0;

                /**
                 * KnockAnswer invitation.
                 * @member {Uint8Array} invitation
                 * @memberof potluck.group.v1.KnockAnswer
                 * @instance
                 */
                KnockAnswer.prototype.invitation = $util.newBuffer([]);

                /**
                 * KnockAnswer nowMs.
                 * @member {number} nowMs
                 * @memberof potluck.group.v1.KnockAnswer
                 * @instance
                 */
                KnockAnswer.prototype.nowMs = 0;

                /**
                 * KnockAnswer group.
                 * @member {potluck.group.v1.OfferedGroup.$Properties|null|undefined} group
                 * @memberof potluck.group.v1.KnockAnswer
                 * @instance
                 */
                KnockAnswer.prototype.group = null;

                /**
                 * Creates a new KnockAnswer instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.KnockAnswer
                 * @static
                 * @param {potluck.group.v1.KnockAnswer.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.KnockAnswer} KnockAnswer instance
                 * @type {{
                 *   (properties: potluck.group.v1.KnockAnswer.$Shape): potluck.group.v1.KnockAnswer & potluck.group.v1.KnockAnswer.$Shape;
                 *   (properties?: potluck.group.v1.KnockAnswer.$Properties): potluck.group.v1.KnockAnswer;
                 * }}
                 */
                KnockAnswer.create = function(properties) {
                    return new KnockAnswer(properties);
                };

                /**
                 * Encodes the specified KnockAnswer message. Does not implicitly {@link potluck.group.v1.KnockAnswer.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.KnockAnswer
                 * @static
                 * @param {potluck.group.v1.KnockAnswer.$Properties} message KnockAnswer message or plain object to encode
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
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.outcome);
                    if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs") && message.retryAfterMs !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.retryAfterMs);
                    if (message.invitation != null && $Object.hasOwnProperty.call(message, "invitation") && message.invitation.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.invitation);
                    if (message.nowMs != null && $Object.hasOwnProperty.call(message, "nowMs") && (typeof message.nowMs === "object" ? message.nowMs.low || message.nowMs.high : message.nowMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.nowMs);
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        $root.potluck.group.v1.OfferedGroup.encode(message.group, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a KnockAnswer message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.KnockAnswer
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.KnockAnswer & potluck.group.v1.KnockAnswer.$Shape} KnockAnswer
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
                    message = _target || new $root.potluck.group.v1.KnockAnswer();
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
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.retryAfterMs = value;
                                else
                                    delete message.retryAfterMs;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.invitation = value;
                                else
                                    delete message.invitation;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.nowMs = value;
                                else
                                    delete message.nowMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.group = $root.potluck.group.v1.OfferedGroup.decode(reader, reader.size(), $undefined, _depth + 1, message.group);
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
                 * @memberof potluck.group.v1.KnockAnswer
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.KnockAnswer} KnockAnswer
                 */
                KnockAnswer.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.KnockAnswer)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.KnockAnswer: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.KnockAnswer();
                    if (object.outcome !== 0 && (typeof object.outcome !== "string" || $root.potluck.group.v1.KnockAnswer.Outcome[object.outcome] !== 0))
                        switch (object.outcome) {
                        case "UNSPECIFIED":
                        case 0:
                            message.outcome = 0;
                            break;
                        case "OFFERED":
                        case 1:
                            message.outcome = 1;
                            break;
                        case "WAITING":
                        case 2:
                            message.outcome = 2;
                            break;
                        case "INVITED":
                        case 3:
                            message.outcome = 3;
                            break;
                        case "DENIED":
                        case 4:
                            message.outcome = 4;
                            break;
                        case "BUSY":
                        case 5:
                            message.outcome = 5;
                            break;
                        default:
                            if (typeof object.outcome === "number" && (object.outcome | 0) === object.outcome)
                                message.outcome = object.outcome;
                        }
                    if (object.retryAfterMs != null)
                        if ($Number(object.retryAfterMs) !== 0)
                            message.retryAfterMs = object.retryAfterMs >>> 0;
                    if (object.invitation != null)
                        if (object.invitation.length)
                            if (typeof object.invitation === "string")
                                $util.base64.decode(object.invitation, message.invitation = $util.newBuffer($util.base64.length(object.invitation)), 0);
                            else if (object.invitation.length >= 0)
                                message.invitation = object.invitation;
                    if (object.nowMs != null)
                        if (typeof object.nowMs === "object" ? object.nowMs.low || object.nowMs.high : $Number(object.nowMs) !== 0)
                            if ($util.Long)
                                message.nowMs = $util.Long.fromValue(object.nowMs, true);
                            else if (typeof object.nowMs === "string")
                                message.nowMs = $parseInt(object.nowMs, 10);
                            else if (typeof object.nowMs === "number")
                                message.nowMs = object.nowMs;
                            else if (typeof object.nowMs === "object")
                                message.nowMs = new $util.LongBits(object.nowMs.low >>> 0, object.nowMs.high >>> 0).toNumber(true);
                    if (object.group != null) {
                        if (!$util.isObject(object.group))
                            throw $TypeError(".potluck.group.v1.KnockAnswer.group: object expected");
                        message.group = $root.potluck.group.v1.OfferedGroup.fromObject(object.group, _depth + 1);
                    }
                    return message;
                };

                /**
                 * Creates a plain object from a KnockAnswer message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.KnockAnswer
                 * @static
                 * @param {potluck.group.v1.KnockAnswer} message KnockAnswer
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
                    if (options.defaults) {
                        object.outcome = options.enums === $String ? "UNSPECIFIED" : 0;
                        object.retryAfterMs = 0;
                        if (options.bytes === $String)
                            object.invitation = "";
                        else {
                            object.invitation = [];
                            if (options.bytes !== $Array)
                                object.invitation = $util.newBuffer(object.invitation);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.nowMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.nowMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.group = null;
                    }
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome"))
                        object.outcome = options.enums === $String ? $root.potluck.group.v1.KnockAnswer.Outcome[message.outcome] === $undefined ? message.outcome : $root.potluck.group.v1.KnockAnswer.Outcome[message.outcome] : message.outcome;
                    if (message.retryAfterMs != null && $Object.hasOwnProperty.call(message, "retryAfterMs"))
                        object.retryAfterMs = message.retryAfterMs;
                    if (message.invitation != null && $Object.hasOwnProperty.call(message, "invitation"))
                        object.invitation = options.bytes === $String ? $util.base64.encode(message.invitation, 0, message.invitation.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.invitation) : message.invitation;
                    if (message.nowMs != null && $Object.hasOwnProperty.call(message, "nowMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.nowMs = typeof message.nowMs === "number" ? $BigInt(message.nowMs) : $util.Long.fromBits(message.nowMs.low >>> 0, message.nowMs.high >>> 0, true).toBigInt();
                        else if (typeof message.nowMs === "number")
                            object.nowMs = options.longs === $String ? $String(message.nowMs) : message.nowMs;
                        else
                            object.nowMs = options.longs === $String ? $util.Long.prototype.toString.call(message.nowMs) : options.longs === $Number ? new $util.LongBits(message.nowMs.low >>> 0, message.nowMs.high >>> 0).toNumber(true) : message.nowMs;
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group"))
                        object.group = $root.potluck.group.v1.OfferedGroup.toObject(message.group, options, _depth + 1);
                    return object;
                };

                /**
                 * Converts this KnockAnswer to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.KnockAnswer
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                KnockAnswer.prototype.toJSON = function() {
                    return KnockAnswer.toObject(this, $protobuf.util.toJSONOptions);
                };

                /**
                 * Outcome enum.
                 * @name potluck.group.v1.KnockAnswer.Outcome
                 * @enum {number}
                 * @property {number} UNSPECIFIED=0 UNSPECIFIED value
                 * @property {number} OFFERED=1 OFFERED value
                 * @property {number} WAITING=2 WAITING value
                 * @property {number} INVITED=3 INVITED value
                 * @property {number} DENIED=4 DENIED value
                 * @property {number} BUSY=5 BUSY value
                 */
                KnockAnswer.Outcome = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNSPECIFIED"] = 0;
                    values[valuesById[1] = "OFFERED"] = 1;
                    values[valuesById[2] = "WAITING"] = 2;
                    values[valuesById[3] = "INVITED"] = 3;
                    values[valuesById[4] = "DENIED"] = 4;
                    values[valuesById[5] = "BUSY"] = 5;
                    return values;
                })();

                return KnockAnswer;
            })();

            v1.OfferedGroup = (function() {

                /**
                 * Properties of an OfferedGroup.
                 * @typedef {Object} potluck.group.v1.OfferedGroup.$Properties
                 * @property {Uint8Array|null} [rootPublicKey] OfferedGroup rootPublicKey
                 * @property {string|null} [groupName] OfferedGroup groupName
                 * @property {string|null} [administratorName] OfferedGroup administratorName
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an OfferedGroup.
                 * @memberof potluck.group.v1
                 * @interface IOfferedGroup
                 * @augments potluck.group.v1.OfferedGroup.$Properties
                 * @deprecated Use potluck.group.v1.OfferedGroup.$Properties instead.
                 */

                /**
                 * Shape of an OfferedGroup.
                 * @typedef {potluck.group.v1.OfferedGroup.$Properties} potluck.group.v1.OfferedGroup.$Shape
                 */

                /**
                 * Constructs a new OfferedGroup.
                 * @memberof potluck.group.v1
                 * @classdesc Represents an OfferedGroup.
                 * @constructor
                 * @param {potluck.group.v1.OfferedGroup.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const OfferedGroup = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * OfferedGroup rootPublicKey.
                 * @member {Uint8Array} rootPublicKey
                 * @memberof potluck.group.v1.OfferedGroup
                 * @instance
                 */
                OfferedGroup.prototype.rootPublicKey = $util.newBuffer([]);

                /**
                 * OfferedGroup groupName.
                 * @member {string} groupName
                 * @memberof potluck.group.v1.OfferedGroup
                 * @instance
                 */
                OfferedGroup.prototype.groupName = "";

                /**
                 * OfferedGroup administratorName.
                 * @member {string} administratorName
                 * @memberof potluck.group.v1.OfferedGroup
                 * @instance
                 */
                OfferedGroup.prototype.administratorName = "";

                /**
                 * Creates a new OfferedGroup instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.OfferedGroup
                 * @static
                 * @param {potluck.group.v1.OfferedGroup.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.OfferedGroup} OfferedGroup instance
                 * @type {{
                 *   (properties: potluck.group.v1.OfferedGroup.$Shape): potluck.group.v1.OfferedGroup & potluck.group.v1.OfferedGroup.$Shape;
                 *   (properties?: potluck.group.v1.OfferedGroup.$Properties): potluck.group.v1.OfferedGroup;
                 * }}
                 */
                OfferedGroup.create = function(properties) {
                    return new OfferedGroup(properties);
                };

                /**
                 * Encodes the specified OfferedGroup message. Does not implicitly {@link potluck.group.v1.OfferedGroup.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.OfferedGroup
                 * @static
                 * @param {potluck.group.v1.OfferedGroup.$Properties} message OfferedGroup message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OfferedGroup.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey") && message.rootPublicKey.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.rootPublicKey);
                    if (message.groupName != null && $Object.hasOwnProperty.call(message, "groupName") && message.groupName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.groupName);
                    if (message.administratorName != null && $Object.hasOwnProperty.call(message, "administratorName") && message.administratorName !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.administratorName);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an OfferedGroup message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.OfferedGroup
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.OfferedGroup & potluck.group.v1.OfferedGroup.$Shape} OfferedGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OfferedGroup.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.OfferedGroup();
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
                                    message.rootPublicKey = value;
                                else
                                    delete message.rootPublicKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.groupName = value;
                                else
                                    delete message.groupName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.administratorName = value;
                                else
                                    delete message.administratorName;
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
                 * Creates an OfferedGroup message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.OfferedGroup
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.OfferedGroup} OfferedGroup
                 */
                OfferedGroup.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.OfferedGroup)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.OfferedGroup: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.OfferedGroup();
                    if (object.rootPublicKey != null)
                        if (object.rootPublicKey.length)
                            if (typeof object.rootPublicKey === "string")
                                $util.base64.decode(object.rootPublicKey, message.rootPublicKey = $util.newBuffer($util.base64.length(object.rootPublicKey)), 0);
                            else if (object.rootPublicKey.length >= 0)
                                message.rootPublicKey = object.rootPublicKey;
                    if (object.groupName != null)
                        if (typeof object.groupName !== "string" || object.groupName.length)
                            message.groupName = $String(object.groupName);
                    if (object.administratorName != null)
                        if (typeof object.administratorName !== "string" || object.administratorName.length)
                            message.administratorName = $String(object.administratorName);
                    return message;
                };

                /**
                 * Creates a plain object from an OfferedGroup message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.OfferedGroup
                 * @static
                 * @param {potluck.group.v1.OfferedGroup} message OfferedGroup
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                OfferedGroup.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.rootPublicKey = "";
                        else {
                            object.rootPublicKey = [];
                            if (options.bytes !== $Array)
                                object.rootPublicKey = $util.newBuffer(object.rootPublicKey);
                        }
                        object.groupName = "";
                        object.administratorName = "";
                    }
                    if (message.rootPublicKey != null && $Object.hasOwnProperty.call(message, "rootPublicKey"))
                        object.rootPublicKey = options.bytes === $String ? $util.base64.encode(message.rootPublicKey, 0, message.rootPublicKey.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.rootPublicKey) : message.rootPublicKey;
                    if (message.groupName != null && $Object.hasOwnProperty.call(message, "groupName"))
                        object.groupName = message.groupName;
                    if (message.administratorName != null && $Object.hasOwnProperty.call(message, "administratorName"))
                        object.administratorName = message.administratorName;
                    return object;
                };

                /**
                 * Converts this OfferedGroup to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.OfferedGroup
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                OfferedGroup.prototype.toJSON = function() {
                    return OfferedGroup.toObject(this, $protobuf.util.toJSONOptions);
                };

                return OfferedGroup;
            })();

            v1.MemberData = (function() {

                /**
                 * Properties of a MemberData.
                 * @typedef {Object} potluck.group.v1.MemberData.$Properties
                 * @property {string|null} [name] MemberData name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MemberData.
                 * @memberof potluck.group.v1
                 * @interface IMemberData
                 * @augments potluck.group.v1.MemberData.$Properties
                 * @deprecated Use potluck.group.v1.MemberData.$Properties instead.
                 */

                /**
                 * Shape of a MemberData.
                 * @typedef {potluck.group.v1.MemberData.$Properties} potluck.group.v1.MemberData.$Shape
                 */

                /**
                 * Constructs a new MemberData.
                 * @memberof potluck.group.v1
                 * @classdesc Represents a MemberData.
                 * @constructor
                 * @param {potluck.group.v1.MemberData.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MemberData = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MemberData name.
                 * @member {string} name
                 * @memberof potluck.group.v1.MemberData
                 * @instance
                 */
                MemberData.prototype.name = "";

                /**
                 * Creates a new MemberData instance using the specified properties.
                 * @function create
                 * @memberof potluck.group.v1.MemberData
                 * @static
                 * @param {potluck.group.v1.MemberData.$Properties=} [properties] Properties to set
                 * @returns {potluck.group.v1.MemberData} MemberData instance
                 * @type {{
                 *   (properties: potluck.group.v1.MemberData.$Shape): potluck.group.v1.MemberData & potluck.group.v1.MemberData.$Shape;
                 *   (properties?: potluck.group.v1.MemberData.$Properties): potluck.group.v1.MemberData;
                 * }}
                 */
                MemberData.create = function(properties) {
                    return new MemberData(properties);
                };

                /**
                 * Encodes the specified MemberData message. Does not implicitly {@link potluck.group.v1.MemberData.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.group.v1.MemberData
                 * @static
                 * @param {potluck.group.v1.MemberData.$Properties} message MemberData message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MemberData.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MemberData message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.group.v1.MemberData
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.group.v1.MemberData & potluck.group.v1.MemberData.$Shape} MemberData
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MemberData.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.group.v1.MemberData();
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
                 * Creates a MemberData message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.group.v1.MemberData
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.group.v1.MemberData} MemberData
                 */
                MemberData.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.group.v1.MemberData)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.group.v1.MemberData: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.group.v1.MemberData();
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    return message;
                };

                /**
                 * Creates a plain object from a MemberData message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.group.v1.MemberData
                 * @static
                 * @param {potluck.group.v1.MemberData} message MemberData
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                MemberData.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults)
                        object.name = "";
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    return object;
                };

                /**
                 * Converts this MemberData to JSON.
                 * @function toJSON
                 * @memberof potluck.group.v1.MemberData
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                MemberData.prototype.toJSON = function() {
                    return MemberData.toObject(this, $protobuf.util.toJSONOptions);
                };

                return MemberData;
            })();

            return v1;
        })();

        return group;
    })();

    return potluck;
})();

export {
  $root as default
};
