//! Names under which attachments can lie on any system.

/// The longest name of an attachment, in bytes.
const LONGEST: usize = 120;

/// The longest ending that is kept when a name is cut.
const LONGEST_ENDING: usize = 16;

/// The name that an attachment gets for the name that its file had: one
/// component, readable, and legal on Linux, macOS and Windows.
pub(super) fn safe_name(name: &str) -> String {
    let clean: String = name.chars().map(|c| if bad(c) { '_' } else { c }).collect();
    let clean = clean.trim_start().trim_end_matches([' ', '.', '\u{3000}']);
    let mut name = match clean.chars().next() {
        None => "file".to_owned(),
        Some('.' | '-') => format!("_{}", &clean[1..]),
        Some(_) => clean.to_owned(),
    };
    if reserved(&name) {
        name.insert(0, '_');
    }
    cut(&name, "")
}

/// The same name for another content: `photo-2.jpg`.
pub(super) fn numbered(name: &str, n: usize) -> String {
    match n {
        0 | 1 => name.to_owned(),
        _ => cut(name, &format!("-{n}")),
    }
}

/// The same name for what another branch brought: `photo-1f3a09c2.jpg`, with the
/// beginning of its SHA-256.
pub fn with_hash(name: &str, sha256: &str) -> String {
    let beginning: String = sha256.chars().take(8).collect();
    cut(name, &format!("-{beginning}"))
}

/// The name with a mark before its ending, cut so that it is not too long.
fn cut(name: &str, mark: &str) -> String {
    let (stem, ending) = match name.rfind('.') {
        Some(dot) if dot > 0 && name.len() - dot <= LONGEST_ENDING => name.split_at(dot),
        _ => (name, ""),
    };
    let mut end = stem.len().min(LONGEST - mark.len() - ending.len());
    while !stem.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}{mark}{ending}", stem[..end].trim_end())
}

/// Characters that separate, hide or turn round a name.
fn bad(c: char) -> bool {
    c.is_control()
        || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffd}' | '\u{e0000}'..='\u{e007f}')
}

/// Names that Windows keeps for devices, whatever their ending.
fn reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    let numbered = |port: &str| {
        let digit = stem.strip_prefix(port).unwrap_or_default();
        matches!(digit.chars().next(), Some('0'..='9' | '¹' | '²' | '³'))
            && digit.chars().count() == 1
    };
    matches!(
        stem.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$"
    ) || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (name, safe) in [
            ("photo.jpg", "photo.jpg"),
            ("亮线 照片.jpg", "亮线 照片.jpg"),
            ("a/b\\c:d.txt", "a_b_c_d.txt"),
            (".bashrc", "_bashrc"),
            ("..", "file"),
            ("", "file"),
            (" . ", "file"),
            ("--help", "_-help"),
            ("gpj.\u{202e}exe", "gpj._exe"),
            ("a\nb\u{7}.txt", "a_b_.txt"),
            ("report. ", "report"),
            ("con", "_con"),
            ("NUL.tar.gz", "_NUL.tar.gz"),
            ("com1.txt", "_com1.txt"),
            ("COM¹", "_COM¹"),
            ("com10.txt", "com10.txt"),
            ("console.log", "console.log"),
        ] {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
    }

    #[test]
    fn long_names_keep_their_ending() {
        let long = format!("{}.jpeg", "照".repeat(80));
        let safe = safe_name(&long);
        assert!(safe.len() <= LONGEST && safe.len() > LONGEST - 3);
        assert!(safe.ends_with("照.jpeg"));
        let second = numbered(&safe, 12);
        assert!(second.len() <= LONGEST && second.ends_with("照-12.jpeg"));
        let strange = safe_name(&format!("a.{}", "b".repeat(300)));
        assert_eq!(strange.len(), LONGEST);
        assert_eq!(numbered("photo.jpg", 2), "photo-2.jpg");
        assert_eq!(numbered("photo.jpg", 1), "photo.jpg");
        assert_eq!(numbered("LICENSE", 3), "LICENSE-3");
        assert_eq!(with_hash("photo.jpg", "ba7816bf8f01"), "photo-ba7816bf.jpg");
        let marked = with_hash(&safe, "ba7816bf8f01");
        assert!(marked.len() <= LONGEST && marked.ends_with("照-ba7816bf.jpeg"));
    }
}
