//! Every case of a register, read in parallel and handed on in order.

use rayon::prelude::*;

use crate::finding::{Code, Finding, Stop};
use crate::register::{CaseFile, Listing, Register};

/// Does something with every case of a register, in parallel, in the order of
/// the files. Files that cannot be read come back as findings.
///
/// # Errors
/// The folder cannot be listed, or the machine fails.
pub fn each<T: Send>(
    register: &Register,
    take: impl Fn(&CaseFile) -> Result<Option<T>, Stop> + Sync + Send,
) -> Result<(Vec<T>, Vec<Finding>), Stop> {
    let Listing { files, findings } = register.listing()?;
    let (mut found, mut broken) = (Vec::new(), findings);
    broken.extend(batch(register, &files, &take, &mut |value| {
        found.push(value);
        Ok(())
    })?);
    Ok((found, broken))
}

/// How many files are read before what was made of them is handed on.
const BATCH: usize = 256;

/// Like [`each`], for those files or for all, month by month: what was made of
/// them is handed on in the order of the files, and not kept. Gives what is
/// wrong with the files left out.
///
/// # Errors
/// The folder cannot be listed, the machine fails, or `give` does.
pub(in crate::ops) fn stream<T: Send>(
    register: &Register,
    files: Option<Vec<CaseFile>>,
    take: impl Fn(&CaseFile) -> Result<Option<T>, Stop> + Sync + Send,
    give: &mut dyn FnMut(T) -> Result<(), Stop>,
) -> Result<Vec<Finding>, Stop> {
    let mut broken = Vec::new();
    let mut hand_on = |listing: Listing| -> Result<(), Stop> {
        broken.extend(listing.findings);
        for files in listing.files.chunks(BATCH) {
            broken.extend(batch(register, files, &take, give)?);
        }
        Ok(())
    };
    match files {
        Some(files) => hand_on(Listing {
            files,
            findings: Vec::new(),
        })?,
        None => register.each_month(&mut hand_on)?,
    }
    Ok(broken)
}

fn batch<T: Send>(
    register: &Register,
    files: &[CaseFile],
    take: &(impl Fn(&CaseFile) -> Result<Option<T>, Stop> + Sync + Send),
    give: &mut dyn FnMut(T) -> Result<(), Stop>,
) -> Result<Vec<Finding>, Stop> {
    let taken: Vec<Result<Option<T>, Stop>> = files.par_iter().map(take).collect();
    let mut broken = Vec::new();
    for (result, file) in taken.into_iter().zip(files) {
        match result {
            Ok(value) => value.into_iter().try_for_each(&mut *give)?,
            Err(Stop::Refused(findings)) => broken.extend(findings),
            // One file that the machine does not give does not hide the others.
            Err(Stop::Machine(fault)) => {
                let finding = Finding::new(Code::Unreadable).arg("problem", format!("{fault:#}"));
                let finding = finding.in_file(register.relative(&file.path));
                broken.push(finding.of_case(file.number.as_str()));
            }
        }
    }
    Ok(broken)
}
