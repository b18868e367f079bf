//! The catalogue of words for people (Fluent): screens, console and reports take every sentence
//! from here. It knows nobody; English now, other languages by another `.ftl` file.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// One file a room, so that a translator sees what belongs together.
const ENGLISH: &[&str] = &[
    include_str!("../assets/words/en/common.ftl"),
    include_str!("../assets/words/en/session.ftl"),
    include_str!("../assets/words/en/session-find.ftl"),
    include_str!("../assets/words/en/admin.ftl"),
    include_str!("../assets/words/en/interchange.ftl"),
    include_str!("../assets/words/en/console.ftl"),
    include_str!("../assets/words/en/console-carry.ftl"),
    include_str!("../assets/words/en/screens.ftl"),
    include_str!("../assets/words/en/screens-carry.ftl"),
    include_str!("../assets/words/en/screens-center.ftl"),
    include_str!("../assets/words/en/screens-find.ftl"),
    include_str!("../assets/words/en/screens-manager.ftl"),
    include_str!("../assets/words/en/screens-notes.ftl"),
    include_str!("../assets/words/en/screens-eye.ftl"),
    include_str!("../assets/words/en/screens-menus.ftl"),
    include_str!("../assets/words/en/screens-news.ftl"),
    include_str!("../assets/words/en/screens-sending.ftl"),
    include_str!("../assets/words/en/screens-order.ftl"),
    include_str!("../assets/words/en/screens-reading.ftl"),
    include_str!("../assets/words/en/screens-writing.ftl"),
    include_str!("../assets/words/en/screens-written.ftl"),
];

static CATALOGUE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::langid!("en")]);
    // Isolation marks would show up in plain text and break exact comparisons.
    bundle.set_use_isolating(false);
    for file in ENGLISH {
        let resource =
            FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(part, errors)| {
                tracing::error!(?errors, "the catalogue of words has mistakes");
                part
            });
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, "the catalogue of words has doubles");
        }
    }
    bundle
});

/// Returns the text with this id; the id itself when the catalogue lacks it.
pub fn text(id: &str) -> String {
    with(id, &[])
}

/// Returns the text with this id, its `{ $variables }` filled in.
pub fn with(id: &str, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut args = FluentArgs::new();
    for (name, value) in values {
        args.set(*name, FluentValue::from(value.to_string()));
    }
    format(id, &args)
}

/// Returns the text with this id for a number, given as `{ $count }`, so that it can choose a plural.
pub fn count(id: &str, count: u64, values: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut args = FluentArgs::new();
    args.set("count", FluentValue::from(count));
    for (name, value) in values {
        args.set(*name, FluentValue::from(value.to_string()));
    }
    format(id, &args)
}

fn format(id: &str, args: &FluentArgs<'_>) -> String {
    let Some(pattern) = CATALOGUE.get_message(id).and_then(|m| m.value()) else {
        tracing::error!(id, "the catalogue of words lacks a text");
        return id.to_owned();
    };
    let mut errors = Vec::new();
    let text = CATALOGUE.format_pattern(pattern, Some(args), &mut errors).into_owned();
    if !errors.is_empty() {
        tracing::error!(id, ?errors, "a text lacks a value");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_reads_without_mistakes() {
        let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::langid!("en")]);
        for file in ENGLISH {
            let resource = FluentResource::try_new((*file).to_owned());
            assert!(resource.is_ok(), "{:?}", resource.err().map(|(_, e)| e));
            assert!(bundle.add_resource(resource.unwrap()).is_ok(), "an id stands twice");
        }
    }

    #[test]
    fn a_missing_text_shows_its_id() {
        assert_eq!(text("no-such-text"), "no-such-text");
    }
}
