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
        key: "retail",
        about: "shop: three guarantees (三包), with depreciation and refunds computed",
        policy: include_str!("presets/retail.yaml"),
    },
];

impl Preset {
    /// The preset of that key.
    pub fn find(key: &str) -> Option<&'static Preset> {
        PRESETS.iter().find(|preset| preset.key == key)
    }
}
