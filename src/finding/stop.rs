use super::Finding;

/// A fault of the machine: a disk, a permission, git.
pub type Fault = anyhow::Error;

/// Why an operation did not happen. In either case nothing was written.
#[derive(Debug)]
pub enum Stop {
    /// The call or the input was wrong, or the rules speak against it.
    Refused(Vec<Finding>),
    /// The machine failed.
    Machine(Fault),
}

impl From<Finding> for Stop {
    fn from(finding: Finding) -> Self {
        Stop::Refused(vec![finding])
    }
}

impl From<Vec<Finding>> for Stop {
    fn from(findings: Vec<Finding>) -> Self {
        Stop::Refused(findings)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Machine(fault)
    }
}
