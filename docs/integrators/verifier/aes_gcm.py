"""AES-256-GCM in plain Python (FIPS 197, NIST SP 800-38D), for opening and checking. Slow, and not constant in time."""

import hmac


def _times_two(byte):
    return ((byte << 1) ^ 0x11B) & 0xFF if byte & 0x80 else byte << 1


def _turned(byte, by):
    return (byte << by | byte >> 8 - by) & 0xFF


def _make_sbox():
    """The inverse in GF(2^8) by walking the powers of 3, then the affine map."""
    sbox, power, inverse = [0] * 256, 1, 1
    while True:
        power ^= _times_two(power)
        for shift in (1, 2, 4):
            inverse ^= inverse << shift
        inverse &= 0xFF
        if inverse & 0x80:
            inverse ^= 0x09
        sbox[power] = inverse ^ _turned(inverse, 1) ^ _turned(inverse, 2) ^ _turned(inverse, 3) ^ _turned(inverse, 4) ^ 0x63
        if power == 1:
            sbox[0] = 0x63
            return sbox


SBOX = _make_sbox()
ROUNDS = 14


def expand_key(key):
    """15 round keys of 16 bytes, from 32 bytes."""
    words, constant = [list(key[i:i + 4]) for i in range(0, 32, 4)], 1
    for i in range(8, 4 * (ROUNDS + 1)):
        word = list(words[-1])
        if i % 8 == 0:
            word = [SBOX[byte] for byte in word[1:] + word[:1]]
            word[0] ^= constant
            constant = _times_two(constant)
        elif i % 8 == 4:
            word = [SBOX[byte] for byte in word]
        words.append([one ^ other for one, other in zip(words[i - 8], word)])
    return [sum(words[i:i + 4], []) for i in range(0, len(words), 4)]


def encrypt_block(round_keys, block):
    state = [byte ^ key for byte, key in zip(block, round_keys[0])]
    for number in range(1, ROUNDS + 1):
        # Row r of the column-wise state turns left by r.
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < ROUNDS:
            state = [byte for i in range(0, 16, 4) for byte in _mix_column(state[i:i + 4])]
        state = [byte ^ key for byte, key in zip(state, round_keys[number])]
    return bytes(state)


def _mix_column(column):
    every = column[0] ^ column[1] ^ column[2] ^ column[3]
    return [column[i] ^ every ^ _times_two(column[i] ^ column[(i + 1) % 4]) for i in range(4)]


def _multiply(one, other):
    """In GF(2^128), bit 0 being the most significant."""
    product = 0
    for bit in range(127, -1, -1):
        if other >> bit & 1:
            product ^= one
        one = one >> 1 ^ (0xE1 << 120 if one & 1 else 0)
    return product


def _ghash(subkey, aad, text):
    lengths = (len(aad) * 8).to_bytes(8, 'big') + (len(text) * 8).to_bytes(8, 'big')
    padded = b''.join(part + bytes(-len(part) % 16) for part in (aad, text)) + lengths
    digest = 0
    for i in range(0, len(padded), 16):
        digest = _multiply(digest ^ int.from_bytes(padded[i:i + 16], 'big'), subkey)
    return digest.to_bytes(16, 'big')


def decrypt(key, iv, aad, text, tag):
    """The plaintext, or None where key, iv, aad, text and tag do not belong together. iv: 12 bytes, tag: 16 bytes."""
    round_keys = expand_key(key)
    stream = lambda counter: encrypt_block(round_keys, iv + counter.to_bytes(4, 'big'))
    digest = _ghash(int.from_bytes(encrypt_block(round_keys, bytes(16)), 'big'), aad, text)
    if not hmac.compare_digest(bytes(a ^ b for a, b in zip(digest, stream(1))), tag):
        return None
    blocks = (zip(text[i:i + 16], stream(2 + i // 16)) for i in range(0, len(text), 16))
    return bytes(a ^ b for block in blocks for a, b in block)
