//! A register at work: its rules, its git, who acts and when.

mod each;

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use memchr::memmem::Finder;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use super::lead::follow;
use super::reserve::Reserving;
use super::trace_data::TraceCells;
use super::when::{as_of, parse_when};
use crate::calendar::Calendar;
use crate::case::{Body, Case, CaseNumber, Entry, EntryId, PersonId, Time, Uid};
use crate::finding::{Code, Finding, Stop};
use crate::git::{Availability, Git, Identity};
use crate::policy::{CalendarFile, Catalog, People, Policy, Revisions, Rules};
use crate::procedure::{State, fold};
use crate::register::{CaseFile, Register};
use crate::yaml;

pub use each::each;
pub(super) use each::stream;

/// What the program knows of the world, read once at its start.
#[derive(Debug, Clone)]
pub struct World {
    /// The clock.
    pub clock: DateTime<Utc>,
    /// Another time to take for now, as typed.
    pub now: Option<String>,
    /// Who acts, where it is not whom git names.
    pub by: Option<String>,
    /// The current folder.
    pub dir: PathBuf,
    /// The register, where it is not found by walking up.
    pub register: Option<PathBuf>,
    /// Random bytes from which ids are made.
    pub seed: [u8; 32],
}

/// What every case of a register is judged by. Shared between threads.
#[derive(Debug, Clone)]
pub struct RuleBook {
    /// The policy's revisions.
    pub revisions: Revisions,
    /// People.
    pub people: Arc<People>,
    /// Working days.
    pub calendar: Arc<Calendar>,
    /// Lists of defects, products, customers.
    pub catalog: Arc<Catalog>,
}

/// A register with its rules.
pub struct Desk {
    /// The folder and its files.
    pub register: Register,
    /// The git around it.
    pub git: Git,
    /// What is taken for now, in the register's time zone.
    pub now: Time,
    /// Whether that is not what the clock says.
    pub is_rehearsal: bool,
    /// What cases are judged by.
    pub book: RuleBook,
    by: Option<String>,
    identity: OnceCell<Option<Identity>>,
    seed: [u8; 32],
    drawn: Cell<u64>,
    in_git: RefCell<HashMap<Vec<String>, Rc<[String]>>>,
    pub(super) trace: TraceCells,
    pub(super) reserving: Reserving,
}

/// A case as read and folded.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Its file.
    pub file: CaseFile,
    /// The file's bytes.
    pub bytes: Arc<[u8]>,
    /// What the file says.
    pub case: Case,
    /// What it is judged by.
    pub rules: Rules,
    /// What it amounts to.
    pub state: State,
    /// Its repeats, once somebody has asked.
    pub(super) repeats: OnceCell<Vec<CaseNumber>>,
}

impl Loaded {
    /// A case that has no file yet.
    pub(super) fn unwritten(case: Case, rules: Rules, state: State) -> Loaded {
        Loaded {
            file: CaseFile {
                number: case.number().to_string(),
                path: PathBuf::new(),
            },
            bytes: Arc::default(),
            case,
            rules,
            state,
            repeats: OnceCell::new(),
        }
    }
}

impl RuleBook {
    fn load(register: &Register) -> Result<RuleBook, Stop> {
        let calendar_path = register.calendar_path();
        let file: CalendarFile = load(register, &calendar_path)?;
        let calendar = match file.build() {
            Ok(calendar) => calendar,
            Err(finding) => {
                let bytes = register.read(&calendar_path)?;
                return Err(located(register, &calendar_path, &bytes, vec![finding]).into());
            }
        };
        let mut all: Vec<Arc<Policy>> = vec![Arc::new(load(register, &register.policy_path())?)];
        for path in register.revisions()? {
            all.push(Arc::new(load(register, &path)?));
        }
        let catalog = catalog(register)?;
        Ok(RuleBook {
            revisions: Revisions::new(all),
            people: Arc::new(load(register, &register.people_path())?),
            calendar: Arc::new(calendar),
            catalog: Arc::new(catalog),
        })
    }

