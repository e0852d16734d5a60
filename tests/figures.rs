//! Reports over a register of thirty-nine complaints (`tests/figures/register`,
//! made by `tests/figures/make.sh`), small enough to be counted on paper. What
//! the reports must say was worked out by another program, from the definitions
//! in README and the case files alone; the reckonings beside the tables were done
//! by hand.

#[path = "figures/actions.rs"]
mod actions;
#[path = "figures/ageing.rs"]
mod ageing;
#[path = "figures/cost.rs"]
mod cost;
#[path = "figures/customers.rs"]
mod customers;
#[path = "figures/pareto.rs"]
mod pareto;
#[path = "figures/properties.rs"]
mod properties;
#[path = "figures/register.rs"]
mod register;
#[path = "figures/repeats.rs"]
mod repeats;
#[path = "figures/summary.rs"]
mod summary;
#[path = "figures/timeliness.rs"]
mod timeliness;
