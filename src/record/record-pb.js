/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Exact up to 2^53
const $toNumber = (value) => (typeof value === 'number' ? value : value.toNumber());

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Number = $util.global.Number, $parseInt = $util.global.parseInt, $Boolean = $util.global.Boolean, $Array = $util.global.Array, $BigInt = $util.global.BigInt;

// Exported root namespace
const $root = $protobuf.roots["record"] || ($protobuf.roots["record"] = {});

export const potluck = $root.potluck = (() => {

    /**
     * Namespace potluck.
     * @exports potluck
     * @namespace
     */
    const potluck = {};

    potluck.record = (function() {

        /**
         * Namespace record.
         * @memberof potluck
         * @namespace
         */
        const record = {};

        record.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof potluck.record
             * @namespace
             */
            const v1 = {};

            v1.Record = (function() {

                /**
                 * Properties of a Record.
                 * @typedef {Object} potluck.record.v1.Record.$Properties
                 * @property {Uint8Array|null} [id] Record id
                 * @property {string|null} [type] Record type
                 * @property {Uint8Array|null} [creator] Record creator
                 * @property {Uint8Array|null} [lastModifiedBy] Record lastModifiedBy
                 * @property {number|null} [version] Record version
                 * @property {number|null} [createdMs] Record createdMs
                 * @property {number|null} [modifiedMs] Record modifiedMs
                 * @property {number|null} [expiresMs] Record expiresMs
                 * @property {boolean|null} [deleted] Record deleted
                 * @property {Array.<potluck.record.v1.Attribute.$Properties>|null} [attributes] Record attributes
                 * @property {Uint8Array|null} [data] Record data
                 * @property {boolean|null} [autoRefresh] Record autoRefresh
                 * @property {number|null} [renewals] Record renewals
                 * @property {number|null} [renewedMs] Record renewedMs
                 * @property {Array.<potluck.record.v1.Edit.$Properties>|null} [edits] Record edits
                 * @property {boolean|null} [collaborative] Record collaborative
                 * @property {Array.<potluck.record.v1.Replaced.$Properties>|null} [replaces] Record replaces
                 * @property {Array.<potluck.record.v1.Overwritten.$Properties>|null} [overwritten] Record overwritten
                 * @property {Uint8Array|null} [security] Record security
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Record.
                 * @memberof potluck.record.v1
                 * @interface IRecord
                 * @augments potluck.record.v1.Record.$Properties
                 * @deprecated Use potluck.record.v1.Record.$Properties instead.
                 */

                /**
                 * Shape of a Record.
                 * @typedef {{
                 *   id?: Uint8Array|null;
                 *   type?: string|null;
                 *   creator?: Uint8Array|null;
                 *   lastModifiedBy?: Uint8Array|null;
                 *   version?: number|null;
                 *   createdMs?: number|null;
                 *   modifiedMs?: number|null;
                 *   expiresMs?: number|null;
                 *   deleted?: boolean|null;
                 *   attributes?: Array.<potluck.record.v1.Attribute.$Shape>|null;
                 *   data?: Uint8Array|null;
                 *   autoRefresh?: boolean|null;
                 *   renewals?: number|null;
                 *   renewedMs?: number|null;
                 *   edits?: Array.<potluck.record.v1.Edit.$Shape>|null;
                 *   collaborative?: boolean|null;
                 *   replaces?: Array.<potluck.record.v1.Replaced.$Shape>|null;
                 *   overwritten?: Array.<potluck.record.v1.Overwritten.$Shape>|null;
                 *   security?: Uint8Array|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * }} potluck.record.v1.Record.$Shape
                 */

                /**
                 * Constructs a new Record.
                 * @memberof potluck.record.v1
                 * @classdesc Represents a Record.
                 * @constructor
                 * @param {potluck.record.v1.Record.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Record = function (properties) {
                    this.attributes = [];
                    this.edits = [];
                    this.replaces = [];
                    this.overwritten = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Record id.
                 * @member {Uint8Array} id
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.id = $util.newBuffer([]);

                /**
                 * Record type.
                 * @member {string} type
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.type = "";

                /**
                 * Record creator.
                 * @member {Uint8Array} creator
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.creator = $util.newBuffer([]);

                /**
                 * Record lastModifiedBy.
                 * @member {Uint8Array} lastModifiedBy
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.lastModifiedBy = $util.newBuffer([]);

                /**
                 * Record version.
                 * @member {number} version
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.version = 0;

                /**
                 * Record createdMs.
                 * @member {number} createdMs
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.createdMs = 0;

                /**
                 * Record modifiedMs.
                 * @member {number} modifiedMs
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.modifiedMs = 0;

                /**
                 * Record expiresMs.
                 * @member {number} expiresMs
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.expiresMs = 0;

                /**
                 * Record deleted.
                 * @member {boolean} deleted
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.deleted = false;

                /**
                 * Record attributes.
                 * @member {Array.<potluck.record.v1.Attribute.$Properties>} attributes
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.attributes = $util.emptyArray;

                /**
                 * Record data.
                 * @member {Uint8Array} data
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.data = $util.newBuffer([]);

                /**
                 * Record autoRefresh.
                 * @member {boolean} autoRefresh
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.autoRefresh = false;

                /**
                 * Record renewals.
                 * @member {number} renewals
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.renewals = 0;

                /**
                 * Record renewedMs.
                 * @member {number} renewedMs
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.renewedMs = 0;

                /**
                 * Record edits.
                 * @member {Array.<potluck.record.v1.Edit.$Properties>} edits
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.edits = $util.emptyArray;

                /**
                 * Record collaborative.
                 * @member {boolean} collaborative
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.collaborative = false;

                /**
                 * Record replaces.
                 * @member {Array.<potluck.record.v1.Replaced.$Properties>} replaces
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.replaces = $util.emptyArray;

                /**
                 * Record overwritten.
                 * @member {Array.<potluck.record.v1.Overwritten.$Properties>} overwritten
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.overwritten = $util.emptyArray;

                /**
                 * Record security.
                 * @member {Uint8Array} security
                 * @memberof potluck.record.v1.Record
                 * @instance
                 */
                Record.prototype.security = $util.newBuffer([]);

                /**
                 * Creates a new Record instance using the specified properties.
                 * @function create
                 * @memberof potluck.record.v1.Record
                 * @static
                 * @param {potluck.record.v1.Record.$Properties=} [properties] Properties to set
                 * @returns {potluck.record.v1.Record} Record instance
                 * @type {{
                 *   (properties: potluck.record.v1.Record.$Shape): potluck.record.v1.Record & potluck.record.v1.Record.$Shape;
                 *   (properties?: potluck.record.v1.Record.$Properties): potluck.record.v1.Record;
                 * }}
                 */
                Record.create = function(properties) {
                    return new Record(properties);
                };

                /**
                 * Encodes the specified Record message. Does not implicitly {@link potluck.record.v1.Record.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.record.v1.Record
                 * @static
                 * @param {potluck.record.v1.Record.$Properties} message Record message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Record.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.type);
                    if (message.creator != null && $Object.hasOwnProperty.call(message, "creator") && message.creator.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.creator);
                    if (message.lastModifiedBy != null && $Object.hasOwnProperty.call(message, "lastModifiedBy") && message.lastModifiedBy.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.lastModifiedBy);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.version);
                    if (message.createdMs != null && $Object.hasOwnProperty.call(message, "createdMs") && (typeof message.createdMs === "object" ? message.createdMs.low || message.createdMs.high : message.createdMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.createdMs);
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs") && (typeof message.modifiedMs === "object" ? message.modifiedMs.low || message.modifiedMs.high : message.modifiedMs !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.modifiedMs);
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs") && (typeof message.expiresMs === "object" ? message.expiresMs.low || message.expiresMs.high : message.expiresMs !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.expiresMs);
                    if (message.deleted != null && $Object.hasOwnProperty.call(message, "deleted") && message.deleted !== false)
                        writer.uint32(/* id 9, wireType 0 =*/72).bool(message.deleted);
                    if (message.attributes != null && message.attributes.length)
                        for (let i = 0; i < message.attributes.length; ++i)
                            $root.potluck.record.v1.Attribute.encode(message.attributes[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                        writer.uint32(/* id 11, wireType 2 =*/90).bytes(message.data);
                    if (message.autoRefresh != null && $Object.hasOwnProperty.call(message, "autoRefresh") && message.autoRefresh !== false)
                        writer.uint32(/* id 12, wireType 0 =*/96).bool(message.autoRefresh);
                    if (message.renewals != null && $Object.hasOwnProperty.call(message, "renewals") && message.renewals !== 0)
                        writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.renewals);
                    if (message.renewedMs != null && $Object.hasOwnProperty.call(message, "renewedMs") && (typeof message.renewedMs === "object" ? message.renewedMs.low || message.renewedMs.high : message.renewedMs !== 0))
                        writer.uint32(/* id 14, wireType 0 =*/112).uint64(message.renewedMs);
                    if (message.edits != null && message.edits.length)
                        for (let i = 0; i < message.edits.length; ++i)
                            $root.potluck.record.v1.Edit.encode(message.edits[i], writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
                    if (message.collaborative != null && $Object.hasOwnProperty.call(message, "collaborative") && message.collaborative !== false)
                        writer.uint32(/* id 16, wireType 0 =*/128).bool(message.collaborative);
                    if (message.replaces != null && message.replaces.length)
                        for (let i = 0; i < message.replaces.length; ++i)
                            $root.potluck.record.v1.Replaced.encode(message.replaces[i], writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                    if (message.overwritten != null && message.overwritten.length)
                        for (let i = 0; i < message.overwritten.length; ++i)
                            $root.potluck.record.v1.Overwritten.encode(message.overwritten[i], writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
                    if (message.security != null && $Object.hasOwnProperty.call(message, "security") && message.security.length)
                        writer.uint32(/* id 19, wireType 2 =*/154).bytes(message.security);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Record message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.record.v1.Record
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Record & potluck.record.v1.Record.$Shape} Record
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Record.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.record.v1.Record();
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
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.creator = value;
                                else
                                    delete message.creator;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.lastModifiedBy = value;
                                else
                                    delete message.lastModifiedBy;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.createdMs = value;
                                else
                                    delete message.createdMs;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.modifiedMs = value;
                                else
                                    delete message.modifiedMs;
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
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.deleted = value;
                                else
                                    delete message.deleted;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.attributes && message.attributes.length))
                                    message.attributes = [];
                                message.attributes.push($root.potluck.record.v1.Attribute.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.data = value;
                                else
                                    delete message.data;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.autoRefresh = value;
                                else
                                    delete message.autoRefresh;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.renewals = value;
                                else
                                    delete message.renewals;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.renewedMs = value;
                                else
                                    delete message.renewedMs;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.edits && message.edits.length))
                                    message.edits = [];
                                message.edits.push($root.potluck.record.v1.Edit.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 16: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.collaborative = value;
                                else
                                    delete message.collaborative;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.replaces && message.replaces.length))
                                    message.replaces = [];
                                message.replaces.push($root.potluck.record.v1.Replaced.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 18: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.overwritten && message.overwritten.length))
                                    message.overwritten = [];
                                message.overwritten.push($root.potluck.record.v1.Overwritten.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 19: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.security = value;
                                else
                                    delete message.security;
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
                 * Creates a Record message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.record.v1.Record
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.record.v1.Record} Record
                 */
                Record.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.record.v1.Record)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.record.v1.Record: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.record.v1.Record();
                    if (object.id != null)
                        if (object.id.length)
                            if (typeof object.id === "string")
                                $util.base64.decode(object.id, message.id = $util.newBuffer($util.base64.length(object.id)), 0);
                            else if (object.id.length >= 0)
                                message.id = object.id;
                    if (object.type != null)
                        if (typeof object.type !== "string" || object.type.length)
                            message.type = $String(object.type);
                    if (object.creator != null)
                        if (object.creator.length)
                            if (typeof object.creator === "string")
                                $util.base64.decode(object.creator, message.creator = $util.newBuffer($util.base64.length(object.creator)), 0);
                            else if (object.creator.length >= 0)
                                message.creator = object.creator;
                    if (object.lastModifiedBy != null)
                        if (object.lastModifiedBy.length)
                            if (typeof object.lastModifiedBy === "string")
                                $util.base64.decode(object.lastModifiedBy, message.lastModifiedBy = $util.newBuffer($util.base64.length(object.lastModifiedBy)), 0);
                            else if (object.lastModifiedBy.length >= 0)
                                message.lastModifiedBy = object.lastModifiedBy;
                    if (object.version != null)
                        if (typeof object.version === "object" ? object.version.low || object.version.high : $Number(object.version) !== 0)
                            if ($util.Long)
                                message.version = $util.Long.fromValue(object.version, true);
                            else if (typeof object.version === "string")
                                message.version = $parseInt(object.version, 10);
                            else if (typeof object.version === "number")
                                message.version = object.version;
                            else if (typeof object.version === "object")
                                message.version = new $util.LongBits(object.version.low >>> 0, object.version.high >>> 0).toNumber(true);
                    if (object.createdMs != null)
                        if (typeof object.createdMs === "object" ? object.createdMs.low || object.createdMs.high : $Number(object.createdMs) !== 0)
                            if ($util.Long)
                                message.createdMs = $util.Long.fromValue(object.createdMs, true);
                            else if (typeof object.createdMs === "string")
                                message.createdMs = $parseInt(object.createdMs, 10);
                            else if (typeof object.createdMs === "number")
                                message.createdMs = object.createdMs;
                            else if (typeof object.createdMs === "object")
                                message.createdMs = new $util.LongBits(object.createdMs.low >>> 0, object.createdMs.high >>> 0).toNumber(true);
                    if (object.modifiedMs != null)
                        if (typeof object.modifiedMs === "object" ? object.modifiedMs.low || object.modifiedMs.high : $Number(object.modifiedMs) !== 0)
                            if ($util.Long)
                                message.modifiedMs = $util.Long.fromValue(object.modifiedMs, true);
                            else if (typeof object.modifiedMs === "string")
                                message.modifiedMs = $parseInt(object.modifiedMs, 10);
                            else if (typeof object.modifiedMs === "number")
                                message.modifiedMs = object.modifiedMs;
                            else if (typeof object.modifiedMs === "object")
                                message.modifiedMs = new $util.LongBits(object.modifiedMs.low >>> 0, object.modifiedMs.high >>> 0).toNumber(true);
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
                    if (object.deleted != null)
                        if (object.deleted)
                            message.deleted = $Boolean(object.deleted);
                    if (object.attributes) {
                        if (!$Array.isArray(object.attributes))
                            throw $TypeError(".potluck.record.v1.Record.attributes: array expected");
                        message.attributes = $Array(object.attributes.length);
                        for (let i = 0; i < object.attributes.length; ++i) {
                            if (!$util.isObject(object.attributes[i]))
                                throw $TypeError(".potluck.record.v1.Record.attributes: object expected");
                            message.attributes[i] = $root.potluck.record.v1.Attribute.fromObject(object.attributes[i], _depth + 1);
                        }
                    }
                    if (object.data != null)
                        if (object.data.length)
                            if (typeof object.data === "string")
                                $util.base64.decode(object.data, message.data = $util.newBuffer($util.base64.length(object.data)), 0);
                            else if (object.data.length >= 0)
                                message.data = object.data;
                    if (object.autoRefresh != null)
                        if (object.autoRefresh)
                            message.autoRefresh = $Boolean(object.autoRefresh);
                    if (object.renewals != null)
                        if ($Number(object.renewals) !== 0)
                            message.renewals = object.renewals >>> 0;
                    if (object.renewedMs != null)
                        if (typeof object.renewedMs === "object" ? object.renewedMs.low || object.renewedMs.high : $Number(object.renewedMs) !== 0)
                            if ($util.Long)
                                message.renewedMs = $util.Long.fromValue(object.renewedMs, true);
                            else if (typeof object.renewedMs === "string")
                                message.renewedMs = $parseInt(object.renewedMs, 10);
                            else if (typeof object.renewedMs === "number")
                                message.renewedMs = object.renewedMs;
                            else if (typeof object.renewedMs === "object")
                                message.renewedMs = new $util.LongBits(object.renewedMs.low >>> 0, object.renewedMs.high >>> 0).toNumber(true);
                    if (object.edits) {
                        if (!$Array.isArray(object.edits))
                            throw $TypeError(".potluck.record.v1.Record.edits: array expected");
                        message.edits = $Array(object.edits.length);
                        for (let i = 0; i < object.edits.length; ++i) {
                            if (!$util.isObject(object.edits[i]))
                                throw $TypeError(".potluck.record.v1.Record.edits: object expected");
                            message.edits[i] = $root.potluck.record.v1.Edit.fromObject(object.edits[i], _depth + 1);
                        }
                    }
                    if (object.collaborative != null)
                        if (object.collaborative)
                            message.collaborative = $Boolean(object.collaborative);
                    if (object.replaces) {
                        if (!$Array.isArray(object.replaces))
                            throw $TypeError(".potluck.record.v1.Record.replaces: array expected");
                        message.replaces = $Array(object.replaces.length);
                        for (let i = 0; i < object.replaces.length; ++i) {
                            if (!$util.isObject(object.replaces[i]))
                                throw $TypeError(".potluck.record.v1.Record.replaces: object expected");
                            message.replaces[i] = $root.potluck.record.v1.Replaced.fromObject(object.replaces[i], _depth + 1);
                        }
                    }
                    if (object.overwritten) {
                        if (!$Array.isArray(object.overwritten))
                            throw $TypeError(".potluck.record.v1.Record.overwritten: array expected");
                        message.overwritten = $Array(object.overwritten.length);
                        for (let i = 0; i < object.overwritten.length; ++i) {
                            if (!$util.isObject(object.overwritten[i]))
                                throw $TypeError(".potluck.record.v1.Record.overwritten: object expected");
                            message.overwritten[i] = $root.potluck.record.v1.Overwritten.fromObject(object.overwritten[i], _depth + 1);
                        }
                    }
                    if (object.security != null)
                        if (object.security.length)
                            if (typeof object.security === "string")
                                $util.base64.decode(object.security, message.security = $util.newBuffer($util.base64.length(object.security)), 0);
                            else if (object.security.length >= 0)
                                message.security = object.security;
                    return message;
                };

                /**
                 * Creates a plain object from a Record message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.record.v1.Record
                 * @static
                 * @param {potluck.record.v1.Record} message Record
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Record.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.attributes = [];
                        object.edits = [];
                        object.replaces = [];
                        object.overwritten = [];
                    }
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.id = "";
                        else {
                            object.id = [];
                            if (options.bytes !== $Array)
                                object.id = $util.newBuffer(object.id);
                        }
                        object.type = "";
                        if (options.bytes === $String)
                            object.creator = "";
                        else {
                            object.creator = [];
                            if (options.bytes !== $Array)
                                object.creator = $util.newBuffer(object.creator);
                        }
                        if (options.bytes === $String)
                            object.lastModifiedBy = "";
                        else {
                            object.lastModifiedBy = [];
                            if (options.bytes !== $Array)
                                object.lastModifiedBy = $util.newBuffer(object.lastModifiedBy);
                        }
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.version = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.version = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.createdMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.createdMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.modifiedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.modifiedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.expiresMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.expiresMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.deleted = false;
                        if (options.bytes === $String)
                            object.data = "";
                        else {
                            object.data = [];
                            if (options.bytes !== $Array)
                                object.data = $util.newBuffer(object.data);
                        }
                        object.autoRefresh = false;
                        object.renewals = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.renewedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.renewedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.collaborative = false;
                        if (options.bytes === $String)
                            object.security = "";
                        else {
                            object.security = [];
                            if (options.bytes !== $Array)
                                object.security = $util.newBuffer(object.security);
                        }
                    }
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id"))
                        object.id = options.bytes === $String ? $util.base64.encode(message.id, 0, message.id.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.id) : message.id;
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        object.type = message.type;
                    if (message.creator != null && $Object.hasOwnProperty.call(message, "creator"))
                        object.creator = options.bytes === $String ? $util.base64.encode(message.creator, 0, message.creator.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.creator) : message.creator;
                    if (message.lastModifiedBy != null && $Object.hasOwnProperty.call(message, "lastModifiedBy"))
                        object.lastModifiedBy = options.bytes === $String ? $util.base64.encode(message.lastModifiedBy, 0, message.lastModifiedBy.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.lastModifiedBy) : message.lastModifiedBy;
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.version = typeof message.version === "number" ? $BigInt(message.version) : $util.Long.fromBits(message.version.low >>> 0, message.version.high >>> 0, true).toBigInt();
                        else if (typeof message.version === "number")
                            object.version = options.longs === $String ? $String(message.version) : message.version;
                        else
                            object.version = options.longs === $String ? $util.Long.prototype.toString.call(message.version) : options.longs === $Number ? new $util.LongBits(message.version.low >>> 0, message.version.high >>> 0).toNumber(true) : message.version;
                    if (message.createdMs != null && $Object.hasOwnProperty.call(message, "createdMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.createdMs = typeof message.createdMs === "number" ? $BigInt(message.createdMs) : $util.Long.fromBits(message.createdMs.low >>> 0, message.createdMs.high >>> 0, true).toBigInt();
                        else if (typeof message.createdMs === "number")
                            object.createdMs = options.longs === $String ? $String(message.createdMs) : message.createdMs;
                        else
                            object.createdMs = options.longs === $String ? $util.Long.prototype.toString.call(message.createdMs) : options.longs === $Number ? new $util.LongBits(message.createdMs.low >>> 0, message.createdMs.high >>> 0).toNumber(true) : message.createdMs;
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.modifiedMs = typeof message.modifiedMs === "number" ? $BigInt(message.modifiedMs) : $util.Long.fromBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.modifiedMs === "number")
                            object.modifiedMs = options.longs === $String ? $String(message.modifiedMs) : message.modifiedMs;
                        else
                            object.modifiedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.modifiedMs) : options.longs === $Number ? new $util.LongBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0).toNumber(true) : message.modifiedMs;
                    if (message.expiresMs != null && $Object.hasOwnProperty.call(message, "expiresMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.expiresMs = typeof message.expiresMs === "number" ? $BigInt(message.expiresMs) : $util.Long.fromBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0, true).toBigInt();
                        else if (typeof message.expiresMs === "number")
                            object.expiresMs = options.longs === $String ? $String(message.expiresMs) : message.expiresMs;
                        else
                            object.expiresMs = options.longs === $String ? $util.Long.prototype.toString.call(message.expiresMs) : options.longs === $Number ? new $util.LongBits(message.expiresMs.low >>> 0, message.expiresMs.high >>> 0).toNumber(true) : message.expiresMs;
                    if (message.deleted != null && $Object.hasOwnProperty.call(message, "deleted"))
                        object.deleted = message.deleted;
                    if (message.attributes && message.attributes.length) {
                        object.attributes = $Array(message.attributes.length);
                        for (let j = 0; j < message.attributes.length; ++j)
                            object.attributes[j] = $root.potluck.record.v1.Attribute.toObject(message.attributes[j], options, _depth + 1);
                    }
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                        object.data = options.bytes === $String ? $util.base64.encode(message.data, 0, message.data.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.data) : message.data;
                    if (message.autoRefresh != null && $Object.hasOwnProperty.call(message, "autoRefresh"))
                        object.autoRefresh = message.autoRefresh;
                    if (message.renewals != null && $Object.hasOwnProperty.call(message, "renewals"))
                        object.renewals = message.renewals;
                    if (message.renewedMs != null && $Object.hasOwnProperty.call(message, "renewedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.renewedMs = typeof message.renewedMs === "number" ? $BigInt(message.renewedMs) : $util.Long.fromBits(message.renewedMs.low >>> 0, message.renewedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.renewedMs === "number")
                            object.renewedMs = options.longs === $String ? $String(message.renewedMs) : message.renewedMs;
                        else
                            object.renewedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.renewedMs) : options.longs === $Number ? new $util.LongBits(message.renewedMs.low >>> 0, message.renewedMs.high >>> 0).toNumber(true) : message.renewedMs;
                    if (message.edits && message.edits.length) {
                        object.edits = $Array(message.edits.length);
                        for (let j = 0; j < message.edits.length; ++j)
                            object.edits[j] = $root.potluck.record.v1.Edit.toObject(message.edits[j], options, _depth + 1);
                    }
                    if (message.collaborative != null && $Object.hasOwnProperty.call(message, "collaborative"))
                        object.collaborative = message.collaborative;
                    if (message.replaces && message.replaces.length) {
                        object.replaces = $Array(message.replaces.length);
                        for (let j = 0; j < message.replaces.length; ++j)
                            object.replaces[j] = $root.potluck.record.v1.Replaced.toObject(message.replaces[j], options, _depth + 1);
                    }
                    if (message.overwritten && message.overwritten.length) {
                        object.overwritten = $Array(message.overwritten.length);
                        for (let j = 0; j < message.overwritten.length; ++j)
                            object.overwritten[j] = $root.potluck.record.v1.Overwritten.toObject(message.overwritten[j], options, _depth + 1);
                    }
                    if (message.security != null && $Object.hasOwnProperty.call(message, "security"))
                        object.security = options.bytes === $String ? $util.base64.encode(message.security, 0, message.security.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.security) : message.security;
                    return object;
                };

                /**
                 * Converts this Record to JSON.
                 * @function toJSON
                 * @memberof potluck.record.v1.Record
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Record.prototype.toJSON = function() {
                    return Record.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Record;
            })();

            v1.Edit = (function() {

                /**
                 * Properties of an Edit.
                 * @typedef {Object} potluck.record.v1.Edit.$Properties
                 * @property {string|null} [name] Edit name
                 * @property {number|null} [version] Edit version
                 * @property {number|null} [modifiedMs] Edit modifiedMs
                 * @property {boolean|null} [removed] Edit removed
                 * @property {Array.<potluck.record.v1.Overwritten.$Properties>|null} [overwrites] Edit overwrites
                 * @property {Array.<number>|null} [places] Edit places
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Edit.
                 * @memberof potluck.record.v1
                 * @interface IEdit
                 * @augments potluck.record.v1.Edit.$Properties
                 * @deprecated Use potluck.record.v1.Edit.$Properties instead.
                 */

                /**
                 * Shape of an Edit.
                 * @typedef {potluck.record.v1.Edit.$Properties} potluck.record.v1.Edit.$Shape
                 */

                /**
                 * Constructs a new Edit.
                 * @memberof potluck.record.v1
                 * @classdesc Represents an Edit.
                 * @constructor
                 * @param {potluck.record.v1.Edit.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Edit = function (properties) {
                    this.overwrites = [];
                    this.places = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Edit name.
                 * @member {string} name
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 */
                Edit.prototype.name = "";

                /**
                 * Edit version.
                 * @member {number} version
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 */
                Edit.prototype.version = 0;

                /**
                 * Edit modifiedMs.
                 * @member {number} modifiedMs
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 */
                Edit.prototype.modifiedMs = 0;

                /**
                 * Edit removed.
                 * @member {boolean} removed
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 */
                Edit.prototype.removed = false;

                /**
                 * Edit overwrites.
                 * @member {Array.<potluck.record.v1.Overwritten.$Properties>} overwrites
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 */
                Edit.prototype.overwrites = $util.emptyArray;

                /**
                 * Edit places.
                 * @member {Array.<number>} places
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 */
                Edit.prototype.places = $util.emptyArray;

                /**
                 * Creates a new Edit instance using the specified properties.
                 * @function create
                 * @memberof potluck.record.v1.Edit
                 * @static
                 * @param {potluck.record.v1.Edit.$Properties=} [properties] Properties to set
                 * @returns {potluck.record.v1.Edit} Edit instance
                 * @type {{
                 *   (properties: potluck.record.v1.Edit.$Shape): potluck.record.v1.Edit & potluck.record.v1.Edit.$Shape;
                 *   (properties?: potluck.record.v1.Edit.$Properties): potluck.record.v1.Edit;
                 * }}
                 */
                Edit.create = function(properties) {
                    return new Edit(properties);
                };

                /**
                 * Encodes the specified Edit message. Does not implicitly {@link potluck.record.v1.Edit.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.record.v1.Edit
                 * @static
                 * @param {potluck.record.v1.Edit.$Properties} message Edit message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Edit.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs") && (typeof message.modifiedMs === "object" ? message.modifiedMs.low || message.modifiedMs.high : message.modifiedMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.modifiedMs);
                    if (message.removed != null && $Object.hasOwnProperty.call(message, "removed") && message.removed !== false)
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.removed);
                    if (message.overwrites != null && message.overwrites.length)
                        for (let i = 0; i < message.overwrites.length; ++i)
                            $root.potluck.record.v1.Overwritten.encode(message.overwrites[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.places != null && message.places.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).uint32s(message.places);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Edit message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.record.v1.Edit
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Edit & potluck.record.v1.Edit.$Shape} Edit
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Edit.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.record.v1.Edit();
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
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.modifiedMs = value;
                                else
                                    delete message.modifiedMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.removed = value;
                                else
                                    delete message.removed;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.overwrites && message.overwrites.length))
                                    message.overwrites = [];
                                message.overwrites.push($root.potluck.record.v1.Overwritten.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 6: {
                                if (wireType === 2) {
                                    if (!(message.places && message.places.length))
                                        message.places = [];
                                    reader.uint32s(message.places);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.places && message.places.length))
                                    message.places = [];
                                message.places.push(reader.uint32());
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
                 * Creates an Edit message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.record.v1.Edit
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.record.v1.Edit} Edit
                 */
                Edit.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.record.v1.Edit)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.record.v1.Edit: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.record.v1.Edit();
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.modifiedMs != null)
                        if (typeof object.modifiedMs === "object" ? object.modifiedMs.low || object.modifiedMs.high : $Number(object.modifiedMs) !== 0)
                            if ($util.Long)
                                message.modifiedMs = $util.Long.fromValue(object.modifiedMs, true);
                            else if (typeof object.modifiedMs === "string")
                                message.modifiedMs = $parseInt(object.modifiedMs, 10);
                            else if (typeof object.modifiedMs === "number")
                                message.modifiedMs = object.modifiedMs;
                            else if (typeof object.modifiedMs === "object")
                                message.modifiedMs = new $util.LongBits(object.modifiedMs.low >>> 0, object.modifiedMs.high >>> 0).toNumber(true);
                    if (object.removed != null)
                        if (object.removed)
                            message.removed = $Boolean(object.removed);
                    if (object.overwrites) {
                        if (!$Array.isArray(object.overwrites))
                            throw $TypeError(".potluck.record.v1.Edit.overwrites: array expected");
                        message.overwrites = $Array(object.overwrites.length);
                        for (let i = 0; i < object.overwrites.length; ++i) {
                            if (!$util.isObject(object.overwrites[i]))
                                throw $TypeError(".potluck.record.v1.Edit.overwrites: object expected");
                            message.overwrites[i] = $root.potluck.record.v1.Overwritten.fromObject(object.overwrites[i], _depth + 1);
                        }
                    }
                    if (object.places) {
                        if (!$Array.isArray(object.places))
                            throw $TypeError(".potluck.record.v1.Edit.places: array expected");
                        message.places = $Array(object.places.length);
                        for (let i = 0; i < object.places.length; ++i)
                            message.places[i] = object.places[i] >>> 0;
                    }
                    return message;
                };

                /**
                 * Creates a plain object from an Edit message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.record.v1.Edit
                 * @static
                 * @param {potluck.record.v1.Edit} message Edit
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Edit.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.arrays || options.defaults) {
                        object.overwrites = [];
                        object.places = [];
                    }
                    if (options.defaults) {
                        object.name = "";
                        object.version = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.modifiedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.modifiedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                        object.removed = false;
                    }
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name"))
                        object.name = message.name;
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.modifiedMs = typeof message.modifiedMs === "number" ? $BigInt(message.modifiedMs) : $util.Long.fromBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.modifiedMs === "number")
                            object.modifiedMs = options.longs === $String ? $String(message.modifiedMs) : message.modifiedMs;
                        else
                            object.modifiedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.modifiedMs) : options.longs === $Number ? new $util.LongBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0).toNumber(true) : message.modifiedMs;
                    if (message.removed != null && $Object.hasOwnProperty.call(message, "removed"))
                        object.removed = message.removed;
                    if (message.overwrites && message.overwrites.length) {
                        object.overwrites = $Array(message.overwrites.length);
                        for (let j = 0; j < message.overwrites.length; ++j)
                            object.overwrites[j] = $root.potluck.record.v1.Overwritten.toObject(message.overwrites[j], options, _depth + 1);
                    }
                    if (message.places && message.places.length) {
                        object.places = $Array(message.places.length);
                        for (let j = 0; j < message.places.length; ++j)
                            object.places[j] = message.places[j];
                    }
                    return object;
                };

                /**
                 * Converts this Edit to JSON.
                 * @function toJSON
                 * @memberof potluck.record.v1.Edit
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Edit.prototype.toJSON = function() {
                    return Edit.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Edit;
            })();

            v1.Overwritten = (function() {

                /**
                 * Properties of an Overwritten.
                 * @typedef {Object} potluck.record.v1.Overwritten.$Properties
                 * @property {Uint8Array|null} [author] Overwritten author
                 * @property {number|null} [version] Overwritten version
                 * @property {number|null} [modifiedMs] Overwritten modifiedMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Overwritten.
                 * @memberof potluck.record.v1
                 * @interface IOverwritten
                 * @augments potluck.record.v1.Overwritten.$Properties
                 * @deprecated Use potluck.record.v1.Overwritten.$Properties instead.
                 */

                /**
                 * Shape of an Overwritten.
                 * @typedef {potluck.record.v1.Overwritten.$Properties} potluck.record.v1.Overwritten.$Shape
                 */

                /**
                 * Constructs a new Overwritten.
                 * @memberof potluck.record.v1
                 * @classdesc Represents an Overwritten.
                 * @constructor
                 * @param {potluck.record.v1.Overwritten.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Overwritten = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Overwritten author.
                 * @member {Uint8Array} author
                 * @memberof potluck.record.v1.Overwritten
                 * @instance
                 */
                Overwritten.prototype.author = $util.newBuffer([]);

                /**
                 * Overwritten version.
                 * @member {number} version
                 * @memberof potluck.record.v1.Overwritten
                 * @instance
                 */
                Overwritten.prototype.version = 0;

                /**
                 * Overwritten modifiedMs.
                 * @member {number} modifiedMs
                 * @memberof potluck.record.v1.Overwritten
                 * @instance
                 */
                Overwritten.prototype.modifiedMs = 0;

                /**
                 * Creates a new Overwritten instance using the specified properties.
                 * @function create
                 * @memberof potluck.record.v1.Overwritten
                 * @static
                 * @param {potluck.record.v1.Overwritten.$Properties=} [properties] Properties to set
                 * @returns {potluck.record.v1.Overwritten} Overwritten instance
                 * @type {{
                 *   (properties: potluck.record.v1.Overwritten.$Shape): potluck.record.v1.Overwritten & potluck.record.v1.Overwritten.$Shape;
                 *   (properties?: potluck.record.v1.Overwritten.$Properties): potluck.record.v1.Overwritten;
                 * }}
                 */
                Overwritten.create = function(properties) {
                    return new Overwritten(properties);
                };

                /**
                 * Encodes the specified Overwritten message. Does not implicitly {@link potluck.record.v1.Overwritten.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.record.v1.Overwritten
                 * @static
                 * @param {potluck.record.v1.Overwritten.$Properties} message Overwritten message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Overwritten.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.author);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs") && (typeof message.modifiedMs === "object" ? message.modifiedMs.low || message.modifiedMs.high : message.modifiedMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.modifiedMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Overwritten message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.record.v1.Overwritten
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Overwritten & potluck.record.v1.Overwritten.$Shape} Overwritten
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Overwritten.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.record.v1.Overwritten();
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
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.modifiedMs = value;
                                else
                                    delete message.modifiedMs;
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
                 * Creates an Overwritten message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.record.v1.Overwritten
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.record.v1.Overwritten} Overwritten
                 */
                Overwritten.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.record.v1.Overwritten)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.record.v1.Overwritten: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.record.v1.Overwritten();
                    if (object.author != null)
                        if (object.author.length)
                            if (typeof object.author === "string")
                                $util.base64.decode(object.author, message.author = $util.newBuffer($util.base64.length(object.author)), 0);
                            else if (object.author.length >= 0)
                                message.author = object.author;
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.modifiedMs != null)
                        if (typeof object.modifiedMs === "object" ? object.modifiedMs.low || object.modifiedMs.high : $Number(object.modifiedMs) !== 0)
                            if ($util.Long)
                                message.modifiedMs = $util.Long.fromValue(object.modifiedMs, true);
                            else if (typeof object.modifiedMs === "string")
                                message.modifiedMs = $parseInt(object.modifiedMs, 10);
                            else if (typeof object.modifiedMs === "number")
                                message.modifiedMs = object.modifiedMs;
                            else if (typeof object.modifiedMs === "object")
                                message.modifiedMs = new $util.LongBits(object.modifiedMs.low >>> 0, object.modifiedMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from an Overwritten message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.record.v1.Overwritten
                 * @static
                 * @param {potluck.record.v1.Overwritten} message Overwritten
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Overwritten.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.author = "";
                        else {
                            object.author = [];
                            if (options.bytes !== $Array)
                                object.author = $util.newBuffer(object.author);
                        }
                        object.version = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.modifiedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.modifiedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.author != null && $Object.hasOwnProperty.call(message, "author"))
                        object.author = options.bytes === $String ? $util.base64.encode(message.author, 0, message.author.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.author) : message.author;
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.modifiedMs = typeof message.modifiedMs === "number" ? $BigInt(message.modifiedMs) : $util.Long.fromBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.modifiedMs === "number")
                            object.modifiedMs = options.longs === $String ? $String(message.modifiedMs) : message.modifiedMs;
                        else
                            object.modifiedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.modifiedMs) : options.longs === $Number ? new $util.LongBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0).toNumber(true) : message.modifiedMs;
                    return object;
                };

                /**
                 * Converts this Overwritten to JSON.
                 * @function toJSON
                 * @memberof potluck.record.v1.Overwritten
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Overwritten.prototype.toJSON = function() {
                    return Overwritten.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Overwritten;
            })();

            v1.Replaced = (function() {

                /**
                 * Properties of a Replaced.
                 * @typedef {Object} potluck.record.v1.Replaced.$Properties
                 * @property {number|null} [version] Replaced version
                 * @property {number|null} [modifiedMs] Replaced modifiedMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Replaced.
                 * @memberof potluck.record.v1
                 * @interface IReplaced
                 * @augments potluck.record.v1.Replaced.$Properties
                 * @deprecated Use potluck.record.v1.Replaced.$Properties instead.
                 */

                /**
                 * Shape of a Replaced.
                 * @typedef {potluck.record.v1.Replaced.$Properties} potluck.record.v1.Replaced.$Shape
                 */

                /**
                 * Constructs a new Replaced.
                 * @memberof potluck.record.v1
                 * @classdesc Represents a Replaced.
                 * @constructor
                 * @param {potluck.record.v1.Replaced.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Replaced = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Replaced version.
                 * @member {number} version
                 * @memberof potluck.record.v1.Replaced
                 * @instance
                 */
                Replaced.prototype.version = 0;

                /**
                 * Replaced modifiedMs.
                 * @member {number} modifiedMs
                 * @memberof potluck.record.v1.Replaced
                 * @instance
                 */
                Replaced.prototype.modifiedMs = 0;

                /**
                 * Creates a new Replaced instance using the specified properties.
                 * @function create
                 * @memberof potluck.record.v1.Replaced
                 * @static
                 * @param {potluck.record.v1.Replaced.$Properties=} [properties] Properties to set
                 * @returns {potluck.record.v1.Replaced} Replaced instance
                 * @type {{
                 *   (properties: potluck.record.v1.Replaced.$Shape): potluck.record.v1.Replaced & potluck.record.v1.Replaced.$Shape;
                 *   (properties?: potluck.record.v1.Replaced.$Properties): potluck.record.v1.Replaced;
                 * }}
                 */
                Replaced.create = function(properties) {
                    return new Replaced(properties);
                };

                /**
                 * Encodes the specified Replaced message. Does not implicitly {@link potluck.record.v1.Replaced.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.record.v1.Replaced
                 * @static
                 * @param {potluck.record.v1.Replaced.$Properties} message Replaced message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Replaced.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.version);
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs") && (typeof message.modifiedMs === "object" ? message.modifiedMs.low || message.modifiedMs.high : message.modifiedMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.modifiedMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Replaced message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.record.v1.Replaced
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Replaced & potluck.record.v1.Replaced.$Shape} Replaced
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Replaced.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.record.v1.Replaced();
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
                                if (typeof (value = $toNumber(reader.uint64())) === "object" ? value.low || value.high : value !== 0)
                                    message.modifiedMs = value;
                                else
                                    delete message.modifiedMs;
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
                 * Creates a Replaced message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.record.v1.Replaced
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.record.v1.Replaced} Replaced
                 */
                Replaced.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.record.v1.Replaced)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.record.v1.Replaced: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.record.v1.Replaced();
                    if (object.version != null)
                        if ($Number(object.version) !== 0)
                            message.version = object.version >>> 0;
                    if (object.modifiedMs != null)
                        if (typeof object.modifiedMs === "object" ? object.modifiedMs.low || object.modifiedMs.high : $Number(object.modifiedMs) !== 0)
                            if ($util.Long)
                                message.modifiedMs = $util.Long.fromValue(object.modifiedMs, true);
                            else if (typeof object.modifiedMs === "string")
                                message.modifiedMs = $parseInt(object.modifiedMs, 10);
                            else if (typeof object.modifiedMs === "number")
                                message.modifiedMs = object.modifiedMs;
                            else if (typeof object.modifiedMs === "object")
                                message.modifiedMs = new $util.LongBits(object.modifiedMs.low >>> 0, object.modifiedMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from a Replaced message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.record.v1.Replaced
                 * @static
                 * @param {potluck.record.v1.Replaced} message Replaced
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Replaced.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        object.version = 0;
                        if ($util.Long) {
                            let long = new $util.Long(0, 0, true);
                            object.modifiedMs = options.longs === $String ? long.toString() : options.longs === $Number ? long.toNumber() : typeof $BigInt !== "undefined" && options.longs === $BigInt ? long.toBigInt() : long;
                        } else
                            object.modifiedMs = options.longs === $String ? "0" : typeof $BigInt !== "undefined" && options.longs === $BigInt ? $BigInt("0") : 0;
                    }
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                        object.version = message.version;
                    if (message.modifiedMs != null && $Object.hasOwnProperty.call(message, "modifiedMs"))
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.modifiedMs = typeof message.modifiedMs === "number" ? $BigInt(message.modifiedMs) : $util.Long.fromBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0, true).toBigInt();
                        else if (typeof message.modifiedMs === "number")
                            object.modifiedMs = options.longs === $String ? $String(message.modifiedMs) : message.modifiedMs;
                        else
                            object.modifiedMs = options.longs === $String ? $util.Long.prototype.toString.call(message.modifiedMs) : options.longs === $Number ? new $util.LongBits(message.modifiedMs.low >>> 0, message.modifiedMs.high >>> 0).toNumber(true) : message.modifiedMs;
                    return object;
                };

                /**
                 * Converts this Replaced to JSON.
                 * @function toJSON
                 * @memberof potluck.record.v1.Replaced
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Replaced.prototype.toJSON = function() {
                    return Replaced.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Replaced;
            })();

            v1.Attribute = (function() {

                /**
                 * Properties of an Attribute.
                 * @typedef {Object} potluck.record.v1.Attribute.$Properties
                 * @property {string|null} [name] Attribute name
                 * @property {string|null} [text] Attribute text
                 * @property {number|null} [integer] Attribute integer
                 * @property {number|null} [dateMs] Attribute dateMs
                 * @property {"text"|"integer"|"dateMs"} [value] Attribute value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Attribute.
                 * @memberof potluck.record.v1
                 * @interface IAttribute
                 * @augments potluck.record.v1.Attribute.$Properties
                 * @deprecated Use potluck.record.v1.Attribute.$Properties instead.
                 */

                /**
                 * Narrowed shape of an Attribute.
                 * @typedef {{
                 *   name?: string|null;
                 *   text?: string|null;
                 *   integer?: number|null;
                 *   dateMs?: number|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ value?: undefined; text?: null; integer?: null; dateMs?: null }|{ value?: "text"; text: string; integer?: null; dateMs?: null }|{ value?: "integer"; text?: null; integer: number; dateMs?: null }|{ value?: "dateMs"; text?: null; integer?: null; dateMs: number })
                 * )} potluck.record.v1.Attribute.$Shape
                 */

                /**
                 * Constructs a new Attribute.
                 * @memberof potluck.record.v1
                 * @classdesc Represents an Attribute.
                 * @constructor
                 * @param {potluck.record.v1.Attribute.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Attribute = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Attribute name.
                 * @member {string} name
                 * @memberof potluck.record.v1.Attribute
                 * @instance
                 */
                Attribute.prototype.name = "";

                /**
                 * Attribute text.
                 * @member {string|null|undefined} text
                 * @memberof potluck.record.v1.Attribute
                 * @instance
                 */
                Attribute.prototype.text = null;

                /**
                 * Attribute integer.
                 * @member {number|null|undefined} integer
                 * @memberof potluck.record.v1.Attribute
                 * @instance
                 */
                Attribute.prototype.integer = null;

                /**
                 * Attribute dateMs.
                 * @member {number|null|undefined} dateMs
                 * @memberof potluck.record.v1.Attribute
                 * @instance
                 */
                Attribute.prototype.dateMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Attribute value.
                 * @member {"text"|"integer"|"dateMs"|undefined} value
                 * @memberof potluck.record.v1.Attribute
                 * @instance
                 */
                $Object.defineProperty(Attribute.prototype, "value", {
                    get: $util.oneOfGetter($oneOfFields = ["text", "integer", "dateMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Creates a new Attribute instance using the specified properties.
                 * @function create
                 * @memberof potluck.record.v1.Attribute
                 * @static
                 * @param {potluck.record.v1.Attribute.$Properties=} [properties] Properties to set
                 * @returns {potluck.record.v1.Attribute} Attribute instance
                 * @type {{
                 *   (properties: potluck.record.v1.Attribute.$Shape): potluck.record.v1.Attribute & potluck.record.v1.Attribute.$Shape;
                 *   (properties?: potluck.record.v1.Attribute.$Properties): potluck.record.v1.Attribute;
                 * }}
                 */
                Attribute.create = function(properties) {
                    return new Attribute(properties);
                };

                /**
                 * Encodes the specified Attribute message. Does not implicitly {@link potluck.record.v1.Attribute.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.record.v1.Attribute
                 * @static
                 * @param {potluck.record.v1.Attribute.$Properties} message Attribute message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Attribute.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.text);
                    if (message.integer != null && $Object.hasOwnProperty.call(message, "integer"))
                        writer.uint32(/* id 3, wireType 0 =*/24).sint64(message.integer);
                    if (message.dateMs != null && $Object.hasOwnProperty.call(message, "dateMs"))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.dateMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Attribute message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.record.v1.Attribute
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Attribute & potluck.record.v1.Attribute.$Shape} Attribute
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Attribute.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.record.v1.Attribute();
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
                                message.text = reader.stringVerify();
                                message.value = "text";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.integer = $toNumber(reader.sint64());
                                message.value = "integer";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.dateMs = $toNumber(reader.uint64());
                                message.value = "dateMs";
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
                 * Creates an Attribute message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.record.v1.Attribute
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.record.v1.Attribute} Attribute
                 */
                Attribute.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.record.v1.Attribute)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.record.v1.Attribute: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.record.v1.Attribute();
                    if (object.name != null)
                        if (typeof object.name !== "string" || object.name.length)
                            message.name = $String(object.name);
                    if (object.text != null)
                        message.text = $String(object.text);
                    if (object.integer != null)
                        if ($util.Long)
                            message.integer = $util.Long.fromValue(object.integer, false);
                        else if (typeof object.integer === "string")
                            message.integer = $parseInt(object.integer, 10);
                        else if (typeof object.integer === "number")
                            message.integer = object.integer;
                        else if (typeof object.integer === "object")
                            message.integer = new $util.LongBits(object.integer.low >>> 0, object.integer.high >>> 0).toNumber();
                    if (object.dateMs != null)
                        if ($util.Long)
                            message.dateMs = $util.Long.fromValue(object.dateMs, true);
                        else if (typeof object.dateMs === "string")
                            message.dateMs = $parseInt(object.dateMs, 10);
                        else if (typeof object.dateMs === "number")
                            message.dateMs = object.dateMs;
                        else if (typeof object.dateMs === "object")
                            message.dateMs = new $util.LongBits(object.dateMs.low >>> 0, object.dateMs.high >>> 0).toNumber(true);
                    return message;
                };

                /**
                 * Creates a plain object from an Attribute message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.record.v1.Attribute
                 * @static
                 * @param {potluck.record.v1.Attribute} message Attribute
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Attribute.toObject = function (message, options, _depth) {
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
                    if (message.text != null && $Object.hasOwnProperty.call(message, "text")) {
                        object.text = message.text;
                        if (options.oneofs)
                            object.value = "text";
                    }
                    if (message.integer != null && $Object.hasOwnProperty.call(message, "integer")) {
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.integer = typeof message.integer === "number" ? $BigInt(message.integer) : $util.Long.fromBits(message.integer.low >>> 0, message.integer.high >>> 0, false).toBigInt();
                        else if (typeof message.integer === "number")
                            object.integer = options.longs === $String ? $String(message.integer) : message.integer;
                        else
                            object.integer = options.longs === $String ? $util.Long.prototype.toString.call(message.integer) : options.longs === $Number ? new $util.LongBits(message.integer.low >>> 0, message.integer.high >>> 0).toNumber() : message.integer;
                        if (options.oneofs)
                            object.value = "integer";
                    }
                    if (message.dateMs != null && $Object.hasOwnProperty.call(message, "dateMs")) {
                        if (typeof $BigInt !== "undefined" && options.longs === $BigInt)
                            object.dateMs = typeof message.dateMs === "number" ? $BigInt(message.dateMs) : $util.Long.fromBits(message.dateMs.low >>> 0, message.dateMs.high >>> 0, true).toBigInt();
                        else if (typeof message.dateMs === "number")
                            object.dateMs = options.longs === $String ? $String(message.dateMs) : message.dateMs;
                        else
                            object.dateMs = options.longs === $String ? $util.Long.prototype.toString.call(message.dateMs) : options.longs === $Number ? new $util.LongBits(message.dateMs.low >>> 0, message.dateMs.high >>> 0).toNumber(true) : message.dateMs;
                        if (options.oneofs)
                            object.value = "dateMs";
                    }
                    return object;
                };

                /**
                 * Converts this Attribute to JSON.
                 * @function toJSON
                 * @memberof potluck.record.v1.Attribute
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Attribute.prototype.toJSON = function() {
                    return Attribute.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Attribute;
            })();

            v1.Envelope = (function() {

                /**
                 * Properties of an Envelope.
                 * @typedef {Object} potluck.record.v1.Envelope.$Properties
                 * @property {Uint8Array|null} [record] Envelope record
                 * @property {Uint8Array|null} [signature] Envelope signature
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Envelope.
                 * @memberof potluck.record.v1
                 * @interface IEnvelope
                 * @augments potluck.record.v1.Envelope.$Properties
                 * @deprecated Use potluck.record.v1.Envelope.$Properties instead.
                 */

                /**
                 * Shape of an Envelope.
                 * @typedef {potluck.record.v1.Envelope.$Properties} potluck.record.v1.Envelope.$Shape
                 */

                /**
                 * Constructs a new Envelope.
                 * @memberof potluck.record.v1
                 * @classdesc Represents an Envelope.
                 * @constructor
                 * @param {potluck.record.v1.Envelope.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Envelope = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Envelope record.
                 * @member {Uint8Array} record
                 * @memberof potluck.record.v1.Envelope
                 * @instance
                 */
                Envelope.prototype.record = $util.newBuffer([]);

                /**
                 * Envelope signature.
                 * @member {Uint8Array} signature
                 * @memberof potluck.record.v1.Envelope
                 * @instance
                 */
                Envelope.prototype.signature = $util.newBuffer([]);

                /**
                 * Creates a new Envelope instance using the specified properties.
                 * @function create
                 * @memberof potluck.record.v1.Envelope
                 * @static
                 * @param {potluck.record.v1.Envelope.$Properties=} [properties] Properties to set
                 * @returns {potluck.record.v1.Envelope} Envelope instance
                 * @type {{
                 *   (properties: potluck.record.v1.Envelope.$Shape): potluck.record.v1.Envelope & potluck.record.v1.Envelope.$Shape;
                 *   (properties?: potluck.record.v1.Envelope.$Properties): potluck.record.v1.Envelope;
                 * }}
                 */
                Envelope.create = function(properties) {
                    return new Envelope(properties);
                };

                /**
                 * Encodes the specified Envelope message. Does not implicitly {@link potluck.record.v1.Envelope.verify|verify} messages.
                 * @function encode
                 * @memberof potluck.record.v1.Envelope
                 * @static
                 * @param {potluck.record.v1.Envelope.$Properties} message Envelope message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Envelope.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.record != null && $Object.hasOwnProperty.call(message, "record") && message.record.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.record);
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Envelope message from the specified reader or buffer.
                 * @function decode
                 * @memberof potluck.record.v1.Envelope
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {potluck.record.v1.Envelope & potluck.record.v1.Envelope.$Shape} Envelope
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Envelope.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.potluck.record.v1.Envelope();
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
                                    message.record = value;
                                else
                                    delete message.record;
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
                 * Creates an Envelope message from a plain object. Also converts values to their respective internal types.
                 * @function fromObject
                 * @memberof potluck.record.v1.Envelope
                 * @static
                 * @param {Object.<string,*>} object Plain object
                 * @returns {potluck.record.v1.Envelope} Envelope
                 */
                Envelope.fromObject = function (object, _depth) {
                    if (object instanceof $root.potluck.record.v1.Envelope)
                        return object;
                    if (!$util.isObject(object))
                        throw $TypeError(".potluck.record.v1.Envelope: object expected");
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let message = new $root.potluck.record.v1.Envelope();
                    if (object.record != null)
                        if (object.record.length)
                            if (typeof object.record === "string")
                                $util.base64.decode(object.record, message.record = $util.newBuffer($util.base64.length(object.record)), 0);
                            else if (object.record.length >= 0)
                                message.record = object.record;
                    if (object.signature != null)
                        if (object.signature.length)
                            if (typeof object.signature === "string")
                                $util.base64.decode(object.signature, message.signature = $util.newBuffer($util.base64.length(object.signature)), 0);
                            else if (object.signature.length >= 0)
                                message.signature = object.signature;
                    return message;
                };

                /**
                 * Creates a plain object from an Envelope message. Also converts values to other types if specified.
                 * @function toObject
                 * @memberof potluck.record.v1.Envelope
                 * @static
                 * @param {potluck.record.v1.Envelope} message Envelope
                 * @param {$protobuf.IConversionOptions} [options] Conversion options
                 * @returns {Object.<string,*>} Plain object
                 */
                Envelope.toObject = function (message, options, _depth) {
                    if (!options)
                        options = {};
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    let object = {};
                    if (options.defaults) {
                        if (options.bytes === $String)
                            object.record = "";
                        else {
                            object.record = [];
                            if (options.bytes !== $Array)
                                object.record = $util.newBuffer(object.record);
                        }
                        if (options.bytes === $String)
                            object.signature = "";
                        else {
                            object.signature = [];
                            if (options.bytes !== $Array)
                                object.signature = $util.newBuffer(object.signature);
                        }
                    }
                    if (message.record != null && $Object.hasOwnProperty.call(message, "record"))
                        object.record = options.bytes === $String ? $util.base64.encode(message.record, 0, message.record.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.record) : message.record;
                    if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
                        object.signature = options.bytes === $String ? $util.base64.encode(message.signature, 0, message.signature.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.signature) : message.signature;
                    return object;
                };

                /**
                 * Converts this Envelope to JSON.
                 * @function toJSON
                 * @memberof potluck.record.v1.Envelope
                 * @instance
                 * @returns {Object.<string,*>} JSON object
                 */
                Envelope.prototype.toJSON = function() {
                    return Envelope.toObject(this, $protobuf.util.toJSONOptions);
                };

                return Envelope;
            })();

            return v1;
        })();

        return record;
    })();

    return potluck;
})();

export {
  $root as default
};
