"""X25519 (RFC 7748) and the verification of Ed25519 (RFC 8032) in plain Python. Slow, and not constant in time."""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def x25519(private, public):
    """The shared secret, 32 bytes, or None where the public key is one of the few that give zero."""
    scalar = int.from_bytes(private, 'little') & ~7 & ~(1 << 255) | 1 << 254
    u = int.from_bytes(public, 'little') & (1 << 255) - 1
    x2, z2, x3, z3, swap = 1, 0, u, 1, 0
    for bit in range(254, -1, -1):
        now = scalar >> bit & 1
        if swap ^ now:
            x2, x3, z2, z3 = x3, x2, z3, z2
        swap = now
        a, b, c, d = x2 + z2, x2 - z2, x3 + z3, x3 - z3
        aa, bb, da, cb = a * a % P, b * b % P, d * a % P, c * b % P
        e = aa - bb
        x3, z3 = pow(da + cb, 2, P), u * pow(da - cb, 2, P) % P
        x2, z2 = aa * bb % P, e * (aa + 121665 * e) % P
    if swap:
        x2, z2 = x3, z3
    shared = (x2 * pow(z2, P - 2, P) % P).to_bytes(32, 'little')
    return None if shared == bytes(32) else shared


def _decode_point(encoded):
    """Extended coordinates of an encoded point, or None where it is none."""
    number = int.from_bytes(encoded, 'little')
    y, sign = number & (1 << 255) - 1, number >> 255
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or x == 0 and sign:
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _add(one, other):
    a, b = (one[1] - one[0]) * (other[1] - other[0]) % P, (one[1] + one[0]) * (other[1] + other[0]) % P
    c, d = 2 * one[3] * other[3] * D % P, 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point, scalar = _add(point, point), scalar >> 1
    return result


def _encode_point(point):
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, 'little')


BASE = _decode_point((4 * pow(5, -1, P) % P).to_bytes(32, 'little'))


def ed25519_verifies(public, message, signature):
    """Whether S·B = R + k·A, S being below the order of the group."""
    key = _decode_point(public)
    if len(signature) != 64 or key is None:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], 'little')
    if s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(r + public + message).digest(), 'little') % ORDER
    negative = (P - key[0], key[1], key[2], P - key[3])
    return _encode_point(_add(_times(s, BASE), _times(k, negative))) == r
