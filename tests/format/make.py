#!/usr/bin/env python3
"""Makes the golden files of tests/format.rs: tests/format/golden/*.bin, each with a .txt beside it.

Built from the written layouts alone, with nothing of the crate, so that the two can disagree. Run it
from anywhere after a layout changed, read the difference, commit it:

    python3 tests/format/make.py

The tests themselves need no python.
"""

import hashlib
import struct
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"

U8, U16, U32, U64, I64 = "<B", "<H", "<I", "<Q", "<q"

CREATED = 750_000_000_000  # 1993-10-07T13:20:00Z, in milliseconds since 1970
SIGNED_IN = 750_086_461_500  # a day, a minute and a second and a half later
IDENTITY = 0x0123456789ABCDEF
SALT = bytes(range(0x10, 0x20))
VERIFIER = bytes(range(0xA0, 0xB4))  # stands for an Argon2id hash: any 20 bytes


def sha1(data):
    return hashlib.sha1(data).digest()


def number(layout, value):
    return struct.pack(layout, value)


def text(value, size):
    """UTF-8, NUL padded, at least one NUL at the end, cut between characters."""
    kept = b""
    for character in value:
        encoded = character.encode("utf-8")
        if len(kept) + len(encoded) > size - 1:
            break
        kept += encoded
    return kept.ljust(size, b"\0")


def rows(data):
    """Splits bytes into pieces short enough for a line: long runs of zeros, else 16 at most."""
    at = 0
    while at < len(data):
        zeros = len(data) - at - len(data[at:].lstrip(b"\0"))
        if zeros > 16:
            yield at, f"00*{zeros}"
            at += zeros
            continue
        piece = data[at : at + 16]
        yield at, piece.hex(" ")
        at += len(piece)


class File:
    """A file under construction: every field is put at the offset that the layout gives it."""

    def __init__(self, name, title):
        self.name, self.title = name, title
        self.data = b""
        self.lines = []

    def put(self, offset, data, meaning):
        assert offset >= len(self.data), f"{self.name}: {offset:#x} overlaps"
        if offset > len(self.data):
            self._append(bytes(offset - len(self.data)), "zero")
        self._append(data, meaning)
        return self

    def check(self, offset):
        """The first 8 bytes of SHA-1 over everything before."""
        self.put(offset, b"", "")
        return self.put(offset, sha1(self.data)[:8], "check: SHA-1 of all before, 8 bytes of it")

    def finish(self, size):
        if len(self.data) < size:
            self._append(bytes(size - len(self.data)), "zero")
        assert len(self.data) == size, f"{self.name}: {len(self.data)} bytes, not {size}"
        (GOLDEN / f"{self.name}.bin").write_bytes(self.data)
        head = f"# {self.title}; {size} bytes. Made by tests/format/make.py.\n"
        lines = "".join(f"{line}\n" for line in self.lines)
        (GOLDEN / f"{self.name}.txt").write_text(head + lines, encoding="utf-8", newline="\n")

    def _append(self, data, meaning):
        start = len(self.data)
        for at, shown in rows(data):
            said = meaning if at == 0 else "…"
            self.lines.append(f"0x{start + at:03X} | {shown:<47} | {said}")
        self.data += data


def master():
    f = File("master", "MASTER.GLB")
    f.put(0x00, b"RESTANTE", "mark")
    f.put(0x08, number(U16, 1), "version 1")
    f.put(0x0C, number(U64, IDENTITY), "postoffice identity 0123456789ABCDEF")
    f.put(0x14, text("NORTH", 11), "network NORTH")
    f.put(0x1F, text("POSTOFFICE", 11), "postoffice POSTOFFICE")
    f.put(0x2A, number(I64, CREATED), "created 1993-10-07T13:20:00Z")
    f.check(0xA8)
    f.finish(176)


def access2(name, state, mailbox, user, tid, parameters, flags, meaning):
    f = File(name, f"ACCESS2.GLB, {meaning}")
    f.put(0x00, number(U8, state), "state: 0 deleted, 1 active")
    f.put(0x01, text(mailbox, 11), f"mailbox {mailbox}")
    f.put(0x0C, number(U32, user), f"user id {user:08X}")
    f.put(0x10, number(U32, tid), f"tid {tid}")
    f.put(0x14, bytes(parameters), "scheme, log2 of memory in KiB, passes, lanes")
    f.put(0x18, SALT, "salt")
    f.put(0x28, VERIFIER, "verifier")
    f.put(0x3C, number(U8, flags), "flags: 1 administrator, 2 verifier changed, 4 must choose")
    f.check(0x3D)
    f.finish(69)


def access(name, state, full_name, last_sign_in, failed, meaning):
    f = File(name, f"ACCESS.GLB, {meaning}")
    f.put(0x000, number(U8, state), "state: 0 deleted, 1 active")
    f.put(0x001, text(full_name, 256), f"full name {full_name}")
    f.put(0x101, number(I64, CREATED), "created 1993-10-07T13:20:00Z")
    f.put(0x109, number(I64, last_sign_in), "last sign-in; 0 never")
    f.put(0x111, number(U32, failed), "failed attempts since")
    f.check(0x242)
    f.finish(586)


