/// A policy that the program brings: an ordinary file, written out by `init`.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Its key.
    pub key: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// The policy file.
    pub policy: &'static str,
}

/// The policies that the program brings.
pub const PRESETS: &[Preset] = &[
    Preset {
        key: "manufacturing",
        about: "A to D severity, 8D clocks, approvals: a start for most factories",
        policy: include_str!("presets/manufacturing.yaml"),
    },
    Preset {
        key: "component",
        about: "parts maker: marketing owns complaints, quality works them",
        policy: include_str!("presets/component.yaml"),
    },
    Preset {
        key: "pharma",
        about: "active ingredients: classes I to III, facts first, reminder and silence",
        policy: include_str!("presets/pharma.yaml"),
    },
    Preset {
        key: "display",
        about: "display modules: RMA numbers, anomalies A to G, five days to dispose",
        policy: include_str!("presets/display.yaml"),
    },
    Preset {
        key: "aluminium",
        about: "profiles by weight: 500 kg limit, other goods instead of money",
        policy: include_str!("presets/aluminium.yaml"),
    },
    Preset {
        key: "packaging",
        about: "clocks in minutes: return, concession or rework on site",
        policy: include_str!("presets/packaging.yaml"),
    },
    Preset {
        key: "cpar",
        about: "corrective action requests, compensation instead of a return",
        policy: include_str!("presets/cpar.yaml"),
    },
    Preset {
        key: "pcb",
        about: "circuit boards: numbers by month, approvals by amount",
        policy: include_str!("presets/pcb.yaml"),
    },
    Preset {
        key: "notice",
        about: "notices to departments: signed in 24 h, opinion in 72 h",
        policy: include_str!("presets/notice.yaml"),
    },
    Preset {
        key: "retail",
        about: "shop: three guarantees (三包), with depreciation and refunds computed",
        policy: include_str!("presets/retail.yaml"),
    },
    Preset {
        key: "service",
        about: "after-sales service: solution agreed before it runs, survey after it",
        policy: include_str!("presets/service.yaml"),
    },
    Preset {
        key: "dealer",
        about: "machinery with dealers: routes by difficulty, final rulings, cash before parts",
        policy: include_str!("presets/dealer.yaml"),
    },
    Preset {
        key: "machine",
        about: "fault notice for equipment: wishes, three departments, goods awaited",
        policy: include_str!("presets/machine.yaml"),
    },
    Preset {
        key: "drugstore",
        about: "reports to an authority point by point, products taken off sale",
        policy: include_str!("presets/drugstore.yaml"),
    },
    Preset {
        key: "accounts",
        about: "customers by class: visits and surveys at intervals, closer limits for key ones",
        policy: include_str!("presets/accounts.yaml"),
    },
];

impl Preset {
    /// The preset of that key.
    pub fn find(key: &str) -> Option<&'static Preset> {
        PRESETS.iter().find(|preset| preset.key == key)
    }
}