    /// The rules for a case that was opened on that day.
    pub fn on(&self, day: NaiveDate) -> Rules {
        Rules {
            policy: self.revisions.on(day).clone(),
            people: self.people.clone(),
            calendar: self.calendar.clone(),
            catalog: self.catalog.clone(),
        }
    }

    /// The rules for a case: those in force on the local day of its `open`.
    pub fn of(&self, case: &Case) -> Rules {
        let opened = case
            .log
            .iter()
            .find(|entry| matches!(entry.body, Body::Open(_)));
        let fact = opened
            .or(case.log.first())
            .map_or(Time(DateTime::UNIX_EPOCH.fixed_offset()), Entry::fact);
        self.on(self.calendar.local(fact.0).date_naive())
    }
}

/// The register that the world names, or the one around the current folder.
pub(super) fn register_of(world: &World) -> Result<Register, Stop> {
    match &world.register {
        Some(folder) => Register::open(&world.dir.join(folder)),
        None => Register::find(&world.dir),
    }
}

/// The catalog; one that is not there, or only comments, has no lists.
fn catalog(register: &Register) -> Result<Catalog, Stop> {
    let path = register.catalog_path();
    if !path.exists() {
        return Ok(Catalog::default());
    }
    match load(register, &path) {
        Err(Stop::Refused(found)) if found.iter().all(|one| one.code == Code::EmptyFile) => {
            Ok(Catalog::default())
        }
        other => other,
    }
}

/// Reads one case of a register without folding it.
///
/// # Errors
/// What is wrong with the file, with its line.
pub fn parse(register: &Register, file: &CaseFile) -> Result<(Arc<[u8]>, Case), Stop> {
    let bytes: Arc<[u8]> = register.read_case(file)?.into();
    let case = yaml::read::<Case>(&bytes).map_err(|finding| {
        finding
            .in_file(register.relative(&file.path))
            .of_case(file.number.as_str())
    })?;
    Ok((bytes, case))
}

impl Desk {
    /// Opens the register that the world names, or the one around the current
    /// folder.
    ///
    /// # Errors
    /// There is none, its policy, people, calendar or catalog cannot be read, or
    /// nobody is called as `--by` says.
    pub fn open(world: &World) -> Result<Desk, Stop> {
        let register = register_of(world)?;
        let book = RuleBook::load(&register)?;
        let now = match &world.now {
            Some(text) => parse_when(text, &book.calendar)?,
            None => Time(
                book.calendar
                    .local(world.clock.fixed_offset().trunc_subsecs(0)),
            ),
        };
        let desk = Desk {
            git: Git::new(register.root()),
            register,
            now,
            is_rehearsal: world.now.is_some(),
            book,
            by: world.by.clone(),
            identity: OnceCell::new(),
            seed: world.seed,
            drawn: Cell::new(0),
            in_git: RefCell::default(),
            trace: TraceCells::default(),
            reserving: Reserving::default(),
        };
        // Also where nothing is written: `--by week` is no step of time.
        if let Some(by) = &desk.by {
            desk.person(by)?;
        }
        Ok(desk)
    }

    /// The instant to look from, where one was typed.
    ///
    /// # Errors
    /// The text is no time.
    pub fn then(&self, typed: Option<&str>) -> Result<Option<Time>, Stop> {
        let then = typed.map(|then| as_of(then, &self.book.calendar));
        Ok(then.transpose()?)
    }

    /// Today, in the register's time zone.
    pub fn today(&self) -> NaiveDate {
        self.now.0.date_naive()
    }

    /// The day on which a complaint came, in the register's time zone: its number
    /// and its folder go by it.
    pub(super) fn day_of(&self, case: &Case) -> NaiveDate {
        let came = case.log.first().map_or(self.now, Entry::fact);
        self.book.calendar.local(came.0).date_naive()
    }

