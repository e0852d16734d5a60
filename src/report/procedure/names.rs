//! What people read for the policy's codes.

use std::cell::RefCell;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::messages::{Lang, Sort, Vocabulary, Words};
use crate::policy::{Label, Policy};
use crate::yaml::{Named, Text};

/// What people read for a code of the policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Word {
    /// What the code stands for.
    pub of: String,
    /// The code.
    pub code: String,
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// What codes stand for, the codes, and their words in English and Chinese.
type Told = BTreeMap<(&'static str, String), (String, String)>;

/// The labels of a policy. It keeps in mind which codes were told.
pub(super) struct Names<'a> {
    policy: &'a Policy,
    told: RefCell<Told>,
}

impl<'a> Names<'a> {
    pub(super) fn of(policy: &'a Policy) -> Self {
        Names {
            policy,
            told: RefCell::default(),
        }
    }

    /// Every code that was told, with its words.
    pub(super) fn told(self) -> Vec<Word> {
        let word = |((of, code), (en, zh)): ((&str, String), (String, String))| Word {
            of: of.to_owned(),
            code,
            en,
            zh,
        };
        self.told.into_inner().into_iter().map(word).collect()
    }

    /// The label of a code, or what the program calls it.
    fn named(&self, of: &'static str, sort: Sort, label: Option<&Label>, code: &str) -> Words {
        let english = label.and_then(|label| label.en.as_ref());
        let chinese = label.and_then(|label| label.zh.as_ref());
        let own = |lang| Vocabulary::new(lang).prose(sort, code);
        let text = |label: &Text| label.to_string();
        let en = english.map_or_else(|| own(Lang::En), text);
        let zh = chinese.or(english);
        let zh = zh.map_or_else(|| own(Lang::Zh), text);
        let words = Words::label(code, &en, &zh);
        let mut told = self.told.borrow_mut();
        told.insert((of, code.to_owned()), (en, zh));
        words
    }

    fn listed(&self, of: &'static str, sort: Sort, list: &Named<Label>, code: &str) -> Words {
        self.named(of, sort, list.get(code), code)
    }

    fn labelled(&self, of: &'static str, sort: Sort, code: &str) -> Words {
        self.listed(of, sort, &self.policy.labels, code)
    }

    pub(super) fn role(&self, code: &str) -> Words {
        self.listed("role", Sort::Role, &self.policy.roles, code)
    }

    /// A department, or somebody who is none.
    pub(super) fn department_or(&self, who: &str) -> Words {
        match self.policy.roles.get(who) {
            Some(_) => self.role(who),
            None => Words::plain(who),
        }
    }

    pub(super) fn channel(&self, code: &str) -> Words {
        self.listed("channel", Sort::Channel, &self.policy.channels, code)
    }

    pub(super) fn want(&self, code: &str) -> Words {
        self.listed("want", Sort::Want, &self.policy.wants, code)
    }

    pub(super) fn nature(&self, code: &str) -> Words {
        self.listed("nature", Sort::Nature, &self.policy.natures, code)
    }

    pub(super) fn order_kind(&self, code: &str) -> Words {
        let kinds = &self.policy.order_kinds;
        self.listed("order-kind", Sort::OrderKind, kinds, code)
    }

    pub(super) fn criterion(&self, code: &str) -> Words {
        self.labelled("criterion", Sort::Criterion, code)
    }

    pub(super) fn seriousness(&self, code: &str) -> Words {
        self.labelled("seriousness", Sort::Seriousness, code)
    }

    pub(super) fn scope(&self, code: &str) -> Words {
        self.labelled("scope", Sort::Scope, code)
    }

    pub(super) fn clock(&self, code: &str) -> Words {
        self.labelled("clock", Sort::Clock, code)
    }

    pub(super) fn step(&self, code: &str) -> Words {
        self.labelled("step", Sort::Step, code)
    }

    /// A level of severity: one that is called as a seriousness is has its word.
    pub(super) fn level(&self, code: &str) -> Words {
        match self.policy.labels.get(code) {
            Some(label) => self.named("seriousness", Sort::Seriousness, Some(label), code),
            None => Words::plain(code),
        }
    }

    pub(super) fn particular(&self, code: &str) -> Words {
        self.listed("particular", Sort::Field, &self.policy.particulars, code)
    }

    pub(super) fn customer_class(&self, code: &str) -> Words {
        let classes = &self.policy.care.classes;
        self.listed("customer-class", Sort::CustomerClass, classes, code)
    }

    pub(super) fn reason(&self, code: &str) -> Words {
        let reasons = &self.policy.returns.reasons;
        self.listed("reason", Sort::Reason, reasons, code)
    }

    pub(super) fn refusal(&self, code: &str) -> Words {
        let refusals = &self.policy.returns.refusals;
        self.listed("refusal", Sort::Refusal, refusals, code)
    }

    pub(super) fn transport(&self, code: &str) -> Words {
        let transports = &self.policy.returns.transports;
        self.listed("transport", Sort::Transport, transports, code)
    }

    /// A class of goods, or a group of classes.
    pub(super) fn goods(&self, code: &str) -> Words {
        let guarantee = self.policy.guarantee.as_ref();
        let class = guarantee.and_then(|it| it.classes.get(code));
        let class = class.map(|class| &class.label);
        let group = guarantee.and_then(|it| it.groups.get(code));
        self.named("goods", Sort::GoodsClass, class.or(group), code)
    }

    pub(super) fn fault(&self, code: &str) -> Words {
        let guarantee = self.policy.guarantee.as_ref();
        let fault = guarantee.and_then(|it| it.faults.get(code));
        self.named("fault", Sort::Fault, fault, code)
    }

    pub(super) fn rule(&self, code: &str) -> Words {
        self.labelled("guarantee-rule", Sort::GuaranteeRule, code)
    }

    /// A document, by its title.
    pub(super) fn form(&self, name: &str, title: &Label) -> Words {
        self.named("form", Sort::Word, Some(title), name)
    }

    /// What the house calls something that the program has a word for.
    pub(super) fn own(&self, of: &'static str, sort: Sort, code: &str) -> Words {
        self.labelled(of, sort, code)
    }

    /// Each of several codes by one of the above.
    pub(super) fn each<'c>(
        &self,
        codes: impl IntoIterator<Item = &'c Text>,
        name: fn(&Self, &str) -> Words,
    ) -> Vec<Words> {
        codes.into_iter().map(|code| name(self, code)).collect()
    }
}
