//! What lacks for actions.

use super::{Lack, Scene};
use crate::procedure::actions::{Action, actions};

/// What lacks for the actions of the case and of the one that leads it. Those
/// that shall go on after the closing lack nothing.
pub(super) fn of_actions(scene: &Scene, lack: fn(&Action) -> Option<Lack>) -> Vec<Lack> {
    let stays = |action: &&Action| !scene.outlive.contains(action.seen.id());
    let own = actions(scene.state);
    let mut all: Vec<Lack> = own.iter().filter(stays).filter_map(lack).collect();
    if let Some(lead) = &scene.state.lead {
        let there = actions(&lead.state);
        let lacks = there.iter().filter(stays).filter_map(lack);
        all.extend(lacks.map(|lack| Lack {
            case: Some(lead.case.clone()),
            ..lack
        }));
    }
    all
}

pub(in crate::procedure) fn to_finish(action: &Action) -> Option<Lack> {
    let waits = action.seen.in_force.is_none();
    let id = action.seen.id();
    if waits {
        return Some(Lack::new("approve", id.to_string()));
    }
    action.finished.is_none().then(|| Lack {
        person: Some(action.act.owner.clone()),
        ..Lack::new("finish", format!("{id} TEXT"))
    })
}

pub(in crate::procedure) fn to_prove(action: &Action) -> Option<Lack> {
    if !action.is_for_cause() {
        return to_finish(action);
    }
    let id = action.seen.id();
    let evaluate = || action.evaluated.is_none();
    to_finish(action)
        .or_else(|| evaluate().then(|| Lack::new("evaluate", format!("{id} --verdict VERDICT"))))
        .or_else(|| {
            let again = format!(
                "{id} --kind {} --text TEXT --owner PERSON --due DAY",
                action.act.kind
            );
            action.asks_for_another().then(|| Lack::new("act", again))
        })
}
