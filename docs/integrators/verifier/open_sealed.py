#!/usr/bin/env python3
"""Opens and verifies sealed messages, by sealing.md alone: Python's standard library and two files beside this one.

    python3 open_sealed.py KEYS.json < LINES

A line is a sealed message (JWE), or a signed message as a ledger keeps it, a JWS or one under a signed root, of which the
signature (and the path to the root) alone is checked.
KEYS.json: {"own": {"partyId": "court", "agree": [{"kid": "…", "privateKeyHex": "…"}]},
            "others": [what GET /keys of the other parties gives, every generation],
            "now": "2026-03-03T01:00:00.000Z"}       now may be left out, and own where nothing is sealed
For each line it writes one of JSON: {"opened": {"source", "audience", "type", "id", "time", "payloadHash", "jws"}}
(jws is the signed message in either form), or
{"refused": "seal.…"} with the code that the hub has for it. It ends with 0 where every line opened, with 1 otherwise.
Revocations are not judged: whether a key counted at the time stands in the ledger stream of the party.
"""

import base64
import datetime
import hashlib
import hmac
import json
import re
import sys

import aes_gcm
import curve25519

JWE = re.compile(r'[\w-]+\.\.[\w-]{16}\.[\w-]+\.[\w-]{22}', re.ASCII)
JWS = re.compile(r'[\w-]+\.[\w-]+\.[\w-]+', re.ASCII)
ROOTED = re.compile(r'([\w-]{1,200}\.[\w-]{1,400}\.[\w-]{86})~([\w-]+)~([\w-]{22})~(0|[1-9][0-9]{0,4})~([\w-]{0,683})', re.ASCII)
KID = re.compile(r'([\w-]{22})\.([\w-]{22})\.([0-9]{1,6})', re.ASCII)
TIME = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z', re.ASCII)
MEMBERS = {'specversion', 'id', 'type', 'source', 'audience', 'time', 'data'}
ROOT_MEMBERS = {'type', 'agency', 'count', 'root', 'time'}
AGENCY = re.compile(r'(?!(coordinator|auditor|superior)$)[a-z][a-z0-9-]{0,31}', re.ASCII)
LEAVES_MAX = 65536
OLDEST_DAYS, AHEAD_MS, DAY_MS = 46, 10 * 60_000, 86_400_000


class Refused(Exception):
    """With the code for it."""


def decoded(text):
    return base64.urlsafe_b64decode(text + '=' * (-len(text) % 4))


def encoded(content):
    return base64.urlsafe_b64encode(content).rstrip(b'=').decode()


def hash_of(content):
    return encoded(hashlib.sha256(content).digest())


def spelled(text):
    """What base64url without padding holds, where it is its one spelling."""
    try:
        content = decoded(text)
    except ValueError:
        raise Refused('seal.malformed')
    if encoded(content) != text:
        raise Refused('seal.malformed')
    return content


def json_object(content, code):
    try:
        value = json.loads(content.decode('utf-8'))
    except ValueError:
        raise Refused(code)
    if not isinstance(value, dict):
        raise Refused(code)
    return value


def milliseconds(time):
    """Since 1970, of RFC 3339 in UTC with three digits of milliseconds; None where it is something else."""
    try:
        moment = datetime.datetime.strptime(time, '%Y-%m-%dT%H:%M:%S.%fZ') if TIME.fullmatch(time) else None
    except ValueError:
        return None
    return moment and (moment - datetime.datetime(1970, 1, 1)) // datetime.timedelta(milliseconds=1)


def thumbprint_kid(jwk):
    """RFC 7638: a kid counts only where it is the thumbprint of its key."""
    text = json.dumps({'crv': jwk['crv'], 'kty': 'OKP', 'x': jwk['x']}, separators=(',', ':'))
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:16]).rstrip(b'=').decode()


def root_of(leaf, index, count, path):
    """The root that a leaf has at its place (RFC 9162, 2.1.3.2); None where no tree of so many leaves has such a path."""
    if index >= count:
        return None
    at, last, node = index, count - 1, leaf
    for beside in path:
        if last == 0:
            return None
        if at % 2 == 1 or at == last:
            node = hashlib.sha256(b'\x01' + beside + node).digest()
            while at % 2 == 0 and at != 0:
                at, last = at >> 1, last >> 1
        else:
            node = hashlib.sha256(b'\x01' + node + beside).digest()
        at, last = at >> 1, last >> 1
    return node if last == 0 else None


def content_key(private, public, info):
    """HKDF-SHA256 (RFC 5869) of the agreed secret: 32 zero bytes of salt, one block of output."""
    shared = curve25519.x25519(private, public)
    if shared is None:
        raise Refused('seal.does-not-open')
    pseudorandom = hmac.new(bytes(32), shared, hashlib.sha256).digest()
    return hmac.new(pseudorandom, info.encode() + b'\x01', hashlib.sha256).digest()


