use super::*;

/// An archive with one stored file, behind `prefix`, with offsets counted from `base`.
fn archive(prefix: &[u8], base: usize, content: &[u8]) -> Vec<u8> {
    let mut bytes = prefix.to_vec();
    let local_at = (bytes.len() - base) as u32;
    let sizes = |out: &mut Vec<u8>| {
        out.extend_from_slice(&crc32(content).to_le_bytes());
        out.extend_from_slice(&(content.len() as u32).to_le_bytes());
        out.extend_from_slice(&(content.len() as u32).to_le_bytes());
        out.extend_from_slice(&5_u16.to_le_bytes());
        out.extend_from_slice(&0_u16.to_le_bytes());
    };
    bytes.extend_from_slice(LOCAL);
    bytes.extend_from_slice(&[0; 10]);
    sizes(&mut bytes);
    bytes.extend_from_slice(b"a.txt");
    bytes.extend_from_slice(content);
    let directory_at = bytes.len();
    bytes.extend_from_slice(ENTRY);
    bytes.extend_from_slice(&[0; 12]);
    sizes(&mut bytes);
    bytes.extend_from_slice(&[0; 10]);
    bytes.extend_from_slice(&local_at.to_le_bytes());
    bytes.extend_from_slice(b"a.txt");
    let size = (bytes.len() - directory_at) as u32;
    bytes.extend_from_slice(END);
    bytes.extend_from_slice(&[0, 0, 0, 0, 1, 0, 1, 0]);
    bytes.extend_from_slice(&size.to_le_bytes());
    bytes.extend_from_slice(&((directory_at - base) as u32).to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}

#[test]
fn offsets_may_count_from_the_file_or_from_the_archive() {
    let prefix = [7; 100];
    for base in [0, prefix.len()] {
        let bytes = archive(&prefix, base, b"one\ntwo\n");
        let files = directory(&bytes).unwrap();
        assert_eq!(files.len(), 1);
        assert_eq!(files[0].name(), "a.txt");
        assert_eq!(files[0].read().unwrap().as_ref(), b"one\ntwo\n");
    }
}

#[test]
fn archives_may_begin_with_zero_bytes() {
    for zeros in [0, 1, 2, 3, 4, 31] {
        let bytes = archive(&vec![0; zeros], 0, b"text");
        assert!(AttachedFile::is_archive(&bytes), "{zeros}");
        assert_eq!(directory(&bytes).unwrap()[0].read().unwrap(), &b"text"[..]);
    }
    let behind_a_model = archive(b"\x1c\0\0\0TFL3", 0, b"text");
    let far_away = archive(&[0; 1000], 0, b"text");
    for bytes in [&[][..], &[0; 8], &[0; 100], &behind_a_model, &far_away] {
        assert!(!AttachedFile::is_archive(bytes), "{bytes:?}");
    }
}

#[test]
fn no_archive_is_no_error() {
    assert!(directory(&[]).unwrap().is_empty());
    assert!(directory(&[0; 1000]).unwrap().is_empty());
}

#[test]
fn damage_is_found() {
    let good = archive(&[1; 9], 0, b"text");
    let mut damaged = good.clone();
    damaged[9 + LOCAL_SIZE + 5] ^= 1;
    assert!(directory(&damaged).unwrap()[0].read().is_err());
    // Whatever byte is changed, nothing may panic.
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] = 0xff;
        if let Ok(files) = directory(&bytes) {
            for file in files {
                let _ = file.read();
            }
        }
        let _ = directory(&good[..at]);
    }
}

#[test]
fn the_checksum_is_the_usual_one() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
}

#[test]
#[cfg(feature = "metadata")]
fn deflated_files_unpack() {
    let text = b"label\n".repeat(50);
    let packed = miniz_oxide::deflate::compress_to_vec(&text, 6);
    let file = |size| AttachedFile {
        name: "a".into(),
        stored: &packed,
        size,
        method: 8,
        encrypted: false,
        crc: crc32(&text),
    };
    assert_eq!(file(text.len()).read().unwrap().as_ref(), text);
    assert!(file(text.len() - 1).read().is_err());
    assert!(file(text.len() + 1).read().is_err());
    let error = file(text.len()).read_within(text.len() - 1).unwrap_err();
    assert_eq!(error.kind(), InvalidModelKind::TooLarge);
}

#[test]
#[cfg(feature = "metadata")]
fn nothing_deflated_unpacks_to_nothing() {
    let packed = miniz_oxide::deflate::compress_to_vec(&[], 6);
    let file = AttachedFile {
        name: "a".into(),
        stored: &packed,
        size: 0,
        method: 8,
        encrypted: false,
        crc: 0,
    };
    assert!(file.read().unwrap().is_empty());
}

#[test]
fn text_is_read_as_the_standard_library_does() {
    for bytes in [
        &b"plain"[..],
        b"",
        b"a\xffb\xf0\x9f\x98",
        "gr\u{fc}n".as_bytes(),
    ] {
        assert_eq!(lossy(bytes).unwrap(), String::from_utf8_lossy(bytes));
    }
}

/// What is compressed a thousandfold is not unpacked to see how much it is.
#[test]
fn an_archive_cannot_ask_for_any_memory() {
    let zeros = vec![0; 4 << 20];
    #[cfg(feature = "metadata")]
    let packed = miniz_oxide::deflate::compress_to_vec(&zeros, 6);
    #[cfg(not(feature = "metadata"))]
    let packed = zeros[..4096].to_vec();
    assert!(packed.len() < 5000);
    let file = |size, method| AttachedFile {
        name: "labels.txt".into(),
        stored: &packed,
        size,
        method,
        encrypted: false,
        crc: 0,
    };
    for size in [u32::MAX as usize, AttachedFile::MOST_UNPACKED + 1] {
        let error = file(size, 8).read().unwrap_err();
        assert_eq!(error.kind(), InvalidModelKind::TooLarge, "{error}");
        assert!(error.to_string().contains("67108864"), "{error}");
    }
    // Within the limit, no more is unpacked than was stated; and a lie about what is stored as it
    // is asks for nothing.
    for lie in [file(1000, 8), file(u32::MAX as usize, 0)] {
        assert_eq!(lie.read().unwrap_err().kind(), InvalidModelKind::Metadata);
    }
}