def access3(name, place, path, homes, new_home, meaning):
    f = File(name, f"ACCESS3.GLB, {meaning}")
    f.put(0x000, number(U8, 1), "state: 0 deleted, 1 active")
    f.put(0x001, number(U8, place), "message file: 0 none yet, 1 on the postoffice, 2 local")
    f.put(0x002, text(path, 259), f"local path {path}" if path else "no local path")
    f.put(0x105, number(U8, len(homes)), "number of earlier homes")
    for i, (postoffice, user) in enumerate(homes):
        at = 0x106 + 12 * i
        f.put(at, number(U64, postoffice), f"earlier home {i + 1}: postoffice")
        f.put(at + 8, number(U32, user), f"earlier home {i + 1}: user id")
    f.put(0x166, number(U8, 1 if new_home else 0), "moved away: 0 no, 1 yes")
    f.put(0x167, text(new_home, 33), f"new home {new_home}" if new_home else "no new home")
    f.check(0x1F8)
    f.finish(512)


def key():
    bitmap = bytearray(512)
    for slot in (0, 7, 8, 4095):
        bitmap[slot // 8] |= 1 << (slot % 8)
    f = File("key", "KEY, letters in slots 0, 7, 8 and 4095")
    f.put(0x00, number(U32, 2), "2 new since the last collection")
    f.put(0x04, number(U32, 4), "4 waiting")
    f.put(0x08, number(U64, 0x0102030405060708), "generation")
    f.put(0x30, bytes(bitmap), "bitmap, least significant bit first")
    f.finish(560)


def mbg(name, flags, priority, sender, subject, posted, letter, size, digest, meaning):
    f = File(name, f"MBG, {meaning}")
    f.put(0x00, number(U8, flags), "flags: 1 receipt wanted, 2 attachments")
    f.put(0x01, number(U8, priority), "priority: 1 low, 3 normal, 5 high")
    f.put(0x02, text(sender, 11), f"sender {sender}")
    f.put(0x0D, text(subject, 41), f"subject {subject}")
    for i, (unit, value) in enumerate(posted):
        f.put(0x36 + 2 * i, number(U16, value), f"posted, UTC: {unit} {value}")
    f.put(0x43, b"%08X\0" % letter, f"number of the MAI file: {letter}")
    f.put(0x4E, number(U32, size), f"size of the MAI file: {size}")
    f.put(0x5C, digest, "first 8 bytes of the message's SHA-1")
    f.check(0x6C)
    f.finish(116)


def clock(second, minute, hour, day, month, year):
    return [
        ("second", second),
        ("minute", minute),
        ("hour", hour),
        ("day", day),
        ("month", month),
        ("year", year),
    ]


def p1(name, letter, sender, recipients, meaning):
    f = File(name, f"P1 envelope, {meaning}")
    f.put(0x00, b"RP1E", "mark")
    f.put(0x04, number(U16, 1), "version 1")
    f.put(0x08, number(U32, letter), f"letter {letter:08X}")
    f.put(0x0C, number(U32, sender), f"sender's user id {sender:08X}")
    f.put(0x10, number(I64, CREATED), "posted 1993-10-07T13:20:00Z")
    f.put(0x18, sha1(b"letter"), "SHA-1 of the MAI, here of the bytes 'letter'")
    f.put(0x2C, number(U32, len(recipients)), f"{len(recipients)} recipients")
    # What the check covers is gathered apart: all but the states.
    fixed = f.data
    for i, (user, state) in enumerate(recipients):
        at = 0x30 + 8 * i
        f.put(at, number(U32, user), f"recipient {i + 1}: user id {user:08X}")
        f.put(at + 4, number(U8, state), "state: 0 pending, 1 delivered, 2 collected, 3 refused")
        f.put(at + 5, bytes(3), "zero")
        fixed += number(U32, user) + bytes(3)
    end = 0x30 + 8 * len(recipients)
    f.put(end, sha1(fixed)[:8], "check: SHA-1 of all before but the states, 8 bytes of it")
    f.finish(end + 8)


def credential():
    f = File("credential", "credential of a message file")
    f.put(0x00, bytes.fromhex("52 4D 46 43"), "mark RMFC")
    f.put(0x04, number(U16, 1), "version 1")
    f.put(0x08, number(U64, IDENTITY), "postoffice identity 0123456789ABCDEF")
    f.put(0x10, number(U32, 0x1A), "user id 0000001A")
    f.put(0x14, bytes([1, 16, 3, 1]), "scheme, log2 of memory in KiB, passes, lanes")
    f.put(0x18, SALT, "salt")
    f.put(0x28, VERIFIER, "verifier")
    f.put(0x3C, sha1(f.data), "SHA-1 of all before")
    f.finish(80)


def nme(name, state, full_name, tid, user, meaning):
    f = File(name, f"NME, {meaning}")
    f.put(0x00, number(U8, state), "1 active, 0 deleted")
    f.put(0x01, number(U8, 1), "kind 1: a user of this postoffice")
    f.put(0x02, text(full_name, 31), f"full name {full_name}, 30 bytes of it")
    f.put(0x21, number(U32, tid), f"tid {tid}")
    f.put(0x29, number(U32, user), f"user id {user:08X}")
    f.finish(45)


def network():
    f = File("network", "NETWORK.GLB")
    f.put(0x00, number(U8, 1), "1 active, 0 deleted")
    f.put(0x01, number(U8, 0), "type")
    f.put(0x02, text("NORTH", 11), "network NORTH")
    f.put(0x0D, b"0000001F\0", "number of the XTN file")
    f.put(0x21, b"00000000\0", "number of the mailbag: none")
    f.finish(122)


def xtn():
    # Nothing was published between the mailbag at 0x0C and the count at 0x289: identity and path
    # have their place from the code.
    f = File("xtn", "XTN")
    f.put(0x000, number(U8, 1), "1 active, 0 deleted")
    f.put(0x001, text("HARBOUR", 11), "postoffice HARBOUR")
    f.put(0x00C, b"00000000\0", "number of the mailbag: none")
    f.put(0x018, number(U64, 0xFEDCBA9876543210), "postoffice identity FEDCBA9876543210")
    f.put(0x020, text("/mnt/büro/post", 512), "path of its folder /mnt/büro/post")
    f.put(0x289, number(U16, 0), "indirect postoffices: none")
    f.check(0x2B2)
    f.finish(698)


def control():
    f = File("control", "CONTROL.GLB")
    f.put(0, number(U32, 0x11), "next mailbag 00000011")
    f.put(4, number(U32, 0xA0B0C0D), "next letter 0A0B0C0D")
    f.finish(8)


def tid():
    f = File("tid", "TID.GLB")
    f.put(0, number(U32, 0x7654321), "next tid 07654321")
    f.finish(4)


def main():
    GOLDEN.mkdir(exist_ok=True)
    master()
    access2("access2", 1, "ANNA", 0x1A, 77, [1, 16, 3, 1], 0b101, "an administrator")
    access2("access2-deleted", 0, "Z123456789", 0xFFFFFFFE, 0xFFFFFFFF, [1, 21, 16, 16], 0b010,
            "a free slot, the dearest verifier")
    access("access", 1, "Jürgen Müller", SIGNED_IN, 3, "signed in once")
    access("access-new", 1, "𝄞" * 63 + "€", 0, 0, "never signed in, a name of 64 characters, 255 bytes")
    homes = [(IDENTITY + i, 0x100 + i) for i in range(8)]
    access3("access3-none", 0, "", [], "", "no message file, no earlier home")
    access3("access3-one", 1, "", homes[:1], "", "on the postoffice, 1 earlier home")
    access3("access3-eight", 2, "C:\\Müller\\Mail.mmf", homes, "", "local, 8 earlier homes")
    access3("access3-moved", 1, "", [], "NETWORK123/POST456789/MAILBOX012", "moved away")
    key()
    mbg("mbg", 0, 3, "ANNA", "Lunch?", clock(0, 20, 13, 7, 10, 1993), 0x62, 552,
        sha1(b"letter")[:8], "a plain letter")
    mbg("mbg-full", 3, 5, "A123456789", "Überraschung für Müller in der Haustür",
        clock(59, 59, 23, 29, 2, 2024), 0xFFFFFFF1, 0xFFFFFFFF, bytes(range(0xF0, 0xF8)),
        "every field at its end, a subject cut before a character of two bytes")
    p1("p1-none", 0x62, 0x1A, [], "no recipients")
    for state, word in enumerate(["pending", "delivered", "collected", "refused"]):
        p1(f"p1-one-{word}", 0x62, 0x1A, [(0x1B, state)], f"1 recipient: {word}")
    p1("p1-three-pending", 0xFFFFFFFF, 0xFFFFFFFF, [(2, 0), (3, 0), (0xFFFFFFFE, 0)],
       "3 recipients, all pending; the sender is from elsewhere")
    p1("p1-three", 0xFFFFFFFF, 0xFFFFFFFF, [(2, 1), (3, 2), (0xFFFFFFFE, 3)],
       "3 recipients: delivered, collected, refused; the same check as all pending")
    credential()
    nme("nme", 1, "Anna Berg", 77, 0x1A, "a user")
    nme("nme-cut", 0, "Ein Name mit dreißig Bytes, äö und mehr", 0xFFFFFFFF, 0xFFFFFFFE,
        "not active, a name cut")
    network()
    xtn()
    control()
    tid()


main()
