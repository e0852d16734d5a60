use std::fmt;

codes! {
    // The call.
    /// There is no register here or above.
    NoRegister = "no-register",
    /// No case has that number or ending.
    NoSuchCase = "no-such-case",
    /// Several cases end so.
    AmbiguousCase = "ambiguous-case",
    /// A file is not there.
    NoSuchFile = "no-such-file",
    /// A folder, a link or a device stands where a plain file is wanted.
    NotAFile = "not-a-file",
    /// A word of the call makes no sense.
    BadArgument = "bad-argument",
    /// git knows nobody who could be the author.
    NoIdentity = "no-identity",
    /// git's e-mail address belongs to nobody in people.yaml.
    UnknownEmail = "unknown-email",
    /// Several entries could be meant.
    AmbiguousEntry = "ambiguous-entry",
    /// Several people have that name.
    AmbiguousPerson = "ambiguous-person",
    /// A register is there already.
    RegisterExists = "register-exists",
    /// There is no preset of that key.
    UnknownPreset = "unknown-preset",
    /// The policy knows no way to grade this.
    CannotGrade = "cannot-grade",
    /// There is nothing of one's own that could be taken back.
    NothingToUndo = "nothing-to-undo",
    /// git has it already; what is committed stays.
    Committed = "committed",
    /// The revision starts on a day that an earlier one covers already.
    RevisionNotLater = "revision-not-later",
    /// Nobody accepts what is found in their own commit.
    OwnCommit = "own-commit",
    /// No finding of `check` or `audit` has that fingerprint.
    NoSuchFinding = "no-such-finding",
    /// A path at which nothing is checked.
    NothingToCheck = "nothing-to-check",

    // Files.
    /// The machine does not give the file.
    Unreadable = "unreadable",
    /// The file is larger than the reader takes.
    TooLarge = "too-large",
    /// The bytes are not UTF-8.
    NotUtf8 = "not-utf8",
    /// A character that YAML readers do not agree about.
    BadCharacter = "bad-character",
    /// Anchors, aliases, merge keys and tags have no place in a case.
    YamlFeature = "yaml-feature",
    /// Nested deeper than any case needs.
    TooDeep = "too-deep",
    /// More than one YAML document in a file.
    SeveralDocuments = "several-documents",
    /// The file has nothing in it.
    EmptyFile = "empty-file",
    /// git's conflict markers stand in the file.
    ConflictMarkers = "conflict-markers",
    /// The text is not YAML.
    NotYaml = "not-yaml",
    /// A key that nobody knows.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A key stands twice.
    DuplicateKey = "duplicate-key",
    /// A value of the wrong form.
    BadValue = "bad-value",
    /// A value of the wrong type.
    WrongType = "wrong-type",
    /// A tab where YAML wants spaces.
    TabIndent = "tab-indent",
    /// A word that is none of those allowed.
    UnknownWord = "unknown-word",
    // Policy, people, calendar, catalog.
    /// A name that is on none of the lists.
    UnknownReference = "unknown-reference",
    /// A row of the severity matrix has more or fewer cells than scopes.
    MatrixShape = "matrix-shape",
    /// A level that the matrix never gives.
    LevelNeverGiven = "level-never-given",
    /// A row of the severity matrix that no criterion names.
    RowUnused = "row-unused",
    /// A cell of the severity matrix that grades what is worse as lighter.
    MatrixOrder = "matrix-order",
    /// A clock without a limit for a level.
    LevelWithoutLimit = "level-without-limit",
    /// A condition, or a limit, that holds for nothing.
    NeverHolds = "never-holds",
    /// What must be done by a day is forbidden until a later one.
    EarliestAfterLatest = "earliest-after-latest",
    /// Two rows leave an entry to roles that they do not share.
    NobodyMayEnter = "nobody-may-enter",
    /// Entries that wait for each other.
    OrderInCircle = "order-in-circle",
    /// Amounts between the bounds of two rows that nobody approves.
    ApprovalGap = "approval-gap",
    /// There are too few people to give every step of an approval.
    ApproversTooFew = "approvers-too-few",
    /// Closing needs two things of which only one can be.
    NeedsExclude = "needs-exclude",
    /// Closing needs what the policy has no rules for.
    NeedWithoutMeans = "need-without-means",
    /// A row of charges whose classes rows before it name already.
    RowNeverCounts = "row-never-counts",
    /// No generated case came to be closed on that ground.
    ClosingUnreachable = "closing-unreachable",
    /// A clock waits for the approval of an entry that needs none.
    NeverApproved = "never-approved",
    /// A rule of the guarantee whose bounds leave nothing.
    NeverOpens = "never-opens",
    /// Two people with one e-mail address.
    SharedEmail = "shared-email",
    /// Nobody holds a role that the policy needs.
    RoleVacant = "role-vacant",
    /// The calendar makes no sense.
    BadCalendar = "bad-calendar",

    /// An iCalendar file that cannot be read.
    NotCalendar = "not-calendar",

    // The register.
    /// The header's number is not the file's name.
    NumberDiffers = "number-differs",
    /// Two cases took one number.
    NumberClash = "number-clash",
    /// A case was given another number than the one from which it was moved.
    NumberChain = "number-chain",
    /// The number that a case shall take is taken.
    NumberTaken = "number-taken",
    /// The number that a case shall take is none of its period's.
    NumberForeign = "number-foreign",
    /// A number was taken that is not reserved at the remote.
    NumberNotReserved = "number-not-reserved",
    /// Two branches changed a case otherwise than by adding entries.
    NotMergeable = "not-mergeable",
    /// No two sides of a case wait for being put together.
    NothingToMerge = "nothing-to-merge",
    /// The merge driver leaves a file with both sides between conflict markers.
    NotMerged = "not-merged",
    /// A file that git could not merge was settled by hand.
    SettledByHand = "settled-by-hand",
    /// git does not know plaint's merge driver.
    MergeDriverMissing = "merge-driver-missing",
    /// The register lies in no git repository.
    NoRepository = "no-repository",
    /// A hook into which no lines are put.
    HookForeign = "hook-foreign",
    /// Two cases have one uid: a copied file.
    UidClash = "uid-clash",
    /// A file looks like a case and lies where nobody reads it.
    StrayFile = "stray-file",
    /// A file of the case is not in its folder.
    AttachmentMissing = "attachment-missing",
    /// Two branches put files of one name to the case, and git could not merge
    /// them.
    AttachmentUnmerged = "attachment-unmerged",
    /// A file that must be read to count was left out.
    LeftOut = "left-out",

    // Entries.
    /// The log does not start with `open`.
    NotOpened = "not-opened",
    /// A second `open`.
    OpenedTwice = "opened-twice",
    /// Two entries with one id.
    DuplicateId = "duplicate-id",
    /// Entered in the future.
    FutureTime = "future-time",
    /// The fact lies after its entry.
    FutureFact = "future-fact",
    /// The fact lies before the complaint.
    BeforeOpening = "before-opening",
    /// The answer lies before what it answers.
    BeforeTarget = "before-target",
    /// Only a case that came from elsewhere has entries that did; of decisions
    /// only its `close`, before anything was done here.
    NotImported = "not-imported",
    /// A decision is made when it is entered.
    BackDated = "back-dated",
    /// An imported entry without the date that counts.
    ImportedWithoutWhen = "imported-without-when",
    /// Nobody has that id.
    UnknownPerson = "unknown-person",
    /// The person was not in the house on that day.
    PersonLeft = "person-left",
    /// A decision cannot be typed by somebody else.
    NotForOthers = "not-for-others",
    /// That person may not enter what others say.
    MayNotEnterForOthers = "may-not-enter-for-others",
    /// The policy leaves this entry to certain roles.
    RoleMissing = "role-missing",
    /// The policy asks for something else before that entry.
    NeededFirst = "needed-first",
    /// The policy rules the entry out in such a case.
    RuledOut = "ruled-out",
    /// The complaint has no point of that place.
    NoSuchPoint = "no-such-point",
    /// The entry must name what it answers.
    TargetMissing = "target-missing",
    /// There is no entry of that id.
    NoSuchEntry = "no-such-entry",
    /// An entry of that kind cannot be answered so.
    WrongTarget = "wrong-target",
    /// The entry named no longer counts.
    DeadTarget = "dead-target",
    /// It is answered already.
    AlreadyAnswered = "already-answered",
    /// The case is closed.
    CaseClosed = "case-closed",
    /// The case is not closed.
    NotClosed = "not-closed",
    /// The policy wants to wait longer.
    TooEarly = "too-early",
    /// No criterion is named.
    NoCriterion = "no-criterion",
    /// The severity is not what the policy computes.
    SeverityDiffers = "severity-differs",
    /// The repeats written are not those of the register.
    RepeatsDiffer = "repeats-differ",
    /// The policy has no guarantee.
    NoGuarantee = "no-guarantee",
    /// The guarantee does not open that remedy.
    RemedyNotOpen = "remedy-not-open",
    /// What an appraisal says is not what the guarantee gives.
    AppraisalDiffers = "appraisal-differs",
    /// The article was taken back and its price paid, or is about to be.
    RefundedAlready = "refunded-already",
    /// The article was exchanged, or is about to be.
    ExchangedAlready = "exchanged-already",
    /// The measure cannot be compared with what the guarantee names.
    UnlikeMeasure = "unlike-measure",
    /// The day of sale lies after the complaint or the appraisal.
    SoldLater = "sold-later",
    /// It is not approved yet.
    NotApproved = "not-approved",
    /// No formal reply has been given.
    NothingToSupplement = "nothing-to-supplement",
    /// A disputed reply asks for a supplementary one.
    SupplementaryDue = "supplementary-due",
    /// The day wanted lies before the request.
    DueBeforeRequest = "due-before-request",
    /// The entry waits for no approval.
    NothingToApprove = "nothing-to-approve",
    /// The approval waits for another role.
    WrongRole = "wrong-role",
    /// The person did not hold that role on that day.
    RoleNotHeld = "role-not-held",
    /// Nobody approves their own entry.
    OwnEntry = "own-entry",
    /// Each step needs another person.
    SamePerson = "same-person",
    /// The policy does not close on that ground.
    BasisNotAllowed = "basis-not-allowed",
    /// Something that closing needs is not there.
    ClosingNeeds = "closing-needs",
    /// An entry still waits for an approval.
    ApprovalWaiting = "approval-waiting",
    /// A reason must be given.
    ReasonMissing = "reason-missing",
    /// The first entry cannot be struck.
    OpenStays = "open-stays",
    /// A case that was taken up again stays so until it is closed.
    ReopenStays = "reopen-stays",
    /// A decision is taken back only by who made it.
    OthersDecision = "others-decision",
    /// An action that is done, or late, stays as it was planned.
    ActionStays = "action-stays",
    /// The case follows another one already.
    LedAlready = "led-already",
    /// A lot stands twice.
    LotTwice = "lot-twice",
    /// A trace back says who got the lots.
    NotForward = "not-forward",
    /// The number that a case was moved to stays.
    NumberStays = "number-stays",
    /// Other entries refer to it.
    StillReferredTo = "still-referred-to",
    /// Later entries would become illegal.
    BreaksOthers = "breaks-others",
    /// Such an entry or field cannot be amended.
    NotAmendable = "not-amendable",
    /// The linked case has another uid.
    UidDiffers = "uid-differs",
    /// A case cannot be linked to itself.
    LinkToItself = "link-to-itself",
    /// A duplicate belongs to the same customer.
    OtherCustomer = "other-customer",
    /// The case that should lead follows another.
    LeadFollows = "lead-follows",
    /// A case that leads another shall follow a third one.
    LeadLed = "lead-led",

    // Cause, recall, actions.
    /// The facts are refuted: only reply and closing are left.
    FactsRefuted = "facts-refuted",
    /// A sample is of another lot than is complained of.
    SampleOfOtherLot = "sample-of-other-lot",
    /// The department is asked already.
    DepartmentTwice = "department-twice",
    /// Several departments were asked, and none of them is named.
    DepartmentUnclear = "department-unclear",
    /// A department signs before it gives its opinion.
    NotSigned = "not-signed",
    /// The chain of whys is shorter than the policy asks for.
    TooFewWhys = "too-few-whys",
    /// The cause says no more than the complaint.
    CauseRepeats = "cause-repeats",
    /// After a dispute a further investigation comes before the reply.
    NotInvestigatedAgain = "not-investigated-again",
    /// Only of a formal reply the customer is reminded.
    NotFormal = "not-formal",
    /// The case that leads carries investigation and actions.
    LeadCarries = "lead-carries",
    /// A customer stands twice in a recall.
    CustomerTwice = "customer-twice",
    /// That decision calls nothing back.
    NotCalledBack = "not-called-back",
    /// More came back than the customer got.
    MoreThanDelivered = "more-than-delivered",
    /// An action is done only with a file that proves it.
    EvidenceMissing = "evidence-missing",
    /// The action is not done yet.
    NotFinished = "not-finished",
    /// Nobody judges their own action.
    OwnAction = "own-action",
    /// The score lies outside what the policy knows.
    ScoreOutOfRange = "score-out-of-range",
    /// The policy lets nothing go on after closing.
    MayNotOutlive = "may-not-outlive",
    /// That is no action that is still open.
    NothingOutlives = "nothing-outlives",
    /// The fault came again after an action was found effective.
    RepeatAfterEffective = "repeat-after-effective",
    /// A cause that was found not to be ours came again.
    NotOursAgain = "not-ours-again",

    // Goods and money.
    /// Of goods or money there must be more than nothing.
    NothingCounted = "nothing-counted",
    /// Work on site names who goes, and by when.
    TeamMissing = "team-missing",
    /// Goods come back without a reason why they are not treated on site.
    OnSiteFirst = "on-site-first",
    /// A promised day lies behind.
    PromisePast = "promise-past",
    /// More comes back than the customer got.
    OverShipped = "over-shipped",
    /// The number on goods is of another case than is written.
    NumberOfDiffers = "number-of-differs",
    /// Without an RMA number nothing is taken in.
    NoRmaNumber = "no-rma-number",
    /// Under that entry nothing comes back.
    NothingComing = "nothing-coming",
    /// Nothing is awaited of which some came.
    NothingEnds = "nothing-ends",
    /// A serial number twice, or more of them than pieces.
    SerialNumbers = "serial-numbers",
    /// Another unit than that of the goods.
    UnitDiffers = "unit-differs",
    /// A receipt does not say what the policy asks for.
    ReceiptLacks = "receipt-lacks",
    /// The count of goods that came waits for its approval.
    CountUnconfirmed = "count-unconfirmed",
    /// Nothing there waits for being settled.
    NotOnHold = "not-on-hold",
    /// Goods wait for being settled first.
    OnHold = "on-hold",
    /// Goods that came wrong are settled only with a photograph.
    PhotographMissing = "photograph-missing",
    /// Goods that came wrong are settled only once the customer was told.
    CustomerNotTold = "customer-not-told",
    /// Corrected goods need another RMA that covers them.
    OtherRmaMissing = "other-rma-missing",
    /// Nobody can tell which goods are meant.
    NoGoodsThere = "no-goods-there",
    /// More pieces than there are.
    MoreThanThere = "more-than-there",
    /// The sample is not what the plan asks for.
    SampleDiffers = "sample-differs",
    /// The sampling plan is not the one of the tables.
    PlanDiffers = "plan-differs",
    /// An AQL above 10 counts defects, not pieces.
    CountsDefects = "counts-defects",
    /// A lot that is sampled is counted in pieces.
    NotCountable = "not-countable",
    /// Only pieces found good go into stock.
    NotProvenGood = "not-proven-good",
    /// Restocked returns carry their mark.
    MarkMissing = "mark-missing",
    /// A concession asks for the check of like products.
    LikeProductsUnchecked = "like-products-unchecked",
    /// That cannot be done with goods where they are.
    WrongPlace = "wrong-place",
    /// The RMA lets the customer have no others.
    NotReplenished = "not-replenished",
    /// More is promised than is complained of or comes back.
    MoreThanOwed = "more-than-owed",
    /// Nothing for the customer is under that entry.
    NothingToShip = "nothing-to-ship",
    /// Goods go back with report and reason.
    ReportMissing = "report-missing",
    /// What was found on site needs the report of it.
    SiteReportMissing = "site-report-missing",
    /// Replacement does not come from where the policy says.
    SupplyNotAllowed = "supply-not-allowed",
    /// The policy does not pay for returned goods so.
    NoRefund = "no-refund",
    /// Who is charged must be named.
    PartyMissing = "party-missing",
    /// The customer must agree first.
    NotAgreed = "not-agreed",
    /// An RMA stays as it is once goods came.
    GoodsCame = "goods-came",

    // Writing.
    /// The path leads out of the register.
    OutsideRegister = "outside-register",
    /// The file changed while it was being written.
    Changed = "changed",
    /// Two processes wrote at once, for too long.
    Busy = "busy",
    /// The file ends in a way that nothing can be appended to.
    NotAppendable = "not-appendable",

    // Import.
    /// A byte that the encoding does not have.
    NotDecodable = "not-decodable",
    /// The encoding cannot be told from the bytes.
    EncodingUnclear = "encoding-unclear",
    /// Without a mapping file only an export of entries can be imported.
    NoMap = "no-map",
    /// The case is there, with another log.
    OtherLog = "other-log",
    /// An entry of the log is not in the export.
    LogIncomplete = "log-incomplete",
    /// The file is no table that can be read.
    NotATable = "not-a-table",
    /// A packed file has more in it than is read.
    TooMuchUnpacked = "too-much-unpacked",
    /// The JSON document has no list where the records should be.
    NoRecords = "no-records",
    /// The file has no column of that name or number.
    UnknownColumn = "unknown-column",
    /// Two columns have the name that the map asks for.
    DuplicateColumn = "duplicate-column",
    /// A rule of the map contradicts itself.
    BadRule = "bad-rule",
    /// A guessed map waits for a person here.
    Unfinished = "unfinished",
    /// A key of the map that needs another one.
    KeyWithout = "key-without",
    /// A row has more or fewer cells than the others.
    RaggedRow = "ragged-row",
    /// A cell begins with a quotation mark and does not end with one.
    StrayQuote = "stray-quote",
    /// The row has no id of the source.
    SourceIdMissing = "source-id-missing",
    /// An earlier row has the same id of the source.
    DuplicateSourceId = "duplicate-source-id",
    /// No case has that reference.
    ReferenceUnknown = "reference-unknown",
    /// Several cases have that reference.
    ReferenceShared = "reference-shared",
    /// A cell that must say something is empty.
    CellMissing = "cell-missing",
    /// A formula has gone wrong in a cell.
    CellError = "cell-error",
    /// A row says that a step happened, and not when.
    StepUndated = "step-undated",
    /// Nothing is there that such an imported entry could be for.
    NothingToAnswer = "nothing-to-answer",
    /// The file has no rows where they are looked for.
    NoRows = "no-rows",
    /// The rows of one case have several uids.
    SeveralUids = "several-uids",
    /// The value table has no line for this value.
    NotInTable = "not-in-table",

    // Tracing.
    /// The register has no shipment data to trace by.
    NoTraceData = "no-trace-data",
    /// A file lies with the trace data and is none of them by its name.
    UnreadTable = "unread-table",
    /// A trace names fewer customers than the data in which it was found.
    TraceDiffers = "trace-differs",
    /// By newer data more customers got what a trace followed.
    TraceOutdated = "trace-outdated",
    /// No lot has that name, and nothing on goods or papers is called so.
    NoSuchLot = "no-such-lot",
    /// A word is several things, and they mean different lots.
    AmbiguousLot = "ambiguous-lot",
    /// A second row about one lot, where each has one.
    LotAgain = "lot-again",
    /// The same row in another file: exports that overlap.
    RowAgain = "row-again",
    /// A lot's own row and its goods-in disagree about how much there was.
    QuantityDiffers = "quantity-differs",
    /// A lot that was used, shipped or is in stock, and that nobody made or
    /// took in.
    UnknownLot = "unknown-lot",
    /// Two units for one lot.
    TwoUnits = "two-units",
    /// A lot was used for one that was made earlier.
    UsedBeforeMade = "used-before-made",
    /// A lot was shipped before it was made.
    ShippedBeforeMade = "shipped-before-made",
    /// More of a lot is somewhere than was made of it.
    MoreThanMade = "more-than-made",
    /// Lots that are made of each other.
    LotsInCircle = "lots-in-circle",

    // The history in git.
    /// A name that means no commit.
    NoSuchCommit = "no-such-commit",
    /// There is no history to walk.
    NoHistory = "no-history",
    /// An entry that was committed says something else.
    EntryChanged = "entry-changed",
    /// An entry that was committed is gone.
    EntryDropped = "entry-dropped",
    /// An entry was put before others that were committed already.
    EntryInserted = "entry-inserted",
    /// Entries that were committed changed places.
    EntriesReordered = "entries-reordered",
    /// Committed bytes of a case are others: a comment, quoting, the header.
    BytesChanged = "bytes-changed",
    /// A case is no longer there, and was not moved.
    CaseVanished = "case-vanished",
    /// A merge has an entry that neither side had.
    MergeAdds = "merge-adds",
    /// Somebody committed what another person says.
    AuthorDiffers = "author-differs",
    /// A commit is by nobody that people.yaml knows.
    AuthorUnknown = "author-unknown",
    /// An entry was committed later than the policy allows.
    CommittedLate = "committed-late",
    /// A commit bears an earlier date than the one before it.
    CommitBackwards = "commit-backwards",
    /// A revision of the policy that was in force was changed.
    RevisionChanged = "revision-changed",
    /// A revision of the policy was put in force for days that are past.
    RevisionBackwards = "revision-backwards",
    /// A role was given or taken for days that are past.
    RoleBackwards = "role-backwards",
    /// The calendar was changed for days that are past.
    CalendarBackwards = "calendar-backwards",
    /// A customer's terms were changed for days that are past.
    TermsBackwards = "terms-backwards",
    /// An e-mail address went from one person to another.
    AddressMoved = "address-moved",
    /// Somebody was given an address or a key by somebody else.
    IdentityGiven = "identity-given",
    /// A file of a case is not the one that its entry names.
    AttachmentChanged = "attachment-changed",
    /// A commit is not signed.
    SignatureMissing = "signature-missing",
    /// A commit's signature is not good.
    SignatureBad = "signature-bad",
    /// A commit is signed with the key of nobody known, or of somebody else.
    SignatureForeign = "signature-foreign",
    /// The history no longer holds a commit that it once held.
    AnchorLost = "anchor-lost",
    /// The clone does not have the whole history.
    ShallowHistory = "shallow-history",

    // Export.
    /// The last day of a period lies before its first one.
    EmptyPeriod = "empty-period",
    /// The last period of a trend, or the one that is running, breaks a rule.
    TrendSignal = "trend-signal",
    /// A chart is asked for that goes with sizes, or without them.
    ChartOptions = "chart-options",
    /// No period of the trend is called so.
    NoSuchPeriod = "no-such-period",
    /// A centre cannot be made from these days.
    BadBase = "bad-base",
    /// Several units are counted in, and none is named.
    SeveralUnits = "several-units",
    /// Nobody can tell how much was shipped.
    NoShipments = "no-shipments",
    /// A file of sizes, or a row of it, cannot be used.
    BadSizes = "bad-sizes",
    /// A file of sizes has none for a period.
    SizeMissing = "size-missing",
    /// Pieces make no share: more are complained of than there are, or parts.
    PiecesUnfit = "pieces-unfit",
    /// A text is longer than a cell of a workbook holds.
    CellCut = "cell-cut",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
