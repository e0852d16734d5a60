//! What git runs by itself: the checks before a commit and before a merge that it
//! commits, and the merge driver.

use std::fs;
use std::path::{Path, PathBuf};

use super::desk::{World, register_of};
use crate::finding::{Code, Finding, Stop};
use crate::git::{Availability, Git};
use crate::register::{Register, Written, create, remove, replace};

/// The settings by which git knows the driver that `.gitattributes` names.
const DRIVER: [(&str, &str); 2] = [
    ("merge.plaint.name", "entries of both sides of a case"),
    (DRIVER_COMMAND, "plaint merge-driver %O %A %B %P"),
];
const DRIVER_COMMAND: &str = "merge.plaint.driver";

/// What git must not do to the files of a register, and what merges them.
pub(super) const ATTRIBUTES: &str =
    "# Bytes stay as they are. Where two branches append to one file, the entries of
# both are kept; `plaint hook install` registers the driver in a clone.
*.yaml -text
*.yml -text
trace/** -text
/*/*/*.yaml merge=plaint
/acknowledged.yaml merge=plaint
/*/*/*.files/** -text -merge
";

/// What became of something that git runs or is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It came, or would.
    Added,
    /// It was there, or was not there to be taken away.
    Same,
    /// It went, or would.
    Removed,
}

/// When git runs a hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before every commit that somebody makes, also one that ends a merge.
    Commit,
    /// Before a merge that git commits by itself.
    Merge,
}

impl When {
    const ALL: [When; 2] = [When::Commit, When::Merge];

    fn name(self) -> &'static str {
        match self {
            When::Commit => "pre-commit",
            When::Merge => "pre-merge-commit",
        }
    }

    /// The checks of a register. Nothing is entered in a merge, so what does not
    /// go together can only be struck after it, and does not stop it. What is
    /// merged git does not say before it commits by itself: there is no audit.
    fn checks(self, register: &str) -> String {
        let plaint = format!("plaint --register={register}");
        let merging = format!("{plaint} check --staged --merging || :");
        match self {
            When::Merge => merging,
            When::Commit => format!(
                "if [ -f \"$GIT_DIR/MERGE_HEAD\" ]; then
            {merging}
        else
            {plaint} check --staged
        fi && {plaint} audit --staged"
            ),
        }
    }
}

/// A hook, and what was done to it, or would be.
#[derive(Debug)]
pub struct Hook {
    /// When git runs it.
    pub when: When,
    /// Its file.
    pub file: PathBuf,
    /// What became of the register's lines in it; nothing where it was left.
    pub change: Option<Change>,
    /// The register's lines.
    pub lines: String,
}

/// What was done, or would be.
#[derive(Debug)]
pub struct Hooked {
    /// The hooks.
    pub hooks: Vec<Hook>,
    /// What became of the driver's settings.
    pub driver: Change,
    /// The file of attributes, if it lacked the driver.
    pub attributes: Option<PathBuf>,
    /// Why a hook was left as it is.
    pub findings: Vec<Finding>,
}

/// Has git check what is staged before every commit and merge, and registers the
/// merge driver.
///
/// # Errors
/// There is no register, it lies in no repository, or the machine failed.
pub fn install(world: &World, dry_run: bool) -> Result<Hooked, Stop> {
    let (register, git) = repository(world)?;
    let mut hooked = start(&git)?;
    for hook in &mut hooked.hooks {
        hooked.findings.extend(put_lines(hook, dry_run)?);
    }
    if !has_driver(&git)? {
        hooked.driver = Change::Added;
        if !dry_run {
            register_driver(&git)?;
        }
    }
    hooked.attributes = name_driver(&register, &git, dry_run)?;
    Ok(hooked)
}

/// Puts the register's lines into a hook, or says why not.
fn put_lines(hook: &mut Hook, dry_run: bool) -> Result<Option<Finding>, Stop> {
    let old = read(&hook.file)?;
    if let Some(why) = why_not(&hook.file, old.as_deref()) {
        let file = hook.file.display().to_string();
        let finding = Finding::new(Code::HookForeign).arg("file", file);
        return Ok(Some(finding.arg("why", why)));
    }
    let before = text(old.as_deref());
    let new = match hook.when == When::Merge && runs_the_other(&before) {
        true => before.clone(),
        false => with_lines(&before, &hook.lines),
    };
    let same = old.is_some() && before == new;
    hook.change = Some(if same { Change::Same } else { Change::Added });
    if !same && !dry_run {
        write(&hook.file, old.as_deref(), &new)?;
    }
    Ok(None)
}

/// Whether a hook for merges runs the one for commits, as git's sample does: then
/// the lines are there already.
fn runs_the_other(text: &str) -> bool {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    code.into_iter().any(|line| line.contains("/pre-commit"))
}

/// Takes the register's lines out of the hooks, and the merge driver out of the
/// settings where no other register is left.
///
/// # Errors
/// There is no register, it lies in no repository, or the machine failed.
pub fn uninstall(world: &World, dry_run: bool) -> Result<Hooked, Stop> {
    let (_, git) = repository(world)?;
    let mut hooked = start(&git)?;
    let mut others = false;
    for hook in &mut hooked.hooks {
        others |= take_lines(hook, dry_run)?;
    }
    if is_ours(&git)? && !others {
        hooked.driver = Change::Removed;
        if !dry_run {
            git.unset_section("merge.plaint")?;
        }
    }
    Ok(hooked)
}

/// Takes the register's lines out of a hook; whether another register's are left.
fn take_lines(hook: &mut Hook, dry_run: bool) -> Result<bool, Stop> {
    let old = read(&hook.file)?;
    let before = text(old.as_deref());
    let new = without(&before, &hook.lines);
    hook.change = Some(Change::Same);
    if let Some(bytes) = old.as_deref().filter(|_| new != before) {
        hook.change = Some(Change::Removed);
        if !dry_run && new.trim() == SHEBANG {
            remove(&hook.file, bytes)?;
        } else if !dry_run {
            write(&hook.file, Some(bytes), &new)?;
        }
    }
    Ok(new.contains(BEGIN))
}

/// Tells git which program merges the files that `.gitattributes` says, unless
/// it was told already.
pub(super) fn register_driver(git: &Git) -> Result<(), Stop> {
    if !has_driver(git)? {
        for (name, value) in DRIVER {
            git.set(name, value)?;
        }
    }
    Ok(())
}

/// Says so where git's conflict markers stand in a file and git does not know
/// the driver that would have merged it.
pub fn missing_driver(dir: &Path, found: &[Finding]) -> Option<Finding> {
    let marks = found.iter().any(|one| one.code == Code::ConflictMarkers);
    let git = Git::new(dir);
    let missing = marks && git.inside().ok()? && !has_driver(&git).ok()?;
    missing.then(|| Finding::new(Code::MergeDriverMissing))
}

fn has_driver(git: &Git) -> Result<bool, Stop> {
    Ok(git.setting(DRIVER_COMMAND)?.is_some())
}

fn is_ours(git: &Git) -> Result<bool, Stop> {
    Ok(git.setting(DRIVER_COMMAND)?.as_deref() == Some(DRIVER[1].1))
}

fn repository(world: &World) -> Result<(Register, Git), Stop> {
    let register = register_of(world)?;
    let git = Git::new(register.root());
    match git.availability()? {
        Availability::Repository => Ok((register, git)),
        _ => {
            let folder = register.root().display().to_string();
            Err(Finding::new(Code::NoRepository)
                .arg("folder", folder)
                .into())
        }
    }
}

fn start(git: &Git) -> Result<Hooked, Stop> {
    let hook = |when: When| {
        Ok(Hook {
            when,
            file: git.hook(when.name())?,
            change: None,
            lines: lines(git.prefix()?, when),
        })
    };
    let hooks: Result<Vec<Hook>, Stop> = When::ALL.into_iter().map(hook).collect();
    Ok(Hooked {
        hooks: hooks?,
        driver: Change::Same,
        attributes: None,
        findings: Vec::new(),
    })
}

/// Adds the attributes to a register that was made without them.
fn name_driver(register: &Register, git: &Git, dry_run: bool) -> Result<Option<PathBuf>, Stop> {
    let case = register.path_for(2000, 1, "0");
    if git.attribute("merge", &case)?.as_deref() == Some("plaint") {
        return Ok(None);
    }
    let path = register.cases().join(".gitattributes");
    let old = read(&path)?;
    if !dry_run {
        let mut new = text(old.as_deref());
        if !new.is_empty() && !new.ends_with('\n') {
            new.push('\n');
        }
        write_text(&path, old.as_deref(), &format!("{new}{ATTRIBUTES}"))?;
    }
    Ok(Some(path))
}

const SHEBANG: &str = "#!/bin/sh";
const BEGIN: &str = "# >>> plaint ";

/// The lines of a register's folder. In a linked worktree git names its own
/// folder but not the top of the tree, and would take the register for that.
fn lines(folder: &str, when: When) -> String {
    let folder = match folder.trim_end_matches('/') {
        "" => ".",
        folder => folder,
    };
    let name = folder.replace(char::is_control, "?");
    let checks = when.checks(&quoted(folder));
    let policy = quoted(&format!("{folder}/cases/policy.yaml"));
    format!(
        "{BEGIN}{name} >>>
# By `plaint hook install`; `plaint hook remove` takes these lines away.
if command -v plaint >/dev/null 2>&1 && [ -f {policy} ]; then
    (
        GIT_DIR=$(git rev-parse --absolute-git-dir) && GIT_WORK_TREE=$PWD
        export GIT_DIR GIT_WORK_TREE
        {checks}
    ) || exit 1
fi
# <<< plaint {name} <<<
"
    )
}

/// A word as a shell takes it, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The hook with those lines behind its first one, so that an `exit` or `exec`
/// further down does not pass them by.
fn with_lines(old: &str, lines: &str) -> String {
    let old = match old.trim() {
        "" => format!("{SHEBANG}\n"),
        _ => old.to_owned(),
    };
    // Lines that are there are replaced where they stand.
    if let Some((start, end)) = place(&old, lines) {
        return format!("{}{lines}{}", &old[..start], &old[end..]);
    }
    match old.split_once('\n') {
        Some((first, rest)) => format!("{first}\n{lines}{rest}"),
        None => format!("{old}\n{lines}"),
    }
}

fn without(old: &str, lines: &str) -> String {
    place(old, lines).map_or(old.to_owned(), |(start, end)| {
        format!("{}{}", &old[..start], &old[end..])
    })
}

/// Where lines with the same first and last one stand.
fn place(old: &str, lines: &str) -> Option<(usize, usize)> {
    let first = lines.lines().next()?;
    let last = lines.lines().next_back()?;
    let start = old.find(&format!("{first}\n"))?;
    let end = start + old[start..].find(last)? + last.len();
    Some((start, old.len().min(end + 1)))
}

/// Why lines cannot be put into that hook.
fn why_not(file: &Path, old: Option<&[u8]>) -> Option<&'static str> {
    let old = old?;
    let Ok(old) = str::from_utf8(old) else {
        return Some("not-shell");
    };
    if old.trim().is_empty() {
        return None;
    }
    if !is_shell(old) {
        return Some("not-shell");
    }
    (!is_executable(file)).then_some("not-executable")
}

/// Whether the first line names a shell that understands the lines.
fn is_shell(text: &str) -> bool {
    const SHELLS: [&str; 6] = ["sh", "bash", "dash", "ash", "ksh", "zsh"];
    let first = text.lines().next().unwrap_or_default();
    let Some(line) = first.strip_prefix("#!") else {
        return false;
    };
    let words = line.split_whitespace();
    let names = words.filter_map(|word| word.rsplit('/').next());
    let name = names
        .into_iter()
        .find(|name| *name != "env" && !name.starts_with('-'));
    name.is_some_and(|name| SHELLS.contains(&name))
}

#[cfg(unix)]
fn is_executable(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_executable(_: &Path) -> bool {
    true
}

fn read(file: &Path) -> Result<Option<Vec<u8>>, Stop> {
    match fs::read(file) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(fault("read", file, error)),
    }
}

fn text(bytes: Option<&[u8]>) -> String {
    String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
}

fn write(file: &Path, old: Option<&[u8]>, new: &str) -> Result<(), Stop> {
    // A link stays one.
    let file = &file.canonicalize().unwrap_or_else(|_| file.to_owned());
    write_text(file, old, new)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if old.is_none_or(<[u8]>::is_empty) {
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(file, mode).map_err(|error| fault("change", file, error))?;
        }
    }
    Ok(())
}

fn write_text(file: &Path, old: Option<&[u8]>, new: &str) -> Result<(), Stop> {
    let check = |_: &[u8]| Ok(());
    let done = match old {
        None => create(file, new.as_bytes(), &check)?,
        Some(old) => replace(file, old, new.as_bytes(), &check)? == Written::Done,
    };
    match done {
        true => Ok(()),
        false => {
            let file = file.display().to_string();
            Err(Finding::new(Code::Changed).arg("file", file).into())
        }
    }
}

fn fault(what: &str, file: &Path, error: std::io::Error) -> Stop {
    let context = format!("cannot {what} {}", file.display());
    Stop::Machine(anyhow::Error::new(error).context(context))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_behind_the_first_one_and_go_again() {
        let (one, other) = (lines("品质 部/", When::Commit), lines("", When::Commit));
        let old = "#!/bin/bash\nset -e\nexec true\n";
        let new = with_lines(old, &one);
        assert_eq!(new, format!("#!/bin/bash\n{one}set -e\nexec true\n"));
        assert_eq!(with_lines(&new, &one), new);
        let both = with_lines(&new, &other);
        assert_eq!(without(&both, &one), with_lines(old, &other));
        assert_eq!(without(&without(&both, &one), &other), old);
        assert_eq!(with_lines("", &one), format!("#!/bin/sh\n{one}"));
        let older = new.replace("check --staged", "check");
        assert_eq!(with_lines(&older, &one), new);
    }

    #[test]
    fn a_folder_is_quoted() {
        let lines = lines("it's $HOME/\n`x`/", When::Merge);
        assert!(lines.contains("--register='it'\\''s $HOME/\n`x`' check"));
        assert!(lines.starts_with("# >>> plaint it's $HOME/?`x` >>>\n"));
    }

    #[test]
    fn lines_that_run_already_are_not_put_twice() {
        let sample = "#!/bin/sh\n. git-sh-setup\ntest -x \"$GIT_DIR/hooks/pre-commit\" &&\n        exec \"$GIT_DIR/hooks/pre-commit\"\n";
        assert!(runs_the_other(sample));
        assert!(!runs_the_other(
            "#!/bin/sh\n# https://pre-commit.com\nexec pre-commit run\n"
        ));
    }

    #[test]
    fn only_shell_scripts_are_touched() {
        for first in [
            "#!/bin/sh",
            "#! /usr/bin/env bash",
            "#!/bin/bash -e",
            "#!/usr/bin/env -S zsh",
        ] {
            assert!(is_shell(first), "{first}");
        }
        for first in [
            "#!/usr/bin/env python3",
            "#!/usr/bin/perl",
            "",
            "echo",
            "\u{7f}ELF",
        ] {
            assert!(!is_shell(first), "{first}");
        }
    }
}
