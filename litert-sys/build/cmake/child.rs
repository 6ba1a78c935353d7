//! The second process: one use of the crate `cmake`, for the plan that the first one made as well.

use std::env;

use super::Step;
use super::plan::{HostTools, Plan};
use crate::env::{Build, Source};

/// Says to this program that it is the second process, and which step it is for.
pub(crate) const VARIABLE: &str = "LITERT_SYS_CMAKE_STEP";

/// Does what the first process asks for; `None` if this is the first.
pub(crate) fn run_if_asked() -> Option<Result<(), String>> {
    let name = env::var(VARIABLE).ok()?;
    let step = Step::ALL.into_iter().find(|step| step.name() == name)?;
    let build = Build::read()?;
    Some(Plan::new(&build, &Source::read()).map(|plan| match step {
        Step::HostTools => host_tools(&plan),
        Step::Libraries => libraries(&plan),
    }))
}

fn libraries(plan: &Plan) {
    let mut config = cmake::Config::new(&plan.project);
    config
        .out_dir(plan.dir.join("libraries"))
        .profile(&plan.build_type)
        .build_target("litert_rs_libraries");
    for (name, value) in &plan.defines {
        config.define(name, value);
    }
    run(plan, config);
}

/// Upstream's project for `flatc` alone, with this machine's compilers.
fn host_tools(plan: &Plan) {
    let Some(HostTools { dir, project, .. }) = &plan.host_tools else {
        return;
    };
    let mut config = cmake::Config::new(project);
    config
        .out_dir(dir)
        .profile("Release")
        .host(&plan.host)
        .target(&plan.host)
        .define("CMAKE_INSTALL_PREFIX", dir)
        .no_build_target(true);
    for (name, value) in plan
        .defines
        .iter()
        .filter(|(name, _)| is_for_any_system(name))
    {
        config.define(name, value);
    }
    run(plan, config);
}

/// True if a definition is about where things come from and not about what they are for.
fn is_for_any_system(name: &str) -> bool {
    name.starts_with("FETCHCONTENT_") || name == "CMAKE_POLICY_VERSION_MINIMUM"
}

fn run(plan: &Plan, mut config: cmake::Config) {
    if let Some(generator) = &plan.generator {
        config.generator(generator);
    }
    for argument in &plan.configure_args {
        config.configure_arg(argument);
    }
    config.build();
}