class Verifier:
    def __init__(self, keys):
        own = keys.get('own', {})
        self.party = own.get('partyId')
        self.private = {key['kid']: bytes.fromhex(key['privateKeyHex']) for key in own.get('agree', [])}
        self.public = {'agree': {}, 'sign': {}}
        for party in keys['others']:
            for use in self.public:
                if thumbprint_kid(party[use]) != party[use]['kid']:
                    raise ValueError('a kid is not the thumbprint of its key')
                self.public[use][party[use]['kid']] = (party['partyId'], decoded(party[use]['x']))
        utc = datetime.datetime.now(datetime.timezone.utc)
        self.now = milliseconds(keys['now']) if 'now' in keys else int(utc.timestamp() * 1000)

    def open(self, line):
        if JWE.fullmatch(line):
            return self.verify(*self.decrypt(line))
        if JWS.fullmatch(line) or '~' in line:
            return self.verify(line, None)
        raise Refused('seal.malformed')

    def decrypt(self, line):
        """The JWS inside, and whose key sealed it."""
        header, _, iv, text, tag = line.split('.')
        fields = json_object(decoded(header), 'seal.malformed')
        kid = KID.fullmatch(fields['kid']) if isinstance(fields.get('kid'), str) else None
        if fields.get('alg') != 'dir' or fields.get('enc') != 'A256GCM' or 'crit' in fields or kid is None:
            raise Refused('seal.malformed')
        sender_kid, receiver_kid, day = kid[1], kid[2], int(kid[3])
        if receiver_kid not in self.private:
            raise Refused('seal.not-for-us')
        if sender_kid not in self.public['agree']:
            raise Refused('seal.key-unknown')
        if not self.now // DAY_MS - OLDEST_DAYS <= day <= self.now // DAY_MS + 1:
            raise Refused('seal.day-out-of-bounds')
        sender, public = self.public['agree'][sender_kid]
        agency = sender if self.party == 'coordinator' else self.party
        key = content_key(self.private[receiver_kid], public, f'lianshen sealing 1|{day}|{sender}>{self.party}|{agency}')
        jws = aes_gcm.decrypt(key, decoded(iv), header.encode('ascii'), decoded(text), decoded(tag))
        if jws is None:
            raise Refused('seal.does-not-open')
        return jws.decode('latin-1'), sender

    def verify(self, signed, sealed_by):
        """What was signed, in either form. sealed_by: the party that sealed it, or None for a signed message alone."""
        signer, content, root = self.verify_rooted(signed) if '~' in signed else (*self.verify_jws(signed), None)
        envelope = json_object(content, 'seal.envelope-malformed')
        time = milliseconds(envelope['time']) if isinstance(envelope.get('time'), str) else None
        if set(envelope) != MEMBERS or envelope['specversion'] != '1.0' or time is None:
            raise Refused('seal.envelope-malformed')
        if root is not None and root['agency'] != signer:
            raise Refused('seal.source-differs')
        if envelope['source'] != signer or sealed_by not in (None, signer):
            raise Refused('seal.source-differs')
        if sealed_by is not None and envelope['audience'] != self.party:
            raise Refused('seal.not-for-us')
        signed_at = max(time, milliseconds(root['time'])) if root else time
        if sealed_by is not None and signed_at > self.now + AHEAD_MS:
            raise Refused('seal.from-the-future')
        told = {name: envelope[name] for name in ('source', 'audience', 'type', 'id', 'time')}
        return {**told, 'payloadHash': hash_of(content), 'jws': signed}

    def verify_jws(self, jws):
        """Whose key signed it, and the bytes that it signed."""
        if not JWS.fullmatch(jws):
            raise Refused('seal.malformed')
        header, payload, signature = jws.split('.')
        fields = json_object(decoded(header), 'seal.malformed')
        if fields.get('alg') != 'EdDSA' or not isinstance(fields.get('kid'), str) or 'crit' in fields:
            raise Refused('seal.malformed')
        if fields['kid'] not in self.public['sign']:
            raise Refused('seal.key-unknown')
        signer, public = self.public['sign'][fields['kid']]
        if not curve25519.ed25519_verifies(public, f'{header}.{payload}'.encode('ascii'), decoded(signature)):
            raise Refused('seal.signature-wrong')
        return signer, decoded(payload)

    def verify_rooted(self, text):
        """Whose key signed the root, the bytes of the message that stands under it, and what the root says."""
        parts = ROOTED.fullmatch(text)
        if parts is None:
            raise Refused('seal.malformed')
        content, nonce, hashes = spelled(parts[2]), spelled(parts[3]), spelled(parts[5])
        if len(hashes) % 32 != 0:
            raise Refused('seal.malformed')
        signer, statement = self.verify_jws(parts[1])
        root = json_object(statement, 'seal.envelope-malformed')
        if not is_root(root):
            raise Refused('seal.envelope-malformed')
        leaf = hashlib.sha256(b'\x00' + nonce + content).digest()
        path = [hashes[at:at + 32] for at in range(0, len(hashes), 32)]
        reached = root_of(leaf, int(parts[4]), root['count'], path)
        if reached is None or encoded(reached) != root['root']:
            raise Refused('seal.signature-wrong')
        return signer, content, root


def is_root(root):
    """Whether this is the statement that a root is signed with."""
    if set(root) != ROOT_MEMBERS or root['type'] != 'lianshen.root.v1' or not all(isinstance(root[name], str) for name in ('agency', 'root', 'time')):
        return False
    counts = type(root['count']) is int and 1 <= root['count'] <= LEAVES_MAX
    return counts and AGENCY.fullmatch(root['agency']) is not None and milliseconds(root['time']) is not None


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding='utf-8') as file:
        verifier = Verifier(json.load(file))
    refused = False
    for line in sys.stdin.read().rstrip('\n').split('\n'):
        try:
            answer = {'opened': verifier.open(line)}
        except Refused as refusal:
            answer, refused = {'refused': str(refusal)}, True
        print(json.dumps(answer, ensure_ascii=True))
    sys.exit(1 if refused else 0)


if __name__ == '__main__':
    main()
