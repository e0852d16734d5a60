//! git's conflict markers: the sides read out of a file, and a file written
//! with both sides in it.

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const BETWEEN: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// Our side and theirs.
pub(super) type Sides = [Vec<u8>; 2];

/// Where a line stands.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Both,
    Ours,
    Base,
    Theirs,
}

/// Both sides of a file with conflict markers, in any of git's styles. None:
/// there are no markers in it, or they do not pair up.
pub(super) fn sides(bytes: &[u8]) -> Option<Sides> {
    let mut sides = Sides::default();
    let mut within = Within::Both;
    let mut any = false;
    for line in lines(bytes) {
        let next = match within {
            Within::Both if is(line, OURS) => Within::Ours,
            Within::Ours if is(line, BASE) => Within::Base,
            Within::Ours | Within::Base if is(line, BETWEEN) => Within::Theirs,
            Within::Theirs if is(line, THEIRS) => Within::Both,
            _ if within != Within::Base && [OURS, THEIRS].iter().any(|mark| is(line, mark)) => {
                return None;
            }
            _ => {
                if matches!(within, Within::Both | Within::Ours) {
                    sides[0].extend_from_slice(line);
                }
                if matches!(within, Within::Both | Within::Theirs) {
                    sides[1].extend_from_slice(line);
                }
                continue;
            }
        };
        any = true;
        within = next;
    }
    (any && within == Within::Both).then_some(sides)
}

/// Both sides in one text, what they do not share between markers. Unlike what
/// git writes, this loses no change that only one side made.
pub(super) fn marked(ours: &[u8], theirs: &[u8]) -> Vec<u8> {
    let (a, b): (Vec<&[u8]>, Vec<&[u8]>) = (lines(ours).collect(), lines(theirs).collect());
    let same = |(a, b): &(&&[u8], &&[u8])| a == b;
    let before = a.iter().zip(&b).take_while(same).count();
    let (a, b) = (&a[before..], &b[before..]);
    let behind = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let (a, end) = a.split_at(a.len() - behind);
    let b = &b[..b.len() - behind];
    let mut text = lines(ours).take(before).collect::<Vec<_>>().concat();
    let mut put = |mark: &str, part: &[&[u8]]| {
        text.extend_from_slice(mark.as_bytes());
        text.push(b'\n');
        for line in part {
            text.extend_from_slice(line);
        }
        if !text.ends_with(b"\n") {
            text.push(b'\n');
        }
    };
    put(&format!("{OURS} ours"), a);
    put(BETWEEN, b);
    put(&format!("{THEIRS} theirs"), end);
    text
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| *byte == b'\n')
}

/// Whether the line is that marker, with a label or without.
fn is(line: &[u8], mark: &str) -> bool {
    let rest = line.strip_prefix(mark.as_bytes());
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\n' | b'\r')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<[String; 2]> {
        let text_of = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        sides(text.as_bytes()).map(|sides| sides.map(text_of))
    }

    #[test]
    fn every_style_of_git_is_read() {
        let merge = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\nd\n";
        let diff3 =
            "a\n<<<<<<< HEAD\nb\n||||||| 12ab\n<<<<<<<<< nested\nz\n=======\nc\n>>>>>>> x\nd\n";
        let bare = "a\r\n<<<<<<<\r\nb\r\n=======\r\nc\r\n>>>>>>>\r\nd\r\n";
        let meant = Some(["a\nb\nd\n".to_owned(), "a\nc\nd\n".to_owned()]);
        assert_eq!(read(merge), meant);
        assert_eq!(read(diff3), meant);
        let crlf = |text: &str| text.replace('\n', "\r\n");
        assert_eq!(read(bare), meant.map(|sides| sides.map(|side| crlf(&side))));
    }

    #[test]
    fn what_does_not_pair_up_is_not_read() {
        for text in [
            "a\nb\n",
            "a\n=======\nb\n",
            "<<<<<<< x\na\n",
            "<<<<<<< x\na\n=======\nb\n",
            "<<<<<<< x\n<<<<<<< y\n=======\nb\n>>>>>>> z\n",
            ">>>>>>> z\n",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn both_sides_are_read_back_as_they_were() {
        let whole = [
            "a\nb\nc\n",
            "",
            "a\nx\nc\n",
            "a\nb\nc\nd\n",
            "b\n",
            "a\na\n",
            "a\n",
        ];
        for ours in whole {
            for theirs in whole.into_iter().filter(|theirs| *theirs != ours) {
                let text = String::from_utf8(marked(ours.as_bytes(), theirs.as_bytes())).unwrap();
                let meant = Some([ours.to_owned(), theirs.to_owned()]);
                assert_eq!(read(&text), meant, "{text}");
            }
        }
        let text = String::from_utf8(marked(b"a\nb", b"a\nc")).unwrap();
        assert_eq!(text, "a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n");
    }
}
