# Reads every frame that crosses the ports of a bridge, and counts, in those among the hosts and in those to and from the origin apart, how
# often each of some byte strings occurs, also across the segments of a TCP connection. Writes what it saw when it is told to end.
#   capture.py RESULT ORIGIN-ADDRESS '{"name": "hex", …}'
import json
import re
import signal
import socket
import struct
import sys

result_path, origin, markers_text = sys.argv[1:4]
markers = {name: bytes.fromhex(text) for name, text in json.loads(markers_text).items()}
longest = max(len(marker) for marker in markers.values())
PACKET_OUTGOING, ETH_P_ALL, SO_RCVBUFFORCE, SOL_PACKET, PACKET_STATISTICS = 4, 3, 33, 263, 6

seen = {name: {} for name in markers}  # By marker: by kind of traffic, how often.
kinds = {}  # By kind of traffic: frames, bytes.
words = {}  # By kind: readable text at the beginning of a connection, or in a datagram.
tails = {}  # By connection and direction: what the next segment is searched together with.
begun = {}  # The same: bytes looked at for readable text.

tap = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
tap.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 256 * 2**20)


def parts(frame):
    """Kind of traffic, connection and direction (None: none), payload."""
    ethertype = struct.unpack('!H', frame[12:14])[0]
    if ethertype == 0x0806:
        return 'arp', None, frame
    if ethertype == 0x0800:
        start, protocol = 14 + (frame[14] & 15) * 4, frame[23]
        source, target = socket.inet_ntoa(frame[26:30]), socket.inet_ntoa(frame[30:34])
        frame = frame[: 14 + struct.unpack('!H', frame[16:18])[0]]  # Without the padding of short frames.
    elif ethertype == 0x86DD:
        start, protocol = 54, frame[20]
        source, target = (socket.inet_ntop(socket.AF_INET6, frame[at : at + 16]) for at in (22, 38))
    else:
        return 'ethertype %04x' % ethertype, None, frame
    if protocol not in (6, 17):
        return {1: 'icmp', 2: 'igmp', 0: 'icmp6', 58: 'icmp6'}.get(protocol, 'protocol %d' % protocol), None, frame
    ports = struct.unpack('!HH', frame[start : start + 4])
    name = 'tcp' if protocol == 6 else 'udp'
    kind = 'origin' if origin in (source, target) else '%s %d' % (name, min(ports))
    if protocol == 17:
        return kind, None, frame[start + 8 :]
    return kind, (source, target, ports), frame[start + (frame[start + 12] >> 4) * 4 :]


def look(frame):
    kind, connection, payload = parts(frame)
    frames, count = kinds.get(kind, (0, 0))
    kinds[kind] = (frames + 1, count + len(frame))
    tail = tails.get(connection, b'') if connection else b''
    for name, marker in markers.items():
        found = (tail[len(tail) - len(marker) + 1 if len(tail) >= len(marker) else 0 :] + payload).count(marker)
        if found:
            seen[name][kind] = seen[name].get(kind, 0) + found
    if connection:
        tails[connection] = (tail + payload)[-(longest - 1) :]
        first = begun.get(connection, 0)
        begun[connection] = first + len(payload)
        payload = payload[: max(0, 400 - first)]
    for word in re.findall(rb'[ -~]{6,}', payload):
        if len(words.setdefault(kind, set())) < 100:
            words[kind].add(word.decode())


def end(*_):
    lost = struct.unpack('II', tap.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]
    with open(result_path, 'w') as file:
        json.dump({'seen': seen, 'kinds': kinds, 'words': {kind: sorted(all) for kind, all in words.items()}, 'lost': lost}, file)
    sys.exit(0)


signal.signal(signal.SIGTERM, end)
print('{"ready": true}', flush=True)
while True:
    frame, (device, _, direction, _, _) = tap.recvfrom(65535)
    # Each comes in by one port, and goes out by others.
    if device.startswith('port') and direction != PACKET_OUTGOING:
        look(frame)
