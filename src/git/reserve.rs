//! Numbers reserved at a remote: `refs/plaint/numbers/<number>` there, each on
//! a commit without files. Nobody fetches them unasked.
//!
//! A register below the top of its repository has its folder in between, as
//! one part that ends in `%2F`: no number does, so registers never meet.

use std::process::Output;

use super::Git;
use super::run::{failure, said};

/// Where all of them lie.
const ROOT: &str = "refs/plaint/numbers/";

/// Why git could not do it, in its own words; `no-answer` or `no-git` where it
/// says nothing.
pub type Why = String;

/// What became of an attempt to reserve numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attempt {
    /// All of them are ours, by the commit of that name.
    Held(String),
    /// None of them is: somebody was faster, or the remote refuses.
    Rejected(Why),
}

impl Git {
    /// The numbers reserved at the remote that begin with that text.
    ///
    /// # Errors
    /// Why the remote cannot be asked.
    pub fn reserved(&self, remote: &str, start: &str) -> Result<Vec<String>, Why> {
        // git would take an address in the place of a name, too.
        self.ask_remote(&["remote", "get-url", "--", remote])?;
        let folder = self.numbers_folder()?;
        let pattern = format!("{folder}{}*", escape(start));
        let listed = self.ask_remote(&["ls-remote", "--", remote, &pattern])?;
        let names = listed.lines().filter_map(|line| line.split_once('\t'));
        let numbers = names.filter_map(|(_, name)| name.strip_prefix(&folder));
        let own = numbers.filter(|number| !number.contains('/'));
        Ok(own.map(str::to_owned).collect())
    }

    /// Reserves all of those numbers, or none if one of them is taken.
    ///
    /// # Errors
    /// Why the remote cannot be reached.
    pub fn reserve(&self, remote: &str, numbers: &[&str], uid: &str) -> Result<Attempt, Why> {
        let commit = self.reservation(numbers, uid)?;
        let names = self.names(numbers)?;
        // Nothing is expected: the remote must not have that ref yet.
        let lease = |name: &String| format!("--force-with-lease={name}:");
        let spec = |name: &String| format!("{commit}:{name}");
        let pushed = self.push(remote, &names, lease, spec)?;
        // A remote that already has this very commit there reports no failure:
        // only what is new is ours.
        let new = pushed.lines().filter(|line| line.starts_with("*\t"));
        Ok(match new.count() == names.len() {
            true => Attempt::Held(commit),
            false => Attempt::Rejected(rejection(&pushed)),
        })
    }

    /// Gives numbers back that were reserved by that commit.
    ///
    /// # Errors
    /// Why it could not be done; then nobody takes these numbers any more.
    pub fn give_back(&self, remote: &str, numbers: &[&str], commit: &str) -> Result<(), Why> {
        let names = self.names(numbers)?;
        let lease = |name: &String| format!("--force-with-lease={name}:{commit}");
        let spec = |name: &String| format!(":{name}");
        self.push(remote, &names, lease, spec).map(drop)
    }

    /// What `git push` says about each ref, one a line. The user's hook before a
    /// push looks at work, and there is none in it.
    fn push(
        &self,
        remote: &str,
        names: &[String],
        lease: impl Fn(&String) -> String,
        spec: impl Fn(&String) -> String,
    ) -> Result<String, Why> {
        let flags = ["push", "--porcelain", "--no-verify"];
        let mut args: Vec<String> = flags.map(str::to_owned).into();
        args.push("--recurse-submodules=no".to_owned());
        // Not every server knows it, and one ref alone does not need it.
        if names.len() > 1 {
            args.push("--atomic".to_owned());
        }
        args.extend(names.iter().map(lease));
        args.extend(["--".to_owned(), remote.to_owned()]);
        args.extend(names.iter().map(spec));
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let output = self.act_in_time(&args)?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        match output.status.success() || told.lines().any(is_rejected) {
            true => Ok(told),
            false => Err(first_line(&said(&output))),
        }
    }

    /// A commit without files that names the numbers. With the uid in it, it is
    /// no other reservation's: a remote would take two that are one object for
    /// the same reservation.
    fn reservation(&self, numbers: &[&str], uid: &str) -> Result<String, Why> {
        let tree = self.make(&["mktree"], b"")?;
        // Whoever enters for somebody else need not be known to git.
        let (name, email) = match self.identity() {
            Ok(Some(who)) => (who.name, who.email),
            _ => ("plaint".to_owned(), "plaint@localhost".to_owned()),
        };
        let (name, email) = (format!("user.name={name}"), format!("user.email={email}"));
        let args = ["-c", &name, "-c", &email, "commit-tree", &tree];
        let message = format!("reserve {}\n\nuid: {uid}\n", numbers.join(" "));
        self.make(&args, message.as_bytes())
    }

    fn names(&self, numbers: &[&str]) -> Result<Vec<String>, Why> {
        let folder = self.numbers_folder()?;
        let name = |number: &&str| format!("{folder}{}", escape(number));
        Ok(numbers.iter().map(name).collect())
    }

    /// Where the numbers of this register lie.
    fn numbers_folder(&self) -> Result<String, Why> {
        Ok(match self.prefix().map_err(failure)? {
            "" => ROOT.to_owned(),
            prefix => format!("{ROOT}{}/", escape(prefix)),
        })
    }

    fn ask_remote(&self, args: &[&str]) -> Result<String, Why> {
        answer(&self.act_in_time(args)?)
    }

    fn make(&self, args: &[&str], input: &[u8]) -> Result<String, Why> {
        answer(&self.act(args, input).map_err(failure)?)
    }
}

/// What git printed, if it did what it should.
fn answer(output: &Output) -> Result<String, Why> {
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned()),
        false => Err(first_line(&said(output))),
    }
}

fn first_line(text: &str) -> String {
    let mut lines = text.lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty());
    first.unwrap_or_default().to_owned()
}

/// `!`, the ref, and why, with tabs between them.
fn is_rejected(line: &str) -> bool {
    line.starts_with("!\t")
}

fn rejection(pushed: &str) -> Why {
    let mut rejected = pushed.lines().filter(|line| is_rejected(line));
    let why = rejected.find_map(|line| line.rsplit('\t').next());
    why.map_or_else(|| first_line(pushed), str::to_owned)
}

/// The text as one part of a ref's name: letters and digits of any script, `-`
/// and `_` stand as they are, of anything else each byte as `%` and two digits.
fn escape(text: &str) -> String {
    let mut name = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                name.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_names() {
        assert_eq!(escape("2611-0001"), "2611-0001");
        assert_eq!(escape("KS_2"), "KS_2");
        assert_eq!(escape("质 量/a.lock/"), "质%20量%2Fa%2Elock%2F");
        assert_eq!(escape("50%20~*?[^:\\"), "50%2520%7E%2A%3F%5B%5E%3A%5C");
        // What looks like a blank, and is none of ASCII.
        assert_eq!(escape("\u{3000}"), "%E3%80%80");
    }

    #[test]
    fn why_a_push_was_rejected() {
        let pushed =
            "To x\n=\ta:refs/1\t[up to date]\n!\ta:refs/2\t[rejected] (stale info)\nDone\n";
        assert_eq!(rejection(pushed), "[rejected] (stale info)");
        assert_eq!(rejection("To x\n"), "To x");
    }
}