    /// Reads and folds one case.
    ///
    /// # Errors
    /// What is wrong with the file, with its line.
    pub fn load(&self, file: &CaseFile) -> Result<Loaded, Stop> {
        let (bytes, case) = parse(&self.register, file)?;
        let mut loaded = self.folded(file, bytes, case);
        self.follow(&mut loaded.state, None)?;
        Ok(loaded)
    }

    /// Looks up the case that leads this one, if one does.
    ///
    /// # Errors
    /// The machine failed.
    pub(super) fn follow(&self, state: &mut State, as_of: Option<Time>) -> Result<(), Stop> {
        let when = (as_of, Some(self.now));
        follow(&self.register, &self.book, state, when)
    }

    /// A case that was read, folded.
    pub(super) fn folded(&self, file: &CaseFile, bytes: Arc<[u8]>, case: Case) -> Loaded {
        let rules = self.book.of(&case);
        let state = fold(&case, &rules);
        Loaded {
            file: file.clone(),
            bytes,
            case,
            rules,
            state,
            repeats: OnceCell::new(),
        }
    }

    /// The case of that number or ending, read and folded.
    ///
    /// # Errors
    /// There is none, or several, or it cannot be read.
    pub fn find(&self, ending: &str) -> Result<Loaded, Stop> {
        self.load(&self.resolve(ending)?)
    }

    /// The file of the case of that number or ending; where nobody has the
    /// number any more, of the only case that had it.
    ///
    /// # Errors
    /// There is none, or several.
    pub fn resolve(&self, ending: &str) -> Result<CaseFile, Stop> {
        let unknown = match self.register.resolve(ending) {
            Err(Stop::Refused(found)) if found.iter().all(|one| one.code == Code::NoSuchCase) => {
                Stop::Refused(found)
            }
            other => return other,
        };
        match (CaseNumber::parse(ending), ending.contains('-')) {
            (Some(number), true) => self.once_numbered(&number)?.ok_or(unknown),
            _ => Err(unknown),
        }
    }

    /// The only case that had that number and was moved.
    pub(super) fn once_numbered(&self, number: &CaseNumber) -> Result<Option<CaseFile>, Stop> {
        let finder = Finder::new(number.as_str());
        let register = &self.register;
        let (mut found, _) = each(register, |file| {
            let bytes = register.read_case(file)?;
            if finder.find(&bytes).is_none() {
                return Ok(None);
            }
            let case = yaml::read::<Case>(&bytes).ok();
            let had = case.is_some_and(|case| case.moves().any(|(_, moved)| moved.from == *number));
            Ok(had.then(|| file.clone()))
        })?;
        Ok(if found.len() == 1 { found.pop() } else { None })
    }

    /// Whom git names, as a person of the register.
    ///
    /// # Errors
    /// git is missing or knows nobody, or nobody here has that address.
    pub fn git_person(&self) -> Result<PersonId, Stop> {
        self.git_person_or(None)
    }

    /// The same; where git names nobody, another way is shown by an example.
    fn git_person_or(&self, example: Option<String>) -> Result<PersonId, Stop> {
        let Some(email) = self.git_email()? else {
            let missing = self.git.availability()? == Availability::Missing;
            let finding = Finding::new(Code::NoIdentity).maybe("example", example);
            let finding = match missing {
                true => finding.arg("program", "git").arg("hint", "install-git"),
                false => finding.arg("hint", "tell-git"),
            };
            return Err(finding.into());
        };
        let person = self.book.people.by_email(&email);
        let person = person.and_then(|(id, _)| PersonId::parse(id));
        person.ok_or_else(|| {
            let finding = Finding::new(Code::UnknownEmail).arg("email", email);
            finding.maybe("example", example).into()
        })
    }

    fn git_email(&self) -> Result<Option<String>, Stop> {
        if self.identity.get().is_none() {
            let identity = self.git.identity()?;
            let _ = self.identity.set(identity);
        }
        Ok(self
            .identity
            .get()
            .and_then(|known| known.as_ref())
            .map(|known| known.email.clone()))
    }

