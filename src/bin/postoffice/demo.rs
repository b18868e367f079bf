//! The demo: builds two postoffices and plays the story of the moved user, saying each step and
//! what came of it. In words the steps appear as they happen.

use std::path::Path;

use restante::admin::Cost;
use restante::admin::demo::{Deed, Key, Outcome, Scene, Step, build};
use restante::session::{Disk, Synced};
use restante::words;
use serde::Serialize;

use crate::arguments::Options;
use crate::failure::Failure;
use crate::output::{self, Answer};

#[derive(Serialize)]
struct Told {
    step: String,
    outcome: String,
}

/// Builds the demo and plays it.
pub(crate) fn demo(options: &Options, dir: &Path) -> Result<Answer, Failure> {
    let mut told: Vec<Told> = Vec::new();
    let mut scene = None;
    let mut number = 0_u32;
    let mut tell = |step: Step| {
        let line = Told { step: deed(&step.deed), outcome: outcome(&step) };
        if !options.json {
            let mut text = String::new();
            if scene != Some(step.scene) {
                text.push_str(&format!("\n{}\n\n", title(step.scene)));
                scene = Some(step.scene);
            }
            number += 1;
            text.push_str(&format!("{number:>3}. {}\n     -> {}\n", line.step, line.outcome));
            let _ = output::print(text.as_bytes());
        }
        told.push(line);
    };
    let demo = build(&Disk::new(), dir, Cost::default(), &mut tell)?;
    demo.play(&mut tell)?;
    let folder = demo.main();
    let end = words::with(
        "console-demo-end",
        &[
            ("path", &output::path(&folder)),
            ("mailbox", &restante::admin::demo::MAILBOX),
            ("password", &restante::admin::demo::PASSWORD),
        ],
    );
    Answer::new(&format!("\n{end}"), &told)
}

fn title(scene: Scene) -> String {
    words::text(match scene {
        Scene::Stage => "console-demo-stage",
        Scene::GoodOrder => "console-demo-good-order",
        Scene::Trap => "console-demo-trap",
        Scene::OldPassword => "console-demo-old-password",
        Scene::NewFile => "console-demo-new-file",
    })
}

fn deed(deed: &Deed) -> String {
    match deed {
        Deed::Make { postoffice } => {
            words::with("console-demo-make", &[("postoffice", postoffice)])
        }
        Deed::AddPeople => words::text("console-demo-add-people"),
        Deed::Post => words::text("console-demo-post"),
        Deed::SignIn { mailbox, postoffice, key } => {
            let id = match key {
                Key::Password => "console-demo-sign-in",
                Key::OneTime => "console-demo-sign-in-one-time",
                Key::Reconnect => "console-demo-sign-in-reconnect",
                Key::OldPassword => "console-demo-sign-in-old-password",
                Key::NewFile => "console-demo-sign-in-new-file",
            };
            words::with(id, &[("mailbox", mailbox), ("postoffice", postoffice)])
        }
        Deed::Recover { mailbox } => words::with("console-demo-recover", &[("mailbox", mailbox)]),
        Deed::Move { mailbox, force: false } => {
            words::with("console-demo-move", &[("mailbox", mailbox)])
        }
        Deed::Move { mailbox, force: true } => {
            words::with("console-demo-move-force", &[("mailbox", mailbox)])
        }
        Deed::Import { mailbox } => words::with("console-demo-import", &[("mailbox", mailbox)]),
    }
}

fn outcome(step: &Step) -> String {
    match (&step.outcome, &step.deed) {
        (Outcome::Done, _) => words::text("console-demo-done"),
        (Outcome::Counted(count), Deed::AddPeople) => {
            words::count("console-demo-people", *count, &[])
        }
        (Outcome::Counted(count), Deed::Import { .. }) => {
            words::count("console-demo-imported", *count, &[])
        }
        (Outcome::Counted(count), _) => words::count("console-demo-letters", *count, &[]),
        (Outcome::Opened { messages, synced }, _) => {
            let opened = words::count("console-demo-opened", *messages, &[]);
            let synced = synced.iter().map(|s| match s {
                Synced::Password => words::text("console-synced-password"),
                Synced::UserId => words::text("console-synced-user-id"),
            });
            std::iter::once(opened).chain(synced).collect::<Vec<_>>().join(" ")
        }
        (Outcome::Refused(error), _) => {
            words::with("console-demo-refused", &[("reason", &error.summary())])
        }
        (Outcome::TurnedAway { error, unchanged }, _) => {
            let file = if *unchanged {
                words::text("console-demo-unchanged")
            } else {
                words::text("console-demo-changed")
            };
            format!("{} {file}", error.summary())
        }
    }
}
