# Run by the build script; see python.rs. Prints one line per file: sha256, size, name.
#   unpack WHEEL DIR [MEMBER NAME SIZE]...   copy members of a wheel to DIR/NAME
#   hash DIR [NAME]...                       read files that are already there
import hashlib
import os
import sys
import zipfile


def main(mode, *args):
    if mode == "hash":
        for name in args[1:]:
            with open(os.path.join(args[0], name), "rb") as source:
                report(source, None, name)
        return
    wheel, out = args[0], args[1]
    with zipfile.ZipFile(wheel) as archive:
        rest = args[2:]
        for member, name, size in zip(rest[0::3], rest[1::3], rest[2::3]):
            if archive.getinfo(member).file_size != int(size):
                sys.exit("%s has another size than pinned" % member)
            with archive.open(member) as source:
                with open(os.path.join(out, name), "xb") as target:
                    report(source, target, name)


def report(source, target, name):
    digest, size = hashlib.sha256(), 0
    while True:
        block = source.read(1 << 20)
        if not block:
            break
        digest.update(block)
        size += len(block)
        if target:
            target.write(block)
    print(digest.hexdigest(), size, name)


main(*sys.argv[1:])