    /// Who says an entry, and who typed it where that is somebody else. For a
    /// decision git's word counts, whatever `--by` says.
    ///
    /// # Errors
    /// Nobody is named, or nobody of that name is known.
    pub fn author(&self, decides: bool) -> Result<(PersonId, Option<PersonId>), Stop> {
        let Some(by) = &self.by else {
            let someone = self.book.people.people.names().next().map(str::to_owned);
            let example = someone.filter(|_| !decides);
            return Ok((self.git_person_or(example)?, None));
        };
        let by = self.person(by)?;
        let typed = match self.git_email()? {
            None if !decides => None,
            // Whom nobody here knows may not speak for those who are known.
            _ => Some(self.git_person_or(None)?),
        };
        let via = typed.filter(|typed| *typed != by);
        Ok((by, via))
    }

    /// A person named on the command line, by id or by name.
    ///
    /// # Errors
    /// Nobody has that id, and not exactly one has that name.
    pub fn person(&self, typed: &str) -> Result<PersonId, Stop> {
        let people = &self.book.people;
        let unknown = || {
            let names = people.people.iter().map(|(_, person)| person.name.as_str());
            let near = yaml::nearest(typed, people.people.names().chain(names));
            Finding::new(Code::UnknownPerson)
                .arg("person", typed)
                .maybe("nearest", near.map(str::to_owned))
        };
        match people.named(typed)[..] {
            [only] => PersonId::parse(only).ok_or_else(|| unknown().into()),
            [] => Err(unknown().into()),
            ref several => {
                let several: Vec<String> = several.iter().map(|id| (*id).to_owned()).collect();
                let finding = Finding::new(Code::AmbiguousPerson).arg("person", typed);
                Err(finding.arg("candidates", several).into())
            }
        }
    }

    /// A new entry id that the log does not have.
    pub fn new_id(&self, log: &[Entry]) -> EntryId {
        loop {
            let drawn = self.draw();
            let mut six = [0; 6];
            six.copy_from_slice(&drawn[..6]);
            let id = EntryId::from_bytes(six);
            if log.iter().all(|entry| entry.id != id) {
                return id;
            }
        }
    }

    /// A new uid.
    pub fn new_uid(&self) -> Uid {
        let drawn = self.draw();
        let mut ten = [0; 10];
        ten.copy_from_slice(&drawn[..10]);
        Uid::from_bytes(ten)
    }

    /// The next random bytes of this run.
    fn draw(&self) -> [u8; 32] {
        let count = self.drawn.get();
        self.drawn.set(count + 1);
        let mut hash = Sha256::new();
        hash.update(self.seed);
        hash.update(count.to_le_bytes());
        hash.finalize().into()
    }

    /// Numbers that git knows in those folders; looked up once for the same
    /// folders.
    pub(super) fn numbers_in_git(&self, folders: &[String]) -> Result<Rc<[String]>, Stop> {
        if let Some(known) = self.in_git.borrow().get(folders) {
            return Ok(known.clone());
        }
        let mut found = self.git.numbers(folders)?;
        found.extend(self.git.ever_added()?);
        let numbers: Rc<[String]> = found.into();
        self.in_git
            .borrow_mut()
            .insert(folders.to_vec(), numbers.clone());
        Ok(numbers)
    }
}

/// Gives findings their file, and lines for their paths.
pub(super) fn located(
    register: &Register,
    path: &Path,
    bytes: &[u8],
    found: Vec<Finding>,
) -> Vec<Finding> {
    if found.is_empty() {
        return found;
    }
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let file = register.relative(path);
    let mut found: Vec<Finding> = found
        .into_iter()
        .map(|finding| finding.in_file(file.as_str()))
        .collect();
    yaml::locate(text, &mut found);
    found
}

/// Reads a file of the register into its type.
pub(super) fn load<T: DeserializeOwned>(register: &Register, path: &Path) -> Result<T, Stop> {
    let bytes = register.read(path)?;
    Ok(yaml::read(&bytes).map_err(|finding| finding.in_file(register.relative(path)))?)
}
